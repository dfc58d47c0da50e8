import type { Failure } from '../../base/failures.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import { stratificationOf } from '../../domain/frame/eligibility.ts';
import type { Frame, FrameItem, FramePart, PeopleFrame } from '../../domain/frame/frame.ts';
import type { PlanEntry } from '../../domain/plan/plan.ts';
import type { BatchKey, PeopleKind } from '../../draw/batch-key.ts';
import { freezeFrame } from '../../draw/freeze-frame.ts';
import { freezePeople } from '../../draw/freeze-people.ts';
import { bookLine } from '../../draw/lines.ts';
import type { PreviousTeam } from '../../draw/match-input.ts';
import { compareUtf8 } from '../../draw/text.ts';
import type { EntryToDraw } from '../batch/plan-entries.ts';
import { drawFiles, writeLines } from '../draw/draw-files.ts';
import { writeOverCap } from '../draw/over-cap.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Records } from '../ports/records.ts';
import type { Registry, StoredRow } from '../ports/registry.ts';
import type { TrustedObject } from '../trust/read-trusted.ts';
import { type FrameCandidates, type FrameFigures, type FrameRefusal, readCandidates } from './candidates.ts';
import { changesSince } from './changes-since.ts';
import { checksOfYears } from './checks-of-years.ts';
import { withinLimits } from './limits.ts';
import { peopleSince } from './people-since.ts';
import { readYearChecks } from './year-checks.ts';

interface FreezeDeps {
  readonly registry: Registry;
  readonly records: Records;
  readonly blobs: Blobs;
}

export type FrameFailure =
  | FrameRefusal
  | Failure<'unknown-reference' | 'empty-frame' | 'duplicate-object' | 'no-lawful-team' | 'invalid-input'>;

/** A batch is one record and one public document; more parts of frames than this would not fit. */
export const partsPerBatch = 60;

export function checkPartCount(entries: readonly EntryToDraw[]): Result<void, Failure<'invalid-input'>> {
  const count = entries.reduce((sum, { entry }) => sum + entry.departments.length, 0);
  const message = `一个批次的条目与部门最多 ${partsPerBatch} 组，现有 ${count} 组`;
  return count > partsPerBatch
    ? err({ kind: 'invalid-input', errors: [{ path: 'body.entries', message }] })
    : ok(undefined);
}

export interface FreezePlan {
  readonly batchId: string;
  readonly number: string;
  readonly entries: readonly EntryToDraw[];
  readonly year: number;
  readonly key: BatchKey;
  /** As they are in force at the freeze. */
  readonly figures: FrameFigures;
  /** R62, R63: who is watched at the freeze. */
  readonly trusted: readonly TrustedObject[];
}

/**
 * The frame of every entry as the registry is now, with its files. Each row binds its object's version, which stays
 * readable (R15); nothing after this reads another.
 */
export async function freezeFrames(
  deps: FreezeDeps,
  { batchId, number, entries, year, key, figures, trusted }: FreezePlan,
): Promise<Result<readonly Frame[], FrameFailure>> {
  const found = await readCandidates(
    deps,
    entries.map(({ entry }) => entry),
    figures,
    { checks: await readYearChecks(deps, year), trusted },
  );
  if (!found.ok) return found;
  const limits = withinLimits(found.value.flatMap(({ parts }) => parts.map(framePart)));
  if (!limits.ok) return limits;
  const frames: Frame[] = [];
  for (const [index, { planId, entry, taskId }] of entries.entries()) {
    const candidates = found.value[index];
    if (!candidates) throw new Error('an entry has a frame');
    const place = { batchId, frame: `${number}-${index + 1}`, planId };
    const frozen = await freezeEntry(deps, key, place, entry, candidates);
    if (!frozen.ok) return frozen;
    const since = await changesSince(deps, frozen.value, taskId, trusted);
    frames.push({ ...frozen.value, ...(since && { since }) });
  }
  return ok(frames);
}

async function freezeEntry(
  deps: FreezeDeps,
  key: BatchKey,
  { batchId, frame, planId }: { readonly batchId: string; readonly frame: string; readonly planId: string },
  { id: entryId, title, quotas, frequencyWaiver }: PlanEntry,
  { parts, objects, overCap, excluded, refusal }: FrameCandidates,
): Promise<Result<Frame, FrameFailure>> {
  if (refusal) return err(refusal);
  if (objects.length === 0) return err({ kind: 'empty-frame', frame: title });
  const framed = parts.map(framePart);
  const frozen = freezeFrame(
    key,
    {
      frame,
      parts: framed.map(({ department, items }) => ({ department, items: items.map(({ id }) => id) })),
      strata: stratificationOf(quotas),
    },
    objects,
  );
  if (!frozen.ok) {
    if (frozen.error.kind === 'duplicate-id') return err({ kind: 'duplicate-object', id: frozen.error.id });
    throw new Error(`frame ${frame} cannot be frozen: ${frozen.error.kind}`);
  }
  const { manifest, shards } = frozen.value;
  const { root, size, strata } = manifest;
  const [blob, book] = [drawFiles.lines(batchId, frame, root), drawFiles.book(batchId, frame, root)];
  await writeLines(deps, blob, () => shards.map(({ lines }) => lines));
  await writeLines(deps, book, () => shards.map((shard) => shard.book));
  const over = await writeOverCap(deps, drawFiles.overCap(batchId, frame, root), frequencyWaiver, overCap);
  return ok({
    ...{ frame, planId, entryId, root, size, blob, book, ...over },
    parts: framed.map((part, index) => ({ ...part, size: manifest.parts[index]?.size ?? 0 })),
    strata: [...strata],
    excluded: [...excluded],
  });
}

const framePart = ({ department, items, size }: FrameCandidates['parts'][number]): FramePart => ({
  department,
  items: frameItems(items),
  size,
});

/** The items of a frame as stored in the batch. */
export const frameItems = (items: readonly StoredRow<'item'>[]): FrameItem[] =>
  items.map(({ value: { id, name, qualification, expertise, expertRequired }, meta: { version } }) => ({
    id,
    version,
    name,
    ...(qualification !== undefined && { qualification }),
    ...(expertise !== undefined && { expertise }),
    ...(expertRequired !== undefined && { expertRequired }),
  }));

interface PeoplePlan {
  readonly batchId: string;
  readonly key: BatchKey;
  readonly departments: readonly DepartmentCode[];
  /** The batch that drew one of the entries last. */
  readonly last?: Batch | undefined;
}

/** The active inspectors of the departments, in one list; the matching reads only these versions. */
export async function freezeInspectors(
  deps: FreezeDeps,
  plan: PeoplePlan,
  /** Inspectors for each visit: a department with fewer active ones cannot be included in a draw. */
  perDepartment: number,
): Promise<Result<PeopleFrame, FrameFailure>> {
  const people = await peopleOf(deps, 'inspector', plan.departments);
  for (const department of plan.departments) {
    const missing = perDepartment - people.filter((one) => one.department === department).length;
    if (missing > 0) return err({ kind: 'no-lawful-team', department, missing, reason: '有效的执法检查人员不足' });
  }
  return ok(await freezeList(deps, plan, 'inspectors', people));
}

/** The active experts of the departments that have items requiring one; undefined where no item does. */
export async function freezeExperts(
  deps: FreezeDeps,
  plan: PeoplePlan,
  parts: readonly Pick<FramePart, 'department' | 'items'>[],
): Promise<PeopleFrame | undefined> {
  const asking = parts.filter(({ items }) => items.some(({ expertise }) => expertise !== undefined));
  const departments = [...new Set(asking.map(({ department }) => department))];
  if (departments.length === 0) return undefined;
  return freezeList(deps, { ...plan, departments }, 'experts', await peopleOf(deps, 'expert', departments));
}

interface Person {
  readonly id: string;
  readonly department: DepartmentCode;
  readonly version: number;
}

/** Whoever is in force. */
async function peopleOf(
  { registry }: Pick<FreezeDeps, 'registry'>,
  kind: 'inspector' | 'expert',
  departments: readonly DepartmentCode[],
): Promise<readonly Person[]> {
  const where = [
    { field: 'department', oneOf: departments },
    { field: 'status', equals: '有效' },
  ];
  const people: Person[] = [];
  for await (const { value, meta } of registry.all(kind, where))
    people.push({ id: value.id, department: value.department, version: meta.version });
  return people;
}

async function freezeList(
  deps: FreezeDeps,
  { batchId, key, departments, last }: PeoplePlan,
  list: PeopleKind,
  people: readonly Person[],
): Promise<PeopleFrame> {
  const frozen = freezePeople(key, list, people);
  if (!frozen.ok) throw new Error(`${list} cannot be frozen: ${frozen.error.kind}`);
  const { lines, rows, manifest } = frozen.value;
  const { root, size } = manifest;
  const [blob, book] = [drawFiles.lines(batchId, list, root), drawFiles.book(batchId, list, root)];
  await writeLines(deps, blob, () => [lines]);
  const opened = people
    .map(({ id, department, version }) => {
      return { id, places: department, row: rows.get(id) ?? '', stratum: department, version };
    })
    .sort((a, b) => compareUtf8(a.row, b.row));
  await writeLines(deps, book, () => [opened.map(bookLine)]);
  const sizes = Map.groupBy(people, ({ department }) => department);
  const strata = [...sizes]
    .map(([stratum, own]) => ({ stratum, size: own.length }))
    .sort((a, b) => compareUtf8(a.stratum, b.stratum));
  const since = await peopleSince(deps, list, people, departments, last);
  return { root, size, strata, ...(since && { since }), blob, book };
}

/**
 * Who checked each object last, per department, in the year of the window and the year before; frozen with the frames,
 * so the teams depend on nothing that can change after the randomness is known.
 */
export async function readPreviousTeams(
  deps: { readonly records: Records },
  year: number,
): Promise<readonly PreviousTeam[]> {
  const latest = new Map<string, { readonly at: string; readonly team: PreviousTeam }>();
  for await (const visit of checksOfYears(deps.records, [year - 1, year])) {
    for (const { department, team } of visit.parts) {
      const key = `${visit.object.id} ${department}`;
      if ((latest.get(key)?.at ?? '') >= visit.dispatchedAt) continue;
      const members = team.map(({ id }) => id).sort(compareUtf8);
      latest.set(key, { at: visit.dispatchedAt, team: { objectId: visit.object.id, department, members } });
    }
  }
  return [...latest].sort(([a], [b]) => compareUtf8(a, b)).map(([, { team }]) => team);
}
