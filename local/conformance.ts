import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as z from 'zod';
import { ok, type Result } from '../shared/base/result.ts';
import { drawSpec } from '../shared/draw/manifest.ts';
import { ClockVectors, checkClockVectors } from './conformance-clocks.ts';
import { CreditExamples, checkCreditExamples } from './conformance-credit.ts';
import { checkDeadlineVectors, DeadlineVectors } from './conformance-deadlines.ts';
import { checkDrawVectors, DrawVectors } from './conformance-draw.ts';
import { checkDrawVectorsTwo, DrawVectorsTwo } from './conformance-draw-two.ts';
import {
  checkExchangeExamples,
  checkExchangeLayouts,
  ExchangeExamples,
  ExchangeLayouts,
} from './conformance-exchange.ts';
import { checkExchangeStory, ExchangeStory } from './conformance-exchange-story.ts';
import { type Companions, checkFigures, checkScores } from './conformance-figures.ts';
import { checkFrequencyExamples, FrequencyExamples } from './conformance-frequency.ts';
import { checkLookupAnswers, LookupAnswers } from './conformance-lookups.ts';
import { jsonOf, readAs, type UnreadableVectors, unreadable } from './conformance-read.ts';
import { checkDefinitions } from './conformance-statistics.ts';
import { checkUnlicensedExamples, UnlicensedExamples } from './conformance-unlicensed.ts';
import type { Difference } from './differences.ts';
import { toldHelp } from './help.ts';
import { StatisticsDefinitions } from './statistics-files.ts';

export interface Conformance {
  readonly format:
    | 'draw-vectors'
    | 'draw-vectors/2'
    | 'deadline-vectors'
    | 'clock-vectors'
    | 'unlicensed-routing'
    | 'frequency-examples'
    | 'credit-score'
    | 'sanction-lookups'
    | 'statistics'
    | 'statistics-definitions'
    | 'assessment'
    | 'exchange-layouts'
    | 'exchange-examples'
    | 'exchange-story';
  readonly differences: readonly Difference[];
}
type Checked = Result<Conformance, UnreadableVectors>;

/** Detects the kind of vectors in a text and checks the product's own code against them. */
export function checkConformance(text: string, companions: Companions = {}): Checked {
  const document = jsonOf(text);
  if (!document.ok) return document;
  const parts = AnyObject.safeParse(document.value).data ?? {};
  if ('planEntries' in parts) return as('statistics', checkFigures(parts, companions));
  if (companions.answers !== undefined)
    return unreadable('only facts of statistics (with "planEntries") are checked against a second file');
  if ('county' in parts)
    return unreadable('answers of statistics: give the facts that they are of first, then the answers');
  if ('cases' in parts) {
    if (parts.spec === drawSpec)
      return by('draw-vectors/2', DrawVectorsTwo, `vectors of ${drawSpec}`, checkDrawVectorsTwo, parts);
    return by('draw-vectors', DrawVectors, 'draw vectors', checkDrawVectors, parts);
  }
  if ('working_days' in parts)
    return by('deadline-vectors', DeadlineVectors, 'deadline vectors', checkDeadlineVectors, parts);
  if ('vectors' in parts) return by('clock-vectors', ClockVectors, 'clock vectors', checkClockVectors, parts);
  if ('lookups' in parts) return by('sanction-lookups', LookupAnswers, 'look-ups', checkLookupAnswers, parts);
  if ('model' in parts)
    return by('credit-score', CreditExamples, 'examples of the credit score', checkCreditExamples, parts);
  if ('counts' in parts)
    return by('statistics-definitions', StatisticsDefinitions, 'definitions of figures', checkDefinitions, parts);
  if ('indicators' in parts) return as('assessment', checkScores(parts, companions));
  if ('layouts' in parts)
    return by('exchange-layouts', ExchangeLayouts, 'layouts of the exchange', checkExchangeLayouts, parts);
  if ('story' in parts)
    return by('exchange-story', ExchangeStory, 'a story of the exchange', checkExchangeStory, parts);
  if ('layout' in parts)
    return by('exchange-examples', ExchangeExamples, 'rows of the exchange', checkExchangeExamples, parts);
  if ('examples' in parts) return checkExamples(parts);
  return unreadable(
    'neither draw vectors (with "cases"), deadline vectors (with "working_days"), clock vectors (with "vectors"), examples of the credit score (with "model"), look-ups (with "lookups"), facts or definitions of statistics (with "planEntries" or "counts"), an assessment (with "indicators"), layouts, rows or a story of the exchange (with "layouts", "layout" or "story") nor examples of routing or frequency (with "examples")',
  );
}

const as = (format: Conformance['format'], differences: Result<readonly Difference[], UnreadableVectors>): Checked =>
  differences.ok ? ok({ format, differences: differences.value }) : differences;

function by<T>(
  format: Conformance['format'],
  schema: z.ZodType<T>,
  what: string,
  check: (read: T) => readonly Difference[],
  document: unknown,
): Checked {
  const read = readAs(schema, what, document);
  return read.ok ? ok({ format, differences: check(read.value) }) : read;
}

/** Of who handles an unlicensed operation, or of the cap of checks in a year. */
function checkExamples(document: unknown): Checked {
  const unlicensed = UnlicensedExamples.safeParse(document);
  if (unlicensed.success)
    return ok({ format: 'unlicensed-routing', differences: checkUnlicensedExamples(unlicensed.data) });
  const frequency = FrequencyExamples.safeParse(document);
  if (frequency.success)
    return ok({ format: 'frequency-examples', differences: checkFrequencyExamples(frequency.data) });
  return unreadable(
    `neither in the format of unlicensed routing:\n${z.prettifyError(unlicensed.error)}\nnor of frequency examples:\n${z.prettifyError(frequency.error)}`,
  );
}

const usage = `usage: npm run conformance -- FILE    (draw, deadline or clock vectors, examples of unlicensed routing, frequency, credit scores, look-ups or an assessment, definitions of figures, layouts, rows or a story of the exchange, JSON)
       npm run conformance -- FACTS ANSWERS    (of statistics)`;

const AnyObject = z.looseObject({});

function read(file: string): Result<string, UnreadableVectors> {
  try {
    return ok(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error) return unreadable(`cannot be read: ${error.message}`);
    throw error;
  }
}

/** Exit status: 0 the product agrees, 1 it differs, 2 there was nothing to check. */
function main([file, answersFile, ...more]: readonly string[]): 0 | 1 | 2 {
  if (file === undefined || more.length > 0) {
    console.error(usage);
    return 2;
  }
  const answers = answersFile === undefined ? undefined : read(answersFile);
  if (answers?.ok === false) {
    console.error(`${answersFile}: ${answers.error.reason}`);
    return 2;
  }
  const text = read(file);
  // A file names its neighbours, none in another folder.
  const beside = (name: string) => read(join(dirname(file), basename(name)));
  const checked = text.ok ? checkConformance(text.value, { answers: answers?.value, beside }) : text;
  if (!checked.ok) {
    console.error(`${file}: ${checked.error.reason}`);
    return 2;
  }
  const { format, differences } = checked.value;
  for (const { path, expected, got } of differences) {
    console.log(`${path}\n  expected ${expected}\n  got      ${got}`);
  }
  console.log(
    differences.length === 0
      ? `${file}: conforms (${format})`
      : `${file}: ${differences.length} difference${differences.length === 1 ? '' : 's'} (${format})`,
  );
  return differences.length === 0 ? 0 : 1;
}

if (import.meta.main && !toldHelp(usage)) process.exitCode = main(process.argv.slice(2));
