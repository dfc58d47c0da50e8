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

  test('is marked as read by each person: it stays unread for the colleague who shares it', async () => {
    const colleague = person('SCJG', 'department-admin', '乙');
    expectOk(await read(officer, 'n1'));
    expect(expectOk(await read(officer, 'n1'))).toMatchObject({ read: true, readBy: [officer.id], version: 2 });
    expect(await idsOf(officer, { unread: 'true' })).toEqual(['n2']);
    expect(await idsOf(colleague, { unread: 'true' })).toEqual(['n2', 'n1']);
    const shown = expectOk(await system.as(colleague)('listNotices', {})).items;
    expect(shown.map((notice) => notice.read)).toEqual([false, false]);
    expect(expectOk(await read(colleague, 'n1'))).toMatchObject({ read: true, readBy: [officer.id, colleague.id] });
    expect(await idsOf(colleague, { unread: 'true' })).toEqual(['n2']);
    const actions = (await system.store.audit.events('notice', 'n1')).map(({ action, actor }) => [action, actor]);
    expect(actions.slice(1)).toEqual([
      ['read', officer.id],
      ['read', colleague.id],
    ]);
  });

  test('keeps both marks of two who read at the same moment', async () => {
    const readers = ['甲', '乙', '丙'].map((name) => person('SCJG', 'officer', name));
    for (const answer of await Promise.all(readers.map((who) => read(who, 'n1')))) expectOk(answer);
    const { readBy = [] } = (await system.store.records.find('notice', 'n1'))?.value ?? {};
    expect(readBy.toSorted()).toEqual(readers.map(({ id }) => id).toSorted());
  });

  test('of an inspector holds the own visits; the department’s is open to the inspector too', async () => {
    const inspector = { ...person('SCJG', 'inspector', '检查员1'), inspectorId: 'SCJG-R001' };
    await store('d1', { kind: 'digest', inspectorId: 'SCJG-R001', resultId: undefined });
    await store('d2', { kind: 'digest', inspectorId: 'SCJG-R002', resultId: undefined });
    expect(await idsOf(inspector)).toEqual(['d1']);
    expect(await idsOf(inspector, { inbox: 'SCJG' })).toEqual(['n2', 'n1']);
    expect(await idsOf(inspector, { inbox: 'inspector:SCJG-R002' })).toEqual([]);
    expectOk(await read(inspector, 'd1'));
    expect(await read(inspector, 'd2')).toMatchObject({ error: { kind: 'not-found' } });
    expect(await read(officer, 'd1')).toMatchObject({ error: { kind: 'not-found' } });
    // An official who inspects as well has one digest a day: the department's.
    expect(await idsOf({ ...inspector, roles: ['officer', 'inspector'] })).toEqual(['n2', 'n1']);
  });

  test('shows how much a digest tells of, and the digest itself all of it', async () => {
    const entries = [1, 2].map((n) => ({
      ...{ kind: 'overdue', day: '2026-12-23', resultId: `r${n}`, name: '某店', due: '2026-12-21' },
    })) as NonNullable<Parameters<typeof aNotice>[1]>['entries'];
    await store('d1', { kind: 'digest', day: '2026-12-24', resultId: undefined, entries, more: 3 });
    const [head] = expectOk(await system.as(officer)('listNotices', {})).items;
    expect(head).toMatchObject({ id: 'd1', title: '待办提醒', entryCount: 5 });
    expect(head).not.toHaveProperty('entries');
    const get = (who: typeof officer, id: string) => system.as(who)('getNotice', { params: { id } });
    expect(expectOk(await get(officer, 'd1'))).toMatchObject({ entries, more: 3, read: false });
    expect(expectOk(await get(office, 'w1')).inbox).toBe('WJW');
    expect(await get(officer, 'w1')).toMatchObject({ error: { kind: 'not-found' } });
    expect(await get(officer, 'unknown')).toMatchObject({ error: { kind: 'not-found' } });
  });

  test('keeps what an earlier version stored: the one who had read it then has read it', async () => {
    const stored = {
      ...aNotice('old', { delivery: 'sent' }),
      read: true,
      readBy: officer.id,
      readAt: '2026-03-02T00:00:00.000Z',
    };
    const change = createRecord('notice', 'old', stored as never, anEvent('remind'));
    expect(await system.store.work.commit([change])).toMatchObject({ ok: true });
    expect(await idsOf(officer, { unread: 'true' })).toEqual(['n2', 'n1']);
    const colleague = person('SCJG', 'officer', '乙');
    expect(await idsOf(colleague, { unread: 'true' })).toEqual(['n2', 'n1', 'old']);
    expect(expectOk(await read(colleague, 'old'))).toMatchObject({ readBy: [officer.id, colleague.id] });
  });

  test('is ticked off by those it belongs to alone', async () => {
    expect(await read(officer, 'w1')).toMatchObject({ error: { kind: 'not-found' } });
    expect(await read(officer, 'f1')).toMatchObject({ error: { kind: 'not-found' } });
    expect(await read(office, 'n1')).toMatchObject({ error: { kind: 'foreign-department' } });
    expect(await read(officer, 'unknown')).toMatchObject({ error: { kind: 'not-found' } });
    expectOk(await read(office, 'f1'));
  });
});
