import { byTicket, type Drawn } from './tickets.ts';

/**
 * Keeps the `limit` smallest tickets of any number offered: a heap with the largest kept one on top. It is ordered by the
 * heads of the tickets; `ticketOf` is asked for a ticket only where heads are equal, and for those that are kept.
 */
export function smallest(limit: number, ticketOf: (id: string) => string) {
  const heap: Entry[] = [];
  let bar = limit > 0 ? Number.POSITIVE_INFINITY : -1;
  const order: Order = (a, b) => a.head - b.head || byTicket(drawn(a), drawn(b));
  const drawn = ({ id }: Entry): Drawn => ({ id, ticket: ticketOf(id) });
  return {
    /** A ticket whose head is above this need not be offered. */
    bar: (): number => bar,
    /** Whether it is among the smallest so far. */
    offer(id: string, head: number): boolean {
      const entry = { head, id };
      if (heap.length < limit) {
        heap.push(entry);
        lift(heap, entry, order);
      } else {
        const top = heap[0];
        if (!top || order(entry, top) >= 0) return false;
        sink(heap, entry, order);
      }
      if (heap.length === limit && heap[0]) bar = heap[0].head;
      return true;
    },
    inOrder: (): readonly Drawn[] => heap.map(drawn).sort(byTicket),
  };
}

/** Who is kept, with the first 32 bits of the ticket. */
interface Entry {
  readonly head: number;
  readonly id: string;
}

type Order = (a: Entry, b: Entry) => number;

/** Moves the last place's new entry up to where it belongs. */
function lift(heap: Entry[], entry: Entry, order: Order): void {
  let place = heap.length - 1;
  while (place > 0) {
    const parent = (place - 1) >> 1;
    const above = heap[parent];
    if (!above || order(entry, above) <= 0) break;
    heap[place] = above;
    place = parent;
  }
  heap[place] = entry;
}

/** Puts an entry in the place of the top one, which leaves, and moves it down to where it belongs. */
function sink(heap: Entry[], entry: Entry, order: Order): void {
  let place = 0;
  for (;;) {
    let child = 2 * place + 1;
    const [left, right] = [heap[child], heap[child + 1]];
    if (!left) break;
    let below = left;
    if (right && order(right, left) > 0) {
      below = right;
      child += 1;
    }
    if (order(below, entry) <= 0) break;
    heap[place] = below;
    place = child;
  }
  heap[place] = entry;
}
