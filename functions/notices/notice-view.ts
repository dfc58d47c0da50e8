import { noticeTitles } from '../../shared/domain/deadline-notices.ts';
import { inboxOf, type Notice } from '../../shared/domain/notice.ts';
import type { Stored } from '../../shared/use-cases/ports.ts';

/** A notice as its reader sees it. */
export const noticeView = ({ value, meta }: Stored<Notice>) => ({
  ...value,
  inbox: inboxOf(value),
  title: noticeTitles[value.kind],
  version: meta.version,
  updatedAt: meta.updatedAt,
});
