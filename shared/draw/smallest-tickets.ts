import { compare, hexDigit } from './text.ts';

/** A row in the draw and the ticket that gave the place; anyone holding the seed can recompute it. */
export interface DrawnRow {
  readonly row: string;
  readonly ticket: string;
}

/** The largest ticket that begins with these 32 bits or fewer; above every ticket where there is no such bound. */
export const lastTicket = (head: number): string =>
  head < 2 ** 32 ? head.toString(16).padStart(8, '0').padEnd(64, 'f') : 'g';

/** The first 32 bits of a ticket, as a number. */
function headOf(ticket: string): number {
  let head = 0;
  for (let index = 0; index < 8; index += 1) head = head * 16 + hexDigit(ticket.charCodeAt(index));
  return head;
}

/** The k-th smallest number, counted from 1; leaves the others in another order (Hoare's quickselect). */
function kthSmallest(numbers: Float64Array, k: number): number {
  const at = (place: number): number => numbers[place] ?? 0;
  let [from, to] = [0, numbers.length - 1];
  while (from < to) {
    const pivot = at((from + to) >> 1);
    let [low, high] = [from, to];
    while (low <= high) {
      while (at(low) < pivot) low += 1;
      while (at(high) > pivot) high -= 1;
      if (low > high) break;
      const held = at(low);
      numbers[low] = at(high);
      numbers[high] = held;
      low += 1;
      high -= 1;
    }
    if (k - 1 <= high) to = high;
    else if (k - 1 >= low) from = low;
    else break;
  }
  return at(k - 1);
}

/** The order of the draw: by ticket as a string; equal tickets (never seen) by row. */
export const byTicket = (a: DrawnRow, b: DrawnRow): number => compare(a.ticket, b.ticket) || compare(a.row, b.row);

/**
 * Keeps the `limit` smallest tickets of any number offered, and up to as many again until they are sorted out: by their
 * first 32 bits, since numbers are compared ten times as fast as texts.
 */
export function smallestTickets<R extends DrawnRow = DrawnRow>(limit: number) {
  let kept: R[] = [];
  let heads: number[] = [];
  let room = 2 * limit;
  let bar = '';
  /** Its first character, by which nearly every ticket is passed over without looking at two texts. */
  let first = -1;
  const setBar = (ticket: string): void => {
    bar = ticket;
    first = ticket.charCodeAt(0);
  };
  if (limit > 0) setBar(lastTicket(Number.POSITIVE_INFINITY));
  function sortOut(): void {
    if (limit === 0 || heads.length < limit) return;
    const last = kthSmallest(new Float64Array(heads), limit);
    setBar(lastTicket(last));
    kept = kept.filter((_, place) => (heads[place] ?? last) <= last);
    heads = heads.filter((head) => head <= last);
    room = Math.max(2 * limit, 2 * heads.length);
  }
  return {
    /** Whether a ticket may still be among the smallest; to offer another one changes nothing. */
    admits(ticket: string): boolean {
      const own = ticket.charCodeAt(0);
      return own < first || (own === first && ticket <= bar);
    },
    /** Whether it is among the smallest so far, as far as that is known. */
    offer(drawn: R): boolean {
      if (drawn.ticket > bar) return false;
      kept.push(drawn);
      heads.push(headOf(drawn.ticket));
      if (heads.length >= room) sortOut();
      return true;
    },
    inOrder(): readonly R[] {
      sortOut();
      return kept
        .map((drawn, place) => ({ drawn, head: heads[place] ?? 0 }))
        .sort((a, b) => a.head - b.head || byTicket(a.drawn, b.drawn))
        .slice(0, limit)
        .map(({ drawn }) => drawn);
    },
  };
}
