import { tidyWord } from '../../base/typed-text.ts';
import { type Cell, cellText, isBlank } from './cells.ts';

/** The columns of a file that others write, by the headers that its versions give them; every other one is left out. */
export type NamedColumns<Field extends string> = Readonly<Record<Field, readonly [string, ...string[]]>>;

/** Where each column stands in a file. */
export type FoundColumns<Field extends string> = ReadonlyMap<Field, number>;

const keyOf = (text: string): string => tidyWord(text).replaceAll(/[*★\s:：]/g, '');

/** The columns that a row names; the one that names most is the header. */
export function columnsIn<Field extends string>(
  columns: NamedColumns<Field>,
  cells: readonly Cell[],
): FoundColumns<Field> {
  const texts = cells.map((cell) => (isBlank(cell) ? '' : keyOf(cellText(cell))));
  return new Map(
    (Object.keys(columns) as Field[]).flatMap((field) => {
      const at = columns[field].map((name) => texts.indexOf(keyOf(name))).find((place) => place >= 0);
      return at === undefined ? [] : [[field, at] as const];
    }),
  );
}
