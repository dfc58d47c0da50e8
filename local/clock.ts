import * as z from 'zod';
import type { Clock } from '../shared/use-cases/ports.ts';
import { readState, writeState } from './state-folder.ts';

const Kept = z.object({ offsetMilliseconds: z.int().min(0) });

/** A clock that can be put forward, to see deadlines pass. It never goes back: what has been recorded stays in the past. */
export interface DevelopmentClock {
  readonly now: Clock;
  /** False, and nothing changes, when `time` has passed already. */
  readonly forwardTo: (time: Date) => boolean;
}

export function developmentClock(file: string): DevelopmentClock {
  let { offsetMilliseconds } = readState(file, Kept, { offsetMilliseconds: 0 });
  const now = () => new Date(Date.now() + offsetMilliseconds);
  return {
    now,
    forwardTo(time) {
      const step = time.getTime() - now().getTime();
      if (step < 0) return false;
      offsetMilliseconds += step;
      writeState(file, { offsetMilliseconds });
      return true;
    },
  };
}
