import * as z from 'zod';
import type { FailureKind } from '../../base/failures.ts';
import { DepartmentCode, LineText, LocalDate, LongText, PlainId, ShortText } from '../../base/primitives.ts';
import { leadKindCodes } from '../../codes/case-sources.ts';
import { unlicensedKindCodes } from '../../codes/unlicensed.ts';
import { Informant, InformantContent, readingReasons } from '../../domain/lead/informant.ts';
import { Answer, Lead, LeadContent } from '../../domain/lead/lead.ts';
import { platformNames } from '../../domain/lead/lead-import.ts';
import { UnlicensedFacts } from '../../domain/lead/route-unlicensed.ts';
import { Recheck, UnlicensedCase, UnlicensedOutcomeContent } from '../../domain/lead/unlicensed.ts';
import { actsOn, bare, recordParams } from '../acts.ts';
import { ownAdmin, ownAdminOfficeOrGovernment, ownOfficers, ownOfficersAndOverseers } from '../policies.ts';
import { commitFailures, defineStep } from '../route.ts';
import { fieldsOf, listOf, PageQuery, pageOf } from '../schemas.ts';
import { LeadHead, LeadImportView, LeadView, shownFields } from './lead-views.ts';

const changeFailures = [
  ...commitFailures,
  'not-found',
  'illegal-transition',
  'invalid-input',
  'not-ready',
  'same-person',
  'unknown-reference',
  'split-required',
  'receiver-required',
  'informant-exposed',
  'answer-owed',
  'follow-ups-open',
  'wrong-handler',
] as const satisfies readonly FailureKind[];

const { kind: _, ...content } = LeadContent.shape;
const { source: __, subSource: ___, receivedOn: ____, ...correctable } = content;
const AnswerTo = z.union([z.literal('informant'), DepartmentCode]);
const InformantView = z.object(fieldsOf(Informant, ['realName', 'name', 'phone', 'address', 'readings']));

const act = actsOn('/leads', LeadView, changeFailures);

const Link = z.object({ url: z.string(), expiresAt: z.iso.datetime() });

/**
 * 个案线索: of the department that has it and those who oversee it; another department does not learn that there is one.
 * Who sent it is read by the persons who handle it alone, and each reading is written down.
 */
export const leads = defineStep({
  summary: { zh: '个案线索', en: 'Leads' },
  uses: { workflow: 'write', results: 'read', informants: 'write', registry: 'read', audit: 'append', ops: 'write' },
  blobs: { uploads: 'write' },
  starts: ['import-leads'],
  routes: {
    registerLead: {
      method: 'POST',
      path: '/leads',
      summary: { zh: '登记线索', en: 'Register a lead' },
      access: ownOfficers,
      body: z.strictObject({
        ...content,
        /** One kind; a letter that is a complaint and a report is registered twice. */
        kinds: z.array(z.enum(leadKindCodes)).min(1).max(leadKindCodes.length),
        informant: InformantContent.optional(),
        /** Who is to be answered; a complaint or report under a real name is answered in any case. */
        answerTo: z.array(AnswerTo).max(5).default([]),
      }),
      success: { status: 201, body: LeadView },
      failures: changeFailures,
      creates: true,
    },
    listLeads: {
      method: 'GET',
      path: '/leads',
      summary: { zh: '线索收件箱（按到期日）或全部线索', en: 'The inbox of leads by due day, or all leads' },
      access: ownOfficersAndOverseers,
      query: z.object({
        ...PageQuery.shape,
        view: z.enum(['open', 'all']).default('open'),
        department: listOf(DepartmentCode).optional(),
        status: Lead.shape.status.optional(),
        kind: Lead.shape.kind.optional(),
        unlicensed: z.enum(unlicensedKindCodes).optional(),
        dueBy: LocalDate.optional(),
      }),
      success: { status: 200, body: pageOf(LeadHead) },
      failures: [],
      paged: true,
    },
    getLead: {
      method: 'GET',
      path: '/leads/{id}',
      summary: { zh: '查看线索', en: 'Show a lead' },
      access: ownOfficersAndOverseers,
      params: recordParams,
      success: { status: 200, body: LeadView },
      failures: ['not-found'],
    },
    findSimilarLeads: {
      method: 'POST',
      path: '/lead-searches',
      summary: { zh: '查找重复线索', en: 'Look for leads about the same subject and matter' },
      access: ownOfficers,
      body: z.strictObject({
        objectId: LeadContent.shape.objectId,
        subjectText: LeadContent.shape.subjectText,
        matter: LeadContent.shape.matter,
      }),
      success: {
        status: 200,
        body: z.object({
          items: z.array(z.object({ ...fieldsOf(Lead, [...shownFields, 'matter']), likeness: z.int() })),
        }),
      },
      failures: ['unknown-reference'],
    },
    updateLead: {
      method: 'PUT',
      path: '/leads/{id}',
      summary: { zh: '更正线索内容', en: 'Put right what a lead says' },
      access: ownOfficers,
      params: recordParams,
      body: z.strictObject(correctable),
      success: { status: 200, body: LeadView },
      failures: changeFailures,
      ifMatch: true,
    },
    acceptLead: act('accept', { zh: '受理线索', en: 'Accept a lead' }, ownOfficers, bare),
    rejectLead: act(
      'reject',
      { zh: '不予受理线索', en: 'Reject a lead that somebody else registered' },
      ownOfficers,
      z.strictObject({ ground: LineText, told: Answer.optional() }),
    ),
    passLeadOn: act(
      'pass-on',
      { zh: '转送线索', en: 'Pass a lead on to a named department' },
      ownOfficers,
      z.strictObject({
        receiver: DepartmentCode.optional(),
        reason: LineText,
        answerWanted: z.boolean().default(true),
      }),
    ),
    mergeLead: act(
      'merge',
      { zh: '线索并案', en: 'Join a lead to another about the same' },
      ownOfficers,
      z.strictObject({ into: PlainId }),
    ),
    extendLead: act(
      'extend',
      { zh: '延长核查期限', en: 'Extend the time for verification, once' },
      ownAdmin,
      z.strictObject({ reason: LineText }),
    ),
    concludeLeadWithoutCheck: act(
      'conclude-without-check',
      { zh: '不经检查办结核查', en: 'Conclude a lead that needs no check' },
      ownAdmin,
      z.strictObject({ outcome: Lead.shape.outcome.unwrap(), reason: LongText }),
    ),
    concludeLead: act(
      'conclude',
      { zh: '办结核查', en: 'Conclude a lead whose checks are over, their results approved' },
      ownOfficers,
      z.strictObject({ outcome: Lead.shape.outcome.unwrap(), reason: LongText }),
    ),
    classifyUnlicensed: act(
      'unlicensed',
      { zh: '认定无证无照经营及处理部门', en: 'Say what an operation lacks, and who handles it (R26)' },
      ownOfficers,
      z.strictObject({
        facts: UnlicensedFacts,
        handler: UnlicensedCase.shape.handler,
        ...fieldsOf(UnlicensedCase, ['licenceName', 'handlerBasis', 'exemption']),
      }),
    ),
    recordUnlicensedOutcome: act(
      'unlicensed-outcomes',
      { zh: '登记无证无照处理结果', en: 'Record what was done about an unlicensed operation' },
      ownOfficers,
      UnlicensedOutcomeContent,
    ),
    recheckUnlicensed: act(
      'unlicensed-rechecks',
      { zh: '登记督促办证的复查', en: 'Record the re-check after the term to get a licence (R27)' },
      ownOfficers,
      z.strictObject(fieldsOf(Recheck, ['visitId', 'licensed', 'licenceNumber', 'note'])),
    ),
    answerLead: act(
      'answers',
      { zh: '登记答复', en: 'Record that an owed answer was given' },
      ownOfficers,
      z.strictObject({ answer: PlainId, given: Answer }),
    ),
    closeLead: act('close', { zh: '办结线索', en: 'Close a lead whose owed answers are given' }, ownOfficers, bare),
    reopenLead: act(
      'reopen',
      { zh: '重启线索', en: 'Open a closed lead again on new facts' },
      ownAdminOfficeOrGovernment,
      z.strictObject({ newFacts: LongText }),
    ),
    nameHandlers: {
      method: 'PUT',
      path: '/leads/{id}/handlers',
      summary: { zh: '指定线索承办人', en: 'Name the persons who handle a lead' },
      access: ownAdmin,
      params: recordParams,
      body: z.strictObject({ handlers: z.array(z.string().min(1).max(100)).min(1).max(10) }),
      success: { status: 200, body: LeadView },
      failures: changeFailures,
      ifMatch: true,
    },
    createLeadImport: {
      method: 'POST',
      path: '/lead-imports',
      summary: {
        zh: '登记投诉举报平台文件',
        en: 'Announce a file of a complaints platform and get the address to upload it to',
      },
      access: ownOfficers,
      body: z.strictObject({
        platform: z.enum(platformNames),
        fileName: ShortText,
        bytes: z
          .int()
          .min(1)
          .max(20 * 1024 * 1024),
      }),
      success: {
        status: 201,
        body: z.object({
          import: LeadImportView,
          upload: z.object({ ...Link.shape, headers: z.record(z.string(), z.string()) }),
        }),
      },
      failures: [...commitFailures, 'not-found'],
      creates: true,
      answersAnew: true,
    },
    startLeadImport: {
      method: 'POST',
      path: '/lead-imports/{id}/start',
      summary: { zh: '登记文件中的线索', en: 'Register the leads of an uploaded file' },
      access: ownOfficers,
      params: recordParams,
      body: z.strictObject({ validRowsOnly: z.boolean().default(false) }),
      success: { status: 202, body: LeadImportView },
      failures: [...commitFailures, 'not-found', 'not-ready', 'illegal-transition'],
    },
    getLeadImport: {
      method: 'GET',
      path: '/lead-imports/{id}',
      summary: { zh: '查看线索导入结果', en: 'Show what became of a file of leads' },
      access: ownOfficers,
      params: recordParams,
      success: { status: 200, body: LeadImportView },
      failures: ['not-found'],
    },
    getLeadImportReport: {
      method: 'GET',
      path: '/lead-imports/{id}/report',
      summary: { zh: '下载线索导入校验报告', en: 'Address of the report: line, column, value and reason' },
      access: ownOfficers,
      params: recordParams,
      success: { status: 200, body: Link },
      failures: ['not-found', 'not-ready'],
    },
    readInformant: {
      method: 'POST',
      path: '/leads/{id}/informant-readings',
      summary: {
        zh: '查看投诉举报人（留痕）',
        en: 'Read who sent a lead; the reading and its reason are written down',
      },
      access: ownOfficers,
      params: recordParams,
      body: z.strictObject({ reason: z.enum(readingReasons), note: LineText.optional() }),
      success: { status: 200, body: z.object({ items: z.array(InformantView).readonly() }) },
      failures: [...commitFailures, 'not-found', 'not-ready', 'forbidden'],
    },
  },
});
