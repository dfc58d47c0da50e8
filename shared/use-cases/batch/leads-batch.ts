import { isLedBy } from '../../domain/batch/stage.ts';
import type { Actor } from '../actor.ts';
import type { Records } from '../ports/records.ts';

/** R14: those who lead a batch may read all of it, also visits and results in which they have no part. */
export async function leadsBatchOf(records: Records, batchId: string | undefined, actor: Actor): Promise<boolean> {
  if (batchId === undefined) return false;
  const batch = await records.find('batch', batchId);
  return actor.scope !== 'any' && batch !== undefined && isLedBy(batch.value, actor.department);
}
