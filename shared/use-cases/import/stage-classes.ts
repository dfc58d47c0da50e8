import { formatMonth } from '../../calendar/local-date.ts';
import { type ClassRow, parseClassRow } from '../../domain/import/class-rows.ts';
import type { RowProblem } from '../../domain/import/header.ts';
import { type ClassDiff, type ClassFile, importRowLimit } from '../../domain/import/registry-import.ts';
import { type Classed, type ClassStep, classGiven, classMissing } from '../../domain/registry/class-of-object.ts';
import { looksLikeMistypedCode } from '../../domain/registry/credit-code.ts';
import { mostFormerIds } from '../../domain/registry/object-links.ts';
import type { InspectionObject } from '../../domain/registry/registry.ts';
import { takenOut } from '../../domain/registry/taken-out.ts';
import type { Staging, StoredRow } from '../ports/registry.ts';
import { move } from './decide-import.ts';
import { system } from './give-up.ts';
import { named, readLists, unreadable } from './lists-of-table.ts';
import type { Outcome, Run, TableDeps } from './table.ts';
import type { LineProblem, OpenTable } from './tabular-files.ts';
import { noteTaken } from './taken-from.ts';

/** Rows are looked up and staged by so many at a time. */
const chunkRows = 1_000;
/** How often a check says how far it is. */
const progressRows = 10_000;
/** An object that somebody edits while the file is checked is looked at again so often. */
const tries = 3;

type Place = Pick<LineProblem, 'line' | 'sheet'>;
type Given = ClassRow & Place;

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

const wholeRefused = (rows: number): string =>
  `有${rows}行有误，分类文件整个不予采用，名录未作任何改动；请按校验报告改正后重新登记`;

interface Running {
  readonly run: Run;
  readonly file: ClassFile;
  readonly diff: { -readonly [K in keyof ClassDiff]: number };
  /** The objects that the file names, under their present numbers. */
  readonly named: Set<string>;
  readonly now: Date;
}

/** Every row of a file in which none is wrong. About 20 MB for 100,000 rows. */
async function readGiven(
  deps: TableDeps,
  table: OpenTable,
  run: Run,
): Promise<{ readonly rows: ReadonlyMap<string, Given> } | { readonly failure: string }> {
  const rows = new Map<string, Given>();
  const { counts, report } = run;
  const refuse = (problems: readonly RowProblem[], place: Place) => {
    counts.refused += 1;
    report.add(problems.map((problem) => ({ ...problem, ...place })));
  };
  const read = await readLists(table, { kind: 'object', mode: 'classes' }, report, async ({ header, list, sheet }) => {
    for await (const row of list.rows) {
      counts.rows += 1;
      if (counts.rows > importRowLimit) return { failure: `一个分类文件不得超过${importRowLimit}行` };
      const place = { line: row.line, ...named(sheet) };
      const parsed = parseClassRow(header, row, table.dates);
      if (!parsed.ok) refuse(parsed.error, place);
      else {
        const first = rows.get(parsed.value.id);
        if (first) refuse([problem(parsed.value.id, `与${placeText(first)}重复，请只保留一行`)], place);
        else rows.set(parsed.value.id, { ...parsed.value, ...place });
      }
    }
    report.add(list.remarks());
    return undefined;
  });
  if ('stopped' in read) return read.stopped;
  counts.remarks = report.remarks();
  const nothing = unreadable(read, run);
  if (nothing) return nothing;
  for (const { id, ...place } of await mistyped(deps, rows)) {
    refuse([problem(id, '不是正确的统一社会信用代码，名录里也没有这个编号，请核对')], place);
  }
  return counts.refused > 0 ? { failure: wholeRefused(counts.refused) } : { rows };
}

/** A number of the form of a credit code that is none, and that no registry has either. */
async function mistyped({ staging }: TableDeps, rows: ReadonlyMap<string, Given>) {
  const doubtful = [...rows.values()].filter(({ id }) => looksLikeMistypedCode(id));
  const known = await presentOf(
    staging,
    doubtful.map(({ id }) => id),
  );
  return doubtful.flatMap(({ id, line, sheet }) =>
    known.has(id) ? [] : [{ id, line, ...(sheet !== undefined && { sheet }) }],
  );
}

async function presentOf(staging: Staging, ids: readonly string[]): Promise<ReadonlyMap<string, StoredRow<'object'>>> {
  if (ids.length === 0) return new Map();
  const rows = await staging.current('object', ids);
  return new Map([...rows].filter(([, { removed }]) => !removed));
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

/** The objects of rows under their present numbers: one that goes on under another number is found by the one before. */
async function currentOf(staging: Staging, rows: readonly Given[]): Promise<ReadonlyMap<string, StoredRow<'object'>>> {
  const found = new Map(
    await presentOf(
      staging,
      rows.map(({ id }) => id),
    ),
  );
  for (let step = 0; step <= mostFormerIds; step += 1) {
    const gone = [...found].flatMap(([id, { value }]) => (value.continuedAs ? [[id, value.continuedAs] as const] : []));
    if (gone.length === 0) break;
    const next = await presentOf(staging, [...new Set(gone.map(([, to]) => to))]);
    for (const [id, to] of gone) {
      const present = next.get(to);
      if (present) found.set(id, present);
      else found.delete(id);
    }
  }
  return found;
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
    run.report.add([{ ...problem(row.value.id, reason), ...placeOf(place) }]);
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

const problem = (value: string, reason: string): RowProblem => ({ column: '统一社会信用代码', value, reason });
const placeOf = ({ line, sheet }: Place): Place => ({ line, ...(sheet !== undefined && { sheet }) });
const placeText = ({ line, sheet }: Place): string =>
  sheet === undefined ? `第${line}行` : `工作表"${sheet}"第${line}行`;
const remark = ({ report }: Run, place: Place, id: string, reason: string): void =>
  report.add([{ ...placeOf(place), column: '信用风险分类', value: id, reason, remark: true }]);
