import { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import type { Frame } from '../../domain/frame/frame.ts';
import { matchExpertOf, matchInspectorOf } from '../../domain/match/candidates.ts';
import type { MatchFailure } from '../../domain/match/rules.ts';
import { bottleneckWords, exclusionWord } from '../../domain/match/words.ts';
import type { SelectedVisit } from '../../domain/visit/selected-visit.ts';
import type { VisitItem } from '../../domain/visit/visit.ts';
import type { Bottleneck } from '../../draw/match-bottleneck.ts';
import type { MatchInput, MatchVisit } from '../../draw/match-input.ts';
import { type Staff, staffVisits } from '../../draw/match-staff.ts';
import type { VisitCheck } from '../../draw/one/visits.ts';
import { PreviousTeams, readFrozenFrame, readSealed } from '../draw/draw-files.ts';
import { frozenRows, snapshotOf, staffPart } from '../draw/frozen-rows.ts';
import type { ObjectVisit } from '../draw/selection.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Registry, StoredRow } from '../ports/registry.ts';

interface MatchDeps {
  readonly blobs: Blobs;
  readonly registry: Registry;
}

/** Everyone whom a batch may send. */
export interface People {
  readonly inspectors: readonly StoredRow<'inspector'>[];
  readonly experts: readonly StoredRow<'expert'>[];
}

/** The people of the batch as they were when it was frozen. */
async function frozenPeople(deps: MatchDeps, batch: Batch): Promise<People> {
  const inspectors: StoredRow<'inspector'>[] = [];
  for (const frame of batch.inspectorFrames) {
    inspectors.push(...(await frozenRows(deps, 'inspector', await readFrozenFrame(deps, frame))));
  }
  const experts: StoredRow<'expert'>[] = [];
  for (const frame of batch.expertFrames ?? []) {
    experts.push(...(await frozenRows(deps, 'expert', await readFrozenFrame(deps, frame))));
  }
  return { inspectors, experts };
}

/** The input of the matching; every run has the same, because all of it was frozen with the batch. */
export async function matchInputOf(
  deps: MatchDeps,
  batch: Batch,
  seed: string,
  visits: MatchInput['visits'],
  { inspectors, experts }: People,
): Promise<MatchInput> {
  const items = new Map(batch.frames.flatMap((frame) => frame.items.map((item) => [item.id, item] as const)));
  const { capacity, ...rules } = batch.matching;
  return {
    ...rules,
    seed,
    window: batch.window,
    visits,
    items: [...items.values()].map(({ version: _version, name: _name, ...item }) => item),
    inspectors: inspectors.map(({ value }) => matchInspectorOf(value, capacity)),
    recusals: inspectors.flatMap(({ value }) =>
      value.recusals.map(({ objectId }) => ({ inspectorId: value.id, objectId })),
    ),
    previousTeams: await readSealed(deps, batch.previousTeams, PreviousTeams),
    experts: experts.map(({ value }) => matchExpertOf(value)),
  };
}

/** R2: every drawn visit with a lawful team of each department, or the departments that cannot serve theirs. */
export async function matchVisits(
  deps: MatchDeps,
  batch: Batch,
  seed: string,
  visits: readonly ObjectVisit[],
): Promise<Result<readonly SelectedVisit[], readonly MatchFailure[]>> {
  const people = await frozenPeople(deps, batch);
  const objects = await frozenRows(
    deps,
    'object',
    visits.map(({ objectId, version }) => ({ id: objectId, version })),
  );
  const objectOf = new Map(objects.map((row) => [row.value.id, row]));
  const asked = visits.map(({ objectId, checks }): MatchVisit => {
    const township = objectOf.get(objectId)?.value.township;
    return { objectId, ...(township !== undefined && { township }), checks };
  });
  const staffed = staffVisits(await matchInputOf(deps, batch, seed, asked, people));
  if (!staffed.ok) {
    const names = new Map([...people.inspectors, ...people.experts].map(({ value: { id, name } }) => [id, name]));
    return err(matchFailuresOf(batch, staffed.error.bottlenecks, names));
  }

  const staffOf = new Map(staffed.value.map((staff) => [staffKey(staff), staff]));
  return ok(
    visits.map(({ objectId, ticket, drawnIn, checks }): SelectedVisit => {
      const object = objectOf.get(objectId);
      if (!object) throw new Error(`object ${objectId} was not read`);
      return {
        ticket,
        drawnIn,
        visit: {
          batchId: batch.id,
          object: snapshotOf(object),
          lead: leadOf(batch, checks),
          parts: checks.map((check) => ({
            department: DepartmentCode.parse(check.department),
            items: itemsOf(batch, check),
            ...staffPart(staffOf.get(staffKey({ objectId, department: check.department })), people),
          })),
          window: batch.window,
        },
      };
    }),
  );
}

const staffKey = ({ objectId, department }: Pick<Staff, 'objectId' | 'department'>): string =>
  `${objectId} ${department}`;

/** The lead of the first entry that drew the object, in the order of the batch. */
export function leadOf({ frames, entries, department }: Batch, checks: readonly VisitCheck[]): DepartmentCode {
  const asking = new Set(checks.flatMap((check) => check.frames));
  const first = frames.find(({ frame }) => asking.has(frame));
  return first ? entryOf(entries, first).lead : department;
}

/** What a department checks at a visit: an item that several entries require counts once, for the first of them. */
export function itemsOf({ frames, entries }: Batch, { department, frames: asking, items }: VisitCheck): VisitItem[] {
  const own = frames.filter((frame) => frame.department === department && asking.includes(frame.frame));
  return items.map((id) => {
    const frame = own.find((each) => each.items.some((item) => item.id === id));
    const item = frame?.items.find((each) => each.id === id);
    if (!frame || !item) throw new Error(`item ${id} stands in no frame of ${department}`);
    return { id, version: item.version, name: item.name, taskId: entryOf(entries, frame).taskId };
  });
}

function entryOf(entries: Batch['entries'], { planId, entryId }: Frame): Batch['entries'][number] {
  const entry = entries.find((each) => each.planId === planId && each.entryId === entryId);
  if (!entry) throw new Error(`frame of unknown entry ${entryId}`);
  return entry;
}

/** A bottleneck names at most a hundred visits and people, all together at most this many: a batch is one row. */
const mostNamed = 100;
const mostNamedInAll = 1000;

/** Bottlenecks as stored in the batch: public words, and for officials whom each constraint excludes. */
export function matchFailuresOf(
  { matching }: { readonly matching: Pick<Batch['matching'], 'perDepartment'> },
  bottlenecks: readonly Bottleneck[],
  names: ReadonlyMap<string, string>,
): readonly MatchFailure[] {
  const named = Math.min(mostNamed, Math.ceil(mostNamedInAll / Math.max(1, bottlenecks.length)));
  return bottlenecks.map((bottleneck) => {
    const { constraint, missing, visits, excluded } = bottleneck;
    const department = DepartmentCode.parse(bottleneck.department);
    return {
      department,
      constraint,
      missing,
      reason: bottleneckWords(department, matching.perDepartment, bottleneck),
      visits: visits.slice(0, named),
      visitCount: visits.length,
      excluded: excluded.slice(0, named).map(({ inspector: id, constraint: why, visits: from }) => ({
        id,
        name: names.get(id) ?? '',
        constraint: exclusionWord(why, constraint),
        visits: from,
      })),
    };
  });
}
