import { describe, expect, test } from 'vitest';
import { checkRoom, withRoom } from '../../shared/domain/batch/row-limit.ts';
import type { RehearsalGroup } from '../../shared/domain/rehearsal/rehearsal.ts';
import { withinRow } from '../../shared/domain/rehearsal/row-limit.ts';
import { checkSize } from '../../shared/domain/result/row-limit.ts';
import { aBatch, aResult } from '../support/inspection-samples.ts';

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
/** The value with its text made so long that it has this size as JSON. */
const ofSize = <T extends object>(bytes: number, value: T, field: keyof T): T => {
  const empty = { ...value, [field]: '' };
  return { ...empty, [field]: 'x'.repeat(bytes - bytesOf(empty)) };
};

test('a result takes 360 KB and not a byte more', () => {
  const result = (bytes: number) => ofSize(bytes, aResult(), 'lead');
  expect(bytesOf(result(368_640))).toBe(368_640);
  expect(checkSize(result(368_640)).ok).toBe(true);
  expect(checkSize(result(368_641)).ok).toBe(false);
});

describe('a batch', () => {
  const person = { requestedBy: 'x', requestedFrom: 'SCJG', requestedAt: '2026-11-24T01:00:00.000Z' } as const;
  const change = (id: string, decided: boolean) => ({
    ...person,
    id,
    visitId: 'v1',
    department: 'SCJG' as const,
    inspectorId: 'R1',
    reason: '疾病' as const,
    ...(decided && { approvedBy: 'y', approvedAt: '2026-11-24T02:00:00.000Z', replacement: 'R2' }),
  });
  const reserve = { ...person, id: 'r1', visitId: 'v1', objectId: 'o1', reason: '注销', evidence: 'e1' } as const;
  const batch = (bytes: number, more: object = {}) =>
    ofSize(bytes, { ...aBatch('b1', 'dispatched'), ...more }, 'title');

  test('takes a request up to 320 KB and a decision up to 380 KB, so that there is room for a void', () => {
    expect(checkRoom(batch(327_680), 'ask').ok).toBe(true);
    expect(checkRoom(batch(327_681), 'ask').ok).toBe(false);
    expect(checkRoom(batch(389_120), 'decide').ok).toBe(true);
    expect(checkRoom(batch(389_121), 'decide').ok).toBe(false);
  });

  test('keeps a kilobyte for each decision it still owes, and none for those that were made', () => {
    const open = { teamChanges: [change('c1', false), change('c2', true)], reserves: [reserve] };
    expect(checkRoom(batch(327_680 - 2048, open), 'ask').ok).toBe(true);
    expect(checkRoom(batch(327_681 - 2048, open), 'ask').ok).toBe(false);
    expect(checkRoom(batch(389_120, open), 'decide').ok).toBe(true);
  });

  test('says how many requests there are, and how many are open', () => {
    const open = { teamChanges: [change('c1', false), change('c2', true)], reserves: [reserve] };
    const reasonOf = (act: 'ask' | 'decide') => {
      const room = checkRoom(batch(400_000, open), act);
      return room.ok ? '' : room.error.reason;
    };
    expect(reasonOf('ask')).toContain('申请已有 3 件（其中 2 件待办）');
    expect(reasonOf('decide')).toContain('申请已有 3 件，');
  });
});

test('of the changes of teams that a dispatch asks for, a batch opens the first ones, as many as it has room for', () => {
  const asked = Array.from({ length: 250 }, (_, n) => ({
    id: `c${String(n).padStart(3, '0')}`,
    requestedBy: 'system',
    requestedFrom: 'SCJG' as const,
    requestedAt: '2026-11-24T01:00:00.000Z',
    visitId: 'v1',
    department: 'SCJG' as const,
    inspectorId: 'R1',
    reason: '其他' as const,
  }));
  const [one] = asked;
  // Each takes its own bytes, a comma but for the first, and the kilobyte of its decision.
  const each = bytesOf(one) + 1 + 1024;
  const batch = (room: number) =>
    ofSize(320 * 1024 - room, { ...aBatch('b1', 'drawn'), teamChanges: [], reserves: [] }, 'title');
  const opened = (room: number) => withRoom(batch(room), asked).map(({ id }) => id);
  const first = (count: number) => asked.slice(0, count).map(({ id }) => id);
  expect(opened(each - 2)).toEqual([]);
  expect(opened(each - 1)).toEqual(first(1));
  expect(opened(199 * each - 1)).toEqual(first(199));
  expect(opened(200 * each - 2)).toEqual(first(199));
  expect(opened(200_000)).toEqual(first(Math.floor(200_001 / each)));
  expect(opened(250 * each - 1)).toEqual(first(250));
});

describe('a rehearsal', () => {
  const spread = { mean: 1, min: 1, max: 1 };
  const heaviest = Array.from({ length: 100 }, (_, n) => ({ inspectorId: `R${n}`, ...spread }));
  const group = (departments: number, notes: string[] = []): RehearsalGroup => ({
    entries: ['E1'],
    window: { from: '2026-12-01', to: '2026-12-31' },
    objects: 1,
    seeds: 200,
    visits: { separate: 1, merged: spread, saved: spread },
    byCreditClass: [],
    byTownship: [],
    byKind: [],
    departments: Array.from({ length: departments }, () => ({
      department: 'SCJG' as const,
      objects: 1,
      visits: spread,
      inspectors: 100,
      heaviest,
    })),
    matching: { seeds: 200, feasible: 200, bottlenecks: [] },
    notes,
  });
  const rowsKept = (...groups: readonly RehearsalGroup[]) => {
    const kept = withinRow(groups);
    if (!kept.ok) throw new Error(kept.error.kind);
    return [...new Set(kept.value.flatMap(({ departments }) => departments.map((one) => one.heaviest.length)))];
  };

  test('shares 1,500 rows of inspectors among its departments, and gives each at least five', () => {
    expect(rowsKept(group(15))).toEqual([100]);
    expect(rowsKept(group(16))).toEqual([93]);
    expect(rowsKept(group(10), group(10))).toEqual([75]);
    expect(rowsKept(group(300))).toEqual([5]);
    expect(rowsKept(group(250))).toEqual([6]);
    expect(rowsKept(group(400))).toEqual([5]);
    expect(rowsKept(group(0))).toEqual([]);
  });

  test('takes 350,000 bytes and not a byte more', () => {
    const padded = (bytes: number) => {
      const empty = [group(1, [''])];
      return [group(1, ['x'.repeat(bytes - bytesOf(empty))])];
    };
    expect(bytesOf(padded(350_000))).toBe(350_000);
    expect(withinRow(padded(350_000)).ok).toBe(true);
    expect(withinRow(padded(350_001))).toEqual({ ok: false, error: { kind: 'too-many-groups', groups: 1 } });
  });
});
