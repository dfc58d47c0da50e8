import * as z from 'zod';
import type { FailureKind } from '../../base/failures.ts';
import { DepartmentCode, LongText } from '../../base/primitives.ts';
import { ObjectId } from '../../domain/registry/object-id.ts';
import { trustPeriodStatuses } from '../../domain/trust/states.ts';
import { GuidanceVisit, TrustPeriod } from '../../domain/trust/trust-period.ts';
import { actsOn, bare, recordParams } from '../acts.ts';
import { allStaffAndOverseers, ownAdminOrOffice, ownOfficers, ownOfficersOrOffice } from '../policies.ts';
import { commitFailures, defineStep } from '../route.ts';
import { fieldsOf, listOf, PageQuery, pageOf, VersionFields } from '../schemas.ts';

const changeFailures = [
  ...commitFailures,
  'not-found',
  'foreign-department',
  'illegal-transition',
  'not-ready',
  'invalid-input',
  'same-person',
  'trust-limit',
] as const satisfies readonly FailureKind[];

const TrustPeriodView = z.object({
  ...fieldsOf(TrustPeriod, [
    'id',
    'objectId',
    'objectName',
    'department',
    'field',
    'items',
    'from',
    'to',
    'document',
    'status',
    'proposedBy',
    'proposedOn',
    'everywhere',
    'decidedBy',
    'decidedOn',
    'reason',
    'endedOn',
    'guidance',
  ]),
  ...VersionFields,
});
const { field, items, from, to, document, everywhere } = TrustPeriod.shape;
const act = actsOn('/trust-periods', TrustPeriodView, changeFailures);
const reasoned = z.strictObject({ reason: LongText });

/**
 * 包容审慎观察期 (R62). Every department reads them: they say which parts of frames an object is left out of.
 */
export const trust = defineStep({
  summary: { zh: '包容审慎观察期', en: 'Periods in which an object is watched and advised before it is drawn' },
  uses: { workflow: 'write', registry: 'read', audit: 'append', ops: 'write' },
  routes: {
    proposeTrustPeriod: {
      method: 'POST',
      path: '/trust-periods',
      summary: { zh: '提出观察期', en: 'Propose a period for an object that the department keeps or supervises' },
      access: ownOfficers,
      body: z.strictObject({ objectId: ObjectId, field, items, from, to, document, everywhere }),
      success: { status: 201, body: TrustPeriodView },
      failures: changeFailures,
      creates: true,
    },
    listTrustPeriods: {
      method: 'GET',
      path: '/trust-periods',
      summary: { zh: '观察期一览', en: 'Periods by their last day' },
      access: allStaffAndOverseers,
      query: z.object({
        ...PageQuery.shape,
        department: listOf(DepartmentCode).optional(),
        status: listOf(z.enum(trustPeriodStatuses)).optional(),
        object: ObjectId.optional(),
      }),
      success: { status: 200, body: pageOf(TrustPeriodView) },
      failures: [],
      paged: true,
    },
    getTrustPeriod: {
      method: 'GET',
      path: '/trust-periods/{id}',
      summary: { zh: '查看观察期', en: 'Show a period' },
      access: allStaffAndOverseers,
      params: recordParams,
      success: { status: 200, body: TrustPeriodView },
      failures: ['not-found'],
    },
    approveTrustPeriod: act(
      'approve',
      {
        zh: '批准观察期',
        en: 'Approve a period as a second person: the own head, or the office where it is for all departments',
      },
      ownAdminOrOffice,
      bare,
    ),
    dropTrustPeriod: act(
      'drop',
      { zh: '不予批准或撤回观察期', en: 'Do not approve what was proposed, or take it back' },
      ownOfficersOrOffice,
      reasoned,
    ),
    revokeTrustPeriod: act(
      'revoke',
      { zh: '提前终止观察期', en: 'End a period before its time' },
      ownAdminOrOffice,
      reasoned,
    ),
    addGuidance: act(
      'guidance',
      { zh: '登记指导', en: 'Record a visit that advised, which is no check' },
      ownOfficers,
      GuidanceVisit,
    ),
  },
});
