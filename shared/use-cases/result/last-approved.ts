import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { isApproved } from '../../domain/result/states.ts';
import type { Records, Stored } from '../ports/records.ts';

/** What a second person last approved of a result: what is entered since, a draft or a correction, does not count yet. */
export async function lastApproved(records: Records, id: string): Promise<Stored<InspectionResult> | undefined> {
  const present = await records.find('result', id);
  if (!present || isApproved(present.value.status)) return present;
  const versions = await records.versions('result', id);
  return versions.findLast(({ value }) => isApproved(value.status));
}
