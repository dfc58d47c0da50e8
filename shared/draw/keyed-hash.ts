import { hashBehind } from './hash-behind.ts';
import { sha256OfBytes } from './sha256.ts';
import { isSha256Hex, writeHex } from './text.ts';

const blockBytes = 64;

/**
 * HMAC-SHA-256 (RFC 2104) under one key of 32 bytes in hex, for many texts; 64 lowercase hex characters. Two plain hashes
 * of texts behind a padded key that is laid out once: a fifth of what the platform's own HMAC costs for texts this short.
 */
export function keyedHash(key: string): (text: string) => string {
  if (!isSha256Hex(key)) throw new TypeError('a key is 64 lowercase hex characters');
  const inner = hashBehind(paddedKey(key, 0x36));
  const outer = new Uint8Array(blockBytes + 32);
  outer.set(paddedKey(key, 0x5c));
  return (text) => {
    writeHex(inner(text), outer, blockBytes);
    return sha256OfBytes(outer);
  };
}

function paddedKey(key: string, pad: number): Uint8Array {
  const block = new Uint8Array(blockBytes);
  writeHex(key, block, 0);
  return block.map((byte) => byte ^ pad);
}
