import { beforeEach, describe, test } from 'vitest';
import type { CallOf } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import { ok } from '../../shared/base/result.ts';
import { listFileHandOvers } from '../../shared/domain/credit/list-file-hand-overs.ts';
import { importHandOvers } from '../../shared/domain/import/hand-overs.ts';
import { registryChangeHandOvers } from '../../shared/domain/registry/hand-overs.ts';
import type { JobName } from '../../shared/platform/jobs.ts';
import { anItem, expertOf, officer, settle, shop } from '../support/drawable-county.ts';
import { type Expected, expectHandedOver, type Handing, type Reader, type Ready } from '../support/handed-over.ts';
import { codeOf, csv, type ImportDesk, importDesk, objectRow } from '../support/import-desk.ts';
import { aListRow, second as applier, liaison, listCsv } from '../support/list-files.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';
import { ask, colleagueOf } from '../support/two-persons.ts';

let system: TestSystem;
const market = person('SCJG', 'officer', '经办');
const second = colleagueOf(market);
const health = person('WJW', 'officer', '卫');
const colleague = (department: 'SCJG' | 'WJW'): Reader => ({
  inbox: department,
  who: { ...person(department, 'officer', '同事'), roles: ['officer', 'department-admin'] },
});
/** A job that runs twice at the same moment is an act as well. */
const run =
  (job: JobName, input = {}): Ready =>
  async () =>
    ok(await system.runJob(job, input));

describe('a change of a registry', () => {
  /** Kept by 市场监管: one that 卫健 supervises as well, and one that it alone supervises. */
  const [shared, alone] = [shop(2), shop(1)];
  beforeEach(async () => {
    system = await systemForTest();
    system.at('2026-03-02T01:00:00Z');
    const item = anItem('SCJG', { name: '商品质量检查' });
    const experts = [expertOf('SCJG', 1, { name: '王五' })];
    const inspectors = [1, 2].map((n) => officer('SCJG', n));
    await settle(system.deps, { items: [item], objects: [shared, alone], inspectors, experts, plans: [] });
  });
  type Wanted = CallOf<'requestChange'>['body'];
  const out: Wanted = {
    ...{ kind: 'object', rowId: shared.id, version: 1, reason: '不属监管范围' },
    change: { act: 'update', value: { ...shared, supervisors: ['SCJG'] } },
  };
  const requests =
    (body: Wanted): Ready =>
    () =>
      system.as(market)('requestChange', { key: 'change-of-the-test', body });
  const requested = async ({ reason, change, ...row }: Wanted = out) =>
    expectOk(await ask(system, market, row, change, reason)).id;
  const decides =
    (who: Principal, operation: 'consentToChange' | 'withdrawChange', id: string): Ready =>
    () =>
      system.as(who)(operation, { params: { id }, version: 1 });

  const acts: Readonly<Record<Handing<typeof registryChangeHandOvers>, () => Promise<Ready>>> = {
    request: async () => requests(out),
    'carry-out': async () => decides(health, 'consentToChange', await requested()),
    refuse: async () => {
      const call = { params: { id: await requested() }, version: 1, body: { reason: '仍须检查' } };
      return () => system.as(health)('refuseChange', call);
    },
    withdraw: async () => decides(market, 'withdrawChange', await requested()),
    lapse: async () => {
      await requested();
      system.at('2026-03-17T01:00:01Z');
      return run('resume-imports');
    },
  };
  const readers = { asker: [colleague('SCJG')], asked: [colleague('WJW')] };

  test.each(Object.keys(acts) as Handing<typeof registryChangeHandOvers>[])(
    'after the step %s is with whom the table names, who is told once and finds it in the to-do list',
    async (act) => {
      const readersOf = (side: string) => readers[side as keyof typeof readers];
      await expectHandedOver(system, await acts[act](), { handsOver: registryChangeHandOvers[act], readersOf });
    },
  );

  const rows: Readonly<Record<Wanted['kind'], string>> = {
    ...{ object: alone.id, item: 'SCJG-001', inspector: 'SCJG-R001', expert: 'SCJG-Z001' },
  };
  test.each(Object.keys(rows) as Wanted['kind'][])(
    'that the own department alone loses by is for a second person of it to decide, who reads the name of the %s',
    async (kind) => {
      const body: Wanted = { kind, rowId: rows[kind], version: 1, reason: '不再使用', change: { act: 'deactivate' } };
      // Both sides are one department, which is told once.
      const expected = (act: 'request' | 'carry-out', side: string): Expected => ({
        handsOver: registryChangeHandOvers[act],
        readersOf: (each) => (each === side ? readers.asker : []),
      });
      await expectHandedOver(system, requests(body), expected('request', 'asked'));
      const { items } = expectOk(await system.as(second)('listChanges', { query: {} }));
      await expectHandedOver(
        system,
        decides(second, 'consentToChange', items[0]?.id ?? ''),
        expected('carry-out', 'asker'),
      );
    },
  );
});

describe('an import', () => {
  let desk: ImportDesk;
  let keys = 0;
  const file = (...rows: readonly string[]) => ({ name: '餐饮名录', bytes: Buffer.from(csv(...rows)) });
  const closed = objectRow(1).replace(/存续$/, '注销');
  /** Two shops, the first supervised by 卫健 as well. */
  beforeEach(async () => {
    system = await systemForTest();
    desk = importDesk(system, market);
    await desk.imported(file(objectRow(1), objectRow(2)));
    const part = { tags: ['公共场所'], number: '卫1' };
    expectOk(await system.as(health)('joinObject', { params: { id: codeOf(1) }, body: part }));
  });
  const uploaded = async () => {
    const id = await desk.upload(file(closed, objectRow(2)));
    expectOk(await desk.call('stageImport', { params: { id } }));
    system.forgetJobs();
    return id;
  };
  const settled = async () => {
    const entry = await desk.staged(file(closed, objectRow(2)));
    expectOk(await desk.activate(entry));
    return entry;
  };
  const requests = (id: string): Ready => {
    keys += 1;
    const call = { key: `undo-of-the-test-${keys}`, params: { id }, body: { reason: '误用了上一年的名单' } };
    return () => system.as(market)('undoImport', call);
  };
  const undoing = async () => {
    expectOk((await requests((await settled()).id)()) as never);
    const { items } = expectOk(await desk.call('listImports', { query: {} }));
    return items.find(({ undoes, status }) => undoes !== undefined && status === 'staging')?.id ?? '';
  };
  const toUndo = async () => {
    const id = await undoing();
    await system.runJobs();
    return desk.get(id);
  };
  const discards =
    (id: string): Ready =>
    () =>
      system.as(market)('discardImport', { params: { id } });

  const acts: Readonly<Record<Handing<typeof importHandOvers>, () => Promise<Ready>>> = {
    staged: async () => run('stage-import', { importId: await uploaded() }),
    activate: async () => {
      const { id, version } = await desk.staged(file(closed, objectRow(2)));
      return () => system.as(second)('activateImport', { params: { id }, version, body: {} });
    },
    discard: async () => discards((await desk.staged(file(closed))).id),
    undo: async () => {
      const { id, version } = await toUndo();
      return () => system.as(second)('approveUndo', { params: { id }, version });
    },
    'request-undo': async () => requests((await settled()).id),
  };
  // What a department imports is its own; the office has files of classes.
  const readers = { department: [colleague('SCJG')], office: [], 'who-loses-rows': [colleague('WJW')] };
  const expected = (act: Handing<typeof importHandOvers>): Expected => ({
    handsOver: importHandOvers[act],
    readersOf: (side) => readers[side as keyof typeof readers],
  });

  test.each(Object.keys(acts) as Handing<typeof importHandOvers>[])(
    'after the step %s is with whom the table names, who is told once and finds it in the to-do list',
    async (act) => {
      await expectHandedOver(system, await acts[act](), expected(act));
    },
  );

  test('that undoes another is for a second person to approve once its rows lie ready, and is told of when it is given up', async () => {
    const id = await undoing();
    system.forgetJobs();
    const { to } = importHandOvers.staged;
    const handsOver = { to, asks: { todo: 'import-to-undo' } } as const;
    await expectHandedOver(system, run('stage-import', { importId: id }), { ...expected('staged'), handsOver });
    await expectHandedOver(system, discards(id), expected('discard'));
  });
});

describe('a file of a list', () => {
  beforeEach(async () => {
    system = await systemForTest();
    system.at('2026-05-27T01:00:00Z');
  });

  const acts: Readonly<Record<Handing<typeof listFileHandOvers>, () => Promise<Ready>>> = {
    finish: async () => {
      const bytes = listCsv([aListRow('睢县某建材公司', codeOf(1), '（2025）豫1422执1号')]);
      const body = { list: 'court', asOf: '2026-05-26', fileName: '失信被执行人名单', bytes: bytes.length } as const;
      const { file } = expectOk(await system.as(liaison)('createListFile', { key: 'list-file-of-test', body }));
      await system.deps.blobs.put(`uploads/lists/${file.id}/file`, bytes, 'text/csv');
      expectOk(await system.as(liaison)('startListFile', { params: { id: file.id }, body: {} }));
      return run('import-lists', { fileId: file.id });
    },
  };

  test.each(Object.keys(acts) as Handing<typeof listFileHandOvers>[])(
    'after the step %s is with whom the table names, who is told once and finds it in the to-do list',
    async (act) => {
      const readersOf = () => [{ inbox: 'FGW', who: applier }];
      await expectHandedOver(system, await acts[act](), { handsOver: listFileHandOvers[act], readersOf });
    },
  );
});
