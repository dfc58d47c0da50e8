const dangerous = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** A spreadsheet runs a CSV cell that starts like a formula; an apostrophe in front makes it text. */
export const escapeFormula = (text: string): string => (dangerous.test(text) ? `'${text}` : text);

/** The exact inverse, so that a file we wrote reads back unchanged. */
export const unescapeFormula = (text: string): string =>
  text.startsWith("'") && dangerous.test(text) ? text.slice(1) : text;
