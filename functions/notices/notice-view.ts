import { inboxOf, type Notice } from '../../shared/domain/notice/notice.ts';
import { noticeTitles } from '../../shared/use-cases/deadline/reminder-notices.ts';
import type { Stored } from '../../shared/use-cases/ports/records.ts';

/** A notice as its reader sees it. */
export const noticeView = ({ value, meta }: Stored<Notice>) => ({
  ...value,
  inbox: inboxOf(value),
  title: noticeTitles[value.kind],
  version: meta.version,
  updatedAt: meta.updatedAt,
});
