import * as z from 'zod';
import { DepartmentCode, LineText, PlainId } from '../../base/primitives.ts';
import { resumeGroundCodes, stopWayCodes } from '../../codes/published-results.ts';
import { itemsPerResult } from '../../domain/result/findings.ts';
import { ResultDocument } from '../../public/result-document.ts';
import { jointStaffAndOverseers, ownAdmin, ownOfficers } from '../policies.ts';
import { defineStep } from '../route.ts';
import { listOf, PageQuery, pageOf } from '../schemas.ts';
import { act, Reason } from './result-views.ts';

/** Both may come empty, so that what is missing is named as what it is. */
const statement = z.string().trim().max(300);

/** 公示与不予公开. That nobody decides on the own request (R5) is checked person by person. */
export const publication = defineStep({
  summary: { zh: '结果公示与不予公开', en: 'Publication and withholding of results' },
  uses: { results: 'write', workflow: 'write', informants: 'read', public: 'write', audit: 'append' },
  routes: {
    publishResult: act('publish', { zh: '公示检查结果', en: 'Publish an approved result' }, ownOfficers, ['not-ready']),
    requestWithholding: act(
      'withholding',
      { zh: '申请不予公开', en: 'Ask not to publish a result' },
      ownOfficers,
      ['withheld-without-basis', 'informant-exposed'],
      z.strictObject({ basis: statement, reason: statement }),
    ),
    withdrawWithholding: act(
      'withholding/withdraw',
      { zh: '撤回不予公开申请', en: 'Withdraw the own request not to publish a result' },
      ownOfficers,
      ['not-ready'],
    ),
    approveWithholding: act(
      'withholding/approve',
      { zh: '同意不予公开', en: 'Approve that a result is not published' },
      ownOfficers,
      ['same-person'],
    ),
    refuseWithholding: act(
      'withholding/refuse',
      { zh: '不同意不予公开', en: 'Refuse that a result is not published' },
      ownOfficers,
      ['same-person', 'informant-exposed'],
      Reason,
    ),
    requestStop: act(
      'stop',
      { zh: '申请停止公示', en: 'Ask that rows of a published result be shown no longer' },
      ownOfficers,
      ['not-ready', 'informant-exposed'],
      z.strictObject({
        items: z.array(PlainId).min(1).max(itemsPerResult).optional(),
        way: z.enum(stopWayCodes),
        reason: LineText,
        document: LineText,
      }),
    ),
    withdrawStop: act(
      'stop/withdraw',
      { zh: '撤回停止公示申请', en: 'Withdraw the own request to stop publication' },
      ownOfficers,
      ['not-ready'],
    ),
    approveStop: act(
      'stop/approve',
      { zh: '同意停止公示', en: 'Approve that rows of a result are shown no longer' },
      ownAdmin,
      ['same-person', 'not-ready'],
    ),
    refuseStop: act(
      'stop/refuse',
      { zh: '不同意停止公示', en: 'Refuse that rows of a result are shown no longer' },
      ownAdmin,
      ['same-person', 'not-ready', 'informant-exposed'],
      Reason,
    ),
    resumePublication: act(
      'resume',
      { zh: '恢复公示', en: 'Show rows again whose stop has lost its ground' },
      ownAdmin,
      ['same-person', 'not-ready', 'informant-exposed'],
      // `decision`: the document of the stop that has lost its ground.
      z.strictObject({ ground: z.enum(resumeGroundCodes), decision: LineText, document: LineText }),
    ),
    listPublications: {
      method: 'GET',
      path: '/publications',
      summary: { zh: '查询已公示的结果', en: 'List what is published, by month' },
      access: jointStaffAndOverseers,
      query: z.object({
        ...PageQuery.shape,
        month: listOf(z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/)).optional(),
        department: listOf(DepartmentCode).optional(),
      }),
      success: { status: 200, body: pageOf(ResultDocument) },
      failures: [],
      paged: true,
    },
  },
});
