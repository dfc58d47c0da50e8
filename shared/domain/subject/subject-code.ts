import * as z from 'zod';
import { DepartmentCode, Instant, LineText, LocalDate, PlainId } from '../../base/primitives.ts';
import { sha256 } from '../../draw/sha256.ts';

/** 绑定码: lets whoever holds it act for one object. The code itself is told once and kept nowhere, only its digest. */
export const SubjectCode = z.strictObject({
  id: PlainId,
  objectId: PlainId,
  objectName: z.string(),
  /** The department that issued it. */
  department: DepartmentCode,
  /** Who received it, and by which paper this person may act for the object. */
  handedTo: LineText,
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  issuedBy: z.string(),
  issuedAt: Instant,
  /** The last day on which it opens anything. */
  validUntil: LocalDate,
  revoked: z.strictObject({ by: z.string(), at: Instant, reason: LineText }).optional(),
});
export type SubjectCode = z.infer<typeof SubjectCode>;

const idLength = 24;
const secretLength = 32;

/** The code as it is handed over: the record's id, and 128 bits that nobody can foresee. */
export const codeText = (id: string, secret: string): string => `${id}${secret.slice(0, secretLength)}`;

/** What is kept of a code. */
export const digestOfCode = (code: string): string => sha256(`suiji-subject-code ${code}`);

/** The id within a code that people may have typed with blanks, hyphens and capitals; undefined when it is none. */
export function readCode(typed: string): { readonly id: string; readonly code: string } | undefined {
  const code = typed.replaceAll(/[\s-]/g, '').toLowerCase();
  return new RegExp(`^[0-9a-f]{${idLength + secretLength}}$`).test(code)
    ? { id: code.slice(0, idLength), code }
    : undefined;
}

/** Whether it opens anything on a day. */
export const isCodeInForce = ({ revoked, validUntil }: SubjectCode, today: string): boolean =>
  revoked === undefined && today <= validUntil;
