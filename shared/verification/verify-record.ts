import type { VerificationStep } from '../draw/one/verification-step.ts';
import { checkManifest, checkSeed, isVerified, verifyDraw } from '../draw/one/verify-draw.ts';
import { checkRandomness } from '../draw/verify-randomness.ts';
import { checkRecord } from './check-record.ts';
import type { ReadRecord } from './record-file.ts';
import { manifestIn, recordOf } from './record-of.ts';

/** `open`: nothing is wrong, but something could not be checked, or has not happened yet. */
export type Verdict = 'verified' | 'failed' | 'open';

export interface Verification {
  readonly steps: readonly VerificationStep[];
  readonly verdict: Verdict;
}

/** Verifies a published record with the available frame files (lines by frame name), offline; see `verifyDraw`. */
export function verifyRecord(
  { file, whole }: ReadRecord,
  frameFiles: ReadonlyMap<string, Iterable<string>>,
): Verification {
  const steps = [whole, ...stepsOf(file, frameFiles)];
  return { steps, verdict: verdictOf(steps) };
}

const verdictOf = (steps: readonly VerificationStep[]): Verdict => {
  if (steps.some(({ outcome }) => outcome === 'failed')) return 'failed';
  return isVerified(steps) ? 'verified' : 'open';
};

function stepsOf(
  file: ReadRecord['file'],
  frameFiles: ReadonlyMap<string, Iterable<string>>,
): readonly VerificationStep[] {
  const { draw } = file;
  if (draw.manifest === undefined || draw.digest === undefined) {
    return [
      checkRecord(file, undefined),
      { step: 'manifest', outcome: 'not-checked', reason: 'manifest-not-published' },
    ];
  }
  const manifest = manifestIn(draw.manifest);
  if (!manifest.ok) {
    const { where } = manifest.error;
    return [{ step: 'manifest', outcome: 'failed', where, reason: 'malformed-manifest' }];
  }
  const shown = checkRecord(file, manifest.value);
  const record = recordOf(file, manifest.value);
  if (draw.drawnAt !== undefined) {
    const steps = verifyDraw(record, frameFiles);
    // A failed match leaves no list, so no list remains to be checked.
    return [shown, ...(draw.list ? steps : steps.filter(({ step }) => step !== 'visits'))];
  }

  const reason = draw.status === 'voided' ? 'voided' : 'not-yet';
  const steps = [shown, checkManifest(record)];
  return draw.seed === undefined
    ? [...steps, { step: 'randomness', outcome: 'not-checked', reason }]
    : [...steps, checkRandomness(record), checkSeed(record), { step: 'selection', outcome: 'not-checked', reason }];
}
