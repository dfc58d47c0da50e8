import type * as z from 'zod';
import { err, ok, type Result } from '../../base/result.ts';
import type { RegistryKind } from '../registry/kinds.ts';
import { type RegistryRow, registrySchemas } from '../registry/registry.ts';
import type { HeaderBinding, RowProblem } from './header.ts';
import { placeUnmentioned } from './parse-row.ts';
import { issueProblems } from './problems.ts';

const schemas: { readonly [K in RegistryKind]: z.ZodType<RegistryRow[K]> } = registrySchemas;

/**
 * What a file has no column for stays as the registry has it: a list of inspectors without their recusals does not lift
 * them, nor does one of objects without tags take the tags away. An empty cell of a column that is there empties it.
 */
export function keepUnmentioned<K extends RegistryKind>(
  binding: HeaderBinding<K>,
  row: RegistryRow[K],
  before: RegistryRow[K],
): Result<RegistryRow[K], readonly RowProblem[]> {
  const merged: Record<string, unknown> = { ...row };
  placeUnmentioned(merged, binding, before);
  if (merged['status'] === before.status && before.statusReason !== undefined) {
    merged['statusReason'] = before.statusReason;
  }
  const parsed = schemas[binding.kind].safeParse(merged);
  return parsed.success ? ok(parsed.data) : err(issueProblems(binding.kind, parsed.error.issues, merged, []));
}
