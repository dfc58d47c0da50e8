import { ok, type Result } from '../shared/base/result.ts';
import { AssessmentExamples, answersNamedIn, checkAssessment } from './conformance-assessment.ts';
import { jsonOf, readAs, type UnreadableVectors, unreadable } from './conformance-read.ts';
import { checkStatistics } from './conformance-statistics.ts';
import type { Difference } from './differences.ts';
import { StatisticsAnswers, StatisticsDataset } from './statistics-files.ts';

/** What is read beside a file: the answers given with it, and files that it names. */
export interface Companions {
  readonly answers?: string | undefined;
  readonly beside?: (name: string) => Result<string, UnreadableVectors>;
}

type Checked = Result<readonly Difference[], UnreadableVectors>;

/** Facts against the answers that were given with them. */
export function checkFigures(document: unknown, { answers }: Companions): Checked {
  const dataset = readAs(StatisticsDataset, 'facts of statistics', document);
  if (!dataset.ok) return dataset;
  if (answers === undefined) return unreadable('facts of statistics: give the file of their answers after them');
  const expected = answersIn(answers);
  if (!expected.ok) return unreadable(`the answers: ${expected.error.reason}`);
  return ok(checkStatistics(dataset.value, expected.value));
}

/** An assessment and its examples, of which some name a file of answers. */
export function checkScores(document: unknown, { beside }: Companions): Checked {
  const examples = readAs(AssessmentExamples, 'an assessment', document);
  if (!examples.ok) return examples;
  const answers = new Map<string, StatisticsAnswers>();
  for (const name of answersNamedIn(examples.value)) {
    const text = beside?.(name) ?? unreadable('cannot be read');
    const found = text.ok ? answersIn(text.value) : text;
    if (!found.ok) return unreadable(`${name}: ${found.error.reason}`);
    answers.set(name, found.value);
  }
  return ok(checkAssessment(examples.value, answers));
}

function answersIn(text: string): Result<StatisticsAnswers, UnreadableVectors> {
  const document = jsonOf(text);
  return document.ok ? readAs(StatisticsAnswers, 'answers of statistics', document.value) : document;
}
