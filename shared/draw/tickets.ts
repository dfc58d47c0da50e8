import { drawSpec } from './manifest.ts';
import { compress, stateAfterBlock } from './one-block.ts';
import { sha256 } from './sha256.ts';
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

/** With `\nobject\n` before it and the padding behind it, what still fits one block. */
const longestId = 47;

/** Stands for every head: who has it cannot be left out on its account. */
const unknownHead = 0;

/**
 * The first 32 bits of the object tickets of one seed, for many ids. The seed is exactly one block of SHA-256 and its
 * state is made once, so that a head costs one compression and no text; an id that is long or not ASCII has head 0.
 * A head only tells who cannot be among the smallest: whoever may be gets the ticket from `objectTicket`.
 */
export function objectHeads(seed: string): (id: string) => number {
  if (!isSha256Hex(seed)) return () => unknownHead;
  const state = stateAfterBlock(viewOf(new TextEncoder().encode(seed)));
  const bytes = new Uint8Array(64);
  const block = viewOf(bytes);
  const next = new DataView(new ArrayBuffer(32));
  const prefix = new TextEncoder().encode('\nobject\n');
  bytes.set(prefix);
  let written = prefix.length;
  return (id) => {
    if (id.length > longestId) return unknownHead;
    const end = prefix.length + id.length;
    if (end < written) bytes.fill(0, end, written);
    written = end + 1;
    let units = 0;
    for (let index = 0; index < id.length; index += 1) {
      const unit = id.charCodeAt(index);
      units |= unit;
      bytes[prefix.length + index] = unit;
    }
    if (units > 0x7f) return unknownHead;
    bytes[end] = 0x80;
    block.setUint32(60, 8 * (64 + end));
    return compress(state, block, next);
  };
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array<ArrayBuffer>): DataView =>
  new DataView(buffer, byteOffset, byteLength);

/** The head of a ticket that is at hand. */
export const headOf = (ticket: string): number => Number.parseInt(ticket.slice(0, 8), 16);

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
