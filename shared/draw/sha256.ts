// Node; a browser build replaces only this file.
import { hash } from 'node:crypto';

/** SHA-256 of the UTF-8 bytes of `text`, as 64 lowercase hex characters. */
export const sha256 = (text: string): string => hash('sha256', text, 'hex');

/** SHA-256 of raw bytes, as 64 lowercase hex characters. */
export const sha256OfBytes = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex');
