import * as z from 'zod';
import type { Clock } from '../shared/use-cases/ports/time.ts';
import { readState, writeState } from './state-folder.ts';

const Kept = z.object({ offsetMilliseconds: z.int(), began: z.iso.datetime().optional() });

/** A clock that can be moved forward, to watch deadlines pass. It never goes back: recorded times stay in the past. */
export interface DevelopmentClock {
  readonly now: Clock;
  /** False, and nothing changes, when `time` has passed already. */
  readonly forwardTo: (time: Date) => boolean;
  /** The configured start time, set before anything was recorded; otherwise it started with the machine's time. */
  readonly began?: Date | undefined;
}

/** The clock kept in `file`; `begin` applies only if its system has recorded nothing yet. */
export function developmentClock(file: string, begin?: Date): DevelopmentClock {
  const initial = begin
    ? { offsetMilliseconds: begin.getTime() - Date.now(), began: begin.toISOString() }
    : { offsetMilliseconds: 0 };
  const { offsetMilliseconds, began }: z.infer<typeof Kept> = readState(file, Kept, initial);
  let offset = offsetMilliseconds;
  const keep = () => writeState(file, { offsetMilliseconds: offset, began });
  if (begin) keep();
  const now = () => new Date(Date.now() + offset);
  return {
    now,
    forwardTo(time) {
      const step = time.getTime() - now().getTime();
      if (step < 0) return false;
      offset += step;
      keep();
      return true;
    },
    ...(began !== undefined && { began: new Date(began) }),
  };
}
