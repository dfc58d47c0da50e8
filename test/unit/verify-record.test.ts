import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frameFile } from '../../shared/verification/frame-file.ts';
import { readRecordFile } from '../../shared/verification/record-file.ts';
import { verifyRecord } from '../../shared/verification/verify-record.ts';
import { fileOf, publishedDraw } from '../support/published-draw.ts';

const published = publishedDraw();
const encoder = new TextEncoder();
const frameBytes = new Map(
  [...published.frames].map(([frame, lines]) => [frame, encoder.encode(lines.map((line) => `${line}\n`).join(''))]),
);

/** As the command does it: bytes in, verdict out; what cannot be read is not verified either. */
function verdictOf(record: Uint8Array, files: ReadonlyMap<string, Uint8Array>) {
  const read = readRecordFile(record);
  if (!read.ok) return read.error.kind;
  return verifyRecord(read.value, new Map([...files].map(([frame, bytes]) => [frame, frameFile(() => [bytes])])))
    .verdict;
}

const flipped = (bytes: Uint8Array, bit: number): Uint8Array => {
  const changed = bytes.slice();
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return changed;
};

describe('a published record with its frame files', () => {
  const record = fileOf(published);

  test('is verified, every step of it', () => {
    const read = readRecordFile(record);
    if (!read.ok) throw new Error(read.error.kind);
    const { steps } = verifyRecord(read.value, published.frames);
    expect(steps.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    expect(new Set(steps.map(({ step }) => step))).toEqual(
      new Set([
        'file',
        'record',
        'manifest',
        'randomness',
        'seed',
        'frame',
        'selection',
        'reserves',
        'visits',
        'list',
        'inspectors',
        'teams',
      ]),
    );
    expect(verdictOf(record, frameBytes)).toBe('verified');
  });

  test('with any one bit of the record flipped is not verified', () => {
    const bits = record.length * 8;
    fc.assert(
      fc.property(fc.nat(bits - 1), (bit) => {
        expect(verdictOf(flipped(record, bit), frameBytes)).not.toBe('verified');
      }),
      { numRuns: 300 },
    );
  });

  test('with any one bit of any frame file flipped has failed', () => {
    for (const [frame, bytes] of frameBytes) {
      fc.assert(
        fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
          expect(verdictOf(record, new Map([...frameBytes, [frame, flipped(bytes, bit)]]))).toBe('failed');
        }),
        { numRuns: 40 },
      );
    }
  });
});
