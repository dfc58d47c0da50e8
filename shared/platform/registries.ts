import type { DepartmentCode } from '../base/primitives.ts';
import { recordNames } from '../base/record-names.ts';
import { type RegistryKind, registryKinds } from '../domain/registry/kinds.ts';
import { listBy } from './lists.ts';
import { type RecordKind, recordKinds } from './records.ts';

/** A registry row and the sort key of its slot. */
interface PlacedRow {
  readonly value: { readonly department: DepartmentCode };
  readonly sk: string;
}

/** Every registry keeps all versions of its rows, is listed by department and handed over as it is now. */
const define = <K extends RegistryKind>(kind: K) => ({
  name: recordNames[kind],
  /** Loaded by the first row that is read or written. */
  schema: async () => (await import('../domain/registry/registry.ts')).registrySchemas[kind],
  lists: {
    ofDepartment: listBy(
      'byOwner',
      (department: DepartmentCode) => `${kind}#${department}`,
      ({ value, sk }: PlacedRow) => [value.department, sk],
    ),
  },
  exported: { file: `${kind}s` },
});

/** The registries: what people call them, and where their rows are listed. */
export const registries = {
  item: define('item'),
  object: define('object'),
  inspector: define('inspector'),
  expert: define('expert'),
} as const satisfies { readonly [K in RegistryKind]: ReturnType<typeof define<K>> };

/** Everything that has a chain of audit events under its own name: the records and the rows of the registries. */
export type AuditedEntity = RecordKind | RegistryKind;
export const auditedEntities: readonly AuditedEntity[] = [...recordKinds, ...registryKinds];

export const isAudited = (entity: string): entity is AuditedEntity => auditedEntities.some((each) => each === entity);
