import { errors, importJWK, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import type { SigningAlgorithm } from '../../shared/platform/environment.ts';

/** The identity provider's keys, or its answer, are not what a token can be checked with: nobody's fault who calls. */
export class ProviderFault extends Error {
  override readonly name = 'ProviderFault';
}

/** A key set by which jose finds keys. */
export type KeySet = JWTVerifyGetKey & { readonly jwks: () => JSONWebKeySet | undefined };

/**
 * Refuses a key set in which no key can check a signature by one of the algorithms: empty, for encryption, of another
 * kind, or damaged.
 *
 * @throws ProviderFault
 */
export async function refuseUnusable(set: JSONWebKeySet, algorithms: readonly SigningAlgorithm[]): Promise<void> {
  for (const key of set.keys) {
    if (key.use !== undefined && key.use !== 'sig') continue;
    if (key.key_ops && !key.key_ops.includes('verify')) continue;
    const possible = algorithms.filter((algorithm) => key.alg === undefined || key.alg === algorithm);
    for (const algorithm of possible) if (await canBeRead(key, algorithm)) return;
  }
  throw new ProviderFault(`none of ${set.keys.length} keys can check a signature by ${algorithms.join(', ')}`);
}

const canBeRead = async (key: JSONWebKeySet['keys'][number], algorithm: SigningAlgorithm): Promise<boolean> =>
  importJWK(key, algorithm).then(
    () => true,
    () => false,
  );

/** A key set that came with the settings; whether it can be used is found out once, at the first token. */
export function givenKeys(set: KeySet, algorithms: readonly SigningAlgorithm[]): JWTVerifyGetKey {
  let usable: Promise<void> | undefined;
  return async (header, token) => {
    usable ??= refuseUnusable(set.jwks() ?? { keys: [] }, algorithms);
    await usable;
    return keyIn(set, header, token);
  };
}

/** `kid` is a hint that a provider may leave out (RFC 7517 §4.5): where no key bears one, a token's is passed over. */
export const keyIn = (set: KeySet, ...[header, token]: Parameters<JWTVerifyGetKey>): ReturnType<JWTVerifyGetKey> => {
  const named = set.jwks()?.keys.some(({ kid }) => kid !== undefined);
  return set(named ? header : { ...header, kid: undefined }, token);
};

/** What keeps a key from being given, other than that none or several fit the token, is the provider's fault. */
export const blamingProvider =
  (keys: JWTVerifyGetKey): JWTVerifyGetKey =>
  async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      if (error instanceof ProviderFault) throw error;
      throw new ProviderFault('the keys of the identity provider cannot be used', { cause: error });
    }
  };
