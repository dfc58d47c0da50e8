import { EmulatorError } from '../local/emulator.ts';
import { StartError } from '../local/start-error.ts';
import { Unavailable } from '../shared/use-cases/ports/unavailable.ts';

/** The most frequent errors from AWS, or on the way to it, and their remedies. */
const remedies: readonly (readonly [said: RegExp, remedy: string])[] = [
  [/Region is missing/, '请用 --region 指明区域 (set the region with --region)'],
  [
    /^(CredentialsProvider|TokenProvider)Error/,
    '没有可用的 AWS 凭证，请登录或设置 AWS_PROFILE (no credentials: log in)',
  ],
  [
    /^(ExpiredToken|UnrecognizedClient|InvalidClientTokenId|InvalidSignature|SignatureDoesNotMatch)/,
    '凭证已失效，或不属于该分区的账号 (credentials have expired, or belong to another partition)',
  ],
  [/^AccessDenied/, '本人权限不足 (you lack a permission)'],
  [/^(ResourceNotFound|QueueDoesNotExist)/, '没有找到，请核对 --stage 与 --region (not found: check stage and region)'],
  [/ECONNREFUSED|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|^TimeoutError|certificate/, '无法连接 (cannot be reached)'],
];

/** Why a command could not be carried out, for its user: first the remedy, then the original message. */
export function reasonOf(error: unknown): string {
  if (error instanceof StartError) return `${error.message} ${error.remedy}`;
  if (error instanceof EmulatorError) return error.message;
  // What kept a service from answering says more than that it did not.
  const cause = error instanceof Unavailable && error.cause instanceof Error ? error.cause : error;
  const said = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  const remedy = remedies.find(([pattern]) => pattern.test(said))?.[1];
  return remedy === undefined ? said : `${remedy}\n  ${said}`;
}
