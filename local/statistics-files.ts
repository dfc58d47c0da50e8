import * as z from 'zod';
import { LocalDate } from '../shared/base/primitives.ts';
import { checkKinds } from '../shared/codes/direct-checks.ts';
import { resultCodeList } from '../shared/codes/results.ts';
import { followUpStatuses } from '../shared/domain/follow-up/states.ts';
import { leadStatuses } from '../shared/domain/lead/states.ts';
import { objectionStatuses } from '../shared/domain/objection/states.ts';
import { resultStatuses } from '../shared/domain/result/states.ts';
import { visitStatuses } from '../shared/domain/visit/states.ts';

const Id = z.string().min(1);
const Departments = z.array(Id);
const Count = z.int().min(0);
const Day = LocalDate.optional();
const NullDay = LocalDate.nullable();

/** What is there twice would be counted twice. */
const rowsOf = <T extends { readonly id: string }>(row: z.ZodType<T>) =>
  z.array(row).superRefine((rows, context) => {
    const twice = rows.findIndex(({ id }, at) => rows.findIndex((other) => other.id === id) < at);
    if (twice >= 0)
      context.addIssue({ code: 'custom', path: [twice, 'id'], message: `${rows[twice]?.id} is there twice` });
  });

/** The format of a file of facts, from which figures are counted. */
export const StatisticsDataset = z.strictObject({
  asOf: LocalDate,
  from: LocalDate,
  frequencyCap: Count,
  departments: Departments,
  planEntries: rowsOf(
    z.strictObject({ id: Id, departments: Departments, windowTo: LocalDate, removed: z.boolean().optional() }),
  ),
  objects: rowsOf(z.strictObject({ id: Id, active: z.boolean(), supervisors: Departments })),
  inspectors: rowsOf(z.strictObject({ id: Id, department: Id, active: z.boolean() })),
  visits: rowsOf(
    z.strictObject({
      id: Id,
      /** Empty for a direct check. */
      batch: z.string(),
      kind: z.enum(Object.keys(checkKinds) as [keyof typeof checkKinds, ...(keyof typeof checkKinds)[]]),
      departments: Departments,
      object: Id,
      dispatchedOn: LocalDate,
      windowTo: LocalDate,
      status: z.enum(visitStatuses),
      completedOn: LocalDate.nullish(),
      inspectors: z.array(Id),
      entry: Id.optional(),
    }),
  ),
  results: rowsOf(
    z.strictObject({
      id: Id,
      visit: Id,
      department: Id,
      codes: z.array(z.enum(resultCodeList)),
      day0: LocalDate.nullish(),
      status: z.enum(resultStatuses),
      itemsConcluded: Count,
      itemsCited: Count,
      approvedOn: Day,
      withheldOn: Day,
      publishedOn: Day,
      correctedOn: Day,
      editions: Count.optional(),
    }),
  ),
  followUps: rowsOf(
    z.strictObject({
      id: Id,
      kind: z.string(),
      sender: Id,
      receiver: Id,
      openedOn: LocalDate,
      receiptDue: Day,
      receivedOn: Day,
      due: Day,
      status: z.enum(followUpStatuses),
      verifiedOn: Day,
      closedOn: Day,
    }),
  ),
  leads: rowsOf(
    z.strictObject({
      id: Id,
      department: Id,
      registeredOn: LocalDate,
      due: Day,
      status: z.enum(leadStatuses),
      concludedOn: Day,
    }),
  ),
  shares: rowsOf(z.strictObject({ id: Id, holder: Id, due: Day, answeredOn: Day })),
  ledger: rowsOf(
    z.strictObject({ id: Id, department: Id, due: LocalDate, closedOn: Day, dropped: z.boolean().optional() }),
  ),
  objections: rowsOf(z.strictObject({ id: Id, department: Id, status: z.enum(objectionStatuses), decidedOn: Day })),
});
export type StatisticsDataset = z.infer<typeof StatisticsDataset>;

const Answer = z.union([
  z.strictObject({ num: Count, den: Count, rate: z.int().nullable().optional() }),
  z.strictObject({ count: Count, objects: z.array(Id).optional() }),
]);
const Answers = z.record(z.string(), Answer);

/** The format of a file of figures: of the county, and of each department by its code. */
export const StatisticsAnswers = z
  .object({
    definitions: z.string(),
    asOf: LocalDate,
    deadlines: z.record(z.string(), NullDay),
    county: Answers,
  })
  .catchall(Answers);
export type StatisticsAnswers = z.infer<typeof StatisticsAnswers>;

/** The format of a file that defines the figures. */
export const StatisticsDefinitions = z.looseObject({
  version: z.string(),
  figures: z.array(
    z.strictObject({
      ...{ id: Id, name: z.string(), numerator: z.string(), denominator: z.string(), mayBeScored: z.boolean() },
    }),
  ),
  counts: z.array(z.strictObject({ id: Id, name: z.string(), formula: z.string().optional() })),
});
export type StatisticsDefinitions = z.infer<typeof StatisticsDefinitions>;
