import { executionName as nameOf } from '../../shared/use-cases/batch/draw-attempts.ts';
import type { DrawProcess, DrawRun } from '../../shared/use-cases/ports/draw-process.ts';

export interface DrawRuns extends DrawProcess {
  /** Attempts that were started and have not ended, by name. */
  readonly running: Map<string, DrawRun>;
  /** Says that an attempt has ended, however. */
  end(run: DrawRun): void;
  /** Loses what was started, as if it never had been. */
  forget(): void;
  /** Answers no start any more, or does again. */
  breakDown(broken: boolean): void;
}

/** A process that remembers what was started as Step Functions does by name, and runs nothing by itself. */
export function drawRuns(): DrawRuns {
  const running = new Map<string, DrawRun>();
  const ended = new Set<string>();
  let broken = false;
  return {
    running,
    async start(run) {
      if (broken) throw new Error('connect ECONNREFUSED 10.0.0.7:443');
      if (ended.has(nameOf(run))) return 'ended';
      if (!running.has(nameOf(run))) running.set(nameOf(run), run);
      return 'running';
    },
    end(run) {
      running.delete(nameOf(run));
      ended.add(nameOf(run));
    },
    forget() {
      running.clear();
    },
    breakDown(now) {
      broken = now;
    },
  };
}
