import { ok, type Result } from '../../shared/base/result.ts';
import type { RegistryImport } from '../../shared/domain/import/registry-import.ts';
import type { Stored } from '../../shared/use-cases/ports/records.ts';

export const importView = ({ value, meta }: Stored<RegistryImport>) => ({
  ...value,
  hasReport: value.report !== undefined,
  version: meta.version,
  updatedAt: meta.updatedAt,
});

export const shownImport = <F>(found: Result<Stored<RegistryImport>, F>) =>
  found.ok ? ok(importView(found.value)) : found;
