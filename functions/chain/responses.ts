import { createHash } from 'node:crypto';
import type { APIGatewayProxyResult } from 'aws-lambda';
import type { FileBody } from '../../shared/api/schemas.ts';
import { secureHeaders } from '../../shared/api/secure-headers.ts';

export type HttpAnswer = APIGatewayProxyResult & { headers: Record<string, string> };

export function json(statusCode: number, body: unknown, etag?: string): HttpAnswer {
  const headers = { ...secureHeaders, 'content-type': 'application/json; charset=utf-8', ...(etag && { etag }) };
  return { statusCode, headers, body: JSON.stringify(body) };
}

/** What the next change has to name: the record's version where there is one, else a digest of the content. */
export function versionTag(body: unknown): string {
  const version = body !== null && typeof body === 'object' && 'version' in body ? body.version : undefined;
  return typeof version === 'number' ? `"${version}"` : contentTag(body);
}

/** Of what is published: one version may be shown in other words later on. */
export const contentTag = (body: unknown): string =>
  `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 22)}"`;

/** Whether an If-None-Match header names the tag; proxies weaken tags and list several (RFC 9110 §13.1.2). */
export const isAmong = (header: string | undefined, etag: string): boolean =>
  (header ?? '').split(',').some((seen) => ['*', etag].includes(seen.trim().replace(/^W\//, '')));

/** Pages bring their scripts and styles with them and talk to this origin alone. */
const pagePolicy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

/** A file as API Gateway passes it: base64, shown in place or offered for download. */
export function file({ mediaType, fileName, policy = pagePolicy, bytes }: FileBody, isPublic: boolean): HttpAnswer {
  const headers = {
    ...secureHeaders,
    'content-type': mediaType,
    'content-security-policy': policy,
    ...(isPublic && { 'cache-control': 'public, max-age=300' }),
    ...(fileName && { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}` }),
  };
  return { statusCode: 200, headers, body: Buffer.from(bytes).toString('base64'), isBase64Encoded: true };
}
