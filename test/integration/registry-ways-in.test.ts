import { beforeAll, describe, expect, test } from 'vitest';
import type { CallOf, OperationName } from '../../shared/api/client.ts';
import { importCellsOf } from '../../shared/domain/import/cells-of-row.ts';
import { importColumns } from '../../shared/domain/import/columns.ts';
import { type RegistryKind, registryKinds } from '../../shared/domain/registry/kinds.ts';
import type { RegistryRow } from '../../shared/domain/registry/registry.ts';
import { createRow } from '../../shared/use-cases/changes.ts';
import { type ImportDesk, importDesk } from '../support/import-desk.ts';
import { bearer, lawful, registryChecks } from '../support/registry-checks.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

/** Whatever one way into a registry refuses, each refuses: a table of checks against all ways. */

const head = person('SCJG', 'department-admin');
let system: TestSystem;
let desk: ImportDesk;
let keys = 0;
beforeAll(async () => {
  system = await systemForTest();
  desk = importDesk(system, head);
  await isThere('inspector', bearer);
});

type Row = RegistryRow[RegistryKind];
const nounOf = (kind: RegistryKind) => `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
const call = (operation: string, request: object) =>
  system.as(head)(operation as OperationName, request as CallOf<OperationName>);
const create = (kind: RegistryKind, body: object) => {
  keys += 1;
  return call(`create${nounOf(kind)}`, { key: `way-in-${String(keys).padStart(4, '0')}`, body });
};
/** A row that is there, however it came. */
const isThere = async (kind: RegistryKind, row: Row) =>
  expect((await system.deps.work.commit([createRow(kind, row, anEvent())])).ok).toBe(true);
const stored = async (kind: RegistryKind, id: string) => (await system.deps.registry.find(kind, id))?.meta.version;

interface Case {
  readonly refuses: string;
  readonly row: Row;
  readonly wrong: Row;
  readonly ofNumber: boolean;
}
const casesOf = (kind: RegistryKind, way: string): Case[] =>
  registryChecks
    .filter((check) => check.kind === kind)
    .map(({ refuses, wrong, ofNumber = false }, n) => {
      const row = lawful[kind](`${way}-${kind}-${n}`);
      return { refuses, row, wrong: wrong(row) as Row, ofNumber };
    });

/** A code that there is not has no name to be shown by. */
const quoted = (cell: string | undefined) => `"${(cell ?? '查无此名').replaceAll('"', '""')}"`;
const fileOf = (kind: RegistryKind, rows: readonly Row[]) => ({
  kind,
  name: '名录.csv',
  bytes: Buffer.from(
    [importColumns[kind].map(({ header }) => header), ...rows.map((row) => importCellsOf(kind, row as never))]
      .map((cells) => cells.map(quoted).join(','))
      .join('\n'),
  ),
});

/** The lines of a report that say why a row was refused; the others are remarks. */
async function refusedLines(file: Parameters<ImportDesk['staged']>[0]): Promise<number[]> {
  const entry = await desk.staged(file);
  const report = entry.counts.refused > 0 ? await desk.report(entry.id) : '';
  expectOk(await call('discardImport', { params: { id: entry.id } }));
  await system.runJobs();
  const lines = [...report.matchAll(/^(\d+),/gm)].map(([, line]) => Number(line));
  expect(entry.counts, report).toMatchObject({ added: 0, changed: 0 });
  expect(entry.counts.rows).toBe(entry.counts.refused);
  return [...new Set(lines)];
}

describe.each(registryKinds)('%s', (kind) => {
  test.each(casesOf(kind, 'create'))('is not entered with $refuses', async ({ wrong }) => {
    expect(await create(kind, wrong)).toMatchObject({ error: { kind: 'invalid-input' } });
    expect(await stored(kind, wrong.id)).toBeUndefined();
  });

  test.each(casesOf(kind, 'update').filter(({ ofNumber }) => !ofNumber))(
    'is not changed to $refuses',
    async ({ row, wrong }) => {
      await isThere(kind, row);
      const answer = await call(`update${nounOf(kind)}`, { params: { id: row.id }, version: 1, body: wrong });
      expect(answer).toMatchObject({ error: { kind: 'invalid-input' } });
      expect(await stored(kind, row.id)).toBe(1);
    },
  );

  test('comes with none of it in a file, each row of which is refused', async () => {
    const cases = casesOf(kind, 'file');
    const lines = await refusedLines(
      fileOf(
        kind,
        cases.map(({ wrong }) => wrong),
      ),
    );
    expect(lines).toEqual(cases.map((_, n) => n + 2));
    for (const { wrong } of cases) expect(await stored(kind, wrong.id)).toBeUndefined();
  });

  test.each([['a file'], ['an update of columns']])('is changed to none of it by %s', async (way) => {
    const cases = casesOf(kind, way === 'a file' ? 'again' : 'columns').filter(({ ofNumber }) => !ofNumber);
    for (const { row } of cases) await isThere(kind, row);
    const file = fileOf(
      kind,
      cases.map(({ wrong }) => wrong),
    );
    const lines = await refusedLines({ ...file, ...(way !== 'a file' && { update: 'given-columns' as const }) });
    expect(lines).toEqual(cases.map((_, n) => n + 2));
    for (const { row } of cases) expect(await stored(kind, row.id)).toBe(1);
  });

  test('comes in where nothing is wrong, so that what is refused is refused for what is wrong', async () => {
    const [first, second] = [lawful[kind]('lawful-1'), lawful[kind]('lawful-2')];
    // Nobody brings people into force alone.
    const alone = kind === 'inspector' || kind === 'expert' ? { error: { kind: 'needs-second-person' } } : { ok: true };
    expect(await create(kind, first)).toMatchObject(alone);
    if ('error' in alone) await isThere(kind, first);
    const entry = await desk.staged(fileOf(kind, [first, second]));
    expect(entry.counts).toMatchObject({ added: 1, unchanged: 1, refused: 0 });
    expectOk(await call('discardImport', { params: { id: entry.id } }));
    await system.runJobs();
  });
});
