import * as z from 'zod';
import type { FailureKind } from '../../base/failures.ts';
import { LocalDate, LongText } from '../../base/primitives.ts';
import { DataCheck } from '../../domain/sharing/data-check.ts';
import { dataCheckStatuses } from '../../domain/sharing/data-check-states.ts';
import { actsOn, bare, recordParams } from '../acts.ts';
import { ownOfficers, ownOfficersAndOverseers } from '../policies.ts';
import { commitFailures } from '../route.ts';
import { fieldsOf, PageQuery, pageOf, VersionFields } from '../schemas.ts';

const CheckView = z.object({
  ...fieldsOf(DataCheck, [
    'id',
    'about',
    'title',
    'edition',
    'holder',
    'reporter',
    'claim',
    'filedBy',
    'filedOn',
    'status',
    'answer',
    'answeredBy',
    'answeredOn',
    'correctedOn',
    'due',
  ]),
  ...VersionFields,
});
const checkFailures = [
  ...commitFailures,
  'not-found',
  'foreign-department',
  'illegal-transition',
  'invalid-input',
  'not-ready',
  'informant-exposed',
] as const satisfies readonly FailureKind[];

const act = actsOn('/data-checks', CheckView, checkFailures);
const { about, claim } = DataCheck.shape;

/** 数据校核: who finds shared data wrong asks the source, which corrects them or says why they are right. */
export const dataCheckRoutes = {
  fileDataCheck: {
    method: 'POST',
    path: '/data-checks',
    summary: { zh: '申请数据校核', en: 'Ask the source of shared data, or of a published result, to check it' },
    access: ownOfficers,
    body: z.strictObject({ about, claim }),
    success: { status: 201, body: CheckView },
    failures: checkFailures,
    creates: true,
  },
  listDataChecks: {
    method: 'GET',
    path: '/data-checks',
    summary: {
      zh: '待校核、收到或提出的数据校核',
      en: 'Checks that wait for the own department, that it got or asked for',
    },
    access: ownOfficersAndOverseers,
    query: z.object({
      ...PageQuery.shape,
      view: z.enum(['waiting', 'received', 'sent']).default('waiting'),
      status: z.enum(dataCheckStatuses).optional(),
    }),
    success: { status: 200, body: pageOf(CheckView) },
    failures: [],
    paged: true,
  },
  getDataCheck: {
    method: 'GET',
    path: '/data-checks/{id}',
    summary: { zh: '查看数据校核', en: 'Show a check' },
    access: ownOfficersAndOverseers,
    params: recordParams,
    success: { status: 200, body: CheckView },
    failures: ['not-found'],
  },
  correctData: act(
    'correct',
    { zh: '答复校核：已更正', en: 'Answer that the data were wrong and have been corrected' },
    ownOfficers,
    z.strictObject({ answer: LongText, correctedOn: LocalDate }),
  ),
  upholdData: act(
    'uphold',
    { zh: '答复校核：核实无误', en: 'Answer that the data are right, and why' },
    ownOfficers,
    z.strictObject({ answer: LongText }),
  ),
  withdrawDataCheck: act('withdraw', { zh: '撤回校核申请', en: 'Take a check back' }, ownOfficers, bare),
} as const;
