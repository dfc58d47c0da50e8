import { ceremonyRandomness } from './ceremony.ts';
import type { DrawRecord } from './record.ts';
import { isSha256Hex } from './text.ts';
import type { VerificationStep } from './verify-frame.ts';

export function checkRandomness({ manifest, ceremony, randomness }: DrawRecord): VerificationStep {
  const step = 'randomness';
  const source = manifest.randomness;
  if (!isSha256Hex(randomness)) return { step, outcome: 'failed', reason: 'malformed-randomness' };
  if (source.kind === 'drand')
    return { step, outcome: 'not-checked', where: source.chain, reason: 'signature-not-checked' };
  if (!ceremony) return { step, outcome: 'failed', reason: 'ceremony-missing' };
  const recomputed = ceremonyRandomness({ ...ceremony, parties: source.parties, deadline: source.deadline });
  if (!recomputed.ok) {
    const { error } = recomputed;
    const where = 'party' in error ? error.party : error.parties.join(', ');
    return { step, outcome: 'failed', where, reason: error.kind };
  }
  return recomputed.value === randomness
    ? { step, outcome: 'passed' }
    : { step, outcome: 'failed', reason: 'randomness-differs' };
}
