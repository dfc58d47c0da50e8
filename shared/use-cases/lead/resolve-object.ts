import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { mostFormerIds } from '../../domain/registry/object-links.ts';
import type { InspectionObject } from '../../domain/registry/registry.ts';
import type { Registry, StoredRow } from '../ports/registry.ts';

/** A circle of numbers would be a fault. */
const mostNumbers = mostFormerIds + 1;

/** The object under the number that it has now (ADR 036), whichever of its numbers is given; none of none. */
export async function resolveObject(
  deps: { readonly registry: Pick<Registry, 'find'> },
  objectId: string | undefined,
): Promise<Result<InspectionObject | undefined, Failure<'unknown-reference'>>> {
  if (objectId === undefined) return ok(undefined);
  const found = await presentObject(deps, objectId);
  return found.ok ? ok(found.value.value) : found;
}

/** The same with what the registry knows of its row. */
export async function presentObject(
  { registry }: { readonly registry: Pick<Registry, 'find'> },
  objectId: string,
): Promise<Result<StoredRow<'object'>, Failure<'unknown-reference'>>> {
  let id = objectId;
  for (let numbers = 0; numbers < mostNumbers; numbers += 1) {
    const found = await registry.find('object', id);
    if (!found) break;
    if (found.value.continuedAs === undefined) return ok(found);
    id = found.value.continuedAs;
  }
  return err({ kind: 'unknown-reference', entity: 'object', id: objectId });
}

/** Every number of an object, whichever is given: the one it has now first. Of an unknown one, itself. */
export async function numbersOf(
  deps: { readonly registry: Pick<Registry, 'find'> },
  id: string,
): Promise<readonly string[]> {
  const object = await resolveObject(deps, id);
  return object.ok && object.value ? [object.value.id, ...(object.value.formerIds ?? [])] : [id];
}
