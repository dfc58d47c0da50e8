import type { Failure } from '../../base/failures.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { matchInspectorOf } from '../../domain/match/candidates.ts';
import { teamFaults } from '../../domain/match/chosen-team.ts';
import { exclusionWord } from '../../domain/match/words.ts';
import { linksIn } from '../../domain/registry/object-links.ts';
import type { InspectionItem, InspectionObject } from '../../domain/registry/registry.ts';
import type { TeamMember, Visit } from '../../domain/visit/visit.ts';
import { memberOf, presentRows } from '../draw/frozen-rows.ts';
import type { Registry } from '../ports/registry.ts';
import { settingsAt } from '../setting/settings-at.ts';
import type { CheckDeps } from './order-deps.ts';

/** What a team was chosen for. */
export interface Chosen {
  readonly department: DepartmentCode;
  readonly object: InspectionObject;
  readonly items: readonly Pick<InspectionItem, 'id' | 'qualification'>[];
  readonly window: Visit['window'];
  readonly team: readonly string[];
  readonly leader?: string | undefined;
}

export interface LawfulTeam {
  readonly members: readonly TeamMember[];
  readonly leader?: string;
  /** R2: how many must be present. */
  readonly perDepartment: number;
}

/**
 * R20: whether the chosen people may make this check, by the rules of the draw (R2) as the registry has them now: enough of
 * them, certificates valid on every day of the window, scope, qualifications, recusal under each number of the object.
 */
export async function lawfulTeam(
  deps: Pick<CheckDeps, 'records'> & { readonly registry: Pick<Registry, 'find'> },
  { department, object, items, window, team, leader }: Chosen,
  now: Date,
): Promise<Result<LawfulTeam, Failure<'no-lawful-team' | 'unknown-reference'>>> {
  const chosen = [...new Set(team)];
  const rows = await presentRows(
    deps,
    'inspector',
    chosen.map((id) => ({ id })),
  );
  const own = rows.filter(({ value }) => value.department === department);
  const stranger = chosen.find((id) => !own.some(({ value }) => value.id === id));
  if (stranger !== undefined) return err({ kind: 'unknown-reference', entity: 'inspector', id: stranger });
  const figures = await settingsAt(deps, now);
  const perDepartment = figures.inspectorsPerDepartment;
  const refuse = (missing: number, reason: string) =>
    err({ kind: 'no-lawful-team', department, missing, reason } as const);
  if (own.length < perDepartment) return refuse(perDepartment - own.length, `检查组不足${perDepartment}名执法人员`);

  const links = linksIn([object]);
  const { excluded, lacking } = teamFaults({
    window,
    visits: [{ objectId: object.id, checks: [{ department, items: items.map(({ id }) => id) }] }],
    items: items.map(({ id, qualification }) => ({ id, ...(qualification !== undefined && { qualification }) })),
    inspectors: own.map(({ value }) => matchInspectorOf(value)),
    recusals: own.flatMap(({ value: { id, recusals } }) =>
      recusals.flatMap((recusal) => links.all(recusal.objectId).map((objectId) => ({ inspectorId: id, objectId }))),
    ),
    teamLeader: figures.teamLeader,
  });
  if (excluded.length > 0) {
    const nameOf = (id: string) => own.find(({ value }) => value.id === id)?.value.name ?? id;
    const words = excluded.map(({ inspector, why }) => `${nameOf(inspector)}${exclusionWord(why, 'eligibility')}`);
    return refuse(excluded.length, words.join('，'));
  }
  if (lacking.length > 0) return refuse(1, `检查组须合起来具备：${lacking.join('、')}`);
  const leads = own.find(({ value }) => value.id === leader)?.value;
  if (leader !== undefined && (!leads || leads.mayLead === false))
    return refuse(1, `${leads?.name ?? leader}${exclusionWord('leader', 'eligibility')}`);
  return ok({ members: own.map(memberOf), ...(leader !== undefined && { leader }), perDepartment });
}
