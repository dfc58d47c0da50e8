import { localDateOf } from '../../calendar/local-date.ts';
import { every } from '../every.ts';
import type { ResultDeps } from './change-result.ts';
import { stopRowsOver } from './stop-publication.ts';

const pageSize = 25;

/**
 * R99: stops the rows of published results whose longest term is over today. It reads what ends, not what exists. A result
 * that cannot be stopped does not hold back the others; the run then fails at its end and is retried.
 */
export async function stopEndedRows(
  deps: Pick<ResultDeps, 'records' | 'work' | 'backoff' | 'published'>,
  now: Date,
): Promise<Record<string, number>> {
  const today = localDateOf(now);
  const counts = { due: 0, stopped: 0 };
  const failures: unknown[] = [];
  const ended = { kind: 'result', in: 'toStop', between: ['0000-00-00', today] } as const;
  // All of them, before any is stopped and moves in the list.
  for (const { value } of await Array.fromAsync(every((page) => deps.records.list({ ...ended, page }), pageSize))) {
    counts.due += 1;
    try {
      const done = await stopRowsOver(deps, value, today, now);
      if (done.ok) counts.stopped += 1;
      else failures.push(new Error(`rows of ${value.id}: ${done.error.kind}`));
    } catch (cause) {
      failures.push(cause);
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `rows of ${failures.length} results could not be stopped`);
  return counts;
}
