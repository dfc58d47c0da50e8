import { readFileSync } from 'node:fs';
import { factsOf, StatisticsDataset } from '../../local/conformance-statistics.ts';
import type { FigureId } from '../../shared/codes/figures.ts';
import type { Fact } from '../../shared/domain/figures/facts.ts';
import { type FigureQuestion, figuresOf } from '../../shared/domain/figures/figures.ts';

const vectors = new URL('../vectors/statistics-dataset.json', import.meta.url);

/** The facts of the published dataset: three departments in 2026. */
export const publishedFacts: readonly Fact[] = factsOf(
  StatisticsDataset.parse(JSON.parse(readFileSync(vectors, 'utf8'))),
);

export const wholeYear: FigureQuestion = { scope: {}, from: '2026-01-01', asOf: '2026-12-28', frequencyCap: 2 };

/** One figure of some facts. */
export function figure(id: FigureId, facts: readonly Fact[], question: Partial<FigureQuestion> = {}) {
  const found = figuresOf(facts, { ...wholeYear, ...question }).find((each) => each.id === id);
  if (!found) throw new Error(`no figure ${id}`);
  return found;
}

/** `8/9`, by the id of each figure. */
export const shares = (facts: readonly Fact[], question: Partial<FigureQuestion> = {}) =>
  Object.fromEntries(figuresOf(facts, { ...wholeYear, ...question }).map(({ id, num, den }) => [id, `${num}/${den}`]));
