/** A row in the draw and the ticket that gave the place; anyone holding the seed can recompute it. */
export interface DrawnRow {
  readonly row: string;
  readonly ticket: string;
}

/** The largest ticket that begins with these 32 bits or fewer; above every ticket where there is no such bound. */
export const lastTicket = (head: number): string =>
  head < 2 ** 32 ? head.toString(16).padStart(8, '0').padEnd(64, 'f') : 'g';

/** The order of the draw: by ticket as a string; equal tickets (never seen) by row. */
export const byTicket = (a: DrawnRow, b: DrawnRow): number => compare(a.ticket, b.ticket) || compare(a.row, b.row);

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/**
 * Keeps the `limit` smallest tickets of any number offered, and up to as many again until they are sorted out: by their
 * first 32 bits, since numbers are sorted ten times as fast as texts.
 */
export function smallestTickets<R extends DrawnRow = DrawnRow>(limit: number) {
  let kept: R[] = [];
  let heads: number[] = [];
  let room = 2 * limit;
  let bar = limit > 0 ? lastTicket(Number.POSITIVE_INFINITY) : '';
  function sortOut(): void {
    const last = Float64Array.from(heads).sort()[limit - 1];
    if (last === undefined) return;
    bar = lastTicket(last);
    kept = kept.filter((_, place) => (heads[place] ?? last) <= last);
    heads = heads.filter((head) => head <= last);
    room = Math.max(2 * limit, 2 * heads.length);
  }
  return {
    /** The largest ticket that may still be offered; a larger one changes nothing. */
    bar: (): string => bar,
    /** Whether it is among the smallest so far, as far as that is known. */
    offer(drawn: R): boolean {
      if (drawn.ticket > bar) return false;
      kept.push(drawn);
      heads.push(Number.parseInt(drawn.ticket.slice(0, 8), 16));
      if (heads.length >= room) sortOut();
      return true;
    },
    inOrder(): readonly R[] {
      sortOut();
      return kept.toSorted(byTicket).slice(0, limit);
    },
  };
}
