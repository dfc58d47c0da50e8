import type { DepartmentCode } from '../../shared/base/primitives.ts';
import { localDateOf, yearOf } from '../../shared/calendar/local-date.ts';
import { departmentCodes } from '../../shared/codes/departments.ts';
import { type RegistryKind, registryKinds } from '../../shared/domain/registry/kinds.ts';
import type { Exported } from '../../shared/platform/records/define-record.ts';
import { definitionOf, type RecordKind, type RecordOf, recordKinds } from '../../shared/platform/records.ts';
import { registries } from '../../shared/platform/registries.ts';
import { every } from '../../shared/use-cases/every.ts';
import type { Page, PageRequest } from '../../shared/use-cases/ports/paging.ts';
import type { Meta, Records, Stored } from '../../shared/use-cases/ports/records.ts';
import type { Registry } from '../../shared/use-cases/ports/registry.ts';

/** The departments and year to export; an omitted one does not restrict. */
export interface ExportScope {
  readonly department?: DepartmentCode | undefined;
  readonly year?: number | undefined;
}

export interface ExportedRow {
  readonly value: object;
  readonly meta: Meta;
}

/** One kind of record: the name of its file and its rows. */
export interface ExportedKind {
  readonly name: string;
  readonly rows: (scope: ExportScope) => AsyncIterable<ExportedRow>;
}

interface Deps {
  readonly records: Records;
  readonly registry: Registry;
}

const pageSize = 100;
/** The system has no years before this one, and plans at most one ahead. */
const firstYear = 2020;

/** Everything that is exported. A visit or task belongs to every participating department. */
export const exportedKinds = (deps: Deps, now: Date): readonly ExportedKind[] => [
  ...recordKinds.flatMap((kind) => {
    const { exported } = definitionOf(kind);
    return exported ? [recordRows(deps, kind, exported, now)] : [];
  }),
  ...registryKinds.map((kind) => registryRows(deps, kind)),
];

const recordRows = <K extends RecordKind>(
  { records }: Deps,
  kind: K,
  { file, in: list, departments, year: yearOfRecord }: Exported<RecordOf<K>>,
  now: Date,
): ExportedKind => ({
  name: file,
  async *rows({ department, year }) {
    const of = list === 'ofYear' ? yearsUntil(now, year) : departmentCodes;
    // The definition names a list of its kind; TypeScript does not follow a kind it does not know.
    const pageAt = (page: PageRequest) =>
      records.list({ kind, in: list, of, page } as never) as Promise<Page<Stored<RecordOf<K>>>>;
    for await (const { value, meta } of every(pageAt, pageSize)) {
      if (department && !departments(value).includes(department)) continue;
      if (year !== undefined && yearOfRecord(value) !== year) continue;
      yield { value, meta };
    }
  },
});

/** The one year that is asked for, or all that the system can hold. */
function yearsUntil(now: Date, year: number | undefined): readonly number[] {
  if (year !== undefined) return [year];
  const last = yearOf(localDateOf(now)) + 1;
  return Array.from({ length: last - firstYear + 1 }, (_, index) => firstYear + index);
}

/** The current registry, whatever the year. */
const registryRows = ({ registry }: Deps, kind: RegistryKind): ExportedKind => ({
  name: registries[kind].exported.file,
  rows({ department }) {
    const departments = department ? [department] : departmentCodes;
    return every((page) => registry.list({ kind, departments, page }), pageSize);
  },
});
