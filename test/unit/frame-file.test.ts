import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frameFile } from '../../shared/verification/frame-file.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
/** The bytes in pieces that end anywhere, in the middle of a character too. */
const inPieces = (bytes: Uint8Array, size: number) =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) => bytes.subarray(n * size, (n + 1) * size));
const linesOf = (bytes: Uint8Array, size = 1 << 20) => [...frameFile(() => inPieces(bytes, size))];
const row = (id: string) => JSON.stringify({ id, stratum: 'A', version: 1 });

describe('the lines of a frame file', () => {
  test('are the same however the file is cut into pieces', () => {
    const line = fc.string({ unit: 'grapheme', minLength: 1 }).map(row);
    fc.assert(
      fc.property(fc.array(line), fc.integer({ min: 1, max: 7 }), fc.boolean(), (lines, size, hasMark) => {
        const text = `${hasMark ? '\ufeff' : ''}${lines.map((each) => `${each}\n`).join('')}`;
        expect(linesOf(bytesOf(text), size)).toEqual(lines);
      }),
    );
  });

  test('end with an empty one, which no row is, where the file breaks off', () => {
    expect(linesOf(bytesOf(`${row('a')}\n${row('b')}`))).toEqual([row('a'), row('b')]);
    expect(linesOf(bytesOf(`${row('a')}\n${row('b').slice(0, -1)}`))).toEqual([row('a'), '']);
    expect(linesOf(bytesOf(`${row('a')}\n${row('甲')}\n`).subarray(0, row('a').length + 9))).toEqual([row('a'), '']);
  });

  test('end where a byte is no text, so that nothing after it is read', () => {
    const broken = Uint8Array.of(...bytesOf(`${row('a')}\n`), 0xff, ...bytesOf(`\n${row('b')}\n`));
    expect(linesOf(broken, 1)).toEqual([row('a'), '']);
  });

  test('can be read again, and tell each time how the file differed', () => {
    const file = frameFile(() => [bytesOf(`\ufeff${row('a')}\r\n`)]);
    for (const _ of [1, 2]) {
      expect([...file]).toEqual([row('a')]);
      expect(file.forms).toEqual(new Set(['bom', 'line-ends']));
    }
  });
});
