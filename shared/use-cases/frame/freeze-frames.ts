import type { Failure } from '../../base/failures.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { departmentName } from '../../codes/departments.ts';
import type { Frame, InspectorFrame } from '../../domain/frame/frame.ts';
import type { PreviousTeam } from '../../draw/match-input.ts';
import { type Frame as BuiltFrame, buildFrame, type FrameRow } from '../../draw/one/frame.ts';
import { compareUtf8 } from '../../draw/text.ts';
import type { EntryToDraw } from '../batch/plan-entries.ts';
import { drawFiles } from '../draw/draw-files.ts';
import type { Records } from '../ports/records.ts';
import type { Registry, StoredRow } from '../ports/registry.ts';
import { type FrameCandidates, readFrameCandidates, readYearChecks } from './candidates.ts';
import { checksOfYears } from './checks-of-years.ts';
import { withinLimits } from './limits.ts';

interface ReadDeps {
  readonly registry: Registry;
  readonly records: Records;
}

export type FrameFailure = Failure<
  'unknown-reference' | 'ratio-above-cap' | 'empty-frame' | 'duplicate-object' | 'no-lawful-team' | 'invalid-input'
>;

/** A frame and its rows, before they are written. */
export interface Frozen<F> {
  readonly facts: F;
  readonly rows: BuiltFrame;
}

/** A batch is one record and one public document; more frames than this would not fit. */
export const framesPerBatch = 60;

export function checkFrameCount(entries: readonly EntryToDraw[]): Result<void, Failure<'invalid-input'>> {
  const count = entries.reduce((sum, { entry }) => sum + entry.departments.length, 0);
  const message = `一个批次最多 ${framesPerBatch} 个抽样框（条目与部门的组合），现有 ${count} 个`;
  return count > framesPerBatch
    ? err({ kind: 'invalid-input', errors: [{ path: 'body.entries', message }] })
    : ok(undefined);
}

/**
 * The frames of every entry and department as the registry is now. The registry is read entry by entry and shard by
 * shard, so an import activated in between may affect some rows and not others. Each row therefore states its object's
 * version; that version stays readable (R15), and nothing after this reads another.
 */
export async function freezeFrames(
  deps: ReadDeps,
  {
    batchId,
    number,
    entries,
  }: { readonly batchId: string; readonly number: string; readonly entries: readonly EntryToDraw[] },
): Promise<Result<readonly Frozen<Frame>[], FrameFailure>> {
  const [first] = entries;
  const checks = first && (await readYearChecks(deps, Number(first.entry.window.from.slice(0, 4))));
  const frames: Frozen<Frame>[] = [];
  for (const { planId, entry } of entries) {
    const candidates = await readFrameCandidates(deps, entry, checks);
    if (!candidates.ok) return candidates;
    for (const found of candidates.value.frames) {
      const frame = `${number}-${frames.length + 1}`;
      const frozen = freeze(found, `${entry.title}（${departmentName(found.department)}）`);
      if (!frozen.ok) return frozen;
      const { rows, ...facts } = frozen.value;
      const place = { frame, planId, entryId: entry.id, blob: drawFiles.frame(batchId, frame) };
      frames.push({ facts: { ...place, ...facts }, rows });
    }
  }
  const limits = withinLimits(frames.map(({ facts }) => facts));
  return limits.ok ? ok(frames) : limits;
}

function freeze({ department, items, objects, strata, excluded, aboveCap }: FrameCandidates, title: string) {
  if (aboveCap) return err(aboveCap);
  if (objects.length === 0) return err({ kind: 'empty-frame', frame: title } as const);
  const rows = buildFrame(objects);
  if (!rows.ok) return err({ kind: 'duplicate-object', id: rows.error.id } as const);
  return ok({
    department,
    items: frameItems(items),
    root: rows.value.root,
    size: rows.value.size,
    strata: [...strata],
    excluded: [...excluded],
    rows: rows.value,
  });
}

/** The items of a frame as stored in the batch. */
export const frameItems = (items: readonly StoredRow<'item'>[]): Frame['items'] =>
  items.map(({ value: { id, name, qualification, expertise, expertRequired }, meta: { version } }) => ({
    id,
    version,
    name,
    ...(qualification !== undefined && { qualification }),
    ...(expertise !== undefined && { expertise }),
    ...(expertRequired !== undefined && { expertRequired }),
  }));

/** The active inspectors of each department, one frame per department; the matching reads only these versions. */
export async function freezeInspectors(
  deps: ReadDeps,
  {
    batchId,
    number,
    departments,
    perDepartment,
  }: {
    readonly batchId: string;
    readonly number: string;
    readonly departments: readonly DepartmentCode[];
    /** Inspectors for each visit: a department with fewer active ones cannot be included in a draw. */
    readonly perDepartment: number;
  },
): Promise<Result<readonly Frozen<InspectorFrame>[], FrameFailure>> {
  const rowsOf = new Map<DepartmentCode, FrameRow[]>(departments.map((department) => [department, []]));
  const where = [
    { field: 'department', oneOf: departments },
    { field: 'status', equals: '有效' },
  ];
  for await (const { value, meta } of deps.registry.all('inspector', where)) {
    rowsOf.get(value.department)?.push({ id: value.id, stratum: value.department, version: meta.version });
  }
  const frames: Frozen<InspectorFrame>[] = [];
  for (const [department, found] of rowsOf) {
    const missing = perDepartment - found.length;
    if (missing > 0) return err({ kind: 'no-lawful-team', department, missing, reason: '有效的执法检查人员不足' });
    const rows = buildFrame(found);
    if (!rows.ok) throw new Error(`inspector ${rows.error.id} was read twice`);
    const frame = `${number}-${department}`;
    const { root, size } = rows.value;
    frames.push({ facts: { frame, department, root, size, blob: drawFiles.frame(batchId, frame) }, rows: rows.value });
  }
  return ok(frames);
}

/** The active experts of each department that has items requiring one; a department without experts has no frame. */
export async function freezeExperts(
  deps: ReadDeps,
  {
    batchId,
    number,
    frames,
  }: {
    readonly batchId: string;
    readonly number: string;
    readonly frames: readonly Pick<Frame, 'department' | 'items'>[];
  },
): Promise<readonly Frozen<InspectorFrame>[]> {
  const asking = frames.filter(({ items }) => items.some(({ expertise }) => expertise !== undefined));
  const departments = [...new Set(asking.map(({ department }) => department))];
  if (departments.length === 0) return [];
  const found: { readonly department: DepartmentCode; readonly row: FrameRow }[] = [];
  const where = [
    { field: 'department', oneOf: departments },
    { field: 'status', equals: '有效' },
  ];
  for await (const { value, meta } of deps.registry.all('expert', where)) {
    const { id, department } = value;
    found.push({ department, row: { id, stratum: department, version: meta.version } });
  }
  return [...Map.groupBy(found, ({ department }) => department)]
    .sort(([a], [b]) => compareUtf8(a, b))
    .map(([department, own]) => {
      const rows = buildFrame(own.map(({ row }) => row));
      if (!rows.ok) throw new Error(`expert ${rows.error.id} was read twice`);
      const frame = `${number}-${department}-Z`;
      const { root, size } = rows.value;
      return { facts: { frame, department, root, size, blob: drawFiles.frame(batchId, frame) }, rows: rows.value };
    });
}

/**
 * Who checked each object last, per department, in the year of the window and the year before; frozen with the frames,
 * so the teams depend on nothing that can change after the randomness is known.
 */
export async function readPreviousTeams(
  deps: Pick<ReadDeps, 'records'>,
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
