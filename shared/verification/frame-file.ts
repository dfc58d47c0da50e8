import { canonicalLine } from '../draw/one/frame.ts';
import { frameRowIn } from '../draw/one/read-frame.ts';
import { type FileForm, repeatsKey } from './file-form.ts';

/** The lines of a frame file in their one form, and how the file itself differed from it as far as it was read. */
export interface FrameFile extends Iterable<string> {
  readonly forms: ReadonlySet<FileForm>;
}

/** How a specification writes a row. */
export interface RowForm {
  /** What nearly every line looks like that is as it was published; a file may hold a million. */
  readonly published: RegExp;
  /** The row that a JSON text states, in its one form; undefined where it states none. */
  readonly lineOf: (text: string) => { readonly line: string; readonly row: object } | undefined;
}

/** A row that somebody has laid out over several lines has no more than these. */
const longestLayout = 8;

/** A row of suiji-draw/1. */
const earlierRow: RowForm = {
  published: /^\{"id":"[^"\\]*","stratum":"[^"\\]*","version":\d+\}$/,
  lineOf(text) {
    const row = frameRowIn(text);
    if (!row) return undefined;
    const line = canonicalLine(row);
    return line === undefined ? undefined : { line, row };
  },
};

export const frameFile = (chunks: () => Iterable<Uint8Array>): FrameFile => rowFile(chunks, earlierRow);

/**
 * Reads a file of rows, as often as asked for, in memory of one chunk and one row. A file that was saved again (with a mark
 * in front, other line ends, another layout) means the same rows, and what was committed to are the rows: they are handed
 * on in canonical form. What is no row, such as bytes that are not UTF-8, is handed on as an empty line, at which reading
 * stops.
 */
export function rowFile(chunks: () => Iterable<Uint8Array>, form: RowForm): FrameFile {
  const forms = new Set<FileForm>();
  return { forms, [Symbol.iterator]: () => rowLines(textLines(chunks(), forms), forms, form)[Symbol.iterator]() };
}

function* rowLines(lines: Iterable<string | undefined>, forms: Set<FileForm>, form: RowForm): Iterable<string> {
  let pending: string[] = [];
  for (const line of lines) {
    if (line === undefined) return yield '';
    if (pending.length === 0 && form.published.test(line)) {
      yield line;
      continue;
    }
    if (line.trim() !== '') pending.push(line);
    const row = rowIn(pending.join('\n'), form);
    if (row !== undefined) {
      yield row;
      if (pending.length > 1 || row !== line) forms.add('layout');
      pending = [];
    } else if (pending.length === 0) forms.add('layout');
    else if (pending.length === longestLayout) return yield '';
  }
  if (pending.length > 0) yield '';
}

/** The canonical line of the one row that a text states, however it is laid out. */
function rowIn(text: string, { lineOf }: RowForm): string | undefined {
  if (!text.trimEnd().endsWith('}')) return undefined;
  const found = lineOf(text);
  return found && !repeatsKey(text, found.row) ? found.line : undefined;
}

/** The lines of a text in pieces, the last one with or without its end; undefined where a byte is no text. */
function* textLines(chunks: Iterable<Uint8Array>, forms: Set<FileForm>): Iterable<string | undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const decoded = (chunk?: Uint8Array): string | undefined => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch (error) {
      if (error instanceof TypeError) return undefined;
      throw error;
    }
  };
  const withoutEnd = (line: string): string => {
    if (!line.endsWith('\r')) return line;
    forms.add('line-ends');
    return line.slice(0, -1);
  };
  let rest = '';
  let isStart = true;
  for (const chunk of chunks) {
    let text = decoded(chunk);
    if (text === undefined) return yield undefined;
    if (isStart && text.startsWith('\ufeff')) {
      forms.add('bom');
      text = text.slice(1);
    }
    isStart &&= text === '';
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield withoutEnd(line);
  }
  if (decoded() === undefined) return yield undefined;
  if (rest === '') return;
  forms.add('line-ends');
  yield withoutEnd(rest);
}
