import type { InclusionProof } from '../../draw/inclusion.ts';
import type { Manifest } from '../../draw/manifest.ts';
import type { Slip } from '../../draw/slip.ts';
import { failed, notChecked, type VerificationStep } from '../../draw/verification-step.ts';
import { type KeyEvidence, verifyByKey, verifyDraw } from '../../draw/verify-draw.ts';
import type { ListFiles } from '../../draw/verify-frame.ts';
import { checkManifest, checkSeed } from '../../draw/verify-manifest.ts';
import { checkRandomness } from '../../draw/verify-randomness.ts';
import { checkSlip, type OwnPlace } from '../../draw/verify-slip.ts';
import { checkRecord } from './check-record.ts';
import { manifestIn } from './manifest-schema.ts';
import type { ReadRecord } from './record-file.ts';
import { recordOf } from './record-of.ts';

/** `open`: nothing is wrong, but something could not be checked, or has not happened yet. */
export type Verdict = 'verified' | 'failed' | 'open';

/** What the verdict does not say: `parties-alone`, that all parties together could have chosen; `no-key-check`, that nobody outside has opened the draw. */
export type Remark = 'parties-alone' | 'no-key-check';

export interface Verification {
  readonly steps: readonly VerificationStep[];
  readonly verdict: Verdict;
  readonly remarks: readonly Remark[];
  /** By a slip: the own row. */
  readonly place?: OwnPlace;
}

/** What whoever verifies has at hand beside the record. */
export interface Evidence {
  readonly files: ListFiles;
  readonly slip?: Slip;
  /** Of the slip's row, where its frame's file is not at hand. */
  readonly proof?: InclusionProof;
  readonly byKey?: KeyEvidence;
}

/** Verifies a published record with the files at hand, offline. */
export function verifyRecord({ file, whole }: ReadRecord, evidence: Evidence): Verification {
  const { draw } = file;
  const manifest = draw.manifest === undefined ? undefined : manifestIn(draw.manifest);
  if (manifest === undefined || draw.digest === undefined)
    return verification([whole, checkRecord(file, undefined), notChecked('manifest', 'manifest-not-published')]);
  if (!manifest.ok) return verification([whole, failed('manifest', 'malformed-manifest', manifest.error.where)]);
  const remarks = remarksOn(draw, manifest.value);
  const own = ownOf(file, manifest.value, evidence);
  const steps = [whole, checkRecord(file, manifest.value), ...stepsOf(file, manifest.value, evidence), ...own.steps];
  const byKey =
    draw.drawnAt !== undefined && evidence.byKey ? verifyByKey(recordOf(file, manifest.value), evidence.byKey) : [];
  return { ...verification([...steps, ...byKey]), remarks, ...(own.place && { place: own.place }) };
}

function stepsOf(file: ReadRecord['file'], manifest: Manifest, { files }: Evidence): readonly VerificationStep[] {
  const { draw } = file;
  const record = recordOf(file, manifest);
  if (draw.drawnAt !== undefined) return verifyDraw(record, files);
  const reason = draw.status === 'voided' ? 'voided' : 'not-yet';
  return draw.seed === undefined
    ? [checkManifest(record), notChecked('randomness', reason)]
    : [checkManifest(record), checkRandomness(record), checkSeed(record), notChecked('selection', reason)];
}

/** What the record says to the holder of a slip; the same as in the whole verification, by itself. */
export function verifySlip(
  file: ReadRecord['file'],
  evidence: Pick<Evidence, 'files' | 'proof'> & { readonly slip: Slip },
): Pick<Verification, 'steps' | 'place'> {
  const manifest = manifestIn(file.draw.manifest ?? '');
  return manifest.ok ? ownOf(file, manifest.value, evidence) : { steps: [failed('own', 'malformed-manifest')] };
}

function ownOf(
  file: ReadRecord['file'],
  manifest: Manifest,
  { files, slip, proof }: Evidence,
): Pick<Verification, 'steps' | 'place'> {
  if (!slip) return { steps: [] };
  const { drawnAt } = file.draw;
  const { seed, frames, objects } = recordOf(file, manifest);
  const record = { manifest, ...(objects && { objects }), ...(drawnAt !== undefined && { seed, frames }) };
  const lines = files.get(slip.frame);
  return checkSlip(record, slip, lines ? { lines } : proof && { proof });
}

function verification(steps: readonly VerificationStep[]): Verification {
  return { steps, verdict: verdictOf(steps), remarks: [] };
}

function verdictOf(steps: readonly VerificationStep[]): Verdict {
  if (steps.some(({ outcome }) => outcome === 'failed')) return 'failed';
  return steps.every(({ outcome }) => outcome === 'passed') ? 'verified' : 'open';
}

function remarksOn(
  { keyChecks = [], digest }: ReadRecord['file']['draw'],
  { randomness }: Manifest,
): readonly Remark[] {
  const opened = keyChecks.some((check) => check.outcome === 'passed' && check.digest === digest);
  return [
    ...(randomness.kind === 'ceremony' ? (['parties-alone'] as const) : []),
    ...(opened ? [] : (['no-key-check'] as const)),
  ];
}
