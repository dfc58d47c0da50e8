import type { DrawDocument } from '../../public/draw-schemas.ts';
import type { RecordFault } from '../check-shown.ts';

type Parts = Partial<Record<keyof DrawDocument, boolean>>;
const committed: Parts = { manifest: true, digest: true, committedAt: true };
const isKeyLost = ({ voided }: Pick<DrawDocument, 'voided'>): boolean => voided?.keyLost === true;
const drawn: Parts = { ...committed, randomness: true, seed: true, drawnAt: true, voided: false, list: true };

/** Which parts a record of each state has. A voided one keeps what it had; a list is owed by every draw. */
const partsOf: Readonly<Record<DrawDocument['status'], Parts>> = {
  freezing: { digest: false, seed: false, drawnAt: false, voided: false },
  frozen: { digest: false, seed: false, drawnAt: false, voided: false },
  committed: { ...committed, seed: false, drawnAt: false, voided: false },
  // Drawn and sealed before anybody is matched, or not yet.
  revealed: { ...committed, randomness: true, seed: true, dispatchedAt: false, voided: false },
  drawn: { ...drawn, dispatchedAt: false },
  'match-failed': { ...drawn, matchFailure: true },
  dispatched: { ...drawn, dispatchedAt: true },
  voided: { voided: true },
};

/** What a part cannot be without, whatever the state: nothing is drawn without a seed, nor seeded without a digest. */
const needs: readonly (readonly [part: keyof DrawDocument, needed: keyof DrawDocument])[] = [
  ['digest', 'manifest'],
  ['manifest', 'digest'],
  ['manifest', 'committedAt'],
  ['committedAt', 'manifest'],
  ['randomness', 'digest'],
  ['seed', 'randomness'],
  ['randomness', 'seed'],
  ['drawnAt', 'seed'],
  ['drawnAt', 'list'],
  ['list', 'drawnAt'],
  ['dispatchedAt', 'list'],
];

export function stateFault(draw: DrawDocument): RecordFault | undefined {
  const present = new Set(Object.entries(draw).flatMap(([part, value]) => (value === undefined ? [] : [part])));
  const wrong = Object.entries(partsOf[draw.status]).find(([part, needed]) => present.has(part) !== needed);
  if (wrong) return [`${draw.status} ${wrong[0]}`, wrong[1] ? 'part-missing' : 'part-too-early'];
  // Where nobody could be matched, or is yet, there are no teams, and nowhere else.
  const unmatched = draw.matchFailure !== undefined || draw.status === 'revealed' || isKeyLost(draw);
  if (draw.list && (draw.list.teams === undefined) !== unmatched)
    return [`${draw.status} list teams`, unmatched ? 'part-too-early' : 'part-missing'];
  if (isKeyLost(draw) && (draw.seed === undefined || draw.dispatchedAt !== undefined))
    return ['voided key', 'part-too-early'];
  if (draw.status === 'voided' && draw.seed !== undefined && !draw.list && !isKeyLost(draw))
    return ['voided list', 'part-missing'];
  const [, missing] = needs.find(([part, needed]) => present.has(part) && !present.has(needed)) ?? [];
  return missing === undefined ? undefined : [`${draw.status} ${missing}`, 'part-missing'];
}
