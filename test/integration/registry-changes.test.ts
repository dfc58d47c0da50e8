import { beforeEach, describe, expect, test } from 'vitest';
import type { InspectionObject } from '../../shared/domain/registry/registry.ts';
import { anItem, officer, settle, shop } from '../support/drawable-county.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';
import { ask, colleagueOf } from '../support/two-persons.ts';

const market = person('SCJG', 'officer', '甲');
const second = colleagueOf(market);
const health = person('WJW', 'officer', '卫');
const city = person('CGJ', 'officer', '城');
let system: TestSystem;

/** Kept by market regulation: one that it alone supervises, and one that health supervises as well. */
const alone = shop(1);
const shared = shop(2);
beforeEach(async () => {
  system = await systemForTest();
  system.at('2026-03-02T01:00:00.000Z');
  await settle(system.deps, { objects: [alone, shared], inspectors: [officer('SCJG', 1)], plans: [] });
});

const kindOf = (result: { ok: boolean; error?: { kind: string } }) => (result.ok ? 'ok' : result.error?.kind);
const present = async (id: string, who = market) => expectOk(await system.as(who)('getObject', { params: { id } }));
const rowOf = ({ id }: InspectionObject, version = 1) => ({ kind: 'object', rowId: id, version }) as const;
const consent = (id: string, who: typeof market, version = 1) =>
  system.as(who)('consentToChange', { params: { id }, version });
const told = async (who: typeof market, kind: string) =>
  expectOk(await system.as(who)('listNotices', { query: {} })).items.filter((one) => one.kind === kind);
const write = (object: InspectionObject, more: Partial<InspectionObject>, version = 1) =>
  system.as(market)('updateObject', { params: { id: object.id }, version, body: { ...object, ...more } });

describe('one person alone', () => {
  test('changes what frames do not read, and adds supervisors and labels', async () => {
    expectOk(
      await write(shared, { name: '改名', address: '新址', supervisors: ['SCJG', 'WJW', 'CGJ'], tags: ['重点'] }),
    );
  });

  test.each<[string, Partial<InspectionObject>]>([
    ['takes a department off the list of supervisors', { supervisors: ['SCJG'] }],
    ['deregisters it', { status: '注销' }],
    ['moves it to another township', { township: '411422100' }],
    ['gives it another kind', { kind: '其他' }],
    ['gives it another industry', { industry: 'H6210' }],
  ])('is refused where it %s, and nothing is written', async (_, more) => {
    const refused = await write(shared, more);
    expect(kindOf(refused)).toBe('needs-second-person');
    expect(refused.ok || refused.error.detail).toContain('名录变更申请');
    expect((await present(shared.id)).version).toBe(1);
  });

  test('takes no object out of use, leaves none, and takes no label off, by whatever way', async () => {
    const params = { id: shared.id };
    expectOk(await system.as(health)('joinObject', { params, body: { tags: ['公共场所'] } }));
    expectOk(await system.as(market)('tagObjects', { body: { ids: [shared.id], add: ['餐饮'], remove: [] } }));
    const version = 3;
    const body = { reason: '已拆迁' };
    expect(kindOf(await system.as(market)('deactivateObject', { params, version, body }))).toBe('needs-second-person');
    expect(kindOf(await system.as(health)('leaveObject', { params }))).toBe('needs-second-person');
    expect(kindOf(await system.as(health)('joinObject', { params, body: { tags: [] } }))).toBe('needs-second-person');
    for (const [who, label] of [
      [market, '餐饮'],
      [health, '公共场所'],
    ] as const) {
      const tagged = await system.as(who)('tagObjects', { body: { ids: [shared.id], add: [], remove: [label] } });
      expect(expectOk(tagged).refused).toMatchObject([{ id: shared.id, kind: 'needs-second-person' }]);
    }
    expect((await present(shared.id)).version).toBe(3);
  });

  test('takes no item out of force and narrows none, and takes no inspector out of force', async () => {
    const item = anItem('SCJG', { id: 'SCJG-700', applies: { kinds: ['企业', '个体工商户'] } });
    expectOk(await system.as(market)('createItem', { key: 'item-key-700', body: item }));
    const params = { id: item.id };
    const narrow = { ...item, applies: { kinds: ['企业' as const] } };
    expect(kindOf(await system.as(market)('updateItem', { params, version: 1, body: narrow }))).toBe(
      'needs-second-person',
    );
    const body = { reason: '不再使用' };
    expect(kindOf(await system.as(market)('deactivateItem', { params, version: 1, body }))).toBe('needs-second-person');
    const one = { params: { id: 'SCJG-R001' }, version: 1, body };
    expect(kindOf(await system.as(market)('deactivateInspector', one))).toBe('needs-second-person');
  });

  test('puts no item out of force by one of a higher list, neither a new one nor by another level or name', async () => {
    const county = anItem('SCJG', { id: 'SCJG-700', name: '食品检查' });
    const province = anItem('SCJG', { id: 'SCJG-900', name: '食品 检查', level: '省' });
    expectOk(await system.as(market)('createItem', { key: 'item-key-700', body: county }));
    const created = await system.as(market)('createItem', { key: 'item-key-900', body: province });
    expect(kindOf(created)).toBe('needs-second-person');
    expect(created.ok || created.error.detail).toContain('SCJG-700');
    // Of the same level it replaces nothing; nor while it is out of force.
    const beside = { ...province, level: '县' } as const;
    expectOk(await system.as(market)('createItem', { key: 'item-key-901', body: beside }));
    const params = { id: 'SCJG-900' };
    const raised = { params, version: 1, body: province };
    expect(kindOf(await system.as(market)('updateItem', raised))).toBe('needs-second-person');
    const row = { kind: 'item', rowId: 'SCJG-900', version: 1 } as const;
    const request = expectOk(await ask(system, market, row, { act: 'update', value: { ...province } }));
    expect(request).toMatchObject({ asked: ['SCJG'], taken: [{ department: 'SCJG', by: ['superseded'] }] });
    expect(kindOf(await consent(request.id, market))).toBe('same-person');
    expectOk(await consent(request.id, second));
    expect(expectOk(await system.as(market)('getItem', { params: { id: 'SCJG-700' } })).supersededBy).toBe('SCJG-900');
    const other = anItem('SCJG', { id: 'SCJG-800', name: '价格检查', level: '国家' });
    expectOk(await system.as(market)('createItem', { key: 'item-key-800', body: other }));
    const renamed = { params: { id: 'SCJG-800' }, version: 1, body: { ...other, name: '食品检查' } };
    expect(kindOf(await system.as(market)('updateItem', renamed))).toBe('needs-second-person');
  });

  test('does not ask for what nobody loses by', async () => {
    const change = { act: 'update', value: { ...shared, name: '改名' } } as const;
    expect(kindOf(await ask(system, market, rowOf(shared), change))).toBe('not-ready');
  });
});

describe('what the own department alone loses', () => {
  test('is changed by a second person, never by who asked', async () => {
    const request = expectOk(await ask(system, market, rowOf(alone), { act: 'deactivate' }, '已拆迁'));
    expect(request).toMatchObject({
      status: 'pending',
      asked: ['SCJG'],
      taken: [{ department: 'SCJG', by: ['status'] }],
    });
    expect(kindOf(await consent(request.id, market))).toBe('same-person');
    expect((await present(alone.id)).status).toBe('存续');
    expect(expectOk(await consent(request.id, second)).status).toBe('done');
    expect(await present(alone.id)).toMatchObject({ status: '停用', statusReason: '已拆迁', version: 2 });
  });

  test('of two who consent at once, one changes it once', async () => {
    const request = expectOk(await ask(system, market, rowOf(alone), { act: 'deactivate' }));
    const third = person('SCJG', 'department-admin', '丙');
    const both = await Promise.all([consent(request.id, second), consent(request.id, third)]);
    // The other is told that it was changed meanwhile, or that it is decided, by when it looked.
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await present(alone.id)).version).toBe(2);
  });
});

describe('what another department loses', () => {
  const out = { act: 'update', value: { ...shared, supervisors: ['SCJG'] } } as const;

  test('waits for that department, which is told by whom, what, and until when', async () => {
    const request = expectOk(await ask(system, market, rowOf(shared), out, '不属监管范围'));
    expect(request.asked).toEqual(['WJW']);
    const [notice] = await told(health, 'registry-change-asked');
    expect(notice?.text).toContain(
      '市场监督管理局甲申请修改检查对象“睢县第2商店”（可能减少抽查范围：卫生健康委：不再列为监管部门）',
    );
    expect(notice?.text).toContain('2026年3月17日前答复');
    const { items } = expectOk(await system.as(health)('listChanges', { query: {} }));
    expect(items.map(({ id }) => id)).toEqual([request.id]);
    // Nobody of the keeper can answer in its place.
    expect(kindOf(await consent(request.id, second))).toBe('foreign-department');
    expect(kindOf(await consent(request.id, city))).toBe('not-found');
    expectOk(await consent(request.id, health));
    expect((await present(shared.id)).supervisors).toEqual(['SCJG']);
    expect((await told(market, 'registry-change-decided'))[0]?.text).toContain('已由卫同意并生效');
    expect(expectOk(await system.as(health)('listChanges', { query: {} })).items).toEqual([]);
  });

  test('is told without the name of an object that may be a person’s', async () => {
    const stall = shop(4, { name: '张三早餐摊', kind: '个体工商户' });
    expectOk(await system.as(market)('createObject', { key: 'object-key-stall', body: stall }));
    const less = { act: 'update', value: { ...stall, supervisors: ['SCJG'] } } as const;
    const { id } = expectOk(await ask(system, market, rowOf(stall), less, '不属监管范围'));
    expectOk(await consent(id, health));
    const texts = [
      ...(await told(health, 'registry-change-asked')),
      ...(await told(market, 'registry-change-decided')),
    ];
    expect(texts.map(({ text }) => /“(.*?)”/.exec(text)?.[1])).toEqual(['张**', '张**']);
  });

  test('waits for all of them where several lose', async () => {
    expectOk(await system.as(city)('joinObject', { params: { id: shared.id }, body: { tags: [] } }));
    const request = expectOk(await ask(system, market, rowOf(shared, 2), { act: 'deactivate' }));
    expect(request.asked.toSorted()).toEqual(['CGJ', 'WJW']);
    const first = expectOk(await consent(request.id, health));
    expect([first.status, (await present(shared.id)).status]).toEqual(['pending', '存续']);
    // Whoever has answered has nothing more to do; the other has.
    const waiting = async (who: typeof market) =>
      expectOk(await system.as(who)('listChanges', { query: {} })).items.map(({ id }) => id);
    expect([await waiting(health), await waiting(city)]).toEqual([[], [request.id]]);
    expect(expectOk(await consent(request.id, city, first.version)).status).toBe('done');
    expect((await present(shared.id)).status).toBe('停用');
  });

  test('is kept by a refusal, of which who asked is told the reason', async () => {
    const { id } = expectOk(await ask(system, market, rowOf(shared), out));
    const refused = await system.as(health)('refuseChange', {
      params: { id },
      version: 1,
      body: { reason: '仍须检查' },
    });
    expect(expectOk(refused)).toMatchObject({ status: 'refused', closed: { by: health.id, reason: '仍须检查' } });
    expect((await told(market, 'registry-change-decided'))[0]?.text).toContain('卫生健康委卫不同意：仍须检查');
    expect(kindOf(await consent(id, health, 2))).toBe('illegal-transition');
    expect((await present(shared.id)).version).toBe(1);
  });

  test('is kept when its department takes the request back; of taking back and consenting at once, one happens', async () => {
    const { id } = expectOk(await ask(system, market, rowOf(shared), out));
    const back = (who: typeof market) => system.as(who)('withdrawChange', { params: { id }, version: 1 });
    expect(kindOf(await back(health))).toBe('foreign-department');
    const [withdrawn, agreed] = await Promise.all([back(market), consent(id, health)]);
    expect([kindOf(withdrawn), kindOf(agreed)].toSorted()).toEqual(['ok', 'stale-version']);
    const { supervisors } = await present(shared.id);
    expect(supervisors).toEqual(agreed.ok ? ['SCJG'] : ['SCJG', 'WJW']);
  });

  test('lapses unanswered after fifteen days, and whoever owes the answer is reminded once before', async () => {
    const { id } = expectOk(await ask(system, market, rowOf(shared), out));
    system.at('2026-03-14T02:00:00.000Z');
    for (let run = 0; run < 2; run += 1) await system.runJob('resume-imports');
    expect(await told(health, 'registry-change-due')).toHaveLength(1);
    system.at('2026-03-17T01:00:00.001Z');
    expect(kindOf(await consent(id, health))).toBe('not-ready');
    await system.runJob('resume-imports');
    expect(expectOk(await system.as(market)('getChange', { params: { id } })).status).toBe('lapsed');
    expect((await told(market, 'registry-change-decided'))[0]?.text).toContain('名录未作改动');
    expect((await present(shared.id)).version).toBe(1);
  });
});

test('a notice of the longest parts is cut to one line between characters, and the inbox stays readable', async () => {
  const long = { ...shared, id: `S${'9'.repeat(63)}` };
  expectOk(await system.as(market)('createObject', { key: 'object-key-long', body: long }));
  const wordy = { ...health, name: '卫'.repeat(60) };
  for (const reason of ['𠮷'.repeat(150), `一${'𠮷'.repeat(149)}`]) {
    const { id } = expectOk(await ask(system, market, rowOf(long), { act: 'deactivate' }));
    expectOk(await system.as(wordy)('refuseChange', { params: { id }, version: 1, body: { reason } }));
  }
  const notices = await told(market, 'registry-change-decided');
  expect(notices).toHaveLength(2);
  for (const { text } of notices) {
    expect(text.length).toBeLessThanOrEqual(300);
    expect(text.isWellFormed()).toBe(true);
    expect(text).toMatch(/不同意：.*𠮷…$/u);
  }
});

test.each<[string, Partial<InspectionObject>]>([
  ['numbers it was kept under before', { formerIds: [alone.id] }],
  ['the number it goes on under', { status: '停用', continuedAs: alone.id }],
  ['the part of another department', { supervisions: [{ department: 'WJW', tags: ['公共场所'] }] }],
  ['whom it is offered to', { offeredTo: 'WJW' }],
])('nobody asks for %s to be written, as nobody may write it otherwise', async (_, more) => {
  const asked = await ask(system, market, rowOf(shared), {
    act: 'update',
    value: { ...shared, township: '411422100', ...more },
  });
  expect(kindOf(asked)).toBe('invalid-input');
  expect(asked.ok || JSON.stringify(asked.error)).toContain('body.change.value');
});

describe('when the answer comes', () => {
  const other = { act: 'update', value: { ...shared, township: '411422100' } } as const;

  test('what somebody changed meanwhile stays', async () => {
    const { id } = expectOk(await ask(system, market, rowOf(shared), other));
    expectOk(await write(shared, { name: '改名' }));
    expectOk(await consent(id, health));
    expect(await present(shared.id)).toMatchObject({ name: '改名', township: '411422100', version: 3 });
  });

  test('a field that was changed otherwise meanwhile makes it be asked for anew', async () => {
    const [one, two] = [
      expectOk(await ask(system, market, rowOf(shared), other)),
      expectOk(
        await ask(system, market, rowOf(shared), { act: 'update', value: { ...shared, township: '411422101' } }),
      ),
    ];
    expectOk(await consent(one.id, health));
    const late = await consent(two.id, health);
    expect(kindOf(late)).toBe('not-ready');
    expect(late.ok || late.error.detail).toContain('已被他人改动');
    expect((await present(shared.id)).township).toBe('411422100');
  });

  test('a department that supervises it meanwhile is to be asked as well', async () => {
    const { id } = expectOk(await ask(system, market, rowOf(shared), { act: 'deactivate' }));
    expectOk(await system.as(city)('joinObject', { params: { id: shared.id }, body: { tags: [] } }));
    const late = await consent(id, health);
    expect(kindOf(late)).toBe('not-ready');
    expect(late.ok || late.error.detail).toContain('城市管理局也开始监管该对象');
    expect((await present(shared.id)).status).toBe('存续');
  });

  test('what went out of use otherwise meanwhile is not taken out of use again', async () => {
    const asked = async (change: Parameters<typeof ask>[3]) =>
      expectOk(await ask(system, market, rowOf(shared), change)).id;
    const [out, gone, labels] = [
      await asked({ act: 'deactivate' }),
      await asked({ act: 'update', value: { ...shared, status: '注销' } }),
      await asked({ act: 'update', value: { ...shared, township: '411422100' } }),
    ];
    expectOk(await consent(gone, health));
    const late = await consent(out, health);
    expect(kindOf(late)).toBe('not-ready');
    expect(late.ok || late.error.detail).toContain('状态已有改动');
    const nothing = await consent(labels, health);
    expect(kindOf(nothing)).toBe('not-ready');
    expect(nothing.ok || nothing.error.detail).toContain('不再影响');
    expect(await present(shared.id)).toMatchObject({ status: '注销', township: shared.township, version: 2 });
  });

  test('nor what is closed for a time by then', async () => {
    const { id } = expectOk(await ask(system, market, rowOf(shared), { act: 'deactivate' }));
    const closed = { act: 'update', value: { ...shared, status: '停业' } } as const;
    expectOk(await consent(expectOk(await ask(system, market, rowOf(shared), closed)).id, health));
    expect(kindOf(await consent(id, health))).toBe('not-ready');
    expect((await present(shared.id)).status).toBe('停业');
  });

  test('a registry that an import holds is not changed; the request goes on waiting', async () => {
    const { id } = expectOk(await ask(system, market, rowOf(alone), { act: 'deactivate' }));
    const holder = { by: '甲', fileName: '对象.csv', since: '2026-03-02T01:00:00.000Z' };
    const opened = await system.deps.work.commit([
      { change: 'open-registry', kind: 'object', department: 'SCJG', importId: 'import-1', holder },
    ]);
    expect(opened.ok).toBe(true);
    expect(kindOf(await consent(id, second))).toBe('import-open');
    expect(expectOk(await system.as(market)('getChange', { params: { id } })).status).toBe('pending');
  });
});

test('a department leaves, and takes its own labels off, with a second person of its own; the keeper is not asked', async () => {
  expectOk(await system.as(health)('joinObject', { params: { id: shared.id }, body: { tags: ['公共场所'] } }));
  const fewer = { act: 'tag', add: [], remove: ['公共场所'] } as const;
  const labels = expectOk(
    await ask(system, health, rowOf(shared, 2), { ...fewer, remove: [...fewer.remove], add: [] }),
  );
  expect(labels.asked).toEqual(['WJW']);
  expectOk(await consent(labels.id, colleagueOf(health)));
  expect((await present(shared.id, health)).supervision?.tags).toEqual([]);
  const leaving = expectOk(await ask(system, health, rowOf(shared, 3), { act: 'leave' }));
  expectOk(await consent(leaving.id, colleagueOf(health)));
  expect((await present(shared.id)).supervisors).toEqual(['SCJG']);
});

test('only its keeper asks for an object to be written anew or taken out of use, and only a supervisor to leave', async () => {
  expect(kindOf(await ask(system, health, rowOf(shared), { act: 'deactivate' }))).toBe('foreign-department');
  expect(kindOf(await ask(system, city, rowOf(shared), { act: 'leave' }))).toBe('not-found');
  expect(kindOf(await ask(system, market, rowOf(shared), { act: 'leave' }))).toBe('not-ready');
  expect(kindOf(await ask(system, market, rowOf(shared, 9), { act: 'deactivate' }))).toBe('stale-version');
  expect(kindOf(await ask(system, health, rowOf(shared, 9), { act: 'deactivate' }))).toBe('foreign-department');
  // Of a version that has passed nothing else is said: what is wrong may be so by the one after it.
  expectOk(await write(shared, { name: '改名' }));
  const renamed = { act: 'update', value: { ...shared, name: '另名', township: '411422100' } } as const;
  expect(kindOf(await ask(system, market, rowOf(shared), renamed))).toBe('stale-version');
});
