import { beforeEach, describe, expect, test } from 'vitest';
import type { CallOf } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import { type RegistryKind, registryKinds } from '../../shared/domain/registry/kinds.ts';
import { getExportFile } from '../../shared/use-cases/export/exports.ts';
import { runExport } from '../../shared/use-cases/export/run-export.ts';
import { anItem, officer as aRegistered, expertOf, numbered, settle, shop } from '../support/drawable-county.ts';
import { importDesk } from '../support/import-desk.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
const market = person('SCJG', 'officer');
const admin = person('SCJG', 'department-admin');
const health = person('WJW', 'officer');
const office = person('FGW', 'office');

beforeEach(async () => {
  system = await systemForTest();
  await settle(system.deps, {
    objects: [
      shop(2, { name: '=1+1商店', phone: '+86 370 8100000', tags: ['重点', '食品（冷链、常温）'] }),
      shop(1, { status: '停用', statusReason: '重复登记' }),
      shop(3, { id: '91411422MA10000120', creditCode: '91411422MA10000120', supervisors: ['SCJG'] }),
      shop(4, { id: 'W4', department: 'WJW', supervisors: ['WJW', 'SCJG'] }),
      shop(5, { id: 'W5', department: 'WJW', supervisors: ['WJW'] }),
    ],
    items: [
      anItem('SCJG', {
        content: '许可证\n进货台账',
        methods: ['1', '5'],
        expertise: '食品检验',
        expertRequired: false,
      }),
      anItem('SCJG', { id: 'SCJG-002', kind: 'general', ratioCap: { ratio: 550, document: '年度方案' } }),
      anItem('WJW', { status: '失效', statusReason: '依据废止' }),
    ],
    inspectors: [
      aRegistered('SCJG', 1, { recusals: [{ objectId: 'S0001', ground: '亲属关系' }], mayLead: false, capacity: 30 }),
      aRegistered('SCJG', 2, { status: '失效', statusReason: '调离', qualifications: ['食品安全', '电梯'] }),
      aRegistered('WJW', 1),
    ],
    experts: [expertOf('SCJG', 1, { recusals: [] }), expertOf('SCJG', 2, { fields: ['计量', '食品检验'] })],
    plans: [],
  });
});

let keys = 0;
const ask = (who: Principal, body: CallOf<'createExport'>['body']) => {
  keys += 1;
  return system.as(who)('createExport', { key: `export-${1000 + keys}`, body });
};
const exported = async (who: Principal, body: CallOf<'createExport'>['body']) => {
  const { id } = expectOk(await ask(who, body));
  await system.runJobs();
  return expectOk(await system.as(who)('getExport', { params: { id } }));
};
const bytesOf = async (who: Principal, id: string, file = '1'): Promise<Buffer> => {
  const { url } = expectOk(await system.as(who)('getExportFile', { params: { id, file } }));
  return system.deps.blobs.files.get(url.slice('memory:'.length)) ?? Buffer.alloc(0);
};
const idsIn = async (who: Principal, body: { readonly kind: RegistryKind; readonly department?: 'SCJG' | 'WJW' }) => {
  const { id } = await exported(who, { ...body, format: 'csv' });
  const lines = (await bytesOf(who, id)).toString('utf8').trim().split('\r\n').slice(1);
  return lines.map((line) => line.split(',').find((cell) => cell !== ''));
};

describe('an exported registry', () => {
  const sizes = { object: 3, item: 2, inspector: 2, expert: 2 };
  test.each(registryKinds.flatMap((kind) => [[kind, 'csv'] as const, [kind, 'xlsx'] as const]))(
    'of kind %s as %s, imported again as it is, changes nothing',
    async (kind, format) => {
      const done = await exported(market, { kind, format });
      expect(done).toMatchObject({ status: 'done', department: 'SCJG', files: [{ file: 1, rows: sizes[kind] }] });
      const bytes = await bytesOf(market, done.id);
      expect(done.files[0]?.bytes).toBe(bytes.byteLength);
      const entry = await importDesk(system, admin).staged({ kind, name: `名录.${format}`, bytes });
      expect(entry).toMatchObject({
        status: 'staged',
        hasReport: false,
        counts: { rows: sizes[kind], unchanged: sizes[kind], added: 0, changed: 0, refused: 0, remarks: 0, emptied: 0 },
      });
    },
  );

  test('stands in the order of its numbers, under Chinese headers, and starts no formula', async () => {
    const { id } = await exported(market, { kind: 'object', format: 'csv' });
    const [header, first, second, third] = (await bytesOf(market, id)).toString('utf8').split('\r\n');
    expect(header).toBe(
      '\ufeff统一社会信用代码,对象编号,名称,对象类别,监管部门,乡镇街道,地址,行业代码,信用风险分类,状态,成立日期,负责人,联系电话,标签',
    );
    expect(first).toContain('91411422MA10000120,,睢县第3商店');
    expect(second).toContain(',S0001,睢县第1商店');
    expect(third).toContain(",S0002,'=1+1商店");
  });

  test('is saved under a name that says what it is', async () => {
    const { id } = await exported(market, { kind: 'inspector', format: 'xlsx' });
    const named: string[] = [];
    const blobs = {
      ...system.deps.blobs,
      downloadUrl: async (key: string, fileName: string) => {
        named.push(fileName);
        return system.deps.blobs.downloadUrl(key, fileName);
      },
    };
    const actor = { ...market, scope: 'joint' as const };
    await getExportFile({ ...system.store, blobs }, { id, file: 1 }, actor, system.deps.clock());
    expect(named).toEqual(['市场监督管理局执法检查人员2026年11月23日.xlsx']);
  });

  test('that is empty is a header alone', async () => {
    const done = await exported(health, { kind: 'expert', format: 'csv' });
    expect(done.files).toMatchObject([{ rows: 0 }]);
  });
});

describe('who exports what', () => {
  test('a department exports its own rows; of objects kept elsewhere those that it supervises', async () => {
    expect(await idsIn(market, { kind: 'object' })).toEqual(['91411422MA10000120', 'S0001', 'S0002']);
    expect(await idsIn(market, { kind: 'object', department: 'WJW' })).toEqual(['W4']);
    expect(await idsIn(health, { kind: 'object', department: 'WJW' })).toEqual(['W4', 'W5']);
  });

  test('items are read by all departments, persons by their own alone, everything by the office', async () => {
    expect(await idsIn(market, { kind: 'item', department: 'WJW' })).toEqual(['WJW-001']);
    expect(await ask(market, { kind: 'inspector', department: 'WJW' })).toMatchObject({
      error: { kind: 'foreign-department', status: 403 },
    });
    expect(await idsIn(office, { kind: 'inspector', department: 'WJW' })).toEqual(['WJW-R001']);
    expect(await ask(person('SCJG', 'inspector'), { kind: 'object' })).toMatchObject({ error: { kind: 'forbidden' } });
  });

  test('an export is read by the person who asked for it, and by nobody else', async () => {
    const { id } = await exported(office, { kind: 'inspector', department: 'SCJG' });
    const foreign = { error: { kind: 'not-found' } };
    for (const who of [market, person('GAJ', 'office')]) {
      expect(await system.as(who)('getExport', { params: { id } })).toMatchObject(foreign);
      expect(await system.as(who)('getExportFile', { params: { id, file: '1' } })).toMatchObject(foreign);
      expect(expectOk(await system.as(who)('listExports', {})).items).toEqual([]);
    }
  });

  test('one who has changed the department since no longer gets the rows of the former one', async () => {
    const { id } = await exported(market, { kind: 'inspector' });
    const moved = { ...market, department: 'WJW' as const };
    expect(await system.as(moved)('getExportFile', { params: { id, file: '1' } })).toMatchObject({
      error: { kind: 'not-found' },
    });
  });
});

describe('an export as a job', () => {
  test('says how far it is; nothing can be downloaded before it is done, nor after seven days', async () => {
    const { id, status } = expectOk(await ask(market, { kind: 'object' }));
    expect(status).toBe('running');
    const file = () => system.as(market)('getExportFile', { params: { id, file: '1' } });
    expect(await file()).toMatchObject({ error: { kind: 'not-ready' } });
    await system.runJobs();
    expect(await file()).toMatchObject({ ok: true });
    expect(await system.as(market)('getExportFile', { params: { id, file: '2' } })).toMatchObject({
      error: { kind: 'not-found' },
    });
    system.at('2026-11-30T02:00:00Z');
    expect(await file()).toMatchObject({ error: { kind: 'not-ready', detail: expect.stringContaining('7天') } });
  });

  test('writes files of at most as many rows as an import takes, one after the other', async () => {
    const { id } = expectOk(await ask(market, { kind: 'object', format: 'csv' }));
    await runExport(system.deps, id, 2);
    const done = expectOk(await system.as(market)('getExport', { params: { id } }));
    expect(done).toMatchObject({ progress: 3, files: [{ rows: 2 }, { rows: 1 }] });
    expect((await bytesOf(market, id, '2')).toString('utf8')).toContain('S0002');
  });

  test('tells its progress of a long registry, and a run that comes twice writes the same', async () => {
    const many = numbered(12, (n) => aRegistered('GAJ', n));
    await settle(system.deps, { items: [], objects: [], inspectors: many, plans: [] });
    const police = person('GAJ', 'officer');
    const { id } = expectOk(await ask(police, { kind: 'inspector', format: 'csv' }));
    await Promise.all([runExport(system.deps, id), runExport(system.deps, id)]);
    expect(await runExport(system.deps, id)).toEqual({});
    const events = await system.store.audit.events('export', id);
    expect(events.map(({ action }) => action)).toEqual(['request', 'finish']);
  });

  test('that was lost is taken up by the hourly run, or by asking again', async () => {
    const body = { kind: 'object', format: 'csv' } as const;
    const first = expectOk(await ask(market, body));
    const again = { key: 'export-again-1', body };
    const second = expectOk(await system.as(market)('createExport', again));
    system.forgetJobs();
    expectOk(await system.as(market)('createExport', again));
    await system.runJobs();
    const statusOf = async (id: string) => expectOk(await system.as(market)('getExport', { params: { id } })).status;
    expect([await statusOf(first.id), await statusOf(second.id)]).toEqual(['running', 'done']);
    system.at('2026-11-23T02:00:00Z');
    expect(await system.runJob('export-registry')).toMatchObject({ exported: 1 });
    expect(await statusOf(first.id)).toBe('done');
  });
});
