import * as z from 'zod';
import type { FailureKind } from '../../base/failures.ts';
import { LocalDate, PlainId } from '../../base/primitives.ts';
import { Objection } from '../../domain/objection/objection.ts';
import { ShareRequest } from '../../domain/sharing/share-request.ts';
import { ShareUse } from '../../domain/sharing/share-use.ts';
import { ResultDocument } from '../../public/result-document.ts';
import { bare, recordParams } from '../acts.ts';
import { commitFailures, defineStep } from '../route.ts';
import { fieldsOf, VersionFields } from '../schemas.ts';

const changeFailures = [
  ...commitFailures,
  'not-found',
  'illegal-transition',
  'not-ready',
  'same-person',
] as const satisfies readonly FailureKind[];

/** An objection as its subject sees it: what came of it, and not who judges it. */
const OwnObjectionView = z.object({
  ...fieldsOf(Objection, [
    'id',
    'edition',
    'department',
    'documentNumber',
    'objectName',
    'ground',
    'text',
    'filedBy',
    'filedOn',
    'status',
    'due',
    'refusal',
    'decidedOn',
    'reason',
    'remedies',
    'correctBy',
  ]),
  ...VersionFields,
});
/** Who read what about the subject, as the request for it says. */
const OwnDataUseView = z.object({
  ...fieldsOf(ShareUse, ['department', 'holder', 'title', 'fields']),
  ...fieldsOf(ShareRequest, ['purpose', 'legalDuty']),
  on: LocalDate,
});
const { ground, text } = Objection.shape;

/** 被检查对象, by its bound code: what is public of it, what it says against that, and who has read data about it. */
export const subject = defineStep({
  summary: { zh: '被检查对象自助', en: 'What an inspected subject does by its bound code' },
  uses: { workflow: 'write', results: 'write', registry: 'read', public: 'write', audit: 'append', ops: 'write' },
  routes: {
    listOwnResults: {
      method: 'GET',
      path: '/subject/results',
      summary: { zh: '本单位公示中的检查结果', en: 'What is public of the own results' },
      access: 'subject',
      success: { status: 200, body: z.object({ items: z.array(ResultDocument) }) },
      failures: [],
    },
    listOwnDataUses: {
      method: 'GET',
      path: '/subject/data-uses',
      summary: {
        zh: '部门间共享使用本单位数据的情况',
        en: 'Which departments have read shared data about it, and for what',
      },
      access: 'subject',
      success: { status: 200, body: z.object({ items: z.array(OwnDataUseView).readonly() }) },
      failures: [],
    },
    listOwnObjections: {
      method: 'GET',
      path: '/subject/objections',
      summary: { zh: '本单位提出的异议', en: 'The own objections and what came of them' },
      access: 'subject',
      success: { status: 200, body: z.object({ items: z.array(OwnObjectionView) }) },
      failures: [],
    },
    fileOwnObjection: {
      method: 'POST',
      path: '/subject/objections',
      summary: { zh: '提出异议', en: 'Object to an own published result' },
      access: 'subject',
      body: z.strictObject({ result: PlainId, ground, text }),
      success: { status: 201, body: OwnObjectionView },
      failures: [...changeFailures, 'invalid-input'],
      creates: true,
    },
    withdrawOwnObjection: {
      method: 'POST',
      path: '/subject/objections/{id}/withdraw',
      summary: { zh: '撤回异议', en: 'Take an own objection back before it is decided' },
      access: 'subject',
      params: recordParams,
      body: bare,
      success: { status: 200, body: OwnObjectionView },
      failures: [...changeFailures, 'invalid-input'],
      ifMatch: true,
    },
  },
});
