import * as z from 'zod';
import { DepartmentCode, LocalDate, NamePart, PlainId, Sha256Hex } from '../../base/primitives.ts';
import { townshipCodes } from '../../codes/townships.ts';
import { LogDocument } from '../../domain/audit/audit-log.ts';
import { CreditCode, ObjectId } from '../../domain/registry/object-id.ts';
import { CampaignDocument } from '../../public/campaign-document.ts';
import { DrawListDocument } from '../../public/draw-lists.ts';
import { DrawCodeDocument, DrawRowDocument } from '../../public/draw-row-view.ts';
import { FrameShardDocument } from '../../public/draw-schemas.ts';
import { AnyDrawDocument } from '../../public/earlier-draw-schemas.ts';
import { ItemDocument, PlanDocument } from '../../public/plan-documents.ts';
import { ResultDocument } from '../../public/result-document.ts';
import { defineStep } from '../route.ts';
import { PageQuery, pageOf } from '../schemas.ts';

const Year = z.string().regex(/^20\d\d$/, '年份应为四位数字，如 2026');
const Edition = z.coerce.number<string>().int().min(1).max(9999);
const Month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, '月份应如 2026-11');
const one = z.object({ id: PlainId });
const ofDraw = z.object({ number: PlainId });
const ofYear = z.object({ ...PageQuery.shape, year: Year.optional(), department: DepartmentCode.optional() });

const CodeListView = z.object({
  title: z.string(),
  source: z.string(),
  version: z.string(),
  confirm: z.string().optional(),
  codes: z.array(z.object({ code: z.string(), name: z.string() })).readonly(),
});

/** What anyone may read without login, already masked; it reads the Public table only. */
export const portal = defineStep({
  summary: { zh: '社会公众查询', en: 'What the public reads' },
  uses: { public: 'read' },
  routes: {
    listPublicPlans: {
      method: 'GET',
      path: '/public/plans',
      summary: { zh: '查询已公布的抽查计划', en: 'Published plans of a year or of all, the newest first' },
      access: 'public',
      query: ofYear,
      success: { status: 200, body: pageOf(PlanDocument) },
      failures: [],
      paged: true,
    },
    getPublicPlan: {
      method: 'GET',
      path: '/public/plans/{id}',
      summary: { zh: '查看抽查计划（可指定版次）', en: 'A published plan, the present or a past edition' },
      access: 'public',
      params: one,
      query: z.object({ edition: Edition.optional() }),
      success: { status: 200, body: PlanDocument },
      failures: ['not-found'],
    },
    listPublicCampaigns: {
      method: 'GET',
      path: '/public/campaigns',
      summary: { zh: '查询已公布的专项检查', en: 'Published campaigns of a year or of all, the newest first' },
      access: 'public',
      query: ofYear,
      success: { status: 200, body: pageOf(CampaignDocument) },
      failures: [],
      paged: true,
    },
    getPublicCampaign: {
      method: 'GET',
      path: '/public/campaigns/{id}',
      summary: { zh: '查看专项检查', en: 'A published campaign' },
      access: 'public',
      params: one,
      success: { status: 200, body: CampaignDocument },
      failures: ['not-found'],
    },
    listPublicItems: {
      method: 'GET',
      path: '/public/items',
      summary: { zh: '查询抽查事项清单', en: 'The published item list' },
      access: 'public',
      query: z.object({
        ...PageQuery.shape,
        department: DepartmentCode.optional(),
        name: NamePart.optional(),
      }),
      success: { status: 200, body: pageOf(ItemDocument) },
      failures: [],
      paged: true,
    },
    getPublicItem: {
      method: 'GET',
      path: '/public/items/{id}',
      summary: { zh: '查看抽查事项', en: 'An inspection item' },
      access: 'public',
      params: one,
      success: { status: 200, body: ItemDocument },
      failures: ['not-found'],
    },
    listPublicDraws: {
      method: 'GET',
      path: '/public/draws',
      summary: { zh: '查询抽取记录', en: 'Draws of a year or of all, voided ones included, the newest first' },
      access: 'public',
      query: ofYear,
      success: { status: 200, body: pageOf(AnyDrawDocument) },
      failures: [],
      paged: true,
    },
    getPublicDraw: {
      method: 'GET',
      path: '/public/draws/{number}',
      summary: { zh: '查看抽取记录', en: 'The record of a draw: manifest, randomness, thresholds' },
      access: 'public',
      params: ofDraw,
      success: { status: 200, body: AnyDrawDocument },
      failures: ['not-found'],
    },
    getPublicDrawRow: {
      method: 'GET',
      path: '/public/draws/{number}/rows/{row}',
      summary: {
        zh: '按行名查询一行的入框证明、抽签号和是否抽中',
        en: 'Line, inclusion proof, ticket and outcome of one row, at any time since the commitment',
      },
      access: 'public',
      params: z.object({ ...ofDraw.shape, row: Sha256Hex }),
      success: { status: 200, body: DrawRowDocument },
      failures: ['not-found', 'not-ready'],
    },
    getPublicDrawCode: {
      method: 'GET',
      path: '/public/draws/{number}/codes/{id}',
      summary: {
        zh: '按编号查询是否在公示的名单上',
        en: 'Whether a code stands on the published list; before that the same answer for every code',
      },
      access: 'public',
      params: z.object({ ...ofDraw.shape, id: ObjectId }),
      success: { status: 200, body: DrawCodeDocument },
      failures: ['not-found'],
    },
    listPublicDrawObjects: {
      method: 'GET',
      path: '/public/draws/{number}/list/{part}',
      summary: { zh: '查看抽取名单（公示后）', en: 'A part of the drawn list, once it is published' },
      access: 'public',
      params: z.object({ ...ofDraw.shape, part: z.string().regex(/^\d{1,4}$/) }),
      success: { status: 200, body: DrawListDocument },
      failures: ['not-found'],
    },
    listPublicFrameShards: {
      method: 'GET',
      path: '/public/draws/{number}/frames/{frame}',
      summary: {
        zh: '下载抽样框或人员名录（公布摘要后，按分片翻页）',
        en: 'A list by pages of its shards, from the commitment on: a frame, `inspectors` or `experts`; shards without lines are left out',
      },
      access: 'public',
      params: z.object({ ...ofDraw.shape, frame: PlainId }),
      query: z.object(PageQuery.shape),
      success: { status: 200, body: pageOf(FrameShardDocument) },
      failures: ['not-found'],
      paged: true,
    },
    getPublicFrameShard: {
      method: 'GET',
      path: '/public/draws/{number}/frames/{frame}/{shard}',
      summary: {
        zh: '下载抽样框分片（公布摘要后）',
        en: 'One of the 256 shards of a list',
      },
      access: 'public',
      params: z.object({ ...ofDraw.shape, frame: PlainId, shard: z.string().regex(/^\d{1,3}$/) }),
      success: { status: 200, body: FrameShardDocument },
      failures: ['not-found'],
    },
    listPublicLog: {
      method: 'GET',
      path: '/public/log',
      summary: {
        zh: '查看审计日志的每日根',
        en: 'The daily roots of the audit log with their consistency proofs, the latest first',
      },
      access: 'public',
      query: z.object(PageQuery.shape),
      success: { status: 200, body: pageOf(LogDocument) },
      failures: [],
      paged: true,
    },
    getPublicLogDay: {
      method: 'GET',
      path: '/public/log/{day}',
      summary: { zh: '查看审计日志某日的根', en: 'The root of the audit log at the end of a day' },
      access: 'public',
      params: z.object({ day: LocalDate }),
      success: { status: 200, body: LogDocument },
      failures: ['not-found'],
    },
    listPublicResults: {
      method: 'GET',
      path: '/public/results',
      summary: {
        zh: '查询检查结果',
        en: 'Published results by name, credit code, department, township and month, the newest first',
      },
      access: 'public',
      query: z.object({
        ...PageQuery.shape,
        name: NamePart.min(2, '请至少输入两个字').optional(),
        creditCode: CreditCode.optional(),
        department: DepartmentCode.optional(),
        township: z.enum(townshipCodes).optional(),
        /** First and last month of publication; without them the last twelve months, and of one credit code all. */
        from: Month.optional(),
        to: Month.optional(),
      }),
      success: { status: 200, body: pageOf(ResultDocument) },
      failures: ['invalid-input'],
      paged: true,
    },
    getPublicResult: {
      method: 'GET',
      path: '/public/results/{id}',
      summary: { zh: '查看检查结果（可指定版次）', en: 'A published result, the present or a past edition' },
      access: 'public',
      params: one,
      query: z.object({ edition: Edition.optional() }),
      success: { status: 200, body: ResultDocument },
      failures: ['not-found'],
    },
    listPublicCodes: {
      method: 'GET',
      path: '/public/codes',
      summary: { zh: '代码表', en: 'Code lists with their sources' },
      access: 'public',
      success: { status: 200, body: z.object({ lists: z.record(z.string(), CodeListView) }) },
      failures: [],
    },
  },
});
