import type { JWTPayload } from 'jose';
import { err, ok, type Result } from '../../shared/base/result.ts';

export interface TokenKindRefusal {
  readonly reason: 'no-access-token' | 'unknown-client';
  readonly claim: string;
}

/** RFC 9068 §2.1, and the general type that most providers write. */
const headerTypes = ['at+jwt', 'application/at+jwt', 'jwt'];
/** What only an ID token holds (OpenID Connect Core §3.3.2.11), a logout token, or a token bound to a key of its client. */
const foreignClaims = ['at_hash', 'c_hash', 's_hash', 'events', 'cnf'];

/**
 * Whether a verified token is an access token, issued to a client that may use this system. A provider signs ID,
 * refresh and logout tokens with the same key: the header's `typ` (RFC 9068) or the claim `typ` (Keycloak) tells them
 * apart. Where neither is written, a `nonce` or a client among the audience makes it an ID token (OpenID Connect Core §2).
 */
export function checkAccessToken(
  header: { readonly typ?: string | undefined },
  claims: JWTPayload,
  clients: readonly string[],
): Result<void, TokenKindRefusal> {
  const refuse = (claim: string) => err({ reason: 'no-access-token', claim } as const);
  if (header.typ !== undefined && !headerTypes.includes(header.typ.toLowerCase())) return refuse('typ');
  if (claims.typ !== undefined && claims.typ !== 'Bearer') return refuse('typ');
  const foreign = foreignClaims.find((claim) => claims[claim] !== undefined);
  if (foreign) return refuse(foreign);
  const isMarked = claims.typ === 'Bearer' || /at\+jwt$/i.test(header.typ ?? '');
  if (!isMarked && claims.nonce !== undefined) return refuse('nonce');
  if (!isMarked && [claims.aud].flat().some((party) => party === claims.azp)) return refuse('azp');
  const client = claims.azp ?? claims.client_id;
  const isKnown = clients.length === 0 || clients.some((known) => known === client);
  return isKnown ? ok(undefined) : err({ reason: 'unknown-client', claim: 'azp' });
}
