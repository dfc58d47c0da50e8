import { hash } from 'node:crypto';
import type { RegistryKind, RegistryRow } from './registry.ts';

/** JSON with sorted keys and without absent fields, so that equal rows have equal text whatever built them. */
function stableJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stableJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${stableJson(field)}`);
  return `{${fields.join(',')}}`;
}

/** SHA-256 (hex) of a registry row's content: a re-import of the same row has the same digest and changes nothing. */
export const contentDigest = (row: RegistryRow[RegistryKind]): string => hash('sha256', stableJson(row), 'hex');
