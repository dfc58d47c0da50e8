import { drawSpec } from './manifest.ts';
import { sha256, sha256OfBytes } from './sha256.ts';
import { compareUtf8, isSha256Hex, lf } from './text.ts';

/** Someone in the draw and the ticket that gave the place; anyone holding the seed can recompute it. */
export interface Drawn {
  readonly id: string;
  readonly ticket: string;
}

/** The number everything else follows from: fixed by the manifest and by randomness that came after it. */
export function drawSeed(manifestDigest: string, randomness: string): string {
  if (!isSha256Hex(manifestDigest)) throw new TypeError('a manifest digest is 64 lowercase hex characters');
  if (!isSha256Hex(randomness)) throw new TypeError('a randomness is 64 lowercase hex characters');
  return sha256([drawSpec, manifestDigest, randomness].join(lf));
}

/** The same as `printf '%s\nobject\n%s' SEED ID | sha256sum`. */
export const objectTicket = (seed: string, id: string): string => sha256(`${seed}\nobject\n${id}`);

const longestId = 1024;
const encoder = new TextEncoder();

/**
 * Object tickets of one seed, for many ids: the seed is laid out as bytes once and each id written behind it,
 * which saves building and encoding a text per ticket.
 */
export const objectTickets = (seed: string): ((id: string) => string) => ticketsBehind(`${seed}\nobject\n`);

/** Team tickets of one visit, for many inspectors. */
export const teamTickets = (seed: string, visitId: string): ((inspectorId: string) => string) =>
  ticketsBehind(`${seed}\nteam\n${visitId}\n`);

function ticketsBehind(text: string): (id: string) => string {
  const prefix = encoder.encode(text);
  const bytes = new Uint8Array(prefix.length + longestId);
  bytes.set(prefix);
  const idBytes = bytes.subarray(prefix.length);
  const views: Uint8Array[] = [];
  return (id) => {
    const { read, written } = encoder.encodeInto(id, idBytes);
    if (read < id.length) return sha256(text + id);
    views[written] ??= bytes.subarray(0, prefix.length + written);
    return sha256OfBytes(views[written]);
  };
}

/** The visit's id is its object's id. */
export const teamTicket = (seed: string, visitId: string, inspectorId: string): string =>
  sha256(`${seed}\nteam\n${visitId}\n${inspectorId}`);

/** The order of the draw: by ticket as a string; equal tickets (never seen) by the bytes of the id. */
export function byTicket(a: Drawn, b: Drawn): number {
  if (a.ticket !== b.ticket) return a.ticket < b.ticket ? -1 : 1;
  return compareUtf8(a.id, b.id);
}

/** One digest for a list of drawn ids in ticket order; with a salt it commits to a list that is published later. */
export const selectionDigest = (ids: readonly string[], salt?: string): string =>
  sha256((salt === undefined ? ids : [salt, ...ids]).join(lf));
