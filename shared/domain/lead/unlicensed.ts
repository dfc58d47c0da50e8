import * as z from 'zod';
import type { Failure, FieldError } from '../../base/failures.ts';
import { DepartmentCode, LineText, LocalDate, LongText, PlainId, ShortText } from '../../base/primitives.ts';
import {
  provinceNames,
  type UnlicensedNeed,
  unlicensedExemptionCodes,
  unlicensedKindCodes,
  unlicensedOutcomeCodes,
  unlicensedOutcomes,
} from '../../codes/unlicensed.ts';
import { UnlicensedFacts } from './route-unlicensed.ts';

/** What the department did about it; which fields a code needs, the table of outcomes says. */
export const UnlicensedOutcomeContent = z.strictObject({
  code: z.enum(unlicensedOutcomeCodes),
  note: LongText.optional(),
  /** R27: the last day to get the licence or registration, after which it is looked at again. */
  term: LocalDate.optional(),
  document: LineText.optional(),
  caseNumber: ShortText.optional(),
  /** Who carried it out, at least two. */
  officers: z.array(PlainId).min(1).max(10).readonly().optional(),
  receiver: DepartmentCode.optional(),
  exemption: z.enum(unlicensedExemptionCodes).optional(),
  /** The document by which it was handed to the police. */
  transfer: LineText.optional(),
  /** Ids of evidence in the results of the lead's checks. */
  photos: z.array(PlainId).min(1).max(20).readonly().optional(),
});
export type UnlicensedOutcomeContent = z.infer<typeof UnlicensedOutcomeContent>;

/** 复查: a check of the same lead that was ordered after the term was set, and whether there is a licence or registration now. */
export const Recheck = z.strictObject({
  visitId: PlainId,
  on: LocalDate,
  licensed: z.boolean(),
  /** Of what was shown. */
  licenceNumber: ShortText.optional(),
  note: LongText.optional(),
  by: z.string(),
});
export type Recheck = z.infer<typeof Recheck>;

const Outcome = z.strictObject({
  ...UnlicensedOutcomeContent.shape,
  on: LocalDate,
  by: z.string(),
  /** How many orders the lead had then: a re-check is of a later one. */
  ordersBefore: z.int().min(0).optional(),
  recheck: Recheck.optional(),
});

export type Outcome = z.infer<typeof Outcome>;

/** 无证无照: what the lead turned out to be by the regulation, who handles it, and what was done, the earliest first. */
export const UnlicensedCase = z.strictObject({
  facts: UnlicensedFacts,
  kind: z.enum(unlicensedKindCodes),
  licenceName: LineText.optional(),
  handler: z.union([DepartmentCode, z.literal(provinceNames)]).optional(),
  /** R26: the legal text by which another department handles it. */
  handlerBasis: LineText.optional(),
  /** Of n0, which activity of art. 3 it is. */
  exemption: z.enum(unlicensedExemptionCodes).optional(),
  outcomes: z.array(Outcome).max(20).readonly(),
  by: z.string(),
  on: LocalDate,
});
export type UnlicensedCase = z.infer<typeof UnlicensedCase>;

/** What an outcome needs and does not say, by the field. */
export const missingInOutcome = (outcome: UnlicensedOutcomeContent): readonly FieldError[] =>
  unlicensedOutcomes[outcome.code].needs
    .filter((need) => outcome[need] === undefined)
    .map((need) => ({ path: `body.${need}`, message: needWords[need] }));

const needWords: Readonly<Record<UnlicensedNeed, string>> = {
  term: '督促办证应写明期限',
  document: '应写明文书文号',
  caseNumber: '应写明立案号',
  officers: '应由两名以上执法人员实施',
  receiver: '应写明通报的部门',
  exemption: '应写明属于第三条的哪种情形',
  transfer: '应写明移送文书',
  photos: '应附现场照片',
};

/** R26: what speaks against a department handling it. */
export const handlerFault = (
  unlicensed: Pick<UnlicensedCase, 'handler'> | undefined,
  department: DepartmentCode,
): Failure<'wrong-handler'> | undefined => {
  const handler = unlicensed?.handler;
  const anothers = handler !== undefined && handler !== provinceNames && handler !== department;
  return anothers ? { kind: 'wrong-handler', handler } : undefined;
};

/** R27: what is missing before the lead is concluded: an outcome, of 督促办证 the re-check that found a licence. */
export function unsettledCase({ kind, outcomes }: UnlicensedCase): string | undefined {
  if (kind === 'n0') return undefined;
  const last = outcomes.at(-1);
  if (!last) return '无证无照经营应先登记处理结果';
  if (last.code !== 'o1') return undefined;
  if (!last.recheck) return '督促办证应复查后方可办结';
  return last.recheck.licensed ? undefined : '复查时仍未办证，应登记进一步的处理结果';
}
