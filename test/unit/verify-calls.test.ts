import { describe, expect, test } from 'vitest';
import type { CalledReserve, DrawRecord, ReserveCalled } from '../../shared/draw/one/record.ts';
import { checkCalls } from '../../shared/draw/one/verify-calls.ts';
import { sha256 } from '../../shared/draw/sha256.ts';

/** Two frames with one stratum of five each: F draws a and b, G draws b and c. Tickets go by the alphabet. */
const ticketOf = (id: string) => `${id.charCodeAt(0).toString(16)}${sha256(id).slice(2)}`;
const drawn = (...ids: string[]) => ids.map((id) => ({ id, ticket: ticketOf(id) }));
const frameOf = (frame: string) => ({
  frame,
  department: 'SCJG',
  items: ['I1'],
  root: sha256(frame),
  size: 5,
  strata: [{ stratum: 'A', size: 5, quota: 2 }],
});

const record = (reserves: readonly ReserveCalled[], list: 'list' | 'no-list' = 'list'): DrawRecord => ({
  manifest: {
    spec: 'suiji-draw/1',
    batch: 'B1',
    randomness: { kind: 'ceremony', parties: ['CZJ', 'SFJ'], deadline: '2026-11-23T02:00:00.000Z' },
    frames: [frameOf('F'), frameOf('G')],
  },
  manifestDigest: sha256(''),
  randomness: sha256(''),
  seed: sha256(''),
  frames: [
    { frame: 'F', strata: [{ stratum: 'A', count: 2, ...(list === 'list' && { selected: drawn('a', 'b') }) }] },
    { frame: 'G', strata: [{ stratum: 'A', count: 2, ...(list === 'list' && { selected: drawn('b', 'c') }) }] },
  ],
  reserves,
});

const called = (frame: string, objectId: string, passed?: CalledReserve['passed']): CalledReserve => ({
  frame,
  stratum: 'A',
  objectId,
  ticket: ticketOf(objectId),
  ...(passed && { passed }),
});
const on = (day: number, objectId: string, ...calls: CalledReserve[]): ReserveCalled => ({
  at: `2026-12-0${day}T01:00:00.000Z`,
  objectId,
  called: calls,
});
const faults = (...reserves: ReserveCalled[]) =>
  checkCalls(record(reserves)).map(({ where, reason }) => `${where}: ${reason}`);
const withoutIds = ({ at, called: calls }: ReserveCalled): ReserveCalled => ({
  at,
  called: calls.map(({ frame, stratum, passed }) => ({ frame, stratum, ...(passed && { passed }) })),
});

describe('an object that cannot be inspected is replaced', () => {
  test('in every stratum that had drawn it, by one object each', () => {
    expect(faults(on(1, 'a', called('F', 'c')))).toEqual([]);
    expect(faults(on(1, 'b', called('F', 'c'), called('G', 'd')))).toEqual([]);
    expect(faults(on(1, 'b', called('F', 'c')))).toEqual(['G A b: nobody-called']);
    expect(faults(on(1, 'a', called('F', 'c'), called('F', 'd')))).toEqual(['F A a: too-many-called']);
  });

  test('in no stratum that had not', () => {
    expect(faults(on(1, 'a', called('F', 'c'), called('G', 'd')))).toEqual(['G A a: replaced-was-not-drawn']);
    expect(faults(on(1, 'a', called('F', 'c'), called('H', 'd')))).toEqual(['H A: stratum-not-committed']);
  });

  test('and what came in its place likewise, where it came and where it was drawn itself', () => {
    const first = on(1, 'a', called('F', 'c'));
    expect(faults(first, on(2, 'c', called('F', 'd'), called('G', 'd')))).toEqual([]);
    expect(faults(first, on(2, 'c', called('F', 'd')))).toEqual(['G A c: nobody-called']);
    expect(faults(first, on(2, 'c', called('G', 'd')))).toEqual(['F A c: nobody-called']);
  });

  test('at the same instant as another, whichever of the two came first', () => {
    expect(faults(on(1, 'a', called('F', 'c')), on(1, 'c', called('F', 'd'), called('G', 'd')))).toEqual([]);
    expect(faults(on(1, 'c', called('G', 'd')), on(1, 'a', called('F', 'c')))).toEqual(['F A c: nobody-called']);
    const both = [on(1, 'c', called('G', 'd')), on(1, 'a', called('F', 'c', '已被替换'), called('F', 'd'))];
    expect(faults(...both)).toEqual([]);
  });

  test('by nobody where others took the last at the same instant', () => {
    // F has three left after the draw: two go to b and a, and the third to whoever came for a.
    const turns = [
      on(1, 'a', called('F', 'c')),
      on(2, 'b', called('F', 'd'), called('G', 'd')),
      on(3, 'd', called('F', 'e'), called('G', 'e')),
      on(3, 'e', called('G', 'f')),
    ];
    expect(faults(...turns)).toEqual([]);
  });

  test('once', () => {
    const again = on(2, 'a', called('F', 'd'));
    expect(faults(on(1, 'a', called('F', 'c')), again)).toEqual(['a: replaced-twice', 'a: replaced-twice']);
  });

  test('by nobody where the stratum has nobody left', () => {
    const all = [on(1, 'a', called('F', 'c')), on(2, 'b', called('F', 'd'), called('G', 'd'))];
    const last = on(3, 'd', called('F', 'e'), called('G', 'e'));
    expect(faults(...all, last, on(4, 'e', called('G', 'f')))).toEqual([]);
    expect(faults(...all, last, on(4, 'e'))).toEqual(['G A e: nobody-called']);
  });
});

describe('a reserve is passed over', () => {
  test('that has a visit in this draw already, and the next one comes', () => {
    expect(faults(on(1, 'a', called('F', 'c', '检查已结束'), called('F', 'd')))).toEqual([]);
    expect(faults(on(1, 'a', called('F', 'c', '检查已开始')))).toEqual(['F A a: nobody-called']);
  });

  test('and not after one has come', () => {
    expect(faults(on(1, 'a', called('F', 'd'), called('F', 'e', '检查已结束')))).toContain('F A a: too-many-called');
  });

  test('never without a visit of its own, whatever is said of it', () => {
    expect(faults(on(1, 'a', called('F', 'd', '检查已结束'), called('F', 'e')))).toEqual([
      'F A d: passed-without-reason',
    ]);
    // A visit that a later reserve brought was none yet.
    const later = on(2, 'c', called('G', 'd'));
    expect(faults(on(1, 'a', called('F', 'd', '检查已结束'), called('F', 'e')), later)).toContain(
      'F A d: passed-without-reason',
    );
  });

  test('as replaced only if it was, and then it is not called', () => {
    const gone = on(1, 'c', called('G', 'd'));
    expect(faults(gone, on(2, 'a', called('F', 'c', '已被替换'), called('F', 'd')))).toEqual([]);
    expect(faults(gone, on(2, 'a', called('F', 'c')))).toEqual(['F A c: called-was-replaced']);
    expect(faults(on(2, 'a', called('F', 'c', '已被替换'), called('F', 'd')))).toEqual([
      'F A c: passed-without-reason',
    ]);
  });

  test('and that somebody came is seen while nobody may be named', () => {
    const check = (reserve: ReserveCalled) =>
      checkCalls(record([withoutIds(reserve)], 'no-list')).map(({ where, reason }) => `${where}: ${reason}`);
    expect(check(on(1, 'a', called('F', 'c', '检查已结束'), called('F', 'd')))).toEqual([]);
    expect(check(on(1, 'a', called('F', 'c', '检查已结束')))).toEqual(['F A: nobody-called']);
    expect(check(on(1, 'a', called('F', 'c'), called('F', 'd')))).toEqual(['F A: too-many-called']);
  });
});
