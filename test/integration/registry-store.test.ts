import { PutCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { slotKey } from '../../functions/adapters/dynamodb/registry-rows.ts';
import type { DepartmentCode } from '../../shared/base/primitives.ts';
import type { RegistryKind } from '../../shared/domain/registry/kinds.ts';
import { createRow, replaceRow } from '../../shared/use-cases/changes.ts';
import type { Match, PagePosition } from '../../shared/use-cases/ports/paging.ts';
import type { StoredRow } from '../../shared/use-cases/ports/registry.ts';
import { storeForTest, type TestStore } from '../support/emulator.ts';
import { addObjects, commit, objectNow } from '../support/registry-imports.ts';
import { anEvent, anInspector, anObject } from '../support/stored-rows.ts';

let store: TestStore;
beforeAll(async () => {
  store = await storeForTest();
});

interface Question<K extends RegistryKind> {
  readonly kind: K;
  readonly departments: readonly DepartmentCode[];
  readonly where?: readonly Match[];
  readonly limit: number;
}

/** Walks every page; a page may be short only when it is the last. */
async function walked<K extends RegistryKind>({ limit, ...query }: Question<K>): Promise<StoredRow<K>[]> {
  const rows: StoredRow<K>[] = [];
  let from: PagePosition | undefined;
  do {
    const page = await store.registry.list({ ...query, page: { limit, ...(from && { from }) } });
    if (page.next && page.items.length !== limit) throw new Error('a page in the middle is short');
    if (from && page.items.length === 0) throw new Error('a page was announced and is empty');
    rows.push(...page.items);
    from = page.next;
  } while (from);
  return rows;
}

describe('a registry row', () => {
  test('is found as it was written, with version 1', async () => {
    await addObjects(store, ['first']);
    expect(await objectNow(store, 'first')).toMatchObject({ value: anObject('first'), meta: { version: 1 } });
    expect(await store.registry.find('object', 'unknown')).toBeUndefined();
  });

  test('is not stored where it could not be read again', async () => {
    const mistyped = { ...anObject('S0999'), industry: '面馆' };
    await expect(store.work.commit([createRow('object', mistyped, anEvent('create'))])).rejects.toThrow(
      'object S0999 could not be read again: industry',
    );
    expect(await store.registry.find('object', 'S0999')).toBeUndefined();
  });

  test('is created once', async () => {
    await addObjects(store, ['once']);
    const again = await store.work.commit([createRow('object', anObject('once'), anEvent())]);
    expect(again).toEqual({ ok: false, error: { kind: 'already-exists', entity: 'object', id: 'once' } });
  });

  test('keeps its past versions, and an audit chain with one event for each', async () => {
    await addObjects(store, ['aged']);
    for (const name of ['改名一次', '改名两次']) {
      await commit(store, replaceRow(await objectNow(store, 'aged'), anObject('aged', { name }), anEvent('update')));
    }
    const versions = await store.registry.versions('object', 'aged');
    expect(versions.map(({ meta, value }) => [meta.version, value.name])).toEqual([
      [1, anObject('aged').name],
      [2, '改名一次'],
      [3, '改名两次'],
    ]);
    for (const version of [1, 2, 3]) {
      expect(await store.registry.findVersion('object', 'aged', version)).toMatchObject({ meta: { version } });
    }
    expect(await store.registry.findVersion('object', 'aged', 4)).toBeUndefined();
    const events = await store.audit.events('object', 'aged');
    expect(events.map(({ action }) => action)).toEqual(['create', 'update', 'update']);
  });

  test('is changed by one of two writers, and the other is told', async () => {
    await addObjects(store, ['raced']);
    const seen = await objectNow(store, 'raced');
    const outcomes = await Promise.all(
      ['甲', '乙'].map((name) => store.work.commit([replaceRow(seen, anObject('raced', { name }), anEvent('update'))])),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.find(({ ok }) => !ok)).toEqual({
      ok: false,
      error: { kind: 'stale-version', entity: 'object', id: 'raced' },
    });
  });

  test('of the history cannot be taken for the current one', async () => {
    await addObjects(store, ['past']);
    await commit(
      store,
      replaceRow(await objectNow(store, 'past'), anObject('past', { name: '新' }), anEvent('update')),
    );
    const old = await store.registry.findVersion('object', 'past', 1);
    if (!old) throw new Error('version 1 is gone');
    await expect(store.work.commit([replaceRow(old, anObject('past'), anEvent())])).rejects.toThrow('object past');
  });

  test('that does not parse stops every reader and names itself', async () => {
    const broken = await storeForTest();
    const key = slotKey('object', 'broken', 'a');
    const meta = { version: 1, chainSeq: 0, chainHash: '', updatedAt: '', updatedBy: '' };
    const Item = { ...key, ...meta, value: { ...anObject('broken'), creditClass: 'E' } };
    await broken.db.client.send(new PutCommand({ TableName: broken.db.names.registry, Item }));
    const named = new RegExp(`${key.pk} / broken#a of registry`);
    await expect(broken.registry.find('object', 'broken')).rejects.toThrow(named);
    await expect(Array.fromAsync(broken.registry.all('object'))).rejects.toThrow(named);
  });
});

describe('a list', () => {
  const departments: readonly DepartmentCode[] = ['SCJG', 'WJW', 'NYNC'];
  const classes = ['A', 'B', 'C', 'D'] as const;
  // Ids that are beginnings of one another, as numbers of departments are.
  const objects = Array.from({ length: 90 }, (_, n) => {
    const department = departments[n % 3] ?? 'SCJG';
    const tags = n % 5 === 0 ? ['重点', '食品'] : [];
    return anObject(`L${'1'.repeat(1 + (n % 7))}.${n}`, {
      department,
      supervisors: [department],
      creditClass: classes[n % 4] ?? 'A',
      tags,
    });
  });
  beforeAll(async () => {
    const listed = objects.map((value) => createRow('object', value, anEvent()));
    for (let at = 0; at < listed.length; at += 20) await commit(store, ...listed.slice(at, at + 20));
  });

  test('has no gap and no repeat, whatever the page size, the departments and the filter', async () => {
    const question = fc.record({
      limit: fc.integer({ min: 1, max: 40 }),
      departments: fc.shuffledSubarray([...departments]),
      wanted: fc.subarray([...classes]),
      tagged: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(question, async ({ limit, departments, wanted, tagged }) => {
        const where: Match[] = [
          { field: 'id', startsWith: 'L' },
          { field: 'creditClass', oneOf: wanted },
          ...(tagged ? [{ field: 'tags', contains: '重点' }] : []),
        ];
        const rows = await walked({ kind: 'object', departments, where, limit });
        const matching = objects.filter(
          ({ creditClass, tags }) => wanted.includes(creditClass) && (!tagged || tags.includes('重点')),
        );
        const expected = departments.flatMap((code) =>
          matching
            .filter(({ department }) => department === code)
            .map(({ id }) => id)
            .toSorted(),
        );
        expect(rows.map(({ value }) => value.id)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  test('compares numbers of nested fields, and searches a part of a text', async () => {
    for (const [id, validTo] of [
      ['J1', '2026-03-31'],
      ['J2', '2027-01-01'],
    ] as const) {
      await commit(store, createRow('inspector', anInspector(id, validTo), anEvent()));
    }
    const asked = (match: Match) => walked({ kind: 'inspector', departments: ['SCJG'], where: [match], limit: 10 });
    const idsOf = async (match: Match) => (await asked(match)).map(({ value }) => value.id);

    expect(await idsOf({ field: 'certificate.validTo', equals: '2026-03-31' })).toEqual(['J1']);
    expect(await idsOf({ field: 'certificate.validTo', startsWith: '2027' })).toEqual(['J2']);
    expect(await idsOf({ field: 'certificate.number', contains: 'N-J' })).toEqual(['J1', 'J2']);
    expect(await idsOf({ field: 'status', oneOf: [] })).toEqual([]);
    expect(await idsOf({ field: 'id', oneOf: [...Array.from({ length: 150 }, (_, n) => `X${n}`), 'J2'] })).toEqual([
      'J2',
    ]);
  });

  test('read whole over the shards gives every row once, filtered alike', async () => {
    const where: Match[] = [{ field: 'id', startsWith: 'L' }];
    const rows = await Array.fromAsync(store.registry.all('object', where));
    expect(rows.map(({ value }) => value.id).toSorted()).toEqual(objects.map(({ id }) => id).toSorted());
    for await (const { value } of store.registry.all('object', [...where, { field: 'creditClass', equals: 'D' }])) {
      expect(value.creditClass).toBe('D');
      // A reader may stop whenever it likes.
      break;
    }
  });
});
