import type { HandOvers } from '../../domain/notice/hand-over.ts';
import { officeDepartment } from '../../domain/notice/notice.ts';
import { type PlanSide, planHandOvers } from '../../domain/plan/hand-overs.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { PlanEvent } from '../../domain/plan/states.ts';
import type { Actor } from '../actor.ts';
import { handedOver } from '../notice/handed-over.ts';
import type { Change } from '../ports/unit-of-work.ts';

const handOvers: HandOvers<PlanEvent, PlanSide> = planHandOvers;
/** A notice is one line of 300 characters. */
const longestTitle = 100;

/** Who is told of a step of a plan, which makes this version of it. */
export function planNotices(
  event: PlanEvent,
  { id, title, number, department, departments }: Plan,
  version: number,
  actor: Pick<Actor, 'name'>,
  now: Date,
): readonly Change[] {
  const kindOf = (waits: boolean) => (waits ? 'plan-waits' : 'plan-decided');
  const plan = {
    about: `${id}.${version}`,
    subject: `抽查计划“${[...title].slice(0, longestTitle).join('')}”（${number}）`,
    ids: { id },
    inboxes: {
      office: () => [{ kind: 'plan-submitted', department: officeDepartment }] as const,
      owner: (waits: boolean) => [{ kind: kindOf(waits), department }] as const,
      departments: (waits: boolean) => departments.map((each) => ({ kind: kindOf(waits), department: each }) as const),
    },
  };
  return handedOver(handOvers[event], plan, actor, now);
}
