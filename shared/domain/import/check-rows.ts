import type { RegistryKind, RegistryRow } from '../registry/registry.ts';
import type { TableRow } from './cells.ts';
import { importColumns } from './columns.ts';
import type { HeaderBinding, RowProblem } from './header.ts';
import { type ImportContext, parseImportRow } from './parse-row.ts';

/** Where an id first stood in the file; answers the earlier line when it has been seen. About 10 MB for 100,000 ids. */
export type DuplicateCheck = (id: string, line: number) => number | undefined;

export function duplicateCheck(): DuplicateCheck {
  const lines = new Map<string, number>();
  return (id, line) => {
    const first = lines.get(id);
    if (first === undefined) lines.set(id, line);
    return first;
  };
}

export type CheckedRow<K extends RegistryKind> =
  | { readonly line: number; readonly ok: true; readonly row: RegistryRow[K] }
  | { readonly line: number; readonly ok: false; readonly problems: readonly RowProblem[] };

/** Checks a file row by row as it is read; of rows with the same id the first stands and the later ones are reported. */
export async function* checkRows<K extends RegistryKind>(
  binding: HeaderBinding<K>,
  rows: AsyncIterable<TableRow>,
  context: ImportContext,
): AsyncGenerator<CheckedRow<K>> {
  const seen = duplicateCheck();
  const seenCertificate = duplicateCheck();
  for await (const row of rows) {
    const parsed = parseImportRow(binding, row, context);
    if (!parsed.ok) {
      yield { line: row.line, ok: false, problems: parsed.error };
      continue;
    }
    const first = seen(parsed.value.id, row.line);
    const certificate = certificateOf(parsed.value);
    const bearer = certificate === undefined ? undefined : seenCertificate(certificate, row.line);
    if (first !== undefined) yield refused(row.line, repeated(binding.kind, parsed.value, first));
    else if (bearer !== undefined) yield refused(row.line, shared(parsed.value, bearer));
    else yield { line: row.line, ok: true, row: parsed.value };
  }
}

const refused = (line: number, problem: RowProblem) => ({ line, ok: false as const, problems: [problem] });

/** R2 counts persons, and a certificate stands for one. */
const certificateOf = (row: RegistryRow[RegistryKind]): string | undefined =>
  'certificate' in row && row.status === '有效' ? `${row.certificate.issuer}\n${row.certificate.number}` : undefined;

function shared(row: RegistryRow[RegistryKind], first: number): RowProblem {
  const value = 'certificate' in row ? row.certificate.number : '';
  return { column: '执法证号', value, reason: `与第${first}行的执法证相同，一证只能登记一人` };
}

function repeated<K extends RegistryKind>(kind: K, row: RegistryRow[K], first: number): RowProblem {
  const field = 'creditCode' in row && row.creditCode !== undefined ? 'creditCode' : 'id';
  const column = importColumns[kind].find((each) => each.field === field)?.header ?? '';
  return { column, value: row.id, reason: `与第${first}行重复，请只保留一行` };
}
