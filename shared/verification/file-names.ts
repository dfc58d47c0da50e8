/** What macOS and archives leave beside files under a name of their own; it holds nothing of them. */
export const isBeside = (name: string): boolean => name.startsWith('.') || name.startsWith('__MACOSX');

/** What a browser or a file manager adds to a name that it has already: `(1)`, `- 副本`, `copy 2`; and an ending of text files. */
const copied =
  /^([0-9A-Za-z][0-9A-Za-z._-]*?)(?: ?[(（]\d+[)）]| (?:- )?(?:副本|copy)(?: ?[(（]?\d+[)）]?)?)?\.ndjson(?:\.txt)?$/iu;

/** The frame whose file has this name, also when a copy of it was saved; undefined for other files. */
export const frameNameOf = (fileName: string): string | undefined =>
  isBeside(fileName) ? undefined : copied.exec(fileName)?.[1];
