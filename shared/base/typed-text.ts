/**
 * The forms in which a value is kept and compared, however somebody typed it. Imports, requests, search and
 * verification all put a value into its form before they look at it, so that what looks the same is the same. Each
 * function gives back what it is given once it is in its form.
 */

/** What shows nothing: zero-width blanks and joiners, soft hyphens, marks of direction. Selectors of a rare character's variant stay. */
const invisible = /[\p{Default_Ignorable_Code_Point}--[\u{E0100}-\u{E01EF}\u202A-\u202E\u2066-\u2069]]/gv;

/** Whether there is anything to see: an accent or a selector without its character shows nothing, nor does the blank of Braille. */
export const showsSomething = (text: string): boolean =>
  /[[\p{L}\p{N}\p{P}\p{S}]--[\p{Default_Ignorable_Code_Point}\u2800]]/v.test(text);

const lineEnds = /\r\n?|[\u2028\u2029]/g;

/** Nearly every text is tidy, and files hold millions. */
const untidy = new RegExp(`${lineEnds.source}|${invisible.source}`, 'v');

/** Taking a character out can join its neighbours to one that has another form, so a step is repeated until it changes nothing. */
const settled =
  (step: (text: string) => string) =>
  (text: string): string => {
    let before = text;
    let after = step(before);
    while (after !== before) {
      before = after;
      after = step(before);
    }
    return after;
  };

/** A text: line ends as LF, without what shows nothing and without blanks around it. Characters stay as they are. */
export const tidyText = (text: string): string =>
  (untidy.test(text) ? text.replaceAll(lineEnds, '\n').replaceAll(invisible, '') : text).trim();

const beside = String.raw`[\p{Script=Han}\p{P}]`;
const breakBesideHan = new RegExp(`(?<=${beside})\\s*[\\n\\t]\\s*|\\s*[\\n\\t]\\s*(?=${beside})`, 'gu');

/** A tidy text in one line, as a sheet shows a wrapped cell once it is wide enough: between Chinese characters no blank comes in. */
export const inOneLine = (text: string): string => text.replaceAll(breakBesideHan, '').replaceAll(/\s*[\n\t]\s*/g, ' ');

/**
 * A word that is compared with words elsewhere (标签, 专业资格, 领域): one form for compatibility characters
 * (Unicode NFKC), for brackets of every kind, and no blanks beside Chinese characters.
 */
export const tidyWord = settled((text) =>
  tidyText(text.normalize('NFKC'))
    .replaceAll(/[([〔【]/g, '（')
    .replaceAll(/[)\]〕】]/g, '）')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ (?=[\p{Script=Han}（）])|(?<=[\p{Script=Han}（）]) /gu, ''),
);

/** What names are searched by: the same for both widths and cases, whatever blanks there are. */
export const searchForm = settled((text) => tidyWord(text).toLowerCase().replaceAll(/\s/g, ''));

const dashes = /[‐‑‒–—―−]/g;
/** People and programs put an apostrophe before digits to keep them as text. */
const leadingApostrophe = /^['’‘`]+/;

const plainCode = /^[\w.*/-]*$/;

/** A code or number of a thing: half-width, without blanks, with a plain hyphen. Capitals stay as they are. */
export const tidyCode = settled((text) =>
  plainCode.test(text)
    ? text
    : text
        .normalize('NFKC')
        .replaceAll(invisible, '')
        .replaceAll(/\s/g, '')
        .replaceAll(dashes, '-')
        .replace(leadingApostrophe, ''),
);

const unseen = /[\p{Cc}\p{Bidi_Control}]/gu;

/** The number of a certificate: a code in capitals, without what controls how it is shown. */
export const tidyCertificate = settled((text) => tidyCode(text.replaceAll(unseen, '')).toUpperCase());

/**
 * What is left of a code when what the eye confuses is taken for the same: capitals and small letters, O and 0, I, L
 * and 1. Codes of the same shape are not kept beside each other.
 */
export const shapeOf = (code: string): string => code.toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1');

/** What of a text is read aloud: neither blanks nor punctuation; of a text that has nothing else, the text. */
export const withoutPunctuation = (text: string): string => text.replaceAll(/[^\p{L}\p{M}\p{N}]/gu, '') || text;

/** A telephone number: half-width, a plain hyphen after the area code, single blanks. */
export const tidyPhone = settled((text) =>
  tidyText(text.normalize('NFKC'))
    .replaceAll(dashes, '-')
    .replace(leadingApostrophe, '')
    .replace(/^\((\d{3,4})\)\s*-?/, '$1-')
    .replaceAll(/\s+/g, ' '),
);

const separator = /[；;、､，,\n]/;
const opening = '（([〔【［《';
const closing = '）)]〕】］》';

/** The parts of a list in the punctuation people use (；、，and line breaks); what stands in brackets is not taken apart. */
export function partsOf(text: string): readonly string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    if (opening.includes(character)) depth += 1;
    if (closing.includes(character)) depth -= 1;
    if (depth === 0 && separator.test(character)) parts.push('');
    else parts[parts.length - 1] += character;
  }
  const balanced = depth === 0 ? parts : text.split(separator);
  return balanced.map((part) => part.trim()).filter((part) => part !== '');
}
