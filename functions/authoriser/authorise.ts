import type {
  APIGatewayAuthorizerResult,
  APIGatewayRequestAuthorizerEvent,
  APIGatewayTokenAuthorizerEvent,
} from 'aws-lambda';
import { errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Principal } from '../../shared/api/principal.ts';
import type { SigningAlgorithm } from '../../shared/environment.ts';
import type { Clock } from '../../shared/use-cases/ports.ts';
import { type ClaimNames, principalOfClaims, type SecondFactor } from './principal-of-claims.ts';

export interface AuthoriserOptions {
  readonly keys: JWTVerifyGetKey;
  readonly issuer: string;
  readonly audience: string;
  readonly algorithms: readonly SigningAlgorithm[];
  /** How far the clocks of issuer and authoriser may differ, in seconds. */
  readonly toleranceSeconds: number;
  readonly claims: ClaimNames;
  readonly secondFactor: SecondFactor;
  readonly clock: Clock;
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
  try {
    const { payload } = await jwtVerify(token, options.keys, {
      issuer: options.issuer,
      audience: options.audience,
      algorithms: [...options.algorithms],
      clockTolerance: options.toleranceSeconds,
      currentDate: options.clock(),
      requiredClaims: ['sub', 'exp'],
    });
    return principalOfClaims(payload, options.claims, options.secondFactor);
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

/** A key set that cannot be fetched or read is our outage, not the caller's fault. */
const isRefusal = (error: unknown): boolean =>
  error instanceof errors.JOSEError &&
  !(error instanceof errors.JWKSTimeout) &&
  !(error instanceof errors.JWKSInvalid) &&
  !(error.code === 'ERR_JOSE_GENERIC');

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
