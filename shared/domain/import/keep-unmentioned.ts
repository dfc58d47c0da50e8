import type * as z from 'zod';
import { err, ok, type Result } from '../../base/result.ts';
import { type RegistryKind, type RegistryRow, registrySchemas } from '../registry/registry.ts';
import { importColumns } from './columns.ts';
import type { HeaderBinding, RowProblem } from './header.ts';
import { issueProblems } from './problems.ts';

const schemas: { readonly [K in RegistryKind]: z.ZodType<RegistryRow[K]> } = registrySchemas;

/**
 * What a file has no column for stays as the registry has it: a list of inspectors without their recusals does not lift
 * them, nor does one of objects without tags take the tags away. An empty cell of a column that is there empties it.
 */
export function keepUnmentioned<K extends RegistryKind>(
  { kind, columns }: HeaderBinding<K>,
  row: RegistryRow[K],
  before: RegistryRow[K],
): Result<RegistryRow[K], readonly RowProblem[]> {
  const mentioned = new Set(columns.flatMap((column) => (column ? [partOf(column.field)] : [])));
  const kept = importColumns[kind].map(({ field }) => partOf(field)).filter((part) => !mentioned.has(part));
  const merged: Record<string, unknown> = { ...row };
  for (const part of kept) if (Object.hasOwn(before, part)) merged[part] = Reflect.get(before, part);
  if (merged['status'] === before.status && before.statusReason !== undefined) {
    merged['statusReason'] = before.statusReason;
  }
  const parsed = schemas[kind].safeParse(merged);
  return parsed.success ? ok(parsed.data) : err(issueProblems(kind, parsed.error.issues, merged, []));
}

/** `applies.kinds` and `applies.tags` are one part: a file that has a column for one says all of it. */
const partOf = (field: string): string => field.split('.', 1)[0] ?? '';
