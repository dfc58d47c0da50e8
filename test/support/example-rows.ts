import { type ImportColumn, importColumns } from '../../shared/domain/import/columns.ts';
import type { RegistryKind } from '../../shared/domain/registry/kinds.ts';

/** What the template shows in a column, as a department would write it in earnest. */
export const lawfulCell = ({ example }: Pick<ImportColumn, 'example'>): string => example.replace('（示例）', '');

/** A lawful row of a registry's import file, in template order. */
export const lawfulCells = (kind: RegistryKind): string[] => importColumns[kind].map(lawfulCell);
