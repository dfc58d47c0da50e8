// Node only: nothing that runs in a browser imports this file.
import { createHash } from 'node:crypto';

/** SHA-256 of bytes that come in pieces; `digest('hex')` ends it. */
export const incrementalSha256 = () => createHash('sha256');
