import { localDateOf, shiftDate } from '../../calendar/local-date.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import type { BatchDeps } from '../batch/change-batch.ts';
import { every } from '../every.ts';
import type { Stored } from '../ports/records.ts';
import { systemActor } from '../system-actor.ts';
import { publishDrawList } from './publish-list.ts';

const pageSize = 25;

/**
 * Publishes the list of every draw with 检查后公示 once its window is over, so that publication does not depend on goodwill.
 * A failed publication does not hold back the others; the run then fails at its end and is retried.
 */
export async function publishOwedLists(deps: BatchDeps, now: Date): Promise<Record<string, number>> {
  const lastDay = shiftDate(localDateOf(now), -1);
  const counts = { due: 0, published: 0 };
  const failures: unknown[] = [];
  for (const { value } of await owedUntil(deps, lastDay)) {
    counts.due += 1;
    try {
      const done = await publishDrawList(deps, { id: value.id }, systemActor(value), now);
      if (done.ok) counts.published += 1;
      else failures.push(new Error(`list of ${value.number}: ${done.error.kind}`));
    } catch (cause) {
      failures.push(cause);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} lists could not be published`);
  return counts;
}

/** All of them, read before any is published and leaves the index. */
async function owedUntil({ records }: Pick<BatchDeps, 'records'>, lastDay: string): Promise<readonly Stored<Batch>[]> {
  const until = { kind: 'batch', in: 'owingList', between: ['0000-00-00', lastDay] } as const;
  return Array.fromAsync(every((page) => records.list({ ...until, page }), pageSize));
}
