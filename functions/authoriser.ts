import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose';
import { AuthoriserEnvironment } from '../shared/platform/environment.ts';
import type { Clock } from '../shared/use-cases/ports/time.ts';
import { type Authoriser, type AuthoriserOptions, createAuthoriser } from './authoriser/authorise.ts';
import { rotatingKeys } from './authoriser/rotating-keys.ts';
import { logger } from './chain/logger.ts';
import { readEnvironment, systemClock } from './read-environment.ts';

function keysOf(read: AuthoriserEnvironment, clock: Clock): JWTVerifyGetKey {
  if (read.OIDC_JWKS) return createLocalJWKSet(read.OIDC_JWKS);
  if (!read.OIDC_JWKS_URL) throw new Error('no keys: set either OIDC_JWKS_URL or OIDC_JWKS');
  return rotatingKeys({
    url: new URL(read.OIDC_JWKS_URL),
    freshSeconds: read.OIDC_JWKS_FRESH_SECONDS,
    keptSeconds: read.OIDC_JWKS_KEPT_SECONDS,
    clock,
    onStale: (error, ageSeconds) => logger.warn('old keys in use', { error, ageSeconds }),
  });
}

/** What the environment says of the identity provider. */
export const authoriserOptions = (read: AuthoriserEnvironment, clock: Clock): AuthoriserOptions => ({
  keys: keysOf(read, clock),
  issuer: read.OIDC_ISSUER,
  audience: read.OIDC_AUDIENCE,
  algorithms: read.OIDC_ALGORITHMS,
  toleranceSeconds: read.OIDC_CLOCK_TOLERANCE_SECONDS,
  claims: {
    names: {
      name: read.OIDC_CLAIM_NAME,
      department: read.OIDC_CLAIM_DEPARTMENT,
      roles: read.OIDC_CLAIM_ROLES,
      inspectorId: read.OIDC_CLAIM_INSPECTOR,
    },
    values: { departments: read.OIDC_DEPARTMENTS, roles: read.OIDC_ROLES },
    secondFactor: { amr: read.OIDC_MFA_AMR, acr: read.OIDC_MFA_ACR },
  },
  clock,
  onRefusal: (refusal) => logger.warn('token refused', { ...refusal }),
});

let ready: Authoriser | undefined;

export const handler: Authoriser = (event) => {
  ready ??= createAuthoriser(authoriserOptions(readEnvironment(AuthoriserEnvironment), systemClock));
  return ready(event);
};
