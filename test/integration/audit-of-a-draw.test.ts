import { DeleteCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Row } from '../../functions/adapters/dynamodb/client.ts';
import { verifyEverything } from '../../ops/verify-everything.ts';
import type { Finding } from '../../shared/domain/audit/finding.ts';
import type { TableName } from '../../shared/platform/tables.ts';
import { drawnBatch, lead } from '../support/draw-ceremony.ts';
import { jointEntry, numbered, ofClassA, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { edited } from '../support/example-value.ts';
import { expectOk, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
let id: string;

/** A county whose batch was drawn, with its list and frames public, and dispatched. */
beforeAll(async () => {
  system = await systemForTest();
  await settle(system.deps, {
    objects: numbered(30, (n) => shop(n)),
    inspectors: [...numbered(4, (n) => officer('SCJG', n)), ...numbered(4, (n) => officer('WJW', n))],
    plans: [publishedPlan([jointEntry({ listPublicity: '公示名单', ...ofClassA(10_000) })])],
  });
  id = (await drawnBatch(system)).id;
  expectOk(await system.as(lead)('dispatchBatch', { params: { id } }));
});

async function everything(): Promise<Finding[]> {
  const findings: Finding[] = [];
  await verifyEverything(system.deps, system.store.db, (finding) => void findings.push(finding));
  return findings;
}
const db = () => system.store.db;
const put = (table: TableName, Item: Row) => db().client.send(new PutCommand({ TableName: db().names[table], Item }));
const remove = (table: TableName, { pk, sk }: Row) =>
  db().client.send(new DeleteCommand({ TableName: db().names[table], Key: { pk, sk } }));
async function rowsOf(table: TableName, begins: string): Promise<Row[]> {
  const { Items = [] } = await db().client.send(
    new ScanCommand({ TableName: db().names[table], ConsistentRead: true }),
  );
  return Items.filter(({ pk }) => String(pk).startsWith(begins));
}
const one = async (table: TableName, begins: string): Promise<Row> => {
  const [row] = await rowsOf(table, begins);
  if (!row) throw new Error(`nothing in ${table} begins with ${begins}`);
  return row;
};
/** What is found while a row is another, or is not there. */
async function foundWhile(act: () => Promise<unknown>, undo: () => Promise<unknown>): Promise<string[]> {
  await act();
  const findings = await everything();
  await undo();
  return findings.map(
    (finding) => `${finding.kind} ${'name' in finding ? finding.name : `${finding.entity}#${finding.id}`}`,
  );
}

describe('of a draw that was dispatched', () => {
  test('everything there is was written by somebody', async () => {
    expect(await everything()).toEqual([]);
  });

  test.each(['visit', 'result'] as const)('a %s that nobody has touched yet is sealed by its batch', async (kind) => {
    const row = (await rowsOf(kind === 'visit' ? 'workflow' : 'results', `${kind}#`)).find(
      ({ sk }) => sk === 'current',
    );
    if (!row) throw new Error(`there is no ${kind}`);
    const table = kind === 'visit' ? 'workflow' : 'results';
    const name = `${row.pk} v000001`;
    const changed = edited(row, { what: '', at: ['value', 'department'], to: 'GAJ' });
    const other = edited(row, { what: '', at: ['value', 'year'], to: 1999 });
    const put1 = () => put(table, kind === 'visit' ? other : changed);
    const back = () => put(table, row);
    expect(await foundWhile(put1, back)).toContain(`row-changed ${name}`);
    expect(await foundWhile(() => remove(table, row), back)).toContain(`row-missing ${name}`);
    const forged = { ...row, pk: `${kind}#forged` };
    expect(
      await foundWhile(
        () => put(table, forged),
        () => remove(table, forged),
      ),
    ).toContain(`unstated ${kind}#forged`);
  });

  test.each(['draw#', 'frame#'])('every public document %s is found changed, missing and added', async (begins) => {
    const documents = await rowsOf('public', begins);
    expect(documents.length).toBeGreaterThan(1);
    for (const row of documents.slice(0, 5)) {
      const name = `public ${row.pk} ${row.sk}`;
      const changed = edited(row, { what: '', at: ['body', 'added'], to: 'by hand' });
      const back = () => put('public', row);
      expect(await foundWhile(() => put('public', changed), back)).toEqual([`document-changed ${name}`]);
      expect(await foundWhile(() => remove('public', row), back)).toEqual([`document-missing ${name}`]);
    }
    const added: Row = { ...(await one('public', begins)), sk: 'zzz' };
    const found = await foundWhile(
      () => put('public', added),
      () => remove('public', added),
    );
    expect(found).toEqual([`document-added public ${added.pk} zzz`]);
  });
});
