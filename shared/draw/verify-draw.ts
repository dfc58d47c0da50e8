import type { DrawRecord } from './record.ts';
import type { Turn } from './turns.ts';
import { notChecked, type VerificationStep } from './verification-step.ts';
import { checkFrames, type ListFiles } from './verify-frame.ts';
import { checkKey, checkRows, type KeyFiles } from './verify-key.ts';
import { checkList } from './verify-list.ts';
import { checkManifest, checkSeed } from './verify-manifest.ts';
import { checkNames, openedFrames } from './verify-names.ts';
import { checkOrder, type FrozenFacts } from './verify-order.ts';
import { checkRandomness } from './verify-randomness.ts';
import { checkTeams } from './verify-teams.ts';
import { checkTurns, reservesAskedFor } from './verify-turns.ts';

/** What all can check: recomputes a draw from its public record and list files, offline and without trust in whoever published them. */
export const verifyDraw = (record: DrawRecord, files: ListFiles): readonly VerificationStep[] => [
  checkManifest(record),
  checkRandomness(record),
  checkSeed(record),
  ...checkFrames(record, files),
  ...checkList(record),
  ...checkTeams(record, files),
];

/** The key with all that was exported beside it: the lines of the turns and the frozen facts of the match. */
export interface KeyEvidence extends KeyFiles {
  readonly turns?: readonly Turn[];
  readonly facts?: FrozenFacts;
}

/** What supervisor, auditor or notary check beyond it, with the key: who stands behind the rows, the list, turns and teams. */
export function verifyByKey(record: DrawRecord, evidence: KeyEvidence): readonly VerificationStep[] {
  const { step, key } = checkKey(record.manifest, evidence.key);
  if (!key) return [step];
  const rows = checkRows(record.manifest, key, evidence);
  const { turns } = evidence;
  const opened = openedFrames(record.manifest, record.seed, evidence.books, reservesAskedFor(turns ?? []));
  if (!opened) return [step, ...rows, notChecked('names', 'frames-not-opened')];
  const turnSteps = () => {
    if (turns) return checkTurns(record, key, opened, turns);
    return record.turns.length > 0 ? [notChecked('turns', 'turns-not-given')] : [];
  };
  return [
    step,
    ...rows,
    checkNames(record, key, opened),
    ...turnSteps(),
    checkOrder(record, key, opened, evidence, evidence.facts),
  ];
}
