import * as z from 'zod';
import { DepartmentCode, LocalDate, LongText, ShortText } from '../../base/primitives.ts';
import { repairRefusalCodes } from '../../codes/repairs.ts';
import { MissingPapers, Repair, RepairPaper } from '../../domain/credit/repair.ts';
import { actsOn, bare, recordParams } from '../acts.ts';
import { ownAdmin, ownOfficers, ownOfficersAndOverseers } from '../policies.ts';
import { defineStep } from '../route.ts';
import { fieldsOf, listOf, PageQuery, pageOf, VersionFields } from '../schemas.ts';
import { repairFailures } from './repair-failures.ts';

const RepairView = z.object({
  ...fieldsOf(Repair, [
    'id',
    'number',
    'recordId',
    'department',
    'documentNumber',
    'subject',
    'caseId',
    'way',
    'items',
    'materials',
    'filedBy',
    'filedOn',
    'byCode',
    'enteredBy',
    'status',
    'asked',
    'suppliedOn',
    'acceptedOn',
    'due',
    'refusal',
    'decision',
    'stopped',
    'cancelled',
    'steps',
  ]),
  ...VersionFields,
});
const { recordId, way, items, filedBy, filedOn } = Repair.shape;
const RepairPapers = z.array(RepairPaper).min(1).max(10).readonly();
const act = actsOn('/repairs', RepairView, repairFailures);

/**
 * 信用修复 (R51, R52): what a subject asks about a credit record, on paper or by its code, for the department that made the record. That
 * whoever decides has not handled it is checked person by person.
 */
export const repairs = defineStep({
  summary: { zh: '信用修复', en: 'Repair of credit records' },
  uses: { workflow: 'write', results: 'write', informants: 'read', public: 'write', audit: 'append', ops: 'write' },
  routes: {
    fileRepair: {
      method: 'POST',
      path: '/repairs',
      summary: { zh: '登记信用修复申请', en: 'Enter an application for repair that was received on paper' },
      access: ownOfficers,
      body: z.strictObject({ recordId, way, items, materials: RepairPapers, filedBy, filedOn }),
      success: { status: 201, body: RepairView },
      failures: repairFailures,
      creates: true,
    },
    listRepairs: {
      method: 'GET',
      path: '/repairs',
      summary: {
        zh: '办理中（按到期日）或全部信用修复',
        en: 'Repairs that are not decided, by due day, or all of them',
      },
      access: ownOfficersAndOverseers,
      query: z.object({
        ...PageQuery.shape,
        view: z.enum(['open', 'all']).default('open'),
        department: listOf(DepartmentCode).optional(),
      }),
      success: { status: 200, body: pageOf(RepairView) },
      failures: [],
      paged: true,
    },
    getRepair: {
      method: 'GET',
      path: '/repairs/{id}',
      summary: { zh: '查看信用修复', en: 'Show a repair' },
      access: ownOfficersAndOverseers,
      params: recordParams,
      success: { status: 200, body: RepairView },
      failures: ['not-found'],
    },
    askForPapers: act(
      'ask',
      { zh: '一次性告知补正', en: 'Tell once, and completely, which papers are missing' },
      ownOfficers,
      MissingPapers,
    ),
    supplyPapers: act(
      'supply',
      { zh: '登记补正的材料', en: 'Enter the papers that were missing' },
      ownOfficers,
      z.strictObject({ materials: RepairPapers, on: LocalDate }),
    ),
    acceptRepair: act(
      'accept',
      { zh: '受理修复申请', en: 'Accept an application for repair: its time to be decided begins' },
      ownOfficers,
      bare,
    ),
    notAcceptRepair: act(
      'not-accept',
      { zh: '不予受理修复申请', en: 'Not accept an application for repair, on a ground of the list' },
      ownOfficers,
      z.strictObject({ code: z.enum(repairRefusalCodes) }),
    ),
    grantRepair: act(
      'grant',
      { zh: '准予修复并执行', en: 'Grant a repair: what it reaches is public no longer' },
      ownAdmin,
      z.strictObject({ number: ShortText }),
    ),
    refuseRepair: act(
      'refuse',
      { zh: '不予修复', en: 'Refuse a repair, with reason and remedies' },
      ownAdmin,
      z.strictObject({ number: ShortText, reason: LongText, remedies: LongText }),
    ),
    withdrawRepair: act(
      'withdraw',
      { zh: '登记撤回修复申请', en: 'Enter that the subject has taken an application for repair back' },
      ownOfficers,
      bare,
    ),
    cancelRepair: act(
      'cancel',
      {
        zh: '撤销修复，恢复公示',
        en: 'Cancel a repair that rested on a false promise, or on a reorganisation that failed',
      },
      ownAdmin,
      z.strictObject({ number: ShortText, reason: LongText }),
    ),
  },
});
