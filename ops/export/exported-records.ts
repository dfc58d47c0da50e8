import type { DepartmentCode } from '../../shared/base/primitives.ts';
import { localDateOf, yearOf } from '../../shared/calendar/local-date.ts';
import { departmentCodes } from '../../shared/codes/departments.ts';
import { type RegistryKind, registryKinds } from '../../shared/domain/registry/registry.ts';
import type { RecordKind, RecordOf } from '../../shared/platform/records.ts';
import type { Meta, Page, Records, Registry } from '../../shared/use-cases/ports.ts';

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
  recordsBy(deps, 'plans', 'plan', byOwner('plan'), {
    departments: (plan) => [plan.department, ...plan.departments],
    year: (plan) => plan.year,
  }),
  recordsBy(deps, 'batches', 'batch', byOwner('batch'), {
    departments: (batch) => [batch.department, ...batch.departments],
    year: (batch) => yearOf(batch.window.from),
  }),
  recordsBy(deps, 'tasks', 'task', byOwner('task'), {
    departments: (task) => [task.department, ...task.departments],
    year: (task) => yearOf(task.window.from),
  }),
  recordsBy(deps, 'visits', 'visit', byYear(now), {
    departments: (visit) => visit.departments,
    year: (visit) => visit.year,
  }),
  recordsBy(deps, 'results', 'result', byOwner('result'), {
    departments: (result) => [result.department],
    year: (result) => yearOf(result.inspectBy),
  }),
  ...registryKinds.map((kind) => registryRows(deps, kind)),
];

interface Belonging<K extends RecordKind> {
  readonly departments: (record: RecordOf<K>) => readonly DepartmentCode[];
  readonly year: (record: RecordOf<K>) => number;
}
interface Walk {
  readonly index: 'byOwner' | 'byYear';
  readonly partitions: (scope: ExportScope) => readonly string[];
}

const byOwner = (kind: RecordKind): Walk => ({
  index: 'byOwner',
  partitions: () => departmentCodes.map((department) => `${kind}#${department}`),
});

const byYear = (now: Date): Walk => ({
  index: 'byYear',
  partitions: ({ year }) => {
    const last = yearOf(localDateOf(now)) + 1;
    const all = Array.from({ length: last - firstYear + 1 }, (_, index) => firstYear + index);
    return (year === undefined ? all : [year]).map((each) => `visit#${each}`);
  },
});

const recordsBy = <K extends RecordKind>(
  { records }: Deps,
  name: string,
  kind: K,
  { index, partitions }: Walk,
  belongs: Belonging<K>,
): ExportedKind => ({
  name,
  async *rows(scope) {
    const { department, year } = scope;
    let from: Page<unknown>['next'];
    do {
      const page = await records.list({
        kind,
        index,
        partitions: partitions(scope),
        page: { limit: pageSize, ...(from && { from }) },
      });
      for (const { value, meta } of page.items) {
        if (department && !belongs.departments(value).includes(department)) continue;
        if (year !== undefined && belongs.year(value) !== year) continue;
        yield { value, meta };
      }
      from = page.next;
    } while (from);
  },
});

/** The current registry, whatever the year. */
const registryRows = ({ registry }: Deps, kind: RegistryKind): ExportedKind => ({
  name: `${kind}s`,
  async *rows({ department }) {
    const departments = department ? [department] : departmentCodes;
    let from: Page<unknown>['next'];
    do {
      const page = await registry.list({ kind, departments, page: { limit: pageSize, ...(from && { from }) } });
      yield* page.items;
      from = page.next;
    } while (from);
  },
});
