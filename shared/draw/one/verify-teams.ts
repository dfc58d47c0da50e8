import type { InspectorFrame, MatchingRules } from './manifest.ts';
import { readFrame } from './read-frame.ts';
import type { DrawRecord } from './record.ts';
import { type ListedTeam, teamsDigest } from './team-list.ts';
import { selectionDigest, teamTicket } from './tickets.ts';
import type { VerificationStep } from './verification-step.ts';

/** Whether the list matches the digest that has been public since the draw. */
export function checkList({ list, visits }: DrawRecord): readonly VerificationStep[] {
  const step = 'list';
  if (!list) return [];
  if (!visits || list.salt === undefined) return [{ step, outcome: 'not-checked', reason: 'list-not-published' }];
  const digest = selectionDigest(
    visits.map(({ objectId }) => objectId),
    list.salt,
  );
  return digest === list.digest
    ? [{ step, outcome: 'passed' }]
    : [{ step, outcome: 'failed', reason: 'list-digest-differs' }];
}

/**
 * Checks the teams as far as the public can. They match the digest that has been public since the draw. Every visit has
 * a team of each of its departments. Its members are in the published frame of inspectors, each once, as many as the
 * rules require, in ticket order, none above the capacity, and led by one of them if the rules say so. Whether a
 * certificate was valid or somebody had to be recused is not public.
 */
export function checkTeams(
  record: DrawRecord,
  frameFiles: ReadonlyMap<string, Iterable<string>>,
): readonly VerificationStep[] {
  const { manifest, list, teams, visits } = record;
  const read = (frame: InspectorFrame, named: ReadonlySet<string>) =>
    readPeople(frame, named, frameFiles.get(frame.frame));
  const frames = (manifest.inspectors ?? []).map((frame) => read(frame, membersFrom(teams, frame.department)));
  const experts = (manifest.experts ?? []).map((frame) => read(frame, expertsFrom(teams, frame.department)));
  const steps = [...frames, ...experts].map(({ step }) => step);
  if (!list) return steps;
  if (!teams || !visits) return [...steps, { step: 'teams', outcome: 'not-checked', reason: 'list-not-published' }];
  const listed = {
    inspectors: new Map(frames.map(({ frame, found }) => [frame.department, found])),
    experts: new Map(experts.map(({ frame, found }) => [frame.department, found])),
  };
  return [...steps, digestStep(list, teams), membersStep(record, teams, visits, listed)];
}

/** Which of the named people are in the frame; undefined if its file is missing or not what was committed. */
function readPeople(
  frame: InspectorFrame,
  named: ReadonlySet<string>,
  lines: Iterable<string> | undefined,
): { readonly frame: InspectorFrame; readonly step: VerificationStep; readonly found?: ReadonlySet<string> } {
  const step = 'inspectors';
  const where = frame.frame;
  if (!lines) return { frame, step: { step, outcome: 'not-checked', where, reason: 'frame-file-not-given' } };
  const found = new Set<string>();
  const read = readFrame(lines, ({ id }) => void (named.has(id) && found.add(id)));
  const failed = (reason: string, at = where) => ({
    frame,
    step: { step, outcome: 'failed', where: at, reason } as const,
  });
  if (!read.ok) return failed(read.error.kind, `${where} line ${read.error.line}`);
  if (read.value.root !== frame.root) return failed('root-differs');
  if (read.value.size !== frame.size) return failed('size-differs');
  return { frame, step: { step, outcome: 'passed', where }, found };
}

const membersFrom = (teams: readonly ListedTeam[] = [], department: string): ReadonlySet<string> =>
  new Set(teams.flatMap((team) => (team.department === department ? team.members : [])));

const expertsFrom = (teams: readonly ListedTeam[] = [], department: string): ReadonlySet<string> =>
  new Set(teams.flatMap((team) => (team.department === department ? (team.experts ?? []) : [])));

/** By department, who is in the frame; undefined if its file is missing or does not match the commitment. */
type Listed = ReadonlyMap<string, ReadonlySet<string> | undefined>;

function digestStep(list: NonNullable<DrawRecord['list']>, teams: readonly ListedTeam[]): VerificationStep {
  const step = 'teams';
  if (list.teams === undefined || list.salt === undefined)
    return { step, outcome: 'not-checked', reason: 'teams-digest-not-published' };
  return teamsDigest(teams, list.salt) === list.teams
    ? { step, outcome: 'passed' }
    : { step, outcome: 'failed', reason: 'teams-digest-differs' };
}

function membersStep(
  { seed, manifest: { matching } }: DrawRecord,
  teams: readonly ListedTeam[],
  visits: NonNullable<DrawRecord['visits']>,
  listed: { readonly inspectors: Listed; readonly experts: Listed },
): VerificationStep {
  const step = 'teams';
  const asked = visits.flatMap(({ objectId, checks }) => checks.map(({ department }) => ({ objectId, department })));
  const loads = new Map<string, number>();
  for (const [index, team] of teams.entries()) {
    const { objectId, department, members } = team;
    const where = `${objectId} ${department}`;
    if (asked[index]?.objectId !== objectId || asked[index].department !== department)
      return { step, outcome: 'failed', where, reason: 'team-not-asked-for' };
    const reason =
      teamFault(seed, team, matching, listed.inspectors.get(department)) ?? expertFault(team, listed.experts);
    if (reason) return { step, outcome: 'failed', where, reason };
    for (const id of members) {
      loads.set(id, (loads.get(id) ?? 0) + 1);
      if ((loads.get(id) ?? 0) > (matching?.capacity ?? Number.POSITIVE_INFINITY))
        return { step, outcome: 'failed', where: `${where} ${id}`, reason: 'over-capacity' };
    }
  }
  const missing = asked[teams.length];
  if (missing)
    return { step, outcome: 'failed', where: `${missing.objectId} ${missing.department}`, reason: 'team-missing' };
  const unread =
    teams.find(({ department }) => !listed.inspectors.get(department))?.department ??
    teams.find(({ department, experts = [] }) => experts.length > 0 && !listed.experts.get(department))?.department;
  return unread === undefined
    ? { step, outcome: 'passed' }
    : { step, outcome: 'not-checked', where: unread, reason: 'frame-file-not-given' };
}

function teamFault(
  seed: string,
  { objectId, members, leader }: ListedTeam,
  { perDepartment, teamLeader }: Pick<MatchingRules, 'perDepartment' | 'teamLeader'> = { perDepartment: 2 },
  listed: ReadonlySet<string> | undefined,
): string | undefined {
  if (new Set(members).size < members.length) return 'member-repeated';
  if (members.length < perDepartment) return 'too-few-members';
  if (members.length > perDepartment) return 'too-many-members';
  if (teamLeader && leader === undefined) return 'leader-missing';
  if (leader !== undefined && !members.includes(leader)) return 'leader-not-a-member';
  if (listed && members.some((id) => !listed.has(id))) return 'member-not-in-frame';
  const tickets = members.map((id) => teamTicket(seed, objectId, id));
  return tickets.some((ticket, place) => ticket < (tickets[place - 1] ?? '')) ? 'members-out-of-order' : undefined;
}

/** An expert accompanies the team once, is not a member, and is in the published frame of experts. */
function expertFault({ department, members, experts = [] }: ListedTeam, listed: Listed): string | undefined {
  if (experts.length === 0) return undefined;
  if (new Set([...members, ...experts]).size < members.length + experts.length) return 'expert-repeated';
  if (!listed.has(department)) return 'expert-not-in-frame';
  const found = listed.get(department);
  return found && experts.some((id) => !found.has(id)) ? 'expert-not-in-frame' : undefined;
}
