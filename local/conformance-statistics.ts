import * as z from 'zod';
import { LocalDate } from '../shared/base/primitives.ts';
import { nationalCalendarYears } from '../shared/calendar/shipped-years.ts';
import { workCalendar } from '../shared/calendar/working-days.ts';
import { checkKinds } from '../shared/codes/direct-checks.ts';
import { type FigureId, figureDefinitions, figureRules } from '../shared/codes/figures.ts';
import { resultCodeList } from '../shared/codes/results.ts';
import { publicationDeadline } from '../shared/domain/deadline/publication-deadline.ts';
import { type Cells, changed, changeOf, figuresFrom } from '../shared/domain/figures/cells.ts';
import type { Fact } from '../shared/domain/figures/facts.ts';
import { type Figure, figuresOf } from '../shared/domain/figures/figures.ts';
import { followUpStatuses } from '../shared/domain/follow-up/states.ts';
import { leadStatuses } from '../shared/domain/lead/states.ts';
import { objectionStatuses } from '../shared/domain/objection/states.ts';
import { resultStatuses } from '../shared/domain/result/states.ts';
import { visitStatuses } from '../shared/domain/visit/states.ts';
import { type Difference, differences } from './differences.ts';

const Id = z.string().min(1);
const Departments = z.array(Id);
const Count = z.int().min(0);
const Day = LocalDate.optional();
const NullDay = LocalDate.nullable();

/** The format of a file of facts, from which figures are counted. */
export const StatisticsDataset = z.strictObject({
  asOf: LocalDate,
  from: LocalDate,
  frequencyCap: Count,
  departments: Departments,
  planEntries: z.array(
    z.strictObject({ id: Id, departments: Departments, windowTo: LocalDate, removed: z.boolean().optional() }),
  ),
  objects: z.array(z.strictObject({ id: Id, active: z.boolean(), supervisors: Departments })),
  inspectors: z.array(z.strictObject({ id: Id, department: Id, active: z.boolean() })),
  visits: z.array(
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
  results: z.array(
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
  followUps: z.array(
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
  leads: z.array(
    z.strictObject({
      id: Id,
      department: Id,
      registeredOn: LocalDate,
      due: Day,
      status: z.enum(leadStatuses),
      concludedOn: Day,
    }),
  ),
  shares: z.array(z.strictObject({ id: Id, holder: Id, due: Day, answeredOn: Day })),
  ledger: z.array(
    z.strictObject({ id: Id, department: Id, due: LocalDate, closedOn: Day, dropped: z.boolean().optional() }),
  ),
  objections: z.array(z.strictObject({ id: Id, department: Id, status: z.enum(objectionStatuses), decidedOn: Day })),
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

/**
 * Counts every figure of a file of facts anew, and works out the deadline of every result. What would be kept by adding up
 * one fact after another is compared too.
 */
export function checkStatistics(dataset: StatisticsDataset, answers: StatisticsAnswers): readonly Difference[] {
  const facts = factsOf(dataset);
  const { asOf, from, frequencyCap, departments } = dataset;
  const kept = facts.reduce<Cells>((cells, fact) => changed(cells, changeOf(undefined, fact)), new Map());
  const counted = [undefined, ...departments].map((department) => {
    const question = { scope: { department }, asOf, from, frequencyCap };
    const figures = figuresOf(facts, question);
    return { name: department ?? 'county', figures, kept: figuresFrom(kept, question) };
  });
  return [
    ...differences('', answers, {
      definitions: figureRules.version,
      asOf,
      deadlines: deadlinesOf(dataset),
      ...Object.fromEntries(counted.map(({ name, figures }) => [name, answersOf(figures)])),
    }),
    ...counted.flatMap(({ name, figures, kept }) =>
      differences(
        `/${name} as kept`,
        figures.map(({ behind: _, excluded: __, ...figure }) => figure),
        kept,
      ),
    ),
  ];
}

const answersOf = (figures: readonly Figure[]) =>
  Object.fromEntries(figures.map((figure) => [figure.id, answerOf(figure)]));

/** Compares the words of every figure. */
export function checkDefinitions({ version, figures, counts }: StatisticsDefinitions): readonly Difference[] {
  const entries = Object.entries(figureDefinitions);
  const rates = entries.filter(([, { kind }]) => kind === 'rate');
  const own = (rows: typeof entries) =>
    rows.map(([id, { name, numerator, denominator, mayBeScored, formula }]) => ({
      ...{ id, name, numerator, denominator, mayBeScored, formula },
    }));
  return [
    ...differences('/version', version, figureRules.version),
    ...differences('/figures', figures, own(rates)),
    ...differences('/counts', counts, own(entries.filter(([, { kind }]) => kind !== 'rate'))),
  ];
}

const numbered: readonly FigureId[] = ['overCap'];

function answerOf({ id, num, den, rate, behind }: Figure) {
  const { kind } = figureDefinitions[id];
  if (kind === 'rate') return { num, den, rate };
  if (kind === 'mean') return { num, den };
  return { ...(numbered.includes(id) && { objects: behind.map((one) => one.id) }), count: num };
}

type Deadlines = Readonly<Record<string, string | null>>;
const calendar = workCalendar(nationalCalendarYears);

function deadlinesOf({ results }: StatisticsDataset): Deadlines {
  return Object.fromEntries(
    results.map(({ id, day0 }) => {
      const deadline = day0 === undefined || day0 === null ? undefined : publicationDeadline(day0, calendar);
      return [id, deadline?.kind === 'date' ? deadline.date : null];
    }),
  );
}

/** The facts of a file, each with what it takes from its neighbours. */
export function factsOf(dataset: StatisticsDataset): readonly Fact[] {
  const deadlines = deadlinesOf(dataset);
  const entries = new Map(dataset.visits.map(({ id, entry }) => [id, entry === undefined ? [] : [entry]]));
  return [
    ...dataset.planEntries.map((entry) => ({ type: 'plan-entry' as const, ...entry })),
    ...dataset.objects.map((object) => ({ type: 'object' as const, ...object })),
    ...dataset.inspectors.map((inspector) => ({ type: 'inspector' as const, ...inspector })),
    ...dataset.visits.map(({ entry: _, completedOn, ...visit }) => ({
      ...{ type: 'visit' as const, ...visit },
      ...{ completedOn: completedOn ?? undefined, entries: entries.get(visit.id) ?? [] },
    })),
    ...dataset.results.map(({ day0, itemsConcluded, itemsCited, editions = 0, ...result }) => ({
      ...{ type: 'result' as const, ...result, editions },
      ...{ concluded: itemsConcluded, cited: itemsCited, day0: day0 ?? undefined },
      ...{ deadline: deadlines[result.id] ?? undefined, entries: entries.get(result.visit) ?? [] },
    })),
    ...dataset.followUps.map((followUp) => ({ type: 'follow-up' as const, ...followUp })),
    ...dataset.leads.map((lead) => ({ type: 'lead' as const, ...lead })),
    ...dataset.shares.map((share) => ({ type: 'share' as const, ...share })),
    ...dataset.ledger.map((task) => ({ type: 'ledger-task' as const, ...task })),
    ...dataset.objections.map((objection) => ({ type: 'objection' as const, ...objection })),
  ];
}
