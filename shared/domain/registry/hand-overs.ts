import type { Handed, HandOvers } from '../notice/hand-over.ts';
import type { RegistryChangeEvent } from './registry-change.ts';

type Side = 'asked' | 'asker';

/** Whose turn it is after a change of a registry has been asked for, and after each step. */
export const registryChangeHandOvers = {
  request: { to: ['asked'], asks: { todo: 'registry-change' } },
  consent: { nobody: 'the others were asked at the same time, and the last of them carries it out' },
  'carry-out': { to: ['asker', 'asked'] },
  refuse: { to: ['asker'] },
  withdraw: { to: ['asked'] },
  lapse: { to: ['asker', 'asked'] },
} as const satisfies HandOvers<RegistryChangeEvent | 'request', Side, Handed<Side>>;
