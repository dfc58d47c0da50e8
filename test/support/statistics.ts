import { readFileSync } from 'node:fs';
import { factsOf } from '../../local/conformance-statistics.ts';
import { StatisticsDataset } from '../../local/statistics-files.ts';
import type { FigureId } from '../../shared/codes/figures.ts';
import type { Fact, FactOf } from '../../shared/domain/figures/facts.ts';
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

export const result = (given: Partial<FactOf<'result'>> = {}): Fact => ({
  ...{ type: 'result', id: 'R1', visit: 'V1', department: 'SCJG', entries: [], codes: ['1'], concluded: 1, cited: 0 },
  ...{ status: 'approved', editions: 0, day0: '2026-03-02', deadline: '2026-03-30', ...given },
});
export const visit = (given: Partial<FactOf<'visit'>> = {}): Fact => ({
  ...{ type: 'visit', id: 'V1', batch: 'B1', kind: 'daily', departments: ['SCJG'], object: 'O1', entries: [] },
  ...{ dispatchedOn: '2026-02-02', windowTo: '2026-03-31', status: 'completed', completedOn: '2026-03-02' },
  ...{ inspectors: [], ...given },
});
export const followUp = (given: Partial<FactOf<'follow-up'>> = {}): Fact => ({
  ...{ type: 'follow-up', id: 'F1', kind: 'refer', sender: 'SCJG', receiver: 'WJW', openedOn: '2026-05-06' },
  ...{ receiptDue: '2026-05-13', status: 'opened', ...given },
});
