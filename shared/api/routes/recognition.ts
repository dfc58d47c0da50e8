import * as z from 'zod';
import type { FailureKind } from '../../base/failures.ts';
import { DepartmentCode, LineText, LocalDate, PlainId } from '../../base/primitives.ts';
import { resultCodeList } from '../../codes/results.ts';
import { RecognisableContent, RecognisableItem } from '../../domain/recognition/recognisable.ts';
import { itemsPerRecognition, Recognition } from '../../domain/recognition/recognition.ts';
import { actsOn, bare, recordParams } from '../acts.ts';
import {
  allStaffAndOverseers,
  officeAlone,
  ownOfficers,
  ownOfficersAndOverseers,
  ownRecorders,
  ownStaffAndOverseers,
} from '../policies.ts';
import { commitFailures, defineStep } from '../route.ts';
import { fieldsOf, listOf, PageQuery, pageOf, VersionFields } from '../schemas.ts';
import { act as resultAct, resultParams, resultReadFailures } from './result-views.ts';

const ItemView = z.object({
  ...fieldsOf(RecognisableItem, ['id', 'name', 'holder', 'by', 'months', 'document', 'confirm', 'listed']),
  ...VersionFields,
});
const RecognitionView = z.object({
  ...fieldsOf(Recognition, [
    'id',
    'resultId',
    'department',
    'sourceId',
    'source',
    'documentNumber',
    'edition',
    'objectName',
    'items',
    'validUntil',
    'recognisedBy',
    'recognisedOn',
    'status',
    'review',
    'due',
    'confirmedBy',
    'confirmedOn',
    'withdrawnBy',
    'withdrawnOn',
    'reason',
  ]),
  ...VersionFields,
});
const Conclusion = z.object({
  sourceId: PlainId,
  department: DepartmentCode,
  documentNumber: z.string(),
  edition: z.int(),
  itemId: PlainId,
  name: z.string(),
  codes: z.array(z.enum(resultCodeList)).readonly().optional(),
  /** The last day on which it can be recognised. */
  validUntil: LocalDate.optional(),
  /** Why it cannot. */
  refused: z.enum(['recognition-expired', 'source-under-review']).optional(),
});

const itemFailures = [
  ...commitFailures,
  'not-found',
  'unknown-reference',
  'invalid-input',
] as const satisfies readonly FailureKind[];
const settleFailures = [
  ...commitFailures,
  'not-found',
  'foreign-department',
  'illegal-transition',
  'not-ready',
  'source-under-review',
  'informant-exposed',
] as const satisfies readonly FailureKind[];
const act = actsOn('/recognitions', RecognitionView, settleFailures);

/** 结果互认: conclusions of other departments, taken over instead of another entry. */
export const recognition = defineStep({
  summary: { zh: '结果互认', en: 'Mutual recognition of results' },
  uses: { workflow: 'write', results: 'write', informants: 'read', registry: 'read', audit: 'append', ops: 'write' },
  routes: {
    listRecognisableItems: {
      method: 'GET',
      path: '/recognisable-items',
      summary: { zh: '查询互认清单', en: 'The items whose conclusions departments may recognise' },
      access: allStaffAndOverseers,
      query: PageQuery,
      success: { status: 200, body: pageOf(ItemView) },
      failures: [],
      paged: true,
    },
    createRecognisableItem: {
      method: 'POST',
      path: '/recognisable-items',
      summary: { zh: '列入互认清单', en: 'List an item whose conclusions others may recognise' },
      access: officeAlone,
      body: z.strictObject({ item: PlainId, ...RecognisableContent.shape }),
      success: { status: 201, body: ItemView },
      failures: itemFailures,
      creates: true,
    },
    updateRecognisableItem: {
      method: 'PUT',
      path: '/recognisable-items/{id}',
      summary: { zh: '更新互认清单、移出互认清单', en: 'Say otherwise of a listed item, or take it out' },
      access: officeAlone,
      params: recordParams,
      body: RecognisableContent,
      success: { status: 200, body: ItemView },
      failures: itemFailures,
      ifMatch: true,
    },
    listRecentConclusions: {
      method: 'GET',
      path: '/results/{id}/recognisable',
      summary: {
        zh: '可供互认的近期检查结论',
        en: 'What others have published about the object that the department may recognise',
      },
      access: ownStaffAndOverseers,
      params: resultParams,
      success: { status: 200, body: z.object({ items: z.array(Conclusion).readonly() }) },
      failures: resultReadFailures,
    },
    recogniseResult: resultAct(
      'recognise',
      { zh: '互认其他部门的结论', en: 'Conclude own items by published conclusions of another department' },
      ownRecorders,
      [
        'uncertified-recorder',
        'invalid-input',
        'result-too-large',
        'not-ready',
        'recognition-expired',
        'source-under-review',
      ],
      z.strictObject({
        sourceId: PlainId,
        items: z
          .array(z.strictObject({ itemId: PlainId, citedItemId: PlainId }))
          .min(1)
          .max(itemsPerRecognition),
      }),
    ),
    listRecognitions: {
      method: 'GET',
      path: '/recognitions',
      summary: {
        zh: '待复核的互认（按到期日）、本部门的互认、被其他部门互认',
        en: 'Recognitions to look at again, by due day; those the department made; those of its own conclusions',
      },
      access: ownOfficersAndOverseers,
      query: z.object({
        ...PageQuery.shape,
        view: z.enum(['to-re-examine', 'made', 'of-own']).default('to-re-examine'),
      }),
      success: { status: 200, body: pageOf(RecognitionView) },
      failures: [],
      paged: true,
    },
    getRecognition: {
      method: 'GET',
      path: '/recognitions/{id}',
      summary: { zh: '查看互认', en: 'Show a recognition' },
      access: ownOfficersAndOverseers,
      params: recordParams,
      success: { status: 200, body: RecognitionView },
      failures: ['not-found'],
    },
    confirmRecognition: act(
      'confirm',
      { zh: '确认互认', en: 'Confirm that the source, public again, says the same' },
      ownOfficers,
      bare,
    ),
    withdrawRecognition: act(
      'withdraw',
      { zh: '撤回互认', en: 'Give a recognition up; a public result is opened for correction' },
      ownOfficers,
      z.strictObject({ reason: LineText }),
    ),
    getRecognitionFigures: {
      method: 'GET',
      path: '/recognition-figures',
      summary: { zh: '互认率', en: 'How many items of a month were concluded by recognition' },
      access: ownOfficersAndOverseers,
      query: z.object({
        month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/),
        department: listOf(DepartmentCode).optional(),
      }),
      success: {
        status: 200,
        body: z.object({
          concluded: z.int(),
          cited: z.int(),
          /** In ten-thousandths. */
          share: z.int().nullable(),
          entriesSaved: z.int(),
        }),
      },
      failures: [],
    },
  },
});
