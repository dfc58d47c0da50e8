/** The forms in which people write a digit, from 0 on. */
const digits = ['〇零○o', '一壹幺', '二贰两', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'];
const figureOf = new Map(digits.flatMap((forms, digit) => [...forms].map((form) => [form, String(digit)] as const)));

/** Letters and digits alone, in one width and case: what blanks, hyphens and points part is read as one. */
const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** The same with every digit as a figure, however it is written. */
const figures = (text: string): string =>
  [...bare(text)].map((character) => figureOf.get(character) ?? character).join('');

/** A number without the country's code; of one with an area code also what follows it. */
function spellingsOf(phone: string): readonly string[] {
  const number = figures(phone).replaceAll(/\D/g, '');
  const own = number.replace(/^(00)?86(?=1\d{10}$|0\d{9,}$|[1-9]\d{9,10}$)/, '');
  const local = /^0\d{2,3}-(\d{7,8})$/.exec(phone.normalize('NFKC').trim())?.[1];
  return [own, ...(local === undefined ? [] : [local])].filter(({ length }) => length >= 5);
}

/** A name of one character is in every text. */
const shortestName = 2;

/**
 * R23: whether a text tells an informant's name or telephone number, also with blanks, in full width, parted by hyphens or
 * points, or the digits in Chinese.
 */
export function isExposed(
  text: string,
  { name, phone }: { readonly name?: string | undefined; readonly phone?: string | undefined },
): boolean {
  const wanted = name === undefined ? '' : bare(name);
  if ([...wanted].length >= shortestName && bare(text).includes(wanted)) return true;
  return phone !== undefined && spellingsOf(phone).some((number) => figures(text).includes(number));
}
