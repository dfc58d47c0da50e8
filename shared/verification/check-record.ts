import type { Manifest } from '../draw/one/manifest.ts';
import type { VerificationStep } from '../draw/one/verification-step.ts';
import type { EarlierDrawDocument } from '../public/earlier-draw-schemas.ts';
import { listFault } from './check-list.ts';
import { replacedFault } from './check-replaced.ts';
import { type RecordFault, shownFault } from './check-shown.ts';
import { timeFault } from './check-times.ts';
import { voidFault } from './check-void.ts';
import type { RecordFile } from './record-file.ts';

/**
 * Whether the record shows what its manifest states, its parts fit its state, and its times are in order. A page shows
 * the record, and only the manifest is bound by the digest.
 */
export function checkRecord({ draw, list }: RecordFile, manifest: Manifest | undefined): VerificationStep {
  const fault =
    (manifest && (shownFault(draw, manifest) ?? replacedFault(draw, manifest))) ??
    stateFault(draw) ??
    timeFault(draw) ??
    voidFault(draw) ??
    listFault(draw, list, manifest);
  return fault
    ? { step: 'record', outcome: 'failed', where: fault[0], reason: fault[1] }
    : { step: 'record', outcome: 'passed' };
}

type Parts = Partial<Record<keyof EarlierDrawDocument, boolean>>;
const committed: Parts = { manifest: true, digest: true, committedAt: true };
const drawn: Parts = { ...committed, randomness: true, seed: true, drawnAt: true, voided: false };

/** The parts that a record of each state has. A voided one keeps what it had. */
const partsOf: Readonly<Record<EarlierDrawDocument['status'], Parts>> = {
  freezing: { digest: false, seed: false, drawnAt: false, voided: false },
  frozen: { digest: false, seed: false, drawnAt: false, voided: false },
  committed: { ...committed, seed: false, drawnAt: false, voided: false },
  revealed: { ...committed, randomness: true, seed: true, drawnAt: false, voided: false },
  drawn: { ...drawn, list: true, dispatchedAt: false },
  'match-failed': { ...drawn, matchFailure: true, list: false },
  dispatched: { ...drawn, list: true, dispatchedAt: true },
  voided: { voided: true },
};

/** Prerequisites of a part in any state: no draw without a seed, no seed without a digest. */
const needs: readonly (readonly [part: keyof EarlierDrawDocument, needed: keyof EarlierDrawDocument])[] = [
  ['digest', 'manifest'],
  ['manifest', 'digest'],
  ['manifest', 'committedAt'],
  ['committedAt', 'manifest'],
  ['randomness', 'digest'],
  ['seed', 'randomness'],
  ['randomness', 'seed'],
  ['drawnAt', 'seed'],
  ['list', 'drawnAt'],
  ['dispatchedAt', 'list'],
];

function stateFault(draw: EarlierDrawDocument): RecordFault | undefined {
  const present = new Set(Object.entries(draw).flatMap(([part, value]) => (value === undefined ? [] : [part])));
  const wrong = Object.entries(partsOf[draw.status]).find(([part, needed]) => present.has(part) !== needed);
  if (wrong) return [`${draw.status} ${wrong[0]}`, wrong[1] ? 'part-missing' : 'part-too-early'];
  // A failed match leaves no list, and states why.
  if (present.has('drawnAt') && !present.has('list') && !present.has('matchFailure'))
    return [`${draw.status} list`, 'part-missing'];
  const [, missing] = needs.find(([part, needed]) => present.has(part) && !present.has(needed)) ?? [];
  return missing === undefined ? undefined : [`${draw.status} ${missing}`, 'part-missing'];
}
