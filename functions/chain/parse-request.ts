import { createHash } from 'node:crypto';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import type * as z from 'zod';
import type { Principal } from '../../shared/api/principal.ts';
import type { Route } from '../../shared/api/route.ts';
import type { Failure, FieldError } from '../../shared/base/failures.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';

const bodyLimit = 1024 * 1024;

type ParseFailure = Failure<
  | 'invalid-input'
  | 'malformed-json'
  | 'unsupported-media-type'
  | 'body-too-large'
  | 'version-required'
  | 'idempotency-key-required'
>;

/** For whom a repeated request is the same one: a person who changes the department begins anew. */
export type Caller = Pick<Principal, 'id' | 'department'>;

export interface ParsedRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly version: number | undefined;
  readonly newId: string | undefined;
}

export const headerOf = (event: APIGatewayProxyEvent, name: string): string | undefined =>
  Object.entries(event.headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];

export const isIdempotencyKey = (key: string | undefined): key is string => /^[0-9A-Za-z-]{8,64}$/.test(key ?? '');

/** Reads path, query, body and the two headers by the route's schemas; answers every field error at once. */
export function parseRequest(
  operation: string,
  route: Route,
  event: APIGatewayProxyEvent,
  caller: Caller | undefined,
): Result<ParsedRequest, ParseFailure> {
  const body = readBody(route, event);
  if (!body.ok) return body;

  const version = route.ifMatch ? readVersion(headerOf(event, 'if-match')) : undefined;
  if (route.ifMatch && version === undefined) return err({ kind: 'version-required' });

  const key = headerOf(event, 'idempotency-key');
  if (route.creates && !isIdempotencyKey(key)) return err({ kind: 'idempotency-key-required' });

  const errors: FieldError[] = [];
  const read = (where: string, schema: z.ZodType | undefined, input: unknown): unknown => {
    if (!schema) return undefined;
    const parsed = schema.safeParse(input);
    if (parsed.success) return parsed.data;
    errors.push(...parsed.error.issues.map((issue) => fieldError(where, issue)));
    return undefined;
  };
  const params = read('path', route.params, event.pathParameters ?? {});
  const asked = event.queryStringParameters ?? {};
  errors.push(...unknownNames(route.query, asked));
  const query = read('query', route.query, asked);
  const parsedBody = read('body', route.body, body.value);
  if (errors.length > 0) return err({ kind: 'invalid-input', errors: errors.slice(0, 100) });

  return ok({ params, query, body: parsedBody, version, newId: route.creates && newId(caller, operation, key ?? '') });
}

/** A misspelt filter would be answered with everything. */
const unknownNames = (schema: z.ZodObject | undefined, asked: object): FieldError[] =>
  schema
    ? Object.keys(asked)
        .filter((name) => !Object.hasOwn(schema.shape, name))
        .map((name) => ({ path: `query.${name}`, message: '没有这个查询参数' }))
    : [];

function readBody(route: Route, event: APIGatewayProxyEvent): Result<unknown, ParseFailure> {
  if (!route.body) return ok(undefined);
  const type = headerOf(event, 'content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type))
    return err({ kind: 'unsupported-media-type', expected: 'application/json' });
  const text = event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString('utf8') : (event.body ?? '');
  if (Buffer.byteLength(text) > bodyLimit) return err({ kind: 'body-too-large', limitBytes: bodyLimit });
  try {
    return ok(JSON.parse(text));
  } catch {
    return err({ kind: 'malformed-json' });
  }
}

/** `"3"` as our ETags write it; `W/` and a bare number are tolerated. */
const readVersion = (header: string | undefined): number | undefined => {
  const digits = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header?.trim() ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
};

const fieldError = (where: string, issue: z.core.$ZodIssue): FieldError => ({
  path: [where, ...issue.path.map(String)].join('.'),
  message: issue.message,
});

/** Made of who asks for what under which key, so a repeated request creates the same record and never a second one. */
const newId = (caller: Caller | undefined, operation: string, key: string): string =>
  createHash('sha256')
    .update(JSON.stringify([caller?.id ?? '', caller?.department ?? '', operation, key]))
    .digest('hex')
    .slice(0, 24);
