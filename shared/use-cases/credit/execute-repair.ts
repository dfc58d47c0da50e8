import type { Failure } from '../../base/failures.ts';
import { ok, type Result } from '../../base/result.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import { stopWays } from '../../codes/published-results.ts';
import type { CreditRecord } from '../../domain/credit/credit-record.ts';
import type { Repair } from '../../domain/credit/repair.ts';
import type { Actor } from '../actor.ts';
import type { Stored } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';
import { effectiveResult } from '../result/effective.ts';
import { resumeWithin, stopWithin } from '../result/stop-publication.ts';
import { recordChange } from './keep-record.ts';
import type { RepairDeps } from './repair-deps.ts';
import type { RepairReach } from './repair-reach.ts';

type Written = Promise<Result<readonly Change[], Failure<'illegal-transition' | 'not-ready'>>>;

interface Execution {
  readonly repair: Repair;
  /** Of the decision. */
  readonly number: string;
  readonly record: Stored<CreditRecord>;
  readonly reach: RepairReach;
}

/** What a granted repair writes: its record, unless that follows from the rows of its result, and the rows that stop. */
export async function executed(
  deps: Pick<RepairDeps, 'records' | 'published'>,
  { repair: { id, way }, number, record, reach }: Execution,
  actor: Actor,
  now: Date,
): Written {
  const { result, rows: items, holds } = reach;
  const reason = stopWays[way];
  const stop = { items, way, reason, document: number, at: now.toISOString(), by: actor.id, repair: id };
  const stopped = result && items.length > 0 ? await stopWithin(deps, result, stop, actor, now) : ok([]);
  if (!stopped.ok) return stopped;
  const { recordedOn: _, changedOn: __, steps: ___, ...was } = record.value;
  const ended = { on: localDateOf(now), reason: `${reason}（${number}）` };
  const own =
    was.source.kind === 'result'
      ? []
      : recordChange(record, { ...was, status: 'repaired', ended }, { note: number }, actor, now);
  return ok([...own, ...stopped.value, ...holds]);
}

/**
 * What the cancelling of a repair writes: its record counts again, unless its source has changed it meanwhile, and ends by itself
 * with its term; the rows that it stopped are shown again.
 */
export async function undone(
  deps: Pick<RepairDeps, 'records' | 'published'>,
  { id, recordId, caseId, way, decision }: Repair,
  number: string,
  actor: Actor,
  now: Date,
): Written {
  const result = await effectiveResult(deps.records, caseId);
  const facts = { repair: id, decision: decision?.number ?? '', document: number, way };
  const shown = result ? await resumeWithin(deps, result, id, facts, actor, now) : ok([]);
  if (!shown.ok) return shown;
  const record = await deps.records.find('credit-record', recordId);
  if (record?.value.source.kind === 'result' || record?.value.status !== 'repaired') return shown;
  const { recordedOn: _, changedOn: __, steps: ___, ended: ____, ...was } = record.value;
  return ok([...recordChange(record, { ...was, status: 'current' }, { note: number }, actor, now), ...shown.value]);
}
