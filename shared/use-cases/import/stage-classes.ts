import { formatMonth } from '../../calendar/local-date.ts';
import type { ClassDiff, ClassFile } from '../../domain/import/registry-import.ts';
import { type Classed, type ClassStep, classGiven, classMissing } from '../../domain/registry/class-of-object.ts';
import type { InspectionObject } from '../../domain/registry/registry.ts';
import { takenOut } from '../../domain/registry/taken-out.ts';
import type { StoredRow } from '../ports/registry.ts';
import {
  currentOf,
  type Given,
  numberProblem,
  type Place,
  presentOf,
  readGiven,
  wholeRefused,
} from './class-rows-of-file.ts';
import { move } from './decide-import.ts';
import { system } from './give-up.ts';
import type { Outcome, Run, TableDeps } from './table.ts';
import type { OpenTable } from './tabular-files.ts';
import { noteTaken } from './taken-from.ts';

/** Rows are looked up and staged by so many at a time. */
const chunkRows = 1_000;
/** How often a check says how far it is. */
const progressRows = 10_000;
/** An object that somebody edits while the file is checked is looked at again so often. */
const tries = 3;

/**
 * Checks a month's file of classes and stages the objects that have another class by it, whoever keeps them. All rows are
 * read before one is staged: a file with one bad row is refused as a whole, and holds nothing meanwhile. Then the registry
 * is read for the objects that the file lacks.
 */
export async function stageClasses(
  deps: TableDeps,
  table: OpenTable,
  file: ClassFile,
  run: Run,
  now: Date,
): Promise<Outcome> {
  const follows = (await deps.records.find('class-source', file.source))?.value.last;
  if (follows && follows.month > file.month) {
    const failure = `${file.source}已有${formatMonth(follows.month)}的分类文件生效，不能再导入${formatMonth(file.month)}的`;
    return { failure };
  }
  const given = await readGiven(deps, table, run);
  if ('failure' in given) return given;
  const diff = { up: 0, down: 0, new: 0, gone: 0, stale: 0, rescored: 0, unknown: 0, kept: 0 };
  const staging: Running = { run, file, diff, named: new Set(), now };
  const outcome = (await stageGiven(deps, staging, given.rows)) ?? (await stageMissing(deps, staging));
  if (outcome) return outcome;
  run.counts.remarks = run.report.remarks();
  if (run.counts.refused > 0) return { failure: wholeRefused(run.counts.refused) };
  const { month, source } = file;
  return { change: { classFile: { month, source, diff, ...(follows && { follows }) } } };
}

interface Running {
  readonly run: Run;
  readonly file: ClassFile;
  readonly diff: { -readonly [K in keyof ClassDiff]: number };
  /** The objects that the file names, under their present numbers. */
  readonly named: Set<string>;
  readonly now: Date;
}

/** Stages what the file gives; answers an outcome only where the run ends with it. */
async function stageGiven(
  deps: TableDeps,
  staging: Running,
  given: ReadonlyMap<string, Given>,
): Promise<Outcome | undefined> {
  const { run, diff, file, named: seen, now } = staging;
  let told = 0;
  for (const chunk of chunksOf([...given.values()])) {
    const found = await currentOf(deps.staging, chunk);
    const wanted: Wanted[] = [];
    for (const row of chunk) {
      const present = found.get(row.id);
      if (!present) {
        diff.unknown += 1;
        remark(run, row, row.id, '名录里没有这个编号，本行未采用');
        continue;
      }
      const { id } = present.value;
      if (seen.has(id) || (id !== row.id && given.has(id))) {
        remark(run, row, row.id, `此编号已由${id}续用，文件里另有一行，本行未采用`);
        continue;
      }
      seen.add(id);
      wanted.push({ row: present, place: row, classed: (object) => classGiven(object, row, file) });
    }
    const stopped = await stageAll(deps, staging, wanted);
    if (stopped) return stopped;
    told += chunk.length;
    if (told - run.current.value.progress < progressRows) continue;
    const moved = await move(deps, run.current, 'stage', { progress: told }, [], system(run.current), now);
    if (!moved.ok) return 'overtaken';
    run.current = moved.value;
  }
  return undefined;
}

/** The objects in use that have their class by the source and that the file lacks. */
async function stageMissing(deps: TableDeps, staging: Running): Promise<Outcome | undefined> {
  const { file, named: seen } = staging;
  const classed = (object: InspectionObject) => classMissing(object, file);
  const bySource = [{ field: 'classBy.source', equals: file.source }];
  let chunk: Wanted[] = [];
  for await (const row of deps.registry.all('object', bySource)) {
    if (seen.has(row.value.id) || classed(row.value).value === undefined) continue;
    chunk.push({ row, place: { line: 0 }, classed });
    if (chunk.length < chunkRows) continue;
    const stopped = await stageAll(deps, staging, chunk);
    if (stopped) return stopped;
    chunk = [];
  }
  return stageAll(deps, staging, chunk);
}

/** An object and what the file makes of it. */
interface Wanted {
  readonly row: StoredRow<'object'>;
  readonly place: Place;
  readonly classed: (object: InspectionObject) => Classed;
}

/** Stages what changes. What somebody edited meanwhile is judged again as it is now; what another import holds is refused. */
async function stageAll(deps: TableDeps, staging: Running, wanted: readonly Wanted[]): Promise<Outcome | undefined> {
  const { run, now } = staging;
  const { id: importId, createdBy } = run.current.value;
  let left = wanted;
  for (let attempt = 1; left.length > 0; attempt += 1) {
    const judged = left.map((one) => ({ ...one, ...one.classed(one.row.value) }));
    const changing = judged.flatMap((one) => (one.value ? [{ ...one, value: one.value, supersedes: one.row }] : []));
    const meta = { kind: 'object', by: createdBy, at: now.toISOString(), attempt } as const;
    const lost = await deps.staging.stage<'object'>(importId, changing, meta);
    if (lost === undefined) return 'overtaken';
    const missed = new Set(lost.map(({ id }) => id));
    for (const one of judged) if (!missed.has(one.row.value.id)) note(staging, one);
    left = left.filter(({ row }) => missed.has(row.value.id));
    if (attempt === tries) break;
    const again = await presentOf(deps.staging, [...missed]);
    left = left.flatMap((one) => {
      const row = again.get(one.row.value.id);
      return row ? [{ ...one, row }] : [];
    });
  }
  for (const { row, place } of left) {
    run.counts.refused += 1;
    const reason = '该对象正由另一项导入占用，请待其生效或放弃后重新登记分类文件';
    run.report.add([{ ...numberProblem(row.value.id, reason), ...placeOf(place) }]);
  }
  return undefined;
}

/** Counts what became of an object, and says it where an official should look at it. */
function note({ run, diff, file }: Running, { row, place, step, value }: Wanted & Classed): void {
  const { id, name, creditClass } = row.value;
  if (step !== 'same') diff[step] += 1;
  if (!value) run.counts.unchanged += 1;
  else {
    run.counts.changed += 1;
    const taken = takenOut<'object'>(row.value, value);
    if (taken.length > 0) run.counts.takenOut += 1;
    noteTaken(run.takenFrom, taken);
  }
  const words = stepWords(step, file, creditClass, value?.creditClass ?? creditClass);
  if (words !== undefined) remark(run, place, id, `"${name}"${words}`);
}

/** What is new is counted: a line for each would hide the others. */
function stepWords(step: ClassStep, { month }: ClassFile, before: string, after: string): string | undefined {
  switch (step) {
    case 'up':
      return `由${before}升为${after}`;
    case 'down':
      return `由${before}降为${after}`;
    case 'gone':
      return `在上一个文件里有，${formatMonth(month)}的文件里没有，暂按原分类${before}管理`;
    case 'stale':
      return `连续两个文件里没有，原分类${before}失效，按B类管理`;
    case 'kept':
      return `名录里的分类${before}来自效力在前的来源，本行未采用`;
    default:
      return undefined;
  }
}

function* chunksOf<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += chunkRows) yield rows.slice(at, at + chunkRows);
}

const placeOf = ({ line, sheet }: Place): Place => ({ line, ...(sheet !== undefined && { sheet }) });
const remark = ({ report }: Run, place: Place, id: string, reason: string): void =>
  report.add([{ ...placeOf(place), column: '信用风险分类', value: id, reason, remark: true }]);
