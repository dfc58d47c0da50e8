import { TableRefused, type TableWork, unreadable } from './table.ts';
import type { XlsxPackage } from './xlsx-package.ts';
import { xmlEvents } from './xml-events.ts';

const chunkBytes = 1 << 20;
/** A 50 MB file of 100,000 rows holds some 30 MB of distinct text; the limit keeps the whole process under 512 MB. */
const maxTextBytes = 128 * 1024 * 1024;

/** The shared strings of a workbook as UTF-8 outside the JavaScript heap, where half a million strings cost nothing to collect. */
export interface SharedStrings {
  get(index: number): string | undefined;
}

export async function readSharedStrings(
  pack: XlsxPackage,
  part: string | undefined,
  work: TableWork,
): Promise<SharedStrings> {
  const store = textStore();
  if (part === undefined) return store;
  let text = '';
  let collecting = false;
  let phonetic = false;
  const events = xmlEvents(pack.read(part), {
    open(name) {
      if (name === 'si') text = '';
      if (name === 'rPh') phonetic = true;
      collecting = name === 't' && !phonetic;
    },
    text(piece) {
      if (collecting) text += piece;
    },
    close(name) {
      collecting = false;
      if (name === 'rPh') phonetic = false;
      if (name !== 'si') return;
      work.spend('texts');
      store.add(unescapeControl(text));
    },
  });
  for await (const _ of events);
  return store;
}

/** Spreadsheets write characters that XML does not allow as `_x000D_`; half a surrogate pair is no character. */
export const unescapeControl = (text: string): string =>
  text.includes('_x')
    ? text.replaceAll(/_x(?!D[89A-F])([0-9A-F]{4})_/gi, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      )
    : text;

export function textStore(): SharedStrings & { add(text: string): void } {
  const chunks: Buffer[] = [];
  let places = new Uint32Array(2 * 1024);
  let count = 0;
  let used = chunkBytes;

  return {
    add(text) {
      const length = Buffer.byteLength(text);
      if (length > chunkBytes) throw unreadable('有单元格的文字过长（超过32767字），请检查文件');
      if (used + length > chunkBytes) {
        if (chunks.length * chunkBytes >= maxTextBytes)
          throw new TableRefused({ kind: 'expands-too-much', limitBytes: maxTextBytes });
        chunks.push(Buffer.allocUnsafeSlow(chunkBytes));
        used = 0;
      }
      if (2 * count === places.length) places = grown(places);
      places[2 * count] = (chunks.length - 1) * chunkBytes + used;
      places[2 * count + 1] = length;
      used += chunks.at(-1)?.write(text, used) ?? 0;
      count += 1;
    },
    get(index) {
      if (!Number.isInteger(index) || index < 0 || index >= count) return undefined;
      const place = places[2 * index] ?? 0;
      const start = place % chunkBytes;
      return chunks[Math.floor(place / chunkBytes)]?.toString('utf8', start, start + (places[2 * index + 1] ?? 0));
    },
  };
}

function grown(places: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * places.length);
  larger.set(places);
  return larger;
}
