import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { settings } from '../../platform/settings.ts';
import type { Actor } from '../actor.ts';
import type { Allowances } from '../ports/allowances.ts';

/**
 * Before the whole registry is read for somebody: how often that happens in an hour is bounded for each person, and for
 * each department, so that one of them cannot take the database from the others.
 */
export async function useReading(
  { allowances }: { readonly allowances: Allowances },
  { id, department }: Pick<Actor, 'id' | 'department'>,
  now: Date,
): Promise<Result<void, Failure<'allowance-spent'>>> {
  const bounds = [
    { whose: 'person', name: `reading#person#${id}`, limit: settings.readingsOfPerson.value },
    { whose: 'department', name: `reading#department#${department}`, limit: settings.readingsOfDepartment.value },
  ] as const;
  for (const { whose, name, limit } of bounds) {
    const spent = await allowances.use(name, limit, now);
    if (spent) return err({ kind: 'allowance-spent', limit, whose, retryAfterSeconds: spent.againAfterSeconds });
  }
  return ok(undefined);
}
