import { isLedBy } from '../../domain/batch/batch.ts';
import type { Actor } from '../actor.ts';
import type { Records } from '../ports/records.ts';

/** R14: all of a batch is open to those who lead it, also visits and results in which they have no part. */
export async function leadsBatchOf(records: Records, batchId: string, actor: Actor): Promise<boolean> {
  const batch = await records.find('batch', batchId);
  return actor.scope === 'joint' && batch !== undefined && isLedBy(batch.value, actor.department);
}
