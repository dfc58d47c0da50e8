import { beforeAll, describe, expect, test } from 'vitest';
import type { CallOf, OperationName } from '../../shared/api/client.ts';
import type { InspectionItem, InspectionObject } from '../../shared/domain/registry/registry.ts';
import { anItem, shop } from '../support/drawable-county.ts';
import { anInspector } from '../support/stored-rows.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';
import { retire, rewrite } from '../support/two-persons.ts';

let system: TestSystem;
let count = 0;
beforeAll(async () => {
  system = await systemForTest();
});

const officer = person('SCJG', 'officer');
const health = person('WJW', 'officer');
const newKey = () => `registry-${++count}`;
const newShop = (more: Partial<InspectionObject> = {}) => shop(++count, more);

const create = (body: InspectionObject, who = officer, key = newKey()) => system.as(who)('createObject', { key, body });
const update = (version: number, body: InspectionObject, who = officer) =>
  system.as(who)('updateObject', { params: { id: body.id }, version, body });
const get = (id: string, who = officer) => system.as(who)('getObject', { params: { id } });

async function created(more: Partial<InspectionObject> = {}) {
  const body = newShop(more);
  return { body, view: expectOk(await create(body)) };
}

describe('an object', () => {
  test('is created with version 1, read as it was written and changed by versions that stay readable', async () => {
    const { body, view } = await created();
    expect(view).toEqual({ ...body, version: 1, updatedAt: '2026-11-23T01:00:00.000Z' });
    const changed = expectOk(await update(1, { ...body, address: '和平路9号' }));
    expect(changed).toMatchObject({ address: '和平路9号', version: 2 });
    expect(expectOk(await get(body.id))).toEqual(changed);
    const { items } = expectOk(await system.as(officer)('listObjectVersions', { params: { id: body.id } }));
    expect(items.map(({ version, address }) => [version, address])).toEqual([
      [1, body.address],
      [2, '和平路9号'],
    ]);
  });

  test('is changed only by whoever has seen its version', async () => {
    const { body } = await created();
    expectOk(await update(1, { ...body, name: '新名称' }));
    expect(await update(1, { ...body, name: '旧人的名称' })).toMatchObject({
      error: { kind: 'stale-version', status: 412 },
    });
    expect(await update(3, body)).toMatchObject({ error: { kind: 'stale-version' } });
    expect(expectOk(await get(body.id))).toMatchObject({ name: '新名称', version: 2 });
  });

  test('keeps its number and its department', async () => {
    const { body } = await created();
    const moved = { ...body, department: 'WJW' as const, supervisors: ['WJW' as const] };
    expect(await update(1, moved)).toMatchObject({
      error: { kind: 'invalid-input', errors: [{ path: 'body.department', message: '编号和所属部门不能修改' }] },
    });
    const renumbered = { params: { id: body.id }, version: 1, body: { ...body, id: 'S-other' } };
    expect(await system.as(officer)('updateObject', renumbered)).toMatchObject({
      error: { kind: 'invalid-input', errors: [{ path: 'body.id' }] },
    });
  });

  test('exists once under its number, whoever keeps it', async () => {
    const { body } = await created();
    expect(await create({ ...body, name: '同号' })).toMatchObject({ error: { kind: 'already-exists' } });
    const theirs = { ...body, department: 'WJW' as const, supervisors: ['WJW' as const] };
    expect(await create(theirs, health)).toMatchObject({ error: { kind: 'kept-by-another' } });
  });

  test('is created for the own department only', async () => {
    expect(await create(newShop(), health)).toMatchObject({ error: { kind: 'foreign-department', status: 403 } });
  });

  test('is read by the departments that supervise it and changed by the one that keeps it (R14)', async () => {
    const { body } = await created({ supervisors: ['SCJG', 'WJW'] });
    expectOk(await get(body.id, health));
    expectOk(await system.as(health)('listObjectVersions', { params: { id: body.id } }));
    const foreign = { error: { kind: 'foreign-department' } };
    expect(await update(1, { ...body, name: '别名' }, health)).toMatchObject(foreign);
    const reason = { reason: '不再经营' };
    const call = { params: { id: body.id }, version: 1, body: reason };
    expect(await system.as(health)('deactivateObject', call)).toMatchObject(foreign);
    expect(await get(body.id, person('GAJ', 'officer'))).toMatchObject({ error: { kind: 'not-found' } });
    expectOk(await get(body.id, person('GAJ', 'office')));
    expect(expectOk(await get(body.id))).toMatchObject({ version: 1, name: body.name });
  });

  test('is taken out of use with the reason, by whoever has seen its version', async () => {
    // One in no frame as it is: what frames lose needs two.
    const { body } = await created({ status: '迁出' });
    const call = { params: { id: body.id }, version: 1, body: { reason: '已拆迁' } };
    expect(await system.as(officer)('deactivateObject', { ...call, version: 9 })).toMatchObject({
      error: { kind: 'stale-version' },
    });
    expect(expectOk(await system.as(officer)('deactivateObject', call))).toMatchObject({
      status: '停用',
      statusReason: '已拆迁',
      version: 2,
    });
    const events = await system.store.audit.events('object', body.id);
    expect(events.map(({ action }) => action)).toEqual(['create', 'deactivate']);
  });

  test.each<[Partial<InspectionObject>, string, RegExp]>([
    [{ industry: 'Z6210' }, 'industry', /行业代码/],
    [{ industry: 'A6210' }, 'industry', /行业代码/],
    [{ industry: 'H' }, 'industry', /行业代码/],
    [{ id: '91350100M000100Y4Z', creditCode: '91350100M000100Y4Z' }, 'creditCode', /I、O、S、V、Z/],
    [{ creditCode: '91350100M000100Y43' }, 'id', /编号即其代码/],
    [{ supervisors: ['WJW'] }, 'supervisors', /应包含维护部门/],
    [{ registeredOn: '2026-02-30' }, 'registeredOn', /./],
    [{ name: ' ' }, 'name', /./],
  ])('with %o is refused under its field, and nothing is written', async (wrong, field, message) => {
    const body = newShop(wrong);
    const answer = await create(body);
    expect(answer).toMatchObject({ error: { kind: 'invalid-input', errors: [{ path: `body.${field}` }] } });
    expect(!answer.ok && answer.error.errors?.[0]?.message).toMatch(message);
    expect(await get(body.id)).toMatchObject({ error: { kind: 'not-found' } });
  });
});

describe('an Idempotency-Key', () => {
  test('with the same request again answers the same and creates nothing', async () => {
    const body = newShop();
    const key = newKey();
    const first = expectOk(await create(body, officer, key));
    expectOk(await update(1, { ...body, name: '后来的名称' }));
    expect(expectOk(await create(body, officer, key))).toEqual(first);
    expect(await system.store.audit.events('object', body.id)).toHaveLength(2);
  });

  test('with another body is refused, and belongs to one person and one operation', async () => {
    const key = newKey();
    expectOk(await create(newShop(), officer, key));
    expect(await create(newShop(), officer, key)).toMatchObject({ error: { kind: 'idempotency-key-reused' } });
    expectOk(await create(newShop(), person('SCJG', 'officer', '乙'), key));
    const body = anItem('SCJG', { id: `SCJG-${count}` });
    expectOk(await system.as(officer)('createItem', { key, body }));
  });

  test('is free again after a refusal', async () => {
    const key = newKey();
    expect(await create(newShop({ industry: 'A99' }), officer, key)).toMatchObject({
      error: { kind: 'invalid-input' },
    });
    expectOk(await create(newShop(), officer, key));
  });

  test('sent twice at once creates one object', async () => {
    const body = newShop();
    const key = newKey();
    const both = await Promise.all([create(body, officer, key), create(body, officer, key)]);
    expect(both.filter(({ ok }) => ok).length).toBeGreaterThan(0);
    expect(both.flatMap((answer) => (answer.ok ? [] : [answer.error.kind]))).toBeOneOf([[], ['request-in-progress']]);
    expect(await system.store.audit.events('object', body.id)).toHaveLength(1);
  });
});

describe('R1', () => {
  const ratioCap = { ratio: 500, document: '年度方案' };
  const item = (more: Partial<InspectionItem>) => anItem('SCJG', { id: `R1-${++count}`, ...more });
  const send = (body: InspectionItem) => system.as(officer)('createItem', { key: newKey(), body });

  test.each([
    ['a general item without a cap', { kind: 'general' as const }, '一般检查事项必须注明抽查比例上限及其文件依据'],
    ['a key item with a cap', { kind: 'key' as const, ratioCap }, '重点检查事项不设抽查比例上限'],
  ])('%s can be neither created nor saved', async (_, wrong, message) => {
    const refused = { error: { kind: 'invalid-input', errors: [{ path: 'body.ratioCap', message }] } };
    expect(await send(item(wrong))).toMatchObject(refused);
    const lawful = wrong.kind === 'key' ? item({ kind: 'key' }) : item({ kind: 'general', ratioCap });
    expectOk(await send(lawful));
    const { ratioCap: _cap, ...bare } = lawful;
    const call = { params: { id: lawful.id }, version: 1, body: { ...bare, ...wrong } };
    expect(await system.as(officer)('updateItem', call)).toMatchObject(refused);
  });

  test('a cap without its document is refused', async () => {
    const answer = await send(item({ kind: 'general', ratioCap: { ratio: 500, document: '' } }));
    expect(answer).toMatchObject({ error: { kind: 'invalid-input', errors: [{ path: 'body.ratioCap.document' }] } });
  });
});

describe('a county item that a provincial list brings again', () => {
  const named = (id: string, level: InspectionItem['level'], more: Partial<InspectionItem> = {}) =>
    anItem('SCJG', { id, level, name: '特种设备安全检查', ...more });
  const send = async (body: InspectionItem) =>
    expectOk(await system.as(officer)('createItem', { key: newKey(), body }));
  const supersededBy = async (id: string) =>
    expectOk(await system.as(health)('getItem', { params: { id } })).supersededBy;

  test('says which item replaces it, in the item and in the list, for as long as that one is in force', async () => {
    await send(named('TZ-county', '县'));
    expect(await supersededBy('TZ-county')).toBeUndefined();
    const higher = named('TZ-province', '省', { name: '特种设备 安全检查' });
    await send({ ...higher, status: '失效' });
    expect(await supersededBy('TZ-county')).toBeUndefined();
    await rewrite(system, officer, { kind: 'item', rowId: higher.id, version: 1 }, higher);
    await send(named('TZ-other', '县', { name: '特种设备人员检查' }));
    expect(await supersededBy('TZ-county')).toBe('TZ-province');
    const { items } = expectOk(await system.as(health)('listItems', { query: { name: '特种设备' } }));
    expect(items.map((item) => [item.id, item.supersededBy])).toEqual([
      ['TZ-county', 'TZ-province'],
      ['TZ-other', undefined],
      ['TZ-province', undefined],
    ]);
    await retire(system, officer, { kind: 'item', rowId: 'TZ-province', version: 2 }, '清单废止');
    expect(await supersededBy('TZ-county')).toBeUndefined();
  });
});

describe('tags on many objects', () => {
  const tag = (ids: readonly string[], add: string[], remove: string[] = [], who = officer) =>
    system.as(who)('tagObjects', { body: { ids: [...ids], add, remove } });
  const tagsOf = async (id: string) => expectOk(await get(id)).tags;

  test('are set where they may be, and each refusal is named row by row', async () => {
    const { body: own } = await created();
    const theirs = newShop({ department: 'WJW', supervisors: ['WJW'] });
    expectOk(await create(theirs, health));
    const done = expectOk(await tag([own.id, theirs.id, 'S-none'], ['重点']));
    expect(done.changed).toEqual([own.id]);
    expect(done.refused.map(({ id, kind }) => [id, kind])).toEqual([
      [theirs.id, 'not-found'],
      ['S-none', 'not-found'],
    ]);
    expect(await tagsOf(own.id)).toEqual(['重点']);
    expect(expectOk(await system.as(health)('getObject', { params: { id: theirs.id } })).tags).toEqual([]);
  });

  test('set twice, or for a row named twice, make one version', async () => {
    const { body } = await created();
    expectOk(await tag([body.id, body.id], ['重点']));
    expectOk(await tag([body.id], ['重点']));
    expect(expectOk(await get(body.id)).version).toBe(2);
  });

  test('that only look alike when joined are different tags', async () => {
    // Out of use: a label that frames may lose needs two.
    const { body } = await created({ tags: ['A B'], status: '迁出' });
    expectOk(await tag([body.id], ['A', 'B'], ['A B']));
    expect(await tagsOf(body.id)).toEqual(['A', 'B']);
  });

  test('typed with other brackets or an invisible character is the same tag, and a list is no tag', async () => {
    const { body } = await created({ tags: ['食堂（学校）'] });
    expectOk(await tag([body.id], ['食堂(学校)', '食堂［学校］\u200b']));
    expect(await tagsOf(body.id)).toEqual(['食堂（学校）']);
    expect(await tag([body.id], ['餐饮、食堂'])).toMatchObject({ error: { kind: 'invalid-input' } });
  });

  test('beyond twenty are refused for that row and none is cut off', async () => {
    const full = Array.from({ length: 18 }, (_, n) => `标签${n}`);
    const { body } = await created({ tags: full, status: '迁出' });
    const { body: empty } = await created();
    const done = expectOk(await tag([body.id, empty.id], ['甲', '乙', '丙']));
    expect(done).toMatchObject({ changed: [empty.id], refused: [{ id: body.id, kind: 'too-many-tags' }] });
    expect(done.refused[0]?.reason).toMatch(/20/);
    expect(await tagsOf(body.id)).toEqual(full);
    expectOk(await tag([body.id], ['甲', '乙', '丙'], ['标签0']));
    expect(await tagsOf(body.id)).toHaveLength(20);
  });
});

test('a recusal names its object as the registry does, and one under a mistyped code is refused', async () => {
  const lowerCase = { objectId: '91350100m000100y43', ground: '亲属关系' as const };
  const call = system.as(officer);
  const kin = { ...anInspector('R-kin', '2028-12-31'), recusals: [lowerCase] };
  // Whoever is out of force is entered by one person.
  const kept = expectOk(await call('createInspector', { key: newKey(), body: { ...kin, status: '失效' } }));
  expect(kept.recusals).toEqual([{ objectId: '91350100M000100Y43', ground: '亲属关系' }]);
  const mistyped = { objectId: '91350100M000100Y44', ground: '亲属关系' as const };
  const body = { ...anInspector('R-kin2', '2028-12-31'), recusals: [lowerCase, mistyped] };
  expect(await call('createInspector', { key: newKey(), body })).toMatchObject({
    error: { kind: 'invalid-input', errors: [{ path: 'body.recusals.1.objectId' }] },
  });
});

test('an inspector whose certificate ends before it begins is refused', async () => {
  const body = anInspector('R-wrong', '2019-12-31');
  expect(await system.as(officer)('createInspector', { key: newKey(), body })).toMatchObject({
    error: {
      kind: 'invalid-input',
      errors: [{ path: 'body.certificate.validTo', message: '有效期止不能早于有效期起' }],
    },
  });
});

test.each(['Item', 'Object', 'Inspector', 'Expert'] as const)('%s: what does not exist is not found', async (kind) => {
  const call = system.as(officer);
  const params = { id: 'none' };
  const missing = { error: { kind: 'not-found', status: 404 } };
  const ask = (operation: OperationName, more: object = {}) =>
    call(operation, { params, ...more } as CallOf<OperationName>);
  expect(await ask(`get${kind}`)).toMatchObject(missing);
  expect(await ask(`list${kind}Versions`)).toMatchObject(missing);
  expect(await ask(`deactivate${kind}`, { version: 1, body: { reason: '停用' } })).toMatchObject(missing);
});
