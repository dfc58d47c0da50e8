import { sha256OfBytes } from './sha256.ts';

const longest = 1024;
const encoder = new TextEncoder();

/**
 * SHA-256 of `prefix` and a text behind it, for many texts: the prefix is laid out once and each text written behind it,
 * which saves building and encoding a text per hash.
 */
export function hashBehind(prefix: Uint8Array): (text: string) => string {
  const bytes = new Uint8Array(prefix.length + longest);
  bytes.set(prefix);
  const behind = bytes.subarray(prefix.length);
  const views: Uint8Array[] = [];
  return (text) => {
    const { read, written } = encoder.encodeInto(text, behind);
    if (read < text.length) return sha256OfBytes(Uint8Array.from([...prefix, ...encoder.encode(text)]));
    views[written] ??= bytes.subarray(0, prefix.length + written);
    return sha256OfBytes(views[written]);
  };
}
