import { byTicket, type Drawn } from './tickets.ts';

/** Keeps the `limit` smallest tickets of any number offered: a heap with the largest kept one on top. */
export function smallest(limit: number) {
  const heap: Drawn[] = [];
  return {
    offer(candidate: Drawn): void {
      const top = heap[0];
      if (heap.length < limit) {
        heap.push(candidate);
        liftLast(heap);
      } else if (top && byTicket(candidate, top) < 0) {
        heap[0] = candidate;
        sinkFirst(heap);
      }
    },
    inOrder: (): readonly Drawn[] => heap.toSorted(byTicket),
  };
}

function liftLast(heap: Drawn[]): void {
  let index = heap.length - 1;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    if (!isLarger(heap, index, parent)) return;
    swap(heap, index, parent);
    index = parent;
  }
}

function sinkFirst(heap: Drawn[]): void {
  let index = 0;
  for (;;) {
    let largest = index;
    for (const child of [2 * index + 1, 2 * index + 2]) if (isLarger(heap, child, largest)) largest = child;
    if (largest === index) return;
    swap(heap, index, largest);
    index = largest;
  }
}

function isLarger(heap: readonly Drawn[], a: number, b: number): boolean {
  const [left, right] = [heap[a], heap[b]];
  return left !== undefined && right !== undefined && byTicket(left, right) > 0;
}

function swap(heap: Drawn[], a: number, b: number): void {
  const [left, right] = [heap[a], heap[b]];
  if (!left || !right) return;
  heap[a] = right;
  heap[b] = left;
}
