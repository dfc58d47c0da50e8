import { notices } from '../../shared/api/routes/notices.ts';
import { ok } from '../../shared/base/result.ts';
import { readNotice as read } from '../../shared/use-cases/notice/notices.ts';
import { operation } from '../http-handler.ts';
import { noticeView } from './notice-view.ts';

export const readNotice = operation(notices.routes.readNotice, async (deps, { params, actor, now }) => {
  const notice = await read(deps, params.id, actor, now);
  return notice.ok ? ok(noticeView(notice.value)) : notice;
});
