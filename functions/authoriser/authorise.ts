import type {
  APIGatewayAuthorizerResult,
  APIGatewayRequestAuthorizerEvent,
  APIGatewayTokenAuthorizerEvent,
} from 'aws-lambda';
import { errors, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import type { Principal } from '../../shared/api/principal.ts';
import type { SigningAlgorithm } from '../../shared/platform/environment.ts';
import type { Clock } from '../../shared/use-cases/ports/time.ts';
import { checkAccessToken } from './access-token.ts';
import { type ClaimReading, principalOfClaims } from './principal-of-claims.ts';
import { verifiedToken } from './verify-token.ts';

export interface AuthoriserOptions {
  readonly keys: JWTVerifyGetKey;
  readonly issuer: string;
  readonly audience: string;
  /** Clients that a token may have been issued to; empty allows any. */
  readonly clients: readonly string[];
  readonly algorithms: readonly SigningAlgorithm[];
  /** How far the clocks of issuer and authoriser may differ, in seconds. */
  readonly toleranceSeconds: number;
  /** How far ahead of now a token may end, in seconds. */
  readonly longestSeconds: number;
  readonly claims: ClaimReading;
  readonly clock: Clock;
  /** Told why a token was refused, for whoever looks for it in the log; never told what the token says of a person. */
  readonly onRefusal?: (refusal: TokenRefusal) => void;
}

export interface TokenRefusal {
  readonly reason: string;
  readonly claim?: string | undefined;
}

export type AuthoriserEvent = APIGatewayTokenAuthorizerEvent | APIGatewayRequestAuthorizerEvent;
export type Authoriser = (event: AuthoriserEvent) => Promise<APIGatewayAuthorizerResult>;

/** API Gateway answers 401 to an authoriser that throws exactly this text, and 500 to any other. */
export const unauthorised = 'Unauthorized';

/**
 * The one gate of the internal API. Its verdict covers the whole stage, because API Gateway keeps it by token: what a
 * role may do is decided in the handlers' chain.
 */
export function createAuthoriser(options: AuthoriserOptions): Authoriser {
  return async (event) => {
    const token = bearerToken(event);
    const principal = token && (await principalOfToken(token, options));
    if (!principal) throw new Error(unauthorised);
    return allow(principal, event.methodArn);
  };
}

function bearerToken(event: AuthoriserEvent): string | undefined {
  const header = event.type === 'TOKEN' ? event.authorizationToken : authorizationHeader(event);
  return /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(header?.trim() ?? '')?.[1];
}

const authorizationHeader = ({ headers }: APIGatewayRequestAuthorizerEvent): string | undefined =>
  Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'authorization')?.[1];

async function principalOfToken(token: string, options: AuthoriserOptions): Promise<Principal | undefined> {
  const refuse = (refusal: TokenRefusal): undefined => {
    options.onRefusal?.(refusal);
    return undefined;
  };
  try {
    const { payload, protectedHeader } = await verifiedToken(token, options.keys, {
      issuer: options.issuer,
      audience: options.audience,
      algorithms: [...options.algorithms],
      clockTolerance: options.toleranceSeconds,
      currentDate: options.clock(),
      requiredClaims: ['sub', 'exp'],
    });
    if (endsTooLate(payload, options)) return refuse({ reason: 'ends-too-late', claim: 'exp' });
    const kind = checkAccessToken(protectedHeader, payload, options.clients);
    if (!kind.ok) return refuse(kind.error);

    const principal = principalOfClaims(payload, options.claims);
    if (!principal.ok) return refuse(principal.error);
    return principal.value;
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error;
    return refuse({ reason: error.code, ...(claimIn(error) && { claim: claimIn(error) }) });
  }
}

/** Which claim an expired, early or foreign token failed by. */
const claimIn = (error: errors.JOSEError): string | undefined =>
  error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired ? error.claim : undefined;

/** An end in milliseconds, or years ahead, is no end: a token that is lost would open everything for ever. */
const endsTooLate = (
  { exp = Number.POSITIVE_INFINITY }: JWTPayload,
  { clock, longestSeconds, toleranceSeconds }: AuthoriserOptions,
): boolean => exp > clock().getTime() / 1000 + longestSeconds + toleranceSeconds;

function allow(principal: Principal, methodArn: string): APIGatewayAuthorizerResult {
  const [arn, stage] = methodArn.split('/');
  return {
    principalId: principal.id,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: `${arn}/${stage}/*` }],
    },
    context: { principal: JSON.stringify(principal) },
  };
}
