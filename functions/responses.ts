import { createHash } from 'node:crypto';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { problemOf } from '../shared/api/problems.ts';
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
