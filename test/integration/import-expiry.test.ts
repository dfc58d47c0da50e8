import { beforeEach, expect, test } from 'vitest';
import { dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import { expireImports } from '../../shared/use-cases/import/expire-imports.ts';
import { dyingAfter } from '../support/dying-client.ts';
import { csv, type ImportDesk, importDesk, objectRow } from '../support/import-desk.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
let desk: ImportDesk;
const officer = person('SCJG', 'officer');
beforeEach(async () => {
  system = await systemForTest();
  desk = importDesk(system, officer);
});

/** What came of an import that nobody went on with. */
const notices = async () =>
  expectOk(await desk.call('listNotices', { query: {} })).items.filter(({ kind }) => kind === 'import-expired');

test('whoever is refused because of an open import learns whose it is, which file, and since when', async () => {
  await desk.staged({ name: '城关镇饭店.csv', bytes: Buffer.from(csv(objectRow(1))) });
  const text = `市场监督管理局的检查对象名录自2026年11月23日09时00分起正由${officer.name}导入（文件“城关镇饭店.csv”），请待其生效或放弃后再办理。`;
  const second = await desk.upload(csv(objectRow(2)));
  expect(await desk.call('stageImport', { params: { id: second } })).toMatchObject({
    error: { kind: 'import-open', status: 409, detail: text },
  });
});

test('an import that nobody activates within seven days is given up, and its department is told', async () => {
  const entry = await desk.staged({ name: '城关镇饭店.csv', bytes: Buffer.from(csv(objectRow(1))) });
  system.at('2026-11-30T00:59:59.999Z');
  expect(await system.runJob('resume-imports')).toMatchObject({ expired: 0 });
  expect(await desk.get(entry.id)).toMatchObject({ status: 'staged' });

  system.at('2026-11-30T01:00:00.000Z');
  expect(await system.runJob('resume-imports')).toMatchObject({ expired: 1 });
  expect(await system.runJob('resume-imports')).toMatchObject({ expired: 0 });
  expect(await desk.get(entry.id)).toMatchObject({
    status: 'discarded',
    failure: '校验完成后7天内没有生效，已自动放弃',
  });
  expect(await notices()).toMatchObject([
    {
      kind: 'import-expired',
      text: '2026年11月23日09时00分登记的检查对象导入（文件“城关镇饭店.csv”）校验完成后7天内没有生效，已自动放弃，名录未作任何改动；仍需导入的，请重新登记。',
    },
  ]);
  expect((await desk.staged(csv(objectRow(2)))).status).toBe('staged');

  system.at('2026-11-30T06:00:00.000Z');
  await system.runJob('remind-deadlines');
  expect(system.sent).toContainEqual(
    expect.objectContaining({ department: 'SCJG', title: '导入逾期未生效，已自动放弃' }),
  );
});

test('a run that dies at any of its writes is finished by the next one, with one notice', async () => {
  for (let writes = 0; writes < 5; writes += 1) {
    system.at(`2026-11-0${writes + 1}T01:00:00Z`);
    const entry = await desk.staged(csv(objectRow(writes + 1)));
    const now = new Date(`2026-11-1${writes}T01:00:00Z`);
    const store = dynamoStore({ ...system.store.db, client: dyingAfter(system.store.db.client, writes) });
    await expireImports({ ...system.deps, ...store }, now).catch((error: Error) => error);
    system.at(`2026-11-1${writes}T01:30:00Z`);
    await system.runJob('resume-imports');
    expect(await desk.get(entry.id)).toMatchObject({ status: 'discarded' });
    expect(await notices()).toHaveLength(writes + 1);
  }
  expect(await desk.names()).toEqual([]);
});

test('an import that was activated in time stays active', async () => {
  await desk.imported(csv(objectRow(1)));
  system.at('2026-12-30T01:00:00Z');
  expect(await system.runJob('resume-imports')).toMatchObject({ expired: 0 });
  expect(await desk.names()).toEqual(['睢县第1饭店']);
});

test('an import whose file nobody has checked within seven days is given up too, and its department is told', async () => {
  const id = await desk.upload(csv(objectRow(1)));
  system.at('2026-11-30T00:59:59.999Z');
  expect(await system.runJob('resume-imports')).toMatchObject({ expired: 0 });
  system.at('2026-11-30T01:00:00.000Z');
  expect(await system.runJob('resume-imports')).toMatchObject({ expired: 1 });
  expect(await system.runJob('resume-imports')).toMatchObject({ expired: 0 });
  expect(await desk.get(id)).toMatchObject({ status: 'discarded', failure: '登记后7天内没有提交校验，已自动放弃' });
  const [notice] = await notices();
  expect(notice?.kind).toBe('import-expired');
  expect(notice?.text).toMatch(/登记后7天内没有提交校验，已自动放弃；仍需导入的，请重新登记。$/);
  expect(await desk.call('stageImport', { params: { id } })).toMatchObject({ error: { kind: 'illegal-transition' } });
});
