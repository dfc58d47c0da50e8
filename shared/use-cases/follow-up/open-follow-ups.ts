import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import { departmentName } from '../../codes/departments.ts';
import type { EventDraft } from '../../domain/audit/audit-chain.ts';
import type { FollowUp } from '../../domain/follow-up/follow-up.ts';
import { withFollowUpDue } from '../../domain/follow-up/follow-up-clocks.ts';
import { followUpHandOvers } from '../../domain/follow-up/hand-overs.ts';
import { isWornOut, mostFollowUps, mostStandingOpened } from '../../domain/follow-up/limits.ts';
import { askedKind, type Wanted, wantedOf } from '../../domain/follow-up/opening.ts';
import { isOpenFollowUp } from '../../domain/follow-up/states.ts';
import { askedBy } from '../../domain/notice/hand-over.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import type { Actor } from '../actor.ts';
import { loadCalendar } from '../calendar/calendar.ts';
import { checkOf, createRecord, eventOf, replaceRecord } from '../changes.ts';
import { told } from '../notice/told.ts';
import type { Counters } from '../ports/counters.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import type { Change } from '../ports/unit-of-work.ts';
import { campaignMovesOn } from '../result/opens-again.ts';
import { competentFor } from './competent-for.ts';
import { exemptedBefore } from './exempt.ts';
import { freshFollowUp, type Ground, nextFollowUpNumber } from './fresh-follow-up.ts';
import { followUpsOfResult } from './of-result.ts';
import { withoutLogin } from './without-login.ts';

interface OpenDeps {
  readonly records: Records;
  readonly registry: Pick<Registry, 'find'>;
  readonly counters: Counters;
}

export type OpenFailure = Failure<'follow-up-missing' | 'receiver-not-competent' | 'already-exempted' | 'not-ready'>;

/**
 * Of the hundred actions of a commit; the rest is the result's and its own notice's. Each follow-up that changes costs two, as does each notice;
 * one that stays costs one.
 */
const mostActions = 84;

/**
 * R34: what the approval of a result opens, and what that of a correction cancels because its ground is gone, in the same
 * transaction; so too when an approved correction is given up. What is still wanted stays with its receiver, with the
 * items as they are now; items beside those get one of their own.
 */
export async function openFollowUps(
  deps: OpenDeps,
  ground: Ground,
  actor: Actor,
  now: Date,
): Promise<Result<{ readonly ids: readonly string[]; readonly also: readonly Change[] }, OpenFailure>> {
  const { result } = ground;
  if (result.followUps === undefined && result.findings.every(({ measures }) => measures.length === 0)) {
    const none = wantedOf(result, []);
    return none.ok ? ok({ ids: [], also: [] }) : none;
  }
  const exempted = await exemptedBefore(deps, result);
  if (!exempted.ok) return exempted;
  const ids = result.followUps ?? [];
  const existing = await followUpsOfResult(deps.records, result);
  const standing = existing.map(({ value }) => value).filter(({ status }) => status !== 'cancelled');
  const competent = await competentFor(deps, result);
  const wanted = wantedOf(result, competent, standing);
  if (!wanted.ok) return wanted;
  const settled = existing.flatMap((each) => settle(each, wanted.value, ground, actor, now) ?? []);

  const uncovered = wanted.value.flatMap((each) => uncoveredBy(standing, each));
  const calendar = await loadCalendar({ records: deps.records });
  const others = uncovered.map(({ receiver }) => receiver).filter((each) => each !== result.department);
  const onPaper = await withoutLogin(deps, others, now);
  const opened: FollowUp[] = [];
  for (const each of uncovered) {
    const n = existing.filter((other) => isFor(other.value, each)).length;
    const number = await nextFollowUpNumber(deps.counters, result.department, now);
    const fresh = freshFollowUp(ground, each, { n, number, competent, onPaper }, actor, now);
    opened.push(withFollowUpDue(fresh, calendar, localDateOf(now)));
  }
  const notices = [...noticesOf(opened, result, now), ...cancellationsOf(settled, result, now)];
  // What is relied upon as it is stays so until this is written.
  const relied = existing
    .filter(({ value }) => value.status !== 'cancelled' && !settled.some((each) => each.value.id === value.id))
    .map((each) => checkOf('follow-up', each.value.id, each));
  // Before it is decided on for the first time, nothing that it belongs to can be closed.
  const wasDecided = result.edition > 0 || result.withholding !== undefined;
  const again = wasDecided && opened.length > 0 ? await campaignMovesOn(deps.records, result, actor, now) : [];
  const changes = settled.length + opened.length + notices.length;
  if (2 * changes + relied.length + 3 * again.length > mostActions) {
    const reason = '一次审核涉及的后续处置和接收部门过多，请退回后合并接收部门。';
    return err({ kind: 'not-ready', entity: 'result', reason });
  }
  if (ids.length + opened.length > mostFollowUps) {
    const reason = `一份检查结果最多开启${mostFollowUps}项后续处置，请退回后合并处置措施。`;
    return err({ kind: 'not-ready', entity: 'result', reason });
  }
  const cancelled = settled.filter(({ value }) => value.status === 'cancelled');
  if (opened.length > 0 && standing.length - cancelled.length + opened.length > mostStandingOpened) {
    const reason = `一份检查结果同时最多有${mostStandingOpened}项未撤销的后续处置，请退回后合并处置措施。`;
    return err({ kind: 'not-ready', entity: 'result', reason });
  }
  const changed = settled.map(({ found, value, event }) => replaceRecord('follow-up', value.id, found, value, event));
  const created = opened.map((each) =>
    createRecord('follow-up', each.id, each, eventOf('open', actor, now, { number: each.number, kind: each.kind })),
  );
  return ok({
    ids: [...ids, ...opened.map(({ id }) => id)],
    also: [...changed, ...created, ...notices, ...relied, ...again],
  });
}

const isFor = (followUp: FollowUp, wanted: Pick<Wanted, 'kind' | 'receiver'>) =>
  askedKind(followUp) === wanted.kind && followUp.addressed === wanted.receiver;

interface Settled {
  readonly found: Stored<FollowUp>;
  readonly value: FollowUp;
  readonly event: EventDraft;
}

/** What a follow-up becomes by what its result says now: as it was, with fewer items, or cancelled. */
function settle(
  found: Stored<FollowUp>,
  wanted: readonly Wanted[],
  { result: { department }, reason }: Ground,
  actor: Actor,
  now: Date,
): Settled | undefined {
  const before = found.value;
  if (!isOpenFollowUp(before.status)) return undefined;
  const still = wanted.find((each) => isFor(before, each))?.items ?? [];
  const items = before.items.filter(({ id }) => still.some((item) => item.id === id));
  if (items.length === before.items.length) return undefined;
  const cancelled = items.length === 0;
  const { due: _, dueSince: __, ...rest } = before;
  const act = cancelled ? 'cancel' : 'narrow';
  const step = { act, at: now.toISOString(), by: actor.id, department, note: reason };
  // A time line that is full but for its end goes without this; the audit trail has it.
  const steps = cancelled || !isWornOut(before) ? [...before.steps, step] : before.steps;
  const value = cancelled
    ? { ...rest, status: 'cancelled' as const, endedOn: localDateOf(now), endReason: reason, steps }
    : { ...before, items, steps };
  return { found, value, event: eventOf(act, actor, now, { items: items.length }) };
}

/** Each other department is told once of all that it need not do any more. */
function cancellationsOf(
  settled: readonly Settled[],
  { id, department, edition }: InspectionResult,
  now: Date,
): readonly Change[] {
  const cancelled = settled.map(({ value }) => value).filter(({ status }) => status === 'cancelled');
  const receivers = new Set(cancelled.map(({ receiver }) => receiver));
  receivers.delete(department);
  return [...receivers].map((receiver) => {
    const [first, ...others] = cancelled.filter((each) => each.receiver === receiver);
    const numbers = namedOf([first, ...others].flatMap((each) => (each ? [each.number] : [])));
    return told(
      {
        about: `${id}.${edition}.${first?.id ?? ''}`,
        ...(first && { followUpId: first.id }),
        kind: 'follow-up-cancelled',
        department: receiver,
        text: `${departmentName(department)}的后续处置${numbers}因检查结果变更已撤销。`,
      },
      now,
    );
  });
}

/** What of a wish no follow-up covers, whether open or closed: what is done is not asked for again. */
function uncoveredBy(standing: readonly FollowUp[], wanted: Wanted): readonly Wanted[] {
  const covered = standing.flatMap((each) => (isFor(each, wanted) ? each.items.map(({ id }) => id) : []));
  const items = wanted.items.filter(({ id }) => !covered.includes(id));
  return items.length > 0 ? [{ ...wanted, items }] : [];
}

/** How many numbers a message line names. */
const mostNamed = 3;
const namedOf = (numbers: readonly string[]): string =>
  numbers.slice(0, mostNamed).join('、') + (numbers.length > mostNamed ? '等' : '');

/** Each other department is told once of all that it receives, or gets a copy of. */
function noticesOf(opened: readonly FollowUp[], { id, department }: InspectionResult, now: Date): readonly Change[] {
  const receivers = new Set(opened.flatMap(({ receiver, copies }) => [receiver, ...copies]));
  receivers.delete(department);
  // Who is written to reads no inbox.
  for (const { letter, receiver } of opened) if (letter) receivers.delete(receiver);
  return [...receivers].map((receiver) => {
    const received = opened.filter((each) => each.receiver === receiver);
    const copied = received.length === 0;
    const numbers = (copied ? opened.filter(({ copies }) => copies.includes(receiver)) : received).map(
      ({ number }) => number,
    );
    const sent = `${departmentName(department)}${copied ? '抄送' : '送来'}后续处置${numbers.length}件（${namedOf(numbers)}）`;
    const [first] = copied ? opened.filter(({ copies }) => copies.includes(receiver)) : received;
    return told(
      {
        about: `${id}.${first?.id ?? ''}`,
        ...(first && { followUpId: first.id }),
        kind: copied ? 'follow-up-copied' : 'follow-up-sent',
        department: receiver,
        ...(first && !copied && askedBy(followUpHandOvers, 'redirect', { id: first.id })),
        text: `${sent}，${copied ? '由接收部门办理，供本部门掌握' : '请签收或说明理由退回'}。`,
      },
      now,
    );
  });
}
