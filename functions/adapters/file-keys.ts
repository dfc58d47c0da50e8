import { createCipheriv, createDecipheriv } from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { KeyVault } from '../../shared/use-cases/ports/key-vault.ts';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** So many random bytes. */
type Chance = (bytes: number) => Buffer;

/** Keys under one of this machine, in a file that its owner alone may read; it is made when it is first needed. */
export function fileKeys(path: string, chance: Chance): KeyVault {
  return {
    async create(batchId) {
      const key = chance(32);
      const nonce = chance(nonceBytes);
      const cipher = createCipheriv(algorithm, masterIn(path, chance), nonce).setAAD(Buffer.from(batchId));
      const sealed = Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
      return { key: key.toString('hex'), sealed: sealed.toString('base64') };
    },
    async open(batchId, sealed) {
      if (!existsSync(path)) return undefined;
      const bytes = Buffer.from(sealed, 'base64');
      const nonce = bytes.subarray(0, nonceBytes);
      const decipher = createDecipheriv(algorithm, masterIn(path, chance), nonce, { authTagLength: tagBytes })
        .setAAD(Buffer.from(batchId))
        .setAuthTag(bytes.subarray(-tagBytes));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]).toString(
          'hex',
        );
      } catch {
        // What does not authenticate was sealed with another key, or for another batch.
        return undefined;
      }
    },
  };
}

function masterIn(path: string, chance: Chance): Buffer {
  if (!existsSync(path)) {
    // A link is made whole or not at all, and never over a file: where another process was first, its key holds.
    const partial = `${path}.${chance(8).toString('hex')}`;
    writeFileSync(partial, `${chance(32).toString('hex')}\n`, { mode: 0o600 });
    try {
      linkSync(partial, path);
    } catch (error) {
      if (!existsSync(path)) throw error;
    } finally {
      rmSync(partial);
    }
  }
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
  if (key.length !== 32) throw new Error(`${path} holds no key of 32 bytes`);
  return key;
}
