import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import * as z from 'zod';
import { readState, writeState } from './state-folder.ts';

const Kept = z
  .object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string(), d: z.string() })
  .optional();

export interface IssuerKey {
  readonly kid: string;
  readonly sign: Awaited<ReturnType<typeof importJWK>>;
  readonly published: JWK;
}

/** The development issuer's key: created once and kept, so that tokens survive a restart. */
export async function issuerKey(file: string): Promise<IssuerKey> {
  const kept = readState(file, Kept, undefined) ?? (await newKey(file));
  const kid = await calculateJwkThumbprint(kept);
  const { d, ...open } = kept;
  return { kid, sign: await importJWK(kept, 'ES256'), published: { ...open, kid, alg: 'ES256', use: 'sig' } };
}

async function newKey(file: string): Promise<NonNullable<z.infer<typeof Kept>>> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const key = Kept.unwrap().parse(await exportJWK(privateKey));
  writeState(file, key);
  return key;
}
