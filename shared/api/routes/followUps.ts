import * as z from 'zod';
import { DepartmentCode, LineText, LocalDate } from '../../base/primitives.ts';
import { FollowUp, FollowUpReport, FollowUpReturn, followUpBoxes } from '../../domain/follow-up/follow-up.ts';
import { ObjectId } from '../../domain/registry/object-id.ts';
import { bare, recordParams } from '../acts.ts';
import {
  officeOrGovernment,
  ownAdmin,
  ownOfficers,
  ownOfficersAndOverseers,
  ownOfficersOrOffice,
} from '../policies.ts';
import { defineStep } from '../route.ts';
import { listOf, PageQuery, pageOf } from '../schemas.ts';
import { act, FollowUpHead, FollowUpWithFacts, Reason } from './follow-up-views.ts';
import { letterRoutes } from './letter-routes.ts';
import { ownRoutes } from './own-follow-up-routes.ts';
import { transferRoutes } from './transfer-routes.ts';

/** 后续处置: of whoever sends it, whoever receives it and whoever has a copy; other departments do not learn that there is one. */
export const followUps = defineStep({
  summary: { zh: '后续处置', en: 'Follow-ups' },
  uses: {
    ...{ workflow: 'write', results: 'read', registry: 'read', public: 'write', audit: 'append', ops: 'write' },
    informants: 'read',
  },
  routes: {
    listFollowUps: {
      method: 'GET',
      path: '/follow-ups',
      summary: { zh: '后续处置收发件箱', en: 'The boxes of follow-ups, by the day by which something is to be done' },
      access: ownOfficersAndOverseers,
      query: z.object({
        ...PageQuery.shape,
        box: z.enum([...followUpBoxes, 'sent', 'ended']).default('to-sign'),
        department: listOf(DepartmentCode).optional(),
        kind: FollowUp.shape.kind.optional(),
        dueBy: LocalDate.optional(),
      }),
      success: { status: 200, body: pageOf(FollowUpHead) },
      failures: [],
      paged: true,
    },
    listFollowUpsOfObject: {
      method: 'GET',
      path: '/follow-ups-of-objects/{objectId}',
      summary: { zh: '一个检查对象的后续处置', en: 'The follow-ups of one object, under each number that it has had' },
      access: ownOfficersAndOverseers,
      params: z.object({ objectId: ObjectId }),
      query: PageQuery,
      success: { status: 200, body: pageOf(FollowUpHead) },
      failures: ['not-found'],
      paged: true,
    },
    getFollowUp: {
      method: 'GET',
      path: '/follow-ups/{id}',
      summary: { zh: '查看后续处置', en: 'Show a follow-up with its time line and what was found' },
      access: ownOfficersAndOverseers,
      params: recordParams,
      success: { status: 200, body: FollowUpWithFacts },
      failures: ['not-found'],
    },
    receiveFollowUp: act('receive', { zh: '签收后续处置', en: 'Sign for a follow-up' }, ownOfficers, bare),
    returnFollowUp: act(
      'return',
      { zh: '退回后续处置', en: 'Give a follow-up back, with a reason of the list' },
      ownOfficers,
      FollowUpReturn,
    ),
    redirectFollowUp: act(
      'redirect',
      { zh: '改送后续处置', en: 'Send a returned follow-up to another, or again' },
      ownOfficers,
      z.strictObject({ receiver: DepartmentCode, reason: LineText }),
    ),
    disputeFollowUp: act(
      'dispute',
      { zh: '提请裁定职责争议', en: 'Put a return before the joint meeting’s office' },
      ownAdmin,
      Reason,
    ),
    decideFollowUp: act(
      'decide',
      { zh: '裁定职责争议', en: 'Decide who handles a disputed follow-up' },
      officeOrGovernment,
      z.strictObject({ receiver: DepartmentCode, basis: LineText }),
    ),
    ...letterRoutes,
    ...ownRoutes,
    ...transferRoutes,
    reportFollowUp: act(
      'report',
      { zh: '反馈后续处置结果', en: 'Report what came of a follow-up' },
      ownOfficers,
      FollowUpReport,
    ),
    confirmFollowUp: act(
      'confirm',
      { zh: '确认后续处置办结', en: 'Confirm what somebody else reported' },
      ownOfficersOrOffice,
      bare,
    ),
    sendBackFollowUp: act(
      'send-back',
      { zh: '退回补办', en: 'Send a report back, with the reason' },
      ownOfficers,
      Reason,
    ),
    extendFollowUp: act(
      'extend',
      { zh: '延长反馈期限', en: 'Extend the time to answer, once' },
      ownAdmin,
      z.strictObject({ reason: LineText, to: LocalDate }),
    ),
    callFollowUp: act(
      'call',
      { zh: '提请督办', en: 'Call a follow-up that is long overdue to the joint meeting’s office' },
      ownOfficers,
      bare,
    ),
    cancelFollowUp: act(
      'cancel',
      { zh: '撤销后续处置', en: 'Cancel a follow-up whose ground is gone' },
      ownAdmin,
      Reason,
    ),
    reopenFollowUp: act(
      'reopen',
      { zh: '重新办理后续处置', en: 'Open a closed follow-up again' },
      officeOrGovernment,
      Reason,
    ),
  },
});
