import * as z from 'zod';
import { PlainId } from '../../base/primitives.ts';
import { departmentCodes } from '../../codes/departments.ts';
import { inboxOf, Notice, officeInbox } from '../../domain/notice/notice.ts';
import { noticeTitles } from '../../use-cases/deadline/reminder-notices.ts';
import type { Stored } from '../../use-cases/ports/records.ts';
import { ownStaffOfficeOrGovernment } from '../policies.ts';
import { commitFailures, defineStep } from '../route.ts';
import { fieldsOf, listOf, PageQuery, pageOf, VersionFields, versioned } from '../schemas.ts';

const Inbox = z.enum([officeInbox, ...departmentCodes]);
const NoticeView = z.object({
  ...fieldsOf(Notice, [
    'id',
    'department',
    'kind',
    'day',
    'resultId',
    'text',
    'createdAt',
    'delivery',
    'read',
    'readBy',
    'readAt',
  ]),
  inbox: Inbox,
  title: z.string(),
  ...VersionFields,
});
/** A notice as its reader sees it. */
export const noticeView = (notice: Stored<Notice>) => ({
  ...versioned(notice),
  inbox: inboxOf(notice.value),
  title: noticeTitles[notice.value.kind],
});

/**
 * 提醒: what is due soon or overdue, in the inbox of whoever has to act. A department reads its own inbox; the joint
 * meeting's office and the county government read theirs and look into all.
 */
export const notices = defineStep({
  summary: { zh: '提醒', en: 'Inbox of reminders' },
  uses: { workflow: 'write', audit: 'append' },
  routes: {
    listNotices: {
      method: 'GET',
      path: '/notices',
      summary: { zh: '查询收件箱（缺省为本人的收件箱）', en: 'List an inbox, the newest first; by default the own' },
      access: ownStaffOfficeOrGovernment,
      query: z.object({
        ...PageQuery.shape,
        inbox: listOf(Inbox).optional(),
        unread: z.literal('true').optional(),
      }),
      success: { status: 200, body: pageOf(NoticeView) },
      failures: [],
      paged: true,
    },
    readNotice: {
      method: 'POST',
      path: '/notices/{id}/read',
      summary: { zh: '标为已读', en: 'Mark a notice as read; the first reader is kept' },
      access: ownStaffOfficeOrGovernment,
      params: z.object({ id: PlainId }),
      success: { status: 200, body: NoticeView },
      failures: [...commitFailures, 'not-found', 'foreign-department'],
    },
  },
});
