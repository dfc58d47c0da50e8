import { tidyCode } from '../../base/typed-text.ts';
import { sectionOf } from '../../codes/industries.ts';

/** An industry code as people write it: in capitals, and with the letter of its section, which the division decides. */
export function tidyIndustry(text: string): string {
  const code = tidyCode(text).toUpperCase();
  const letter = /^\d{2,4}$/.test(code) ? sectionOf(code.slice(0, 2)) : undefined;
  return letter === undefined ? code : `${letter}${code}`;
}
