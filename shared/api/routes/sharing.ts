import * as z from 'zod';
import type { FailureKind } from '../../base/failures.ts';
import { DepartmentCode, LineText, LongText } from '../../base/primitives.ts';
import { shareAttributeCodes } from '../../codes/sharing.ts';
import { ShareEntry, ShareEntryContent } from '../../domain/sharing/share-entry.ts';
import { ShareRequest } from '../../domain/sharing/share-request.ts';
import { shareRequestStatuses } from '../../domain/sharing/states.ts';
import { actsOn, bare, recordParams } from '../acts.ts';
import {
  allStaffAndOverseers,
  officeOrGovernment,
  ownAdmin,
  ownOfficers,
  ownOfficersAndOverseers,
} from '../policies.ts';
import { commitFailures, defineStep } from '../route.ts';
import { fieldsOf, listOf, PageQuery, pageOf, VersionFields } from '../schemas.ts';
import { dataCheckRoutes } from './data-check-routes.ts';
import { shareUseRoutes } from './share-use-routes.ts';

const Reason = z.strictObject({ reason: LineText });

const EntryView = z.object({
  ...fieldsOf(ShareEntry, [
    'id',
    'title',
    'fields',
    'attribute',
    'condition',
    'basis',
    'cycle',
    'holder',
    'status',
    'changedBy',
    'changedAt',
  ]),
  ...VersionFields,
});
const RequestView = z.object({
  ...fieldsOf(ShareRequest, [
    'id',
    'entryId',
    'title',
    'holder',
    'asker',
    'purpose',
    'legalDuty',
    'fields',
    'from',
    'to',
    'filedBy',
    'filedOn',
    'atOnce',
    'status',
    'extension',
    'answeredBy',
    'answeredOn',
    'basis',
    'reason',
    'openedOn',
    'due',
  ]),
  ...VersionFields,
});
const { entryId, purpose, legalDuty, fields, from, to } = ShareRequest.shape;

const entryFailures = [
  ...commitFailures,
  'not-found',
  'foreign-department',
  'invalid-input',
  'basis-required',
] as const satisfies readonly FailureKind[];
const requestFailures = [
  ...commitFailures,
  'not-found',
  'foreign-department',
  'illegal-transition',
  'invalid-input',
  'not-ready',
  'same-person',
] as const satisfies readonly FailureKind[];

const act = actsOn('/share-requests', RequestView, requestFailures);

/**
 * 政务数据共享: what each department holds and under which condition others get it, who has asked for what, has read it, and
 * doubts it.
 */
export const sharing = defineStep({
  summary: { zh: '数据共享', en: 'Sharing between departments' },
  uses: { workflow: 'write', results: 'read', informants: 'read', audit: 'append', ops: 'write' },
  routes: {
    ...shareUseRoutes,
    ...dataCheckRoutes,
    listShareCatalogue: {
      method: 'GET',
      path: '/share-entries',
      summary: { zh: '查询共享目录', en: 'The catalogue of what departments share' },
      access: allStaffAndOverseers,
      query: z.object({
        ...PageQuery.shape,
        holder: listOf(DepartmentCode).optional(),
        attribute: z.enum(shareAttributeCodes).optional(),
      }),
      success: { status: 200, body: pageOf(EntryView) },
      failures: [],
      paged: true,
    },
    createShareEntry: {
      method: 'POST',
      path: '/share-entries',
      summary: { zh: '列入共享目录', en: 'List what the own department holds' },
      access: ownOfficers,
      body: ShareEntryContent,
      success: { status: 201, body: EntryView },
      failures: entryFailures,
      creates: true,
    },
    updateShareEntry: {
      method: 'PUT',
      path: '/share-entries/{id}',
      summary: { zh: '更新共享目录条目', en: 'Write an entry of the catalogue anew' },
      access: ownOfficers,
      params: recordParams,
      body: ShareEntryContent,
      success: { status: 200, body: EntryView },
      failures: entryFailures,
      ifMatch: true,
    },
    removeShareEntry: {
      method: 'POST',
      path: '/share-entries/{id}/remove',
      summary: { zh: '移出共享目录', en: 'Take an entry out of the catalogue' },
      access: ownAdmin,
      params: recordParams,
      body: Reason,
      success: { status: 200, body: EntryView },
      failures: entryFailures,
      ifMatch: true,
    },
    fileShareRequest: {
      method: 'POST',
      path: '/share-requests',
      summary: { zh: '申请共享', en: 'Ask another department for what it holds' },
      access: ownOfficers,
      body: z.strictObject({ entryId, purpose, legalDuty, fields, from, to }),
      success: { status: 201, body: RequestView },
      failures: requestFailures,
      creates: true,
    },
    listShareRequests: {
      method: 'GET',
      path: '/share-requests',
      summary: {
        zh: '待答复、收到或发出的共享申请',
        en: 'Requests that wait for the own department, that it got or sent',
      },
      access: ownOfficersAndOverseers,
      query: z.object({
        ...PageQuery.shape,
        view: z.enum(['waiting', 'received', 'sent']).default('waiting'),
        status: z.enum(shareRequestStatuses).optional(),
      }),
      success: { status: 200, body: pageOf(RequestView) },
      failures: [],
      paged: true,
    },
    getShareRequest: {
      method: 'GET',
      path: '/share-requests/{id}',
      summary: { zh: '查看共享申请', en: 'Show a request' },
      access: ownOfficersAndOverseers,
      params: recordParams,
      success: { status: 200, body: RequestView },
      failures: ['not-found'],
    },
    grantShareRequest: act('grant', { zh: '同意共享', en: 'Grant a request' }, ownOfficers, bare),
    refuseShareRequest: act(
      'refuse',
      { zh: '不同意共享', en: 'Refuse a request, with its ground in law and its reason' },
      ownAdmin,
      z.strictObject({ basis: LongText, reason: LongText }),
    ),
    extendShareRequest: act('extend', { zh: '延长答复期限', en: 'Extend the time to answer, once' }, ownAdmin, Reason),
    openShareRequest: act('open', { zh: '开通共享', en: 'Open what was granted' }, ownOfficers, bare),
    disputeShareRequest: act('dispute', { zh: '提请协调', en: 'Put a refusal before the office' }, ownAdmin, bare),
    decideShareDispute: act(
      'decide',
      { zh: '裁定共享争议', en: 'Decide a dispute' },
      officeOrGovernment,
      z.strictObject({ shared: z.boolean(), reason: LongText }),
    ),
    closeShareRequest: act('close', { zh: '终止共享', en: 'End a request or what it opened' }, ownOfficers, bare),
  },
});
