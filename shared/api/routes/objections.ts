import * as z from 'zod';
import { DepartmentCode, LineText, LocalDate, LongText } from '../../base/primitives.ts';
import { objectionRefusalCodes } from '../../codes/published-results.ts';
import { Objection } from '../../domain/objection/objection.ts';
import { objectionStatuses } from '../../domain/objection/states.ts';
import { actsOn, bare, recordParams } from '../acts.ts';
import { ownAdmin, ownOfficers, ownOfficersAndOverseers } from '../policies.ts';
import { defineStep } from '../route.ts';
import { fieldsOf, listOf, PageQuery, pageOf, VersionFields } from '../schemas.ts';
import { objectionFailures } from './objection-failures.ts';

const ObjectionView = z.object({
  ...fieldsOf(Objection, [
    'id',
    'resultId',
    'edition',
    'department',
    'documentNumber',
    'objectName',
    'ground',
    'text',
    'filedBy',
    'papers',
    'filedOn',
    'enteredBy',
    'enteredAt',
    'status',
    'verified',
    'due',
    'handler',
    'refusal',
    'decidedBy',
    'decidedOn',
    'reason',
    'remedies',
    'correctBy',
  ]),
  ...VersionFields,
});
const { resultId, ground, text, filedBy, filedOn } = Objection.shape;
const papers = z.array(LineText).min(1).max(20);

const act = actsOn('/objections', ObjectionView, objectionFailures);

/**
 * 公示异议: what the inspected subject holds against a published result, on paper or by its code. That whoever handles and decides it had no part
 * in the result (R96) is checked person by person.
 */
export const objections = defineStep({
  summary: { zh: '公示异议', en: 'Objections to published results' },
  uses: { workflow: 'write', results: 'write', public: 'write', audit: 'append', ops: 'write' },
  routes: {
    fileObjection: {
      method: 'POST',
      path: '/objections',
      summary: { zh: '登记异议', en: 'Enter an objection that was received on paper' },
      access: ownOfficers,
      body: z.strictObject({ resultId, ground, text, filedBy, papers, filedOn }),
      success: { status: 201, body: ObjectionView },
      failures: [...objectionFailures, 'invalid-input'],
      creates: true,
    },
    listObjections: {
      method: 'GET',
      path: '/objections',
      summary: { zh: '待处理异议（按到期日）或全部异议', en: 'Objections that wait, by due day, or all of them' },
      access: ownOfficersAndOverseers,
      query: z.object({
        ...PageQuery.shape,
        view: z.enum(['open', 'all']).default('open'),
        department: listOf(DepartmentCode).optional(),
        status: z.enum(objectionStatuses).optional(),
        dueBy: LocalDate.optional(),
      }),
      success: { status: 200, body: pageOf(ObjectionView) },
      failures: [],
      paged: true,
    },
    getObjection: {
      method: 'GET',
      path: '/objections/{id}',
      summary: { zh: '查看异议', en: 'Show an objection' },
      access: ownOfficersAndOverseers,
      params: recordParams,
      success: { status: 200, body: ObjectionView },
      failures: ['not-found'],
    },
    acceptObjection: act(
      'accept',
      { zh: '受理异议', en: 'Take an objection up: the edition is marked as contested' },
      ownOfficers,
      z.strictObject({ verified: z.boolean() }),
    ),
    refuseObjection: act(
      'refuse',
      { zh: '不予受理异议', en: 'Not take an objection up, on a ground of the list' },
      ownOfficers,
      z.strictObject({ refusal: z.enum(objectionRefusalCodes) }),
    ),
    upholdObjection: act(
      'uphold',
      { zh: '认定异议成立', en: 'Find an objection right: the result is opened for correction' },
      ownAdmin,
      z.strictObject({ reason: LongText }),
    ),
    dismissObjection: act(
      'dismiss',
      { zh: '认定异议不成立', en: 'Find an objection wrong, with reason and remedies' },
      ownAdmin,
      z.strictObject({ reason: LongText, remedies: LongText }),
    ),
    withdrawObjection: act(
      'withdraw',
      { zh: '登记撤回异议', en: 'Enter that the subject has taken an objection back' },
      ownOfficers,
      bare,
    ),
  },
});
