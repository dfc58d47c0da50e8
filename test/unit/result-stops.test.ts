import { describe, expect, test } from 'vitest';
import type { ResultCode } from '../../shared/codes/results.ts';
import type { ItemFinding } from '../../shared/domain/result/findings.ts';
import type { InspectionResult } from '../../shared/domain/result/inspection-result.ts';
import { isWhollyStopped, rowEnds, withoutStopped } from '../../shared/domain/result/shown-rows.ts';
import type { Stop } from '../../shared/domain/result/stops.ts';

type Codes = readonly ResultCode[];

const finding = (itemId: string, codes: Codes, checked = true): ItemFinding => ({
  itemId,
  checked,
  codes: [...codes],
  measures: [],
  evidence: [],
});
const stop = (...items: readonly string[]): Stop => ({
  items,
  way: 'w2',
  reason: '期满',
  at: '2026-07-18T00:10:00.000Z',
  by: 'system',
});
function result(rows: readonly Codes[], overall: Codes, stops: readonly Stop[] = []) {
  const items = rows.map((_, at) => ({ id: `i${at + 1}`, name: `事项${at + 1}` }));
  const findings = rows.map((codes, at) => finding(`i${at + 1}`, codes));
  return {
    inspectedOn: '2026-04-17',
    items: items as unknown as InspectionResult['items'],
    findings,
    overall,
    nonPerformance: undefined,
    stops,
  };
}

describe('when a row of a published result ceases to be public by itself (R99)', () => {
  test.each<[string, Codes, string | undefined]>([
    ['发现问题已责令改正 (轻微) after three months', ['5'], '2026-07-18'],
    ['弄虚作假 (一般) after twelve', ['3'], '2027-04-18'],
    ['不配合检查 (一般) after twelve', ['6'], '2027-04-18'],
    ['the longer of two', ['5', '6'], '2027-04-18'],
    ['未发现问题 never, it is nothing negative', ['1'], undefined],
    ['未发现开展经营活动 never', ['7'], undefined],
    ['无法联系 not by itself, but with the list of abnormal operations', ['4'], undefined],
    ['待后续处理 not by itself, but with what came of it', ['8'], undefined],
    ['a row of two codes not while one of them hangs on an outcome', ['5', '8'], undefined],
  ])('%s', (_, codes, day) => {
    expect(rowEnds(result([codes], codes)).get('i1')).toBe(day);
  });

  test('a result of the last day of a month ends with the last day of a shorter one', () => {
    expect(rowEnds({ ...result([['5']], ['5']), inspectedOn: '2026-11-30' }).get('i1')).toBe('2027-03-01');
  });

  test('an overall code that no row carries counts for every row that was checked', () => {
    const { findings, ...rest } = result([['1'], ['1']], ['6']);
    const one = { ...rest, findings: [...findings.slice(0, 1), finding('i2', [], false)] };
    expect([...rowEnds(one)]).toEqual([['i1', '2027-04-18']]);
  });

  test('an inspection that was not performed has nothing negative to end', () => {
    expect(rowEnds({ ...result([['5']], ['5']), nonPerformance: { reason: '注销' } }).size).toBe(0);
  });
});

describe('what is left of a result when rows are stopped', () => {
  test('is the other rows, with the overall codes that they carry', () => {
    const left = withoutStopped(result([['5'], ['8'], ['1']], ['5', '8'], [stop('i1')]));
    expect(left.items.map(({ id }) => id)).toEqual(['i2', 'i3']);
    expect(left.findings.map(({ itemId }) => itemId)).toEqual(['i2', 'i3']);
    expect(left.overall).toEqual(['8']);
  });

  test('keeps a code that another row carries too, also as a detail of the same code', () => {
    expect(withoutStopped(result([['2a'], ['2b']], ['2a', '2b'], [stop('i1')])).overall).toEqual(['2a', '2b']);
    expect(withoutStopped(result([['5'], ['5']], ['5'], [stop('i1')])).overall).toEqual(['5']);
  });

  test('is 未发现问题 when all that is left is clean', () => {
    expect(withoutStopped(result([['5'], ['1']], ['5'], [stop('i1')])).overall).toEqual(['1']);
  });

  test('keeps an overall code that no row carries until the last row goes', () => {
    expect(withoutStopped(result([['5'], ['1']], ['5', '6'], [stop('i1')])).overall).toEqual(['6']);
  });

  test('is nothing once every row is stopped, by however many stops', () => {
    expect(isWhollyStopped(result([['5'], ['8']], ['5', '8'], [stop('i1')]))).toBe(false);
    expect(isWhollyStopped(result([['5'], ['8']], ['5', '8'], [stop('i1'), stop('i2')]))).toBe(true);
    expect(isWhollyStopped(result([['5']], ['5']))).toBe(false);
  });
});
