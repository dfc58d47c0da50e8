import { notices } from '../../shared/api/routes/notices.ts';
import { ok } from '../../shared/base/result.ts';
import { listNotices as list } from '../../shared/use-cases/notice/notices.ts';
import { operation } from '../http-handler.ts';
import { noticeView } from './notice-view.ts';

export const listNotices = operation(notices.routes.listNotices, async (deps, { query, actor, page }) => {
  const asked = { inboxes: query.inbox, unread: query.unread === 'true' };
  const found = await list(deps, asked, actor, page);
  return ok({ ...found, items: found.items.map(noticeView) });
});
