import type { Context } from 'aws-lambda';
import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose';
import { AuthoriserEnvironment } from '../shared/platform/environment.ts';
import { jobMetrics } from '../shared/platform/job-metrics.ts';
import type { Clock } from '../shared/use-cases/ports/time.ts';
import {
  type Authoriser,
  type AuthoriserEvent,
  type AuthoriserOptions,
  createAuthoriser,
  unauthorised,
} from './authoriser/authorise.ts';
import { givenKeys } from './authoriser/key-sets.ts';
import { rotatingKeys } from './authoriser/rotating-keys.ts';
import { figuresLine, type LineWriter, writeLine } from './chain/figures.ts';
import { logger } from './chain/logger.ts';
import { readEnvironment, systemClock } from './read-environment.ts';

function keysOf(read: AuthoriserEnvironment, clock: Clock, onFault: () => void): JWTVerifyGetKey {
  if (read.OIDC_JWKS) return givenKeys(createLocalJWKSet(read.OIDC_JWKS), read.OIDC_ALGORITHMS);
  if (!read.OIDC_JWKS_URL) throw new Error('no keys: set either OIDC_JWKS_URL or OIDC_JWKS');
  return rotatingKeys({
    url: new URL(read.OIDC_JWKS_URL),
    algorithms: read.OIDC_ALGORITHMS,
    freshSeconds: read.OIDC_JWKS_FRESH_SECONDS,
    keptSeconds: read.OIDC_JWKS_KEPT_SECONDS,
    clock,
    onStale: (error, ageSeconds) => {
      logger.warn('old keys in use', { error, ageSeconds });
      onFault();
    },
  });
}

/** What the environment says of the identity provider; `onFault` is told when its keys are missing and old ones do. */
export const authoriserOptions = (
  read: AuthoriserEnvironment,
  clock: Clock,
  onFault: () => void = () => undefined,
): AuthoriserOptions => ({
  keys: keysOf(read, clock, onFault),
  issuer: read.OIDC_ISSUER,
  audience: read.OIDC_AUDIENCE,
  clients: read.OIDC_CLIENTS,
  algorithms: read.OIDC_ALGORITHMS,
  toleranceSeconds: read.OIDC_CLOCK_TOLERANCE_SECONDS,
  longestSeconds: read.OIDC_LONGEST_SECONDS,
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

/**
 * The authoriser as Lambda runs it. Lambda counts a refused token as an error of the function, so that its own count says
 * nothing: what keeps everybody out is counted here, and rings.
 */
export function authoriserOnLambda(
  read: () => AuthoriserEnvironment,
  clock: Clock,
  write: LineWriter = writeLine,
): (event: AuthoriserEvent, context: Pick<Context, 'functionName'>) => ReturnType<Authoriser> {
  let ready: Authoriser | undefined;
  return async (event, { functionName }) => {
    const onFault = () => write(figuresLine(functionName, { [jobMetrics.providerFaults]: 1 }));
    try {
      ready ??= createAuthoriser(authoriserOptions(read(), clock, onFault));
      return await ready(event);
    } catch (error) {
      if (error instanceof Error && error.message === unauthorised) throw error;
      logger.error('nobody can be let in', { error });
      onFault();
      throw error;
    }
  };
}

export const handler = authoriserOnLambda(() => readEnvironment(AuthoriserEnvironment), systemClock);
