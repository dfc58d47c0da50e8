import type { AnswerOf } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import { localDateOf, shiftDate } from '../../shared/calendar/local-date.ts';
import type { PlanEntry } from '../../shared/domain/plan/plan.ts';
import type { RegistryKind } from '../../shared/domain/registry/kinds.ts';
import type { RegistryRow } from '../../shared/domain/registry/registry.ts';
import { createRow, eventOf } from '../../shared/use-cases/changes.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

export const officer = person('SCJG', 'officer');
export const departmentAdmin = person('SCJG', 'department-admin');
export const office = person('SCJG', 'office');

type PlanAnswer = AnswerOf<'getPlan'>;
type Act = 'submitPlan' | 'approvePlan' | 'publishPlan' | 'closePlan';

export interface PlanSystem extends TestSystem {
  /** Puts rows into a registry as if they had always been there. */
  keep<K extends RegistryKind>(kind: K, rows: readonly RegistryRow[K][]): Promise<void>;
  /** A new plan with these entries, still being written. */
  written(
    entries: readonly PlanEntry[],
    facts?: { scope?: 'joint' | 'department'; year?: number },
  ): Promise<PlanAnswer>;
  /** The plan after one step of the workflow. */
  after(plan: PlanAnswer, act: Act, who: Principal): Promise<PlanAnswer>;
  /** Submitted, approved and published; of a joint plan the other departments consent first. */
  published(plan: PlanAnswer): Promise<PlanAnswer>;
}

export async function planSystem(): Promise<PlanSystem> {
  const system = await systemForTest();
  let keys = 0;

  const after: PlanSystem['after'] = async ({ id, version }, act, who) =>
    expectOk(await system.as(who)(act, { params: { id }, version }));

  /** The plan after its other departments have consented. */
  const agreed = async ({ id, version }: PlanAnswer): Promise<PlanAnswer> => {
    const answerBy = shiftDate(localDateOf(system.deps.clock()), 1);
    const params = { id };
    let plan = expectOk(await system.as(officer)('consultPlan', { params, version, body: { answerBy } }));
    for (const { department, state } of plan.consultations) {
      if (state !== 'waiting') continue;
      const call = { params, version: plan.version, body: { answer: 'consented' as const } };
      plan = expectOk(await system.as(person(department, 'officer'))('answerPlan', call));
    }
    return plan;
  };

  return {
    ...system,
    async keep(kind, rows) {
      const seeder = { id: 'seed', department: 'SCJG' as const };
      for (let from = 0; from < rows.length; from += 15) {
        const event = eventOf('create', seeder, new Date('2026-01-01T00:00:00Z'));
        const changes = rows.slice(from, from + 15).map((row) => createRow(kind, row, event));
        const done = await system.deps.work.commit(changes);
        if (!done.ok) throw new Error(done.error.kind);
      }
    },
    async written(entries, { scope = 'department', year = 2026 } = {}) {
      keys += 1;
      const body = { year, scope, title: `${year}年度抽查计划` };
      const { id, version } = expectOk(await system.as(officer)('createPlan', { key: `plan-key-${keys}`, body }));
      const content = { title: body.title, entries: [...entries] };
      return expectOk(await system.as(officer)('updatePlan', { params: { id }, version, body: content }));
    },
    after,
    async published(plan) {
      const submitted = await after(plan.scope === 'joint' ? await agreed(plan) : plan, 'submitPlan', officer);
      return after(await after(submitted, 'approvePlan', office), 'publishPlan', office);
    },
  };
}
