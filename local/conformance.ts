import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { err, ok, type Result } from '../shared/base/result.ts';
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
import { checkFrequencyExamples, FrequencyExamples } from './conformance-frequency.ts';
import { checkLookupAnswers, LookupAnswers } from './conformance-lookups.ts';
import { checkUnlicensedExamples, UnlicensedExamples } from './conformance-unlicensed.ts';
import type { Difference } from './differences.ts';
import { toldHelp } from './help.ts';

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
    | 'exchange-layouts'
    | 'exchange-examples'
    | 'exchange-story';
  readonly differences: readonly Difference[];
}

export interface UnreadableVectors {
  readonly kind: 'unreadable-vectors';
  readonly reason: string;
}

/** Detects the kind of vectors in a text and checks the product's own code against them. */
export function checkConformance(text: string): Result<Conformance, UnreadableVectors> {
  const document = jsonOf(text);
  if (!document.ok) return document;
  const parts = AnyObject.safeParse(document.value).data ?? {};
  if ('cases' in parts) {
    if (parts.spec === drawSpec) return checkTwo(document.value);
    const vectors = DrawVectors.safeParse(document.value);
    if (!vectors.success) return unreadable(`not in the format of draw vectors:\n${z.prettifyError(vectors.error)}`);
    return ok({ format: 'draw-vectors', differences: checkDrawVectors(vectors.data) });
  }
  if ('working_days' in parts) {
    const vectors = DeadlineVectors.safeParse(document.value);
    if (!vectors.success)
      return unreadable(`not in the format of deadline vectors:\n${z.prettifyError(vectors.error)}`);
    return ok({ format: 'deadline-vectors', differences: checkDeadlineVectors(vectors.data) });
  }
  if ('vectors' in parts) {
    const vectors = ClockVectors.safeParse(document.value);
    if (!vectors.success) return unreadable(`not in the format of clock vectors:\n${z.prettifyError(vectors.error)}`);
    return ok({ format: 'clock-vectors', differences: checkClockVectors(vectors.data) });
  }
  if ('lookups' in parts) {
    const answers = LookupAnswers.safeParse(document.value);
    if (!answers.success) return unreadable(`not in the format of look-ups:\n${z.prettifyError(answers.error)}`);
    return ok({ format: 'sanction-lookups', differences: checkLookupAnswers(answers.data) });
  }
  if ('model' in parts) {
    const examples = CreditExamples.safeParse(document.value);
    if (!examples.success)
      return unreadable(`not in the format of examples of the credit score:\n${z.prettifyError(examples.error)}`);
    return ok({ format: 'credit-score', differences: checkCreditExamples(examples.data) });
  }
  if ('layouts' in parts) {
    const stated = ExchangeLayouts.safeParse(document.value);
    if (!stated.success)
      return unreadable(`not in the format of layouts of the exchange:\n${z.prettifyError(stated.error)}`);
    return ok({ format: 'exchange-layouts', differences: checkExchangeLayouts(stated.data) });
  }
  if ('story' in parts) {
    const story = ExchangeStory.safeParse(document.value);
    if (!story.success)
      return unreadable(`not in the format of a story of the exchange:\n${z.prettifyError(story.error)}`);
    return ok({ format: 'exchange-story', differences: checkExchangeStory(story.data) });
  }
  if ('layout' in parts) {
    const examples = ExchangeExamples.safeParse(document.value);
    if (!examples.success)
      return unreadable(`not in the format of rows of the exchange:\n${z.prettifyError(examples.error)}`);
    return ok({ format: 'exchange-examples', differences: checkExchangeExamples(examples.data) });
  }
  if ('examples' in parts) return checkExamples(document.value);
  return unreadable(
    'neither draw vectors (with "cases"), deadline vectors (with "working_days"), clock vectors (with "vectors"), examples of the credit score (with "model"), look-ups (with "lookups"), layouts, rows or a story of the exchange (with "layouts", "layout" or "story") nor examples of routing or frequency (with "examples")',
  );
}

/** Of who handles an unlicensed operation, or of the cap of checks in a year. */
function checkExamples(document: unknown): Result<Conformance, UnreadableVectors> {
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

function checkTwo(document: unknown): Result<Conformance, UnreadableVectors> {
  const vectors = DrawVectorsTwo.safeParse(document);
  if (!vectors.success)
    return unreadable(`not in the format of vectors of ${drawSpec}:\n${z.prettifyError(vectors.error)}`);
  return ok({ format: 'draw-vectors/2', differences: checkDrawVectorsTwo(vectors.data) });
}

const usage =
  'usage: npm run conformance -- FILE    (draw, deadline or clock vectors, examples of unlicensed routing, frequency, credit scores or look-ups, layouts, rows or a story of the exchange, JSON)';

const AnyObject = z.looseObject({});

const unreadable = (reason: string) => err({ kind: 'unreadable-vectors', reason } as const);

function jsonOf(text: string): Result<unknown, UnreadableVectors> {
  try {
    const value: unknown = JSON.parse(text);
    return ok(value);
  } catch (error) {
    if (error instanceof SyntaxError) return unreadable(`not JSON: ${error.message}`);
    throw error;
  }
}

function read(file: string): Result<string, UnreadableVectors> {
  try {
    return ok(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error) return unreadable(`cannot be read: ${error.message}`);
    throw error;
  }
}

/** Exit status: 0 the product agrees, 1 it differs, 2 there was nothing to check. */
function main(file: string | undefined): 0 | 1 | 2 {
  if (file === undefined) {
    console.error(usage);
    return 2;
  }
  const text = read(file);
  const checked = text.ok ? checkConformance(text.value) : text;
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

if (import.meta.main && !toldHelp(usage)) process.exitCode = main(process.argv[2]);
