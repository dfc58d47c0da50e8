import type { Failure } from '../../base/failures.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import { departmentCodes } from '../../codes/departments.ts';
import type { ShareUse, ShareUseContent } from '../../domain/sharing/share-use.ts';
import type { Actor } from '../actor.ts';
import { checkOf, createRecord, eventOf } from '../changes.ts';
import type { Match, Page, PageRequest } from '../ports/paging.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { CommitFailure, UnitOfWork } from '../ports/unit-of-work.ts';
import { findShareRequest } from './share-requests.ts';
import { openPurpose } from './use-purposes.ts';

interface Deps {
  readonly records: Records;
  readonly work: UnitOfWork;
}

type UseFailure = CommitFailure | Failure<'not-found' | 'foreign-department' | 'purpose-exceeded'>;

/** How often it is judged anew when the request or the purpose has moved on meanwhile. */
const tries = 3;

/**
 * Logs that the asker has read what was opened to it. R30: only while it is open and for the time that it was asked for, of
 * the fields that were granted, and for a record of the own department that is not ended.
 */
export async function logShareUse(
  deps: Deps,
  { id, requestId, content }: { readonly id: string; readonly requestId: string; readonly content: ShareUseContent },
  actor: Actor,
  now: Date,
): Promise<Result<ShareUse, UseFailure>> {
  for (let attempt = 1; ; attempt += 1) {
    const found = await findShareRequest(deps, requestId, actor);
    if (!found.ok) return found;
    const { asker, entryId, title, holder, status, fields, from, to } = found.value.value;
    if (asker !== actor.department) return err({ kind: 'foreign-department', entity: 'share-request', id: requestId });
    const today = localDateOf(now);
    const isGranted = status === 'opened' && from <= today && today <= to;
    const beyond = content.fields.filter((field) => !fields.includes(field));
    const purpose = await openPurpose(deps.records, content.purpose, actor.department);
    if (!isGranted || beyond.length > 0 || !purpose) return err({ kind: 'purpose-exceeded' });

    const { objectId, holds } = purpose;
    const use: ShareUse = {
      ...content,
      ...{ id, requestId, entryId, title, holder, department: actor.department, by: actor.id, at: now.toISOString() },
      ...(objectId !== undefined && { objectId }),
    };
    const facts = { request: requestId, purpose: content.purpose.kind, rows: content.rows };
    const done = await deps.work.commit([
      createRecord('share-use', id, use, eventOf('use', actor, now, facts)),
      checkOf('share-request', requestId, found.value),
      holds,
    ]);
    if (done.ok) return ok(use);
    if (done.error.kind !== 'stale-version' || attempt === tries) return done;
  }
}

/**
 * A page of the log, the latest first: what the named departments have read, or others of what the named holders hold. A
 * department that names neither asks for its own readings; it sees those and the readings of what it holds.
 */
export function listShareUses(
  { records }: Pick<Deps, 'records'>,
  {
    department,
    holder,
    request,
  }: {
    readonly department?: readonly DepartmentCode[] | undefined;
    readonly holder?: readonly DepartmentCode[] | undefined;
    readonly request?: string | undefined;
  },
  { scope, department: own }: Actor,
  page: PageRequest,
): Promise<Page<Stored<ShareUse>>> {
  const mine: Match = { anyOf: ['department', 'holder'].map((field) => ({ field, equals: own })) };
  const where: Match[] = [
    ...(department && holder ? [{ field: 'department', oneOf: department }] : []),
    ...(request === undefined ? [] : [{ field: 'requestId', equals: request }]),
    ...(scope === 'any' ? [] : [mine]),
  ];
  const of = holder ?? department ?? (scope === 'any' ? departmentCodes : [own]);
  const list = holder ? 'ofHolder' : 'ofDepartment';
  return records.list({ kind: 'share-use', in: list, of, where, page, newestFirst: true });
}
