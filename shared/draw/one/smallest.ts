import { byTicket, type Drawn } from '../ticket-order.ts';

/**
 * Keeps the `limit` smallest of any number of tickets, and buffers up to as many again before it discards. It compares
 * the heads of the tickets; `ticketOf` is called only for those that remain at the end.
 */
export function smallest(limit: number, ticketOf: (id: string) => string) {
  let ids: string[] = [];
  let heads: number[] = [];
  /** A larger head is not among the smallest; equal heads are kept until their tickets decide. */
  let bar = limit > 0 ? Number.POSITIVE_INFINITY : -1;
  let room = 2 * limit;

  function sortOut(): void {
    bar = Float64Array.from(heads).sort()[limit - 1] ?? bar;
    const stays = (head: number) => head <= bar;
    ids = ids.filter((_, place) => stays(heads[place] ?? bar));
    heads = heads.filter(stays);
    room = Math.max(2 * limit, 2 * heads.length);
  }

  return {
    /** Whether it is among the smallest so far, as far as the heads show. */
    offer(id: string, head: number): boolean {
      if (head > bar) return false;
      ids.push(id);
      heads.push(head);
      if (heads.length >= room) sortOut();
      return true;
    },
    inOrder(): readonly Drawn[] {
      sortOut();
      return ids
        .map((id) => ({ id, ticket: ticketOf(id) }))
        .sort(byTicket)
        .slice(0, limit);
    },
  };
}
