import { nationalCalendarYears } from '../shared/calendar/shipped-years.ts';
import { workCalendar } from '../shared/calendar/working-days.ts';
import { type FigureId, figureDefinitions, figureRules } from '../shared/codes/figures.ts';
import { publicationDeadline } from '../shared/domain/deadline/publication-deadline.ts';
import { changeOf, figuresFrom, sumOf } from '../shared/domain/figures/cells.ts';
import type { Fact } from '../shared/domain/figures/facts.ts';
import { type Figure, figuresOf } from '../shared/domain/figures/figures.ts';
import { type Difference, differences } from './differences.ts';

import type { StatisticsAnswers, StatisticsDataset, StatisticsDefinitions } from './statistics-files.ts';

/**
 * Counts every figure of a file of facts anew, and works out the deadline of every result. What would be kept by adding up
 * one fact after another is compared too.
 */
export function checkStatistics(dataset: StatisticsDataset, answers: StatisticsAnswers): readonly Difference[] {
  const facts = factsOf(dataset);
  const { asOf, from, frequencyCap, departments } = dataset;
  const kept = sumOf(facts.map((fact) => changeOf(undefined, fact)));
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
