import { byTicket, type Drawn, headOf } from './tickets.ts';

/** Keeps the `limit` smallest tickets of any number offered: a heap with the largest kept one on top. */
export function smallest(limit: number) {
  const heap: Drawn[] = [];
  let bar = limit > 0 ? Number.POSITIVE_INFINITY : -1;
  return {
    /** A ticket whose first 32 bits are above this need not be offered. */
    bar: (): number => bar,
    /** Whether it is among the smallest so far. */
    offer(id: string, ticket: string): boolean {
      const top = heap[0];
      if (heap.length < limit) {
        const candidate = { id, ticket };
        heap.push(candidate);
        lift(heap, candidate);
        if (heap.length === limit && heap[0]) bar = headOf(heap[0].ticket);
        return true;
      }
      const candidate = { id, ticket };
      if (!top || byTicket(candidate, top) >= 0) return false;
      sink(heap, candidate);
      if (heap[0]) bar = headOf(heap[0].ticket);
      return true;
    },
    inOrder: (): readonly Drawn[] => heap.toSorted(byTicket),
  };
}

/** Moves the last place's new entry up to where it belongs. */
function lift(heap: Drawn[], entry: Drawn): void {
  let place = heap.length - 1;
  while (place > 0) {
    const parent = (place - 1) >> 1;
    const above = heap[parent];
    if (!above || byTicket(entry, above) <= 0) break;
    heap[place] = above;
    place = parent;
  }
  heap[place] = entry;
}

/** Puts an entry in the place of the top one, which leaves, and moves it down to where it belongs. */
function sink(heap: Drawn[], entry: Drawn): void {
  let place = 0;
  for (;;) {
    let child = 2 * place + 1;
    const [left, right] = [heap[child], heap[child + 1]];
    if (!left) break;
    let below = left;
    if (right && byTicket(right, left) > 0) {
      below = right;
      child += 1;
    }
    if (byTicket(below, entry) <= 0) break;
    heap[place] = below;
    place = child;
  }
  heap[place] = entry;
}
