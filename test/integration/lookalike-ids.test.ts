import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { registryRow } from '../../functions/adapters/dynamodb/registry-rows.ts';
import type { Inspector } from '../../shared/domain/registry/registry.ts';
import { uniqueNamesOf } from '../../shared/domain/registry/unique-names.ts';
import { shop } from '../support/drawable-county.ts';
import { importDesk } from '../support/import-desk.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';
import { enterInspector } from '../support/two-persons.ts';

let system: TestSystem;
beforeEach(async () => {
  system = await systemForTest();
});

const heads = { SCJG: person('SCJG', 'department-admin'), WJW: person('WJW', 'department-admin') } as const;
type Department = keyof typeof heads;

const inspector = (id: string, department: Department = 'SCJG'): Inspector => ({
  id,
  name: '某检查员',
  department,
  // A certificate of each one's own, so that it is the id alone that is in question.
  certificate: {
    number: `豫N-${Buffer.from(id).toString('hex')}`,
    issuer: '河南省人民政府',
    validFrom: '2024-01-01',
    validTo: '2029-12-31',
  },
  level: '县',
  qualifications: [],
  expertise: [],
  itemScope: ['*'],
  recusals: [],
  status: '有效',
  tags: [],
});
const create = (body: Inspector) => enterInspector(system, heads[body.department as Department], body);
const header = '人员编号,姓名,执法证号,发证机关,证件生效日期,证件有效期至,层级,可检查事项,状态';
const file = (...ids: readonly string[]) => ({
  kind: 'inspector' as const,
  name: '人员.csv',
  bytes: Buffer.from(
    [
      header,
      ...ids.map(
        (id) => `${id},某检查员,豫N-${Buffer.from(id).toString('hex')},河南省人民政府,2024-01-01,2029-12-31,县,*,有效`,
      ),
    ].join('\r\n'),
  ),
});
async function known(): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { value } of system.deps.registry.all('inspector')) found.push(value.id);
  return found.toSorted();
}

const alike = ['SCJG-RO01', 'SCJG-R00I', 'SCJG-R00l', 'scjg-r001', 'SCJG_R001', 'SCJG-ROOL'];
const refused = { error: { kind: 'invalid-input', errors: [{ path: 'body.id' }] } };

describe('An id that looks like one which is there', () => {
  beforeEach(async () => {
    expectOk(await create(inspector('SCJG-R001')));
  });

  test('is refused by the interface, of the same and of another department, and names the other one', async () => {
    for (const id of alike) {
      expect(await create(inspector(id)), id).toMatchObject(refused);
      expect(await create(inspector(id, 'WJW')), id).toMatchObject(refused);
    }
    const answer = await create(inspector('SCJG-ROO1'));
    expect(JSON.stringify(answer)).toContain('与编号 SCJG-R001 形近');
    expect(await known()).toEqual(['SCJG-R001']);
  });

  test('is refused by an import, beside what is there and beside another row of the file', async () => {
    const desk = importDesk(system, heads.SCJG);
    const entry = await desk.staged(file(...alike, 'SCJG-R007', 'SCJG-RO07'));
    expect(entry.counts).toMatchObject({ added: 1, refused: alike.length + 1 });
    const report = await desk.report(entry.id);
    expect(report.match(/与编号 SCJG-R001 形近/g)).toHaveLength(alike.length);
    expect(report).toMatch(/人员编号,SCJG-RO07,.*与编号 SCJG-R007 形近/);
  });

  test('is refused of two that are entered at the same moment: one of them is there', async () => {
    const outcomes = await Promise.all([create(inspector('SCJG-R1O8')), create(inspector('SCJG-R108'))]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await known()).toHaveLength(2);
  });

  test('is no matter where it is another one to the eye', async () => {
    for (const id of ['SCJG-R002', 'SCJG-R01', 'SCJGR001', 'SCJG.R001']) expectOk(await create(inspector(id)));
  });
});

test('Other scripts and widths are in no id at all', async () => {
  // Cyrillic С and А, Greek Ο; full width is put right, and is then the id that is there.
  for (const id of ['\u0421CJG-R001', 'SCJG-\u0410001', 'SCJG-R\u039f01'])
    expect(await create(inspector(id)), id).toMatchObject(refused);
  expectOk(await create({ ...inspector('SCJG-R001'), id: 'ＳＣＪＧ－Ｒ００１' }));
  expect(await known()).toEqual(['SCJG-R001']);
});

test('Two of earlier versions that look alike stay as they are, and both can be changed', async () => {
  const meta = { version: 1, chain: { seq: 0, hash: '' }, updatedAt: '2026-01-01T00:00:00Z', updatedBy: 'seed' };
  const TableName = system.store.db.names.registry;
  for (const id of ['SCJG-R001', 'SCJG-ROO1']) {
    const Item = registryRow({ kind: 'inspector', slot: 'a', value: inspector(id), meta });
    await system.store.db.client.send(new PutCommand({ TableName, Item }));
  }
  for (const id of ['SCJG-R001', 'SCJG-ROO1']) {
    const body = { ...inspector(id), name: '改名' };
    expectOk(await system.as(heads.SCJG)('updateInspector', { params: { id }, version: 1, body }));
  }
  expect(await create(inspector('SCJG-R0O1'))).toMatchObject(refused);
});

test('A credit code needs no shape of its own; a number of a department has one', () => {
  const code = '91411422MA10000120';
  expect(uniqueNamesOf(shop(1, { id: code, creditCode: code }))).toEqual([]);
  expect(uniqueNamesOf(shop(1, { id: 'WJ-O1' }))).toEqual([{ of: 'id', name: 'WJ-01' }]);
});
