import { beforeEach, expect, test } from 'vitest';
import { codeOf, csv, type ImportDesk, importDesk, objectRow } from '../support/import-desk.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
let desk: ImportDesk;
beforeEach(async () => {
  system = await systemForTest();
  desk = importDesk(system, person('SCJG', 'officer'));
  await desk.imported(csv(objectRow(1), objectRow(2), objectRow(3)));
});

const updates = (...lines: readonly string[]) => ({
  bytes: Buffer.from(lines.join('\r\n')),
  update: 'given-columns' as const,
});
const object = async (n: number) => expectOk(await desk.call('getObject', { params: { id: codeOf(n) } }));

test('a file of numbers and telephones gives three objects a telephone and leaves the rest of them as it was', async () => {
  const before = await object(1);
  const entry = await desk.staged(
    updates('统一社会信用代码,联系电话', `${codeOf(1)},0370-8100001`, `${codeOf(2)},0370-8100002`),
  );
  expect(entry).toMatchObject({
    status: 'staged',
    update: 'given-columns',
    counts: { rows: 2, added: 0, changed: 2, unchanged: 0, refused: 0, emptied: 0 },
  });
  expectOk(await desk.activate(entry));
  const after = await object(1);
  expect(after).toEqual({ ...before, phone: '0370-8100001', version: 2, updatedAt: after.updatedAt });
  expect((await object(3)).version).toBe(1);
});

test('an object that the registry does not have is refused, since its other columns are unknown', async () => {
  const entry = await desk.staged(
    updates('统一社会信用代码,名称', `${codeOf(1)},睢县新名称饭店`, `${codeOf(9)},睢县第9饭店`),
  );
  expect(entry.counts).toMatchObject({ rows: 2, added: 0, changed: 1, refused: 1 });
  expect(await desk.report(entry.id)).toMatch(/^3,统一社会信用代码,[^,]+,名录里没有这个编号/m);
  expectOk(await desk.activate(entry, true));
  expect(await desk.names()).toEqual(['睢县新名称饭店', '睢县第2饭店', '睢县第3饭店'].toSorted());
});

test('an empty cell of a given column empties it and is counted, but a required value cannot be emptied', async () => {
  expectOk(await desk.activate(await desk.staged(updates('对象编号,负责人', `${codeOf(1)},张三`))));
  const entry = await desk.staged(updates('对象编号,负责人,名称', `${codeOf(1)},,睢县第1饭店`, `${codeOf(2)},李四,`));
  expect(entry.counts).toMatchObject({ changed: 1, emptied: 1, refused: 1 });
  expect(await desk.report(entry.id)).toMatch(/^3,名称,[^\n]*必填，不能为空/m);
  expectOk(await desk.activate(entry, true));
  expect(await object(1)).not.toHaveProperty('representative');
});

test('a file that gives no number, or nothing besides it, is refused as a whole', async () => {
  const withoutNumber = await desk.staged(updates('名称,联系电话', '睢县第1饭店,0370-8100001'));
  expect(withoutNumber).toMatchObject({ status: 'refused' });
  const numberAlone = await desk.staged(updates('统一社会信用代码,序号', `${codeOf(1)},1`));
  expect(numberAlone).toMatchObject({ status: 'refused' });
});

test('an object of another department is not updated, and the report names who keeps it', async () => {
  const other = importDesk(system, person('WJW', 'officer'));
  const entry = await other.staged(updates('统一社会信用代码,联系电话', `${codeOf(1)},0370-8100001`));
  expect(entry.counts).toMatchObject({ changed: 0, refused: 1 });
  expect(await other.report(entry.id)).toContain('市场监督管理局');
});

test('a file of inspectors without recusals keeps them, and does not judge what it does not give', async () => {
  const header = '人员编号,姓名,执法证号,发证机关,证件生效日期,证件有效期至,层级,可检查事项,状态,回避对象';
  await desk.imported({
    kind: 'inspector',
    bytes: Buffer.from(
      `${header}\r\nSCJG-R001,李四,豫N0200001,河南省人民政府,2023-01-01,2028-12-31,县,*,有效,${codeOf(1)}:亲属关系`,
    ),
  });
  const entry = await desk.staged({ kind: 'inspector', ...updates('人员编号,状态', 'SCJG-R001,失效') });
  // That matches lose the inspector by it is all there is to look at.
  expect(entry.counts).toMatchObject({ changed: 1, refused: 0, remarks: 1, takenOut: 1 });
  expectOk(await desk.activate(entry));
  const inspector = expectOk(await desk.call('getInspector', { params: { id: 'SCJG-R001' } }));
  expect(inspector).toMatchObject({ status: '失效', recusals: [{ objectId: codeOf(1) }], name: '李四' });
});
