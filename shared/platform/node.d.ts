// The two marked files of shared need this much of Node; everything else of it stays unknown here.
declare module 'node:crypto' {
  export function hash(algorithm: 'sha256', data: string | Uint8Array, encoding: 'hex'): string;
  export function createHash(algorithm: 'sha256'): {
    update(bytes: Uint8Array): unknown;
    digest(encoding: 'hex'): string;
  };
}

declare module 'node:buffer' {
  export const Buffer: { alloc(size: number): Buffer };
}

interface Buffer extends Uint8Array<ArrayBuffer> {}
