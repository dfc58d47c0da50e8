// Node; a browser build replaces only this file.
import { Buffer } from 'node:buffer';
import { hash } from 'node:crypto';

/** SHA-256 of the UTF-8 bytes of `text`, as 64 lowercase hex characters. */
export const sha256 = (text: string): string => hash('sha256', text, 'hex');

/** SHA-256 of raw bytes, as 64 lowercase hex characters. */
export const sha256OfBytes = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex');

/**
 * SHA-256 of a prefix and `length` ASCII characters behind it, for many texts of that length: the prefix is laid out once,
 * and a text is written behind it by the one way that costs half of a `TextEncoder`.
 */
export function sha256Behind(prefix: string, length: number): (text: string) => string {
  const laid = new TextEncoder().encode(prefix);
  const bytes = Buffer.alloc(laid.length + length);
  bytes.set(laid);
  return (text) => {
    bytes.latin1Write(text, laid.length, length);
    return hash('sha256', bytes, 'hex');
  };
}

declare global {
  interface Buffer {
    /** In every Node, though its types leave it out: what `write` with `latin1` calls after its checks. */
    latin1Write(text: string, offset: number, length: number): number;
  }
}
