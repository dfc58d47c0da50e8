import * as z from 'zod';
import { PlainId } from '../../base/primitives.ts';
import { departmentCodes } from '../../codes/departments.ts';
import { inboxOf, officeInbox } from '../../domain/notice/inbox.ts';
import { Notice } from '../../domain/notice/notice.ts';
import { todoKindCodes, todoKinds } from '../../domain/todo/todo.ts';
import type { Actor } from '../../use-cases/actor.ts';
import { noticeTitles } from '../../use-cases/deadline/reminder-notices.ts';
import type { Stored } from '../../use-cases/ports/records.ts';
import { ownStaffOfficeOrGovernment } from '../policies.ts';
import { commitFailures, defineStep } from '../route.ts';
import { fieldsOf, listOf, PageQuery, pageOf, VersionFields, versioned } from '../schemas.ts';

/** An inbox by its department, `office`, or `inspector:` and the inspector's id. */
const Inbox = z.union([
  z.enum([officeInbox, ...departmentCodes]),
  z.templateLiteral(['inspector:', z.string().regex(/^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/)]),
]);
/** What a notice asks for: the kind under which it waits in the to-do list, and the operation with the ids to call it with. */
const Asked = z.object({
  todo: z.enum(todoKindCodes),
  operation: z.string(),
  ids: z.record(z.string(), PlainId),
});
const asked = ({ asks }: Notice): z.infer<typeof Asked> | undefined => {
  const todo = todoKindCodes.find((code) => code === asks?.todo);
  return asks && todo && { todo, operation: todoKinds[todo].operation, ids: { ...asks.ids } };
};

const NoticeHead = z.object({
  ...fieldsOf(Notice, [
    'id',
    'department',
    'inspectorId',
    'kind',
    'day',
    'resultId',
    'leadId',
    'followUpId',
    'text',
    'createdAt',
    'delivery',
    'readBy',
  ]),
  asks: Asked.optional(),
  /** Of a digest: how many reminders it holds. */
  entryCount: z.int().optional(),
  /** Whether the caller has marked it as read. */
  read: z.boolean(),
  inbox: z.string(),
  title: z.string(),
  ...VersionFields,
});
/** A notice as lists show it: digests in full could be larger than an answer may be. */
export const noticeHead = (notice: Stored<Notice>, reader: Pick<Actor, 'id'>) => {
  const { entries, more = 0, readBy, kind } = notice.value;
  return {
    ...versioned(notice),
    asks: asked(notice.value),
    ...(entries && { entryCount: entries.length + more }),
    read: readBy?.includes(reader.id) ?? false,
    inbox: inboxOf(notice.value),
    title: noticeTitles[kind],
  };
};
const NoticeView = z.object({ ...NoticeHead.shape, ...fieldsOf(Notice, ['entries', 'more']) });
/** A notice with everything in it. */
export const noticeView = (notice: Stored<Notice>, reader: Pick<Actor, 'id'>) => ({
  ...noticeHead(notice, reader),
  entries: notice.value.entries,
  more: notice.value.more,
});

/**
 * 提醒: what is due soon or overdue, in the inbox of whoever has to act. Officials read their department's inbox,
 * inspectors their own; the joint meeting's office and the county government read theirs and look into all. Each person
 * marks what they have read.
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
      success: { status: 200, body: pageOf(NoticeHead) },
      failures: [],
      paged: true,
    },
    getNotice: {
      method: 'GET',
      path: '/notices/{id}',
      summary: { zh: '查看提醒及其明细', en: 'Show a notice with all that it tells of' },
      access: ownStaffOfficeOrGovernment,
      params: z.object({ id: PlainId }),
      success: { status: 200, body: NoticeView },
      failures: ['not-found', 'foreign-department'],
    },
    readNotice: {
      method: 'POST',
      path: '/notices/{id}/read',
      summary: { zh: '标为本人已读', en: 'Mark a notice as read by oneself' },
      access: ownStaffOfficeOrGovernment,
      params: z.object({ id: PlainId }),
      success: { status: 200, body: NoticeView },
      failures: [...commitFailures, 'not-found', 'foreign-department'],
    },
  },
});
