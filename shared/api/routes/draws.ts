import * as z from 'zod';
import { DepartmentCode, LineText, PlainId } from '../../base/primitives.ts';
import { batchStatuses } from '../../domain/batch/states.ts';
import { MatchingWish } from '../../domain/match/rules.ts';
import {
  jointAdminOrOffice,
  jointStaffAndOverseers,
  jointStaffOverseersAndConvener,
  ownAdminOrOffice,
} from '../policies.ts';
import { commitFailures, defineStep } from '../route.ts';
import { listOf, PageQuery, pageOf } from '../schemas.ts';
import { randomnessRoutes } from './draw-randomness.ts';
import { act, BatchHead, BatchView, params, readFailures } from './draw-views.ts';

/**
 * 抽取: freeze → commit → randomness → draw → dispatch; from the commitment on each step is public before the next can begin.
 * The draw is the business of the departments that lead its entries, and of the joint meeting's office; its leads,
 * participants and the parties of its ceremony read it.
 */
export const draws = defineStep({
  summary: { zh: '随机抽取', en: 'The draw' },
  uses: { registry: 'read', workflow: 'write', results: 'write', public: 'write', audit: 'append', ops: 'write' },
  blobs: { draws: 'write', books: 'write', shards: 'write' },
  startsDraws: true,
  opensKeys: true,
  routes: {
    freezeBatch: {
      method: 'POST',
      path: '/batches',
      summary: { zh: '建立批次并冻结抽样框', en: 'Freeze frames, quotas and inspectors of a batch' },
      access: ownAdminOrOffice,
      body: z
        .strictObject({
          title: LineText,
          entries: z
            .array(z.strictObject({ planId: PlainId, entryId: PlainId }))
            .min(1)
            .max(20)
            .optional(),
          /** 专项检查, in the place of entries: it is drawn by a batch of its own. */
          campaign: PlainId.optional(),
          matching: MatchingWish.optional(),
        })
        .refine(({ entries, campaign }) => (entries === undefined) !== (campaign === undefined), {
          path: ['entries'],
          message: '计划条目与专项检查应填且只填一项',
        }),
      success: { status: 201, body: BatchView },
      failures: [
        ...readFailures,
        ...commitFailures,
        'invalid-input',
        'not-ready',
        'unknown-reference',
        'ratio-above-cap',
        'empty-frame',
        'class-would-show',
        'duplicate-object',
        'no-lawful-team',
        'repeat-needs-consent',
      ],
      creates: true,
    },
    ...randomnessRoutes,
    drawBatch: act('draw', { zh: '抽取对象并匹配人员', en: 'Draw objects and match inspectors' }, ownAdminOrOffice, [
      'key-lost',
    ]),
    dispatchBatch: act('dispatch', { zh: '派发检查任务', en: 'Hand out visits and results' }, ownAdminOrOffice, [
      'not-ready',
    ]),
    restartProcess: act(
      'process',
      { zh: '重新启动抽取流程', en: 'Begin the draw process again after it failed' },
      ownAdminOrOffice,
      ['not-ready', 'process-running'],
    ),
    publishDrawList: act(
      'list',
      { zh: '公示抽查名单', en: 'Publish list and frames once the window is over' },
      ownAdminOrOffice,
      ['not-ready'],
    ),
    getBatch: {
      method: 'GET',
      path: '/batches/{id}',
      summary: { zh: '查看批次', en: 'Show a batch' },
      access: jointStaffOverseersAndConvener,
      params,
      success: { status: 200, body: BatchView },
      failures: readFailures,
    },
    listBatches: {
      method: 'GET',
      path: '/batches',
      summary: { zh: '查询批次', en: 'List batches, the newest first' },
      access: jointStaffOverseersAndConvener,
      query: z.object({
        ...PageQuery.shape,
        department: listOf(DepartmentCode).optional(),
        status: z.enum(batchStatuses).optional(),
        number: PlainId.optional(),
      }),
      success: { status: 200, body: pageOf(BatchHead) },
      failures: [],
      paged: true,
    },
    listOverCap: {
      method: 'GET',
      path: '/batches/{id}/over-cap',
      summary: {
        zh: '超频次检查：已达年度上限的对象及其依据文件',
        en: 'Visits of a batch to objects that had reached the year’s cap, with the document that allows them',
      },
      access: jointStaffAndOverseers,
      params,
      query: z.object(PageQuery.shape),
      success: {
        status: 200,
        body: pageOf(
          z.object({
            visitId: PlainId,
            objectId: PlainId,
            objectName: LineText,
            /** Of the year and all departments, when the frame was frozen. */
            checks: z.int(),
            document: LineText,
          }),
        ),
      },
      failures: readFailures,
      paged: true,
    },
    getBatchFrame: {
      method: 'GET',
      path: '/batches/{id}/frames/{frame}',
      summary: { zh: '下载抽样框', en: 'Address of a frozen frame: canonical NDJSON' },
      // The files of a frame: only who may know in good time where the inspections will go.
      access: jointAdminOrOffice,
      params: z.object({ id: PlainId, frame: PlainId }),
      success: { status: 200, body: z.object({ url: z.string(), expiresAt: z.iso.datetime() }) },
      failures: readFailures,
    },
  },
});
