import { beforeAll, describe, expect, test } from 'vitest';
import { storeForTest, type TestStore } from '../support/emulator.ts';

let store: TestStore;
beforeAll(async () => {
  store = await storeForTest();
});

const later = (seconds: number) => new Date(Date.parse('2026-03-02T01:00:00.000Z') + seconds * 1000);
const response = { statusCode: 201, headers: { etag: '"1"' }, body: '{"id":"p1"}' };

describe('a counter', () => {
  test('gives 200 numbers to 200 who ask at once, none twice and none left out', async () => {
    const numbers = await Promise.all(Array.from({ length: 200 }, () => store.counters.next('task#20260302')));
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, n) => n + 1));
  });

  test('counts apart from every other', async () => {
    expect(await store.counters.next('document#SCJG#2026')).toBe(1);
    expect(await store.counters.next('document#SCJG#2027')).toBe(1);
    expect(await store.counters.next('document#SCJG#2026')).toBe(2);
  });
});

describe('a creating request', () => {
  test('is new once, running until it is answered, and then answered again', async () => {
    expect(await store.requests.begin('c1', 'body', later(0))).toEqual({ state: 'new' });
    expect(await store.requests.begin('c1', 'body', later(1))).toEqual({ state: 'running', freeAfterSeconds: 59 });
    await store.requests.finish('c1', response, later(2));
    expect(await store.requests.begin('c1', 'body', later(3))).toEqual({ state: 'done', response });
  });

  test('is claimed by one of many that come at once', async () => {
    const states = await Promise.all(Array.from({ length: 20 }, () => store.requests.begin('c2', 'body', later(0))));
    expect(states.filter(({ state }) => state === 'new')).toHaveLength(1);
    expect(states.filter(({ state }) => state === 'running')).toHaveLength(19);
  });

  test('with another body under the same key is refused, running or done', async () => {
    await store.requests.begin('c3', 'body', later(0));
    expect(await store.requests.begin('c3', 'other', later(1))).toEqual({ state: 'other-body' });
    expect(await store.requests.begin('c3', 'other', later(61))).toEqual({ state: 'other-body' });
    await store.requests.finish('c3', response, later(2));
    expect(await store.requests.begin('c3', 'other', later(3))).toEqual({ state: 'other-body' });
  });

  test('whose owner died is free after a minute, and not before', async () => {
    await store.requests.begin('c4', 'body', later(0));
    expect(await store.requests.begin('c4', 'body', later(59))).toEqual({ state: 'running', freeAfterSeconds: 1 });
    expect(await store.requests.begin('c4', 'body', later(60))).toEqual({ state: 'new' });
    expect(await store.requests.begin('c4', 'body', later(61))).toEqual({ state: 'running', freeAfterSeconds: 59 });
  });

  test('that was refused frees its key at once', async () => {
    await store.requests.begin('c5', 'body', later(0));
    await store.requests.release('c5');
    expect(await store.requests.begin('c5', 'corrected', later(1))).toEqual({ state: 'new' });
  });

  test('is remembered for a day, whether or not the row is still there', async () => {
    await store.requests.begin('c6', 'body', later(0));
    await store.requests.finish('c6', response, later(0));
    expect(await store.requests.begin('c6', 'body', later(86_399))).toEqual({ state: 'done', response });
    expect(await store.requests.begin('c6', 'other', later(86_400))).toEqual({ state: 'new' });
  });

  test('with an answer too long to keep is carried out again, and finishing without a claim is no fault', async () => {
    await store.requests.begin('c7', 'body', later(0));
    await store.requests.finish('c7', { ...response, body: '文'.repeat(110_000) }, later(1));
    expect(await store.requests.begin('c7', 'body', later(2))).toEqual({ state: 'new' });
    await store.requests.finish('never-claimed', response, later(0));
    expect(await store.requests.begin('never-claimed', 'body', later(1))).toEqual({ state: 'new' });
  });
});
