import * as z from 'zod';
import { LocalDate, PlainId } from '../../base/primitives.ts';
import { CreditRecord } from '../../domain/credit/credit-record.ts';
import { ListEntry, OutsideDecision } from '../../domain/credit/list-entry.ts';
import { Repair, RepairPaper } from '../../domain/credit/repair.ts';
import { Lookup } from '../../domain/lookup/lookup.ts';
import { Objection } from '../../domain/objection/objection.ts';
import { ShareRequest } from '../../domain/sharing/share-request.ts';
import { ShareUse } from '../../domain/sharing/share-use.ts';
import { GuidanceVisit, TrustPeriod } from '../../domain/trust/trust-period.ts';
import { ResultDocument } from '../../public/result-document.ts';
import { bare, recordParams } from '../acts.ts';
import { defineStep } from '../route.ts';
import { fieldsOf, VersionFields } from '../schemas.ts';
import { objectionFailures } from './objection-failures.ts';
import { repairFailures } from './repair-failures.ts';

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
/** What is on record of the subject, as it sees it: what was decided and until when, never what it weighs (R57). */
const OwnCreditRecordView = z.object(
  fieldsOf(CreditRecord, [
    'id',
    'kind',
    'department',
    'documentNumber',
    'date',
    'content',
    'grade',
    'publicFrom',
    'minEnds',
    'maxEnds',
    'status',
    'ended',
  ]),
);
/** A look-up as its subject sees it: which department, for what, when, and what was told. */
const OwnLookupView = z.object(fieldsOf(Lookup, ['number', 'purpose', 'department', 'at', 'asOf', 'hits']));
/** Who read what about the subject, as the request for it says. */
const OwnDataUseView = z.object({
  ...fieldsOf(ShareUse, ['department', 'holder', 'title', 'fields']),
  ...fieldsOf(ShareRequest, ['purpose', 'legalDuty']),
  on: LocalDate,
});
/** An entry as its subject sees it: by whom, why, since when and until when; not who has entered it. */
const OwnListEntryView = z.object({
  ...fieldsOf(ListEntry, ['list', 'number', 'reason', 'department', 'status']),
  on: LocalDate,
  ...OutsideDecision.pick({ authority: true, until: true }).partial().shape,
  grounds: z.string().optional(),
  inForce: z.boolean(),
  removal: z.object({ on: LocalDate, number: z.string().optional(), reason: z.string().optional() }).optional(),
});
/** A period as its object sees it. */
const OwnTrustPeriodView = z.object({
  ...fieldsOf(TrustPeriod, ['department', 'field', 'from', 'to', 'document', 'status', 'reason', 'endedOn']),
  guidance: z.array(GuidanceVisit.strip()).readonly(),
});
/** A record of its own that it may ask to be repaired, and from when on; or what hinders that. */
const OwnRepairableView = z.object({
  ...fieldsOf(CreditRecord, ['id', 'kind', 'department', 'documentNumber', 'date', 'content', 'grade']),
  earliest: LocalDate.optional(),
  hindrance: z.string().optional(),
});
const { asked, refusal, decision, cancelled } = Repair.shape;
/** A repair as its subject sees it: what is asked of it, and what came of it, without who did it. */
const OwnRepairView = z.object({
  ...fieldsOf(Repair, [
    'id',
    'number',
    'recordId',
    'department',
    'documentNumber',
    'way',
    'items',
    'materials',
    'filedBy',
    'filedOn',
    'status',
    'suppliedOn',
    'acceptedOn',
    'due',
  ]),
  asked: asked.unwrap().omit({ by: true }).strip().optional(),
  refusal: refusal.unwrap().omit({ by: true }).strip().optional(),
  decision: decision.unwrap().omit({ by: true }).strip().optional(),
  cancelled: cancelled.unwrap().omit({ by: true }).strip().optional(),
  ...VersionFields,
});
const RepairPapers = z.array(RepairPaper).min(1).max(10).readonly();
const { ground, text } = Objection.shape;
const { recordId, way, items } = Repair.shape;

/** Reads what there is of the subject: few enough of each kind to be one page. */
const reads = <const Name extends string, View extends z.ZodType>(
  name: Name,
  summary: { readonly zh: string; readonly en: string },
  view: View,
) =>
  ({
    method: 'GET',
    path: `/subject/${name}`,
    summary,
    access: 'subject',
    success: { status: 200, body: z.object({ items: z.array(view).readonly() }) },
    failures: [],
  }) as const;

/** 被检查对象, by its bound code: what is public of it, what it says against that, and who has read data about it. */
export const subject = defineStep({
  summary: { zh: '被检查对象自助', en: 'What an inspected subject does by its bound code' },
  uses: { workflow: 'write', results: 'write', registry: 'read', public: 'write', audit: 'append', ops: 'write' },
  routes: {
    listOwnResults: reads(
      'results',
      { zh: '本单位公示中的检查结果', en: 'What is public of the own results' },
      ResultDocument,
    ),
    listOwnDataUses: reads(
      'data-uses',
      {
        zh: '部门间共享使用本单位数据的情况',
        en: 'Which departments have read shared data about it, and for what',
      },
      OwnDataUseView,
    ),
    listOwnObjections: reads(
      'objections',
      { zh: '本单位提出的异议', en: 'The own objections and what came of them' },
      OwnObjectionView,
    ),
    listOwnLookups: reads(
      'lookups',
      { zh: '谁核查过本单位', en: 'Who looked the subject up, and for what' },
      OwnLookupView,
    ),
    listOwnCreditRecords: reads(
      'credit-records',
      { zh: '本单位的信用记录', en: 'What is on record of the subject' },
      OwnCreditRecordView,
    ),
    listOwnListEntries: reads(
      'list-entries',
      { zh: '本单位的名单条目', en: 'Which lists the subject is on, or was' },
      OwnListEntryView,
    ),
    listOwnTrustPeriods: reads(
      'trust-periods',
      { zh: '本单位的观察期和指导记录', en: 'The own periods of trust, and the visits that advised' },
      OwnTrustPeriodView,
    ),
    listOwnRepairable: reads(
      'repairable',
      { zh: '本单位可申请修复的信用记录', en: 'The own records that can be repaired, and from which day on' },
      OwnRepairableView,
    ),
    listOwnRepairs: reads(
      'repairs',
      { zh: '本单位的信用修复', en: 'The own repairs, what is asked for, and what came of them' },
      OwnRepairView,
    ),
    fileOwnRepair: {
      method: 'POST',
      path: '/subject/repairs',
      summary: { zh: '申请信用修复', en: 'Ask for the repair of an own record' },
      access: 'subject',
      body: z.strictObject({ recordId, way, items, materials: RepairPapers }),
      success: { status: 201, body: OwnRepairView },
      failures: repairFailures,
      creates: true,
    },
    supplyOwnPapers: {
      method: 'POST',
      path: '/subject/repairs/{id}/supply',
      summary: { zh: '补正修复申请的材料', en: 'Bring the papers that an own application for repair lacks' },
      access: 'subject',
      params: recordParams,
      body: z.strictObject({ materials: RepairPapers }),
      success: { status: 200, body: OwnRepairView },
      failures: repairFailures,
      ifMatch: true,
    },
    withdrawOwnRepair: {
      method: 'POST',
      path: '/subject/repairs/{id}/withdraw',
      summary: { zh: '撤回修复申请', en: 'Take an own application for repair back before it is decided' },
      access: 'subject',
      params: recordParams,
      body: bare,
      success: { status: 200, body: OwnRepairView },
      failures: repairFailures,
      ifMatch: true,
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
