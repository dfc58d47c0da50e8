import type { Failure } from '../../base/failures.ts';
import { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import type { ObjectSnapshot, TeamMember, Visit } from '../../domain/visit/visit.ts';
import { visitIdOf } from '../../domain/visit/visit-ids.ts';
import type { BatchKey } from '../../draw/batch-key.ts';
import { expertsFor } from '../../draw/match-experts.ts';
import type { MatchCheck } from '../../draw/match-input.ts';
import { firstTeam, isExtendable } from '../../draw/match-lawful.ts';
import { leaderOf } from '../../draw/match-leaders.ts';
import { type Candidate, type TeamNeed, teamNeeds } from '../../draw/match-need.ts';
import { namedFacts } from '../../draw/match-visits.ts';
import { compare } from '../../draw/text.ts';
import { teamTicket } from '../../draw/tickets.ts';
import { presentRows, staffPart } from '../draw/frozen-rows.ts';
import { every } from '../every.ts';
import { frozenStaff, matchFactsOf, type People, type PeopleRows, rowsOf } from '../match/match-visits.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Records } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import { readLinks } from '../registry/read-links.ts';

const pageSize = 1000;

export interface TeamDeps {
  readonly records: Records;
  readonly registry: Registry;
  readonly blobs: Blobs;
}

/** Chooses teams for visits after the draw, in the draw's own order. */
export interface TeamsAfterDraw {
  /**
   * The first lawful team for a department's checks at an object: remaining members, then by load so far and team
   * ticket. Anyone who leaves now, or left before, is never chosen again for that visit.
   */
  teamFor(
    object: Place,
    check: MatchCheck,
    staying?: readonly string[],
    leaving?: string,
  ): Result<readonly TeamMember[], Failure<'no-lawful-team'>>;
  /** Whether a team, as it is, may do these checks at the object today. */
  isLawful(object: Place, check: MatchCheck, team: readonly string[]): boolean;
  /** The team's leader: of the members who may lead, the one who leads fewest visits of the batch. */
  leaderOf(objectId: string, members: readonly string[]): string | undefined;
  /** The experts for these checks, and the fields for which none is available. */
  expertsFor(objectId: string, check: MatchCheck): Pick<Visit['parts'][number], 'experts' | 'expertsLacking'>;
}

/** An object as the matching sees it. */
type Place = Pick<ObjectSnapshot, 'id' | 'township'>;

/**
 * Teams for changes after the draw, by visit names and rows as the draw's own. Only inspectors frozen with the batch are
 * considered, as the registry has them now: nobody who has become unlawful since then is sent (R2).
 */
export async function teamsAfterDraw(deps: TeamDeps, batch: Batch, key: BatchKey): Promise<TeamsAfterDraw> {
  const { seed = '' } = batch;
  const frozen = await frozenStaff(deps, batch, key);
  const people: People = {
    inspectors: await presentRows(deps, 'inspector', frozen.inspectors),
    experts: await presentRows(deps, 'expert', frozen.experts),
  };
  const rows = rowsOf(frozen);
  const base = namedFacts({ seed, key, ...rows }, await matchFactsOf(deps, batch, [], people, await readLinks(deps)));
  const names = namesOf(rows);
  const { loads, led, assisted } = countsOf(await visitsOfBatch(deps, batch.id), names);
  const byLoadThenTicket = (a: Candidate, b: Candidate): number =>
    (loads.get(a.inspector.id) ?? 0) - (loads.get(b.inspector.id) ?? 0) || compare(a.ticket, b.ticket);

  const isFree = ({ inspector: { id, capacity } }: Candidate): boolean =>
    capacity === undefined || (loads.get(id) ?? 0) < capacity;
  const mayLead = (row: string): boolean => base.inspectors.find((each) => each.id === row)?.mayLead !== false;

  const candidateOf = (visit: string, row: string): Candidate[] => {
    const inspector = base.inspectors.find((each) => each.id === row);
    return inspector ? [{ inspector, ticket: teamTicket(seed, visit, row) }] : [];
  };

  const needOf = ({ id, township }: Place, check: MatchCheck): TeamNeed => {
    const visit = { objectId: key.visitName(id), ...(township !== undefined && { township }), checks: [check] };
    const [need] = teamNeeds({ ...base, visits: [visit] });
    if (!need) throw new Error('one check is one need');
    return need;
  };

  return {
    isLawful(object, check, team) {
      const need = needOf(object, check);
      const own = team.map(names.row);
      const members = need.candidates.filter(({ inspector }) => own.includes(inspector.id));
      return members.length === team.length && isExtendable(need, members);
    },
    teamFor(object, check, staying = [], leaving) {
      const need = needOf(object, check);
      const left = whoLeft(batch, visitIdOf(batch.id, object.id));
      const gone = new Set([...left, ...(leaving === undefined ? [] : [leaving])].map(names.row));
      const stays = staying.map(names.row);
      const fixed = stays.flatMap((row) => candidateOf(key.visitName(object.id), row));
      const others = need.candidates
        .filter((each) => !gone.has(each.inspector.id) && !stays.includes(each.inspector.id) && isFree(each))
        .sort(byLoadThenTicket);
      const team = firstTeam(need, others, fixed);
      if (!team) return err(noTeam(need, need.size - fixed.length - others.length));
      for (const { inspector } of team) {
        if (!stays.includes(inspector.id)) loads.set(inspector.id, (loads.get(inspector.id) ?? 0) + 1);
      }
      const members = team.toSorted((a, b) => compare(a.ticket, b.ticket)).map(({ inspector }) => inspector.id);
      return ok(staffPart({ members: members.map(names.id), experts: [], lacking: [] }, people).team);
    },
    leaderOf(objectId, members) {
      const leader = leaderOf(seed, key.visitName(objectId), members.map(names.row).filter(mayLead), led);
      if (leader === undefined) return undefined;
      led.set(leader, (led.get(leader) ?? 0) + 1);
      return names.id(leader);
    },
    expertsFor(objectId, check) {
      const drawn = expertsFor(base, key.visitName(objectId), check, { loads: assisted });
      for (const row of drawn.experts) assisted.set(row, (assisted.get(row) ?? 0) + 1);
      const named = { members: [], ...drawn, experts: drawn.experts.map(names.id) };
      const { experts, expertsLacking } = staffPart(named, people);
      return { ...(experts && { experts }), ...(expertsLacking && { expertsLacking }) };
    },
  };
}

/** From ids to rows and back; whoever has no row of the batch keeps the id. */
function namesOf({ inspectors, experts }: PeopleRows) {
  const rows = new Map([...inspectors, ...experts]);
  const ids = new Map([...rows].map(([id, row]) => [row, id]));
  return { row: (id: string) => rows.get(id) ?? id, id: (row: string) => ids.get(row) ?? row };
}

const noTeam = ({ department }: TeamNeed, short: number): Failure<'no-lawful-team'> => ({
  kind: 'no-lawful-team',
  department: DepartmentCode.parse(department),
  missing: Math.max(1, short),
  reason: '没有其他符合条件的执法检查人员',
});

/** Members who were replaced at a visit. */
const whoLeft = ({ teamChanges }: Batch, visitId: string): readonly string[] =>
  teamChanges.flatMap((each) => (each.visitId === visitId && each.approvedAt !== undefined ? [each.inspectorId] : []));

/** Every visit of the batch, as the index has them. */
const visitsOfBatch = async ({ records }: Pick<TeamDeps, 'records'>, batchId: string): Promise<readonly Visit[]> =>
  Array.fromAsync(
    every((page) => records.list({ kind: 'visit', in: 'ofBatch', of: batchId, page }), pageSize),
    ({ value }) => value,
  );

/** Visits per inspector, as a member and as a leader, and per expert; voided visits do not count. */
function countsOf(visits: readonly Visit[], names: ReturnType<typeof namesOf>) {
  const [loads, led, assisted] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  const count = (counts: Map<string, number>, ids: readonly string[]) => {
    for (const row of ids.map(names.row)) counts.set(row, (counts.get(row) ?? 0) + 1);
  };
  for (const { status, inspectors, parts } of visits) {
    if (status === 'voided') continue;
    count(loads, inspectors);
    for (const { leader, experts = [] } of parts) {
      count(led, leader === undefined ? [] : [leader]);
      count(
        assisted,
        experts.map(({ id }) => id),
      );
    }
  }
  return { loads, led, assisted };
}
