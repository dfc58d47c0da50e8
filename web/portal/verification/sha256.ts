import { sha256 as digest } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

const encoder = new TextEncoder();

/** Replaces shared/draw/sha256.ts where there is no node:crypto; the browser's own digest is asynchronous. */
export const sha256 = (text: string): string => bytesToHex(digest(encoder.encode(text)));

export const sha256OfBytes = (bytes: Uint8Array): string => bytesToHex(digest(bytes));

export function sha256Behind(prefix: string, length: number): (text: string) => string {
  const laid = encoder.encode(prefix);
  const bytes = new Uint8Array(laid.length + length);
  bytes.set(laid);
  const behind = bytes.subarray(laid.length);
  return (text) => {
    encoder.encodeInto(text, behind);
    return sha256OfBytes(bytes);
  };
}
