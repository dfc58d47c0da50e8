import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Batch } from '../../shared/domain/batch/batch.ts';
import type { Frame } from '../../shared/domain/frame/frame.ts';
import { buildFrame, type FrameRow } from '../../shared/draw/one/frame.ts';
import { objectTicket } from '../../shared/draw/one/tickets.ts';
import { quotaOf } from '../../shared/draw/quota.ts';
import { byTicket } from '../../shared/draw/ticket-order.ts';
import { writeFrame } from '../../shared/use-cases/draw/draw-files.ts';
import { drawFrames, drawnStrata, visitsOf } from '../../shared/use-cases/draw/selection.ts';
import { memoryBlobs } from '../support/memory-blobs.ts';

const ids = fc.uniqueArray(fc.stringMatching(/^[0-9A-Z]{1,8}$/), { minLength: 1, maxLength: 60 });
const rowsOf = (all: readonly string[]): readonly FrameRow[] =>
  all.map((id, n) => ({ id, stratum: (['A', 'B'] as const)[n % 2] ?? 'A', version: (n % 3) + 1 }));
const seeds = fc.stringMatching(/^[0-9a-f]{64}$/);
const ratio = 2500;

/** A batch of one frame for each list of rows, its files in memory, as a freeze leaves it. */
async function frozen(frames: readonly (readonly FrameRow[])[]) {
  const blobs = memoryBlobs();
  const facts: Frame[] = [];
  for (const [index, rows] of frames.entries()) {
    const built = buildFrame(rows);
    if (!built.ok) throw new Error(built.error.kind);
    const frame = `F${index + 1}`;
    await writeFrame({ blobs }, frame, built.value);
    const strata = built.value.strata.map(({ stratum, size }) => ({
      stratum: stratum === 'A' ? ('A' as const) : ('B' as const),
      size,
      quota: quotaOf({ ratio }, size),
    }));
    const department = index === 0 ? 'SCJG' : 'WJW';
    const items = [{ id: `${department}-001`, version: 1, name: '检查' }];
    const place = { frame, department, planId: 'P', entryId: 'E', items, excluded: [], blob: frame } as const;
    facts.push({ ...place, items, excluded: [], root: built.value.root, size: built.value.size, strata });
  }
  return { blobs, batch: { id: 'B', frames: facts } satisfies Pick<Batch, 'id' | 'frames'> };
}

describe('the objects of a draw', () => {
  test('are the n smallest tickets of each stratum, whatever order the registry was read in', async () => {
    await fc.assert(
      fc.asyncProperty(ids, seeds, async (all, seed) => {
        const rows = rowsOf(all);
        const { blobs, batch } = await frozen([rows]);
        const [draw] = await drawFrames({ blobs }, batch, seed);
        for (const stratum of ['A', 'B']) {
          const own = rows.filter((row) => row.stratum === stratum);
          const expected = own
            .map(({ id }) => ({ id, ticket: objectTicket(seed, id) }))
            .toSorted(byTicket)
            .slice(0, Math.max(1, Math.ceil(own.length / 4)));
          expect(draw?.strata.find((each) => each.stratum === stratum)?.selected ?? []).toEqual(
            own.length > 0 ? expected : [],
          );
        }
        const shuffled = await frozen([rows.toReversed()]);
        expect(await drawFrames(shuffled, shuffled.batch, seed)).toEqual([draw]);
      }),
      { numRuns: 40 },
    );
  });

  test('are one visit each, however many frames drew them, and every frame finds its own again', async () => {
    await fc.assert(
      fc.asyncProperty(ids, seeds, async (all, seed) => {
        const rows = rowsOf(all);
        const { blobs, batch } = await frozen([rows, rows.filter((_, n) => n % 3 > 0)]);
        const draws = await drawFrames({ blobs }, batch, seed);
        const visits = visitsOf(draws);
        expect(new Set(visits.map(({ objectId }) => objectId)).size).toBe(visits.length);
        const counted = drawnStrata(draws).reduce((sum, { selected }) => sum + selected, 0);
        expect(visits.flatMap(({ checks }) => checks)).toHaveLength(counted);
      }),
      { numRuns: 40 },
    );
  });

  test('are not drawn from a file that is not the frozen one', async () => {
    const { blobs, batch } = await frozen([rowsOf(['A1', 'A2', 'A3'])]);
    const file = blobs.files.get('F1')?.toString('utf8') ?? '';
    blobs.files.set('F1', Buffer.from(file.replace('"version":1', '"version":9')));
    await expect(drawFrames({ blobs }, batch, 'a'.repeat(64))).rejects.toThrow('does not have the frozen root');
    blobs.files.set('F1', Buffer.from(file.split('\n').toReversed().join('\n')));
    await expect(drawFrames({ blobs }, batch, 'a'.repeat(64))).rejects.toThrow('F1');
  });

  test('are the same however the store cuts the file into pieces, through the middle of a character too', async () => {
    const rows = rowsOf(['睢县一号', '𠮷', 'é', 'A1', '睢县二号']);
    const { blobs, batch } = await frozen([rows]);
    const whole = await drawFrames({ blobs }, batch, 'b'.repeat(64));
    for (const size of [1, 2, 3, 7]) {
      const open = async function* (key: string) {
        const file = blobs.files.get(key) ?? Buffer.from('');
        for (let at = 0; at < file.length; at += size) yield file.subarray(at, at + size);
      };
      expect(await drawFrames({ blobs: { ...blobs, open } }, batch, 'b'.repeat(64))).toEqual(whole);
    }
  });

  test('are not drawn from a file with something behind its last line', async () => {
    const { blobs, batch } = await frozen([rowsOf(['A1', 'A2'])]);
    const file = blobs.files.get('F1') ?? Buffer.from('');
    blobs.files.set('F1', Buffer.concat([file, Buffer.from('x')]));
    await expect(drawFrames({ blobs }, batch, 'a'.repeat(64))).rejects.toThrow('does not end with a whole line');
  });
});
