import * as z from 'zod';
import { LineText, PlainId, Sha256Hex } from '../../base/primitives.ts';
import { BatchKeyRecord, KeyExport, KeyUse } from '../../domain/batch/batch-key.ts';
import { ObjectId } from '../../domain/registry/object-id.ts';
import { FactsFile, PeopleFile, TurnsFile } from '../../verification/two/key-file.ts';
import { governmentOrAuditor, jointOfficers } from '../policies.ts';
import { commitFailures, defineStep } from '../route.ts';
import { fieldsOf } from '../schemas.ts';
import { act, BatchView, params, readFailures } from './draw-views.ts';

const ofRequest = z.object({ id: PlainId, requestId: PlainId });
const ExportView = z.object(
  fieldsOf(KeyExport, ['id', 'recipient', 'reason', 'requestedBy', 'requestedAt', 'approvedBy', 'approvedAt']),
);
const KeyView = z.object({
  ...fieldsOf(BatchKeyRecord, ['number', 'commitment', 'madeAt', 'lostAt']),
  exports: z.array(ExportView).readonly(),
});
const UseView = z.object(fieldsOf(KeyUse, ['id', 'batchId', 'number', 'purpose', 'by', 'at']));

/**
 * 批次密钥: what it is opened for besides the draw itself. A slip is handed out by a department that comes to the object; the
 * key goes to whoever oversees the draw, by two persons of theirs (R5), and each time it is opened is on record.
 */
export const keys = defineStep({
  summary: { zh: '自查单与密钥移交', en: 'Slips, and the handing over of keys' },
  uses: { registry: 'read', workflow: 'write', public: 'write', audit: 'append', ops: 'write' },
  blobs: { draws: 'read', books: 'read' },
  opensKeys: true,
  routes: {
    issueSlip: {
      method: 'POST',
      path: '/batches/{id}/slips',
      summary: { zh: '发给自查单', en: 'Hand an object the slip by which it finds its own row' },
      access: jointOfficers,
      params,
      body: z.strictObject({ frame: PlainId, objectId: ObjectId }),
      success: {
        status: 200,
        body: z.object({
          batch: z.string(),
          frame: z.string(),
          id: z.string(),
          version: z.int(),
          places: z.string(),
          salt: z.string(),
          /** Where it opens itself: what stands behind `#` is sent to nobody. */
          path: z.string(),
        }),
      },
      failures: [...readFailures, 'not-ready', 'key-lost'],
    },
    getBatchKey: {
      method: 'GET',
      path: '/batches/{id}/key',
      summary: { zh: '查看密钥状态和使用记录', en: 'The state of a key, and each time it was opened' },
      access: governmentOrAuditor,
      params,
      success: { status: 200, body: KeyView.extend({ uses: z.array(UseView).readonly() }) },
      failures: ['not-found'],
    },
    requestKeyExport: {
      method: 'POST',
      path: '/batches/{id}/key-exports',
      summary: { zh: '申请移交密钥', en: 'Ask for the key to be handed over' },
      access: governmentOrAuditor,
      params,
      body: z.strictObject({ recipient: LineText, reason: LineText }),
      success: { status: 201, body: KeyView },
      failures: ['not-found', ...commitFailures],
      creates: true,
    },
    approveKeyExport: {
      method: 'POST',
      path: '/batches/{id}/key-exports/{requestId}/approve',
      summary: { zh: '批准移交密钥', en: 'Let the key be handed over, on another person’s request' },
      access: governmentOrAuditor,
      params: ofRequest,
      success: { status: 200, body: KeyView },
      failures: ['not-found', 'not-ready', 'foreign-department', 'same-person', ...commitFailures],
    },
    collectKeyExport: {
      method: 'POST',
      path: '/batches/{id}/key-exports/{requestId}/collect',
      summary: { zh: '领取密钥和对号册', en: 'Collect the key with all that it opens' },
      access: governmentOrAuditor,
      params: ofRequest,
      success: {
        status: 200,
        body: z.object({
          key: z.string(),
          books: z.array(z.object({ frame: z.string(), url: z.string(), expiresAt: z.iso.datetime() })).readonly(),
          people: PeopleFile,
          facts: FactsFile.optional(),
          turns: TurnsFile,
        }),
      },
      failures: ['not-found', 'not-ready', 'key-lost'],
    },
    recordKeyCheck: {
      ...act(
        'key-checks',
        { zh: '公布独立核对结果', en: 'Publish that the draw was opened with its key' },
        governmentOrAuditor,
        ['not-ready'],
      ),
      body: z.strictObject({ by: LineText, digest: Sha256Hex, outcome: z.enum(['passed', 'failed']) }),
      success: { status: 200, body: BatchView },
    },
  },
});
