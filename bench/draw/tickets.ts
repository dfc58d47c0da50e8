import { hash } from 'node:crypto';
import { compress } from '../../shared/draw/one-block.ts';
import { objectSelector } from '../../shared/draw/select.ts';
import { objectTicket, selectionDigest } from '../../shared/draw/tickets.ts';
import { requestFor, rowOf, seed, stopwatch } from './rows.ts';

const slab = 10_000;

/**
 * Tickets and selection against as many one-block SHA-256 by each way the runtime offers, slab by slab in turn so that
 * all meet the same machine; making the rows is not timed.
 */
export function tickets(objects: number) {
  const watch = stopwatch();
  const selector = objectSelector(requestFor(objects));
  const laid = new Uint8Array(18).fill(0x61);
  const [state, block, next] = [32, 64, 32].map((bytes) => new DataView(new ArrayBuffer(bytes)));
  if (!state || !block || !next) throw new Error('three views');
  // The first slab warms up every way and counts for none.
  for (let from = -slab; from < objects; from += slab) {
    const rows = Array.from({ length: Math.min(slab, objects - Math.max(from, 0)) }, (_, n) =>
      rowOf(Math.max(from, 0) + n),
    );
    const timed = from < 0 ? stopwatch() : watch;
    timed.time('text', () => {
      for (const { id } of rows) hash('sha256', id, 'hex');
    });
    timed.time('bytes', () => {
      for (const _ of rows) hash('sha256', laid, 'hex');
    });
    timed.time('block', () => {
      for (const [n] of rows.entries()) {
        block.setUint32(0, n);
        compress(state, block, next);
      }
    });
    const into = from < 0 ? objectSelector(requestFor(objects)) : selector;
    timed.time('selection', () => {
      for (const row of rows) into.add(row);
    });
    if (objects <= 1_000_000) {
      timed.time('tickets', () => {
        for (const { id } of rows) objectTicket(seed, id);
      });
    }
  }
  const ids = selector.selection().flatMap(({ selected }) => selected.map(({ id }) => id));
  return { laps: watch.laps, digest: selectionDigest(ids) };
}
