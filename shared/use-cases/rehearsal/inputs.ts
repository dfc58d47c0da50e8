import type { Failure } from '../../base/failures.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { departmentName } from '../../codes/departments.ts';
import { matchExpertOf, matchInspectorOf } from '../../domain/match/candidates.ts';
import type { PlanEntry } from '../../domain/plan/plan.ts';
import type { DryFrame } from '../../domain/rehearsal/dry-draw.ts';
import type { ObjectFacts } from '../../domain/rehearsal/tally.ts';
import { canonicalJson } from '../../draw/canonical-json.ts';
import type { MatchInput } from '../../draw/match-input.ts';
import { buildFrame } from '../../draw/one/frame.ts';
import { sha256 } from '../../draw/sha256.ts';
import { matchingRules } from '../../platform/matching-rules.ts';
import { type FrameDeps, readFrameCandidates, readYearChecks } from '../frame/candidates.ts';
import { framesPerBatch, readPreviousTeams } from '../frame/freeze-frames.ts';

/** All inputs of a dry match except the seed and the visits. */
export type DryRoster = Omit<MatchInput, 'seed' | 'visits'>;

/** Entries that would be drawn with one seed, from one read of the registry. */
export interface GroupInputs {
  readonly entries: readonly string[];
  readonly frames: readonly DryFrame[];
  readonly facts: ReadonlyMap<string, ObjectFacts>;
  readonly roster: DryRoster;
  readonly notes: readonly string[];
  /** SHA-256 of everything a dry run depends on: a different digest means a different result. */
  readonly digest: string;
}

export type RehearsalInputFailure = Failure<
  'unknown-reference' | 'ratio-above-cap' | 'empty-frame' | 'duplicate-object'
>;

export const entriesDigestOf = (entries: readonly PlanEntry[]): string => sha256(canonicalJson(entries));

/** The entries that one batch may hold together: of one window, with one way of publishing the list. */
export const groupsOf = (entries: readonly PlanEntry[]): readonly (readonly PlanEntry[])[] => [
  ...Map.groupBy(entries, ({ window, listPublicity }) => `${window.from} ${window.to} ${listPublicity}`).values(),
];

export const inputsDigestOf = (groups: readonly GroupInputs[]): string =>
  sha256(canonicalJson(groups.map(({ digest }) => digest)));

/** Every group's current frames, inspectors and previous teams: what a freeze would freeze, or why it would refuse. */
export async function readRehearsalInputs(
  deps: FrameDeps,
  entries: readonly PlanEntry[],
): Promise<Result<readonly GroupInputs[], RehearsalInputFailure>> {
  const [first] = entries;
  if (!first) throw new Error('nothing to rehearse');
  const year = Number(first.window.from.slice(0, 4));
  const [checks, previousTeams] = [await readYearChecks(deps, year), await readPreviousTeams(deps, year)];
  const departments = [...new Set(entries.flatMap((entry) => entry.departments.map(({ department }) => department)))];
  const { capacity, ...rules } = matchingRules({});
  const inspectors = await readInspectors(deps, departments, capacity);
  const experts = await readExperts(deps, departments);
  const groups: GroupInputs[] = [];
  for (const own of groupsOf(entries)) {
    const frames = await readFrames(deps, own, checks);
    if (!frames.ok) return frames;
    const roster: DryRoster = {
      ...rules,
      window: own[0]?.window ?? first.window,
      items: frames.value.items,
      inspectors: inspectors.rows,
      recusals: inspectors.recusals,
      previousTeams,
      experts: experts.rows,
    };
    const tooMany = frames.value.frames.length > framesPerBatch;
    groups.push({
      entries: own.map(({ id }) => id),
      frames: frames.value.frames,
      facts: frames.value.facts,
      roster,
      notes: tooMany
        ? [`共 ${frames.value.frames.length} 个抽样框，一个批次最多 ${framesPerBatch} 个，须分批抽取。`]
        : [],
      digest: sha256(
        canonicalJson({
          entries: [...own],
          frames: frames.value.roots,
          inspectors: inspectors.root,
          experts: experts.root,
          previousTeams: [...previousTeams],
          matching: matchingRules({}),
        }),
      ),
    });
  }
  return ok(groups);
}

async function readFrames(deps: FrameDeps, entries: readonly PlanEntry[], checks: ReadonlyMap<string, number>) {
  const frames: DryFrame[] = [];
  const roots: string[] = [];
  const items = new Map<string, MatchInput['items'][number]>();
  const facts = new Map<string, ObjectFacts>();
  for (const entry of entries) {
    const candidates = await readFrameCandidates(deps, entry, checks, ({ id, creditClass, township, kind }) =>
      facts.set(id, { creditClass, township, kind }),
    );
    if (!candidates.ok) return candidates;
    for (const { department, objects, strata, aboveCap, items: own } of candidates.value.frames) {
      if (aboveCap) return err(aboveCap);
      const frame = `${entry.id} ${department}`;
      if (objects.length === 0) {
        return err({ kind: 'empty-frame', frame: `${entry.title}（${departmentName(department)}）` } as const);
      }
      const built = buildFrame(objects);
      if (!built.ok) return err({ kind: 'duplicate-object', id: built.error.id } as const);
      roots.push(built.value.root);
      for (const { value } of own) {
        const { id, qualification, expertise, expertRequired } = value;
        items.set(id, {
          id,
          ...(qualification !== undefined && { qualification }),
          ...(expertise !== undefined && { expertise }),
          ...(expertRequired !== undefined && { expertRequired }),
        });
      }
      frames.push({ frame, department, items: own.map(({ value }) => value.id), objects, strata });
    }
  }
  return ok({ frames, roots, facts, items: [...items.values()] });
}

/** The active inspectors, as a freeze takes them. */
async function readInspectors(
  { registry }: FrameDeps,
  departments: readonly DepartmentCode[],
  capacity: number | undefined,
) {
  const rows: MatchInput['inspectors'][number][] = [];
  const recusals: MatchInput['recusals'][number][] = [];
  const versions: { id: string; stratum: string; version: number }[] = [];
  for await (const { value, meta } of registry.all('inspector', inForce(departments))) {
    rows.push(matchInspectorOf(value, capacity));
    for (const { objectId } of value.recusals) recusals.push({ inspectorId: value.id, objectId });
    versions.push({ id: value.id, stratum: value.department, version: meta.version });
  }
  const built = buildFrame(versions);
  if (!built.ok) throw new Error(`inspector ${built.error.id} was read twice`);
  return { rows, recusals, root: built.value.root };
}

/** The active experts, as a freeze takes them. */
async function readExperts({ registry }: FrameDeps, departments: readonly DepartmentCode[]) {
  const rows: NonNullable<MatchInput['experts']>[number][] = [];
  const versions: { id: string; stratum: string; version: number }[] = [];
  for await (const { value, meta } of registry.all('expert', inForce(departments))) {
    rows.push(matchExpertOf(value));
    versions.push({ id: value.id, stratum: value.department, version: meta.version });
  }
  const built = buildFrame(versions);
  if (!built.ok) throw new Error(`expert ${built.error.id} was read twice`);
  return { rows, root: built.value.root };
}

const inForce = (departments: readonly DepartmentCode[]) => [
  { field: 'department', oneOf: departments },
  { field: 'status', equals: '有效' },
];
