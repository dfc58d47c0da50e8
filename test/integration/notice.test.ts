import { beforeEach, describe, expect, test } from 'vitest';
import { createRecord } from '../../shared/use-cases/changes.ts';
import { aNotice, anEvent } from '../support/stored-rows.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
beforeEach(async () => {
  system = await systemForTest();
  await store('n1', { day: '2026-12-22' });
  await store('n2', { day: '2026-12-23' });
  await store('w1', { department: 'WJW' });
  await store('f1', { kind: 'overdue-figures', resultId: undefined });
});

const store = (id: string, more: Parameters<typeof aNotice>[1]) =>
  system.store.work.commit([createRecord('notice', id, aNotice(id, { delivery: 'sent', ...more }), anEvent('remind'))]);
const office = person('SCJG', 'office');
const officer = person('SCJG', 'officer');
const idsOf = async (who: typeof officer, query: object = {}) =>
  expectOk(await system.as(who)('listNotices', { query })).items.map(({ id }) => id);
const read = (who: typeof officer, id: string) => system.as(who)('readNotice', { params: { id } });

describe('an inbox', () => {
  test('holds what concerns the own department, the newest first', async () => {
    expect(await idsOf(officer)).toEqual(['n2', 'n1']);
    expect(await idsOf(person('WJW', 'inspector'))).toEqual(['w1']);
    expect(await idsOf(officer, { inbox: 'WJW,office' })).toEqual([]);
  });

  test('of the joint meeting’s office holds figures; the office and the county government may look into every other', async () => {
    expect(await idsOf(office)).toEqual(['f1']);
    expect(await idsOf(office, { inbox: 'WJW' })).toEqual(['w1']);
    expect(await idsOf(person('SCJG', 'supervisor'), { inbox: 'SCJG,WJW' })).toEqual(['n2', 'n1', 'w1']);
  });

  test('shows what nobody has read yet, and keeps who read a notice first', async () => {
    expect(expectOk(await read(officer, 'n1'))).toMatchObject({ read: true, readBy: officer.id });
    const colleague = person('SCJG', 'department-admin', '乙');
    expect(expectOk(await read(colleague, 'n1'))).toMatchObject({ readBy: officer.id, version: 2 });
    expect(await idsOf(colleague, { unread: 'true' })).toEqual(['n2']);
    expect((await system.store.audit.events('notice', 'n1')).map(({ action }) => action)).toEqual(['remind', 'read']);
  });

  test('is ticked off by those it belongs to alone', async () => {
    expect(await read(officer, 'w1')).toMatchObject({ error: { kind: 'foreign-department' } });
    expect(await read(officer, 'f1')).toMatchObject({ error: { kind: 'foreign-department' } });
    expect(await read(office, 'n1')).toMatchObject({ error: { kind: 'foreign-department' } });
    expect(await read(officer, 'unknown')).toMatchObject({ error: { kind: 'not-found' } });
    expectOk(await read(office, 'f1'));
  });
});
