import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTable } from '../../functions/adapters/tabular/read-table.ts';
import { tabularFiles } from '../../functions/adapters/tabular-files.ts';
import { importCellsOf } from '../../shared/domain/import/cells-of-row.ts';
import { importColumns } from '../../shared/domain/import/columns.ts';
import { bindHeader } from '../../shared/domain/import/header.ts';
import { keepUnmentioned } from '../../shared/domain/import/keep-unmentioned.ts';
import { parseImportRow } from '../../shared/domain/import/parse-row.ts';
import { type RegistryKind, registryKinds } from '../../shared/domain/registry/kinds.ts';
import { type RegistryRow, registrySchemas } from '../../shared/domain/registry/registry.ts';
import { arbitraryOf } from '../support/arbitrary.ts';
import { lawfulCells } from '../support/example-rows.ts';

const context = { department: 'SCJG', dates: '1900' } as const;

function lawful<K extends RegistryKind>(kind: K): RegistryRow[K] {
  const binding = bindHeader(
    kind,
    importColumns[kind].map(({ header }) => header),
  );
  const row = binding.ok ? parseImportRow(binding.value, { line: 2, cells: lawfulCells(kind) }, context) : binding;
  if (!row.ok) throw new Error(JSON.stringify(row.error));
  return row.value;
}

/** What no file shows: whose row it is, the departments' own parts of an object, its hand-over and its other numbers. */
const unseen = ['department', 'classBy', 'supervisions', 'offeredTo', 'continuedAs', 'formerIds'];

/** Lawful rows: a plain one in which some fields hold whatever the schema takes. */
function rowsOf(kind: RegistryKind): fc.Arbitrary<RegistryRow[RegistryKind]> {
  const schema = registrySchemas[kind];
  const fields = Object.entries(schema.shape).filter(([field]) => !unseen.includes(field));
  const changes = fc
    .subarray(fields, { maxLength: 4 })
    .chain((some) => fc.record(Object.fromEntries(some.map(([field, inner]) => [field, arbitraryOf(inner)]))));
  return changes
    .map((change) => schema.safeParse({ ...lawful(kind), ...change }))
    .filter(({ success }) => success)
    .map(({ data }) => data as RegistryRow[RegistryKind]);
}

/** The row that an import reads in a file of one row. */
async function readBack(kind: RegistryKind, format: 'csv' | 'xlsx', row: RegistryRow[RegistryKind]) {
  const cells = async function* () {
    yield importCellsOf(kind, row);
  };
  const open = () => tabularFiles().table(kind, format, cells()).bytes;
  const read = await readTable({ open }, async ({ sheets, dates }) => {
    const [header, data] = sheets[0] ? await Array.fromAsync(sheets[0].rows()) : [];
    const binding = bindHeader(kind, (header?.cells ?? []) as readonly string[]);
    if (!binding.ok || !data) throw new Error('there is no row');
    const filled = { ...data, cells: binding.value.columns.map((_, at) => data.cells[at] ?? '') };
    const parsed = parseImportRow(binding.value, filled, { department: row.department, dates });
    return parsed.ok ? keepUnmentioned(binding.value, parsed.value, row) : parsed;
  });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

/** An expert without recusals has an empty list of them or none. */
const withoutEmpty = (row: object) =>
  'recusals' in row && 'fields' in row && (row.recusals as readonly unknown[] | undefined)?.length === 0
    ? { ...row, recusals: undefined }
    : row;

describe.each(['csv', 'xlsx'] as const)('a registry row written to a %s file', (format) => {
  test.each(registryKinds)('of kind %s is read back as it was', async (kind) => {
    await fc.assert(
      fc.asyncProperty(rowsOf(kind), async (row) => {
        expect(await readBack(kind, format, row)).toEqual({ ok: true, value: withoutEmpty(row) });
      }),
      { numRuns: format === 'csv' ? 150 : 40 },
    );
  });
});

test('a value that stands twice in a list is kept once, as a file says it', () => {
  const inspector = registrySchemas.inspector.parse({ ...lawful('inspector'), qualifications: ['电梯', '电梯'] });
  expect(inspector.qualifications).toEqual(['电梯']);
});
