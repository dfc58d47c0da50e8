import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { RegistryKind, RegistryRow } from '../../domain/registry/registry.ts';
import { takenOut, takenText } from '../../domain/registry/taken-out.ts';
import type { StoredRow } from '../ports/registry.ts';

/** Whether one person may make a change at once: frames must not lose anything by it. What they may lose is asked for. */
export function oneMayDo<K extends RegistryKind>(
  { kind, value }: Pick<StoredRow<K>, 'kind' | 'value'>,
  next: RegistryRow[K],
): Result<void, Failure<'needs-second-person'>> {
  const taken = takenOut(value, next);
  if (taken.length === 0) return ok(undefined);
  return err({ kind: 'needs-second-person', entity: kind, id: value.id, taken: takenText(taken) });
}
