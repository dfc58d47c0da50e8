import { describe, expect, test } from 'vitest';
import { planBatch, type ReportedRecord } from '../../shared/domain/exchange/batch.ts';
import { nextBatchNumber, rowIdOf } from '../../shared/domain/exchange/batch-number.ts';
import {
  operationFor,
  type RecordNow,
  type RowOperation,
  type RowVerdict,
  reconcile,
  rowState,
  type SentRow,
  stillLeaves,
} from '../../shared/domain/exchange/leaving.ts';

const sent = (batch: number, operation: RowOperation, edition: number, verdict?: RowVerdict): SentRow => ({
  batch: `20260421${String(batch).padStart(5, '0')}`,
  ...{ operation, edition, content: `content of ${edition}`, verdict },
});
const now = (edition: number, shown = true): RecordNow => ({ edition, shown, content: `content of ${edition}` });

describe('what leaves of a record', () => {
  test.each<[string, RecordNow, SentRow[], RowOperation | undefined]>([
    ['a new one is added', now(1), [], 'i'],
    ['one that was stopped before it ever left stays', now(1, false), [], undefined],
    ['nothing, while the answer is awaited', now(1), [sent(1, 'i', 1)], undefined],
    ['nothing, once it was accepted', now(1), [sent(1, 'i', 1, 'accepted')], undefined],
    ['a new edition replaces what was accepted', now(2), [sent(1, 'i', 1, 'accepted')], 'u'],
    ['a new edition does not wait for the answer to the one before', now(2), [sent(1, 'i', 1)], 'u'],
    ['what was rejected waits until it is put right', now(1), [sent(1, 'i', 1, 'rejected')], undefined],
    [
      'put right, it leaves as a change, never as a second addition',
      { ...now(1), content: 'right' },
      [sent(1, 'i', 1, 'rejected')],
      'u',
    ],
    ['as it is, only when somebody asks', { ...now(1), again: true }, [sent(1, 'i', 1, 'rejected')], 'u'],
    [
      'what was put right within an accepted edition, only when somebody asks',
      { ...now(1), content: 'right', again: true },
      [sent(1, 'i', 1, 'accepted')],
      'u',
    ],
    ['and not by itself', { ...now(1), content: 'right' }, [sent(1, 'i', 1, 'accepted')], undefined],
    ['a stop deletes what was accepted', now(1, false), [sent(1, 'i', 1, 'accepted')], 'd'],
    ['a stop deletes what may be there, though no answer has come', now(1, false), [sent(1, 'i', 1)], 'd'],
    ['a stop deletes nothing where all was rejected', now(1, false), [sent(1, 'i', 1, 'rejected')], undefined],
    [
      'a stop deletes the edition before the rejected one',
      now(2, false),
      [sent(1, 'i', 1, 'accepted'), sent(2, 'u', 2, 'rejected')],
      'd',
    ],
    ['a deletion is not sent twice', now(1, false), [sent(1, 'i', 1, 'accepted'), sent(2, 'd', 1)], undefined],
    [
      'shown again, it is a change of what was deleted',
      now(1),
      [sent(1, 'i', 1, 'accepted'), sent(2, 'd', 1, 'accepted')],
      'u',
    ],
    [
      'shown again after a deletion that was rejected, it is still there',
      now(1),
      [sent(1, 'i', 1, 'accepted'), sent(2, 'd', 1, 'rejected')],
      undefined,
    ],
  ])('%s', (_, record, rows, expected) => {
    expect(operationFor(record, rows)).toBe(expected);
  });

  test('a row of a batch that has not left yet stays when its record is stopped, a deletion does not (R92)', () => {
    expect(stillLeaves({ operation: 'i' }, { shown: false })).toBe(false);
    expect(stillLeaves({ operation: 'u' }, { shown: true })).toBe(true);
    expect(stillLeaves({ operation: 'd' }, { shown: false })).toBe(true);
  });
});

describe('a row that left', () => {
  test('is superseded by the next one while nothing is answered, and when rejected by the next accepted one', () => {
    const later = (verdict?: RowVerdict) => [sent(2, 'u', 2, verdict)];
    expect(rowState({}, [])).toBe('pending');
    expect(rowState({}, later())).toBe('superseded');
    expect(rowState({ verdict: 'rejected' }, later())).toBe('rejected');
    expect(rowState({ verdict: 'rejected' }, later('rejected'))).toBe('rejected');
    expect(rowState({ verdict: 'rejected' }, later('accepted'))).toBe('superseded');
    expect(rowState({ verdict: 'accepted' }, later('accepted'))).toBe('accepted');
  });
});

describe('the daily comparison', () => {
  test.each([
    ['未报送', now(1), [], { edition: 1, accepted: undefined, state: 'unreported', rejected: false }],
    [
      '已报送',
      now(2),
      [sent(1, 'i', 1, 'accepted'), sent(2, 'u', 2)],
      { edition: 2, accepted: 1, state: 'reported', rejected: false },
    ],
    [
      '已回执',
      now(1),
      [sent(1, 'i', 1, 'accepted')],
      { edition: 1, accepted: 1, state: 'acknowledged', rejected: false },
    ],
    [
      'rejected',
      now(2),
      [sent(1, 'i', 1, 'accepted'), sent(2, 'u', 2, 'rejected')],
      { edition: 2, accepted: 1, state: 'unreported', rejected: true },
    ],
    [
      'stopped and still there',
      now(1, false),
      [sent(1, 'i', 1, 'accepted')],
      { edition: undefined, accepted: 1, state: 'unreported', rejected: false },
    ],
    [
      'stopped and taken away',
      now(1, false),
      [sent(1, 'i', 1, 'accepted'), sent(2, 'd', 1, 'accepted')],
      { edition: undefined, accepted: undefined, state: 'acknowledged', rejected: false },
    ],
  ] as const)('%s', (_, record, rows, expected) => {
    expect(reconcile(record, rows)).toEqual(expected);
  });
});

describe('a number of a batch', () => {
  test('is the day and the day’s counter, and that of a batch that was given up is not used again (R90)', () => {
    expect(nextBatchNumber('2026-04-21', [])).toBe('2026042100001');
    expect(nextBatchNumber('2026-04-21', ['2026042100001', '2026042100007', '2026042000009'])).toBe('2026042100008');
    expect(() => nextBatchNumber('2026-04-21', ['2026042199999'])).toThrow(RangeError);
  });

  test('and the id of a row is the same each time, and another in each layout', () => {
    expect(rowIdOf('jdjc-check', 'r-1')).toBe(rowIdOf('jdjc-check', 'r-1'));
    expect(rowIdOf('jdjc-other', 'r-1')).not.toBe(rowIdOf('jdjc-check', 'r-1'));
    expect(rowIdOf('jdjc-check', 'r-1')).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('a batch', () => {
  const record: ReportedRecord = { record: 'r', edition: 1, shown: true, values: {}, sent: [] };

  test('holds no record twice', () => {
    const envelope = { layout: 'plan-county', number: '2026042100001', at: new Date(0), by: '甲' } as const;
    expect(() => planBatch(envelope, [record, record])).toThrow(RangeError);
  });
});
