import { compare, compareUtf8 } from './text.ts';

/** A person or object and the ticket that determined its place; anyone with the seed can recompute it. */
export interface Drawn {
  readonly id: string;
  readonly ticket: string;
}

/** The order of the draw: by ticket as a string; equal tickets (never seen) by the bytes of the id. */
export const byTicket = (a: Drawn, b: Drawn): number => compare(a.ticket, b.ticket) || compareUtf8(a.id, b.id);

/** The first 32 bits of a ticket that is at hand. */
export const headOf = (ticket: string): number => Number.parseInt(ticket.slice(0, 8), 16);
