import type { Batch } from '../domain/batch/batch.ts';
import type { Actor } from './actor.ts';

/** Who acts when nobody is there: on behalf of the department that the batch belongs to. */
export const systemActor = ({ department }: Pick<Batch, 'department'>): Actor => ({
  id: 'system',
  name: '系统',
  department,
  scope: 'any',
});
