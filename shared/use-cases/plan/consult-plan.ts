import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { formatChineseDate, localDateOf, shiftDate } from '../../calendar/local-date.ts';
import { departmentName } from '../../codes/departments.ts';
import type { Consultation, ConsultationAnswer } from '../../domain/plan/asked-department.ts';
import { aboutOf, consultationState, entriesWith, toConsult } from '../../domain/plan/consultation.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { Actor } from '../actor.ts';
import { told } from '../notice/told.ts';
import type { Stored } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';
import { changePlan, type PlanChangeFailure, type PlanDeps, type PlanRequest } from './change-plan.ts';

type Changed = Promise<Result<Stored<Plan>, PlanChangeFailure>>;

/** Days that a department may be given for its answer. */
const longest = 60;

/**
 * Asks the other departments of a joint plan about the entries in which they take part, until a day. Those that have
 * been asked about the same already keep their answer; one that has not answered gets the new day.
 */
export const consultPlan = (
  deps: PlanDeps,
  { answerBy, ...request }: PlanRequest & { readonly answerBy: string },
  actor: Actor,
  now: Date,
): Changed =>
  changePlan(deps, { ...request, event: 'consult' }, actor, now, async (plan) => {
    const today = localDateOf(now);
    if (answerBy <= today || answerBy > shiftDate(today, longest)) {
      const message = `答复期限应在明天至${formatChineseDate(shiftDate(today, longest))}之间`;
      return err({ kind: 'invalid-input', errors: [{ path: 'body.answerBy', message }] });
    }
    const others = toConsult(plan);
    if (others.length === 0) return notReady('计划没有其他部门参加，不须征求意见。');
    const known = new Map(plan.consultations?.map((each) => [each.department, each]));
    const notices: Change[] = [];
    const consultations = others.map((department): Consultation => {
      const before = known.get(department);
      if (before?.answer && consultationState(plan, before, today) !== 'lapsed') return before;
      const about = `${plan.id}.${request.version}.${department}`;
      notices.push(
        told(
          {
            ...{ about, kind: 'plan-consulted', department, text: question(plan, department, answerBy) },
            asks: { todo: 'plan-to-answer', ids: { id: plan.id } },
          },
          now,
        ),
      );
      return { department, about: aboutOf(plan, department), askedBy: actor.id, askedAt: now.toISOString(), answerBy };
    });
    return ok({ plan: { ...plan, consultations }, also: notices, facts: { departments: notices.length } });
  });

/** What a department says of its entries, in place of what it said before; the owner of the plan is told. */
export const answerPlan = (
  deps: PlanDeps,
  { answer: as, reason, ...request }: PlanRequest & { answer: ConsultationAnswer; reason?: string | undefined },
  actor: Actor,
  now: Date,
): Changed =>
  changePlan(deps, { ...request, event: 'answer' }, actor, now, async (plan) => {
    const { department } = actor;
    const asked = plan.consultations?.find((each) => each.department === department);
    if (!asked || consultationState(plan, asked, localDateOf(now)) === 'lapsed') {
      return notReady('牵头部门尚未就现有内容征求本部门意见，或征求意见后条目又有改动。');
    }
    const said = { as, ...(reason !== undefined && { reason }), by: actor.id, at: now.toISOString() };
    const consultations = plan.consultations?.map((each) => (each === asked ? { ...asked, answer: said } : each));
    const about = `${plan.id}.${request.version}.answer`;
    const text = reply(plan, department, reason);
    const also = [told({ about, kind: 'plan-answered', department: plan.department, text }, now)];
    return ok({ plan: { ...plan, consultations }, also, facts: { as } });
  });

const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'plan', reason } as const);

/** A notice is one line of 300 characters. */
const short = (text: string): string => [...text].slice(0, 100).join('');

function question(plan: Plan, department: DepartmentCode, answerBy: string): string {
  const count = entriesWith(plan, department).length;
  const who = departmentName(plan.department);
  const what = `${who}就联合抽查计划“${short(plan.title)}”（${plan.number}）中本部门参加的${count}个条目征求意见`;
  return `${what}，请于${formatChineseDate(answerBy)}前答复；逾期未答复的，视为没有异议。`;
}

function reply({ title, number }: Plan, department: DepartmentCode, reason: string | undefined): string {
  const said = reason === undefined ? '同意' : `有异议：${short(reason)}`;
  return `${departmentName(department)}对联合抽查计划“${short(title)}”（${number}）${said}`;
}
