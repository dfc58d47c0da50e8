import type { Failure } from '../../base/failures.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { LocalDate } from '../../calendar/local-date.ts';
import { departmentCodes } from '../../codes/departments.ts';
import type { FollowUp, FollowUpBox } from '../../domain/follow-up/follow-up.ts';
import { boxOf } from '../../domain/follow-up/follow-up-places.ts';
import { officeInbox } from '../../domain/notice/inbox.ts';
import type { Actor } from '../actor.ts';
import { resolveObject } from '../lead/resolve-object.ts';
import type { Match, Page, PageRequest } from '../ports/paging.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import { lastApproved } from '../result/last-approved.ts';

export interface FollowUpQuery {
  /** What waits for somebody to act; `sent`: the open ones of a sender, `ended`: its others. */
  readonly box: FollowUpBox | 'sent' | 'ended';
  readonly department?: readonly DepartmentCode[] | undefined;
  readonly kind?: FollowUp['kind'] | undefined;
  /** The last day that a day of the box may have. */
  readonly dueBy?: LocalDate | undefined;
}

/** A page of a box, by day; each box is one list, however many stand in others. */
export function listFollowUps(
  { records }: { readonly records: Records },
  { box, department = departmentCodes, kind, dueBy }: FollowUpQuery,
  actor: Actor,
  page: PageRequest,
): Promise<Page<Stored<FollowUp>>> {
  const of = department.filter((code) => actor.scope !== 'own' || code === actor.department);
  const where: Match[] = kind ? [{ field: 'kind', equals: kind }] : [];
  const by = { where, page, ...(dueBy && { between: ['0', dueBy] as const }) };
  if (box === 'sent') return records.list({ kind: 'follow-up', in: 'sent', of, ...by });
  if (box === 'ended') return records.list({ kind: 'follow-up', in: 'ended', of, ...by, newestFirst: true });
  if (box !== 'to-decide')
    return records.list({ kind: 'follow-up', in: 'waiting', of: of.map((code) => boxOf(code, box)), ...by });
  // Disputes wait for the office alone.
  if (of.length === 0) return Promise.resolve({ items: [] });
  const parties: Match = {
    anyOf: of.flatMap((code) => [
      { field: 'sender', equals: code },
      { field: 'receiver', equals: code },
    ]),
  };
  const some = of.length < departmentCodes.length ? [...where, parties] : where;
  return records.list({ kind: 'follow-up', in: 'waiting', of: boxOf(officeInbox, box), ...by, where: some });
}

/**
 * The follow-ups of an object that the actor may read, of each number that it has had, the latest of each first. To a
 * department that neither supervises it nor has a part in one of them, it is not there.
 */
export async function listFollowUpsOfObject(
  { records, registry }: { readonly records: Records; readonly registry: Pick<Registry, 'find'> },
  objectId: string,
  { scope, department }: Actor,
  page: PageRequest,
): Promise<Result<Page<Stored<FollowUp>>, Failure<'not-found'>>> {
  const found = await resolveObject({ registry }, objectId);
  const object = found.ok ? found.value : undefined;
  const of = [...new Set([object?.id ?? objectId, ...(object?.formerIds ?? [])])];
  const own: Match = {
    anyOf: [
      { field: 'sender', equals: department },
      { field: 'receiver', equals: department },
      { field: 'copies', contains: department },
    ],
  };
  const where = scope === 'any' ? [] : [own];
  const listed = await records.list({ kind: 'follow-up', in: 'ofObject', of, where, page, newestFirst: true });
  const known = scope === 'any' ? object !== undefined : object?.supervisors.includes(department);
  const nothing = listed.items.length === 0 && listed.next === undefined && page.from === undefined;
  return nothing && !known ? err({ kind: 'not-found', entity: 'object', id: objectId }) : ok(listed);
}

/** What was found on its items, as the result was last approved: it stands there alone. */
export async function factsOf({ records }: { readonly records: Records }, { resultId, items }: FollowUp) {
  const result = (await lastApproved(records, resultId))?.value;
  return (result?.findings ?? [])
    .filter(({ itemId }) => items.some(({ id }) => id === itemId))
    .map(({ itemId, codes, finding, exemption }) => ({
      ...{ itemId, codes },
      ...(finding !== undefined && { finding }),
      ...(exemption !== undefined && { exemption }),
    }));
}
