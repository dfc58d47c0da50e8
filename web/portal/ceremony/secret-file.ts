import { commitmentOf } from '../../../shared/draw/ceremony.ts';

/*
 * The secret of a party, kept by an official between commitment and reveal: a file that only its passphrase opens. Made,
 * sealed and opened in the browser; neither secret nor passphrase is sent anywhere before the reveal.
 */

const kind = 'suiji-ceremony-secret/1';
/** OWASP Password Storage Cheat Sheet: PBKDF2 with HMAC-SHA-256. */
const iterations = 600_000;
export const shortestPassphrase = 12;

export interface SecretFile {
  readonly kind: typeof kind;
  /** The number of the draw. */
  readonly batch: string;
  /** `H(secret)`, as it is committed to. */
  readonly commitment: string;
  readonly madeAt: string;
  readonly iterations: number;
  /** Of the key derivation and of AES-256-GCM, in hex, as is what is sealed. */
  readonly salt: string;
  readonly iv: string;
  readonly sealed: string;
}

/** Why a file cannot be opened. */
export type OpenFault = 'not-a-secret-file' | 'wrong-passphrase';

const hexOf = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const bytesOf = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: hex.length / 2 }, (_, at) => Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16));
const encode = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(new TextEncoder().encode(text));

/** A new secret of 256 bits, 64 lowercase hex characters. */
export const newSecret = (): string => hexOf(crypto.getRandomValues(new Uint8Array(32)));

async function keyOf(passphrase: string, salt: Uint8Array<ArrayBuffer>, rounds: number): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', encode(passphrase.normalize('NFC')), 'PBKDF2', false, [
    'deriveKey',
  ]);
  const derivation = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds };
  return crypto.subtle.deriveKey(derivation, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** The batch and the commitment are bound to what is sealed: a file with another of either does not open. */
const boundTo = ({ batch, commitment }: Pick<SecretFile, 'batch' | 'commitment'>) =>
  encode(`${kind}\n${batch}\n${commitment}`);

/** Seals a secret under a passphrase. */
export async function sealSecret(
  secret: string,
  batch: string,
  passphrase: string,
  now: Date,
  rounds = iterations,
): Promise<SecretFile> {
  const commitment = commitmentOf(secret);
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await keyOf(passphrase, salt, rounds);
  const cipher = { name: 'AES-GCM', iv, additionalData: boundTo({ batch, commitment }) };
  const sealed = hexOf(new Uint8Array(await crypto.subtle.encrypt(cipher, key, encode(secret))));
  const made = { kind, batch, commitment, madeAt: now.toISOString(), iterations: rounds } as const;
  return { ...made, salt: hexOf(salt), iv: hexOf(iv), sealed };
}

const hex = /^(?:[0-9a-f]{2})+$/;

function isSecretFile(value: unknown): value is SecretFile {
  if (typeof value !== 'object' || value === null) return false;
  const file = value as Record<string, unknown>;
  const texts = [file['commitment'], file['salt'], file['iv'], file['sealed']];
  const rounds = file['iterations'];
  return (
    file['kind'] === kind &&
    typeof file['batch'] === 'string' &&
    texts.every((text) => typeof text === 'string' && hex.test(text)) &&
    // A file from elsewhere must not keep the browser busy for hours.
    typeof rounds === 'number' &&
    Number.isInteger(rounds) &&
    rounds >= 1 &&
    rounds <= 10_000_000
  );
}

/** The secret in a file, if the passphrase is right and the file is whole. */
export async function openSecret(
  text: string,
  passphrase: string,
): Promise<{ readonly secret: string; readonly batch: string; readonly commitment: string } | OpenFault> {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return 'not-a-secret-file';
  }
  if (!isSecretFile(file)) return 'not-a-secret-file';
  const { batch, commitment } = file;
  try {
    const key = await keyOf(passphrase, bytesOf(file.salt), file.iterations);
    const cipher = { name: 'AES-GCM', iv: bytesOf(file.iv), additionalData: boundTo(file) };
    const opened = await crypto.subtle.decrypt(cipher, key, bytesOf(file.sealed));
    const secret = new TextDecoder().decode(opened);
    return commitmentOf(secret) === commitment ? { secret, batch, commitment } : 'wrong-passphrase';
  } catch {
    // AES-GCM does not tell a wrong key from a changed file.
    return 'wrong-passphrase';
  }
}
