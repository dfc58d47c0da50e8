import { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import type { Frame } from '../../domain/frame/frame.ts';
import { matchExpertOf, matchInspectorOf } from '../../domain/match/candidates.ts';
import type { MatchFailure } from '../../domain/match/rules.ts';
import { bottleneckWords, exclusionWord } from '../../domain/match/words.ts';
import { linksIn, type ObjectLinks } from '../../domain/registry/object-links.ts';
import type { SelectedVisit } from '../../domain/visit/selected-visit.ts';
import type { VisitItem } from '../../domain/visit/visit.ts';
import type { BatchKey } from '../../draw/batch-key.ts';
import type { BookRow } from '../../draw/lines.ts';
import type { Bottleneck } from '../../draw/match-bottleneck.ts';
import type { MatchVisit } from '../../draw/match-input.ts';
import type { Staff } from '../../draw/match-staff.ts';
import { listedTeams, type MatchFacts, type MatchNames, matchVisits as matchByNames } from '../../draw/match-visits.ts';
import type { ListedTeam } from '../../draw/sealed-list.ts';
import type { VisitCheck } from '../../draw/visits.ts';
import type { ListedDocument } from '../../public/draw-lists.ts';
import { PreviousTeams, readBookRows, readSealed } from '../draw/draw-files.ts';
import { frozenRows, snapshotOf, staffPart } from '../draw/frozen-rows.ts';
import { listedDocuments } from '../draw/listed-documents.ts';
import { assertOpened } from '../draw/opens-rows.ts';
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

/** The row names of the people of a batch, by id. */
export type PeopleRows = Pick<MatchNames, 'inspectors' | 'experts'>;

/** Who was in force when the batch was frozen, at which version and under which row, as the key says too. */
export async function frozenStaff({ blobs }: Pick<MatchDeps, 'blobs'>, batch: Batch, key: Pick<BatchKey, 'saltsOf'>) {
  const read = async (kind: 'inspectors' | 'experts') => {
    const list = batch[kind];
    return list ? assertOpened(key, kind, await readBookRows({ blobs }, list)) : [];
  };
  return { inspectors: await read('inspectors'), experts: await read('experts') };
}
export type FrozenStaff = Awaited<ReturnType<typeof frozenStaff>>;

export const rowsOf = ({ inspectors, experts }: FrozenStaff): PeopleRows => {
  const rows = (people: readonly BookRow[]) => new Map(people.map(({ id, row }) => [id, row]));
  return { inspectors: rows(inspectors), experts: rows(experts) };
};

/**
 * The facts of the matching; every run has the same, because all of it was frozen with the batch. A recusal from an object
 * holds under each of its numbers.
 */
export async function matchFactsOf(
  deps: MatchDeps,
  batch: Batch,
  visits: MatchFacts['visits'],
  { inspectors, experts }: People,
  links: ObjectLinks,
): Promise<MatchFacts> {
  const parts = batch.frames.flatMap((frame) => frame.parts);
  const items = new Map(parts.flatMap((part) => part.items.map((item) => [item.id, item] as const)));
  const { capacity, ...rules } = batch.matching;
  return {
    ...rules,
    window: batch.window,
    visits,
    items: [...items.values()].map(({ version: _version, name: _name, ...item }) => item),
    inspectors: inspectors.map(({ value }) => matchInspectorOf(value, capacity)),
    recusals: inspectors.flatMap(({ value }) =>
      value.recusals.flatMap((recusal) =>
        links.all(recusal.objectId).map((objectId) => ({ inspectorId: value.id, objectId })),
      ),
    ),
    previousTeams: await readSealed(deps, batch.previousTeams, PreviousTeams),
    experts: experts.map(({ value }) => matchExpertOf(value, links)),
  };
}

/** What came of a match: the list, which is owed in any case, and the visits with their teams, or why there are none. */
export interface MatchedVisits {
  /** By the bytes of the ids. */
  readonly list: readonly ListedDocument[];
  readonly outcome: Result<
    { readonly visits: readonly SelectedVisit[]; readonly teams: readonly ListedTeam[] },
    readonly MatchFailure[]
  >;
}

/** R2: every drawn visit with a lawful team of each department, or the departments that cannot serve theirs. */
export async function matchVisits(
  deps: MatchDeps,
  batch: Batch,
  { seed, key }: Pick<MatchNames, 'seed'> & { readonly key: BatchKey },
  visits: readonly ObjectVisit[],
): Promise<MatchedVisits> {
  const frozen = await frozenStaff(deps, batch, key);
  const people: People = {
    inspectors: await frozenRows(deps, 'inspector', frozen.inspectors),
    experts: await frozenRows(deps, 'expert', frozen.experts),
  };
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
  const rows = rowsOf(frozen);
  const links = linksIn(objects.map(({ value }) => value));
  const staffed = matchByNames({ seed, key, ...rows }, await matchFactsOf(deps, batch, asked, people, links));
  if (!staffed.ok) {
    const names = new Map([...people.inspectors, ...people.experts].map(({ value: { id, name } }) => [id, name]));
    return {
      list: listedDocuments(visits, objectOf, []),
      outcome: err(matchFailuresOf(batch, staffed.error.bottlenecks, names)),
    };
  }

  const staffOf = new Map(staffed.value.map((staff) => [staffKey(staff), staff]));
  const selected = visits.map(({ objectId, frames, checks }): SelectedVisit => {
    const object = objectOf.get(objectId);
    if (!object) throw new Error(`object ${objectId} was not read`);
    return {
      frames: [...frames],
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
  });
  const teams = listedTeams(rows, staffed.value);
  return { list: listedDocuments(visits, objectOf, teams), outcome: ok({ visits: selected, teams }) };
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
  const own = frames
    .filter(({ frame }) => asking.includes(frame))
    .flatMap((frame) => frame.parts.map((part) => ({ frame, part })))
    .filter(({ part }) => part.department === department);
  return items.map((id) => {
    const found = own.find(({ part }) => part.items.some((item) => item.id === id));
    const item = found?.part.items.find((each) => each.id === id);
    if (!found || !item) throw new Error(`item ${id} stands in no frame of ${department}`);
    return { id, version: item.version, name: item.name, taskId: entryOf(entries, found.frame).taskId };
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
