import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Backoff } from '../../shared/use-cases/ports/time.ts';

const parts = 2 ** 32;

/** Real time and real chance; chance that decides nothing but how long to wait. */
export const randomBackoff: Backoff = {
  sleep: (ms) => sleep(ms),
  chance: () => randomInt(parts) / parts,
};

/** A random part of a pause (ms): callers that failed together do not come back together. */
export const jitter = (ms: number): number => randomBackoff.chance() * ms;
