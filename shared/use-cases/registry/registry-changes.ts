import type { Failure } from '../../base/failures.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { recordNames } from '../../base/record-names.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import { formatChineseDate, localDateOf } from '../../calendar/local-date.ts';
import { departmentName } from '../../codes/departments.ts';
import type { NoticeKind } from '../../domain/notice/notice.ts';
import type { RegistryKind } from '../../domain/registry/kinds.ts';
import {
  changeExpiry,
  type RegistryChange,
  type RegistryChangeEvent,
  registryChangeTransitions,
  registryChangeWords,
  type WantedChange,
} from '../../domain/registry/registry-change.ts';
import { bringsInWhole, effects, readAlike, type TakenOut, takenText } from '../../domain/registry/taken-out.ts';
import type { Actor } from '../actor.ts';
import { type ChangeDeps, changeRecord } from '../change-record.ts';
import { createRecord, eventOf, replaceRow } from '../changes.ts';
import { told } from '../notice/told.ts';
import type { Page, PageRequest } from '../ports/paging.ts';
import type { Stored } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import type { Change, CommitFailure } from '../ports/unit-of-work.ts';
import { changedMeanwhile, mayAskFor, type NextFailure, nextRow, seenBy } from './next-row.ts';
import { displacedBy, takenByWriting } from './one-may-do.ts';
import { itemPublications } from './public-items.ts';

export interface RegistryChangeDeps extends ChangeDeps {
  readonly registry: Registry;
}

export type StoredChange = Stored<RegistryChange>;
type AskFailure = CommitFailure | NextFailure;
type ReadFailure = Failure<'not-found' | 'foreign-department'>;
type DecideFailure = AskFailure | Failure<'illegal-transition' | 'same-person'>;

export interface ChangeWish {
  readonly id: string;
  readonly kind: RegistryKind;
  readonly rowId: string;
  readonly version: number;
  readonly change: WantedChange;
  readonly reason: string;
}

const dayMs = 86_400_000;

/**
 * Asks for a change that frames may lose something by, or that changes who may be matched: of every other department that
 * loses something, or of a second person where no other does. Any other change is made at once, and not asked for.
 */
export async function requestChange(
  deps: RegistryChangeDeps,
  wish: ChangeWish,
  actor: Actor,
  now: Date,
): Promise<Result<StoredChange, AskFailure>> {
  const { id, kind, rowId, version, change, reason } = wish;
  const made = await deps.records.find('registry-change', id);
  if (made) return ok(made);
  const row = await deps.registry.find(kind, rowId);
  if (!row) return err({ kind: 'not-found', entity: kind, id: rowId });
  const { department } = actor;
  const reach = mayAskFor(row, { change, department });
  if (!reach.ok) return reach;
  if (row.meta.version !== version) return err({ kind: 'stale-version', entity: kind, id: rowId });
  const next = await nextRow(deps.registry, row, { change, reason, department, version });
  if (!next.ok) return next;
  const taken = await takenByWriting(deps.registry, { before: row.value, after: next.value });
  if (taken.length === 0) return notReady('此项改动不影响随机抽取，无须申请，请直接办理。');
  const replaces = await displacedBy(deps.registry, next.value);
  const value: RegistryChange = {
    ...{ id, kind, rowId, version, department, change, reason },
    taken: taken.map((one) => ({ ...one, by: [...one.by] })),
    ...(replaces.length > 0 && { replaces }),
    asked: askedFor(taken, department),
    consents: [],
    status: 'pending',
    requestedBy: actor.id,
    requestedAt: now.toISOString(),
    until: new Date(now.getTime() + changeExpiry.days * dayMs).toISOString(),
  };
  const text = `${departmentName(department)}${actor.name}申请${wordsOf(value)}，请于${formatChineseDate(localDateOf(new Date(value.until)))}前答复。`;
  const done = await deps.work.commit([
    createRecord('registry-change', id, value, eventOf('request', actor, now, factsOf(value))),
    ...value.asked.map((each) => notice(value, 'registry-change-asked', each, text, now)),
  ]);
  if (!done.ok) return done;
  const stored = await deps.records.find('registry-change', id);
  return stored ? ok(stored) : err({ kind: 'not-found', entity: 'registry-change', id });
}

/** Whoever loses something besides who asks; within the own department a second person. */
const askedFor = (taken: readonly TakenOut[], own: DepartmentCode): DepartmentCode[] => {
  const others = taken.map(({ department }) => department).filter((department) => department !== own);
  return others.length > 0 ? others : [own];
};

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

/**
 * Consents for the actor's department (R5: never the one who asked). The last consent that was asked for makes the change,
 * on the row as it is by then, in the same commit; what it takes is judged again.
 */
export async function consentToChange(
  deps: RegistryChangeDeps,
  { id, version }: { readonly id: string; readonly version: number },
  actor: Actor,
  now: Date,
): Promise<Result<StoredChange, DecideFailure>> {
  const done = await changeOf(deps, { id, version }, actor, async (before) => {
    const decides = mayDecide(before, 'consent', actor, now);
    if (!decides.ok) return decides;
    const { department } = actor;
    const others = before.consents.filter((each) => each.department !== department);
    const consents = [...others, { department, by: actor.id, at: now.toISOString() }];
    const agreed = { ...before, consents };
    if (owing(agreed).length > 0) {
      return ok({ value: agreed, event: eventOf('consent', actor, now, factsOf(before)) });
    }
    const carried = await carriedOut(deps, before, actor, now);
    if (!carried.ok) return carried;
    const closed = { by: actor.id, at: now.toISOString() };
    return ok({
      value: { ...agreed, status: 'done', closed },
      event: eventOf('carry-out', actor, now, factsOf(before)),
      also: carried.value,
    });
  });
  if (done.ok || done.error.kind !== 'already-exists') return done;
  // Of two who take one name at the same moment, the other one is told who has it.
  const found = await findChange(deps, id, actor);
  const row = found.ok ? await deps.registry.find(found.value.value.kind, found.value.value.rowId) : undefined;
  const next = found.ok && row ? await nextRow(deps.registry, row, found.value.value) : done;
  return next.ok ? done : next;
}

/** The change itself, and who is told of it. */
async function carriedOut(
  { registry }: RegistryChangeDeps,
  before: RegistryChange,
  actor: Actor,
  now: Date,
): Promise<Result<readonly Change[], NextFailure>> {
  const { kind, rowId, change, department, asked, requestedBy } = before;
  const row = await registry.find(kind, rowId);
  if (!row) return err({ kind: 'not-found', entity: kind, id: rowId });
  const next = await nextRow(registry, row, before);
  if (!next.ok) return next;
  const taken = await takenByWriting(registry, { before: row.value, after: next.value });
  if (taken.length === 0) return notReady('此项改动现在已不再影响随机抽取，请撤回申请；仍须改动的，请直接办理。');
  if (bringsInWhole(taken)) {
    const seen = await seenBy(registry, row, before.version);
    if (!seen || !readAlike(seen.value, row.value)) return changedMeanwhile();
    const replaced = await displacedBy(registry, next.value);
    if (!replaced.every((each) => before.replaces?.includes(each))) return changedMeanwhile();
  }
  const unasked = taken.filter((one) => ![department, ...asked].includes(one.department));
  if (unasked.length > 0) {
    const names = unasked.map((one) => departmentName(one.department)).join('、');
    return notReady(`提出申请后，${names}也开始监管该对象，请撤回后重新申请。`);
  }
  const own = change.act === 'leave' || (change.act === 'tag' && row.value.department !== department);
  const event = eventOf(change.act, actor, now, { request: before.id, requestedBy });
  const text = `${departmentName(department)}申请的${wordsOf(before)}，已由${actor.name}同意并生效。`;
  return ok([
    replaceRow(row, next.value, event, own ? department : undefined),
    ...(await itemPublications(registry, next.value, row.meta.version + 1)),
    ...[...new Set([department, ...asked])].map((each) => notice(before, 'registry-change-decided', each, text, now)),
  ]);
}

/** Refuses for the actor's department; one refusal ends the request, and nothing is changed. */
export const refuseChange = (
  deps: RegistryChangeDeps,
  { id, version, reason }: { readonly id: string; readonly version: number; readonly reason: string },
  actor: Actor,
  now: Date,
): Promise<Result<StoredChange, DecideFailure>> =>
  changeOf(deps, { id, version }, actor, (before) => {
    const decides = mayDecide(before, 'refuse', actor, now);
    if (!decides.ok) return decides;
    const said = [...reason].slice(0, 100).join('');
    const text = `${departmentName(before.department)}申请的${wordsOf(before)}，${departmentName(actor.department)}${actor.name}不同意：${said}`;
    return ok({
      value: { ...before, status: decides.value, closed: { by: actor.id, at: now.toISOString(), reason } },
      event: eventOf('refuse', actor, now, factsOf(before)),
      also: [notice(before, 'registry-change-decided', before.department, text, now)],
    });
  });

/** Withdraws a request of the own department while it waits. */
export const withdrawChange = (
  deps: RegistryChangeDeps,
  { id, version }: { readonly id: string; readonly version: number },
  actor: Actor,
  now: Date,
): Promise<Result<StoredChange, DecideFailure>> =>
  changeOf(deps, { id, version }, actor, (before) => {
    if (before.department !== actor.department) {
      const reason = '由提出申请的部门撤回';
      return err({ kind: 'foreign-department', entity: 'registry-change', id, reason });
    }
    const next = stateAfter(before, 'withdraw');
    if (!next.ok) return next;
    const text = `${departmentName(before.department)}申请的${wordsOf(before)}，已由${actor.name}撤回。`;
    return ok({
      value: { ...before, status: next.value, closed: { by: actor.id, at: now.toISOString() } },
      event: eventOf('withdraw', actor, now, factsOf(before)),
      also: before.asked.map((each) => notice(before, 'registry-change-decided', each, text, now)),
    });
  });

type Judge = Parameters<typeof changeRecord<'registry-change', DecideFailure>>[3];

const changeOf = (
  deps: RegistryChangeDeps,
  { id, version }: { readonly id: string; readonly version: number },
  actor: Actor,
  judge: (before: RegistryChange) => ReturnType<Judge>,
): Promise<Result<StoredChange, DecideFailure>> =>
  changeRecord<'registry-change', DecideFailure>(
    deps,
    'registry-change',
    { id, version, find: () => findChange(deps, id, actor) },
    ({ value }) => judge(value),
  );

const stateAfter = ({ status }: RegistryChange, event: RegistryChangeEvent) =>
  transition(registryChangeTransitions, registryChangeWords, status, event);

function mayDecide(before: RegistryChange, event: 'consent' | 'refuse', actor: Actor, now: Date) {
  const { id, asked, requestedBy, until } = before;
  if (!asked.includes(actor.department)) {
    const reason = '由受影响的部门答复';
    return err({ kind: 'foreign-department', entity: 'registry-change', id, reason } as const);
  }
  if (requestedBy === actor.id) return err({ kind: 'same-person', act: '答复名录变更申请' } as const);
  const next = stateAfter(before, event);
  if (!next.ok) return next;
  return now.toISOString() > until ? notReady('申请已逾期失效，请重新申请。') : next;
}

/** 停用检查对象…（…）: what is asked for and what it does to draws; a notice is one line of 300 characters. */
export const wordsOf = ({ kind, rowId, change, taken }: RegistryChange): string => {
  const lost = [...takenText(taken)].slice(0, 120).join('');
  return `${actWords[change.act]}${recordNames[kind]} ${rowId}（${effects[kind]}：${lost}）`;
};
const actWords = { update: '修改', deactivate: '停用', leave: '退出监管', tag: '减少标签' } as const;

const factsOf = ({ kind, rowId, change, asked }: RegistryChange) => ({
  ...{ kind, row: rowId, act: change.act },
  asked: asked.join(' '),
});

export const notice = (
  { id }: Pick<RegistryChange, 'id'>,
  kind: NoticeKind,
  department: DepartmentCode,
  text: string,
  now: Date,
  day?: string,
): Change => told({ about: `${id}.${department}`, kind, department, text, ...(day !== undefined && { day }) }, now);

const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'registry-change', reason } as const);
