import * as z from 'zod';
import { PlainId, Sha256Hex } from '../../base/primitives.ts';
import { AuditDay, AuditEvent } from '../../domain/audit/audit-chain.ts';
import { findingKinds } from '../../domain/audit/finding.ts';
import { auditedEntities } from '../../platform/registries.ts';
import { auditorAlone } from '../policies.ts';
import { defineStep } from '../route.ts';
import { fieldsOf, PageQuery, pageOf } from '../schemas.ts';

const EventView = z.object(
  fieldsOf(AuditEvent, [
    'entity',
    'id',
    'seq',
    'action',
    'at',
    'actor',
    'department',
    'facts',
    'wrote',
    'published',
    'rows',
    'previous',
    'hash',
  ]),
);

const Entity = z.enum(auditedEntities);

/** 审计: who did what and when, and whether anybody has touched that since. */
export const audit = defineStep({
  summary: { zh: '审计', en: 'Audit trail' },
  uses: { audit: 'read', workflow: 'read', results: 'read', informants: 'read', registry: 'read', public: 'read' },
  routes: {
    listAuditEvents: {
      method: 'GET',
      path: '/audit/events',
      summary: {
        zh: '查询审计记录（按记录，或按日期）',
        en: 'List the events of one record (entity and id), or of one day in Asia/Shanghai',
      },
      access: auditorAlone,
      query: z
        .object({
          ...PageQuery.shape,
          entity: Entity.optional(),
          id: PlainId.optional(),
          day: AuditDay.optional(),
        })
        .refine(({ entity, id, day }) => (entity && id ? !day : day && !entity && !id), {
          message: '请注明记录类别和编号（entity、id），或注明日期（day）',
          path: ['day'],
        }),
      success: { status: 200, body: pageOf(EventView) },
      failures: [],
      paged: true,
    },
    verifyAudit: {
      method: 'GET',
      path: '/audit/{entity}/{id}/verification',
      summary: {
        zh: '核验审计链',
        en: "Recompute a record's chain of events and compare it with the record, its versions and its public documents",
      },
      access: auditorAlone,
      params: z.object({ entity: Entity, id: PlainId }),
      success: {
        status: 200,
        body: z.object({
          entity: Entity,
          id: PlainId,
          events: z.int().min(0),
          intact: z.boolean(),
          /** The first event that does not follow, was changed, is missing or was added. */
          brokenAt: z.int().min(1).optional(),
          /** Rows and documents on lists too long for a request; the job compares them every four weeks. */
          left: z.int().min(0),
          /** Whatever does not agree: events, rows, kept versions, public documents. */
          findings: z.array(z.object({ kind: z.enum(findingKinds), words: z.string() })),
        }),
      },
      failures: ['not-found'],
    },
    proveRow: {
      method: 'GET',
      path: '/audit/{entity}/{id}/proof',
      summary: {
        zh: '取得一行数据的封存证明（导入的名录行、派发的检查）',
        en: 'Proof that a version brought by an import or a dispatch is under the Merkle root that its event states',
      },
      access: auditorAlone,
      params: z.object({ entity: Entity, id: PlainId }),
      query: z.object({ version: z.coerce.number<string>().int().min(1).max(999_999).optional() }),
      success: {
        status: 200,
        body: z.object({
          version: z.int().min(1),
          /** SHA-256 of the row's canonical JSON. */
          digest: Sha256Hex,
          leaf: z.string(),
          index: z.int().min(0),
          size: z.int().min(1),
          path: z.array(Sha256Hex),
          root: Sha256Hex,
          statedBy: z.object({ entity: z.string(), id: z.string(), seq: z.int().min(1) }),
        }),
      },
      failures: ['not-found'],
    },
  },
});
