import { type ClassRow, parseClassRow } from '../../domain/import/class-rows.ts';
import type { RowProblem } from '../../domain/import/header.ts';
import { importRowLimit } from '../../domain/import/registry-import.ts';
import { looksLikeMistypedCode } from '../../domain/registry/credit-code.ts';
import { mostFormerIds } from '../../domain/registry/object-links.ts';
import type { Staging, StoredRow } from '../ports/registry.ts';
import { named, readLists, unreadable } from './lists-of-table.ts';
import type { Run, TableDeps } from './table.ts';
import type { LineProblem, OpenTable } from './tabular-files.ts';

/** Where something stands in a file. */
export type Place = Pick<LineProblem, 'line' | 'sheet'>;
export type Given = ClassRow & Place;

export const wholeRefused = (rows: number): string =>
  `有${rows}行有误，分类文件整个不予采用，名录未作任何改动；请按校验报告改正后重新登记`;

/** Every row of a file in which none is wrong. About 20 MB for 100,000 rows. */
export async function readGiven(
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
        if (first) refuse([numberProblem(parsed.value.id, `与${placeText(first)}重复，请只保留一行`)], place);
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
    refuse([numberProblem(id, '不是正确的统一社会信用代码，名录里也没有这个编号，请核对')], place);
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

export async function presentOf(
  staging: Staging,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredRow<'object'>>> {
  if (ids.length === 0) return new Map();
  const rows = await staging.current('object', ids);
  return new Map([...rows].filter(([, { removed }]) => !removed));
}

/** The objects of rows under their present numbers: one that goes on under another number is found by the one before. */
export async function currentOf(
  staging: Staging,
  rows: readonly Given[],
): Promise<ReadonlyMap<string, StoredRow<'object'>>> {
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

export const numberProblem = (value: string, reason: string): RowProblem => ({
  column: '统一社会信用代码',
  value,
  reason,
});
const placeText = ({ line, sheet }: Place): string =>
  sheet === undefined ? `第${line}行` : `工作表"${sheet}"第${line}行`;
