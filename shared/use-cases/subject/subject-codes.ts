import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { dateOfMonth, type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import { codeText, digestOfCode, type SubjectCode } from '../../domain/subject/subject-code.ts';
import type { Actor } from '../actor.ts';
import { type ChangeDeps, changeRecord } from '../change-record.ts';
import { createRecord, eventOf, replaceRecord } from '../changes.ts';
import type { Page, PageRequest } from '../ports/paging.ts';
import type { Stored } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import type { CommitFailure } from '../ports/unit-of-work.ts';
import { findRow } from '../registry/registry-rows.ts';

export interface SubjectCodeDeps extends ChangeDeps {
  readonly registry: Registry;
  readonly salt: () => string;
}

type RevokeFailure = CommitFailure | Failure<'not-found' | 'not-ready'>;
type IssueFailure = RevokeFailure | Failure<'foreign-department' | 'invalid-input'>;

/** What an officer says of a code. */
export interface NewSubjectCode {
  readonly objectId: string;
  readonly handedTo: string;
  /** Without it, it opens for as long as may be. */
  readonly validUntil?: LocalDate | undefined;
}

/** A code, and the text that is told this once. */
export interface IssuedCode extends Stored<SubjectCode> {
  readonly code: string;
}

/**
 * Issues a code that lets its holder act for one object, which the actor's department keeps or supervises. Asked for again
 * under the same id, as after an answer that was lost, it makes another code in place of the one before.
 */
export async function issueSubjectCode(
  deps: SubjectCodeDeps,
  id: string,
  { objectId, handedTo, validUntil }: NewSubjectCode,
  actor: Actor,
  now: Date,
): Promise<Result<IssuedCode, IssueFailure>> {
  const today = localDateOf(now);
  const latest = dateOfMonth(today, 12);
  if (validUntil !== undefined && (validUntil < today || validUntil > latest))
    return invalid('body.validUntil', `有效期应在今天至 ${latest} 之间`);
  const object = await findRow(deps, 'object', objectId, { ...actor, scope: 'joint' });
  if (!object.ok) return object;
  const { status, continuedAs, name } = object.value.value;
  if (continuedAs !== undefined) return notReady(`该对象现编号为 ${continuedAs}，请按现编号发放。`);
  if (status === '注销' || status === '吊销') return notReady('该对象已不存续，不发放绑定码。');

  const code = codeText(id, deps.salt());
  const value: SubjectCode = {
    ...{ id, objectId, objectName: name, department: actor.department, handedTo },
    digest: digestOfCode(code),
    issuedBy: actor.id,
    issuedAt: now.toISOString(),
    validUntil: validUntil ?? latest,
  };
  const event = eventOf('issue', actor, now, { object: objectId });
  const before = await deps.records.find('subject-code', id);
  if (before?.value.revoked) return notReady('该绑定码已作废，请重新发放。');
  const change = before
    ? replaceRecord('subject-code', id, before, value, event)
    : createRecord('subject-code', id, value, event);
  const done = await deps.work.commit([change]);
  if (!done.ok) return done;
  const found = await findSubjectCode(deps, id, actor);
  return found.ok ? ok({ ...found.value, code }) : found;
}

/** The code's record, if the actor's department issued it. */
export async function findSubjectCode(
  { records }: Pick<SubjectCodeDeps, 'records'>,
  id: string,
  actor: Actor,
): Promise<Result<Stored<SubjectCode>, Failure<'not-found'>>> {
  const found = await records.find('subject-code', id);
  const reaches = actor.scope === 'any' || found?.value.department === actor.department;
  return found && reaches ? ok(found) : err({ kind: 'not-found', entity: 'subject-code', id });
}

/** Codes of a department, the newest last. */
export const listSubjectCodes = (
  { records }: Pick<SubjectCodeDeps, 'records'>,
  { object }: { readonly object?: string | undefined },
  actor: Actor,
  page: PageRequest,
): Promise<Page<Stored<SubjectCode>>> =>
  records.list({
    kind: 'subject-code',
    in: 'ofDepartment',
    of: actor.department,
    ...(object !== undefined && { where: [{ field: 'objectId', equals: object }] }),
    page,
  });

/** A lost code opens nothing any more. */
export const revokeSubjectCode = (
  deps: SubjectCodeDeps,
  { id, version, reason }: { readonly id: string; readonly version: number; readonly reason: string },
  actor: Actor,
  now: Date,
): Promise<Result<Stored<SubjectCode>, RevokeFailure>> =>
  changeRecord<'subject-code', RevokeFailure>(
    deps,
    'subject-code',
    { id, version, find: () => findSubjectCode(deps, id, actor) },
    ({ value: before }) => {
      if (before.revoked) return notReady('该绑定码已作废。');
      const value = { ...before, revoked: { by: actor.id, at: now.toISOString(), reason } };
      return ok({ value, event: eventOf('revoke', actor, now, { object: before.objectId }) });
    },
  );

const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'subject-code', reason } as const);
const invalid = (path: string, message: string) => err({ kind: 'invalid-input', errors: [{ path, message }] } as const);
