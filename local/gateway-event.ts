import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEvent, APIGatewayRequestAuthorizerEvent, Context } from 'aws-lambda';
import type { MatchedRoute } from './match-route.ts';

const accountId = '000000000000';
const stage = 'local';

/** The request in the form that API Gateway passes to an authoriser. */
export function authoriserEvent(request: IncomingMessage, matched: MatchedRoute): APIGatewayRequestAuthorizerEvent {
  const { body, isBase64Encoded, requestContext, ...event } = gatewayEvent(
    request,
    matched,
    Buffer.alloc(0),
    new Date(0),
  );
  return {
    ...event,
    type: 'REQUEST',
    methodArn: `arn:aws:execute-api:local:${accountId}:local/${stage}/${event.httpMethod}${event.path}`,
    requestContext: { ...requestContext, authorizer: undefined },
  };
}

/** The request in the form of API Gateway's REST proxy integration. */
export function gatewayEvent(
  request: IncomingMessage,
  { route, pathParameters }: MatchedRoute,
  body: Buffer,
  now: Date,
  authorizer?: APIGatewayProxyEvent['requestContext']['authorizer'],
): APIGatewayProxyEvent {
  const url = addressOf(request);
  const query = [...url.searchParams.entries()];
  const headers = Object.entries(request.headersDistinct).map(([name, values]) => [name, values ?? []] as const);
  const text = isUtf8(body);
  return {
    httpMethod: route.method,
    path: url.pathname,
    resource: route.path,
    pathParameters,
    queryStringParameters: query.length > 0 ? Object.fromEntries(query) : null,
    multiValueQueryStringParameters: query.length > 0 ? grouped(query) : null,
    headers: Object.fromEntries(headers.map(([name, values]) => [name, values.at(-1)])),
    multiValueHeaders: Object.fromEntries(headers.map(([name, values]) => [name, [...values]])),
    body: body.length === 0 ? null : body.toString(text ? 'utf8' : 'base64'),
    isBase64Encoded: !text,
    stageVariables: null,
    requestContext: {
      accountId,
      apiId: 'local',
      authorizer,
      protocol: 'HTTP/1.1',
      httpMethod: route.method,
      identity: identityOf(request),
      path: url.pathname,
      stage,
      requestId: randomUUID(),
      requestTimeEpoch: now.getTime(),
      resourceId: route.path,
      resourcePath: route.path,
    },
  };
}

/** What Lambda tells a function about its own run; nothing here times out. */
export const localContext = (functionName: string, awsRequestId: string): Context => ({
  functionName,
  awsRequestId,
  functionVersion: '$LATEST',
  invokedFunctionArn: `arn:aws:lambda:local:${accountId}:function:${functionName}`,
  memoryLimitInMB: '1024',
  logGroupName: 'local',
  logStreamName: 'local',
  callbackWaitsForEmptyEventLoop: false,
  getRemainingTimeInMillis: () => 900_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
});

/** The requested address; the host does not matter here. */
export const addressOf = (request: IncomingMessage): URL =>
  URL.parse(`http://localhost${request.url?.startsWith('/') ? request.url : '/'}`) ?? new URL('http://localhost/');

const grouped = (pairs: readonly (readonly [string, string])[]): Record<string, string[]> => {
  const groups: Record<string, string[]> = Object.create(null);
  for (const [name, value] of pairs) (groups[name] ??= []).push(value);
  return groups;
};

const identityOf = (request: IncomingMessage): APIGatewayProxyEvent['requestContext']['identity'] => ({
  accessKey: null,
  accountId: null,
  apiKey: null,
  apiKeyId: null,
  caller: null,
  clientCert: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
  user: null,
  userAgent: request.headers['user-agent'] ?? null,
  userArn: null,
});
