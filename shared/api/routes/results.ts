import * as z from 'zod';
import { DepartmentCode, Instant, LocalDate, NamePart, PlainId } from '../../base/primitives.ts';
import { openDeadlines } from '../../domain/deadline/state.ts';
import { CodePart, ObjectId } from '../../domain/registry/object-id.ts';
import { Evidence, EvidenceAnnouncement } from '../../domain/result/evidence.ts';
import { ResultDraft } from '../../domain/result/findings.ts';
import { resultStatuses } from '../../domain/result/states.ts';
import { jointStaffAndOverseers, ownOfficers, ownRecorders } from '../policies.ts';
import { defineStep } from '../route.ts';
import { listOf, PageQuery, pageOf } from '../schemas.ts';
import { act, Reason, ResultView, resultChangeFailures, resultParams, resultReadFailures } from './result-views.ts';

const evidenceParams = z.object({ id: PlainId, evidenceId: PlainId });
const recordFailures = ['illegal-transition', 'uncertified-recorder', 'evidence-limit'] as const;

/**
 * 检查结果: entry, approval, correction and the files that go with it. That nobody approves what
 * they entered (R5) is checked person by person.
 */
export const results = defineStep({
  summary: { zh: '检查结果', en: 'Inspection results' },
  uses: {
    results: 'write',
    workflow: 'write',
    registry: 'read',
    /** R23: what is entered of a check on a lead must not tell who sent the lead. */
    informants: 'read',
    public: 'read',
    audit: 'append',
    ops: 'write',
  },
  blobs: { uploads: 'write', evidence: 'write' },
  routes: {
    listResults: {
      method: 'GET',
      path: '/results',
      summary: { zh: '查询检查结果', en: 'List results' },
      access: jointStaffAndOverseers,
      query: z.object({
        ...PageQuery.shape,
        department: listOf(DepartmentCode).optional(),
        batch: PlainId.optional(),
        status: listOf(z.enum(resultStatuses)).optional(),
        object: ObjectId.optional(),
        /** A part of the object's name, and the beginning of its number or credit code. */
        name: NamePart.optional(),
        code: CodePart.optional(),
        mine: z.literal('true').optional(),
        deadline: z.enum(openDeadlines).optional(),
      }),
      success: { status: 200, body: pageOf(ResultView) },
      failures: [],
      paged: true,
    },
    getResult: {
      method: 'GET',
      path: '/results/{id}',
      summary: { zh: '查看检查结果', en: 'Show a result' },
      access: jointStaffAndOverseers,
      params: resultParams,
      success: { status: 200, body: ResultView },
      failures: resultReadFailures,
    },
    listResultVersions: {
      method: 'GET',
      path: '/results/{id}/versions',
      summary: { zh: '检查结果的历史版本', en: 'Versions of a result' },
      access: jointStaffAndOverseers,
      params: resultParams,
      success: { status: 200, body: z.object({ items: z.array(ResultView) }) },
      failures: resultReadFailures,
    },
    saveResult: {
      method: 'PUT',
      path: '/results/{id}',
      summary: { zh: '录入检查结果（可暂存）', en: 'Enter what was found, as a draft' },
      access: ownRecorders,
      params: resultParams,
      body: ResultDraft,
      success: { status: 200, body: ResultView },
      failures: [
        ...resultChangeFailures,
        'uncertified-recorder',
        'invalid-input',
        'result-too-large',
        'informant-exposed',
      ],
      ifMatch: true,
    },
    clearResult: act(
      'clear',
      { zh: '清空录入的检查结果', en: 'Empty a draft, as if nothing had been entered' },
      ownRecorders,
      ['uncertified-recorder', 'not-ready'],
    ),
    submitResult: act(
      'submit',
      { zh: '提交审核', en: 'Hand a result over for approval; it says when the department’s part was over' },
      ownRecorders,
      ['uncertified-recorder', 'result-incomplete', 'invalid-input', 'unlawful-presence', 'informant-exposed'],
      z.strictObject({ completedOn: LocalDate.optional() }),
    ),
    takeBackResult: act(
      'take-back',
      { zh: '撤回提交', en: 'Take back the own submission while nobody has decided' },
      ownRecorders,
      ['not-ready'],
    ),
    approveResult: act('approve', { zh: '审核通过', en: 'Approve a result, which opens its follow-ups' }, ownOfficers, [
      'same-person',
      'follow-up-missing',
      'already-exempted',
      'receiver-not-competent',
      'not-ready',
    ]),
    returnResult: act(
      'return',
      { zh: '退回检查结果', en: 'Return a result' },
      ownOfficers,
      ['same-person', 'informant-exposed'],
      Reason,
    ),
    correctResult: act(
      'correct',
      { zh: '更正检查结果', en: 'Open a result for its next edition' },
      ownOfficers,
      ['informant-exposed'],
      Reason,
    ),
    abandonCorrection: act(
      'correct/abandon',
      { zh: '放弃更正', en: 'Give a correction up: the last edition stays as it is' },
      ownOfficers,
      ['not-ready', 'follow-up-missing', 'receiver-not-competent', 'already-exempted'],
    ),
    createEvidence: {
      method: 'POST',
      path: '/results/{id}/evidence',
      summary: { zh: '上传证据', en: 'Announce a file and get an address to upload it to' },
      access: ownRecorders,
      params: resultParams,
      body: EvidenceAnnouncement,
      success: {
        status: 201,
        body: z.object({
          id: PlainId,
          upload: z.object({ url: z.string(), expiresAt: Instant, headers: z.record(z.string(), z.string()) }),
        }),
      },
      failures: [...resultReadFailures, ...recordFailures],
      creates: true,
      answersAnew: true,
    },
    confirmEvidence: {
      method: 'POST',
      path: '/results/{id}/evidence/{evidenceId}/confirm',
      summary: { zh: '确认证据已上传', en: 'Attach an uploaded file that is what was announced' },
      access: ownRecorders,
      params: evidenceParams,
      body: EvidenceAnnouncement,
      success: { status: 200, body: ResultView },
      failures: [
        ...resultChangeFailures,
        ...recordFailures,
        'evidence-not-uploaded',
        'evidence-mismatch',
        'result-too-large',
      ],
    },
    removeEvidence: {
      method: 'DELETE',
      path: '/results/{id}/evidence/{evidenceId}',
      summary: { zh: '移除证据', en: 'Take a file off a result that can still be edited and does not cite it' },
      access: ownRecorders,
      params: evidenceParams,
      success: { status: 200, body: ResultView },
      failures: [...resultChangeFailures, 'uncertified-recorder', 'evidence-cited'],
      ifMatch: true,
    },
    getEvidence: {
      method: 'GET',
      path: '/results/{id}/evidence/{evidenceId}',
      summary: { zh: '下载证据', en: 'Get an address to read a file from' },
      access: jointStaffAndOverseers,
      params: evidenceParams,
      success: { status: 200, body: z.object({ evidence: Evidence, url: z.string(), expiresAt: Instant }) },
      failures: resultReadFailures,
    },
  },
});
