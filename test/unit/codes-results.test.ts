import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resultCodeList, resultCodeRules } from '../../shared/codes/results.ts';
import { checkResultCodes, nationalResultCode } from '../../shared/domain/result/codes.ts';

const kindOf = (codes: readonly string[]) => {
  const checked = checkResultCodes(codes);
  return checked.ok ? 'ok' : checked.error.kind;
};

describe('the codes of one result', () => {
  test('未发现问题 stands alone', () => {
    expect(checkResultCodes(['1'])).toEqual({ ok: true, value: ['1'] });
    for (const other of ['2', '2a', '2b', '3', '4', '5', '6', '7', '8']) {
      expect(kindOf([other, '1'])).toBe('result-codes-contradictory');
    }
  });

  test('several problems are listed in the national order, whatever order they were entered in', () => {
    expect(checkResultCodes(['8', '2b', '5', '2a'])).toEqual({ ok: true, value: ['2a', '2b', '5', '8'] });
  });

  test('code 2 and its own detail would say the same twice', () => {
    expect(checkResultCodes(['2', '2a'])).toEqual({
      ok: false,
      error: { kind: 'result-codes-contradictory', codes: ['2', '2a'], message: '已选择 2a，不必再选择 2' },
    });
    expect(kindOf(['2'])).toBe('ok');
  });

  test('a result says something', () => {
    expect(kindOf([])).toBe('result-codes-empty');
  });

  test.each([['9'], ['1,5'], ['2c'], ['toString'], ['']])('%j is no result code', (code) => {
    expect(checkResultCodes(['5', code])).toMatchObject({
      ok: false,
      error: { kind: 'result-code-unknown', codes: [code] },
    });
  });

  test('a code is given once', () => {
    expect(checkResultCodes(['5', '8', '5'])).toMatchObject({
      ok: false,
      error: { kind: 'result-code-repeated', codes: ['5'] },
    });
  });

  test('any set of problems without 1 and 2 is accepted, and the order of entry does not matter', () => {
    const problems = fc.subarray(['2a', '2b', '3', '4', '5', '6', '7', '8'], { minLength: 1 });
    fc.assert(
      fc.property(problems, (codes) => {
        expect(checkResultCodes(codes.toReversed())).toEqual(checkResultCodes(codes));
        expect(kindOf(codes)).toBe('ok');
      }),
    );
  });

  test('a detail is published under the national code', () => {
    expect(resultCodeList.map(nationalResultCode)).toEqual(['1', '2', '2', '2', '3', '4', '5', '6', '7', '8']);
  });

  test('the ordered list holds every code', () => {
    expect([...resultCodeList].toSorted()).toEqual(Object.keys(resultCodeRules).toSorted());
  });
});
