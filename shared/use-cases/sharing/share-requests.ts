import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import { departmentCodes } from '../../codes/departments.ts';
import { withShareDue } from '../../domain/sharing/share-due.ts';
import { isAtOnce, type ShareRequest } from '../../domain/sharing/share-request.ts';
import { type ShareRequestEvent, shareRequestTransitions, shareRequestWords } from '../../domain/sharing/states.ts';
import type { Actor } from '../actor.ts';
import { loadCalendar } from '../calendar/calendar.ts';
import { type ChangeDeps, changeRecord } from '../change-record.ts';
import { createRecord, eventOf } from '../changes.ts';
import type { Match, Page, PageRequest } from '../ports/paging.ts';
import type { Stored } from '../ports/records.ts';
import type { CommitFailure } from '../ports/unit-of-work.ts';
import { shareNotices } from './share-notices.ts';

export type ShareFailure =
  | CommitFailure
  | Failure<'not-found' | 'foreign-department' | 'illegal-transition' | 'invalid-input' | 'not-ready' | 'same-person'>;
type Changed = Promise<Result<Stored<ShareRequest>, ShareFailure>>;

/** A request as its caller saw it. */
interface Seen {
  readonly id: string;
  readonly version: number;
}
export type ShareAsked = Pick<ShareRequest, 'entryId' | 'purpose' | 'legalDuty' | 'fields' | 'from' | 'to'>;

/** The request, for the two departments that it is between, and those who oversee or decide. */
export async function findShareRequest(
  { records }: Pick<ChangeDeps, 'records'>,
  id: string,
  { scope, department }: Actor,
): Promise<Result<Stored<ShareRequest>, Failure<'not-found'>>> {
  const found = await records.find('share-request', id);
  const isParty = found?.value.holder === department || found?.value.asker === department;
  return found && (scope === 'any' || isParty) ? ok(found) : err({ kind: 'not-found', entity: 'share-request', id });
}

/** Asks another department for what it holds. */
export async function fileShareRequest(
  deps: ChangeDeps,
  id: string,
  asked: ShareAsked,
  actor: Actor,
  now: Date,
): Changed {
  const entry = await deps.records.find('share-entry', asked.entryId);
  if (!entry || entry.value.status === 'removed')
    return err({ kind: 'not-found', entity: 'share-entry', id: asked.entryId });
  const { holder, title } = entry.value;
  if (holder === actor.department) return invalid('entryId', '这是本部门提供的数据，无须申请');
  const today = localDateOf(now);
  if (asked.to < asked.from) return invalid('to', '截止日期不得早于起始日期');
  if (asked.to < today) return invalid('to', '截止日期不得早于今天');
  const request: ShareRequest = {
    ...asked,
    ...{ id, title, holder, asker: actor.department, filedBy: actor.id, filedOn: today, status: 'filed' },
    atOnce: isAtOnce(entry.value, asked.fields),
  };
  const value = withShareDue(request, await loadCalendar(deps));
  const facts = { entry: asked.entryId, holder, asker: actor.department };
  const done = await deps.work.commit([
    createRecord('share-request', id, value, eventOf('file', actor, now, facts)),
    ...shareNotices('file', value, 1, actor, now),
  ]);
  return done.ok ? findShareRequest(deps, id, actor) : done;
}

/** The holder grants it; what is granted is opened within 20 working days. */
export const grantShareRequest = (deps: ChangeDeps, seen: Seen, actor: Actor, now: Date): Changed =>
  change(deps, seen, { event: 'grant', by: 'holder' }, actor, now, (request) =>
    ok({ ...request, answeredBy: actor.id, answeredOn: localDateOf(now) }),
  );

/** R29: a refusal has its ground in law and its reason. What is shared without condition cannot be refused. */
export const refuseShareRequest = (
  deps: ChangeDeps,
  { basis, reason, ...seen }: Seen & { readonly basis: string; readonly reason: string },
  actor: Actor,
  now: Date,
): Changed =>
  change(deps, seen, { event: 'refuse', by: 'holder' }, actor, now, (request) => {
    if (request.atOnce) return notReady('目录列为无条件共享的数据项，不得拒绝共享。');
    return ok({ ...request, basis, reason, answeredBy: actor.id, answeredOn: localDateOf(now) });
  });

/** The time to answer a conditional request is extended once, by as long again, before it is over. */
export const extendShareRequest = (
  deps: ChangeDeps,
  { reason, ...seen }: Seen & { readonly reason: string },
  actor: Actor,
  now: Date,
): Changed =>
  change(deps, seen, { act: 'extend', by: 'holder', in: ['filed'] }, actor, now, (request) => {
    if (request.atOnce) return notReady('无条件共享的申请不能延长答复期限。');
    if (request.extension) return notReady('答复期限只能延长一次。');
    if (request.due !== undefined && request.due < localDateOf(now)) return notReady('答复期限已过，不能再延长。');
    return ok({ ...request, extension: { reason, by: actor.id } });
  });

/** The holder has opened what it granted. */
export const openShareRequest = (deps: ChangeDeps, seen: Seen, actor: Actor, now: Date): Changed =>
  change(deps, seen, { event: 'open', by: 'holder' }, actor, now, (request) =>
    ok({ ...request, openedOn: localDateOf(now) }),
  );

/** The asker puts a refusal before the joint meeting's office. */
export const disputeShareRequest = (deps: ChangeDeps, seen: Seen, actor: Actor, now: Date): Changed =>
  change(deps, seen, { event: 'dispute', by: 'asker' }, actor, now, (request) => ok(request));

/** The office, or the county government, decides a dispute. */
export const decideShareDispute = (
  deps: ChangeDeps,
  { shared, reason, ...seen }: Seen & { readonly shared: boolean; readonly reason: string },
  actor: Actor,
  now: Date,
): Changed =>
  change(deps, seen, { event: shared ? 'decide-open' : 'decide-refuse', by: 'anybody' }, actor, now, (request) =>
    request.answeredBy === actor.id
      ? err({ kind: 'same-person', act: '裁定共享争议' })
      : ok({ ...request, reason, answeredBy: actor.id, answeredOn: localDateOf(now) }),
  );

/** The asker ends a request, either department what it has opened: a holder that will not share says so by a refusal. */
export const closeShareRequest = (deps: ChangeDeps, seen: Seen, actor: Actor, now: Date): Changed =>
  change(deps, seen, { event: 'close', by: 'either' }, actor, now, (request, before) =>
    before.status === 'opened' || request.asker === actor.department
      ? ok(request)
      : notReady('尚未开通的申请由申请部门撤回；不能共享的，请写明依据和理由办理不同意共享。'),
  );

type Step = { readonly by: 'holder' | 'asker' | 'either' | 'anybody' } & (
  | { readonly event: ShareRequestEvent }
  | { readonly act: 'extend'; readonly in: readonly ShareRequest['status'][] }
);

const change = (
  deps: ChangeDeps,
  { id, version }: Seen,
  step: Step,
  actor: Actor,
  now: Date,
  outcome: (request: ShareRequest, before: ShareRequest) => Result<ShareRequest, ShareFailure>,
): Changed =>
  changeRecord<'share-request', ShareFailure>(
    deps,
    'share-request',
    { id, version, find: () => findShareRequest(deps, id, actor) },
    async ({ value: before, meta }) => {
      if (!mayTake(step, before, actor)) return err({ kind: 'foreign-department', entity: 'share-request', id });
      const next = stateAfter(step, before);
      if (!next.ok) return next;
      const changed = outcome({ ...before, status: next.value }, before);
      if (!changed.ok) return changed;
      const value = withShareDue(changed.value, await loadCalendar(deps));
      const facts = { status: value.status, due: value.due ?? '' };
      const name = 'event' in step ? step.event : step.act;
      const also = shareNotices(name, value, meta.version + 1, actor, now);
      return ok({ value, event: eventOf(name, actor, now, facts), also });
    },
  );

function stateAfter(
  step: Step,
  { status }: ShareRequest,
): Result<ShareRequest['status'], Failure<'illegal-transition'>> {
  if ('event' in step) return transition(shareRequestTransitions, shareRequestWords, status, step.event);
  if (step.in.includes(status)) return ok(status);
  return err({
    kind: 'illegal-transition',
    entity: 'share-request',
    from: shareRequestWords.states[status],
    event: '延长答复期限',
  });
}

function mayTake({ by }: Step, { holder, asker }: ShareRequest, { department }: Actor): boolean {
  if (by === 'anybody') return true;
  if (by === 'either') return department === holder || department === asker;
  return department === (by === 'holder' ? holder : asker);
}

/** Requests of and to a department: what waits for it as the holder by due day, or all, the newest first. */
export function listShareRequests(
  { records }: Pick<ChangeDeps, 'records'>,
  {
    view,
    status,
  }: { readonly view: 'waiting' | 'received' | 'sent'; readonly status?: ShareRequest['status'] | undefined },
  { scope, department }: Actor,
  page: PageRequest,
): Promise<Page<Stored<ShareRequest>>> {
  const of = scope === 'any' ? departmentCodes : [department];
  const where: Match[] = status ? [{ field: 'status', equals: status }] : [];
  const list = { waiting: 'waiting', received: 'ofHolder', sent: 'ofAsker' } as const;
  const newestFirst = view !== 'waiting';
  return records.list({ kind: 'share-request', in: list[view], of, where, page, newestFirst });
}

const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'share-request', reason } as const);
const invalid = (field: string, message: string) =>
  err({ kind: 'invalid-input', errors: [{ path: `body.${field}`, message }] } as const);
