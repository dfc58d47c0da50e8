import { beforeEach, describe, expect, test } from 'vitest';
import type { CallOf } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import type { ShareRequest } from '../../shared/domain/sharing/share-request.ts';
import type { ShareUseContent } from '../../shared/domain/sharing/share-use.ts';
import { createRecord, createRow, replaceRecord } from '../../shared/use-cases/changes.ts';
import { shop } from '../support/drawable-county.ts';
import { aFollowUp } from '../support/follow-ups.ts';
import { anObject } from '../support/inspection-samples.ts';
import { type Inspections, inspectionsForTest, resultOf } from '../support/inspections.ts';
import { failureOf, patrolled, register } from '../support/leads.ts';
import { aShareRequest } from '../support/sharing.ts';
import { anEvent } from '../support/stored-rows.ts';
import { boundCode } from '../support/subject-codes.ts';
import { expectOk, person } from '../support/system.ts';

let county: Inspections;
beforeEach(async () => {
  county = await inspectionsForTest('2026-03-12');
});

const clerk = person('WJW', 'officer');
const holder = person('SCJG', 'officer');
const objectId = '91411422MA30000001';
const object = anObject({ id: objectId, creditCode: objectId, name: '睢县第一茶社' });

/** 卫健 has been granted it, and it is open. */
async function opened(more: Partial<ShareRequest> = {}): Promise<string> {
  const { due: _, ...request } = aShareRequest({ id: 'open-1', asker: 'WJW', status: 'opened', ...more });
  const value: ShareRequest = { ...request, openedOn: '2026-03-03' };
  const done = await county.store.work.commit([createRecord('share-request', value.id, value, anEvent())]);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return value.id;
}
let keys = 0;
function use(purpose: ShareUseContent['purpose'], more: Partial<ShareUseContent> = {}, who = clerk, id = 'open-1') {
  keys += 1;
  const body = { purpose, fields: ['许可证号'], rows: 3, digest: 'a'.repeat(64), ...more };
  return county.as(who)('logShareUse', { params: { id }, key: `use-key-${keys}`, body });
}
const visited = async () => ({ kind: 'visit', id: await county.dispatch({ object }) }) as const;
const logOf = async (who: Principal, query: CallOf<'listShareUses'>['query'] = {}) =>
  expectOk(await county.as(who)('listShareUses', { query })).items;

describe('a use of shared data', () => {
  test('is logged with who, what, how much, and the visit that it was for', async () => {
    const request = await opened();
    const purpose = await visited();
    expect(expectOk(await use(purpose))).toMatchObject({
      ...{ requestId: request, title: '食品生产经营许可信息', holder: 'SCJG', department: 'WJW', by: clerk.id },
      ...{ at: '2026-03-12T02:00:00.000Z', purpose, fields: ['许可证号'], rows: 3, digest: 'a'.repeat(64) },
    });
    expect(await logOf(clerk)).toMatchObject([{ purpose, rows: 3 }]);
  });

  test('is seen by who holds the data without the record that it was for, and by no third department', async () => {
    await opened();
    const purpose = await visited();
    expectOk(await use(purpose));
    expect((await logOf(holder, { holder: 'SCJG' })).map((each) => each.purpose)).toEqual([{ kind: 'visit' }]);
    expect((await logOf(person('ZWDSJ', 'auditor'))).map((each) => each.purpose)).toEqual([{ kind: 'visit' }]);
    expect(await logOf(person('YJJ', 'officer'), { holder: 'SCJG' })).toEqual([]);
    expect(await logOf(holder)).toEqual([]);
  });

  test('is for a lead or a follow-up of the own department as well', async () => {
    await opened();
    const lead = await register(county, patrolled({ receivedOn: '2026-03-11' }), clerk);
    expectOk(await use({ kind: 'lead', id: lead.id }));
    const followUp = aFollowUp({ id: 'FU-9', receiver: 'WJW' });
    const done = await county.store.work.commit([createRecord('follow-up', 'FU-9', followUp, anEvent())]);
    expect(done.ok).toBe(true);
    expectOk(await use({ kind: 'follow-up', id: 'FU-9' }));
  });

  test('is refused for a record that is not there, is another department’s, or has ended (R30)', async () => {
    await opened();
    const elsewhere = await register(county, patrolled({ receivedOn: '2026-03-11' }), holder);
    const lead = elsewhere.id;
    expect(failureOf(await use({ kind: 'lead', id: 'nowhere' }))).toBe('purpose-exceeded');
    expect(failureOf(await use({ kind: 'lead', id: lead }))).toBe('purpose-exceeded');
    const closed = aFollowUp({ id: 'FU-8', receiver: 'WJW', status: 'closed' });
    const of = aFollowUp({ id: 'FU-7', sender: 'SCJG', receiver: 'SCJG', copies: ['WJW'] });
    const done = await county.store.work.commit(
      [closed, of].map((each) => createRecord('follow-up', each.id, each, anEvent())),
    );
    expect(done.ok).toBe(true);
    expect(failureOf(await use({ kind: 'follow-up', id: 'FU-8' }))).toBe('purpose-exceeded');
    expect(failureOf(await use({ kind: 'follow-up', id: 'FU-7' }))).toBe('purpose-exceeded');
    expect(await logOf(clerk)).toEqual([]);
  });

  test('for a visit is refused once the own result of it is approved, and when its batch is voided', async () => {
    await opened({ id: 'open-2', holder: 'WJW', asker: 'SCJG' });
    const purpose = await visited();
    expectOk(await use(purpose, {}, holder, 'open-2'));
    await county.approved(resultOf(purpose.id));
    expect(failureOf(await use(purpose, {}, holder, 'open-2'))).toBe('purpose-exceeded');
    const voided = { kind: 'visit', id: await county.dispatch({ batchId: 'batch-void' }) } as const;
    await county.voidBatch('batch-void');
    expect(failureOf(await use(voided, {}, holder, 'open-2'))).toBe('purpose-exceeded');
  });

  test('is refused beyond what was granted: other fields, another time, a request that is not open', async () => {
    const request = await opened({ from: '2026-03-10', to: '2026-03-13' });
    const purpose = await visited();
    expect(failureOf(await use(purpose, { fields: ['许可证号', '法定代表人'] }))).toBe('purpose-exceeded');
    county.at('2026-03-09T02:00:00Z');
    expect(failureOf(await use(purpose))).toBe('purpose-exceeded');
    county.at('2026-03-13T02:00:00Z');
    expectOk(await use(purpose));
    county.at('2026-03-14T02:00:00Z');
    expect(failureOf(await use(purpose))).toBe('purpose-exceeded');
    county.at('2026-03-13T02:00:00Z');
    const version = (await county.store.records.find('share-request', request))?.meta.version ?? 0;
    expectOk(await county.as(holder)('closeShareRequest', { params: { id: request }, version, body: {} }));
    expect(failureOf(await use(purpose))).toBe('purpose-exceeded');
  });

  test('is the asker’s to log: not the holder’s, and to a third department the request is not there', async () => {
    await opened();
    const purpose = await visited();
    expect(failureOf(await use(purpose, {}, holder))).toBe('foreign-department');
    expect(failureOf(await use(purpose, {}, person('YJJ', 'officer')))).toBe('not-found');
  });
});

describe('its subject', () => {
  const seen = async () => {
    const row = shop(1, { id: objectId, name: object.name });
    await county.store.work.commit([createRow('object', row, anEvent())]);
    const code = await boundCode(county.store, objectId);
    return async () => expectOk(await county.as({ code })('listOwnDataUses', {})).items;
  };
  const asTold = {
    ...{ department: 'WJW', holder: 'SCJG', title: '食品生产经营许可信息', fields: ['许可证号'], on: '2026-03-12' },
    ...{ purpose: '核对娱乐场所内餐饮的许可', legalDuty: '《娱乐场所管理条例》第三条' },
  };

  test('is told which department read it and for what once the visit is over, and not before', async () => {
    await opened();
    const purpose = await visited();
    expectOk(await use(purpose));
    const own = await seen();
    expect(await own()).toEqual([]);
    const visit = await county.store.records.find('visit', purpose.id);
    if (!visit) throw new Error('no visit');
    const over = { ...visit.value, status: 'completed' as const };
    await county.store.work.commit([replaceRecord('visit', purpose.id, visit, over, anEvent('complete'))]);
    expect(await own()).toEqual([asTold]);
  });

  test('is told once the visit is voided, alone or with its whole draw: it will not be announced by that', async () => {
    await opened();
    const own = await seen();
    const alone = await visited();
    const drawn = { kind: 'visit', id: await county.dispatch({ object, batchId: 'batch-void' }) } as const;
    for (const purpose of [alone, drawn]) expectOk(await use(purpose));
    expect(await own()).toEqual([]);
    await county.voidBatch('batch-void');
    expect(await own()).toEqual([asTold]);
    const visit = await county.store.records.find('visit', alone.id);
    if (!visit) throw new Error('no visit');
    const voided = { ...visit.value, status: 'voided' as const };
    await county.store.work.commit([replaceRecord('visit', alone.id, visit, voided, anEvent('void'))]);
    expect(await own()).toEqual([asTold, asTold]);
  });

  test('is told of a follow-up once it is closed, and never of a lead', async () => {
    await opened();
    const lead = await register(county, patrolled({ receivedOn: '2026-03-11', objectId: undefined }), clerk);
    const id = lead.id;
    const found = await county.store.records.find('lead', id);
    if (!found) throw new Error('no lead');
    const about = { ...found.value, objectId };
    await county.store.work.commit([replaceRecord('lead', id, found, about, anEvent('edit'))]);
    expectOk(await use({ kind: 'lead', id }));
    const followUp = aFollowUp({ id: 'FU-6', receiver: 'WJW', object: { id: objectId, name: '茶社', kind: '企业' } });
    await county.store.work.commit([createRecord('follow-up', 'FU-6', followUp, anEvent())]);
    expectOk(await use({ kind: 'follow-up', id: 'FU-6' }));
    const own = await seen();
    expect(await own()).toEqual([]);
    const [stored, lately] = await Promise.all([
      county.store.records.find('follow-up', 'FU-6'),
      county.store.records.find('lead', id),
    ]);
    if (!stored || !lately) throw new Error('not there');
    await county.store.work.commit([
      replaceRecord('follow-up', 'FU-6', stored, { ...stored.value, status: 'closed' }, anEvent('confirm')),
      replaceRecord('lead', id, lately, { ...lately.value, status: 'closed' }, anEvent('close')),
    ]);
    expect(await own()).toEqual([asTold]);
  });
});
