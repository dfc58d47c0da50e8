import { drawSpec } from './manifest.ts';
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
