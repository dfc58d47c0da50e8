import { hashBehind } from '../hash-behind.ts';
import { sha256 } from '../sha256.ts';
import { isSha256Hex, lf } from '../text.ts';
import { headOf } from '../ticket-order.ts';
import { drawSpec } from './manifest.ts';
import { compress, stateAfterBlock } from './one-block.ts';

/** The seed that decides everything else: fixed by the manifest and by randomness that came after it. */
export function drawSeed(manifestDigest: string, randomness: string): string {
  if (!isSha256Hex(manifestDigest)) throw new TypeError('a manifest digest is 64 lowercase hex characters');
  if (!isSha256Hex(randomness)) throw new TypeError('a randomness is 64 lowercase hex characters');
  return sha256([drawSpec, manifestDigest, randomness].join(lf));
}

/** The same as `printf '%s\nobject\n%s' SEED ID | sha256sum`. */
export const objectTicket = (seed: string, id: string): string => sha256(`${seed}\nobject\n${id}`);

/** The longest id that, after `\nobject\n` and with the padding behind it, still fits one block. */
const longestId = 47;
const encoder = new TextEncoder();

/**
 * The first 32 bits of the object tickets of one seed, for many ids. The seed is exactly one block of SHA-256 and its
 * state is computed once, so a head costs one compression and no string. For a long or non-ASCII id the whole ticket is
 * computed. Heads rule out ids that cannot be among the smallest; the others get their ticket from `objectTicket`.
 */
export function objectHeads(seed: string): (id: string) => number {
  const byHash = (id: string) => headOf(objectTicket(seed, id));
  if (!isSha256Hex(seed)) return byHash;
  const state = stateAfterBlock(viewOf(encoder.encode(seed)));
  const bytes = new Uint8Array(64);
  const block = viewOf(bytes);
  const next = new DataView(new ArrayBuffer(32));
  const prefix = encoder.encode('\nobject\n');
  bytes.set(prefix);
  let written = prefix.length;
  return (id) => {
    const { length } = id;
    if (length > longestId) return byHash(id);
    const end = prefix.length + length;
    if (end < written) bytes.fill(0, end, written);
    written = end + 4;
    let units = 0;
    let index = 0;
    for (; index + 4 <= length; index += 4) {
      const a = id.charCodeAt(index);
      const b = id.charCodeAt(index + 1);
      const c = id.charCodeAt(index + 2);
      const d = id.charCodeAt(index + 3);
      units |= a | b | c | d;
      block.setInt32(prefix.length + index, (a << 24) | (b << 16) | (c << 8) | d);
    }
    // The rest of the id, followed by the bit that ends a message.
    const place = prefix.length + index;
    let word = 0;
    let shift = 24;
    for (; index < length; index += 1, shift -= 8) {
      units |= id.charCodeAt(index);
      word |= id.charCodeAt(index) << shift;
    }
    block.setInt32(place, word | (0x80 << shift));
    if (units > 0x7f) return byHash(id);
    block.setUint32(60, 8 * (64 + end));
    return compress(state, block, next);
  };
}

/**
 * Object tickets of one seed, for many ids: the seed is written as bytes once and each id behind it, which avoids
 * building and encoding a string per ticket.
 */
export const objectTickets = (seed: string): ((id: string) => string) => ticketsBehind(`${seed}\nobject\n`);

const ticketsBehind = (text: string): ((id: string) => string) => hashBehind(encoder.encode(text));

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array<ArrayBuffer>): DataView =>
  new DataView(buffer, byteOffset, byteLength);

/** The visit's id is its object's id. */
export const teamTicket = (seed: string, visitId: string, inspectorId: string): string =>
  sha256(`${seed}\nteam\n${visitId}\n${inspectorId}`);

/** One digest for a list of drawn ids in ticket order; with a salt it commits to a list that is published later. */
export const selectionDigest = (ids: readonly string[], salt?: string): string =>
  sha256((salt === undefined ? ids : [salt, ...ids]).join(lf));
