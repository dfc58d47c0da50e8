// Node only: nothing that runs in a browser imports this file.
import { createHash } from 'node:crypto';

interface IncrementalHash {
  readonly update: (bytes: Uint8Array) => unknown;
  /** Ends the hash: 64 lowercase hex characters. */
  readonly digest: (encoding: 'hex') => string;
}

/** SHA-256 of bytes that arrive in chunks. */
export const incrementalSha256 = (): IncrementalHash => createHash('sha256');
