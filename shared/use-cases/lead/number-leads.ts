import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import { county } from '../../codes/county.ts';
import { leadNumber, mostOfDay } from '../../domain/lead/lead-day.ts';
import { officeDepartment } from '../../domain/notice/notice.ts';
import { createRecord, eventOf, replaceRecord } from '../changes.ts';
import type { Change, CommitFailure } from '../ports/unit-of-work.ts';
import type { LeadDeps } from './lead-deps.ts';

/** How often a commit is tried that met others which took numbers of the same day. */
const tries = 10;
const firstPause = 20;

/**
 * Commits what `write` makes of the next numbers of the county's day. The last number moves in the same transaction, so
 * none is left out and none is given twice.
 */
export async function commitNumbered(
  deps: Pick<LeadDeps, 'records' | 'work' | 'backoff'>,
  count: number,
  now: Date,
  write: (numbers: readonly string[]) => readonly Change[],
): Promise<Result<void, CommitFailure | Failure<'not-ready'>>> {
  const day = localDateOf(now);
  for (let attempt = 1; ; attempt += 1) {
    const stored = await deps.records.find('lead-day', day);
    const before = stored?.value.last ?? 0;
    const last = before + count;
    if (last > mostOfDay) return err({ kind: 'not-ready', entity: 'lead', reason: '当日线索编号已用完，请次日登记' });
    const numbers = Array.from({ length: count }, (_, at) => leadNumber(county.code, day, before + 1 + at));
    const event = eventOf('number', { id: 'system', department: officeDepartment }, now, { last });
    const value = { id: day, last };
    const done = await deps.work.commit([
      ...write(numbers),
      stored ? replaceRecord('lead-day', day, stored, value, event) : createRecord('lead-day', day, value, event),
    ]);
    if (done.ok) return ok(undefined);
    const metAnother = 'entity' in done.error && done.error.entity === 'lead-day';
    if (!metAnother || attempt === tries) return done;
    await deps.backoff.sleep(deps.backoff.chance() * firstPause * 2 ** Math.min(attempt, 5));
  }
}
