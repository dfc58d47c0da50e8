import { tryCanonicalJson } from '../../draw/canonical-json.ts';
import { bookRowOf, listRowOf } from '../../draw/lines.ts';
import { type FrameFile, type RowForm, rowFile } from '../frame-file.ts';

/** A line of a list, or of a book, in canonical JSON. */
const row: RowForm = {
  published: /^\{("id":"[^"\\]*","places":"[\d,]*",)?"row":"[0-9a-f]{64}","stratum":"[^"\\]*"(,"version":\d+)?\}$/,
  lineOf(text) {
    const value = parsed(text);
    if (!value) return undefined;
    const line = tryCanonicalJson(value);
    return line.ok && (listRowOf(line.value) ?? bookRowOf(line.value)) ? { line: line.value, row: value } : undefined;
  },
};

/** The lines of a list or book of suiji-draw/2, as often as they are asked for. */
export const listFile = (chunks: () => Iterable<Uint8Array>): FrameFile => rowFile(chunks, row);

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
