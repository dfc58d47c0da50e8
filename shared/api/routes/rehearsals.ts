import * as z from 'zod';
import { PlainId } from '../../base/primitives.ts';
import { Rehearsal, rehearsalNotice } from '../../domain/rehearsal/rehearsal.ts';
import type { Stored } from '../../use-cases/ports/records.ts';
import { jointOfficersAndOverseers, jointOfficersOrOffice } from '../policies.ts';
import { commitFailures, defineStep } from '../route.ts';
import { fieldsOf, VersionFields, versioned } from '../schemas.ts';

const params = z.object({ id: PlainId });
const RehearsalHead = z.object({
  notice: z.literal(rehearsalNotice),
  ...fieldsOf(Rehearsal, [
    'id',
    'planId',
    'entryId',
    'department',
    'status',
    'requestedBy',
    'requestedAt',
    'read',
    'progress',
    'planVersion',
    'entriesDigest',
    'inputsDigest',
    'finishedAt',
    'failure',
  ]),
  ...VersionFields,
});
export const rehearsalHead = (rehearsal: Stored<Rehearsal>) =>
  ({ notice: rehearsalNotice, ...versioned(rehearsal) }) as const;
const RehearsalView = z.object({
  ...RehearsalHead.shape,
  groups: Rehearsal.shape.groups,
  preview: Rehearsal.shape.preview,
  /** Whether the plan's entries, and with `compare` all that was read, are others by now. */
  stale: z.object({ plan: z.boolean(), inputs: z.boolean().optional() }).optional(),
});

/**
 * 抽取演练: what a plan would bring if it were drawn now. Counts only; no object is named and nothing is decided. Whom a draw
 * would send is nothing for those who are sent: inspectors do not read it.
 */
export const rehearsals = defineStep({
  summary: { zh: '抽取演练', en: 'Rehearsals of plans' },
  uses: { workflow: 'write', registry: 'read', audit: 'append', ops: 'write' },
  blobs: { draws: 'read', books: 'read' },
  starts: ['simulate-plan'],
  routes: {
    startRehearsal: {
      method: 'POST',
      path: '/plans/{id}/rehearsals',
      summary: { zh: '开始演练', en: 'Rehearse a plan, or one of its entries, over dry seeds' },
      access: jointOfficersOrOffice,
      params,
      body: z.strictObject({ entryId: PlainId.optional() }),
      success: { status: 202, body: RehearsalHead },
      failures: [
        ...commitFailures,
        'not-found',
        'foreign-department',
        'illegal-transition',
        'invalid-input',
        'not-ready',
        'too-many-rehearsals',
      ],
      creates: true,
    },
    listRehearsals: {
      method: 'GET',
      path: '/plans/{id}/rehearsals',
      summary: { zh: '查询演练', en: 'The last rehearsals of a plan and of its entries' },
      access: jointOfficersAndOverseers,
      params,
      success: { status: 200, body: z.object({ items: z.array(RehearsalHead) }) },
      failures: ['not-found', 'foreign-department'],
    },
    getRehearsal: {
      method: 'GET',
      path: '/plans/{id}/rehearsals/{rehearsalId}',
      summary: { zh: '查看演练进度和结果', en: 'Show how far a rehearsal is, and its figures' },
      access: jointOfficersAndOverseers,
      params: z.object({ id: PlainId, rehearsalId: PlainId }),
      query: z.object({
        /** Reads the registry again and says whether it is still what was rehearsed. */
        compare: z.enum(['true', 'false']).optional(),
      }),
      success: { status: 200, body: RehearsalView },
      failures: ['not-found', 'foreign-department', 'not-ready', 'allowance-spent'],
    },
  },
});
