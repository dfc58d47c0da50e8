import { beforeEach, describe, expect, test } from 'vitest';
import type { Expert, InspectionItem, Inspector } from '../../shared/domain/registry/registry.ts';
import { anItem, expertOf, officer } from '../support/drawable-county.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';
import { ask, colleagueOf } from '../support/two-persons.ts';

/** Who comes into force, and an item that replaces others, is consented to as a whole: as it was when it was asked for. */

const asker = person('SCJG', 'officer', '甲');
const second = colleagueOf(asker);
const moved = '提出申请后，要改的内容已被他人改动';
let system: TestSystem;
beforeEach(async () => {
  system = await systemForTest();
});

const consent = (id: string) => system.as(second)('consentToChange', { params: { id }, version: 1 });
const comeInto = (kind: 'inspector' | 'expert' | 'item', row: { readonly id: string }) =>
  ask(system, asker, { kind, rowId: row.id, version: 1 }, { act: 'update', value: { ...row, status: '有效' } });

describe('an inspector who is to come into force', () => {
  const out = officer('SCJG', 1, { status: '失效', level: '所', township: '411422100' });
  const params = { id: out.id };
  const write = (more: Partial<Inspector>) =>
    system.as(asker)('updateInspector', { params, version: 1, body: { ...out, ...more } });
  const present = async () => expectOk(await system.as(asker)('getInspector', { params }));
  beforeEach(async () => {
    expectOk(await system.as(asker)('createInspector', { key: 'inspector-key', body: out }));
  });

  test.each<[string, Partial<Inspector>]>([
    ['items', { itemScope: ['SCJG-001'] }],
    ['recusals', { recusals: [{ objectId: 'S0001', ground: '持股任职' }] }],
    ['a maximum of visits', { capacity: 1 }],
    ['validity of the certificate', { certificate: { ...out.certificate, validTo: '2027-12-31' } }],
    ['qualifications', { qualifications: ['食品检验'] }],
    ['a part in leading', { mayLead: false }],
    ['a station', { township: '411422101' }],
  ])('stays out of it where somebody gave them other %s since it was asked for', async (_, more) => {
    const { id } = expectOk(await comeInto('inspector', out));
    expectOk(await write(more));
    const late = await consent(id);
    expect(late).toMatchObject({ ok: false, error: { kind: 'not-ready' } });
    expect(late.ok || late.error.detail).toContain(moved);
    expect(await present()).toMatchObject({ status: '失效', version: 2 });
    expect(expectOk(await system.as(asker)('getChange', { params: { id } })).status).toBe('pending');
  });

  test('comes into it with a name, telephone and order of items that somebody corrected meanwhile', async () => {
    const listed = { ...out, id: 'SCJG-R002', itemScope: ['SCJG-001', 'SCJG-002'] };
    const certificate = { ...listed.certificate, number: '豫SCJG2' };
    const body = { ...listed, certificate };
    expectOk(await system.as(asker)('createInspector', { key: 'inspector-key-2', body }));
    const { id } = expectOk(await comeInto('inspector', body));
    const more = { name: '改名', phone: '13800000000', itemScope: ['SCJG-002', 'SCJG-001'] };
    const corrected = { params: { id: body.id }, version: 1, body: { ...body, ...more } };
    expectOk(await system.as(asker)('updateInspector', corrected));
    expectOk(await consent(id));
    const there = expectOk(await system.as(asker)('getInspector', { params: { id: body.id } }));
    expect(there).toMatchObject({ ...more, status: '有效', version: 3 });
  });

  test('comes into it where what was changed since is as it was again', async () => {
    const { id } = expectOk(await comeInto('inspector', out));
    expectOk(await write({ capacity: 1 }));
    expectOk(await system.as(asker)('updateInspector', { params, version: 2, body: out }));
    expectOk(await consent(id));
    expect(await present()).toMatchObject({ status: '有效', version: 4 });
  });
});

test.each<[string, Partial<Expert>]>([
  ['fields', { fields: ['特种设备'] }],
  ['a term', { validTo: '2027-12-31' }],
  ['recusals', { recusals: [{ objectId: 'S0001', ground: '持股任职' }] }],
])('an expert stays out of force where somebody gave them other %s since it was asked for', async (_, more) => {
  const out = expertOf('SCJG', 1, { status: '失效' });
  const params = { id: out.id };
  expectOk(await system.as(asker)('createExpert', { key: 'expert-key', body: out }));
  const { id } = expectOk(await comeInto('expert', out));
  expectOk(await system.as(asker)('updateExpert', { params, version: 1, body: { ...out, ...more } }));
  const late = await consent(id);
  expect(late.ok || late.error.detail).toContain(moved);
  expect(expectOk(await system.as(asker)('getExpert', { params })).status).toBe('失效');
});

describe('an item of a higher list that is to replace others', () => {
  const county = anItem('SCJG', { id: 'SCJG-700', name: '食品检查' });
  const higher = anItem('SCJG', { id: 'SCJG-900', name: '食品检查', level: '市', status: '失效' });
  const params = { id: higher.id };
  const write = (more: Partial<InspectionItem>) =>
    system.as(asker)('updateItem', { params, version: 1, body: { ...higher, ...more } });
  beforeEach(async () => {
    expectOk(await system.as(asker)('createItem', { key: 'item-key-700', body: county }));
    expectOk(await system.as(asker)('createItem', { key: 'item-key-900', body: higher }));
  });

  test.each<[string, Partial<InspectionItem>]>([
    ['applies to others', { applies: { kinds: ['企业'] } }],
    ['needs a qualification', { qualification: '食品检验' }],
    ['needs an expert', { expertise: '食品检验', expertRequired: true }],
    ['is of another level', { level: '国家' }],
  ])('replaces none where it %s since it was asked for', async (_, more) => {
    const { id } = expectOk(await comeInto('item', higher));
    expectOk(await write(more));
    const late = await consent(id);
    expect(late.ok || late.error.detail).toContain(moved);
    expect(expectOk(await system.as(asker)('getItem', { params: { id: county.id } })).supersededBy).toBeUndefined();
  });

  test('names what it replaces, and replaces nothing else that was given its name since', async () => {
    const other = anItem('SCJG', { id: 'SCJG-701', name: '价格检查' });
    expectOk(await system.as(asker)('createItem', { key: 'item-key-701', body: other }));
    const request = expectOk(await comeInto('item', higher));
    expect(request.replaces).toEqual(['SCJG-700']);
    const renamed = { params: { id: other.id }, version: 1, body: { ...other, name: '食品检查' } };
    expectOk(await system.as(asker)('updateItem', renamed));
    const late = await consent(request.id);
    expect(late.ok || late.error.detail).toContain(moved);
    for (const { id } of [county, other])
      expect(expectOk(await system.as(asker)('getItem', { params: { id } })).supersededBy).toBeUndefined();
    expect(expectOk(await comeInto('item', higher)).replaces?.toSorted()).toEqual(['SCJG-700', 'SCJG-701']);
  });

  test('replaces them with contents that somebody corrected meanwhile', async () => {
    const { id } = expectOk(await comeInto('item', higher));
    expectOk(await write({ content: '贮存条件', name: '食品 检查' }));
    expectOk(await consent(id));
    expect(expectOk(await system.as(asker)('getItem', { params: { id: county.id } })).supersededBy).toBe(higher.id);
  });
});
