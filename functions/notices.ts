import { noticeHead, notices, noticeView } from '../shared/api/routes/notices.ts';
import { shown } from '../shared/api/schemas.ts';
import { ok } from '../shared/base/result.ts';
import { findNotice, listNotices, readNotice } from '../shared/use-cases/notice/notices.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

export const createHandler = stepHandler(notices, {
  listNotices: async (deps, { query, actor, page }) => {
    const asked = { inboxes: query.inbox, unread: query.unread === 'true' };
    const found = await listNotices(deps, asked, actor, page);
    return ok({ ...found, items: found.items.map((notice) => noticeHead(notice, actor)) });
  },
  getNotice: async (deps, { params, actor }) =>
    shown(await findNotice(deps, params.id, actor), (notice) => noticeView(notice, actor)),
  readNotice: async (deps, { params, actor, now }) =>
    shown(await readNotice(deps, params.id, actor, now), (notice) => noticeView(notice, actor)),
});

export const handler = onLambda(createHandler, loadDependencies);
