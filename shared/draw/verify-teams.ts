import type { PeopleKind } from './batch-key.ts';
import type { Manifest, MatchingRules } from './manifest.ts';
import { readList } from './read-list.ts';
import type { DrawRecord } from './record.ts';
import { hasSameContent } from './same-content.ts';
import { byObjectAndDepartment, type ListedTeam, sortedRows, teamsDigest } from './sealed-list.ts';
import { failed, formDiffers, notChecked, passed, type VerificationStep } from './verification-step.ts';
import { type ListFiles, listStep } from './verify-frame.ts';

/** Of the rows that the teams name, those that a list of people holds, with their department; undefined while it is not read. */
type Found = ReadonlyMap<string, string> | undefined;
type Listed = Readonly<Record<PeopleKind, Found>>;

/**
 * Checks the teams as far as the public can: they are those whose digest has been public since the draw, each object has
 * one of each of its departments, and its members stand in the committed list of that department, each once, as many as
 * the rules ask for, led by one of them where they say so, and nobody above the capacity. Certificates and recusals are not public.
 */
export function checkTeams(record: DrawRecord, files: ListFiles): readonly VerificationStep[] {
  const { manifest, list, teams, objects } = record;
  const steps: VerificationStep[] = [];
  const found = (kind: PeopleKind): Found => {
    const read = readPeople(kind, manifest, files, namedBy(kind, teams));
    if (read.step) steps.push(read.step);
    return read.found;
  };
  const listed = { inspectors: found('inspectors'), experts: found('experts') };
  if (list?.teams === undefined) return steps;
  if (!teams || !objects || list.salt === undefined) return [...steps, notChecked('teams', 'list-not-published')];
  if (teamsDigest(list.salt, teams) !== list.teams) return [...steps, failed('teams', 'teams-digest-differs')];
  return [...steps, membersStep(record, teams, listed)];
}

function readPeople(kind: PeopleKind, manifest: Manifest, files: ListFiles, named: ReadonlySet<string>) {
  const committed = manifest[kind];
  if (!committed) return { found: new Map<string, string>() };
  const lines = files.get(kind);
  if (!lines) return { step: notChecked('people', 'list-file-not-given', kind) };
  const found = new Map<string, string>();
  const read = readList(lines, ({ row, stratum }) => void (named.has(row) && found.set(row, stratum)));
  if (read.ok) return { step: listStep('people', kind, committed, read.value), found };
  const reason = hasSameContent(lines, committed.root) ? formDiffers : read.error.kind;
  return { step: failed('people', reason, `${kind} line ${read.error.line}`) };
}

const namedBy = (kind: PeopleKind, teams: readonly ListedTeam[] = []): ReadonlySet<string> =>
  new Set(teams.flatMap(({ members, experts = [] }) => (kind === 'inspectors' ? members : experts)));

function membersStep(
  { manifest, objects = [] }: DrawRecord,
  teams: readonly ListedTeam[],
  listed: Listed,
): VerificationStep {
  const step = 'teams';
  const departments = new Map(
    manifest.frames.map(({ frame, parts }) => [frame, parts.map(({ department }) => department)]),
  );
  const mayCome = new Map(
    objects.map(({ id, frames }) => [id, new Set(frames.flatMap((frame) => departments.get(frame) ?? []))]),
  );
  const loads = new Map<string, number>();
  for (const [index, team] of teams.entries()) {
    const where = `${team.objectId} ${team.department}`;
    const before = teams[index - 1];
    if (before && byObjectAndDepartment(before, team) >= 0) return failed(step, 'teams-out-of-order', where);
    if (!mayCome.get(team.objectId)?.has(team.department)) return failed(step, 'team-not-asked-for', where);
    const reason = teamFault(team, manifest.matching, listed);
    if (reason !== undefined) return failed(step, reason, where);
    for (const row of team.members) {
      const load = (loads.get(row) ?? 0) + 1;
      loads.set(row, load);
      if (load > (manifest.matching.capacity ?? Number.POSITIVE_INFINITY))
        return failed(step, 'over-capacity', `${where} ${row}`);
    }
  }
  const served = new Set(teams.map(({ objectId }) => objectId));
  const alone = objects.find(({ id }) => !served.has(id));
  if (alone) return failed(step, 'team-missing', alone.id);
  const unread = (['inspectors', 'experts'] as const).find((kind) => !listed[kind] && namedBy(kind, teams).size > 0);
  return unread ? notChecked(step, 'list-file-not-given', unread) : passed(step);
}

function teamFault(
  { department, members, leader, experts = [] }: ListedTeam,
  { perDepartment, teamLeader }: MatchingRules,
  listed: Listed,
): string | undefined {
  if (new Set([...members, ...experts]).size < members.length + experts.length) return 'member-repeated';
  if (!isSorted(members) || !isSorted(experts)) return 'members-out-of-order';
  if (members.length < perDepartment) return 'too-few-members';
  if (members.length > perDepartment) return 'too-many-members';
  if (teamLeader && leader === undefined) return 'leader-missing';
  if (leader !== undefined && !members.includes(leader)) return 'leader-not-a-member';
  const outside = (rows: readonly string[], list: Found) => list && rows.some((row) => list.get(row) !== department);
  if (outside(members, listed.inspectors)) return 'member-not-in-list';
  return outside(experts, listed.experts) ? 'expert-not-in-list' : undefined;
}

const isSorted = (rows: readonly string[]): boolean => {
  const sorted = sortedRows(rows);
  return rows.every((row, index) => row === sorted[index]);
};
