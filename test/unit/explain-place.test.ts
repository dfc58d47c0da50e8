import { expect, test } from 'vitest';
import { placeFrom } from '../../shared/draw/one/explain-object.ts';
import type { CalledReserve, ReserveCalled } from '../../shared/draw/one/record.ts';

const proof = { id: 'o1', line: '', shard: 0, shardSize: 1, index: 0, path: [] };
const frame = {
  frame: 'F1',
  department: 'SCJG',
  items: ['A07'],
  root: 'a'.repeat(64),
  size: 30,
  strata: [{ stratum: 'A', size: 20, quota: 3 }],
};
const ticket = '5'.repeat(64);
const at = '2026-12-01T01:00:00.000Z';
const called = (objectId: string, n: number, passed?: CalledReserve['passed']): CalledReserve => ({
  frame: 'F1',
  stratum: 'A',
  objectId,
  ticket: String(n).repeat(64),
  ...(passed && { passed }),
});
const place = (reserves: readonly ReserveCalled[] = [], threshold?: string) => {
  const strata = [{ stratum: 'A', count: 3, ...(threshold && { threshold }) }];
  return placeFrom({ id: 'o1', frame, result: { frame: 'F1', strata }, reserves }, 'A', proof, { ticket, rank: 4 });
};

test('an object is told its stratum, its ticket, its rank, and that it is drawn up to the threshold', () => {
  expect(place([], '4'.repeat(64))).toEqual({
    frame: 'F1',
    department: 'SCJG',
    contained: true,
    stratum: 'A',
    size: 20,
    quota: 3,
    proof,
    proven: false,
    ticket,
    rank: 4,
    threshold: '4'.repeat(64),
    drawn: false,
  });
  expect(place([], ticket)).toMatchObject({ drawn: true });
  expect(place([])).toMatchObject({ drawn: false });
});

test('a reserve is told which turn was its own, and why it was passed over', () => {
  const turns = [
    { at, objectId: 'gone', called: [called('o9', 3, '检查已结束'), called('o1', 5)] },
    { at: '2026-12-02T01:00:00.000Z', objectId: 'gone-too', called: [called('o7', 6)] },
  ];
  expect(place(turns)).toMatchObject({ reserve: 2 });
  expect(place(turns)).not.toHaveProperty('passed');
  const passed = [{ at, objectId: 'gone', called: [called('o1', 5, '已被替换'), called('o7', 6)] }];
  expect(place(passed)).toMatchObject({ reserve: 1, passed: '已被替换' });
});

test('where reserves are not named yet their number is told, of the stratum alone', () => {
  const unnamed = { frame: 'F1', stratum: 'A' };
  const elsewhere = { frame: 'F1', stratum: 'B' };
  expect(place([{ at, called: [unnamed, unnamed, elsewhere] }])).toMatchObject({ unnamedReserves: 2 });
  expect(place([{ at, called: [elsewhere] }])).not.toHaveProperty('unnamedReserves');
  expect(place()).not.toHaveProperty('reserve');
});
