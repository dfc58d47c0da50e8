import type { Batch } from '../domain/batch.ts';
import { DepartmentCode } from '../domain/primitives.ts';
import { type TeamMember, type Visit, visitIdOf } from '../domain/visit.ts';
import type { MatchCheck } from '../draw/match-input.ts';
import { firstTeam, isExtendable } from '../draw/match-lawful.ts';
import { type Candidate, type TeamNeed, teamNeeds } from '../draw/match-need.ts';
import { teamTicket } from '../draw/tickets.ts';
import type { Failure } from '../failures.ts';
import { err, ok, type Result } from '../result.ts';
import { readFrozenFrame } from './draw-files.ts';
import { matchInputOf } from './draw-match.ts';
import { memberOf } from './draw-rows.ts';
import type { Blobs, Records, Registry, StoredRow } from './ports.ts';

interface TeamDeps {
  readonly records: Records;
  readonly registry: Registry;
  readonly blobs: Blobs;
}

/** Whom a visit may still be given to after the draw, in the draw's own order. */
export interface TeamsAfterDraw {
  /**
   * The first lawful team for a department's checks at an object: who stays, then by load so far and team ticket. Who
   * leaves, or has left before, is never chosen again for that visit.
   */
  teamFor(
    objectId: string,
    check: MatchCheck,
    staying?: readonly string[],
    leaving?: string,
  ): Result<readonly TeamMember[], Failure<'no-lawful-team'>>;
  /** Whether a team, as it is, may do these checks at the object today. */
  isLawful(objectId: string, check: MatchCheck, team: readonly string[]): boolean;
}

/**
 * Teams for what changes after the draw. Only inspectors whom the batch froze come into question, as the registry has
 * them now: whoever has become unlawful since then is not sent (R2).
 */
export async function teamsAfterDraw(deps: TeamDeps, batch: Batch): Promise<TeamsAfterDraw> {
  const { seed = '' } = batch;
  const rows = new Map<string, StoredRow<'inspector'>>();
  for (const frame of batch.inspectorFrames) {
    for (const { id } of await readFrozenFrame(deps, frame)) {
      const row = await deps.registry.find('inspector', id);
      if (row) rows.set(id, row);
    }
  }
  const base = await matchInputOf(deps, batch, seed, [], [...rows.values()]);
  const loads = loadsOf(await visitsOfBatch(deps, batch.id));
  const byLoadThenTicket = (a: Candidate, b: Candidate): number =>
    (loads.get(a.inspector.id) ?? 0) - (loads.get(b.inspector.id) ?? 0) || (a.ticket < b.ticket ? -1 : 1);

  const candidateOf = (objectId: string, id: string): Candidate[] => {
    const inspector = base.inspectors.find((each) => each.id === id);
    return inspector ? [{ inspector, ticket: teamTicket(seed, objectId, id) }] : [];
  };

  const needOf = (objectId: string, check: MatchCheck): TeamNeed => {
    const [need] = teamNeeds({ ...base, visits: [{ objectId, checks: [check] }] });
    if (!need) throw new Error('one check is one need');
    return need;
  };

  return {
    isLawful(objectId, check, team) {
      const need = needOf(objectId, check);
      const members = need.candidates.filter(({ inspector }) => team.includes(inspector.id));
      return members.length === team.length && isExtendable(need, members);
    },
    teamFor(objectId, check, staying = [], leaving) {
      const need = needOf(objectId, check);
      const gone = new Set([...whoLeft(batch, visitIdOf(batch.id, objectId)), leaving]);
      const fixed = staying.flatMap((id) => candidateOf(objectId, id));
      const others = need.candidates
        .filter(({ inspector }) => !gone.has(inspector.id) && !staying.includes(inspector.id))
        .sort(byLoadThenTicket);
      const team = firstTeam(need, others, fixed);
      if (!team) return err(noTeam(need, need.size - fixed.length - others.length));
      for (const { inspector } of team) {
        if (!staying.includes(inspector.id)) loads.set(inspector.id, (loads.get(inspector.id) ?? 0) + 1);
      }
      const members = team.toSorted((a, b) => (a.ticket < b.ticket ? -1 : 1));
      return ok(
        members.map(({ inspector }) => {
          const row = rows.get(inspector.id);
          if (!row) throw new Error(`inspector ${inspector.id} was not read`);
          return memberOf(row);
        }),
      );
    },
  };
}

const noTeam = ({ department }: TeamNeed, short: number): Failure<'no-lawful-team'> => ({
  kind: 'no-lawful-team',
  department: DepartmentCode.parse(department),
  missing: Math.max(1, short),
  reason: '没有其他符合条件的执法检查人员',
});

/** Who was replaced at a visit. */
const whoLeft = ({ teamChanges }: Batch, visitId: string): readonly string[] =>
  teamChanges.flatMap((each) => (each.visitId === visitId && each.approvedAt !== undefined ? [each.inspectorId] : []));

/** Every visit of the batch, read as the index has them. */
async function visitsOfBatch({ records }: Pick<TeamDeps, 'records'>, batchId: string): Promise<readonly Visit[]> {
  const visits: Visit[] = [];
  const query = { kind: 'visit', index: 'byParent', partitions: [`visit#${batchId}`] } as const;
  let page = await records.list({ ...query, page: { limit: 1000 } });
  for (;;) {
    visits.push(...page.items.map(({ value }) => value));
    if (!page.next) return visits;
    page = await records.list({ ...query, page: { limit: 1000, from: page.next } });
  }
}

/** Visits per inspector; one that was voided is none. */
function loadsOf(visits: readonly Visit[]): Map<string, number> {
  const loads = new Map<string, number>();
  for (const { status, inspectors } of visits) {
    if (status === 'voided') continue;
    for (const id of inspectors) loads.set(id, (loads.get(id) ?? 0) + 1);
  }
  return loads;
}
