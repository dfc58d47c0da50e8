import { beforeEach, describe, expect, test } from 'vitest';
import type { Inspector } from '../../shared/domain/registry/registry.ts';
import { createRow, replaceRow } from '../../shared/use-cases/changes.ts';
import { committedBatch, voidBatch } from '../support/draw-ceremony.ts';
import { anItem, jointEntry, numbered, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { importDesk } from '../support/import-desk.ts';
import { readPublicDraw } from '../support/public-draw.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';
import { ask, colleagueOf } from '../support/two-persons.ts';

const market = person('SCJG', 'officer', '甲');
const colleague = colleagueOf(market);
const health = person('WJW', 'officer', '卫');
const first = officer('SCJG', 1);
let system: TestSystem;

beforeEach(async () => {
  system = await systemForTest();
  await settle(system.deps, {
    objects: numbered(40, (n) => shop(n)),
    inspectors: [...numbered(3, (n) => officer('SCJG', n)), ...numbered(3, (n) => officer('WJW', n))],
    plans: [publishedPlan([jointEntry()])],
  });
});

const kindOf = (result: { ok: boolean; error?: { kind: string } }) => (result.ok ? 'ok' : result.error?.kind);
const present = async (id: string) => {
  const { updatedAt: _, ...row } = expectOk(await system.as(market)('getInspector', { params: { id } }));
  return row;
};
const write = (version: number, more: Partial<Inspector>) =>
  system.as(market)('updateInspector', { params: { id: first.id }, version, body: { ...first, ...more } });
const row = (version = 1) => ({ kind: 'inspector', rowId: first.id, version }) as const;
const wanted = (more: Partial<Inspector>) => ({ act: 'update', value: { ...first, ...more } }) as const;
const consent = (id: string, who: typeof market, version = 1) =>
  system.as(who)('consentToChange', { params: { id }, version });
const recused = { recusals: [{ objectId: shop(1).id, ground: '亲属关系' as const }] };

describe('who may be matched', () => {
  test('is changed by no one person: neither out of matches nor into them, nor kept from a visit', async () => {
    for (const more of [
      { itemScope: ['SCJG-1'] },
      { qualifications: ['特种设备'] },
      { certificate: { ...first.certificate, validTo: '2026-12-31' } },
      { status: '失效' as const },
      recused,
    ]) {
      const refused = await write(1, more);
      expect([Object.keys(more)[0], kindOf(refused)]).toEqual([Object.keys(more)[0], 'needs-second-person']);
      expect(refused.ok || refused.error.detail).toContain('影响人员指派');
    }
    const params = { id: first.id };
    const out = await system.as(market)('deactivateInspector', { params, version: 1, body: { reason: '调离' } });
    expect(kindOf(out)).toBe('needs-second-person');
    expect((await present(first.id)).version).toBe(1);
    expectOk(await write(1, { phone: '0370-8100001', name: '改名' }));
  });

  test('is asked for by one, of nobody but the own department, and decided by another', async () => {
    const request = expectOk(await ask(system, market, row(), wanted(recused)));
    expect(request).toMatchObject({ asked: ['SCJG'], taken: [{ department: 'SCJG', by: ['recusals'] }] });
    expect(kindOf(await consent(request.id, market))).toBe('same-person');
    expect(kindOf(await consent(request.id, health))).toBe('not-found');
    expect((await present(first.id)).recusals).toEqual([]);
    expectOk(await consent(request.id, colleague));
    expect((await present(first.id)).recusals).toEqual(recused.recusals);
  });

  test('is not asked for where the matching reads nothing of it', async () => {
    expect(kindOf(await ask(system, market, row(), wanted({ phone: '0370-8100001' })))).toBe('not-ready');
    expect(kindOf(await ask(system, health, row(), wanted(recused)))).toBe('not-found');
  });

  test('a new inspector or expert is entered as out of force by one, and brought into force by two', async () => {
    const body = officer('SCJG', 9);
    const alone = await system.as(market)('createInspector', { key: 'inspector-key-1', body });
    expect(kindOf(alone)).toBe('needs-second-person');
    expect(alone.ok || alone.error.detail).toContain(`请先以“失效”状态登记执法检查人员 ${body.id}`);
    const entered = { key: 'inspector-key-2', body: { ...body, status: '失效' as const } };
    expectOk(await system.as(market)('createInspector', entered));
    const into = { kind: 'inspector', rowId: body.id, version: 1 } as const;
    const { id } = expectOk(await ask(system, market, into, { act: 'update', value: { ...body } }));
    expectOk(await consent(id, colleague));
    expect(await present(body.id)).toMatchObject({ status: '有效', version: 2 });
    const expert = {
      id: 'SCJG-Z1',
      name: '某专家',
      department: 'SCJG',
      organisation: '县医院',
      fields: ['放射'],
    } as const;
    const known = { ...expert, fields: [...expert.fields], status: '有效' as const, tags: [] };
    expect(kindOf(await system.as(market)('createExpert', { key: 'expert-key-1', body: known }))).toBe(
      'needs-second-person',
    );
  });

  test('a file of new inspectors is made active by another than had it checked', async () => {
    const desk = importDesk(system, market);
    const header = '人员编号,姓名,执法证号,发证机关,证件生效日期,证件有效期至,层级,可检查事项,状态';
    const lines = [7, 8].map((n) => `SCJG-R70${n},李四,豫N020000${n},河南省人民政府,2023-01-01,2028-12-31,县,*,有效`);
    const bytes = Buffer.from([header, ...lines].join('\r\n'));
    const entry = await desk.staged({ kind: 'inspector', bytes });
    // Counted, without a line for each.
    expect(entry.counts).toMatchObject({ added: 2, takenOut: 2, remarks: 0 });
    const activate = (who: typeof market) =>
      system.as(who)('activateImport', { params: { id: entry.id }, version: entry.version, body: {} });
    const refused = await activate(market);
    expect(refused.ok || refused.error.detail).toContain('其中 2 条影响人员指派');
    expectOk(await activate(colleague));
  });
});

describe('the repeat of a draw', () => {
  test('compares no department that only one of the two draws has lists of', async () => {
    const two = await systemForTest();
    const urban = { department: 'CGJ', items: ['CGJ-001'] } as const;
    await settle(two.deps, {
      items: [anItem('SCJG'), anItem('WJW'), anItem('CGJ')],
      objects: numbered(40, (n) => shop(n, { supervisors: ['SCJG', 'WJW', 'CGJ'] })),
      inspectors: (['SCJG', 'WJW', 'CGJ'] as const).flatMap((each) => numbered(4, (n) => officer(each, n))),
      plans: [
        publishedPlan(
          [
            jointEntry(),
            jointEntry({
              id: 'E2',
              departments: [
                { department: 'SCJG', items: ['SCJG-001'] },
                { ...urban, items: [...urban.items] },
              ],
            }),
          ],
          { departments: ['SCJG', 'WJW', 'CGJ'] },
        ),
      ],
    });
    const whole = await committedBatch(two, ['E1', 'E2']);
    expectOk(await voidBatch(two, whole.id, { category: '录入错误', reason: '名录有误' }));
    for (const department of ['CGJ', 'WJW'] as const) {
      const found = await two.deps.registry.find('inspector', officer(department, 1).id);
      if (!found) throw new Error('no such inspector');
      const out = { ...found.value, status: '失效' as const };
      expect((await two.deps.work.commit([replaceRow(found, out, anEvent())])).ok).toBe(true);
    }
    // 城管 takes no part in what is drawn again alone: who left it does not count.
    const alone = await committedBatch(two, 'E1', 'freeze-0002');
    const { document } = await readPublicDraw(two.deps.published, alone.number);
    expect(document.peopleSince?.inspectors).toEqual({ batch: whole.number, added: 0, left: 1, changed: [] });
  });

  async function change(id: string, more: Partial<Inspector>) {
    const found = await system.deps.registry.find('inspector', id);
    if (!found) throw new Error('no such inspector');
    const done = await system.deps.work.commit([replaceRow(found, { ...found.value, ...more }, anEvent())]);
    expect(done.ok).toBe(true);
  }

  test('says in public how many inspectors came, left and are matched otherwise since', async () => {
    expect((await system.deps.work.commit([createRow('inspector', officer('WJW', 4), anEvent())])).ok).toBe(true);
    const before = await committedBatch(system);
    expect((await readPublicDraw(system.deps.published, before.number)).document.peopleSince).toBeUndefined();
    expectOk(await voidBatch(system, before.id, { category: '录入错误', reason: '名录有误' }));
    await change(first.id, recused);
    await change(officer('SCJG', 2).id, { phone: '0370-8100001' });
    await change(officer('WJW', 1).id, { qualifications: ['放射'], ...recused });
    await change(officer('WJW', 4).id, { status: '失效' });
    for (const n of [4, 5])
      expect((await system.deps.work.commit([createRow('inspector', officer('SCJG', n), anEvent())])).ok).toBe(true);
    // Of a department that does not take part nothing is counted.
    expect((await system.deps.work.commit([createRow('inspector', officer('CGJ', 1), anEvent())])).ok).toBe(true);
    const repeat = await committedBatch(system, 'E1', 'freeze-0002');
    const { document } = await readPublicDraw(system.deps.published, repeat.number);
    expect(document.peopleSince).toEqual({
      inspectors: {
        ...{ batch: before.number, added: 2, left: 1 },
        changed: [
          { reason: '专门资质改变', count: 1 },
          { reason: '回避改变', count: 1 },
        ],
      },
    });
  });
});
