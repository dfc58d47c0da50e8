import { hash } from 'node:crypto';
import { compress } from '../../shared/draw/one/one-block.ts';
import { objectSelector } from '../../shared/draw/one/select.ts';
import { selectionDigest } from '../../shared/draw/one/tickets.ts';
import { fastestLaps, type Time } from './fastest-laps.ts';
import { asRead, requestFor, rowOf } from './rows.ts';

const slab = 1000;
const roundsAtLeast = 3;
const objectsAtLeast = 5_000_000;

/**
 * Tickets and selection of all objects, compared with the same number of one-block SHA-256 by each method of the
 * runtime. Every round does the whole work of each method, and the methods take turns slab by slab, so that machine
 * load affects all alike. A slab is the same work in every round, and its fastest time counts for every method; this
 * excludes other load and, for small sizes, compilation. Rows are created outside the timing, in the memory layout of a
 * parsed frame.
 */
export function tickets(objects: number) {
  const fastest = fastestLaps();
  const rounds = Math.max(roundsAtLeast, Math.ceil(objectsAtLeast / objects));
  const digests = Array.from({ length: rounds }, () => drawOnce(objects, fastest.time));
  return { laps: fastest.sums(), digest: digests[0] };
}

function drawOnce(objects: number, time: Time): string {
  const selector = objectSelector(requestFor(objects));
  const laid = new Uint8Array(18).fill(0x61);
  const [state, block, next] = [32, 64, 32].map((bytes) => new DataView(new ArrayBuffer(bytes)));
  if (!state || !block || !next) throw new Error('three views');
  for (let from = 0; from < objects; from += slab) {
    const rows = Array.from({ length: Math.min(slab, objects - from) }, (_, n) => asRead(rowOf(from + n)));
    time('text', from, () => {
      for (const { id } of rows) hash('sha256', id, 'hex');
    });
    time('bytes', from, () => {
      for (let n = 0; n < rows.length; n += 1) hash('sha256', laid, 'hex');
    });
    time('block', from, () => {
      for (let n = 0; n < rows.length; n += 1) {
        block.setUint32(0, n);
        compress(state, block, next);
      }
    });
    time('selection', from, () => {
      for (const row of rows) selector.add(row);
    });
  }
  const strata = time('selection', objects, () => selector.selection());
  return selectionDigest(strata.flatMap(({ selected }) => selected.map(({ id }) => id)));
}
