import * as z from 'zod';
import { twoDecimals } from '../shared/base/rate.ts';
import {
  assessmentGrades,
  defaultAssessment,
  forbiddenFigures,
  type Indicator as Row,
} from '../shared/codes/assessment.ts';
import { type FigureId, figureIds } from '../shared/codes/figures.ts';
import { type Assessment, assess, type Scored } from '../shared/domain/assessment/assess.ts';
import { checkTable } from '../shared/domain/assessment/table.ts';
import { type Difference, differences } from './differences.ts';
import type { StatisticsAnswers } from './statistics-files.ts';

const Count = z.int().min(0);
const Points = z.int().nullable();
const row = { id: z.string(), figure: z.string(), name: z.string(), weight: z.int() };
const Indicator = z.discriminatedUnion('kind', [
  z.strictObject({ ...row, kind: z.literal('rate'), target: z.int(), floor: z.int() }),
  z.strictObject({ ...row, kind: z.literal('deduct'), step: z.int() }),
]);
const Answer = z.strictObject({
  rows: z.array(z.strictObject({ id: z.string(), score: Points })),
  sum: z.int(),
  weights: z.int(),
  base: Points,
  adjust: z.int(),
  total: Points,
  grade: z.enum(assessmentGrades.map(({ name }) => name)).nullable(),
});
const Figures = z.partialRecord(
  z.enum(figureIds),
  z.union([z.strictObject({ num: Count, den: Count }), z.strictObject({ count: Count })]),
);
const Example = z.union([
  /** Figures of a department, from a file of answers that stands beside this one. */
  z.strictObject({ department: z.string(), from: z.string(), answer: Answer }),
  z.strictObject({ name: z.string(), figures: Figures, adjust: z.array(z.int()), answer: Answer }),
]);

/** The format of a file of an assessment's table, what it may not go by, and examples of what it scores. */
export const AssessmentExamples = z.object({
  version: z.string(),
  forbiddenFigures: z.object({ figures: z.array(z.string()) }),
  method: z.object({ grades: z.record(z.string(), z.string()) }),
  indicators: z.array(Indicator).min(1),
  examples: z.array(Example).min(1),
});
export type AssessmentExamples = z.infer<typeof AssessmentExamples>;

/** The files of answers that the examples name. */
export const answersNamedIn = ({ examples }: AssessmentExamples): readonly string[] => [
  ...new Set(examples.flatMap((example) => ('from' in example ? example.from : []))),
];

/** Compares the table, and scores every example by it; `answers` by the name of their file. */
export function checkAssessment(
  { version, forbiddenFigures: forbidden, method, indicators, examples }: AssessmentExamples,
  answers: ReadonlyMap<string, StatisticsAnswers>,
): readonly Difference[] {
  const rows: readonly Row[] = indicators;
  const table = checkTable(rows);
  const own = [
    ...differences('/version', version, defaultAssessment.version),
    ...differences('/forbiddenFigures/figures', forbidden.figures, forbiddenFigures.figures),
    ...differences('/method/grades', method.grades, ownGrades()),
    ...differences('/indicators', indicators, defaultAssessment.indicators),
  ];
  if (!table.ok) return [...own, { path: '/indicators', expected: 'a table that may be used', got: table.error.kind }];
  const scores = examples.flatMap((example, at) => {
    const figures = 'from' in example ? answers.get(example.from)?.[example.department] : example.figures;
    const path = `/examples/${at}`;
    if (!figures || typeof figures !== 'object')
      return [{ path, expected: JSON.stringify(example), got: 'no such figures' }];
    const points = 'from' in example ? [] : example.adjust;
    const adjustments = points.map((each) => ({ points: each, reason: 'example', document: 'example' }));
    const scored = assess(table.value, scoredOf(figures), adjustments);
    const got: Assessment | string = scored.ok ? scored.value : scored.error.kind;
    return differences(`${path}/answer`, example.answer, got);
  });
  return [...own, ...scores];
}

const ownGrades = () =>
  Object.fromEntries(
    assessmentGrades.map(({ name, least }, at) => [
      name,
      least === 0 ? `< ${twoDecimals(assessmentGrades[at - 1]?.least ?? 0)}` : `≥ ${twoDecimals(least)}`,
    ]),
  );

function scoredOf(figures: Readonly<Record<string, unknown>>): Scored {
  const shares = Object.entries(figures).flatMap(([id, value]) => {
    const share = Share.safeParse(value).data;
    const figure = figureIds.find((known): known is FigureId => known === id);
    return share && figure ? [[figure, 'count' in share ? { num: share.count, den: 0 } : share] as const] : [];
  });
  return Object.fromEntries(shares);
}
const Share = z.union([z.object({ num: Count, den: Count }), z.object({ count: Count })]);
