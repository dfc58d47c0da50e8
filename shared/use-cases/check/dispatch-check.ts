import { err, ok, type Result } from '../../base/result.ts';
import { formatChineseDate, localDateOf } from '../../calendar/local-date.ts';
import { county } from '../../codes/county.ts';
import type { UrgencyReason } from '../../codes/direct-checks.ts';
import { taskNumber } from '../../domain/batch/batch.ts';
import { type CheckOrder, withApprovalDue } from '../../domain/check/check-order.ts';
import { checkOrderHandOvers } from '../../domain/check/hand-overs.ts';
import { checkOrderWords } from '../../domain/check/states.ts';
import { taskOf, visitDraftOf } from '../../domain/check/task-of-order.ts';
import { askedBy } from '../../domain/notice/hand-over.ts';
import { assign } from '../../domain/visit/assignment.ts';
import type { ObjectSnapshot, Visit } from '../../domain/visit/visit.ts';
import { resultIdOf } from '../../domain/visit/visit-ids.ts';
import type { Actor } from '../actor.ts';
import { loadCalendar } from '../calendar/calendar.ts';
import { createRecord, eventOf } from '../changes.ts';
import { snapshotOf } from '../draw/frozen-rows.ts';
import { checkTexts } from '../lead/exposed-texts.ts';
import { presentObject } from '../lead/resolve-object.ts';
import { nameToTell, told } from '../notice/told.ts';
import type { Stored } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';
import { lawfulTeam } from './chosen-team.ts';
import { type CheckDeps, type CheckFailure, changeOrder, findCheckOrder, type OrderRequest } from './order-deps.ts';
import { leadOfOrder, startChecking } from './start-checking.ts';

type Changed = Promise<Result<Stored<CheckOrder>, CheckFailure>>;

/**
 * Sends the team of an approved order out: from here on the check has a task, a visit and a result like one that was drawn.
 * R19: refused before the approval.
 */
export async function dispatchCheck(deps: CheckDeps, request: OrderRequest, actor: Actor, now: Date): Changed {
  const found = await findCheckOrder(deps, request.id, actor);
  if (!found.ok) return found;
  const { status } = found.value.value;
  const isUnapproved = status === 'draft' || status === 'submitted' || status === 'refused' || status === 'withdrawn';
  if (isUnapproved) return err({ kind: 'check-not-approved', status: checkOrderWords.states[status] });
  return changeOrder(deps, request, 'dispatch', actor, now, async (order) => {
    if (order.visitId !== undefined) return ok(undefined);
    if (order.window.to < localDateOf(now))
      return notReady(`检查期已于${formatChineseDate(order.window.to)}结束，请撤回后重新报批`);
    const lawful = await stillLawful(deps, order, now);
    if (!lawful.ok) return lawful;
    return sendOut(deps, order, now.toISOString(), lawful.value, actor, now);
  });
}

export interface UrgentEntry extends OrderRequest {
  readonly code: UrgencyReason;
  readonly note: string;
  /** When the team entered. */
  readonly enteredAt: string;
}

/** R19: the team has entered with an urgent reason; the approval follows within the days of the clock. */
export const enterUrgently = (
  deps: CheckDeps,
  { code, note, enteredAt, ...request }: UrgentEntry,
  actor: Actor,
  now: Date,
): Changed =>
  changeOrder(deps, request, 'enter-urgent', actor, now, async (order) => {
    const entered = new Date(enteredAt);
    const day = localDateOf(entered);
    const lead = await leadOfOrder(deps, order);
    if (entered > now) return invalid('body.enteredAt', '进入时间不得晚于现在');
    if (day < lead.value.receivedOn) return invalid('body.enteredAt', '进入时间不得早于收到线索的日期');
    if (day < order.window.from || day > order.window.to) return invalid('body.enteredAt', '进入时间不在检查期内');
    const unexposed = await checkTexts(deps, lead.value, [{ path: 'body.note', text: note }]);
    if (!unexposed.ok) return unexposed;
    const lawful = await stillLawful(deps, order, now);
    if (!lawful.ok) return lawful;
    const checking = startChecking(lead, order, actor, now);
    if (!checking.ok) return checking;
    const asEntered: NonNullable<CheckOrder['urgency']> = {
      code,
      note,
      enteredBy: actor.id,
      enteredAt: entered.toISOString(),
    };
    const awaiting = { ...order, status: 'entered-urgent' as const, urgency: asEntered };
    const { urgency = asEntered } = withApprovalDue(awaiting, await loadCalendar(deps));
    const sent = await sendOut(deps, { ...order, urgency }, urgency.enteredAt, lawful.value, actor, now);
    if (!sent.ok) return sent;
    const by = urgency.due ? `，应于${formatChineseDate(urgency.due)}前补批` : '，请及时补批';
    const text = `线索${order.leadNumber}的个案检查已先行实施${by}。`;
    const { id, leadId, department } = order;
    const asked = askedBy(checkOrderHandOvers, 'enter-urgent', { id });
    const notice = told({ about: id, kind: 'check-to-approve', department, leadId, text, ...asked }, now);
    return ok({ ...sent.value, also: [...sent.value.also, checking.value, notice] });
  });

/**
 * R20, R15: the team by the registry as it is now, and the object at its present version, under the number by which it goes
 * on since the order was written: a recusal may have been entered under that one.
 */
export async function stillLawful(
  deps: CheckDeps,
  { department, objectId, items, window, team, leader }: CheckOrder,
  now: Date,
): Promise<Result<ObjectSnapshot, CheckFailure>> {
  const object = await presentObject(deps, objectId);
  if (!object.ok) return object;
  const rows = await Promise.all(items.map(({ id }) => deps.registry.find('item', id)));
  const present = rows.flatMap((row) => row?.value ?? []);
  const asked = {
    department,
    object: object.value.value,
    items: present,
    window,
    team: team.map(({ id }) => id),
    leader,
  };
  const lawful = await lawfulTeam(deps, asked, now);
  return lawful.ok ? ok(snapshotOf(object.value)) : lawful;
}

async function sendOut(
  deps: CheckDeps,
  order: CheckOrder,
  dispatchedAt: string,
  object: ObjectSnapshot,
  actor: Actor,
  now: Date,
) {
  const today = localDateOf(now);
  const number = taskNumber(county.code, today, await deps.counters.next(`task#${today}`));
  const task = taskOf(order, number);
  const { visit, results } = assign(visitDraftOf(order, object, dispatchedAt));
  const event = eventOf('dispatch', actor, now, { task: number, order: order.id });
  const also: readonly Change[] = [
    createRecord('task', task.id, task, event),
    createRecord('visit', visit.id, visit, event),
    ...results.map((result) => createRecord('result', result.id, result, event)),
    ...order.team.map(({ id }) => toMember(order, visit, id, now)),
  ];
  return ok({ order: { ...order, visitId: visit.id }, facts: { task: number }, also });
}

function toMember({ department, window }: CheckOrder, { id, object }: Visit, inspectorId: string, now: Date): Change {
  const text = `您被派往检查“${nameToTell(object)}”（个案检查），应于${formatChineseDate(window.to)}前完成。`;
  const asked = askedBy(checkOrderHandOvers, 'dispatch', { id: resultIdOf(id, department) });
  return told({ about: id, kind: 'check-sent', department, inspectorId, text, ...asked }, now);
}

const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'check-order', reason } as const);
const invalid = (path: string, message: string) => err({ kind: 'invalid-input', errors: [{ path, message }] } as const);
