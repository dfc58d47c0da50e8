import type { Failure } from '../../base/failures.ts';
import { DepartmentCode } from '../../base/primitives.ts';
import { ok, type Result } from '../../base/result.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import type { TeamMember, Visit } from '../../domain/visit/visit.ts';
import type { VisitCheck } from '../../draw/visits.ts';
import { itemsOf } from '../match/match-visits.ts';
import type { TeamsAfterDraw } from './current-teams.ts';

type Failures = Failure<'no-lawful-team'>;
type Part = Visit['parts'][number];
type Place = Pick<Visit['object'], 'id' | 'township'>;

/** A department's part of a visit that comes, with the team that the draw's order finds. */
export function teamedPart(
  batch: Batch,
  object: Place,
  check: VisitCheck,
  teams: TeamsAfterDraw,
): Result<Part, Failures> {
  const team = teams.teamFor(object, check);
  if (!team.ok) return team;
  return ok({
    department: DepartmentCode.parse(check.department),
    items: itemsOf(batch, check),
    ...ledBy(teams, object, team.value),
    ...teams.expertsFor(object.id, check),
  });
}

function ledBy(teams: TeamsAfterDraw, { id }: Place, team: readonly TeamMember[]): Pick<Part, 'team' | 'leader'> {
  const leader = teams.leaderOf(
    id,
    team.map((member) => member.id),
  );
  return { team: [...team], ...(leader !== undefined && { leader }) };
}

/** The part with further items; its team stays if it may check them, else the draw's order finds another. */
export function widened(
  batch: Batch,
  { object }: Visit,
  part: Part | undefined,
  check: VisitCheck,
  teams: TeamsAfterDraw,
): Result<Part, Failures> {
  if (!part) throw new Error('nothing to widen');
  const own = new Set(part.items.map(({ id }) => id));
  const added = itemsOf(batch, check).filter(({ id }) => !own.has(id));
  const items = [...part.items, ...added];
  const { department } = part;
  const wanted = { department, items: items.map(({ id }) => id) };
  const assisted = withExperts(part, teams.expertsFor(object.id, { department, items: added.map(({ id }) => id) }));
  const stays = teams.isLawful(
    object,
    wanted,
    part.team.map(({ id }) => id),
  );
  if (stays) return ok({ ...part, ...assisted, items });
  const team = teams.teamFor(object, wanted);
  return team.ok ? ok({ department, items, ...assisted, ...ledBy(teams, object, team.value) }) : team;
}

/** Adds the experts that further items require to the existing ones. */
function withExperts(
  part: Part,
  more: Pick<Part, 'experts' | 'expertsLacking'>,
): Pick<Part, 'experts' | 'expertsLacking'> {
  const experts = [...new Map([...(part.experts ?? []), ...(more.experts ?? [])].map((one) => [one.id, one])).values()];
  const lacking = [...new Set([...(part.expertsLacking ?? []), ...(more.expertsLacking ?? [])])];
  return { ...(experts.length > 0 && { experts }), ...(lacking.length > 0 && { expertsLacking: lacking }) };
}
