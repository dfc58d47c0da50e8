import * as z from 'zod';
import type { FailureKind } from '../../base/failures.ts';
import { DepartmentCode, LineText, LocalDate, LongText, PlainId, ShortText } from '../../base/primitives.ts';
import { ListEntry, ListingNotice, RemovalRequest } from '../../domain/credit/list-entry.ts';
import { actsOn, recordParams } from '../acts.ts';
import { ownAdmin, ownOfficers, ownOfficersAndOverseers } from '../policies.ts';
import { commitFailures, defineStep } from '../route.ts';
import { fieldsOf, listOf, PageQuery, pageOf, VersionFields } from '../schemas.ts';

const changeFailures = [
  ...commitFailures,
  'not-found',
  'foreign-department',
  'illegal-transition',
  'invalid-input',
  'not-ready',
  'same-person',
  'notice-missing',
  'contested',
  'too-early',
  'informant-exposed',
] as const satisfies readonly FailureKind[];

const ListEntryView = z.object({
  ...fieldsOf(ListEntry, [
    'id',
    'number',
    'list',
    'reason',
    'department',
    'followUpId',
    'resultId',
    'items',
    'object',
    'status',
    'suggestedOn',
    'outside',
    'notice',
    'contest',
    'decision',
    'removalRequest',
    'removal',
    'steps',
  ]),
  ...VersionFields,
});
const act = actsOn('/list-entries', ListEntryView, changeFailures);
const decided = { number: ShortText, on: LocalDate };

/** 名单条目 (R44): of the department that decides about it. What was proposed to it stands in the follow-up. */
export const listEntries = defineStep({
  summary: { zh: '名单条目', en: 'Entries of lists of dishonest or abnormal subjects' },
  uses: { workflow: 'write', results: 'write', registry: 'read', informants: 'read', audit: 'append', ops: 'write' },
  routes: {
    suggestListing: {
      method: 'POST',
      path: '/list-entries',
      summary: { zh: '登记列入建议', en: 'Enter what a follow-up in hand proposes to list' },
      access: ownOfficers,
      body: z.strictObject({ followUpId: PlainId, reason: ListEntry.shape.reason }),
      success: { status: 201, body: ListEntryView },
      failures: changeFailures,
      creates: true,
    },
    listListEntries: {
      method: 'GET',
      path: '/list-entries',
      summary: {
        zh: '待决定的或全部名单条目',
        en: 'Entries that wait for a decision, or all, by the day they were proposed',
      },
      access: ownOfficersAndOverseers,
      query: z.object({
        ...PageQuery.shape,
        /** `outside`: those that came by files. */
        view: z.enum(['open', 'all', 'outside']).default('open'),
        department: listOf(DepartmentCode).optional(),
      }),
      success: { status: 200, body: pageOf(ListEntryView) },
      failures: [],
      paged: true,
    },
    getListEntry: {
      method: 'GET',
      path: '/list-entries/{id}',
      summary: { zh: '查看名单条目', en: 'Show an entry of a list' },
      access: ownOfficersAndOverseers,
      params: recordParams,
      success: { status: 200, body: ListEntryView },
      failures: ['not-found'],
    },
    notifyListing: act(
      'notify',
      { zh: '登记列入前的书面告知', en: 'Record that the subject was told in writing before it is listed' },
      ownOfficers,
      ListingNotice,
    ),
    contestListing: act(
      'contest',
      { zh: '登记陈述异议', en: 'Record what the subject holds against being listed' },
      ownOfficers,
      z.strictObject({ text: LongText, on: LocalDate }),
    ),
    answerListing: act(
      'answer',
      { zh: '答复陈述异议', en: 'Answer what the subject holds against being listed' },
      ownOfficers,
      z.strictObject({ answer: LongText }),
    ),
    enterOnList: act('list', { zh: '列入名单', en: 'Decide to list the subject' }, ownAdmin, z.strictObject(decided)),
    dropListing: act(
      'drop',
      { zh: '不予列入', en: 'Decide not to list the subject, with the reason' },
      ownAdmin,
      z.strictObject({ ...decided, reason: LineText }),
    ),
    requestRemoval: act(
      'request-removal',
      { zh: '申请移出', en: 'Ask for the removal, with what was verified' },
      ownOfficers,
      RemovalRequest,
    ),
    requestRevocation: act(
      'request-revocation',
      {
        zh: '登记外部名单撤销列入的文书',
        en: 'Enter the document by which who decided elsewhere has revoked it',
      },
      ownOfficers,
      RemovalRequest,
    ),
    approveRemoval: act(
      'remove',
      { zh: '批准移出', en: 'Take the subject off the list; what led to it is public no longer from that night on' },
      ownAdmin,
      z.strictObject({ number: ShortText }),
    ),
    revokeListing: act(
      'revoke',
      { zh: '撤销列入', en: 'Revoke a decision to list that was wrong' },
      ownAdmin,
      z.strictObject({ number: ShortText, reason: LineText }),
    ),
  },
});
