import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { isOpenFollowUp } from '../../domain/follow-up/states.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { isApproved } from '../../domain/result/states.ts';
import { checkOf } from '../changes.ts';
import { every, everyPage } from '../every.ts';
import type { Records } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';

const pageSize = 1000;
/** One request to the database. */
const atOnce = 100;
/** So many say where to begin. */
const mostNamed = 20;

/**
 * R42: nothing is left of what a batch, which is not voided, was drawn for: its visits are over, their results approved,
 * and what they asked for has ended. Answers what has to be so still when the campaign is closed: nobody has called a reserve
 * meanwhile; what of a result waits again moves the campaign on (`campaignMovesOn`).
 */
export async function nothingLeft(
  records: Records,
  batchId: string,
): Promise<Result<readonly Change[], Failure<'not-ready' | 'follow-ups-open'>>> {
  const batch = await records.find('batch', batchId);
  if (!batch) throw new Error(`there is no batch ${batchId}`);
  const where = [{ field: 'status', equals: 'dispatched' }];
  const visits = every((page) => records.list({ kind: 'visit', in: 'ofBatch', of: batchId, where, page }), pageSize);
  const open = (await Array.fromAsync(visits)).length;
  if (open > 0) return notReady(`还有 ${open} 次检查没有结束，全部结束后方可总结。`);
  let waiting = 0;
  const numbers: string[] = [];
  const results = everyPage((page) => records.list({ kind: 'result', in: 'ofBatch', of: batchId, page }), pageSize);
  for await (const page of results) {
    waiting += page.filter(({ value }) => !isDecided(value)).length;
    const ids = page.flatMap(({ value }) => value.followUps ?? []);
    for (let at = 0; at < ids.length && numbers.length < mostNamed; at += atOnce) {
      const found = await records.findEach('follow-up', ids.slice(at, at + atOnce));
      for (const { value } of found.values()) if (isOpenFollowUp(value.status)) numbers.push(value.number);
    }
  }
  if (waiting > 0) return notReady(`还有 ${waiting} 份检查结果没有审核，全部审核后方可总结。`);
  return numbers.length > 0
    ? err({ kind: 'follow-ups-open', numbers: numbers.slice(0, mostNamed) })
    : ok([checkOf('batch', batchId, batch)]);
}

/** Approved, if also for an edition that is being corrected; what a reserve took the place of waits for nobody. */
const isDecided = ({ status }: InspectionResult): boolean =>
  isApproved(status) || status === 'correcting' || status === 'voided';

const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'campaign', reason } as const);
