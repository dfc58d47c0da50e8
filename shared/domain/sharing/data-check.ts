import * as z from 'zod';
import { DepartmentCode, LineText, LocalDate, LongText, PlainId } from '../../base/primitives.ts';
import { dataCheckStatuses } from './data-check-states.ts';

/** What is doubted: a record got by an opened request, or a published result of another department. */
export const DataCheckSubject = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('share-request'),
    id: PlainId,
    /** Which record, as the source numbers it. */
    record: LineText,
  }),
  z.strictObject({ kind: z.literal('result'), id: PlainId }),
]);
export type DataCheckSubject = z.infer<typeof DataCheckSubject>;

/** 数据校核: a department that finds shared data wrong asks its source to look at it. */
export const DataCheck = z.strictObject({
  id: PlainId,
  about: DataCheckSubject,
  /** The entry of the catalogue, or the number of the result's document. */
  title: LineText,
  /** Of a result: the edition that is doubted. */
  edition: z.int().optional(),
  /** The source. */
  holder: DepartmentCode,
  reporter: DepartmentCode,
  /** What is wrong, and by what that is known. */
  claim: LongText,
  filedBy: z.string(),
  filedOn: LocalDate,
  status: z.enum(dataCheckStatuses),
  answer: LongText.optional(),
  answeredBy: z.string().optional(),
  answeredOn: LocalDate.optional(),
  /** The day on which the source corrected it. */
  correctedOn: LocalDate.optional(),
  /** By when the source answers; none once it has, or when its year has no calendar. */
  due: LocalDate.optional(),
});
export type DataCheck = z.infer<typeof DataCheck>;
