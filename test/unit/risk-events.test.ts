import { describe, expect, test } from 'vitest';
import { CreditRecord } from '../../shared/domain/credit/credit-record.ts';
import { risksOf } from '../../shared/domain/credit/risk-events.ts';
import { scoreOf } from '../../shared/domain/credit/score.ts';
import { aCreditRecord, aPenalty, listed } from '../support/credit-records.ts';

const score = (records: readonly CreditRecord[], on: string) => scoreOf(risksOf(records), on);
const totals = (records: readonly CreditRecord[], ...days: string[]) =>
  days.map((day) => {
    const { score: points, class: code } = score(records, day);
    return [points, code];
  });
const row = (item: string, ...codes: ('4' | '5' | '6' | '8')[]) => ({ item, codes });

describe('story A1: a visit of 2026-04-17 with codes 5 and 8, and 无法联系 since 04-20', () => {
  const visit = aCreditRecord({ rows: [row('I5', '5'), row('I8', '8')] });
  const other = aCreditRecord({ id: 'cr-4', caseId: 'R-2', rows: [row('I4', '4')] });
  const entry = listed({ caseId: 'R-2', items: ['I4'], date: '2026-04-20' });
  const removed = { ...entry, status: 'repaired' as const, ended: { on: '2026-06-15', reason: '已取得联系' } };
  const penalty = aPenalty({ items: ['I8'], date: '2026-05-20' });

  test('is 160 + 80 + 50 = 290, B, on 2026-04-30', () => {
    expect(totals([visit, other, entry], '2026-04-30')).toEqual([[290, 'B']]);
  });

  test('is 160 + 300 + 50 = 510, C, after the penalty of 05-20, of which code 8 is the same case', () => {
    expect(totals([visit, other, entry, penalty], '2026-04-30', '2026-05-31')).toEqual([
      [290, 'B'],
      [510, 'C'],
    ]);
  });

  test('is 60 + 300 + 50 = 410, B, after it is off the list on 06-15', () => {
    expect(totals([visit, other, removed, penalty], '2026-06-14', '2026-06-30')).toEqual([
      [510, 'C'],
      [410, 'B'],
    ]);
  });

  test('is 60 + 50 = 110, A, once penalty and code 8 are repaired on 08-28; that the other row is public no more changes nothing', () => {
    const repaired = { ...penalty, status: 'repaired' as const, ended: { on: '2026-08-28', reason: '修复' } };
    const rows = [
      { ...row('I5', '5'), stopped: { on: '2026-07-18', way: 'w2' as const } },
      { ...row('I8', '8'), stopped: { on: '2026-08-28', way: 'w1' as const } },
    ];
    const records = [{ ...visit, rows }, other, removed, repaired];
    expect(totals(records, '2026-07-31', '2026-08-31')).toEqual([
      [410, 'B'],
      [110, 'A'],
    ]);
  });
});

describe('the lines of a score', () => {
  test('sum to it, and each names the record that it comes from', () => {
    const records = [
      aCreditRecord({ rows: [row('I5', '5'), row('I8', '8')] }),
      aPenalty({ items: ['I8'] }),
      listed({ caseId: 'R-9', items: ['I4'] }),
    ];
    const { lines, score: points } = score(records, '2026-06-30');
    expect(lines.reduce((sum, line) => sum + line.points, 0)).toBe(points);
    expect(new Set(lines.map(({ source }) => source))).toEqual(new Set(records.map(({ id }) => id)));
  });

  test('of one result have one for a code, however many rows have it, and one more where something was decided', () => {
    const rows = ['I1', 'I2', 'I3'].map((item) => row(item, '8'));
    expect(totals([aCreditRecord({ rows })], '2026-04-30')).toEqual([[80, 'A']]);
    // The penalty about I1 in place of it, and what waits about the others.
    expect(totals([aCreditRecord({ rows }), aPenalty({ items: ['I1'] })], '2026-05-31')).toEqual([[380, 'B']]);
  });

  test('count a row by its heaviest code alone', () => {
    expect(totals([aCreditRecord({ rows: [row('I1', '5', '6')] })], '2026-04-30')).toEqual([[200, 'B']]);
  });

  test('count two decisions about the same item once', () => {
    const failed = aCreditRecord({ id: 'cr-2', rows: undefined, items: ['I5'], failedRecheck: true });
    const records = [aCreditRecord({ rows: [row('I5', '5')] }), failed, aPenalty({ items: ['I5', 'I8'] })];
    expect(totals(records.slice(0, 2), '2026-05-31')).toEqual([[120, 'A']]);
    expect(totals(records, '2026-05-31')).toEqual([[300, 'B']]);
  });
});

describe('a source that does not count (R61)', () => {
  const rows = [row('I8', '8')];
  test('is contested: 0 from the day it is, until it is no longer', () => {
    const contested = [{ on: '2026-05-04', until: '2026-05-11' }];
    const records = [aCreditRecord({ rows, contested })];
    expect(totals(records, '2026-05-03', '2026-05-04', '2026-05-10', '2026-05-11')).toEqual([
      [80, 'A'],
      [0, 'A'],
      [0, 'A'],
      [80, 'A'],
    ]);
    expect(score(records, '2026-05-04').lines).toMatchObject([{ why: 'contested', points: 0 }]);
  });

  test('is an entry that rests on a contested result', () => {
    const records = [aCreditRecord({ rows, contested: [{ on: '2026-05-04' }] }), listed({ items: ['I8'] })];
    expect(totals(records, '2026-05-03', '2026-05-04')).toEqual([
      [160, 'A'],
      [0, 'A'],
    ]);
  });

  test('is revoked: 0 from that day, and the others of its case stay', () => {
    const revoked = { status: 'revoked', ended: { on: '2026-06-01', reason: '异议成立' } } as const;
    const records = [aCreditRecord({ rows, ...revoked }), aPenalty({ items: ['I8'], date: '2026-05-20' })];
    expect(totals(records.slice(0, 1), '2026-05-31', '2026-06-01')).toEqual([
      [80, 'A'],
      [0, 'A'],
    ]);
    expect(totals(records, '2026-06-01')).toEqual([[300, 'B']]);
  });

  test('is an entry that was revoked, of which nothing remains', () => {
    const revoked = { status: 'revoked', ended: { on: '2026-06-01', reason: '有误' } } as const;
    expect(totals([listed({ ...revoked })], '2026-05-31', '2026-06-01')).toEqual([
      [160, 'A'],
      [0, 'A'],
    ]);
  });
});

describe('an entry of a list', () => {
  test.each([
    ['a1', 120],
    ['a2', 160],
    ['a3', 200],
    ['a4', 160],
  ] as const)('of 经营异常名录 for %s counts %i while it is in force', (reason, points) => {
    expect(score([listed({ listing: { list: 'abnormal', reason } })], '2026-06-30').score).toBe(points);
  });

  test('of the seriously dishonest, or of a court, gives D whatever the score is, and tax gives none', () => {
    const of = (list: 'serious' | 'court' | 'tax') => {
      const { direct, class: code } = score([listed({ listing: { list } })], '2026-06-30');
      return [direct, code];
    };
    expect([of('serious'), of('court'), of('tax')]).toEqual([
      [['X1'], 'D'],
      [['X2'], 'D'],
      [[], 'A'],
    ]);
  });

  test('gives D no more from the day its term is over', () => {
    const serious = listed({ listing: { list: 'serious' }, date: '2026-05-27', maxEnds: '2029-05-27' });
    expect(totals([serious], '2029-05-27', '2029-05-28')).toEqual([
      [0, 'D'],
      [0, 'A'],
    ]);
  });
});

test.each([
  ['warning', 60],
  ['low-fine', 60],
  ['fine', 150],
  ['heavy-fine', 300],
  ['licence', 300],
  ['business', 300],
] as const)('a penalty (%s) counts %i', (penalty, points) => {
  const record = aPenalty({ decision: { kind: 'd1', penalty }, date: '2026-05-20' });
  expect(CreditRecord.parse(record)).toBeDefined();
  expect(score([record], '2026-05-31').score).toBe(points);
});
