import { hashBehind } from './hash-behind.ts';
import { drawSpec } from './manifest.ts';
import { sha256, sha256Behind } from './sha256.ts';
import { isSha256Hex, lf } from './text.ts';

/** The number everything else follows from: fixed by the manifest and by randomness that came after it. */
export function drawSeed(manifestDigest: string, randomness: string): string {
  if (!isSha256Hex(manifestDigest)) throw new TypeError('a manifest digest is 64 lowercase hex characters');
  if (!isSha256Hex(randomness)) throw new TypeError('a randomness is 64 lowercase hex characters');
  return sha256([drawSpec, manifestDigest, randomness].join(lf));
}

/** The same as `printf '%s\nobject\n%s' SEED ROW | sha256sum`. */
export const objectTicket = (seed: string, row: string): string => sha256(`${seed}\nobject\n${row}`);

/**
 * The same for many rows of one seed, which whoever reads them has found to be 64 hex characters each. Hashing all three
 * blocks of the message natively costs less than two compressions of our own behind the seed's, and the ticket comes with it.
 */
export function objectTickets(seed: string): (row: string) => string {
  const ticketOf = sha256Behind(`${seed}\nobject\n`, rowLength);
  return (row) => {
    if (row.length !== rowLength) throw new TypeError('a row is 64 lowercase hex characters');
    return ticketOf(row);
  };
}
const rowLength = 64;

/** What puts the visits in order; stays with the key, as the names of visits do. */
export const visitTicket = (seed: string, visitName: string): string => sha256(`${seed}\nvisit\n${visitName}`);

/** Of no visit: with an empty visit name. */
export const teamTicket = (seed: string, visitName: string, row: string): string =>
  sha256(`${seed}\nteam\n${visitName}\n${row}`);

/** Team tickets of one visit, for many people. */
export const teamTickets = (seed: string, visitName: string): ((row: string) => string) =>
  hashBehind(encoder.encode(`${seed}\nteam\n${visitName}\n`));

const encoder = new TextEncoder();
