import { describe, expect, test } from 'vitest';
import type { CallOf } from '../../../shared/api/client.ts';
import { townships } from '../../../shared/codes/townships.ts';
import type { InspectionObject } from '../../../shared/domain/registry/registry.ts';
import { who, year } from './county.ts';
import { behaviours, codeOfFarm, farms, inspectorsOf, itemsOf, works } from './files.ts';

/** A farm as an official enters it by hand. */
const objectOf = (id: string, more: Partial<InspectionObject>) =>
  ({
    ...{ id, creditCode: id, name: '某养殖场', kind: '企业', department: 'SCJG', supervisors: ['SCJG'] },
    ...{ township: '411422105', address: '城关镇', industry: 'A0313', creditClass: 'B', status: '存续', tags: [] },
    ...more,
  }) as CallOf<'createObject'>['body'];

export function registries(): void {
  describe('January: an empty county fills its registries', () => {
    test('at first the public finds nothing, and nothing is due', async () => {
      for (const operation of ['listPublicPlans', 'listPublicDraws', 'listPublicItems', 'listPublicResults'] as const)
        expect((await year.life.anyone.does(operation, { query: {} })).items).toEqual([]);
      expect((await who('office1').does('listDueResults', { query: {} })).items).toEqual([]);
    });

    test('five departments bring in what they may check, and who checks it', async () => {
      for (const code of ['slj', 'wgl', 'nync', 'hbj', 'jtys'] as const) {
        await year.life.imported(who(`${code}-officer1`), 'item', `${code}-事项.csv`, itemsOf[code]);
        const people = inspectorsOf(code.toUpperCase(), ['甲同志', '乙同志']);
        const [clerk, second] = [who(`${code}-officer1`), who(`${code}-officer2`)];
        const file = ['inspector', `${code}-人员.csv`, people, undefined] as const;
        // Who may be matched is brought into force by another than had the file checked.
        const { counts } = await year.life.imported(clerk, ...file, second);
        expect(counts).toMatchObject({ rows: 4, added: 4, refused: 0 });
      }
      const { items } = await year.life.anyone.does('listPublicItems', { query: {} });
      expect(items.map(({ id }) => id).toSorted()).toEqual(['HBJ-301', 'JTYS-301', 'NYNC-301', 'SLJ-101', 'WGL-201']);
    });

    test('the works, the trades on the net and the farms follow', async () => {
      await year.life.imported(who('slj-officer1'), 'object', '工程项目.csv', works);
      await year.life.imported(who('wgl-officer1'), 'object', '网络经营行为.csv', behaviours);
      const { counts } = await year.life.imported(who('nync-officer1'), 'object', '养殖场.csv', farms);
      expect(counts).toMatchObject({ rows: 40, added: 40, refused: 0 });
    });
  });

  describe('January: one object of many departments', () => {
    const id = codeOfFarm(1);
    const params = { id };

    test('who enters a farm that another department keeps is told who keeps it; the registrar takes it over', async () => {
      const market = who('scjg-officer1');
      const object = objectOf(id, { name: farms[0]?.名称 ?? '' });
      const refused = await market.isRefused('createObject', { key: year.life.key(), body: object }, 'kept-by-another');
      expect(refused.detail).toContain('农业农村局');
      const taken = await market.does('takeOverObject', { params });
      expect(taken.department).toBe('SCJG');
      expect(taken.supervisors.toSorted()).toEqual(['HBJ', 'JTYS', 'NYNC', 'SCJG']);
    });

    test('each department has its own labels of it, which the others do not see; one that leaves takes only its own', async () => {
      await who('yjj-officer1').does('joinObject', { params, body: { tags: ['粉尘涉爆'], note: '饲料车间' } });
      await who('hbj-officer1').does('joinObject', { params, body: { tags: ['重点排污'] } });
      expect(JSON.stringify(await who('hbj-officer1').does('getObject', { params }))).not.toMatch(/粉尘涉爆|饲料车间/);
      const leaving = { act: 'leave' } as const;
      await who('yjj-officer1').isRefused('leaveObject', { params }, 'needs-second-person');
      const { version } = await who('yjj-officer1').does('getObject', { params });
      const asked = await who('yjj-officer1').does('requestChange', {
        key: year.life.key(),
        body: { kind: 'object', rowId: id, version, change: leaving, reason: '已不生产' },
      });
      await who('yjj-officer2').does('consentToChange', { params: { id: asked.id }, version: asked.version });
      await who('yjj-officer1').isRefused('getObject', { params }, 'not-found');
      const seen = await who('hbj-officer1').does('getObject', { params });
      expect(seen.supervision?.tags).toEqual(['重点排污']);
    });
  });

  describe('January: a file too many', () => {
    test('a file with a few columns changes those alone; whoever meets an unfinished one is told whose it is', async () => {
      const clerk = who('nync-officer1');
      const some = [2, 3].map((n) => ({ 统一社会信用代码: codeOfFarm(n), 联系电话: `1380000000${n}` }));
      const waiting = await year.life.checked(clerk, 'object', '电话更新.csv', some, 'given-columns');
      expect(waiting.counts).toMatchObject({ rows: 2, changed: 2, refused: 0 });
      const { version } = waiting;
      await clerk.does('activateImport', { params: { id: waiting.id }, version, body: { validRowsOnly: false } });
      await year.life.system.idle();
      const shown = await clerk.does('getObject', { params: { id: codeOfFarm(2) } });
      expect([shown.phone, shown.name, shown.supervisors.length]).toEqual(['13800000002', '睢县第2养殖场', 3]);
    });

    test('a checked file that nobody decides on is given up after a week, and its department is told', async () => {
      const some = [{ 统一社会信用代码: codeOfFarm(4), 联系电话: '13800000004' }];
      const { id } = await year.life.checked(who('nync-officer1'), 'object', '搁置.csv', some, 'given-columns');
      const params = { id: codeOfFarm(4) };
      const { version, updatedAt: _, ...farm } = await who('nync-officer2').does('getObject', { params });
      const body = { ...farm, address: '新址' } as CallOf<'updateObject'>['body'];
      const meanwhile = await who('nync-officer2').call('updateObject', { params, version, body });
      expect(meanwhile.ok ? '' : `${meanwhile.error.kind} ${meanwhile.error.detail}`).toMatch(
        /import-open .*搁置\.csv/,
      );
      await year.life.goOn('2026-01-13', 9);
      expect((await who('nync-officer1').does('getImport', { params: { id } })).status).toBe('discarded');
      const { items } = await who('nync-officer1').does('listNotices', { query: { limit: 100 } });
      expect(items.some(({ text }) => text.includes('搁置.csv'))).toBe(true);
    });

    test('one brought in by mistake is undone as a whole by a second person', async () => {
      const clerk = who('nync-officer1');
      const wrong = farms.map((row) => ({ 统一社会信用代码: row.统一社会信用代码 ?? '', 乡镇街道: '白庙乡' }));
      const second = who('nync-officer2');
      const file = ['object', '误导入.csv', wrong.slice(4, 9), 'given-columns'] as const;
      const waiting = await year.life.checked(clerk, ...file);
      // Townships decide which frames objects stand in.
      const params = { id: waiting.id };
      const call = { params, version: waiting.version, body: { validRowsOnly: false } };
      await clerk.isRefused('activateImport', call, 'same-person');
      await clerk.does('discardImport', { params });
      await year.life.system.idle();
      const { id } = await year.life.imported(clerk, ...file, second);
      const undo = await clerk.does('undoImport', {
        key: year.life.key(),
        params: { id },
        body: { reason: '用错了文件' },
      });
      await year.life.system.idle();
      const { version } = await clerk.does('getImport', { params: { id: undo.id } });
      await clerk.isRefused('approveUndo', { params: { id: undo.id }, version }, 'same-person');
      await who('nync-admin').does('approveUndo', { params: { id: undo.id }, version });
      await year.life.system.idle();
      const { township } = await clerk.does('getObject', { params: { id: codeOfFarm(5) } });
      expect(townships[township]).toBe(farms[4]?.乡镇街道);
    });
  });
}
