import { createHash } from 'node:crypto';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { problemOf } from '../shared/api/problems.ts';
import type { FileBody } from '../shared/api/schemas.ts';
import type { Failure } from '../shared/failures.ts';

export type HttpAnswer = APIGatewayProxyResult & { headers: Record<string, string> };

const secure = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' };

export function json(statusCode: number, body: unknown, etag?: string): HttpAnswer {
  const headers = { ...secure, 'content-type': 'application/json; charset=utf-8', ...(etag && { etag }) };
  return { statusCode, headers, body: JSON.stringify(body) };
}

export function problem(failure: Failure): HttpAnswer {
  const body = problemOf(failure);
  const headers = { ...secure, 'content-type': 'application/problem+json; charset=utf-8' };
  return { statusCode: body.status, headers, body: JSON.stringify(body) };
}

/** The record's version where there is one, else a digest of the content. */
export function etagOf(body: unknown): string {
  const version = body !== null && typeof body === 'object' && 'version' in body ? body.version : undefined;
  if (typeof version === 'number') return `"${version}"`;
  return `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 22)}"`;
}

/** Pages bring their scripts and styles with them and talk to this origin alone. */
const pagePolicy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

/** A file as API Gateway passes it: base64, shown in place or offered for download. */
export function file({ mediaType, fileName, bytes }: FileBody, isPublic: boolean): HttpAnswer {
  const headers = {
    ...secure,
    'content-type': mediaType,
    'content-security-policy': pagePolicy,
    ...(isPublic && { 'cache-control': 'public, max-age=300' }),
    ...(fileName && { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}` }),
  };
  return { statusCode: 200, headers, body: Buffer.from(bytes).toString('base64'), isBase64Encoded: true };
}
