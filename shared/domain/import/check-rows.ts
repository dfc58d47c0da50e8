import type { RegistryKind } from '../registry/kinds.ts';
import type { RegistryRow } from '../registry/registry.ts';
import { uniqueNamesOf } from '../registry/unique-names.ts';
import type { TableRow } from './cells.ts';
import { type ImportColumn, importColumns } from './columns.ts';
import type { HeaderBinding, RowProblem } from './header.ts';
import { type ImportContext, parseImportRow } from './parse-row.ts';
import { columnsLeftEmpty, numberReplaced, remarksOn } from './remarks.ts';

/** A row that may become active. */
export interface LawfulRow<K extends RegistryKind> {
  readonly line: number;
  readonly row: RegistryRow[K];
  /** The columns of the file in which the row has nothing. */
  readonly leftEmpty: readonly ImportColumn[];
  /** The number the object was kept under so far, where the row gives its credit code besides. */
  readonly replaced?: string;
  readonly remarks: readonly RowProblem[];
}

export type CheckedRow<K extends RegistryKind> =
  | (LawfulRow<K> & { readonly ok: true })
  | { readonly line: number; readonly ok: false; readonly problems: readonly RowProblem[] };

/** What the sheets of a file have named so far. About 25 MB for 100,000 objects. */
export type SeenInFile = ReturnType<typeof seenInFile>;

export function seenInFile() {
  const sheets: string[] = [''];
  const places = () => {
    const first = new Map<string, number>();
    /** Where a key stood first, in words, when it has been seen before. */
    return (key: string | undefined, line: number): string | undefined => {
      if (key === undefined) return undefined;
      const here = (sheets.length - 1) * sheetRows + line;
      const place = first.get(key);
      if (place === undefined) first.set(key, here);
      if (place === undefined || place === here) return undefined;
      const sheet = Math.floor(place / sheetRows);
      const within = sheet === sheets.length - 1 ? '' : `工作表"${sheets[sheet]}"`;
      return `${within}第${place % sheetRows}行`;
    };
  };
  return {
    nextSheet: (name: string) => {
      sheets.push(name);
    },
    id: places(),
    certificate: places(),
    shop: places(),
  };
}

/** More than the rows of the largest sheet. */
const sheetRows = 2 ** 21;

/** Checks a sheet row by row as it is read; of rows with the same id the first stands and the later ones are reported. */
export async function* checkRows<K extends RegistryKind>(
  binding: HeaderBinding<K>,
  rows: AsyncIterable<TableRow>,
  context: ImportContext,
  seen: SeenInFile = seenInFile(),
): AsyncGenerator<CheckedRow<K>> {
  for await (const row of rows) {
    const { line, cells } = row;
    const parsed = parseImportRow(binding, row, context);
    if (!parsed.ok) {
      yield { line, ok: false, problems: parsed.error };
      continue;
    }
    const value = parsed.value;
    const replaced = numberReplaced(binding, cells, value);
    const first = seen.id(value.id, line) ?? seen.id(replaced, line);
    const bearer = seen.certificate(certificateOf(value), line);
    if (first !== undefined) yield refused(line, repeated(binding.kind, value, first));
    else if (bearer !== undefined) yield refused(line, shared(value, bearer));
    else {
      const like = seen.shop(shopOf(value), line);
      yield {
        line,
        ok: true,
        row: value,
        leftEmpty: columnsLeftEmpty(binding, cells),
        ...(replaced !== undefined && { replaced }),
        remarks: [...remarksOn(binding, cells, replaced), ...(like === undefined ? [] : [alike(value, like)])],
      };
    }
  }
}

const refused = (line: number, problem: RowProblem) => ({ line, ok: false as const, problems: [problem] });

const certificateOf = (row: RegistryRow[RegistryKind]): string | undefined =>
  uniqueNamesOf(row).find((each) => each.of === 'certificate')?.name;

/** The same name in the same township is most often the same shop. */
const shopOf = (row: RegistryRow[RegistryKind]): string | undefined =>
  'creditClass' in row && row.status === '存续' ? `${row.township}${row.name}` : undefined;

const alike = ({ name: value }: RegistryRow[RegistryKind], first: string): RowProblem => ({
  column: '名称',
  value,
  reason: `与${first}的名称、乡镇街道相同而编号不同，请核对是否为同一户`,
});

function shared(row: RegistryRow[RegistryKind], first: string): RowProblem {
  const value = 'certificate' in row ? row.certificate.number : '';
  return { column: '执法证号', value, reason: `与${first}的执法证相同，一证只能登记一人` };
}

function repeated<K extends RegistryKind>(kind: K, row: RegistryRow[K], first: string): RowProblem {
  const field = 'creditCode' in row && row.creditCode !== undefined ? 'creditCode' : 'id';
  const column = importColumns[kind].find((each) => each.field === field)?.header ?? '';
  return { column, value: row.id, reason: `与${first}重复，请只保留一行` };
}
