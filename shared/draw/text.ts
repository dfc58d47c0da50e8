/** The spec's only separator: ids and seeds are joined by LF and hashed as UTF-8. */
export const lf = '\n';

/** The order of texts without characters outside the basic plane (digests, ids, codes), where all orders agree. */
export const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/**
 * Orders strings by their UTF-8 bytes. JavaScript's own order compares UTF-16 units and differs from it
 * for characters outside the basic plane (𠮷), where a shell's `LC_ALL=C sort` would disagree with us.
 */
export function compareUtf8(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index += 1) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above every other UTF-16 unit, so they rank last. */
const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

const sha256Hex = /^[0-9a-f]{64}$/;

/** 64 lowercase hex characters: a digest, a seed, a ticket, a secret or a randomness. */
export const isSha256Hex = (text: string): boolean => sha256Hex.test(text);

/** Decodes pairs of hex characters; the caller has validated them. */
export const bytesOfHex = (hex: string): Uint8Array =>
  Uint8Array.from({ length: hex.length >> 1 }, (_, index) => Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16));

/** Writes the 32 bytes of a digest at `offset`; it is 64 lowercase hex characters. */
export function writeHex(hex: string, bytes: Uint8Array, offset: number): void {
  for (let index = 0; index < 32; index += 1) {
    bytes[offset + index] = (hexDigit(hex.charCodeAt(2 * index)) << 4) | hexDigit(hex.charCodeAt(2 * index + 1));
  }
}

/** The value of a lowercase hex digit by its code: 0–9 are 0x30–0x39, a–f are 0x61–0x66. */
export const hexDigit = (code: number): number => (code & 0xf) + (code >> 6) * 9;
