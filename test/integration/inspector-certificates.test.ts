import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { registryRow } from '../../functions/adapters/dynamodb/registry-rows.ts';
import type { Inspector } from '../../shared/domain/registry/registry.ts';
import { type FileToImport, type ImportDesk, importDesk } from '../support/import-desk.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';
import { changeInspector, enterInspector, retire } from '../support/two-persons.ts';

let system: TestSystem;
let desks: Readonly<Record<Department, ImportDesk>>;
beforeEach(async () => {
  system = await systemForTest();
  desks = { SCJG: importDesk(system, heads.SCJG), WJW: importDesk(system, heads.WJW) };
});

const heads = {
  SCJG: person('SCJG', 'department-admin'),
  WJW: person('WJW', 'department-admin'),
} as const;
type Department = keyof typeof heads;

const departmentOf = (id: string): Department => (id.startsWith('W') ? 'WJW' : 'SCJG');
const issuer = '河南省人民政府';
const inspector = (id: string, number: string, more: Partial<Inspector> = {}): Inspector => ({
  id,
  name: '某检查员',
  department: departmentOf(id),
  certificate: { number, issuer, validFrom: '2024-01-01', validTo: '2029-12-31' },
  level: '县',
  qualifications: [],
  expertise: [],
  itemScope: ['*'],
  recusals: [],
  status: '有效',
  tags: [],
  ...more,
});

const as = (department: Department) => system.as(heads[department]);
const create = (body: Inspector) => enterInspector(system, heads[body.department as Department], body);
const view = async (id: string) => expectOk(await as(departmentOf(id))('getInspector', { params: { id } }));
const update = async (body: Inspector) => {
  const { version } = await view(body.id);
  return changeInspector(system, heads[body.department as Department], version, body);
};
const deactivate = async (id: string) => {
  const { version } = await view(id);
  await retire(system, person(departmentOf(id), 'officer'), { kind: 'inspector', rowId: id, version }, '调离执法岗位');
};
const discard = async (department: Department, id: string) => {
  expectOk(await as(department)('discardImport', { params: { id } }));
  await system.runJobs();
};

const header = '人员编号,姓名,执法证号,发证机关,证件生效日期,证件有效期至,层级,可检查事项,状态';
const row = (id: string, number: string, status = '有效', issuedBy = issuer) =>
  `${id},某检查员,"${number}",${issuedBy},2024-01-01,2029-12-31,县,*,${status}`;
const file = (...rows: readonly string[]): FileToImport => ({
  kind: 'inspector',
  name: '人员.csv',
  bytes: Buffer.from([header, ...rows].join('\r\n')),
});
const updates = (...lines: readonly string[]): FileToImport => ({
  kind: 'inspector',
  name: '人员.csv',
  bytes: Buffer.from(lines.join('\r\n')),
  update: 'given-columns',
});
const desk = (department: Department) => desks[department];

/** Every inspector who may be drawn, with the number of the certificate as it is kept. */
async function bearers(): Promise<string[]> {
  const found: string[] = [];
  for await (const { value } of system.deps.registry.all('inspector')) {
    if (value.status === '有效') found.push(`${value.id} ${value.certificate.number}`);
  }
  return found.toSorted();
}

const spellings: readonly (readonly [how: string, number: string])[] = [
  ['as it stands on it', '豫N-0200001'],
  ['in full width', '豫Ｎ－０２００００１'],
  ['with blanks', ' 豫 N-020\u30000001 '],
  ['with a no-break blank', '豫N-\u00a00200001'],
  ['with a zero-width blank', '豫N-02\u200b00001'],
  ['with a soft hyphen', '豫N-02\u00ad00001'],
  ['in small letters', '豫n-0200001'],
  ['without its hyphen', '豫N0200001'],
  ['with a dash', '豫N—0200001'],
  ['with a point', '豫N·0200001'],
  ['with NUL', '豫N-0200001\u0000'],
  ['with another control character', '豫N-0200\u0007001'],
  ['behind a mark of direction', '\u202e豫N-0200001\u202c'],
  ['with O for 0', '豫N-O2OOOO1'],
];

/** A text file with NUL in it is refused as a whole, being no text. */
const inFiles = spellings.filter(([, number]) => !number.includes('\u0000'));

describe('A certificate is the same, however its number is written,', () => {
  beforeEach(async () => {
    expectOk(await create(inspector('S1', '豫N-0200001')));
    expectOk(await create(inspector('W2', '豫N-0200002')));
  });
  const asBefore = ['S1 豫N-0200001', 'W2 豫N-0200002'];

  test('for whoever enters a second person with it, of the same or another department', async () => {
    const refused = { error: { kind: 'invalid-input', errors: [{ path: 'body.certificate.number' }] } };
    for (const [how, number] of spellings) {
      expect(await create(inspector('S2', number)), how).toMatchObject(refused);
      expect(await create(inspector('W1', number)), how).toMatchObject(refused);
      expect(await update(inspector('W2', number)), how).toMatchObject(refused);
    }
    expect(await bearers()).toEqual(asBefore);
  });

  test('for a file, of the same or another department, and for an update of that column alone', async () => {
    const rows = (first: string) => inFiles.map(([, number], n) => row(`${first}${n + 10}`, number));
    for (const department of ['SCJG', 'WJW'] as const) {
      const entry = await desk(department).staged(file(...rows(department.slice(0, 1))));
      expect(entry.counts).toMatchObject({ added: 0, refused: inFiles.length });
      const report = await desk(department).report(entry.id);
      expect(report.match(/该执法证已登记在人员 S1 名下|与第2行的执法证相同/g)).toHaveLength(inFiles.length);
      await discard(department, entry.id);
    }
    for (const [how, number] of inFiles.slice(0, 3)) {
      const entry = await desk('WJW').staged(updates('人员编号,执法证号', `W2,"${number}"`));
      expect(entry.counts, how).toMatchObject({ changed: 0, refused: 1 });
      await discard('WJW', entry.id);
    }
    expect(await bearers()).toEqual(asBefore);
  });

  test('for the rows of one file', async () => {
    await deactivate('S1');
    const entry = await desk('SCJG').staged(file(...inFiles.map(([, number], n) => row(`S${n + 10}`, number))));
    expect(entry.counts).toMatchObject({ added: 1, refused: inFiles.length - 1 });
    expect(await desk('SCJG').report(entry.id)).toMatch(/^3,执法证号,.*与第2行的执法证相同，一证只能登记一人/m);
  });
});

test('The number is kept in one form, and another number or another issuer is another certificate', async () => {
  expectOk(await create(inspector('S1', ' 豫ｎ—02\u200b00001\u0000')));
  const other = { number: '豫N-0200001', issuer: '国家市场监督管理总局' };
  const { certificate } = inspector('W1', '');
  expectOk(await create(inspector('W1', '', { certificate: { ...certificate, ...other } })));
  expectOk(await create(inspector('W2', '豫N-02000011')));
  expect(await bearers()).toEqual(['S1 豫N-0200001', 'W1 豫N-0200001', 'W2 豫N-02000011']);
});

test('The issuer, too, is the same however it is typed', async () => {
  expectOk(await create(inspector('S1', '豫N1')));
  const { certificate } = inspector('W1', '豫N1');
  const body = inspector('W1', '豫N1', { certificate: { ...certificate, issuer: '河南省 人民\u200b政府' } });
  expect(await create(body)).toMatchObject({ error: { kind: 'invalid-input' } });
});

describe('Whoever is out of use has given the certificate up', () => {
  test('so it may be entered for another row, and the first cannot come back into use, by no way in', async () => {
    expectOk(await create(inspector('S1', '豫N1')));
    await deactivate('S1');
    expectOk(await create(inspector('W1', '豫N1')));
    expect(await update(inspector('S1', '豫N1'))).toMatchObject({ error: { kind: 'invalid-input' } });
    for (const given of [file(row('S1', '豫N1')), updates('人员编号,状态', 'S1,有效')]) {
      const entry = await desk('SCJG').staged(given);
      expect(entry.counts).toMatchObject({ changed: 0, refused: 1 });
      await discard('SCJG', entry.id);
    }
    expect(await bearers()).toEqual(['W1 豫N1']);
    await deactivate('W1');
    expectOk(await update(inspector('S1', '豫N1')));
    expect(await bearers()).toEqual(['S1 豫N1']);
  });

  test('and a row may be changed without giving it up', async () => {
    expectOk(await create(inspector('S1', '豫N1')));
    expectOk(await update(inspector('S1', '豫N1', { name: '改名' })));
    await desk('SCJG').imported(file(row('S1', '豫n１').replace('某检查员', '又改名')));
    expect(await bearers()).toEqual(['S1 豫N1']);
  });

  test('and one file hands it from one row to another', async () => {
    await desk('SCJG').imported(file(row('S1', '豫N1')));
    const entry = await desk('SCJG').staged(file(row('S2', '豫N1'), row('S1', '豫N1', '失效')));
    expect(entry.counts).toMatchObject({ added: 1, changed: 1, refused: 0 });
    expect(await create(inspector('W1', '豫N1'))).toMatchObject({ error: { kind: 'invalid-input' } });
    expectOk(await desk('SCJG').activate(entry));
    expect(await bearers()).toEqual(['S2 豫N1']);
    expect(await create(inspector('W1', '豫N1'))).toMatchObject({ error: { kind: 'invalid-input' } });
  });

  test('but a file that is given up hands nothing over', async () => {
    await desk('SCJG').imported(file(row('S1', '豫N1')));
    const { id } = await desk('SCJG').staged(file(row('S2', '豫N1'), row('S1', '豫N1', '失效')));
    await discard('SCJG', id);
    expect(await create(inspector('W1', '豫N1'))).toMatchObject({ error: { kind: 'invalid-input' } });
    expect(await bearers()).toEqual(['S1 豫N1']);
  });
});

describe('An import that is open', () => {
  test('holds the certificates that it brings, and lets them go when it is given up', async () => {
    const { id } = await desk('SCJG').staged(file(row('S1', '豫N1')));
    expect(await create(inspector('W1', '豫N1'))).toMatchObject({ error: { kind: 'invalid-input' } });
    const other = await desk('WJW').staged(file(row('W1', '豫N1')));
    expect(other.counts).toMatchObject({ added: 0, refused: 1 });
    await discard('SCJG', id);
    await discard('WJW', other.id);
    expectOk(await create(inspector('W1', '豫N1')));
  });

  test('is refused as a whole when its undo would give a certificate to two', async () => {
    await desk('SCJG').imported(file(row('S1', '豫N1')));
    const entry = await desk('SCJG').imported(file(row('S1', '豫N2')));
    expectOk(await create(inspector('W1', '豫N1')));
    const asked = { params: { id: entry.id }, key: 'undo-of-it', body: { reason: '导入了错误的文件' } };
    const undo = expectOk(await desk('SCJG').call('undoImport', asked));
    await system.runJobs();
    expect(await desk('SCJG').get(undo.id)).toMatchObject({
      status: expect.stringMatching(/^(discarded|refused|discarding)$/),
      failure: expect.stringContaining('W1'),
    });
    expect(await bearers()).toEqual(['S1 豫N2', 'W1 豫N1']);
  });

  test('and undone lets its certificates go', async () => {
    const entry = await desk('SCJG').imported(file(row('S1', '豫N1')));
    const asked = { params: { id: entry.id }, key: 'undo-of-it', body: { reason: '导入了错误的文件' } };
    const undo = expectOk(await desk('SCJG').call('undoImport', asked));
    await system.runJobs();
    const second = system.as(person('SCJG', 'officer', '乙'));
    const { version } = await desk('SCJG').get(undo.id);
    expectOk(await second('approveUndo', { params: { id: undo.id }, version }));
    await system.runJobs();
    expectOk(await create(inspector('W1', '豫N1')));
    const again = await desk('SCJG').staged(file(row('S1', '豫N1')));
    expect(again.counts).toMatchObject({ added: 0, refused: 1 });
  });
});

test('Of two who enter one certificate at the same moment one is told who has it', async () => {
  const bodies = Array.from({ length: 6 }, (_, n) => inspector(`${n % 2 ? 'W' : 'S'}${n}`, '豫N1'));
  const answers = await Promise.all(bodies.map(create));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(answers.flatMap((answer) => (answer.ok ? [] : [answer.error.kind]))).toEqual(Array(5).fill('invalid-input'));
  expect(await bearers()).toHaveLength(1);
});

describe('A row of an earlier version, which reserved nothing', () => {
  const stored = async (value: unknown) => {
    const { id } = value as Inspector;
    const meta = { version: 1, chain: { seq: 0, hash: '' }, updatedAt: '2026-01-01T00:00:00.000Z', updatedBy: 'x' };
    const { client, names } = system.store.db;
    const Item = registryRow({ kind: 'inspector', slot: 'a', value: value as Inspector, meta });
    await client.send(new PutCommand({ TableName: names.registry, Item }));
    expect((await view(id)).id).toBe(id);
  };

  test.each([
    ['before the job has reserved it', false],
    ['after it', true],
  ])('has its certificate %s, however it was typed then', async (_, reserved) => {
    await stored(inspector('S1', ' 豫n\u0000—1'));
    if (reserved) await system.runJob('index-search');
    expect(await create(inspector('W1', '豫N1'))).toMatchObject({ error: { kind: 'invalid-input' } });
    const entry = await desk('WJW').staged(file(row('W1', '豫N1')));
    expect(entry.counts).toMatchObject({ added: 0, refused: 1 });
  });

  test('that shares one with another may be taken out of use, and nothing else', async () => {
    await stored(inspector('S1', '豫N1'));
    await stored(inspector('W1', '豫n1'));
    await system.runJob('index-search');
    expect(await update(inspector('S1', '豫N1', { name: '改名' }))).toMatchObject({ error: { kind: 'invalid-input' } });
    await deactivate('W1');
    expectOk(await update(inspector('S1', '豫N1', { name: '改名' })));
  });
});
