import { isIdentityNumber } from '../../base/identity-number.ts';
import { tidyCode } from '../../base/typed-text.ts';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** The check character of the first 17 characters; undefined if one is outside the alphabet. GB 32100-2015 §5. */
export function creditCodeCheck(first17: string): string | undefined {
  let sum = 0;
  for (const [index, weight] of weights.entries()) {
    const value = alphabet.indexOf(first17[index] ?? ' ');
    if (value < 0) return undefined;
    sum += value * weight;
  }
  return alphabet[(31 - (sum % 31)) % 31];
}

/** No registering authority has the digit 0, and no organisation a number of one repeated character: such codes only fill a gap. */
const placeholder = /^0|^.{8}(.)\1{8}/;

export type CreditCodeFault = 'length' | 'alphabet' | 'placeholder' | 'check' | 'identity-number';

/**
 * Why a text is no unified social credit code (统一社会信用代码, GB 32100-2015), 18 characters with a correct check
 * character; undefined when it is one. An identity number passes the check of a code once in 31 times and is none.
 */
export function creditCodeFault(code: string): CreditCodeFault | undefined {
  if (isIdentityNumber(code)) return 'identity-number';
  if (code.length !== 18) return 'length';
  const check = creditCodeCheck(code.slice(0, 17));
  if (check === undefined || !alphabet.includes(code.slice(17))) return 'alphabet';
  if (placeholder.test(code)) return 'placeholder';
  return check === code[17] ? undefined : 'check';
}

export const isCreditCode = (code: string): boolean => creditCodeFault(code) === undefined;

/** A code has 18 characters, and hardly any other number of an object; some early codes fail the check and are kept as numbers. */
export const looksLikeMistypedCode = (id: string): boolean => id.length === 18 && !isCreditCode(id);

/** A credit code however it was typed; anything else as `tidyCode` leaves it. */
export function tidyObjectId(text: string): string {
  const code = tidyCode(text);
  const capitals = code.toUpperCase();
  return isCreditCode(capitals) ? capitals : code;
}

/** What each fault is to whoever typed the code. */
export const creditCodeFaultWords = (code: string): Readonly<Record<CreditCodeFault, string>> => ({
  length: `统一社会信用代码应为18位，现为${code.length}位，请核对`,
  alphabet: '统一社会信用代码只含数字和除 I、O、S、V、Z 以外的大写字母，请核对是否混淆',
  placeholder: '占位代码不是统一社会信用代码；没有代码的，请填写"对象编号"',
  check: '统一社会信用代码的校验位不正确，请对照证照核对每一位；证照上确为此代码的，请改填入"对象编号"，本栏留空',
  'identity-number': '看起来是身份证号码，会随抽取记录公开，不得作为统一社会信用代码；没有代码的，请填写"对象编号"',
});
