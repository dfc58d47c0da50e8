import { county } from '../../shared/codes/county.ts';
import { creditCodeCheck } from '../../shared/domain/registry/credit-code.ts';
import type { Random } from './random.ts';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

/** The check character of an organisation code (GB 11714), the nine characters inside a credit code. */
export function organisationCheck(first8: string): string {
  let sum = 0;
  for (const [index, weight] of organisationWeights.entries()) {
    sum += Number.parseInt(first8[index] ?? '0', 36) * weight;
  }
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : String(check % 11);
}

/**
 * Generates credit codes that are valid by GB 32100 but belong to nobody: the organisation code inside always fails its
 * own check, so no registration authority can have issued it. No code occurs twice.
 */
export function creditCodeSource(random: Random): (prefix: string) => string {
  const given = new Set<string>();
  return function next(prefix) {
    const serial = Array.from({ length: 6 }, () => alphabet[random.integer(0, 30)]).join('');
    const first8 = `MA${serial}`;
    const ninth = (alphabet.indexOf(organisationCheck(first8)) + random.integer(1, 9)) % 31;
    const body = `${prefix}${county.code}${first8}${alphabet[ninth]}`;
    const code = `${body}${creditCodeCheck(body)}`;
    if (given.has(code)) return next(prefix);
    given.add(code);
    return code;
  };
}
