import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import { formatChineseDate, type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import { departmentCodes } from '../../codes/departments.ts';
import { isProtectedItem } from '../../codes/trust.ts';
import { lastTrustDay } from '../../domain/trust/longest.ts';
import { type TrustPeriodEvent, trustPeriodTransitions, trustPeriodWords } from '../../domain/trust/states.ts';
import { mostGuidance, type TrustPeriod } from '../../domain/trust/trust-period.ts';
import { sha256 } from '../../draw/sha256.ts';
import type { Actor } from '../actor.ts';
import { type ChangeDeps, changeRecord, present } from '../change-record.ts';
import { createRecord, eventOf } from '../changes.ts';
import { every } from '../every.ts';
import { numbersOf } from '../lead/resolve-object.ts';
import type { Page, PageRequest } from '../ports/paging.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import type { CommitFailure } from '../ports/unit-of-work.ts';
import { findRow } from '../registry/registry-rows.ts';
import { trustNotices } from './trust-notices.ts';

export interface TrustDeps extends ChangeDeps {
  readonly registry: Registry;
}

export type TrustFailure =
  | CommitFailure
  | Failure<
      | 'not-found'
      | 'foreign-department'
      | 'illegal-transition'
      | 'not-ready'
      | 'invalid-input'
      | 'same-person'
      | 'trust-limit'
    >;
type Changed = Promise<Result<Stored<TrustPeriod>, TrustFailure>>;

/** What somebody proposes. */
export type NewTrustPeriod = Pick<
  TrustPeriod,
  'objectId' | 'field' | 'items' | 'from' | 'to' | 'document' | 'everywhere'
>;

const pageSize = 100;

/** The periods of an object, under any of its numbers, the earliest first. */
async function periodsOf(
  deps: { readonly records: Records; readonly registry: Pick<Registry, 'find'> },
  objectId: string,
): Promise<readonly Stored<TrustPeriod>[]> {
  const found: Stored<TrustPeriod>[] = [];
  for (const of of await numbersOf(deps, objectId)) {
    const own = every((page) => deps.records.list({ kind: 'trust-period', in: 'ofObject', of, page }), pageSize);
    for await (const period of own) found.push(period);
  }
  return found.toSorted((a, b) => (a.value.from < b.value.from ? -1 : 1));
}

/** Those that were approved, as the object itself reads them: what was only proposed is the department's affair. */
export const approvedPeriodsOf = async (
  deps: Parameters<typeof periodsOf>[0],
  objectId: string,
): Promise<readonly TrustPeriod[]> =>
  (await periodsOf(deps, objectId))
    .map(({ value }) => value)
    .filter(({ status }) => status !== 'proposed' && status !== 'not-approved');

/**
 * R62: proposes that an object which the actor's department keeps or supervises is watched for a time, at most 24 months
 * from where its first period began. One proposal at a time, so that two cannot exceed that together.
 */
export async function proposeTrustPeriod(deps: TrustDeps, entered: NewTrustPeriod, actor: Actor, now: Date): Changed {
  const today = localDateOf(now);
  const object = await findRow(deps, 'object', entered.objectId, { ...actor, scope: 'joint' });
  if (!object.ok) return object;
  const { status, continuedAs, name, kind, creditCode } = object.value.value;
  if (continuedAs !== undefined) return notReady(`该对象现编号为 ${continuedAs}，请按现编号提出。`);
  if (status !== '存续') return notReady(`该对象${status}，不列入观察期。`);
  const { from, to } = entered;
  if (from > to || to < today) return invalid('body.to', '观察期的最后一日不得早于第一日，也不得早于今天');
  const lawful = await lawfulItems(deps, entered.items ?? [], actor);
  if (!lawful.ok) return lawful;

  const earlier = await periodsOf(deps, entered.objectId);
  if (earlier.some(({ value }) => value.status === 'proposed')) return notReady('该对象已有待批准的观察期。');
  const counted = earlier.filter(({ value }) => value.status !== 'not-approved').map(({ value }) => value.from);
  const last = lastTrustDay([from, ...counted].toSorted()[0] ?? from);
  if (to > last) return err({ kind: 'trust-limit', reason: `最迟至${formatChineseDate(last)}` });

  const id = `tp-${sha256(entered.objectId).slice(0, 32)}-${earlier.length + 1}`;
  const value: TrustPeriod = {
    ...{ id, ...entered, objectName: name, objectKind: kind, ...(creditCode !== undefined && { creditCode }) },
    ...{ department: actor.department, status: 'proposed' },
    ...{ proposedBy: actor.id, proposedOn: today, guidance: [] },
  };
  const event = eventOf('propose', actor, now, { object: entered.objectId, from, to });
  const tell = trustNotices('propose', value, 1, actor, now);
  const done = await deps.work.commit([createRecord('trust-period', id, value, event), ...tell]);
  if (!done.ok) return done.error.kind === 'already-exists' ? notReady('该对象已有待批准的观察期。') : done;
  return present(deps.records, 'trust-period', id);
}

/** Items of the own list, none of which is about safety, health or environment. */
async function lawfulItems(
  deps: TrustDeps,
  items: readonly string[],
  actor: Actor,
): Promise<Result<void, Failure<'invalid-input' | 'trust-limit'>>> {
  for (const [at, id] of items.entries()) {
    const item = await deps.registry.find('item', id);
    if (item?.value.department !== actor.department)
      return invalid(`body.items.${at}`, `本部门抽查事项清单没有事项 ${id}`);
    if (isProtectedItem(item.value.name))
      return err({ kind: 'trust-limit', reason: `事项“${item.value.name}”涉及安全、健康或环境` });
  }
  return ok(undefined);
}

interface Request {
  readonly id: string;
  readonly version: number;
}

const change = (
  deps: TrustDeps,
  { id, version }: Request,
  event: TrustPeriodEvent | 'guide',
  actor: Actor,
  now: Date,
  judge: (before: TrustPeriod, today: LocalDate) => Result<TrustPeriod, TrustFailure>,
): Changed =>
  changeRecord<'trust-period', TrustFailure>(
    deps,
    'trust-period',
    { id, version, find: () => present(deps.records, 'trust-period', id) },
    ({ value: before, meta }) => {
      if (actor.scope !== 'any' && before.department !== actor.department)
        return err({ kind: 'foreign-department', entity: 'trust-period', id });
      const next =
        event === 'guide'
          ? ok(before.status)
          : transition(trustPeriodTransitions, trustPeriodWords, before.status, event);
      if (!next.ok) return next;
      const judged = judge({ ...before, status: next.value }, localDateOf(now));
      if (!judged.ok) return judged;
      const also = trustNotices(event, judged.value, meta.version + 1, actor, now);
      return ok({ value: judged.value, event: eventOf(event, actor, now, { object: before.objectId }), also });
    },
  );

/** The head decides what is for the own department's draws, the joint meeting's office what is for all. */
const decides = ({ everywhere }: TrustPeriod, { scope }: Actor): Result<void, Failure<'not-ready'>> =>
  everywhere && scope !== 'any' ? notReady('适用于全县的观察期由县联席会议办公室审批。') : ok(undefined);

/** A second person approves it. */
export const approveTrustPeriod = (deps: TrustDeps, request: Request, actor: Actor, now: Date): Changed =>
  change(deps, request, 'approve', actor, now, (period, today) => {
    const decider = decides(period, actor);
    if (!decider.ok) return decider;
    if (period.proposedBy === actor.id) return err({ kind: 'same-person', act: '批准观察期' });
    if (period.to < today) return notReady('观察期已过，请重新提出。');
    return ok({ ...period, decidedBy: actor.id, decidedOn: today });
  });

interface Reasoned extends Request {
  readonly reason: string;
}

/** Who proposed it may take it back as well. */
export const dropTrustPeriod = (deps: TrustDeps, { reason, ...request }: Reasoned, actor: Actor, now: Date): Changed =>
  change(deps, request, 'drop', actor, now, (period, today) => {
    const decider = period.proposedBy === actor.id ? ok(undefined) : decides(period, actor);
    return decider.ok ? ok({ ...period, reason, decidedBy: actor.id, decidedOn: today }) : decider;
  });

/** Ends it before its time: the next frame holds the object again. */
export const revokeTrustPeriod = (
  deps: TrustDeps,
  { reason, ...request }: Reasoned,
  actor: Actor,
  now: Date,
): Changed => change(deps, request, 'revoke', actor, now, (period, today) => ok({ ...period, reason, endedOn: today }));

/** A visit that advised; it is no check and counts as none. */
export const addGuidance = (
  deps: TrustDeps,
  { on, text, ...request }: Request & Omit<TrustPeriod['guidance'][number], 'by'>,
  actor: Actor,
  now: Date,
): Changed =>
  change(deps, request, 'guide', actor, now, (period, today) => {
    if (period.status !== 'active') return notReady('不在观察期内。');
    if (on < period.from || on > today) return invalid('body.on', '指导日期应在观察期内，且不晚于今天');
    if (period.guidance.length >= mostGuidance) return notReady(`指导记录最多${mostGuidance}次`);
    return ok({ ...period, guidance: [...period.guidance, { on, text, by: actor.id }] });
  });

/** Those that wait for a decision, or are under way, of a department, or of an object under any of its numbers, by their last day. */
export const listTrustPeriods = async (
  deps: Pick<TrustDeps, 'records' | 'registry'>,
  { department, status, object }: TrustQuery,
  page: PageRequest,
): Promise<Page<Stored<TrustPeriod>>> =>
  deps.records.list({
    kind: 'trust-period',
    in: 'ofDepartment',
    of: department ?? departmentCodes,
    where: [
      ...(status ? [{ field: 'status', oneOf: status }] : []),
      ...(object === undefined ? [] : [{ field: 'objectId', oneOf: await numbersOf(deps, object) }]),
    ],
    page,
  });

export interface TrustQuery {
  readonly department?: readonly TrustPeriod['department'][] | undefined;
  readonly status?: readonly TrustPeriod['status'][] | undefined;
  readonly object?: string | undefined;
}

const invalid = (path: string, message: string) => err({ kind: 'invalid-input', errors: [{ path, message }] } as const);
const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'trust-period', reason } as const);
