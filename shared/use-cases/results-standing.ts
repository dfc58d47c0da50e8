import type { InspectionResult } from '../domain/inspection-result.ts';
import type { Visit } from '../domain/visit.ts';
import type { Records, Stored } from './ports.ts';

/** A batch is voided by one write, however many visits it sent out: its status is asked, theirs is not rewritten. */
async function voidedAmong(records: Records, batchIds: readonly string[]): Promise<ReadonlySet<string>> {
  const distinct = [...new Set(batchIds)];
  const batches = await Promise.all(distinct.map((id) => records.find('batch', id)));
  return new Set(distinct.filter((_, index) => batches[index]?.value.status === 'voided'));
}

/** Visits as they stand with their batches. */
export async function standingVisits(
  records: Records,
  visits: readonly Stored<Visit>[],
): Promise<readonly Stored<Visit>[]> {
  const voided = await voidedAmong(
    records,
    visits.map(({ value }) => value.batchId),
  );
  return visits.map((visit) =>
    voided.has(visit.value.batchId) ? { ...visit, value: { ...visit.value, status: 'voided' } } : visit,
  );
}

/** Results as they stand with their batches; what was published or withheld stays so, though its batch was voided since (R6). */
export async function standingResults(
  records: Records,
  results: readonly Stored<InspectionResult>[],
): Promise<readonly Stored<InspectionResult>[]> {
  const voided = await voidedAmong(
    records,
    results.map(({ value }) => value.batchId),
  );
  return results.map((result) => {
    const { batchId, edition, status } = result.value;
    const final = edition > 0 || status === 'withheld';
    return voided.has(batchId) && !final ? { ...result, value: { ...result.value, status: 'voided' } } : result;
  });
}

export async function standingVisit(records: Records, id: string): Promise<Stored<Visit> | undefined> {
  const visit = await records.find('visit', id);
  return visit && (await standingVisits(records, [visit]))[0];
}

export async function standingResult(records: Records, id: string): Promise<Stored<InspectionResult> | undefined> {
  const result = await records.find('result', id);
  return result && (await standingResults(records, [result]))[0];
}
