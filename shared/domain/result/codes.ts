import { err, ok, type Result } from '../../base/result.ts';
import { type ResultCode, resultCodeList, resultCodeRules } from '../../codes/results.ts';

/** Why a set of result codes is invalid; `message` is for the person who enters them. */
export interface ResultCodesFault {
  readonly kind: 'result-codes-empty' | 'result-code-unknown' | 'result-code-repeated' | 'result-codes-contradictory';
  /** The codes at fault, as entered. */
  readonly codes: readonly string[];
  readonly message: string;
}

const isResultCode = (code: string): code is ResultCode => Object.hasOwn(resultCodeRules, code);

const fault = (kind: ResultCodesFault['kind'], codes: readonly string[], message: string) =>
  err({ kind, codes, message });

/**
 * Checks the overall codes of one result and sorts them into national order. A code that excludes the others stands
 * alone, and a code does not accompany its own details, which would repeat it.
 */
export function checkResultCodes(codes: readonly string[]): Result<readonly ResultCode[], ResultCodesFault> {
  if (codes.length === 0) return fault('result-codes-empty', codes, '请至少选择一项检查结果');

  const unknown = codes.filter((code) => !isResultCode(code));
  if (unknown.length > 0) return fault('result-code-unknown', unknown, `没有这样的检查结果代码：${unknown.join('、')}`);

  const repeated = codes.filter((code, index) => codes.indexOf(code) !== index);
  if (repeated.length > 0) return fault('result-code-repeated', repeated, `检查结果重复：${repeated.join('、')}`);

  const known = resultCodeList.filter((code) => codes.includes(code));
  const alone = known.find((code) => resultCodeRules[code].excludesOthers);
  if (alone !== undefined && known.length > 1) {
    return fault('result-codes-contradictory', known, `“${resultCodeRules[alone].name}”不能与其他检查结果同时选择`);
  }
  const detail = known.find((code) => known.some((other) => other === resultCodeRules[code].detailOf));
  if (detail !== undefined) {
    const general = resultCodeRules[detail].detailOf ?? detail;
    return fault('result-codes-contradictory', [general, detail], `已选择 ${detail}，不必再选择 ${general}`);
  }
  return ok(known);
}

/** The code in the national publicity system: a detail is published as the code it details. */
export const nationalResultCode = (code: ResultCode): string => resultCodeRules[code].detailOf ?? code;
