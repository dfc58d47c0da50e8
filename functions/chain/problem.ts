import { problemOf } from '../../shared/api/problems.ts';
import { secureHeaders } from '../../shared/api/secure-headers.ts';
import type { Failure } from '../../shared/base/failures.ts';
import type { HttpAnswer } from './responses.ts';

/** The problem document (RFC 9457) of a failure; one that says when to come again also says so in `Retry-After`. */
export function problem(failure: Failure): HttpAnswer {
  const body = problemOf(failure);
  const headers = {
    ...secureHeaders,
    'content-type': 'application/problem+json; charset=utf-8',
    ...('retryAfterSeconds' in failure && { 'retry-after': String(failure.retryAfterSeconds) }),
  };
  return { statusCode: body.status, headers, body: JSON.stringify(body) };
}
