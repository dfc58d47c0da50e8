import { beforeEach, describe, expect, test } from 'vitest';
import type { Principal } from '../../shared/api/principal.ts';
import type { InspectionObject } from '../../shared/domain/registry/registry.ts';
import { codeOf, csv, importDesk, objectHeader, objectRow } from '../support/import-desk.ts';
import { anObject } from '../support/stored-rows.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';
import { ask, colleagueOf } from '../support/two-persons.ts';

const market = person('SCJG', 'officer');
const health = person('WJW', 'officer');
const city = person('CGJ', 'officer');
const second = person('SCJG', 'department-admin');

let system: TestSystem;
beforeEach(async () => {
  system = await systemForTest();
});

let keys = 0;
const entered = async (who: typeof market, id: string, more: Partial<InspectionObject> = {}) => {
  keys += 1;
  const { department } = who;
  const body = anObject(id, { department, supervisors: [department], ...more });
  return system.as(who)('createObject', { key: `object-${String(keys).padStart(8, '0')}`, body });
};
const seenBy = async (who: typeof market, id: string) => system.as(who)('getObject', { params: { id } });
const joins = (who: typeof market, id: string, tags: string[], more: object = {}) =>
  system.as(who)('joinObject', { params: { id }, body: { tags, ...more } });
const foreign = { error: { kind: 'foreign-department' } };
const missing = { error: { kind: 'not-found' } };

describe('an object that another department entered before', () => {
  test('is refused with who keeps it and how to supervise it as well', async () => {
    expectOk(await entered(health, 'C1', { kind: '社会组织' }));
    const again = await entered(city, 'C1', { kind: '社会组织' });
    expect(again).toMatchObject({ error: { kind: 'kept-by-another', status: 409 } });
    expect(again.ok ? '' : again.error.detail).toMatch(/卫生健康委维护.*PUT \/objects\/C1\/supervision/);
    expect(again.ok ? '' : again.error.detail).not.toContain('接管');
    // The same department is told that it has it already.
    expect(await entered(health, 'C1')).toMatchObject({ error: { kind: 'already-exists' } });
  });

  test('is joined by a department, which has its own number, contact and labels of it, and nobody else sees them', async () => {
    expectOk(await entered(market, 'C1', { tags: ['餐饮'] }));
    expect(await seenBy(health, 'C1')).toMatchObject(missing);
    const own = {
      number: '卫证字〔2026〕1号',
      contact: '王芳',
      phone: '0370-8112345',
      note: '夜间营业',
      tags: ['公共场所'],
    };
    const { tags, ...more } = own;
    expect(expectOk(await joins(health, 'C1', tags, more))).toMatchObject({
      department: 'SCJG',
      supervisors: ['SCJG', 'WJW'],
      tags: ['餐饮'],
      supervision: { department: 'WJW', ...own },
    });
    expect(JSON.stringify(expectOk(await seenBy(market, 'C1')))).not.toMatch(/公共场所|王芳|卫证字/);
    const { items } = expectOk(await system.as(health)('listObjects', {}));
    expect(items).toMatchObject([{ id: 'C1', supervision: own }]);
    // Only what the department has itself is its to write.
    expect(
      await system.as(health)('deactivateObject', { params: { id: 'C1' }, version: 2, body: { reason: '停' } }),
    ).toMatchObject(foreign);
  });

  test('is labelled by a supervising department in its own part', async () => {
    expectOk(await entered(market, 'C1', { tags: ['餐饮'], supervisors: ['SCJG', 'WJW'] }));
    const tagged = await system.as(health)('tagObjects', {
      body: { ids: ['C1'], add: ['公共场所'], remove: ['餐饮'] },
    });
    expect(expectOk(tagged)).toEqual({ changed: ['C1'], refused: [] });
    expect(expectOk(await seenBy(health, 'C1'))).toMatchObject({ tags: ['餐饮'], supervision: { tags: ['公共场所'] } });
    const stranger = await system.as(city)('tagObjects', { body: { ids: ['C1'], add: ['x'], remove: [] } });
    expect(expectOk(stranger).refused).toMatchObject([{ id: 'C1', kind: 'not-found' }]);
  });

  test('is left by one department, which touches no other part and not what is shared', async () => {
    expectOk(await entered(market, 'C1', { tags: ['餐饮'] }));
    expectOk(await joins(health, 'C1', ['公共场所']));
    expectOk(await joins(city, 'C1', ['临街']));
    const { version } = expectOk(await seenBy(health, 'C1'));
    const { id } = expectOk(await ask(system, health, { kind: 'object', rowId: 'C1', version }, { act: 'leave' }));
    expectOk(await system.as(colleagueOf(health))('consentToChange', { params: { id }, version: 1 }));
    expect(await seenBy(health, 'C1')).toMatchObject(missing);
    expect(await system.as(health)('leaveObject', { params: { id: 'C1' } })).toMatchObject(missing);
    expect(expectOk(await seenBy(city, 'C1'))).toMatchObject({
      supervisors: ['SCJG', 'CGJ'],
      tags: ['餐饮'],
      supervision: { tags: ['临街'] },
    });
    const kept = await system.as(market)('leaveObject', { params: { id: 'C1' } });
    expect(kept).toMatchObject({ error: { kind: 'not-ready' } });
    expect(kept.ok ? '' : kept.error.detail).toContain('移交');
  });

  test('keeps every part when its keeper writes it without them', async () => {
    expectOk(await entered(market, 'C1'));
    const { version } = expectOk(await joins(health, 'C1', ['公共场所']));
    const body = anObject('C1', { name: '改名商店', supervisors: ['SCJG', 'CGJ'] });
    expectOk(await system.as(market)('updateObject', { params: { id: 'C1' }, version, body }));
    expect(expectOk(await seenBy(health, 'C1'))).toMatchObject({
      name: '改名商店',
      supervisors: ['SCJG', 'CGJ', 'WJW'],
      supervision: { tags: ['公共场所'] },
    });
  });
});

describe('departments that act at once', () => {
  test('all join, each with its own part', async () => {
    expectOk(await entered(market, 'C1'));
    const others = ['WJW', 'CGJ', 'YJJ', 'NYNC'] as const;
    const done = await Promise.all(others.map((code) => joins(person(code, 'officer'), 'C1', [`${code}的`])));
    for (const one of done) expectOk(one);
    for (const code of others) {
      const seen = expectOk(await seenBy(person(code, 'officer'), 'C1'));
      expect(seen.supervision?.tags).toEqual([`${code}的`]);
      expect([...seen.supervisors].toSorted()).toEqual([...others, 'SCJG'].toSorted());
    }
  });

  test('hand over, join and leave without losing any of it', async () => {
    expectOk(await entered(market, 'C1', { kind: '项目' }));
    expectOk(await joins(health, 'C1', ['公共场所']));
    expectOk(await joins(city, 'C1', ['临街']));
    const params = { id: 'C1' };
    const { version } = expectOk(await seenBy(city, 'C1'));
    const leaving = expectOk(await ask(system, city, { kind: 'object', rowId: 'C1', version }, { act: 'leave' }));
    const done = await Promise.all([
      system.as(market)('offerObject', { params, body: { to: 'WJW' } }),
      joins(person('YJJ', 'officer'), 'C1', ['危化']),
      system.as(colleagueOf(city))('consentToChange', { params: { id: leaving.id }, version: 1 }),
    ]);
    for (const one of done) expect(one.ok).toBe(true);
    const taken = await Promise.all([
      system.as(health)('takeOverObject', { params }),
      joins(person('YJJ', 'officer'), 'C1', ['危化', '重点']),
    ]);
    for (const one of taken) expect(one.ok).toBe(true);
    expect(expectOk(await seenBy(person('YJJ', 'officer'), 'C1'))).toMatchObject({
      department: 'WJW',
      supervision: { tags: ['危化', '重点'] },
    });
    expect([...expectOk(await seenBy(health, 'C1')).supervisors].toSorted()).toEqual(['SCJG', 'WJW', 'YJJ']);
    expect(await seenBy(city, 'C1')).toMatchObject(missing);
  });
});

describe('who keeps what is shared', () => {
  const params = { id: 'C1' };

  test('changes when the keeper offers it and the other one takes it over; the one before keeps its labels', async () => {
    expectOk(await entered(health, 'C1', { kind: '社会组织', tags: ['老标签'] }));
    expectOk(await joins(city, 'C1', []));
    expect(await system.as(city)('takeOverObject', { params })).toMatchObject({ error: { kind: 'not-ready' } });
    expect(await system.as(city)('offerObject', { params, body: { to: 'CGJ' } })).toMatchObject(foreign);
    expect(expectOk(await system.as(health)('offerObject', { params, body: { to: 'CGJ' } }))).toMatchObject({
      department: 'WJW',
      offeredTo: 'CGJ',
    });
    expect(expectOk(await system.as(city)('takeOverObject', { params }))).toMatchObject({ department: 'CGJ' });
    const seen = expectOk(await seenBy(health, 'C1'));
    expect(seen).toMatchObject({ tags: ['老标签'], supervision: { tags: ['老标签'] } });
    expect(seen.offeredTo).toBeUndefined();
    expect(await system.as(city)('takeOverObject', { params })).toMatchObject({ error: { kind: 'not-ready' } });
  });

  test('stays who it is when an offer is withdrawn or declined, which nobody else can do', async () => {
    expectOk(await entered(health, 'C1', { kind: '社会组织' }));
    const offer = () => system.as(health)('offerObject', { params, body: { to: 'CGJ' } });
    const end = (who: Principal) => system.as(who)('endOffer', { params });
    expectOk(await offer());
    expect(await end(market)).toMatchObject(missing);
    expect(expectOk(await end(health)).offeredTo).toBeUndefined();
    expect(await system.as(city)('takeOverObject', { params })).toMatchObject(missing);
    expect(await end(health)).toMatchObject({ error: { kind: 'not-ready' } });
    expectOk(await offer());
    expectOk(await end(city));
    expect(expectOk(await seenBy(health, 'C1'))).toMatchObject({ department: 'WJW' });
    const events = await system.deps.audit.events('object', 'C1');
    expect(events.map(({ action }) => action)).toEqual(['create', 'offer', 'withdraw-offer', 'offer', 'decline-offer']);
  });

  test('is the registrar for a market entity, whoever entered it first; for anything else it must be offered', async () => {
    expectOk(await entered(health, 'C1', { kind: '企业', tags: ['公共场所'] }));
    expectOk(await entered(health, 'P1', { kind: '项目' }));
    const shut = await entered(market, 'C1', { kind: '企业' });
    expect(shut.ok ? '' : shut.error.detail).toMatch(/卫生健康委维护.*POST \/objects\/C1\/take-over/);
    expect(expectOk(await system.as(market)('takeOverObject', { params }))).toMatchObject({
      department: 'SCJG',
      supervisors: ['WJW', 'SCJG'],
    });
    expect(await system.as(market)('takeOverObject', { params: { id: 'P1' } })).toMatchObject(missing);
    expectOk(await joins(market, 'P1', []));
    expect(await system.as(market)('takeOverObject', { params: { id: 'P1' } })).toMatchObject({
      error: { kind: 'not-ready' },
    });
  });
});

describe('labels that come together in one hand', () => {
  const params = { id: 'C1' };
  const labels = (letter: string, count: number) => Array.from({ length: count }, (_, n) => `${letter}${n}`);

  test('are all kept where they fit', async () => {
    expectOk(await entered(health, 'C1', { kind: '企业', tags: labels('甲', 12) }));
    expectOk(await joins(health, 'C1', labels('乙', 8)));
    expectOk(await system.as(market)('takeOverObject', { params }));
    const { supervision } = expectOk(await seenBy(health, 'C1'));
    expect([...(supervision?.tags ?? [])].toSorted()).toEqual([...labels('甲', 12), ...labels('乙', 8)].toSorted());
  });

  test('and are more than twenty stop the hand-over, which says whose they are; none is dropped', async () => {
    expectOk(await entered(health, 'C1', { kind: '企业', tags: labels('甲', 12) }));
    expectOk(await joins(health, 'C1', labels('乙', 9)));
    const answer = await system.as(market)('takeOverObject', { params });
    expect(answer).toMatchObject({ error: { kind: 'too-many-tags', status: 409 } });
    expect(answer.ok ? '' : answer.error.detail).toContain('卫生健康委的标签有 21 个');
    expect(expectOk(await seenBy(health, 'C1'))).toMatchObject({ department: 'WJW', tags: labels('甲', 12) });
  });

  test('stop the row of a file that would bring them together, and the report says why', async () => {
    const row = (n: number, tags: readonly string[]) =>
      [`${objectHeader},标签`, `${objectRow(n)},${tags.join('；')}`].join('\r\n');
    await importDesk(system, health).imported(row(1, labels('甲', 20)));
    expectOk(await joins(health, codeOf(1), ['乙']));
    const desk = importDesk(system, market);
    const entry = await desk.staged(csv(objectRow(1), objectRow(2)));
    expect(entry.counts).toMatchObject({ refused: 1, added: 1 });
    expect(await desk.report(entry.id)).toContain('卫生健康委的标签有 21 个');
  });
});

describe('a file with objects that another department keeps', () => {
  const labelled = (rows: readonly string[]) => [`${objectHeader},标签`, ...rows].join('\r\n');

  test('joins them with its own labels; the report says who keeps them and what was not taken', async () => {
    await importDesk(system, market).imported(csv(objectRow(1), objectRow(2)));
    const desk = importDesk(system, health);
    const entry = await desk.staged(
      labelled([`${objectRow(1)},公共场所`, `${objectRow(2, '睢县另名饭店')},`, `${objectRow(3)},公共场所`]),
    );
    expect(entry.counts).toMatchObject({ rows: 3, refused: 0, added: 1, changed: 2 });
    const report = await desk.report(entry.id);
    expect(report).toContain('由市场监督管理局维护，本部门加入监管');
    expect(report).toMatch(/名称,睢县另名饭店,.*名录里为""睢县第2饭店""，未采用/);
    // Nothing shows before the activation.
    expect(await seenBy(health, codeOf(1))).toMatchObject(missing);
    expectOk(await desk.activate(entry));
    expect(expectOk(await seenBy(health, codeOf(1)))).toMatchObject({
      department: 'SCJG',
      name: '睢县第1饭店',
      tags: [],
      supervision: { tags: ['公共场所'] },
    });
    expect(expectOk(await seenBy(market, codeOf(2))).name).toBe('睢县第2饭店');
    expect(expectOk(await seenBy(health, codeOf(3))).department).toBe('WJW');
    // The same file again changes nothing; without the labels it takes them away and says so.
    expect((await desk.staged(labelled([`${objectRow(1)},公共场所`]))).counts).toMatchObject({
      unchanged: 1,
      changed: 0,
    });
  });

  test('takes own labels away only by an empty cell, which is counted', async () => {
    await importDesk(system, market).imported(csv(objectRow(1)));
    const desk = importDesk(system, health);
    await desk.imported(labelled([`${objectRow(1)},公共场所`]));
    const without = await desk.staged(csv(objectRow(1)));
    expect(without.counts).toMatchObject({ unchanged: 1 });
    expectOk(await desk.call('discardImport', { params: { id: without.id } }));
    await system.runJobs();
    expect((await desk.staged(labelled([`${objectRow(1)},`]))).counts).toMatchObject({ changed: 1, emptied: 1 });
  });

  test('of their keeper leaves all parts as they are', async () => {
    const desk = importDesk(system, market);
    await desk.imported(csv(objectRow(1)));
    expectOk(await joins(health, codeOf(1), ['公共场所'], { number: '卫1' }));
    const same = await desk.staged(csv(objectRow(1)));
    expect(same.counts).toMatchObject({ unchanged: 1 });
    expectOk(await desk.call('discardImport', { params: { id: same.id } }));
    await system.runJobs();
    await desk.imported(csv(objectRow(1, '睢县改名饭店')));
    expect(expectOk(await seenBy(health, codeOf(1)))).toMatchObject({
      name: '睢县改名饭店',
      supervision: { number: '卫1', tags: ['公共场所'] },
    });
  });

  test('of the registrar keeps market entities from then on, and the department before goes on supervising', async () => {
    await importDesk(system, health).imported(labelled([`${objectRow(1)},公共场所`]));
    const desk = importDesk(system, market);
    const entry = await desk.staged(csv(objectRow(1, '睢县登记名饭店')));
    expect(entry.counts).toMatchObject({ changed: 1, refused: 0 });
    expect(await desk.report(entry.id)).toContain('原由卫生健康委维护，生效后由本部门维护');
    expectOk(await desk.activate(entry));
    expect(expectOk(await seenBy(health, codeOf(1)))).toMatchObject({
      department: 'SCJG',
      name: '睢县登记名饭店',
      supervision: { tags: ['公共场所'] },
    });
  });

  test('is undone as a whole, also where it joined', async () => {
    await importDesk(system, market).imported(csv(objectRow(1)));
    const desk = importDesk(system, health);
    const { id } = await desk.imported(labelled([`${objectRow(1)},公共场所`, `${objectRow(2)},`]));
    const undo = expectOk(
      await desk.call('undoImport', { key: 'undo-00000001', params: { id }, body: { reason: '导错' } }),
    );
    await system.runJobs();
    const { version } = await desk.get(undo.id);
    expectOk(await system.as(person('WJW', 'department-admin'))('approveUndo', { params: { id: undo.id }, version }));
    await system.runJobs();
    expect(await seenBy(health, codeOf(1))).toMatchObject(missing);
    expect(expectOk(await seenBy(market, codeOf(1))).supervisors).toEqual(['SCJG']);
    expect(await seenBy(health, codeOf(2))).toMatchObject({ error: { kind: 'not-found' } });
  });

  test('holds the rows it has staged, whose import is named, and no others', async () => {
    const desk = importDesk(system, market);
    await desk.imported(csv(objectRow(1), objectRow(2)));
    await desk.staged(csv(objectRow(1, '睢县改名饭店')));
    const held = await joins(health, codeOf(1), []);
    expect(held).toMatchObject({ error: { kind: 'import-open' } });
    expect(held.ok ? '' : held.error.detail).toMatch(/市场监督管理局.*对象\.csv/);
    expectOk(await joins(health, codeOf(2), []));
  });
});

test('rows of an earlier version are read and joined as they are', async () => {
  const { supervisions, ...old } = anObject('C1', { supervisors: ['SCJG', 'WJW'], tags: ['餐饮'] });
  expect(supervisions).toBeUndefined();
  expectOk(await entered(market, 'C1', old));
  expect(expectOk(await seenBy(health, 'C1')).supervision).toBeUndefined();
  expectOk(await joins(health, 'C1', ['公共场所']));
  expect(expectOk(await seenBy(second, 'C1')).supervisors).toEqual(['SCJG', 'WJW']);
});
