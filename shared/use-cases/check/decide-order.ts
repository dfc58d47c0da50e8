import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import { departments } from '../../codes/departments.ts';
import type { CheckOrder } from '../../domain/check/check-order.ts';
import { checkOrderHandOvers } from '../../domain/check/hand-overs.ts';
import type { CheckOrderEvent } from '../../domain/check/states.ts';
import { askedBy } from '../../domain/notice/hand-over.ts';
import type { Actor } from '../actor.ts';
import { checkTexts } from '../lead/exposed-texts.ts';
import { told } from '../notice/told.ts';
import type { Counters } from '../ports/counters.ts';
import type { Stored } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';
import { stillLawful } from './dispatch-check.ts';
import { type CheckDeps, type CheckFailure, changeOrder, type OrderRequest } from './order-deps.ts';
import { leadOfOrder, startChecking } from './start-checking.ts';

type Changed = Promise<Result<Stored<CheckOrder>, CheckFailure>>;
type WithReason = OrderRequest & { readonly reason: string };

/** Puts an order to the head of the department. */
export const submitCheckOrder = (deps: CheckDeps, request: OrderRequest, actor: Actor, now: Date): Changed =>
  changeOrder(deps, request, 'submit', actor, now, async (order) =>
    ok({
      order: { ...order, submittedBy: actor.id },
      also: [toDepartment(order, 'submit', 'check-to-approve', `线索${order.leadNumber}的个案检查待批准。`, now)],
    }),
  );

/**
 * R19: the head approves before anybody enters, who is another person than asked for it, registered the lead or goes. The
 * lead is being checked from now on.
 */
export const approveCheckOrder = (deps: CheckDeps, request: OrderRequest, actor: Actor, now: Date): Changed =>
  changeOrder(deps, request, 'approve', actor, now, async (order) => {
    const lead = await leadOfOrder(deps, order);
    const other = otherPerson(order, lead.value.registeredBy, actor, '批准检查');
    if (!other.ok) return other;
    const lawful = await stillLawful(deps, order, now);
    if (!lawful.ok) return lawful;
    const checking = startChecking(lead, order, actor, now);
    if (!checking.ok) return checking;
    const number = await approvalNumber(deps.counters, order, now);
    const decision = { by: actor.id, at: now.toISOString() };
    const notice = decided(order, 'approve', `已批准（${number}），请派发检查`, now);
    return ok({ order: { ...order, number, decision }, facts: { number }, also: [checking.value, notice] });
  });

export const refuseCheckOrder = (
  deps: CheckDeps,
  { reason, ...request }: WithReason,
  actor: Actor,
  now: Date,
): Changed =>
  changeOrder(deps, request, 'refuse', actor, now, async (order) => {
    const judged = await refusable(deps, order, reason, actor, '不批准检查');
    if (!judged.ok) return judged;
    const decision = { by: actor.id, at: now.toISOString(), reason };
    return ok({ order: { ...order, decision }, also: [decided(order, 'refuse', '未获批准', now)] });
  });

/** Takes an order back that has led to nothing yet; the lead keeps waiting for another, or for its conclusion. */
export const withdrawCheckOrder = (
  deps: CheckDeps,
  { reason, ...request }: WithReason,
  actor: Actor,
  now: Date,
): Changed =>
  changeOrder(deps, request, 'withdraw', actor, now, async (order) => {
    if (order.visitId !== undefined)
      return err({
        kind: 'not-ready',
        entity: 'check-order',
        reason: '检查已派发，不能撤回；不能实施的，请登记未实施检查',
      });
    const unexposed = await reasonUnexposed(deps, order, reason);
    if (!unexposed.ok) return unexposed;
    return ok({ order: { ...order, withdrawal: { by: actor.id, at: now.toISOString(), reason } } });
  });

/** R19: approves after the fact what was entered with an urgent reason. */
export const approveCheckLate = (deps: CheckDeps, request: OrderRequest, actor: Actor, now: Date): Changed =>
  changeOrder(deps, request, 'approve-late', actor, now, async (order) => {
    const lead = await leadOfOrder(deps, order);
    const other = otherPerson(order, lead.value.registeredBy, actor, '补批检查');
    if (!other.ok) return other;
    const number = await approvalNumber(deps.counters, order, now);
    const decision = { by: actor.id, at: now.toISOString() };
    const due = order.urgency?.due;
    const facts = { number, late: due !== undefined && localDateOf(now) > due ? 1 : 0 };
    return ok({
      order: { ...order, number, decision },
      facts,
      also: [decided(order, 'approve-late', `已补批（${number}）`, now)],
    });
  });

/** R19: refuses it after the fact. What was found stands; whoever supervises is told. */
export const refuseCheckLate = (
  deps: CheckDeps,
  { reason, ...request }: WithReason,
  actor: Actor,
  now: Date,
): Changed =>
  changeOrder(deps, request, 'refuse-late', actor, now, async (order) => {
    const judged = await refusable(deps, order, reason, actor, '补批检查');
    if (!judged.ok) return judged;
    const { id, department } = order;
    const text = `${departments[department].name}先行实施的个案检查（线索${order.leadNumber}）补批未准，检查所得保留，请督查。`;
    const toSupervisor = told({ about: id, kind: 'check-refused-late', department, text }, now);
    const decision = { by: actor.id, at: now.toISOString(), reason };
    return ok({ order: { ...order, decision }, also: [decided(order, 'refuse-late', '补批未准', now), toSupervisor] });
  });

/** R5: whoever decides asked for nothing, entered nothing, did not register the lead and is not sent. */
function otherPerson(
  { requestedBy, submittedBy, urgency, team }: CheckOrder,
  registeredBy: string,
  actor: Actor,
  act: string,
): Result<void, Failure<'same-person'>> {
  const earlier = [requestedBy, submittedBy, urgency?.enteredBy, registeredBy];
  const goes = team.some(({ id }) => id === actor.inspectorId);
  return goes || earlier.includes(actor.id) ? err({ kind: 'same-person', act }) : ok(undefined);
}

async function refusable(deps: CheckDeps, order: CheckOrder, reason: string, actor: Actor, act: string) {
  const { value: lead } = await leadOfOrder(deps, order);
  const other = otherPerson(order, lead.registeredBy, actor, act);
  return other.ok ? checkTexts(deps, lead, [{ path: 'body.reason', text: reason }]) : other;
}

const reasonUnexposed = async (deps: CheckDeps, order: CheckOrder, reason: string) =>
  checkTexts(deps, (await leadOfOrder(deps, order)).value, [{ path: 'body.reason', text: reason }]);

/** `机关代字检批〔YYYY〕N号`, counted per department and year. The number of an approval that fails is skipped. */
async function approvalNumber(counters: Counters, { department }: CheckOrder, now: Date): Promise<string> {
  const year = localDateOf(now).slice(0, 4);
  const number = await counters.next(`check-order#${department}#${year}`);
  return `${departments[department].docPrefix}检批〔${year}〕${number}号`;
}

const decided = (order: CheckOrder, event: CheckOrderEvent, what: string, now: Date): Change =>
  toDepartment(order, event, 'check-decided', `线索${order.leadNumber}的个案检查${what}。`, now);

/** To the department of the order, under the number of the lead alone. */
const toDepartment = (
  { id, leadId, department }: CheckOrder,
  event: CheckOrderEvent,
  kind: 'check-to-approve' | 'check-decided',
  text: string,
  now: Date,
): Change => told({ about: id, kind, department, leadId, text, ...askedBy(checkOrderHandOvers, event, { id }) }, now);
