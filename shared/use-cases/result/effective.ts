import { isOwed } from '../../domain/deadline/owed.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import type { Visit } from '../../domain/visit/visit.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';

/** One write voids a batch, however many visits it has: readers check its status, the visits are not rewritten. */
async function voidedAmong(
  records: Records,
  batchIds: readonly (string | undefined)[],
): Promise<ReadonlySet<string | undefined>> {
  const distinct = [...new Set(batchIds)].filter((id) => id !== undefined);
  const batches = await Promise.all(distinct.map((id) => records.find('batch', id)));
  return new Set(distinct.filter((_, index) => batches[index]?.value.status === 'voided'));
}

/** Visits with the status that follows from their batches; one that ended before the void keeps its own. */
export async function effectiveVisits(
  records: Records,
  visits: readonly Stored<Visit>[],
): Promise<readonly Stored<Visit>[]> {
  const open = visits.filter(({ value }) => value.status === 'dispatched');
  const voided = await voidedAmong(
    records,
    open.map(({ value }) => value.batchId),
  );
  return visits.map((visit) => visitBeside(visit, voided));
}

/** A visit beside the ids of batches that are voided. */
export const visitBeside = (visit: Stored<Visit>, voided: ReadonlySet<string | undefined>): Stored<Visit> =>
  visit.value.status === 'dispatched' && voided.has(visit.value.batchId)
    ? { ...visit, value: { ...visit.value, status: 'voided' } }
    : visit;

/** Results with the status that follows from their batches; one whose day 0 came before the void stays owed. */
export async function effectiveResults(
  records: Records,
  results: readonly Stored<InspectionResult>[],
): Promise<readonly Stored<InspectionResult>[]> {
  const open = results.filter(({ value }) => !isOwed(value));
  const voided = await voidedAmong(
    records,
    open.map(({ value }) => value.batchId),
  );
  return results.map((result) => resultBeside(result, voided));
}

/** A result beside the ids of batches that are voided. */
export const resultBeside = (
  result: Stored<InspectionResult>,
  voided: ReadonlySet<string | undefined>,
): Stored<InspectionResult> =>
  !isOwed(result.value) && voided.has(result.value.batchId)
    ? { ...result, value: { ...result.value, status: 'voided' } }
    : result;

export async function effectiveVisit(records: Records, id: string): Promise<Stored<Visit> | undefined> {
  const visit = await records.find('visit', id);
  return visit && (await effectiveVisits(records, [visit]))[0];
}

export async function effectiveResult(records: Records, id: string): Promise<Stored<InspectionResult> | undefined> {
  const result = await records.find('result', id);
  return result && (await effectiveResults(records, [result]))[0];
}

/**
 * The condition under which day 0 may come: the batch is unchanged since it was read. If a void and a first submission
 * race, one comes first, and the other is judged by the new state. `voided` if the batch was voided already.
 */
export async function whileBatchStands(
  records: Records,
  batchId: string | undefined,
): Promise<readonly Change[] | 'voided'> {
  // Nothing voids a direct check.
  if (batchId === undefined) return [];
  const batch = await records.find('batch', batchId);
  if (!batch) throw new Error(`there is no batch ${batchId}`);
  if (batch.value.status === 'voided') return 'voided';
  return [{ change: 'check', kind: 'batch', id: batchId, version: batch.meta.version }];
}
