import { operations } from '../shared/api/contract.ts';
import type { Principal } from '../shared/api/principal.ts';
import { isPolicy, type Route } from '../shared/api/route.ts';
import { type Role, roles } from '../shared/base/roles.ts';
import { departmentCodes } from '../shared/codes/departments.ts';

/** One direct call of a function, and a healthy function's response. */
export interface SmokeCall {
  readonly what: string;
  readonly functionName: string;
  readonly event: unknown;
  readonly healthy: (answer: unknown) => boolean;
}

/** A read that needs nothing but permission. */
export const isPlainRead = ({ method, access, params, query, success }: Route) =>
  method === 'GET' && access !== 'subject' && !params && !success.file && (!query || query.safeParse({}).success);

const answered200 = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && 'statusCode' in answer && answer.statusCode === 200;
const answered401 = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && 'statusCode' in answer && answer.statusCode === 401;
const refused = (answer: unknown): boolean => JSON.stringify(answer).includes('Unauthorized');

/**
 * One plain read of every step that has one, as API Gateway would send it, and a token that the authoriser must refuse.
 * The functions are called directly, so this works in China before the account has an ICP record.
 */
export function smokeCalls(functionOf: (name: string) => string): readonly SmokeCall[] {
  const reads = operations.filter(({ route }) => isPlainRead(route));
  const first = reads.filter(({ step }, index) => reads.findIndex((each) => each.step === step) === index);
  return [
    ...first.map(({ operation, step, route }) => ({
      what: operation,
      functionName: functionOf(step),
      event: requestOf(route),
      healthy: answered200,
    })),
    {
      what: 'a token that nobody signed is refused',
      functionName: functionOf('authoriser'),
      event: { type: 'TOKEN', authorizationToken: 'Bearer a.b.c', methodArn: 'smoke/v1/GET/' },
      healthy: refused,
    },
    {
      what: 'a bound code that nobody issued is refused',
      functionName: functionOf('subject'),
      event: gatewayEvent('/subject/results', { authorization: `Code ${'0'.repeat(56)}` }),
      healthy: answered401,
    },
  ];
}

function requestOf({ path, access }: Route): unknown {
  // One role is enough, and administrators may hold no other beside theirs.
  const asked = isPolicy(access)
    ? { principal: JSON.stringify(visitor(roles.filter((role) => access[role]).slice(0, 1))) }
    : undefined;
  return gatewayEvent(path, {}, asked);
}

const gatewayEvent = (path: string, headers: object, authorizer?: object) => ({
  httpMethod: 'GET',
  resource: path,
  path,
  headers,
  queryStringParameters: null,
  pathParameters: null,
  requestContext: { authorizer },
  body: null,
  isBase64Encoded: false,
});

const visitor = (held: Role[]): Principal => ({
  id: 'smoke',
  name: '连通检查',
  department: departmentCodes[0],
  roles: held,
  mfa: false,
});
