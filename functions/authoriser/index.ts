import { createLocalJWKSet, createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import * as z from 'zod';
import { AuthoriserEnvironment } from '../../shared/environment.ts';
import { readEnvironment, systemClock } from '../read-environment.ts';
import { type Authoriser, type AuthoriserOptions, createAuthoriser } from './authorise.ts';

const JsonWebKeySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).min(1) });

/** Keys are fetched once and again only for a key id that is not known yet. */
function keysOf({ OIDC_JWKS, OIDC_JWKS_URL }: AuthoriserEnvironment): JWTVerifyGetKey {
  if (OIDC_JWKS) return createLocalJWKSet(JsonWebKeySet.parse(JSON.parse(OIDC_JWKS)));
  return createRemoteJWKSet(new URL(z.string().parse(OIDC_JWKS_URL)), {
    timeoutDuration: 3000,
    cooldownDuration: 30_000,
  });
}

/** What the environment says of the identity provider. */
export const authoriserOptions = (read: AuthoriserEnvironment): Omit<AuthoriserOptions, 'clock'> => ({
  keys: keysOf(read),
  issuer: read.OIDC_ISSUER,
  audience: read.OIDC_AUDIENCE,
  algorithms: read.OIDC_ALGORITHMS,
  toleranceSeconds: read.OIDC_CLOCK_TOLERANCE_SECONDS,
  claims: {
    name: read.OIDC_CLAIM_NAME,
    department: read.OIDC_CLAIM_DEPARTMENT,
    roles: read.OIDC_CLAIM_ROLES,
    inspectorId: read.OIDC_CLAIM_INSPECTOR,
  },
  secondFactor: { amr: read.OIDC_MFA_AMR, acr: read.OIDC_MFA_ACR },
});

let ready: Authoriser | undefined;

export const handler: Authoriser = (event) => {
  ready ??= createAuthoriser({ ...authoriserOptions(readEnvironment(AuthoriserEnvironment)), clock: systemClock });
  return ready(event);
};
