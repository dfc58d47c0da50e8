import type { RegistryImport } from '../../domain/import/registry-import.ts';
import type { Change } from '../ports/unit-of-work.ts';

/** Frees what an import holds. */
export const closing = ({ kind, department, id, classFile }: RegistryImport): Change => ({
  change: 'close-registry',
  kind,
  department,
  importId: id,
  ...(classFile && { classes: true }),
});
