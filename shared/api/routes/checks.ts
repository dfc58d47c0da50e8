import * as z from 'zod';
import type { FailureKind } from '../../base/failures.ts';
import { DepartmentCode, Instant, LineText, PlainId } from '../../base/primitives.ts';
import { urgencyCodes } from '../../codes/direct-checks.ts';
import { CheckOrder, CheckOrderContent, yearCountOf } from '../../domain/check/check-order.ts';
import type { Stored } from '../../use-cases/ports/records.ts';
import { actsOn, bare, recordParams } from '../acts.ts';
import { ownAdmin, ownOfficers, ownOfficersAndOverseers } from '../policies.ts';
import { commitFailures, defineStep } from '../route.ts';
import { fieldsOf, listOf, PageQuery, pageOf, VersionFields, versioned } from '../schemas.ts';

const changeFailures = [
  ...commitFailures,
  'not-found',
  'illegal-transition',
  'invalid-input',
  'not-ready',
  'same-person',
  'unknown-reference',
  'informant-exposed',
  'lead-required',
  'check-not-approved',
  'no-lawful-team',
] as const satisfies readonly FailureKind[];

const CheckOrderHead = z.object({
  ...fieldsOf(CheckOrder, [
    'id',
    'department',
    'leadId',
    'leadNumber',
    'objectId',
    'objectName',
    'window',
    'status',
    'requestedBy',
    'requestedAt',
    'number',
    'visitId',
  ]),
  ...VersionFields,
});
const CheckOrderView = z.object({
  ...CheckOrderHead.shape,
  ...fieldsOf(CheckOrder, [
    'items',
    'basis',
    'reason',
    'method',
    'team',
    'leader',
    'perDepartment',
    'checksOfYear',
    'submittedBy',
    'decision',
    'withdrawal',
    'urgency',
  ]),
  /** Checks of the year that count, of all departments, when the order was written. */
  yearCount: z.int(),
});
export const checkOrderView = (order: Stored<CheckOrder>) => ({
  ...versioned(order),
  yearCount: yearCountOf(order.value),
});

const act = actsOn('/check-orders', CheckOrderView, changeFailures);
const withReason = z.strictObject({ reason: LineText });

/**
 * 个案检查: ordered on a lead of the own department, approved by its head (R19), made by a chosen lawful team (R20). Like
 * its lead, an order is internal to the department and those who oversee it; whoever is sent learns of it by the visit.
 */
export const checks = defineStep({
  summary: { zh: '个案检查批准', en: 'Orders of direct checks' },
  uses: {
    workflow: 'write',
    results: 'write',
    registry: 'read',
    informants: 'read',
    audit: 'append',
    ops: 'write',
  },
  routes: {
    createCheckOrder: {
      method: 'POST',
      path: '/check-orders',
      summary: {
        zh: '拟办个案检查（列出该对象本年度各部门的检查）',
        en: 'Write the order of a direct check; shows the checks of the object in the year by all departments',
      },
      access: ownOfficers,
      body: z.strictObject({ ...CheckOrderContent.shape, leadId: PlainId.optional() }),
      success: { status: 201, body: CheckOrderView },
      failures: changeFailures,
      creates: true,
    },
    listCheckOrders: {
      method: 'GET',
      path: '/check-orders',
      summary: { zh: '待办或全部检查批准', en: 'Orders that wait for somebody, or all' },
      access: ownOfficersAndOverseers,
      query: z.object({
        ...PageQuery.shape,
        view: z.enum(['open', 'all']).default('open'),
        department: listOf(DepartmentCode).optional(),
        status: CheckOrder.shape.status.optional(),
        lead: PlainId.optional(),
      }),
      success: { status: 200, body: pageOf(CheckOrderHead) },
      failures: [],
      paged: true,
    },
    getCheckOrder: {
      method: 'GET',
      path: '/check-orders/{id}',
      summary: { zh: '查看检查批准', en: 'Show an order' },
      access: ownOfficersAndOverseers,
      params: recordParams,
      success: { status: 200, body: CheckOrderView },
      failures: ['not-found'],
    },
    submitCheckOrder: act('submit', { zh: '报批', en: 'Put an order to the head' }, ownOfficers, bare),
    approveCheckOrder: act('approve', { zh: '批准检查', en: 'Approve a check before anybody enters' }, ownAdmin, bare),
    refuseCheckOrder: act('refuse', { zh: '不批准检查', en: 'Refuse a check' }, ownAdmin, withReason),
    withdrawCheckOrder: act(
      'withdraw',
      { zh: '撤回检查批准', en: 'Take back an order that has led to nothing yet' },
      ownOfficers,
      withReason,
    ),
    dispatchCheck: act(
      'dispatch',
      { zh: '派发已批准的检查', en: 'Send out the team of an approved order' },
      ownOfficers,
      bare,
    ),
    enterUrgently: act(
      'enter-urgently',
      { zh: '登记先行检查（紧急）', en: 'Record that the team entered with an urgent reason, before the approval' },
      ownOfficers,
      z.strictObject({ code: z.enum(urgencyCodes), note: LineText, enteredAt: Instant }),
    ),
    approveCheckLate: act('approve-late', { zh: '补批先行检查', en: 'Approve a check after the fact' }, ownAdmin, bare),
    refuseCheckLate: act(
      'refuse-late',
      { zh: '补批不准', en: 'Refuse a check after the fact; its findings stand and the supervisor is told' },
      ownAdmin,
      withReason,
    ),
  },
});
