import * as z from 'zod';
import { PlainId } from '../../base/primitives.ts';
import { departmentCodes } from '../../codes/departments.ts';
import { Notice, officeInbox } from '../../domain/notice/notice.ts';
import { type Access, commitFailures, defineStep } from '../route.ts';
import { listOf, PageQuery, pageOf, VersionFields } from '../schemas.ts';

const Inbox = z.enum([officeInbox, ...departmentCodes]);
const { claimedAt: _, ...shown } = Notice.shape;
const NoticeView = z.object({ ...shown, inbox: Inbox, title: z.string(), ...VersionFields });

/** A department reads its own inbox; the joint meeting's office and the county government read theirs and look into all. */
const readInbox: Exclude<Access, 'public'> = {
  'department-admin': 'own',
  officer: 'own',
  inspector: 'own',
  office: 'any',
  supervisor: 'any',
};

/** 提醒: what is due soon or overdue, in the inbox of whoever has to act. */
export const notices = defineStep({
  summary: { zh: '提醒', en: 'Inbox of reminders' },
  uses: { workflow: 'write', audit: 'append' },
  routes: {
    listNotices: {
      method: 'GET',
      path: '/notices',
      summary: { zh: '查询收件箱（缺省为本人的收件箱）', en: 'List an inbox, the newest first; by default the own' },
      access: readInbox,
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
      access: readInbox,
      params: z.object({ id: PlainId }),
      success: { status: 200, body: NoticeView },
      failures: [...commitFailures, 'not-found', 'foreign-department'],
    },
  },
});
