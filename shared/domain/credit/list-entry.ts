import * as z from 'zod';
import { DepartmentCode, Instant, LineText, LocalDate, LongText, PlainId, ShortText } from '../../base/primitives.ts';
import { abnormalReasonCodes } from '../../codes/credit-lists.ts';
import { dishonestyListCodes } from '../../codes/dishonesty-lists.ts';
import { mostSteps } from '../follow-up/limits.ts';
import { ObjectSnapshot } from '../visit/visit.ts';
import { listEntryStatuses } from './states.ts';

/** What the subject is told in writing before it is listed (河南省社会信用条例第二十八条). */
export const ListingNotice = z.strictObject({
  document: ShortText,
  servedOn: LocalDate,
  facts: LongText,
  grounds: LongText,
  basis: LineText,
  measures: LineText,
  rights: LineText,
});
export type ListingNotice = z.infer<typeof ListingNotice>;

/** That what it was listed for is no longer so, as an official has verified. */
export const RemovalRequest = z.strictObject({ reason: LineText, verifiedOn: LocalDate, document: ShortText });
export type RemovalRequest = z.infer<typeof RemovalRequest>;

const Decision = z.strictObject({ number: ShortText, on: LocalDate, by: z.string(), reason: LineText.optional() });
const Step = z.strictObject({ act: z.string(), at: Instant, by: z.string(), note: LongText.optional() });

/** Off the list since a day; without a number where its term is over. */
const Removal = z.strictObject({ ...Decision.shape, number: Decision.shape.number.optional() });

/** What only an entry has that was decided elsewhere and came by a file. */
export const OutsideDecision = z.strictObject({
  /** The file that brought it, or changed it last. */
  file: PlainId,
  /** Who decided: a court, another authority. */
  authority: LineText,
  reason: LineText,
  /** The first day on which it is in force no more. */
  until: LocalDate.optional(),
});
export type OutsideDecision = z.infer<typeof OutsideDecision>;

/** What a file that is being applied makes of an entry: it is so once the file is in force, and not before. */
export const StagedByFile = z.strictObject({
  file: PlainId,
  as: z.enum(['added', 'changed', 'gone']),
  /** Of one that is changed. */
  name: LineText.optional(),
  decision: Decision.optional(),
  outside: OutsideDecision.optional(),
  /** Of one that is gone. */
  removal: Removal.optional(),
});
export type StagedByFile = z.infer<typeof StagedByFile>;

/**
 * 名单条目 (R44): what a follow-up proposes, and the competent department decides after it has told the subject; or what was
 * decided elsewhere and came by a file of who decides (R43). One is of either, never of both.
 */
export const ListEntry = z.strictObject({
  id: PlainId,
  /** `机关代字列名〔YYYY〕N号`, under which it was entered; of one decided elsewhere the number of that document. */
  number: z.string(),
  list: z.enum(dishonestyListCodes),
  /** Of 经营异常名录, why. */
  reason: z.enum(abnormalReasonCodes).optional(),
  /** That decides about it, or brings the files of the list. */
  department: DepartmentCode,
  /** Of one that was proposed: by what, on which result and of which of its items, and when. */
  followUpId: PlainId.optional(),
  resultId: PlainId.optional(),
  items: z.array(PlainId).readonly().optional(),
  suggestedOn: LocalDate.optional(),
  outside: OutsideDecision.optional(),
  staged: StagedByFile.optional(),
  object: ObjectSnapshot.pick({ id: true, creditCode: true, name: true, kind: true }),
  status: z.enum(listEntryStatuses),
  notice: z.strictObject({ ...ListingNotice.shape, by: z.string() }).optional(),
  /** What the subject held against it, in writing, and what it was answered; the last one. */
  contest: z.strictObject({ on: LocalDate, text: LongText, by: z.string(), answer: LongText.optional() }).optional(),
  /** To list it, or not. */
  decision: Decision.optional(),
  removalRequest: z
    .strictObject({
      ...RemovalRequest.shape,
      by: z.string(),
      /** Of one that was decided elsewhere: by the document the decision to list was wrong, and is revoked. */
      revokes: z.literal(true).optional(),
    })
    .optional(),
  removal: Removal.optional(),
  /** Off its list: decisions that were applied by it are still being lifted, and who read it told. */
  unwinding: z.literal(true).optional(),
  steps: z.array(Step).max(mostSteps).readonly(),
});
export type ListEntry = z.infer<typeof ListEntry>;

/** What a proposed entry rests on; none of one that was decided elsewhere. */
export function proposalOf({
  followUpId,
  resultId,
  items = [],
}: Pick<ListEntry, 'followUpId' | 'resultId' | 'items'>):
  | { readonly followUpId: string; readonly resultId: string; readonly items: readonly string[] }
  | undefined {
  return followUpId === undefined || resultId === undefined ? undefined : { followUpId, resultId, items };
}

/** An entry as it is whether or not the file that is being applied to it is in force; none of one that only a file to come adds. */
export function asOfFile(entry: ListEntry, inForce: boolean): ListEntry | undefined {
  const { staged, ...rest } = entry;
  if (!staged) return entry;
  if (!inForce) return staged.as === 'added' ? undefined : rest;
  const { name, decision, outside, removal } = staged;
  return {
    ...rest,
    ...(name !== undefined && { object: { ...rest.object, name } }),
    ...(decision && { number: decision.number, decision }),
    ...(outside && { outside }),
    ...(removal && { status: 'repaired', removal, unwinding: true }),
  };
}
