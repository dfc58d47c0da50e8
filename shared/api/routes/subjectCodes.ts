import * as z from 'zod';
import type { FailureKind } from '../../base/failures.ts';
import { LineText, LocalDate } from '../../base/primitives.ts';
import { ObjectId } from '../../domain/registry/object-id.ts';
import { SubjectCode } from '../../domain/subject/subject-code.ts';
import { actsOn, recordParams } from '../acts.ts';
import { ownOfficers } from '../policies.ts';
import { commitFailures, defineStep } from '../route.ts';
import { fieldsOf, PageQuery, pageOf, VersionFields } from '../schemas.ts';

const changeFailures = [...commitFailures, 'not-found', 'not-ready'] as const satisfies readonly FailureKind[];

const SubjectCodeView = z.object({
  ...fieldsOf(SubjectCode, [
    'id',
    'objectId',
    'objectName',
    'department',
    'handedTo',
    'issuedBy',
    'issuedAt',
    'validUntil',
    'revoked',
  ]),
  ...VersionFields,
});

const act = actsOn('/subject-codes', SubjectCodeView, changeFailures);

/** 绑定码: with one the inspected subject reads its own results and files objections by itself. */
export const subjectCodes = defineStep({
  summary: { zh: '被检查对象绑定码', en: 'Bound codes of inspected subjects' },
  uses: { workflow: 'write', registry: 'read', audit: 'append', ops: 'write' },
  routes: {
    issueSubjectCode: {
      method: 'POST',
      path: '/subject-codes',
      summary: { zh: '发放绑定码（只显示这一次）', en: 'Issue a bound code, which is told this once' },
      access: ownOfficers,
      body: z.strictObject({ objectId: ObjectId, handedTo: LineText, validUntil: LocalDate.optional() }),
      success: { status: 201, body: z.object({ ...SubjectCodeView.shape, code: z.string() }) },
      failures: [...changeFailures, 'foreign-department', 'invalid-input'],
      creates: true,
      answersAnew: true,
    },
    listSubjectCodes: {
      method: 'GET',
      path: '/subject-codes',
      summary: { zh: '本部门发放的绑定码', en: 'Codes that the department issued' },
      access: ownOfficers,
      query: z.object({ ...PageQuery.shape, object: ObjectId.optional() }),
      success: { status: 200, body: pageOf(SubjectCodeView) },
      failures: [],
      paged: true,
    },
    getSubjectCode: {
      method: 'GET',
      path: '/subject-codes/{id}',
      summary: { zh: '查看绑定码的发放', en: 'To whom a code was handed' },
      access: ownOfficers,
      params: recordParams,
      success: { status: 200, body: SubjectCodeView },
      failures: ['not-found'],
    },
    revokeSubjectCode: act(
      'revoke',
      { zh: '作废绑定码', en: 'Revoke a code that was lost' },
      ownOfficers,
      z.strictObject({ reason: LineText }),
    ),
  },
});
