import type { DepartmentCode } from '../../base/primitives.ts';
import { recordNames } from '../../base/record-names.ts';
import type { RegistryExport } from '../../domain/export/registry-export.ts';
import type { RegistryImport } from '../../domain/import/registry-import.ts';
import { hasJob } from '../../domain/import/states.ts';
import type { RegistryChange } from '../../domain/registry/registry-change.ts';
import { listBy, oneList } from '../lists.ts';
import { defineRecord } from './define-record.ts';

/** What brings, changes and hands out rows of the registries. The texts of partitions are stored: they must stay. */
export const registryRecords = {
  'registry-change': defineRecord({
    name: recordNames['registry-change'],
    table: 'workflow',
    schema: async () => (await import('../../domain/registry/registry-change.ts')).RegistryChange,
    versions: false,
    lists: {
      /** Of the department that asks, by time. */
      ofDepartment: listBy(
        'byOwner',
        (department: DepartmentCode) => `registry-change#${department}`,
        (change: RegistryChange) => [change.department, `${change.requestedAt}#${change.id}`],
      ),
      /** Those that wait, by when they lapse. */
      pending: oneList('byParent', 'registry-change#pending', (change: RegistryChange) =>
        change.status === 'pending' ? `${change.until}#${change.id}` : undefined,
      ),
    },
    exported: false,
  }),
  import: defineRecord({
    name: recordNames.import,
    table: 'workflow',
    schema: async () => (await import('../../domain/import/registry-import.ts')).RegistryImport,
    versions: false,
    lists: {
      /** By time; files of classes are of no department. */
      ofDepartment: listBy(
        'byOwner',
        (of: DepartmentCode | 'classes') => `import#${of}`,
        (entry: RegistryImport): readonly [DepartmentCode | 'classes', string] => [
          entry.classFile ? 'classes' : entry.department,
          entry.createdAt,
        ],
      ),
      /** Those with a job under way, by when they were announced. */
      underWay: oneList('byParent', 'import#under-way', (entry: RegistryImport) =>
        hasJob(entry.status) ? entry.createdAt : undefined,
      ),
      /** Those whose file nobody has had checked yet, by when they were announced. */
      announced: oneList('byParent', 'import#announced', (entry: RegistryImport) =>
        entry.status === 'uploading' ? entry.createdAt : undefined,
      ),
      /** Those that wait to be activated, by when they were announced. */
      staged: oneList('byParent', 'import#staged', (entry: RegistryImport) =>
        entry.status === 'staged' ? entry.createdAt : undefined,
      ),
    },
    exported: false,
  }),
  export: defineRecord({
    name: recordNames.export,
    table: 'workflow',
    schema: async () => (await import('../../domain/export/registry-export.ts')).RegistryExport,
    versions: false,
    lists: {
      /** By time. */
      ofPerson: listBy(
        'byOwner',
        (person: string) => `export#${person}`,
        (entry: RegistryExport) => [entry.requestedBy, entry.requestedAt],
      ),
      /** Those with a job under way, by when they were asked for. */
      running: oneList('byParent', 'export#running', (entry: RegistryExport) =>
        entry.status === 'running' ? entry.requestedAt : undefined,
      ),
    },
    exported: false,
  }),
} as const;
