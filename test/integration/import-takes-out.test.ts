import { beforeEach, expect, test } from 'vitest';
import { codeOf, csv, type ImportDesk, importDesk, objectHeader, objectRow } from '../support/import-desk.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

const market = person('SCJG', 'officer', '甲');
const colleague = person('SCJG', 'officer', '乙');
const health = person('WJW', 'officer', '卫');
let system: TestSystem;
let desk: ImportDesk;

/** Two shops, the first supervised by health as well. */
beforeEach(async () => {
  system = await systemForTest();
  desk = importDesk(system, market);
  await system.runJob('index-search');
  await desk.imported(csv(objectRow(1), objectRow(2)));
  const part = { tags: ['公共场所'], number: '卫1' };
  expectOk(await system.as(health)('joinObject', { params: { id: codeOf(1) }, body: part }));
});

const inbox = async (who = health) =>
  expectOk(await system.as(who)('listNotices', { query: {} })).items.filter(({ kind }) => kind === 'objects-taken-out');
const statusOf = async (n: number) => expectOk(await system.as(market)('getObject', { params: { id: codeOf(n) } }));
const activate = (entry: { id: string; version: number }, who: typeof market) =>
  system.as(who)('activateImport', { params: { id: entry.id }, version: entry.version, body: {} });
const closed = objectRow(1).replace(/存续$/, '注销');

test('a file that only adds, or changes what frames do not read, is activated by who had it checked', async () => {
  const entry = await desk.staged(csv(objectRow(1, '改了名的饭店'), objectRow(3)));
  expect(entry.counts).toMatchObject({ added: 1, changed: 1, takenOut: 0 });
  expectOk(await activate(entry, market));
});

test('a file that takes an object out of use says of which, is refused to who had it checked and made active by another', async () => {
  const entry = await desk.staged(csv(closed, objectRow(2)));
  expect(entry.counts).toMatchObject({ changed: 1, takenOut: 1 });
  expect(entry.takenFrom).toEqual([
    { department: 'SCJG', rows: 1 },
    { department: 'WJW', rows: 1 },
  ]);
  const report = await desk.report(entry.id);
  expect(report).toContain(codeOf(1));
  expect(report).toContain('卫生健康委：不再为存续或有效');
  expect(report).not.toContain(codeOf(2));
  expect(await activate(entry, market)).toMatchObject({ error: { kind: 'same-person' } });
  expect((await statusOf(1)).status).toBe('存续');
  expect(await inbox()).toEqual([]);

  expectOk(await activate(entry, colleague));
  expect((await statusOf(1)).status).toBe('注销');
  const [notice] = await inbox();
  expect(notice?.text).toContain('由乙批准生效，本部门监管的 1 个对象可能不再列入抽查范围');
  expect(await inbox(market)).toEqual([]);
});

test('neither who announced the file nor who had it checked makes it active', async () => {
  const id = await desk.upload(csv(closed));
  expectOk(await system.as(colleague)('stageImport', { params: { id } }));
  await system.runJobs();
  const entry = await desk.get(id);
  for (const who of [market, colleague])
    expect(await activate(entry, who)).toMatchObject({ error: { kind: 'same-person' } });
  expectOk(await activate(entry, person('SCJG', 'department-admin', '丙')));
});

test('of two who activate at once, the one who had it checked is refused whoever comes first', async () => {
  const entry = await desk.staged(csv(closed));
  const [own, others] = await Promise.all([activate(entry, market), activate(entry, colleague)]);
  expect([own.ok, others.ok]).toEqual([false, true]);
});

test('a file of the township alone counts as well', async () => {
  const bytes = Buffer.from(`统一社会信用代码,乡镇街道\r\n${codeOf(1)},长岗镇`);
  const entry = await desk.staged({ bytes, update: 'given-columns' });
  expect(entry.counts).toMatchObject({ changed: 1, takenOut: 1 });
  expect(await activate(entry, market)).toMatchObject({ error: { kind: 'same-person' } });
});

test('so does one in which the keeper no longer names a supervisor that it had named', async () => {
  const named = (departments: string) => `${objectHeader},监管部门\r\n${objectRow(5)},${departments}`;
  await desk.imported(named('SCJG；YJJ'));
  const entry = await desk.staged(named('SCJG'));
  expect(entry.takenFrom).toEqual([{ department: 'YJJ', rows: 1 }]);
  expect(await activate(entry, market)).toMatchObject({ error: { kind: 'same-person' } });
});

test('whoever loses rows by the undo of a file is told that it is an undo, by whom and how many', async () => {
  const named = (departments: string) => `${objectHeader},监管部门\r\n${objectRow(5)},${departments}`;
  await desk.imported(named('SCJG'));
  const entry = await desk.imported(named('SCJG；WJW'));
  const body = { reason: '误列' };
  const { id } = expectOk(
    await system.as(market)('undoImport', { key: 'undo-key-0001', params: { id: entry.id }, body }),
  );
  await system.runJobs();
  expect(await inbox()).toEqual([]);
  const { version } = await desk.get(id);
  expectOk(await system.as(colleague)('approveUndo', { params: { id }, version }));
  const notices = await inbox();
  expect(notices).toHaveLength(1);
  expect(notices[0]?.text).toContain('由乙批准整体撤销，本部门监管的 1 个对象可能不再列入抽查范围');
  expect(await inbox(market)).toEqual([]);
});

test('an object that goes on under its credit code is lost by nobody, unless it has another industry by the way', async () => {
  const numbered = (code: string, industry: string) =>
    `${objectHeader},对象编号\r\n${code},睢县九号饭店,企业,城关镇,人民路9号,${industry},B,存续,SCJG-9`;
  await desk.imported(numbered('', 'H6210'));
  const same = await desk.staged(numbered(codeOf(9), 'H6210'));
  expect(same.counts).toMatchObject({ added: 1, takenOut: 0 });
  expectOk(await system.as(market)('discardImport', { params: { id: same.id } }));
  await system.runJobs();
  const other = await desk.staged(numbered(codeOf(9), 'F5211'));
  expect(other.counts).toMatchObject({ added: 1, takenOut: 1 });
});

test('an object that goes on under the number of another one in use is lost, however alike they are', async () => {
  await desk.imported(`${objectHeader},对象编号\r\n${objectRow(8).replace(codeOf(8), '')},SCJG-8`);
  expectOk(await system.as(health)('joinObject', { params: { id: 'SCJG-8' }, body: { tags: [] } }));
  const entry = await desk.staged(`${objectHeader},对象编号\r\n${objectRow(2)},SCJG-8`);
  expect(entry.counts).toMatchObject({ takenOut: 1 });
  expect(entry.takenFrom).toEqual([
    { department: 'SCJG', rows: 1 },
    { department: 'WJW', rows: 1 },
  ]);
  expect(await desk.report(entry.id)).toContain('卫生健康委：不再为存续或有效');
  expect(await activate(entry, market)).toMatchObject({ error: { kind: 'same-person' } });
});

test('who was without a licence and is registered is lost by nobody, and done by one person', async () => {
  const line = (code: string, kind: string) => `${code},睢县南街旅馆,${kind},城关镇,南街8号,H6129,B,存续,SCJG-6`;
  const header = `${objectHeader},对象编号`;
  await desk.imported(`${header}\r\n${line('', '无证无照户')}`);
  const entry = await desk.staged(`${header}\r\n${line(codeOf(6), '个体工商户')}`);
  expect(entry.counts).toMatchObject({ added: 1, changed: 1, takenOut: 0 });
  expectOk(await activate(entry, market));
});

test('an inspector taken out of force by a file needs a second person too', async () => {
  const header = '人员编号,姓名,执法证号,发证机关,证件生效日期,证件有效期至,层级,可检查事项,状态';
  const line = 'SCJG-R001,李四,豫N0200001,河南省人民政府,2023-01-01,2028-12-31,县,*,有效';
  await desk.imported({ kind: 'inspector', bytes: Buffer.from(`${header}\r\n${line}`) });
  const bytes = Buffer.from('人员编号,状态\r\nSCJG-R001,失效');
  const entry = await desk.staged({ kind: 'inspector', bytes, update: 'given-columns' });
  expect(entry.counts).toMatchObject({ changed: 1, takenOut: 1 });
  expect(await activate(entry, market)).toMatchObject({ error: { kind: 'same-person' } });
});

test('a takeover by the registrar’s file takes from nobody', async () => {
  const clinic = importDesk(system, health);
  await clinic.imported(csv(objectRow(7)));
  const entry = await desk.staged(csv(objectRow(7)));
  expect(entry.counts.takenOut).toBe(0);
  expectOk(await activate(entry, market));
});
