import { ResponseType } from 'aws-cdk-lib/aws-apigateway';
import { type Problem, problemOf, statusOf } from '../shared/api/problems.ts';
import type { FailureKind } from '../shared/base/failures.ts';

/** What the firewall answers in place of the gateway. */
export const blocked = problemOf({ kind: 'request-blocked' });
export const tooMany = problemOf({ kind: 'too-many-requests' });

const unauthenticated = problemOf({ kind: 'unauthenticated' });
const outage = problemOf({ kind: 'internal-error' });

/** The gateway cannot fill in the facts that a function would name. */
const worded = (kind: FailureKind, title: string, detail: string): Problem => ({
  type: 'about:blank',
  kind,
  status: statusOf(kind),
  title,
  detail,
});
const unknown = worded('operation-not-found', '没有此接口', '请核对地址和请求方法。');

/** What API Gateway answers before or in place of a function, in the words the functions use. */
export const gatewayProblems: readonly (readonly [ResponseType, Problem])[] = [
  [ResponseType.UNAUTHORIZED, unauthenticated],
  [ResponseType.EXPIRED_TOKEN, unauthenticated],
  [ResponseType.ACCESS_DENIED, worded('forbidden', '没有权限', '您的账号不能访问此接口。')],
  // The gateway's name for a path or method that it does not know.
  [ResponseType.MISSING_AUTHENTICATION_TOKEN, unknown],
  [ResponseType.RESOURCE_NOT_FOUND, unknown],
  [ResponseType.REQUEST_TOO_LARGE, worded('body-too-large', '请求过大', '请求正文超过网关允许的大小。')],
  [
    ResponseType.UNSUPPORTED_MEDIA_TYPE,
    worded('unsupported-media-type', '不支持的内容类型', '请求正文应为 application/json。'),
  ],
  [ResponseType.THROTTLED, tooMany],
  [ResponseType.QUOTA_EXCEEDED, tooMany],
  [ResponseType.WAF_FILTERED, blocked],
  [ResponseType.INTEGRATION_TIMEOUT, { ...outage, status: 504, title: '办理超时' }],
  [ResponseType.DEFAULT_4XX, worded('invalid-input', '请求有误', '请求不符合接口要求。')],
  [ResponseType.DEFAULT_5XX, outage],
];
