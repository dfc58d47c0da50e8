import * as z from 'zod';
import { DepartmentCode, LocalDate } from '../../base/primitives.ts';
import { creditClasses, directLists } from '../../codes/credit-classes.ts';
import { creditDimensions, creditIndicators } from '../../codes/credit-model.ts';
import { creditGrades, creditRecordKindCodes } from '../../codes/credit-records.ts';
import { departmentCodes } from '../../codes/departments.ts';
import { CreditRecord } from '../../domain/credit/credit-record.ts';
import { creditRecordStatuses } from '../../domain/credit/record-states.ts';
import { whyPoints } from '../../domain/credit/score.ts';
import { ObjectId } from '../../domain/registry/object-id.ts';
import { recordParams } from '../acts.ts';
import { jointStaffAndOverseers } from '../policies.ts';
import { defineStep } from '../route.ts';
import { fieldsOf, listOf, PageQuery, pageOf, VersionFields } from '../schemas.ts';

/** Internal: for the own department, those with a duty for the subject, and those who oversee. */
const CreditRecordView = z.object({
  ...fieldsOf(CreditRecord, [
    'id',
    'subject',
    'kind',
    'source',
    'caseId',
    'items',
    'department',
    'documentNumber',
    'date',
    'content',
    'rows',
    'decision',
    'failedRecheck',
    'listing',
    'grade',
    'publicFrom',
    'minEnds',
    'maxEnds',
    'status',
    'contested',
    'ended',
    'recordedOn',
    'changedOn',
    'steps',
  ]),
  ...VersionFields,
});

const codesOf = <T extends object>(codes: T) =>
  z.enum(Object.keys(codes) as [string & keyof T, ...(string & keyof T)[]]);
const ScoreView = z.object({
  objectId: ObjectId,
  /** At the end of this day, by what is on record now. */
  on: LocalDate,
  model: z.string(),
  score: z.int(),
  class: codesOf(creditClasses),
  direct: z.array(codesOf(directLists)).readonly(),
  dimensions: z.array(
    z.object({ dimension: codesOf(creditDimensions), name: z.string(), points: z.int(), uncapped: z.int() }),
  ),
  /** What the score is made of; each with the record that it comes from. */
  lines: z.array(
    z.object({
      indicator: codesOf(creditIndicators),
      name: z.string(),
      on: LocalDate,
      points: z.int(),
      why: z.enum(whyPoints),
      case: z.string().optional(),
      record: z.object(fieldsOf(CreditRecord, ['id', 'kind', 'department', 'documentNumber', 'content'])),
    }),
  ),
});

const subjectParams = z.object({ objectId: ObjectId });

/** 信用记录和得分说明 (R43, R57, R61): read only; records are made with what they are made of. */
export const creditRecords = defineStep({
  summary: { zh: '信用记录和得分说明', en: 'Credit records, and what a score is made of' },
  uses: { workflow: 'read', registry: 'read', audit: 'append' },
  routes: {
    listCreditRecords: {
      method: 'GET',
      path: '/credit-records',
      summary: {
        zh: '本部门作出的信用记录',
        en: 'What the department has decided that is on record, the newest first',
      },
      access: jointStaffAndOverseers,
      query: z.object({
        ...PageQuery.shape,
        department: listOf(DepartmentCode).default([...departmentCodes]),
        kind: listOf(z.enum(creditRecordKindCodes)).optional(),
        status: listOf(z.enum(creditRecordStatuses)).optional(),
        grade: listOf(z.enum(creditGrades)).optional(),
      }),
      success: { status: 200, body: pageOf(CreditRecordView) },
      failures: [],
      paged: true,
    },
    getCreditRecord: {
      method: 'GET',
      path: '/credit-records/{id}',
      summary: { zh: '查看信用记录', en: 'Show a credit record' },
      access: jointStaffAndOverseers,
      params: recordParams,
      success: { status: 200, body: CreditRecordView },
      failures: ['not-found'],
    },
    listRecordsOfSubject: {
      method: 'GET',
      path: '/credit-subjects/{objectId}/records',
      summary: { zh: '一个主体的信用档案', en: 'Everything on record of a subject, for who has a duty for it' },
      access: jointStaffAndOverseers,
      params: subjectParams,
      success: { status: 200, body: z.object({ items: z.array(CreditRecordView).readonly() }) },
      failures: ['not-found'],
    },
    getScore: {
      method: 'GET',
      path: '/credit-subjects/{objectId}/score',
      summary: { zh: '信用风险得分说明', en: 'The score of a subject at the end of a day, line by line' },
      access: jointStaffAndOverseers,
      params: subjectParams,
      query: z.object({ on: LocalDate.optional() }),
      success: { status: 200, body: ScoreView },
      failures: ['not-found', 'invalid-input'],
    },
  },
});
