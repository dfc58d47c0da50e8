import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frameFileLines } from '../../shared/draw/frame-lines.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
/** The bytes in pieces that end anywhere, in the middle of a character too. */
const inPieces = (bytes: Uint8Array, size: number) =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) => bytes.subarray(n * size, (n + 1) * size));
const linesOf = (bytes: Uint8Array, size = 1 << 20) => [...frameFileLines(inPieces(bytes, size))];

describe('the lines of a frame file', () => {
  test('are the same however the file is cut into pieces', () => {
    const line = fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => text.replaceAll('\n', '.'));
    fc.assert(
      fc.property(fc.array(line), fc.integer({ min: 1, max: 7 }), (lines, size) => {
        expect(linesOf(bytesOf(lines.map((each) => `${each}\n`).join('')), size)).toEqual(lines);
      }),
    );
  });

  test('end with an empty one, which no row is, where the file does not end with a whole line', () => {
    expect(linesOf(bytesOf('a\nb'))).toEqual(['a', '']);
    expect(linesOf(bytesOf('a\n甲\n').subarray(0, 4))).toEqual(['a', '']);
  });

  test('end where a byte is no text, so that nothing after it is read', () => {
    const broken = Uint8Array.of(...bytesOf('a\n'), 0xff, ...bytesOf('\nb\n'));
    expect(linesOf(broken, 2)).toEqual(['a', '']);
  });

  test('hide no mark at the beginning of the file: it would be a byte that nobody committed to', () => {
    expect(linesOf(Uint8Array.of(0xef, 0xbb, 0xbf, ...bytesOf('a\n')))).toEqual(['\ufeffa']);
  });
});
