import { isRowName, type RowContent } from './row.ts';

/** One line of a public list: a row name and its stratum, which for people is their department. */
export interface ListRow {
  readonly row: string;
  readonly stratum: string;
}

/** One line of a frame's book, which is not public: what the row stands for. */
export interface BookRow extends ListRow, RowContent {}

/** Canonical JSON: the keys stand in its order, and for well-formed texts JSON.stringify writes what RFC 8785 asks for. */
export const rowLine = ({ row, stratum }: ListRow): string => JSON.stringify({ row, stratum });

export const bookLine = ({ id, places, row, stratum, version }: BookRow): string =>
  JSON.stringify({ id, places, row, stratum, version });

/** The row that a line states; undefined unless the line is that row's one canonical form. */
export function listRowOf(line: string): ListRow | undefined {
  const value = parsed(line);
  if (!(value && 'row' in value && 'stratum' in value)) return undefined;
  const { row, stratum } = value;
  if (typeof row !== 'string' || typeof stratum !== 'string' || !isRowName(row) || !stratum.isWellFormed())
    return undefined;
  return rowLine({ row, stratum }) === line ? { row, stratum } : undefined;
}

/** The same for a line of a book. */
export function bookRowOf(line: string): BookRow | undefined {
  const value = parsed(line);
  if (!(value && 'id' in value && 'places' in value && 'row' in value && 'stratum' in value && 'version' in value))
    return undefined;
  const { id, places, row, stratum, version } = value;
  if (typeof id !== 'string' || typeof places !== 'string' || typeof row !== 'string') return undefined;
  if (typeof stratum !== 'string' || typeof version !== 'number') return undefined;
  const book = { id, places, row, stratum, version };
  return isCanonical(book) && bookLine(book) === line ? book : undefined;
}

/** Whether canonical JSON can write a row: its texts are well-formed, its version a whole number. */
export const isCanonical = ({ id, places, row, stratum, version }: BookRow): boolean =>
  isRowName(row) &&
  [id, places, stratum].every((text) => text.isWellFormed()) &&
  Number.isSafeInteger(version) &&
  version >= 0;

function parsed(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
