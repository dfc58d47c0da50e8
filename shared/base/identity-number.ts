/** GB 11643-1999 §4.3 (ISO 7064 MOD 11-2). */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkCharacters = '10X98765432';

/** A day between 1900 and 2099 that exists, given as `YYYYMMDD`. */
function isBirthDate(digits: string): boolean {
  const iso = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
  const ms = Date.parse(`${iso}T00:00:00Z`);
  return /^(19|20)/.test(digits) && !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(iso);
}

/**
 * Whether a number may be that of a resident's identity card: 18 characters, or the 15 digits of the first generation,
 * with a birth date in its place. What becomes an id becomes public, so no id may look like one; the check digit is not
 * asked for, since a mistyped one still tells who somebody is.
 */
export const looksLikeIdentityNumber = (text: string): boolean =>
  (/^\d{17}[\dXx]$/.test(text) && isBirthDate(text.slice(6, 14))) ||
  (/^\d{15}$/.test(text) && isBirthDate(`19${text.slice(6, 12)}`));

/** Whether a text has an identity number in it. */
export const holdsIdentityNumber = (text: string): boolean =>
  (text.match(/\d{17}[\dXx]/g) ?? []).some((number) => isIdentityNumber(number));

/** A resident identity number of 18 characters with the check character of GB 11643. */
export function isIdentityNumber(text: string): boolean {
  if (text.length !== 18 || !looksLikeIdentityNumber(text)) return false;
  const sum = weights.reduce((total, weight, at) => total + weight * Number(text[at]), 0);
  return checkCharacters[sum % 11] === text[17]?.toUpperCase();
}
