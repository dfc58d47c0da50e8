import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fileKeys } from '../../functions/adapters/file-keys.ts';
import { kmsKeys } from '../../functions/adapters/kms-keys.ts';
import type { KeyVault } from '../../shared/use-cases/ports/key-vault.ts';
import { Unavailable } from '../../shared/use-cases/ports/unavailable.ts';
import { type KeyService, keyService } from '../support/key-service.ts';

const folder = mkdtempSync(join(tmpdir(), 'suiji-keys-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const isKey = /^[0-9a-f]{64}$/;
/** The same with its last bit turned. */
function flipped(sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  return bytes.toString('base64');
}

let service: KeyService;
beforeEach(async () => {
  service = await keyService();
});
afterEach(() => service.close());
let files = 0;

const vaults: readonly (readonly [string, () => KeyVault])[] = [
  ['the key service', () => kmsKeys(service.keyId, service.client)],
  ['a file of this machine', () => fileKeys(join(folder, `master-${(files += 1)}.key`), randomBytes)],
];

describe.each(vaults)('a key sealed by %s', (_, vault) => {
  test('is 32 bytes, another one each time, and opens for its batch', async () => {
    const keys = vault();
    const [one, other] = [await keys.create('B1'), await keys.create('B1')];
    expect([one.key, other.key]).toEqual([expect.stringMatching(isKey), expect.stringMatching(isKey)]);
    expect(one.key).not.toBe(other.key);
    expect(one.sealed).not.toContain(one.key);
    expect(Buffer.from(one.sealed, 'base64').toString('hex')).not.toContain(one.key);
    expect(await keys.open('B1', one.sealed)).toBe(one.key);
  });

  test('opens for no other batch, nor with one bit changed', async () => {
    const keys = vault();
    const { sealed } = await keys.create('B1');
    expect(await keys.open('B2', sealed)).toBeUndefined();
    expect(await keys.open('B1', flipped(sealed))).toBeUndefined();
  });
});

describe('the key service', () => {
  test('that has lost its key, or has another one, opens nothing: the key of the batch is lost', async () => {
    const keys = kmsKeys(service.keyId, service.client);
    const { sealed } = await keys.create('B1');
    expect(await kmsKeys('another', service.client).open('B1', sealed)).toBeUndefined();
    service.lose();
    expect(await keys.open('B1', sealed)).toBeUndefined();
  });

  test('that does not answer, or whose key is only disabled, loses nothing: the task fails and is repeated', async () => {
    const keys = kmsKeys(service.keyId, service.client);
    const { key, sealed } = await keys.create('B1');
    service.fail('DisabledException');
    await expect(keys.open('B1', sealed)).rejects.toThrow();
    service.fail('KMSInternalException');
    await expect(keys.open('B1', sealed)).rejects.toBeInstanceOf(Unavailable);
    service.fail(undefined);
    expect(await keys.open('B1', sealed)).toBe(key);
  });
});

describe('a file of keys', () => {
  const path = () => join(folder, `own-${(files += 1)}.key`);

  test('is its owner’s alone, and made once', async () => {
    const file = path();
    const { sealed, key } = await fileKeys(file, randomBytes).create('B1');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const before = readFileSync(file, 'utf8');
    await fileKeys(file, randomBytes).create('B2');
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(await fileKeys(file, randomBytes).open('B1', sealed)).toBe(key);
  });

  test('that is gone, or another one, opens nothing', async () => {
    const file = path();
    const { sealed } = await fileKeys(file, randomBytes).create('B1');
    writeFileSync(file, `${'ab'.repeat(32)}\n`);
    expect(await fileKeys(file, randomBytes).open('B1', sealed)).toBeUndefined();
    rmSync(file);
    expect(await fileKeys(file, randomBytes).open('B1', sealed)).toBeUndefined();
  });

  test('that holds anything else is a fault that is told, and no key is made under it', async () => {
    const file = path();
    writeFileSync(file, 'abc\n');
    await expect(fileKeys(file, randomBytes).create('B1')).rejects.toThrow('32 bytes');
  });
});
