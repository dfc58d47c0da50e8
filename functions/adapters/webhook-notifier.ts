import type { DepartmentCode } from '../../shared/base/primitives.ts';
import type { Notifier } from '../../shared/use-cases/ports/notifier.ts';

export interface NoticeLog {
  info(message: string, facts: { readonly id: string; readonly department: DepartmentCode }): void;
}

/** Notices stay in the inbox; the log says that they were made. */
export const logNotifier = (log: NoticeLog): Notifier => ({
  async send({ id, department }) {
    log.info('notice', { id, department });
  },
});

/**
 * Hands each notice to one HTTPS address, e.g. the county's gateway to 政务钉钉, 企业微信 or SMS. Whatever is not
 * answered with success is thrown, so that it is sent again; the id in `Idempotency-Key` lets the receiver drop a repeat.
 */
export const webhookNotifier = (url: string, log: NoticeLog, timeoutMilliseconds = 5000): Notifier => ({
  async send(notice) {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      headers: { 'content-type': 'application/json; charset=utf-8', 'idempotency-key': notice.id },
      body: JSON.stringify(notice),
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`the webhook answered ${response.status} to notice ${notice.id}`);
    await logNotifier(log).send(notice);
  },
});
