import { describe, expect, test } from 'vitest';
import { brokenAt } from '../../shared/domain/audit/audit-chain.ts';
import { createRecord, replaceRecord } from '../../shared/use-cases/changes.ts';
import { storeForTest } from '../support/emulator.ts';
import { aNotice, anEvent } from '../support/stored-rows.ts';

describe('the audit trail', () => {
  test('lists a day of Shanghai: 00:00 there is 16:00 UTC of the day before', async () => {
    const store = await storeForTest();
    const written = [
      ['last-minute', '2026-03-01T15:59:59.000Z'],
      ['first-minute', '2026-03-01T16:00:00.000Z'],
      ['end-of-day', '2026-03-02T15:59:59.000Z'],
      ['next-day', '2026-03-02T16:00:00.000Z'],
    ] as const;
    for (const [id, at] of written) {
      await store.work.commit([createRecord('notice', id, aNotice(id), anEvent('create', { at }))]);
    }
    const first = await store.audit.day('2026-03-02', { limit: 1 });
    expect(first.items.map(({ id }) => id)).toEqual(['first-minute']);
    const second = await store.audit.day('2026-03-02', { limit: 5, ...(first.next && { from: first.next }) });
    expect(second.items.map(({ id }) => id)).toEqual(['end-of-day']);
    expect(second.next).toBeUndefined();
  });

  test('holds more events of one record than a page of the database, in order', async () => {
    const store = await storeForTest();
    const facts = { note: 'x'.repeat(20_000) };
    await store.work.commit([createRecord('notice', 'long', aNotice('long'), anEvent('create', { facts }))]);
    for (let n = 0; n < 70; n += 1) {
      const seen = await store.records.find('notice', 'long');
      if (!seen) throw new Error('the notice is gone');
      await store.work.commit([replaceRecord('notice', 'long', seen, seen.value, anEvent('update', { facts }))]);
    }
    const events = await store.audit.events('notice', 'long');
    expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 71 }, (_, n) => n + 1));
    const now = await store.records.find('notice', 'long');
    expect(now && brokenAt(events, now.meta.chain)).toBeUndefined();
  });

  test('of something unknown is empty', async () => {
    const store = await storeForTest();
    expect(await store.audit.events('notice', 'unknown')).toEqual([]);
  });
});
