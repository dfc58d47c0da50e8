import type * as z from 'zod';
import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import type { FollowUp } from '../../domain/follow-up/follow-up.ts';
import { withFollowUpDue } from '../../domain/follow-up/follow-up-clocks.ts';
import { mostNext, mostStanding } from '../../domain/follow-up/limits.ts';
import { receiverFor, receiversOf } from '../../domain/follow-up/opening.ts';
import {
  type Rectification,
  type RectificationEvent,
  type RectificationOrder,
  type RectificationRecheck,
  type RectificationReport,
  rectificationTransitions,
  rectificationWords,
} from '../../domain/follow-up/rectification.ts';
import type { Actor } from '../actor.ts';
import { loadCalendar } from '../calendar/calendar.ts';
import { createRecord, eventOf } from '../changes.ts';
import { lawfulTeam } from '../check/chosen-team.ts';
import { resolveObject } from '../lead/resolve-object.ts';
import { told } from '../notice/told.ts';
import type { Counters } from '../ports/counters.ts';
import type { Stored } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';
import { told as toldOther } from './answer-follow-up.ts';
import { changeFollowUp, type FollowUpDeps, type FollowUpFailure, type FollowUpRequest } from './change-follow-up.ts';
import { competentFor } from './competent-for.ts';
import { freshFollowUp, nextFollowUpNumber } from './fresh-follow-up.ts';
import { standingFollowUps } from './of-result.ts';
import { withoutLogin } from './without-login.ts';

type Changed = Promise<Result<Stored<FollowUp>, FollowUpFailure>>;
export type RectifyDeps = FollowUpDeps & { readonly counters: Counters };

/** R38: what is to be put right, at once or by a day to come. An order that stands is extended, not written anew. */
export const orderRectification = (
  deps: FollowUpDeps,
  { document, content, term, ...request }: FollowUpRequest & RectificationOrder,
  actor: Actor,
  now: Date,
): Changed =>
  changeFollowUp(deps, { ...request, side: 'receiver', act: 'order' }, actor, now, (before) => {
    const today = localDateOf(now);
    if (before.kind !== 'rectify' || before.status !== 'received')
      return notReady('只有办理中的责令改正可以下达改正通知');
    if (before.rectification) return notReady('已下达责令改正通知，需要更多时间的，由负责人延长期限');
    if (term === undefined || (term !== 'immediate' && term <= today)) return err({ kind: 'term-required' });
    const rectification: Rectification = {
      ...{ status: 'ordered', document, content, immediate: term === 'immediate' },
      ...{ term: term === 'immediate' ? today : term, orderedOn: today, orderedBy: actor.id },
    };
    return ok({ followUp: { ...before, rectification }, note: `${document}：${content}`.slice(0, 4000) });
  });

/** Whoever was ordered says it is put right, or an official saw it; two look at it again. */
export const reportRectified = (
  deps: FollowUpDeps,
  { text, evidence, ...request }: FollowUpRequest & z.infer<typeof RectificationReport>,
  actor: Actor,
  now: Date,
): Changed =>
  changeFollowUp(deps, { ...request, side: 'receiver', act: 'report-rectified' }, actor, now, (before) => {
    const reported = { text, evidence, on: localDateOf(now), by: actor.id };
    const rectification = moved(before, 'report', { reported });
    return rectification.ok
      ? ok({ followUp: { ...before, rectification: rectification.value }, note: text })
      : rectification;
  });

/**
 * R38: two inspectors, lawful for this object on that day, look again. What they found is the report of the follow-up, which
 * another person confirms; where not all was put right, the next step is opened in the same transaction.
 */
export const recheckRectification = (
  deps: RectifyDeps,
  { recheck, ...request }: FollowUpRequest & { readonly recheck: RectificationRecheck },
  actor: Actor,
  now: Date,
): Changed =>
  changeFollowUp(deps, { ...request, side: 'receiver', event: 'report' }, actor, now, async (before) => {
    const today = localDateOf(now);
    const { on, inspectors, result, text, evidence, next } = recheck;
    const full = result === 'full';
    const rectification = moved(before, full ? 'verify' : 'fail', { recheck: { ...recheck, by: actor.id } });
    if (!rectification.ok) return rectification;
    if (new Set(inspectors).size < leastInspectors) return err({ kind: 'term-required' });
    if (on > today || on < rectification.value.orderedOn)
      return invalid('recheck.on', '复查日期应在下达责令改正之后，且不晚于今天');
    const ends = before.extension?.to ?? rectification.value.term;
    if (!full && on <= ends && before.rectification?.status === 'ordered' && !rectification.value.immediate)
      return notReady('改正期限未满且未报告改正，不能认定复查不合格');
    if (full === (next !== undefined))
      return full
        ? invalid('next', '复查合格的，没有下一步处置')
        : err({
            kind: 'closing-incomplete',
            errors: [{ path: 'body.next', message: '复查不合格的，须明确下一步：立案、移送或者列入名录' }],
          });
    if (next && (before.next?.length ?? 0) >= mostNext)
      return notReady(`同一责令改正最多${mostNext}次因复查不合格转入下一步，请对下一步处置办理`);
    const team = await rechecked(deps, before, recheck, now);
    if (!team.ok) return team;
    const opened = next ? await openNext(deps, before, next, actor, now) : ok(undefined);
    if (!opened.ok) return opened;
    const report = { text, evidence, recheck: { on, inspectors }, by: actor.id, on: today };
    return ok({
      followUp: {
        ...before,
        ...{ rectification: rectification.value, report },
        ...(opened.value && { next: [...(before.next ?? []), opened.value.followUp.id] }),
      },
      note: text,
      also: opened.value?.also ?? [],
      opened: opened.value?.followUp,
      ...toldOther(before, 'sender', 'follow-up-reported', '已反馈复查结果，请确认办结或退回补办'),
    });
  });

const leastInspectors = 2;

/** The rectification after an event, or why it may not happen now. */
function moved({ rectification }: FollowUp, event: RectificationEvent, more: Partial<Rectification>) {
  if (!rectification) return notReady('尚未下达责令改正通知');
  const next = transition(rectificationTransitions, rectificationWords, rectification.status, event);
  return next.ok ? ok({ ...rectification, ...more, status: next.value }) : next;
}

/** R2: the inspectors as the registry has them, on the day of the re-check, for the object under its present number. */
async function rechecked(
  deps: FollowUpDeps,
  { receiver, object, items }: FollowUp,
  { on, inspectors }: RectificationRecheck,
  now: Date,
) {
  const found = await resolveObject(deps, object.id);
  if (!found.ok) return found;
  if (!found.value) return err({ kind: 'unknown-reference', entity: 'object', id: object.id } as const);
  const rows = await Promise.all(items.map(({ id }) => deps.registry.find('item', id)));
  const chosen = { department: receiver, object: found.value, window: { from: on, to: on }, team: inspectors };
  return lawfulTeam(deps, { ...chosen, items: rows.flatMap((row) => row?.value ?? []) }, now);
}

/** The next step, as the result would ask for what it came of: a correction that takes that away cancels this as well. */
async function openNext(
  deps: RectifyDeps,
  before: FollowUp,
  { kind, receiver, reason }: NonNullable<RectificationRecheck['next']>,
  actor: Actor,
  now: Date,
): Promise<Result<{ readonly followUp: FollowUp; readonly also: readonly Change[] }, FollowUpFailure>> {
  const result = await deps.records.find('result', before.resultId);
  if (!result) throw new Error(`follow-up ${before.id} is of no result`);
  if ((await standingFollowUps(deps.records, result.value)).length >= mostStanding)
    return notReady(`一份检查结果同时最多有${mostStanding}项未撤销的后续处置，请对已开启的处置办理`);
  const competent = await competentFor(deps, result.value);
  const able = receiversOf(kind, before.sender, competent);
  const to = receiverFor(kind, before.sender, able, receiver);
  if (!to) return err({ kind: 'receiver-not-competent', competent: able.map(({ department }) => department) });
  const { documentNumber, edition, items, addressed } = before;
  const ground = { result: { ...result.value, documentNumber }, edition, reason };
  const wanted = { kind, receiver: to.department, basis: to.basis, items };
  const n = `${before.id} ${before.next?.length ?? 0}`;
  const number = await nextFollowUpNumber(deps.counters, before.sender, now);
  const others = to.department === before.sender ? [] : [to.department];
  const onPaper = await withoutLogin(deps, others, now);
  const fresh = freshFollowUp(ground, wanted, { n, number, competent, onPaper }, actor, now);
  const opened = withFollowUpDue(
    { ...fresh, addressed, askedAs: before.askedAs ?? before.kind, after: before.id },
    await loadCalendar(deps),
    localDateOf(now),
  );
  const event = eventOf('open', actor, now, { number, kind });
  const text = `${before.number}复查不合格，开启后续处置${number}，请签收或说明理由退回。`;
  const notice = {
    about: opened.id,
    followUpId: opened.id,
    kind: 'follow-up-sent',
    department: to.department,
  } as const;
  const also = [
    createRecord('follow-up', opened.id, opened, event),
    ...(to.department === before.sender || opened.letter ? [] : [told({ ...notice, text }, now)]),
  ];
  return ok({ followUp: opened, also });
}

const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'follow-up', reason } as const);
const invalid = (field: string, message: string) =>
  err({ kind: 'invalid-input', errors: [{ path: `body.${field}`, message }] } as const);
