import * as z from 'zod';
import type { FailureKind } from '../../base/failures.ts';
import { DepartmentCode, LongText } from '../../base/primitives.ts';
import { departmentCodes } from '../../codes/departments.ts';
import { lookupPurposeCodes } from '../../codes/sanctions.ts';
import { Lookup, LookupProject, SanctionDecision } from '../../domain/lookup/lookup.ts';
import { sanctionDecisionStatuses } from '../../domain/lookup/states.ts';
import { ObjectId } from '../../domain/registry/object-id.ts';
import { UsePurpose } from '../../domain/sharing/share-use.ts';
import { actsOn, recordParams } from '../acts.ts';
import { creditUserAlone, creditUserAndOverseers, ownOfficers, ownOfficersAndOverseers } from '../policies.ts';
import { commitFailures, defineStep } from '../route.ts';
import { fieldsOf, listOf, PageQuery, pageOf, VersionFields } from '../schemas.ts';

const lookupFailures = [
  ...commitFailures,
  'not-found',
  'already-exists',
  'invalid-input',
  'purpose-required',
  'class-not-a-ground',
  'not-supported',
  'allowance-spent',
] as const satisfies readonly FailureKind[];
const sanctionFailures = [
  ...commitFailures,
  'not-found',
  'already-exists',
  'illegal-transition',
  'evaluation-lookup-required',
  'measure-not-in-list',
] as const satisfies readonly FailureKind[];

const LookupView = z.object({
  ...fieldsOf(Lookup, [
    'id',
    'number',
    'purpose',
    'project',
    'matter',
    'subject',
    'askedBy',
    'askedByName',
    'department',
    'at',
    'asOf',
    'hits',
    'digest',
    'keptUntil',
  ]),
  /** 《信用核查结果单》, line by line. */
  slip: z.array(z.string()).readonly(),
});
const SanctionView = z.object({
  ...fieldsOf(SanctionDecision, [
    'id',
    'lookupId',
    'lookupNumber',
    'subject',
    'department',
    'applied',
    'status',
    'reason',
    'decidedBy',
    'on',
    'groundGone',
    'endedOn',
    'endReason',
  ]),
  ...VersionFields,
});
const asked = {
  subject: z.strictObject({ code: ObjectId, name: Lookup.shape.subject.shape.name }),
  /** What the answer is to tell: lists, whatever is asked. */
  asks: z
    .array(z.enum(['lists', 'class']))
    .max(2)
    .readonly()
    .optional(),
};
/** Supervision is looked up for by departments, and one's own record by its subject. */
const purposes = lookupPurposeCodes.filter((code) => code !== 'supervision' && code !== 'subject');
const department = listOf(DepartmentCode).default([...departmentCodes]);
const act = actsOn('/sanction-decisions', SanctionView, sanctionFailures);
const reasoned = z.strictObject({ reason: LongText });

/** 信用核查和惩戒实施 (R45–R49): the system answers, a person decides. */
export const lookups = defineStep({
  summary: { zh: '信用核查和惩戒实施', en: 'Look-ups in the lists, and what was decided on them' },
  uses: { workflow: 'write', results: 'read', registry: 'read', audit: 'append', ops: 'write' },
  routes: {
    lookUp: {
      method: 'POST',
      path: '/lookups',
      summary: { zh: '核查一个主体', en: 'Look one subject up for one purpose and project' },
      access: creditUserAlone,
      body: z.strictObject({ purpose: z.enum(purposes), project: LookupProject.optional(), ...asked }),
      success: { status: 201, body: LookupView },
      failures: lookupFailures,
      creates: true,
    },
    lookUpForSupervision: {
      method: 'POST',
      path: '/lookups/supervision',
      summary: { zh: '监管执法核查一个主体', en: 'Look one subject up for a matter of supervision' },
      access: ownOfficers,
      body: z.strictObject({ matter: UsePurpose.optional(), ...asked }),
      success: { status: 201, body: LookupView },
      failures: lookupFailures,
      creates: true,
    },
    listLookups: {
      method: 'GET',
      path: '/lookups',
      summary: { zh: '本部门的核查', en: 'Look-ups, the newest first' },
      access: creditUserAndOverseers,
      query: z.object({ ...PageQuery.shape, department, purpose: listOf(z.enum(purposes)).default([...purposes]) }),
      success: { status: 200, body: pageOf(LookupView) },
      failures: [],
      paged: true,
    },
    listSupervisionLookups: {
      method: 'GET',
      path: '/lookups/supervision',
      summary: { zh: '本部门监管执法的核查', en: 'Look-ups for matters of supervision, the newest first' },
      access: ownOfficersAndOverseers,
      query: z.object({ ...PageQuery.shape, department }),
      success: { status: 200, body: pageOf(LookupView) },
      failures: [],
      paged: true,
    },
    getSupervisionLookup: {
      method: 'GET',
      path: '/lookups/supervision/{id}',
      summary: { zh: '查看监管执法的核查结果单', en: 'Show a look-up for a matter of supervision' },
      access: ownOfficersAndOverseers,
      params: recordParams,
      success: { status: 200, body: LookupView },
      failures: ['not-found'],
    },
    getLookup: {
      method: 'GET',
      path: '/lookups/{id}',
      summary: { zh: '查看核查结果单', en: 'Show a look-up with its printable answer' },
      access: creditUserAndOverseers,
      params: recordParams,
      success: { status: 200, body: LookupView },
      failures: ['not-found'],
    },
    recordSanction: {
      method: 'POST',
      path: '/lookups/{id}/decisions',
      summary: { zh: '登记是否实施惩戒', en: 'Record what was decided on a look-up, and why' },
      access: creditUserAlone,
      params: recordParams,
      body: z.strictObject({
        applied: SanctionDecision.shape.applied,
        reason: LongText,
      }),
      success: { status: 201, body: SanctionView },
      failures: sanctionFailures,
      creates: true,
    },
    listSanctions: {
      method: 'GET',
      path: '/sanction-decisions',
      summary: { zh: '惩戒台账', en: 'What was decided on look-ups, the newest first' },
      access: creditUserAndOverseers,
      query: z.object({
        ...PageQuery.shape,
        department,
        status: listOf(z.enum(sanctionDecisionStatuses)).optional(),
      }),
      success: { status: 200, body: pageOf(SanctionView) },
      failures: [],
      paged: true,
    },
    getSanction: {
      method: 'GET',
      path: '/sanction-decisions/{id}',
      summary: { zh: '查看惩戒实施', en: 'Show what was decided' },
      access: creditUserAndOverseers,
      params: recordParams,
      success: { status: 200, body: SanctionView },
      failures: ['not-found'],
    },
    liftSanction: act('lift', { zh: '解除惩戒', en: 'Lift a measure whose ground is gone' }, creditUserAlone, reasoned),
    withdrawSanction: act(
      'withdraw',
      { zh: '撤回惩戒登记', en: 'Withdraw a decision that was wrong' },
      creditUserAlone,
      reasoned,
    ),
  },
});
