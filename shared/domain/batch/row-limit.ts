import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { TeamChange } from './amendments.ts';
import type { Batch } from './batch.ts';
import { isPending } from './pending-requests.ts';

/**
 * Bytes of JSON up to which the row of a batch may grow; the store takes 400 KB. Requests leave room for decisions, and
 * decisions for a void, so that a full batch can always be ended.
 */
const limits = { ask: 320 * 1024, decide: 380 * 1024 };
/** What a decision on a request adds, possibly one called object in each of several strata. */
const decisionBytes = 1024;

/** Whether the batch has room for one more request or decision and everything that must still be written to it. */
export function checkRoom(batch: Batch, act: keyof typeof limits): Result<void, Failure<'not-ready'>> {
  const requests = batch.reserves.length + batch.teamChanges.length;
  const open = [...batch.reserves, ...batch.teamChanges].filter(isPending).length;
  const owed = act === 'ask' ? open * decisionBytes : 0;
  const bytes = new TextEncoder().encode(JSON.stringify(batch)).length + owed;
  if (bytes <= limits[act]) return ok(undefined);
  const reason =
    act === 'ask'
      ? `本批次的候补和换员申请已有 ${requests} 件（其中 ${open} 件待办），一个批次的记录存不下更多；尚未办结的请先办结，确需继续变更的，请联席会议办公室作废本批次后重新抽取。`
      : `本批次的候补和换员申请已有 ${requests} 件，一个批次的记录存不下这项变更，请联席会议办公室作废本批次后重新抽取。`;
  return err({ kind: 'not-ready', entity: 'batch', reason });
}

/** As many of the changes of teams, from the first on, as a batch has room to ask for. */
export function withRoom(batch: Batch, asked: readonly TeamChange[]): readonly TeamChange[] {
  const fits = (count: number) =>
    checkRoom({ ...batch, teamChanges: [...batch.teamChanges, ...asked.slice(0, count)] }, 'ask').ok;
  let [most, tooMany] = [0, asked.length + 1];
  while (tooMany - most > 1) {
    const middle = Math.floor((most + tooMany) / 2);
    if (fits(middle)) most = middle;
    else tooMany = middle;
  }
  return asked.slice(0, most);
}
