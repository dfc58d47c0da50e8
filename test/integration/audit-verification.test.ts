import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chainEvent } from '../../shared/domain/audit/audit-chain.ts';
import { keys } from '../../shared/platform/tables.ts';
import { createRecord, createRow, replaceRecord } from '../../shared/use-cases/changes.ts';
import { aNotice, anEvent, anObject } from '../support/stored-rows.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
let id: string;
let count = 0;
beforeAll(async () => {
  system = await systemForTest();
});
/** A notice with four events, one a minute, on a day of its own. */
beforeEach(async () => {
  count += 1;
  id = `n${count}`;
  await system.store.work.commit([createRecord('notice', id, aNotice(id), eventAt(1))]);
  for (const minute of [2, 3, 4]) {
    const found = await system.store.records.find('notice', id);
    if (!found) throw new Error('the notice is gone');
    await system.store.work.commit([replaceRecord('notice', id, found, found.value, eventAt(minute))]);
  }
});

const eventAt = (minute: number) =>
  anEvent('act', { at: `2026-11-${String(count).padStart(2, '0')}T01:0${minute}:00.000Z`, facts: { minute } });
const auditor = person('SFJ', 'auditor');
const verify = async (entity = 'notice', about = id) =>
  expectOk(await system.as(auditor)('verifyAudit', { params: { entity: entity as 'notice', id: about } }));
const table = () => system.store.db.names.audit;
const eventKey = (seq: number) => keys.auditEvent('notice', id, seq);

describe('an audit chain', () => {
  test('that nobody touched is intact', async () => {
    expect(await verify()).toEqual({ entity: 'notice', id, events: 4, intact: true, findings: [], left: 0 });
  });

  test('of a registry row is verified against the registry', async () => {
    await system.store.work.commit([createRow('object', anObject(`o${count}`), anEvent())]);
    expect(await verify('object', `o${count}`)).toMatchObject({ events: 1, intact: true });
  });

  test.each([1, 2, 4])('in which a fact of event %i was changed is broken there', async (seq) => {
    await system.store.db.client.send(
      new UpdateCommand({
        TableName: table(),
        Key: eventKey(seq),
        UpdateExpression: 'SET #event.#facts.#minute = :other',
        ExpressionAttributeNames: { '#event': 'event', '#facts': 'facts', '#minute': 'minute' },
        ExpressionAttributeValues: { ':other': 9 },
      }),
    );
    expect(await verify()).toMatchObject({ intact: false, brokenAt: seq });
  });

  test.each([1, 3, 4])('from which event %i was deleted is broken there', async (seq) => {
    await system.store.db.client.send(new DeleteCommand({ TableName: table(), Key: eventKey(seq) }));
    expect(await verify()).toMatchObject({ intact: false, brokenAt: seq, events: 3 });
  });

  test('to which a well-formed event was added is broken there', async () => {
    const last = (await system.store.audit.events('notice', id)).at(-1);
    const forged = last && chainEvent('notice', id, { seq: last.seq, hash: last.hash }, anEvent('read'));
    await system.store.db.client.send(new PutCommand({ TableName: table(), Item: { ...eventKey(5), event: forged } }));
    expect(await verify()).toMatchObject({ intact: false, brokenAt: 5 });
  });

  test('that was rewritten from one event on, hashes and all, no longer ends where its record says', async () => {
    const events = await system.store.audit.events('notice', id);
    const [, , third] = events;
    const second = events[1];
    if (!second || !third) throw new Error('four events were written');
    const rewritten = chainEvent('notice', id, { seq: 2, hash: second.hash }, anEvent('other', { at: third.at }));
    const last = chainEvent('notice', id, { seq: 3, hash: rewritten.hash }, anEvent('act'));
    for (const event of [rewritten, last]) {
      await system.store.db.client.send(
        new PutCommand({ TableName: table(), Item: { ...eventKey(event.seq), event } }),
      );
    }
    expect(await verify()).toMatchObject({ intact: false });
  });

  test('whose record is gone is broken from the first event', async () => {
    const { db } = system.store;
    await db.client.send(new DeleteCommand({ TableName: db.names.workflow, Key: keys.record('notice', id) }));
    expect(await verify()).toMatchObject({ intact: false, brokenAt: 1 });
  });

  test('of something that never was is not found', async () => {
    const answer = await system.as(auditor)('verifyAudit', { params: { entity: 'plan', id: 'never' } });
    expect(answer).toMatchObject({ error: { kind: 'not-found', status: 404 } });
  });
});

describe('the events', () => {
  test('of one record come page by page', async () => {
    const call = system.as(auditor);
    const first = expectOk(await call('listAuditEvents', { query: { entity: 'notice', id, limit: 3 } }));
    expect(first.items.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    const query = { entity: 'notice', id, limit: 3, cursor: first.next } as const;
    const second = expectOk(await call('listAuditEvents', { query }));
    expect(second.items.map(({ seq }) => seq)).toEqual([4]);
    expect(second.next).toBeUndefined();
  });

  test('of one day come page by page, in the order they happened', async () => {
    const call = system.as(auditor);
    const day = eventAt(1).at.slice(0, 10);
    const first = expectOk(await call('listAuditEvents', { query: { day, limit: 2 } }));
    const second = expectOk(await call('listAuditEvents', { query: { day, limit: 2, cursor: first.next } }));
    expect([...first.items, ...second.items].map(({ id: about, facts }) => [about, facts.minute])).toEqual(
      [1, 2, 3, 4].map((minute) => [id, minute]),
    );
  });

  test.each<object>([
    {},
    { entity: 'notice' },
    { day: '2026-12-01', entity: 'notice', id: 'n1' },
    { day: '2026-02-30' },
  ])('asked for by %o are refused', async (query) => {
    const answer = await system.as(auditor)('listAuditEvents', { query });
    expect(answer).toMatchObject({ error: { kind: 'invalid-input', status: 400 } });
  });

  test('are nobody’s business but the auditor’s', async () => {
    for (const role of ['sysadmin', 'secadmin', 'office', 'supervisor', 'department-admin'] as const) {
      const answer = await system.as(person('SCJG', role))('listAuditEvents', { query: { day: '2026-12-01' } });
      expect(answer).toMatchObject({ error: { kind: 'forbidden' } });
    }
  });
});
