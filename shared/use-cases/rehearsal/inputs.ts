import type { Failure } from '../../base/failures.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import { stratificationOf } from '../../domain/frame/eligibility.ts';
import { matchExpertOf, matchInspectorOf } from '../../domain/match/candidates.ts';
import type { PlanEntry } from '../../domain/plan/plan.ts';
import type { DryFrame } from '../../domain/rehearsal/dry-draw.ts';
import type { ObjectFacts } from '../../domain/rehearsal/tally.ts';
import { canonicalJson } from '../../draw/canonical-json.ts';
import type { MatchInput } from '../../draw/match-input.ts';
import { sha256 } from '../../draw/sha256.ts';
import { lf } from '../../draw/text.ts';
import { matchingRules } from '../../platform/matching-rules.ts';
import { type Burdens, type FrameDeps, type FrameFigures, readCandidates } from '../frame/candidates.ts';
import { partsPerBatch, readPreviousTeams } from '../frame/freeze-frames.ts';
import { readYearChecks } from '../frame/year-checks.ts';
import { readLinks } from '../registry/read-links.ts';
import { settingsAt } from '../setting/settings-at.ts';
import { readTrusted } from '../trust/read-trusted.ts';

/** All inputs of a dry match except the seed and the visits. */
export type DryRoster = Omit<MatchInput, 'seed' | 'visits' | 'visitTicket'>;

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
  'unknown-reference' | 'ratio-above-cap' | 'class-would-show' | 'empty-frame' | 'duplicate-object'
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
  now: Date,
): Promise<Result<readonly GroupInputs[], RehearsalInputFailure>> {
  const [first] = entries;
  if (!first) throw new Error('nothing to rehearse');
  const year = Number(first.window.from.slice(0, 4));
  const burdens = { checks: await readYearChecks(deps, year), trusted: await readTrusted(deps, localDateOf(now)) };
  const previousTeams = await readPreviousTeams(deps, year);
  const departments = [...new Set(entries.flatMap((entry) => entry.departments.map(({ department }) => department)))];
  const figures = await settingsAt(deps, now);
  const matching = matchingRules({}, figures);
  const { capacity, ...rules } = matching;
  const inspectors = await readInspectors(deps, departments, capacity);
  const experts = await readExperts(deps, departments);
  const groups: GroupInputs[] = [];
  for (const own of groupsOf(entries)) {
    const frames = await readFrames(deps, own, figures, burdens);
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
    const parts = frames.value.frames.reduce((sum, frame) => sum + frame.parts.length, 0);
    groups.push({
      entries: own.map(({ id }) => id),
      frames: frames.value.frames,
      facts: frames.value.facts,
      roster,
      notes: parts > partsPerBatch ? [`条目与部门共 ${parts} 组，一个批次最多 ${partsPerBatch} 组，须分批抽取。`] : [],
      digest: sha256(
        canonicalJson({
          entries: [...own],
          frames: frames.value.digests,
          inspectors: inspectors.digest,
          experts: experts.digest,
          previousTeams: [...previousTeams],
          matching,
        }),
      ),
    });
  }
  return ok(groups);
}

async function readFrames(deps: FrameDeps, entries: readonly PlanEntry[], figures: FrameFigures, burdens: Burdens) {
  const frames: DryFrame[] = [];
  const digests: string[] = [];
  const items = new Map<string, MatchInput['items'][number]>();
  const facts = new Map<string, ObjectFacts>();
  const candidates = await readCandidates(deps, entries, figures, burdens, ({ id, creditClass, township, kind }) =>
    facts.set(id, { creditClass, township, kind }),
  );
  if (!candidates.ok) return candidates;
  for (const [index, { parts, objects, strata, refusal }] of candidates.value.entries()) {
    const { id: frame = '', title = '', quotas = [] } = entries[index] ?? {};
    if (refusal) return err(refusal);
    if (objects.length === 0) return err({ kind: 'empty-frame', frame: title } as const);
    const digest = digestOf(objects.map(({ id, stratum, version, places }) => [id, places, stratum, version]));
    if (!digest.ok) return digest;
    digests.push(digest.value);
    for (const { value } of parts.flatMap((part) => part.items)) {
      const { id, qualification, expertise, expertRequired } = value;
      items.set(id, {
        id,
        ...(qualification !== undefined && { qualification }),
        ...(expertise !== undefined && { expertise }),
        ...(expertRequired !== undefined && { expertRequired }),
      });
    }
    const { stratumOf } = stratificationOf(quotas);
    frames.push({
      frame,
      parts: parts.map(({ department, items: own }) => ({ department, items: own.map(({ value }) => value.id) })),
      objects: objects.map(({ id, places, stratum }) => ({ id, places, stratum: stratumOf(stratum) ?? '' })),
      strata,
    });
  }
  return ok({ frames, digests, facts, items: [...items.values()] });
}

/** A digest of what was read, in whatever order; an id that comes twice would have two chances. */
function digestOf(
  rows: readonly (readonly [id: string, ...rest: (string | number)[]])[],
): Result<string, Failure<'duplicate-object'>> {
  const lines = rows.map((row) => JSON.stringify(row)).sort();
  const ids = new Set(rows.map(([id]) => id));
  if (ids.size < rows.length) {
    const twice = rows.find(([id], index) => rows.findIndex(([other]) => other === id) < index);
    return err({ kind: 'duplicate-object', id: twice?.[0] ?? '' });
  }
  return ok(sha256(lines.join(lf)));
}

/** The active inspectors, as a freeze takes them. */
async function readInspectors(
  { registry }: Pick<FrameDeps, 'registry'>,
  departments: readonly DepartmentCode[],
  capacity: number | undefined,
) {
  const rows: MatchInput['inspectors'][number][] = [];
  const recusals: MatchInput['recusals'][number][] = [];
  const links = await readLinks({ registry });
  const versions: [string, string, number][] = [];
  for await (const { value, meta } of registry.all('inspector', inForce(departments))) {
    rows.push(matchInspectorOf(value, capacity));
    for (const objectId of value.recusals.flatMap((recusal) => links.all(recusal.objectId))) {
      recusals.push({ inspectorId: value.id, objectId });
    }
    versions.push([value.id, value.department, meta.version]);
  }
  return { rows, recusals, digest: peopleDigest(versions) };
}

/** The active experts, as a freeze takes them. */
async function readExperts({ registry }: Pick<FrameDeps, 'registry'>, departments: readonly DepartmentCode[]) {
  const links = await readLinks({ registry });
  const rows: NonNullable<MatchInput['experts']>[number][] = [];
  const versions: [string, string, number][] = [];
  for await (const { value, meta } of registry.all('expert', inForce(departments))) {
    rows.push(matchExpertOf(value, links));
    versions.push([value.id, value.department, meta.version]);
  }
  return { rows, digest: peopleDigest(versions) };
}

function peopleDigest(versions: readonly [string, string, number][]): string {
  const digest = digestOf(versions);
  if (!digest.ok) throw new Error(`${digest.error.id} was read twice`);
  return digest.value;
}

const inForce = (departments: readonly DepartmentCode[]) => [
  { field: 'department', oneOf: departments },
  { field: 'status', equals: '有效' },
];
