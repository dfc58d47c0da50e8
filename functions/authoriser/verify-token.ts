import { errors, type JWTVerifyGetKey, type JWTVerifyOptions, type JWTVerifyResult, jwtVerify } from 'jose';
import { blamingProvider, ProviderFault } from './key-sets.ts';

/**
 * A token that one of the keys has signed. Providers publish a key twice, two under one id, or several
 * without ids: then each that may have signed is tried.
 *
 * @throws JOSEError for what is wrong with the token, ProviderFault for what is wrong with the keys
 */
export async function verifiedToken(
  token: string,
  keys: JWTVerifyGetKey,
  options: JWTVerifyOptions,
): Promise<JWTVerifyResult> {
  try {
    return await jwtVerify(token, blamingProvider(keys), options);
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw blamed(error);
    return verifiedByOneOf(error, token, options);
  }
}

/** A key that cannot be read, or is too short, says nothing of those beside it. */
async function verifiedByOneOf(
  keys: errors.JWKSMultipleMatchingKeys,
  token: string,
  options: JWTVerifyOptions,
): Promise<JWTVerifyResult> {
  let failure: unknown = new ProviderFault('several keys fit and none of them can be read');
  for await (const key of keys) {
    try {
      return await jwtVerify(token, key, options);
    } catch (error) {
      const isOfThisKey = !(error instanceof errors.JOSEError) || isForgery(error);
      if (!isOfThisKey) throw error;
      if (!isForgery(failure)) failure = error;
    }
  }
  throw blamed(failure);
}

const isForgery = (error: unknown): boolean => error instanceof errors.JWSSignatureVerificationFailed;

/** Whatever is not about the token is about the key it was checked with, e.g. an RSA key that is too short. */
const blamed = (error: unknown): unknown =>
  error instanceof errors.JOSEError || error instanceof ProviderFault
    ? error
    : new ProviderFault('a key of the identity provider cannot be used', { cause: error });
