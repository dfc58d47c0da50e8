import { hash } from 'node:crypto';
import { compress } from '../../shared/draw/one/one-block.ts';
import { objectSelector } from '../../shared/draw/select.ts';
import { sha256 } from '../../shared/draw/sha256.ts';
import { fastestLaps, type Time } from './fastest-laps.ts';
import { requestFor, rowOf } from './rows.ts';

const slab = 1000;
const roundsAtLeast = 3;
const objectsAtLeast = 2_000_000;

/**
 * Tickets and selection of all objects, compared with as many two-block SHA-256 by each way the runtime offers. Every round
 * does the whole work of each, and they take turns slab by slab, so that machine load affects all alike. A slab is the same
 * work in every round, and its fastest time counts; this excludes other load and, for small sizes, compilation. Rows are made
 * outside the timing.
 */
export function tickets(objects: number) {
  const fastest = fastestLaps();
  const rounds = Math.max(roundsAtLeast, Math.ceil(objectsAtLeast / objects));
  const digests = Array.from({ length: rounds }, () => drawOnce(objects, fastest.time));
  return { laps: fastest.sums(), digest: digests[0] };
}

/** Every row is 64 hex characters; two blocks hold messages of 56 to 119 bytes. */
function drawOnce(objects: number, time: Time): string {
  const selector = objectSelector(requestFor(objects));
  const laid = new Uint8Array(72).fill(0x61);
  const text = 'a'.repeat(8);
  const [state, block, between, next] = [32, 64, 32, 32].map((bytes) => new DataView(new ArrayBuffer(bytes)));
  if (!state || !block || !between || !next) throw new Error('four views');
  for (let from = 0; from < objects; from += slab) {
    const rows = Array.from({ length: Math.min(slab, objects - from) }, (_, n) => rowOf(from + n));
    time('text', from, () => {
      for (const { row } of rows) hash('sha256', text + row, 'hex');
    });
    time('bytes', from, () => {
      for (let n = 0; n < rows.length; n += 1) hash('sha256', laid, 'hex');
    });
    time('block', from, () => {
      for (let n = 0; n < rows.length; n += 1) {
        block.setUint32(0, n);
        compress(state, block, between);
        compress(between, block, next);
      }
    });
    time('selection', from, () => {
      for (const row of rows) selector.add(row);
    });
  }
  const strata = time('selection', objects, () => selector.selection());
  return sha256(strata.flatMap(({ selected }) => selected.map(({ row }) => row)).join('\n'));
}
