import * as z from 'zod';
import { LocalDate, PlainId } from '../../base/primitives.ts';
import { Objection } from '../../domain/objection/objection.ts';
import { ShareRequest } from '../../domain/sharing/share-request.ts';
import { ShareUse } from '../../domain/sharing/share-use.ts';
import { GuidanceVisit, TrustPeriod } from '../../domain/trust/trust-period.ts';
import { ResultDocument } from '../../public/result-document.ts';
import { bare, recordParams } from '../acts.ts';
import { defineStep } from '../route.ts';
import { fieldsOf, VersionFields } from '../schemas.ts';
import { objectionFailures } from './objection-failures.ts';

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
/** A period as its object sees it. */
const OwnTrustPeriodView = z.object({
  ...fieldsOf(TrustPeriod, ['department', 'field', 'from', 'to', 'document', 'status', 'reason', 'endedOn']),
  guidance: z.array(GuidanceVisit.strip()).readonly(),
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
    listOwnTrustPeriods: {
      method: 'GET',
      path: '/subject/trust-periods',
      summary: { zh: '本单位的观察期和指导记录', en: 'The own periods of trust, and the visits that advised' },
      access: 'subject',
      success: { status: 200, body: z.object({ items: z.array(OwnTrustPeriodView) }) },
      failures: [],
    },
    fileOwnObjection: {
      method: 'POST',
      path: '/subject/objections',
      summary: { zh: '提出异议', en: 'Object to an own published result' },
      access: 'subject',
      body: z.strictObject({ result: PlainId, ground, text }),
      success: { status: 201, body: OwnObjectionView },
      failures: [...objectionFailures, 'invalid-input'],
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
      failures: [...objectionFailures, 'invalid-input'],
      ifMatch: true,
    },
  },
});
