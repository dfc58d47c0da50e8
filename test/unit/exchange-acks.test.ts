import { describe, expect, test } from 'vitest';
import { nationalCalendarYears } from '../../shared/calendar/shipped-years.ts';
import { workCalendar } from '../../shared/calendar/working-days.ts';
import { type AwaitingBatch, ackState, readAck } from '../../shared/domain/exchange/ack.ts';
import { batchState } from '../../shared/domain/exchange/batch.ts';
import type { RowVerdict, SentRow } from '../../shared/domain/exchange/leaving.ts';
import { exchangeRates } from '../../shared/domain/exchange/rates.ts';
import { Row } from '../../shared/domain/exchange/row.ts';

const ids = Array.from({ length: 12 }, (_, at) => `id-${at + 1}`);
const batch: AwaitingBatch = { number: '2026042100001', layout: 'jdjc-check', state: 'handed-over', ids };
const line = (cd_id: string, at: number): Readonly<Record<string, string>> =>
  at < 10 ? { cd_id, verdict: '通过' } : { cd_id, verdict: '不通过', field: 'check_result', message: '检查结果不规范' };
const ack = (change: object = {}) =>
  Row.parse({
    ...{ cd_batch: batch.number, layout: batch.layout, received_at: '2026-04-21T17:00:00+08:00' },
    ...{ total: 12, accepted: 10, rejected: 2, rows: ids.map(line), ...change },
  });
const answerTo = (change: object, known: AwaitingBatch = batch) =>
  readAck(ack(change), (number) => (number === known.number ? known : undefined));
const reasonOf = (change: object, known?: AwaitingBatch) => {
  const read = answerTo(change, known);
  return read.ok ? undefined : [read.error.kind, read.error.reason];
};

describe('an answer of 12 rows', () => {
  test('says of each whether it was accepted, and of two why not', () => {
    const read = answerTo({});
    expect(read).toMatchObject({ ok: true, value: { batch: batch.number } });
    const rows = read.ok ? read.value.rows : [];
    expect(rows.filter(({ verdict }) => verdict === 'accepted')).toHaveLength(10);
    expect(rows[11]).toEqual({ id: 'id-12', verdict: 'rejected', field: 'check_result', message: '检查结果不规范' });
  });

  test.each([
    ['speaks of a batch that there is not', { cd_batch: '2026042100002' }, '没有批次 2026042100002'],
    ['says another total', { total: 11 }, '总数为 11，报送 12 行'],
    ['does not add up', { accepted: 11 }, '通过 11 与不通过 2 之和不是总数 12'],
    ['counts otherwise than row by row', { accepted: 9, rejected: 3 }, '逐行通过 10 行，通过数为 9'],
    ['leaves a row out', { rows: ids.slice(1).map(line) }, '逐行 11 行，总数为 12'],
    ['has a row that did not leave', { rows: ids.with(0, 'id-99').map(line) }, '批次中没有 id-99'],
    ['has a row twice', { rows: ids.with(0, 'id-2').map(line) }, 'id-2 重复'],
    ['is of another layout', { layout: 'jdjc-other' }, '版式为 jdjc-other，报送时为 jdjc-check'],
    [
      'has a verdict that is none',
      { rows: ids.map(line).with(11, { cd_id: 'id-12', verdict: '待定' }) },
      'id-12 的结论“待定”不明',
    ],
    ['has no rows', { rows: [] }, 'rows：必填'],
    ['counts in words', { total: '十二' }, 'total：整数'],
  ])('is refused whole when it %s (R91)', (_, change, reason) => {
    expect(reasonOf(change)).toEqual(['ack-mismatch', reason]);
  });

  test('is read although it says more than was asked, or quotes a number of a person', () => {
    const message = '证件号码 110101199003077774 有误';
    const read = answerTo({ system: '省级平台', rows: ids.map(line).with(11, { ...line('id-12', 11), message }) });
    expect(read).toMatchObject({ ok: true });
    expect(read.ok && read.value.rows[11]?.message).toBe(message);
  });

  test('is refused when the batch has one already, or has not left', () => {
    expect(reasonOf({}, { ...batch, state: 'answered' })).toEqual(['ack-mismatch', '批次 2026042100001 已有回执']);
    expect(reasonOf({}, { ...batch, state: 'built' })).toEqual(['ack-mismatch', '批次 2026042100001 尚未报送']);
  });
});

const sent = (verdict?: RowVerdict): SentRow => ({ batch: 'b', operation: 'i', edition: 1, content: '', verdict });
const repeated = (count: number, ...rows: SentRow[]) => Array.from({ length: count }, () => rows);

describe('of 12 rows with 2 rejected', () => {
  const before = [...repeated(10, sent('accepted')), ...repeated(2, sent('rejected'))];

  test('83.33 % were accepted at the first time, and all once the two are accepted as changes', () => {
    expect(exchangeRates(before)).toEqual({ success: 8333, firstTime: 8333 });
    const after = [...repeated(10, sent('accepted')), ...repeated(2, sent('rejected'), sent('accepted'))];
    expect(exchangeRates(after)).toEqual({ success: 10_000, firstTime: 8333 });
  });

  test('the batch is accepted in part, and whole once later rows of the two are accepted', () => {
    const rows = (later: SentRow[]) =>
      before.map(([row = sent()]) => ({ row, later: row.verdict === 'accepted' ? [] : later }));
    expect(batchState(rows([]))).toBe('partly');
    expect(batchState(rows([sent()]))).toBe('partly');
    expect(batchState(rows([sent('rejected')]))).toBe('partly');
    expect(batchState(rows([sent('accepted')]))).toBe('acknowledged');
  });
});

test('a record that never left counts in no rate, and none is given where nothing left', () => {
  expect(exchangeRates([[], [sent('accepted')]])).toEqual({ success: 10_000, firstTime: 10_000 });
  expect(exchangeRates([[]])).toEqual({ success: undefined, firstTime: undefined });
});

test('a batch whose every row was rejected is rejected, and stays so', () => {
  expect(batchState([{ row: sent('rejected'), later: [sent('accepted')] }])).toBe('rejected');
  expect(batchState([{ row: sent(), later: [sent()] }])).toBe('handed-over');
});

describe('the answer to a batch', () => {
  const calendar = workCalendar(nationalCalendarYears);

  test.each([
    // Tuesday: Wednesday, Thursday and Friday.
    ['2026-04-21', '2026-04-24', 'awaited'],
    ['2026-04-21', '2026-04-25', 'overdue'],
    // 1 to 5 May are off, 9 May is worked.
    ['2026-04-30', '2026-05-08', 'awaited'],
    ['2026-04-30', '2026-05-09', 'overdue'],
    ['2026-12-30', '2027-02-01', 'undetermined'],
  ])('to one handed over on %s is on %s %s', (handedOverOn, today, expected) => {
    expect(ackState(handedOverOn, today, calendar)).toBe(expected);
  });
});
