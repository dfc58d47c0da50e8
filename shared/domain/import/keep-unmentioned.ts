import type * as z from 'zod';
import { err, ok, type Result } from '../../base/result.ts';
import { type RegistryKind, type RegistryRow, registrySchemas } from '../registry/registry.ts';
import { importColumns } from './columns.ts';
import type { HeaderBinding, RowProblem } from './header.ts';
import { placeAt } from './parse-row.ts';
import { issueProblems, valueAt } from './problems.ts';

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
  const mentioned = new Set(columns.map((column) => column?.field));
  const merged: Record<string, unknown> = { ...row };
  for (const { field } of importColumns[kind]) {
    if (mentioned.has(field)) continue;
    const value = valueAt(before, field.split('.'));
    if (value !== undefined) placeAt(merged, field, value);
  }
  if (merged['status'] === before.status && before.statusReason !== undefined) {
    merged['statusReason'] = before.statusReason;
  }
  const parsed = schemas[kind].safeParse(merged);
  return parsed.success ? ok(parsed.data) : err(issueProblems(kind, parsed.error.issues, merged, []));
}
