import type * as z from 'zod';
import type { RegistryKind } from '../registry/kinds.ts';
import { type ImportColumn, importColumns } from './columns.ts';
import type { RowProblem } from './header.ts';

type Issue = z.core.$ZodIssue;

/** Says what the registry's schema objected to under the column it came from, unless that column is already reported. */
export function issueProblems(
  kind: RegistryKind,
  issues: readonly Issue[],
  row: unknown,
  known: readonly RowProblem[],
): RowProblem[] {
  const reported = new Set(known.map((problem) => problem.column));
  const problems: RowProblem[] = [];
  for (const issue of issues) {
    const column = columnOf(kind, issue.path, row, reported);
    if (known.length > 0 && (column === undefined || reported.has(column.header))) continue;
    reported.add(column?.header ?? '');
    const value = valueAt(row, issue.path);
    problems.push({
      column: column?.header ?? '',
      value: typeof value === 'string' ? Array.from(value.slice(0, 120)).slice(0, 60).join('') : '',
      reason: reasonOf(issue, value, column),
    });
  }
  return problems;
}

/** An object's id is what stands under its credit code where it has one; a whole-group issue goes to the group's first column. */
function columnOf(
  kind: RegistryKind,
  path: Issue['path'],
  row: unknown,
  reported: ReadonlySet<string>,
): ImportColumn | undefined {
  const at = path.filter((step) => typeof step === 'string').join('.');
  const byCode = valueAt(row, ['creditCode']) !== undefined || reported.has('统一社会信用代码');
  const field = kind === 'object' && at === 'id' && byCode ? 'creditCode' : at;
  const columns = importColumns[kind];
  return (
    columns.find((column) => column.field === field || field.startsWith(`${column.field}.`)) ??
    columns.find((column) => field !== '' && column.field.startsWith(`${field}.`))
  );
}

/** What stands at a path of a row; undefined where the path ends early. */
export function valueAt(row: unknown, path: Issue['path']): unknown {
  let value = row;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}

function reasonOf(issue: Issue, value: unknown, column: ImportColumn | undefined): string {
  if (issue.code === 'custom') return issue.message;
  const hint = column?.hint ? `；${column.hint}` : '';
  if (value === undefined) return (column?.required ? undefined : column?.hint) ?? '必填，不能为空';
  if (issue.code === 'too_big')
    return issue.origin === 'array' ? `最多填${issue.maximum}个值` : `太长，最多${issue.maximum}字`;
  if (issue.code === 'too_small') return '必填，不能为空';
  return `格式不正确${hint}`;
}
