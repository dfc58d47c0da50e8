import * as z from 'zod';
import { holdsIdentityNumber } from '../../base/identity-number.ts';
import { Instant, LineText, Phone, PlainId, ShortText } from '../../base/primitives.ts';
import { isExposed } from './exposure.ts';

/** No law asks for an informant's identity number, so none is kept. */
const withoutIdentityNumber = (text: string): boolean => !holdsIdentityNumber(text);
const noIdentityNumber = { message: '不登记身份证件号码，请删去' };

const person = {
  realName: z.boolean(),
  name: ShortText.refine(withoutIdentityNumber, noIdentityNumber).optional(),
  phone: Phone.optional(),
  address: LineText.refine(withoutIdentityNumber, noIdentityNumber).optional(),
};

/** Who complained or reported, as somebody enters it. */
export const InformantContent = z
  .strictObject(person)
  .refine(({ realName, name }) => !realName || name !== undefined, { path: ['name'], message: '实名的应填写姓名' });
export type InformantContent = z.infer<typeof InformantContent>;

/** Why a sealed record is read. */
export const readingReasons = ['核实情况', '告知处理结果', '调解', '回访', '其他'] as const;

const Reading = z.strictObject({
  at: Instant,
  by: z.string(),
  leadId: PlainId,
  reason: z.enum(readingReasons),
  note: LineText.optional(),
});

/** How many readings the record itself lists; the audit trail has all. */
export const listedReadings = 200;

/** 投诉举报人: sealed, in a table of its own under a key of its own. Every reading of it is written down. */
export const Informant = z.strictObject({
  ...person,
  id: PlainId,
  /** Chance, so that nobody finds a telephone number by trying which one has the digest in the audit trail. */
  salt: z.string(),
  readings: z.array(Reading).readonly(),
});
export type Informant = z.infer<typeof Informant>;

/** R23: which of some texts tell who an informant is. */
export const exposing = <T extends { readonly text: string | undefined }>(
  texts: readonly T[],
  informants: readonly Pick<Informant, 'name' | 'phone'>[],
): readonly T[] =>
  texts.filter(({ text }) => text !== undefined && informants.some((informant) => isExposed(text, informant)));
