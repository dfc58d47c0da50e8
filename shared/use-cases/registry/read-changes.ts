import type { Failure } from '../../base/failures.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { RegistryChange } from '../../domain/registry/registry-change.ts';
import type { Actor } from '../actor.ts';
import type { ChangeDeps } from '../change-record.ts';
import type { Page, PageRequest } from '../ports/paging.ts';
import type { Stored } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';

export interface RegistryChangeDeps extends ChangeDeps {
  readonly registry: Registry;
}

export type StoredChange = Stored<RegistryChange>;
type ReadFailure = Failure<'not-found' | 'foreign-department'>;

/** The request, if the actor's department asks or is asked. */
export async function findChange(
  { records }: Pick<RegistryChangeDeps, 'records'>,
  id: string,
  { department }: Pick<Actor, 'department'>,
): Promise<Result<StoredChange, ReadFailure>> {
  const found = await records.find('registry-change', id);
  const concerned = found && [found.value.department, ...found.value.asked].includes(department);
  return concerned ? ok(found) : err({ kind: 'not-found', entity: 'registry-change', id });
}

/**
 * Requests that wait for an answer of the department, the first to lapse first; or those it has made, the newest first. A
 * page of the former may be short: what the department has answered is left out of it.
 */
export async function listChanges(
  { records }: Pick<RegistryChangeDeps, 'records'>,
  box: 'asked' | 'made',
  { department }: Pick<Actor, 'department'>,
  page: PageRequest,
): Promise<Page<StoredChange>> {
  if (box === 'made')
    return records.list({ kind: 'registry-change', in: 'ofDepartment', of: department, newestFirst: true, page });
  const where = [{ field: 'asked', contains: department }] as const;
  const found = await records.list({ kind: 'registry-change', in: 'pending', page, where });
  return { ...found, items: found.items.filter(({ value }) => owing(value).includes(department)) };
}

/** Those who were asked and have not consented yet. */
export const owing = ({ asked, consents }: Pick<RegistryChange, 'asked' | 'consents'>): readonly DepartmentCode[] =>
  asked.filter((each) => consents.every(({ department }) => department !== each));
