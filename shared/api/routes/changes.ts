import * as z from 'zod';
import type { FailureKind } from '../../base/failures.ts';
import { LineText, PlainId } from '../../base/primitives.ts';
import { RegistryKind } from '../../domain/registry/kinds.ts';
import { RegistryChange, WantedChange } from '../../domain/registry/registry-change.ts';
import { ownOfficers } from '../policies.ts';
import { commitFailures, defineStep } from '../route.ts';
import { fieldsOf, PageQuery, pageOf, VersionFields } from '../schemas.ts';

const ChangeView = z.object({
  ...fieldsOf(RegistryChange, [
    'id',
    'kind',
    'rowId',
    'department',
    'change',
    'reason',
    'taken',
    'replaces',
    'asked',
    'consents',
    'status',
    'requestedBy',
    'requestedAt',
    'until',
    'closed',
  ]),
  ...VersionFields,
});
const params = z.object({ id: PlainId });
const success = { status: 200, body: ChangeView } as const;
const askFailures = [
  ...commitFailures,
  'not-found',
  'foreign-department',
  'invalid-input',
  'not-ready',
  'too-many-tags',
  'class-not-editable',
] as const satisfies readonly FailureKind[];

const decision = <const P extends string, const B extends z.ZodType | undefined = undefined>(
  act: P,
  summary: { readonly zh: string; readonly en: string },
  body?: B,
) =>
  ({
    method: 'POST',
    path: `/registry-changes/{id}/${act}`,
    summary,
    access: ownOfficers,
    params,
    body: body as B,
    success,
    failures: [...askFailures, 'illegal-transition', 'same-person'],
    ifMatch: true,
  }) as const;

/**
 * 名录变更申请: a change that frames may lose something by waits for the departments that lose it, or for a second person of
 * the own one. Who asks and who is asked read it.
 */
export const changes = defineStep({
  summary: { zh: '名录变更申请', en: 'Requests for changes that frames may lose something by' },
  uses: { registry: 'write', workflow: 'write', public: 'write', audit: 'append', ops: 'write' },
  routes: {
    requestChange: {
      method: 'POST',
      path: '/registry-changes',
      summary: { zh: '申请名录变更', en: 'Ask for a change of a registry row' },
      access: ownOfficers,
      body: z.strictObject({
        kind: RegistryKind,
        rowId: PlainId,
        /** The version of the row that the caller has seen. */
        version: z.int().min(1),
        change: WantedChange,
        reason: LineText,
      }),
      success: { status: 201, body: ChangeView },
      failures: askFailures,
      creates: true,
    },
    getChange: {
      method: 'GET',
      path: '/registry-changes/{id}',
      summary: { zh: '查看名录变更申请', en: 'Show a request' },
      access: ownOfficers,
      params,
      success,
      failures: ['not-found', 'foreign-department'],
    },
    listChanges: {
      method: 'GET',
      path: '/registry-changes',
      summary: { zh: '查询名录变更申请', en: 'Requests that wait for the own department, or that it has made' },
      access: ownOfficers,
      query: z.object({ ...PageQuery.shape, box: z.enum(['asked', 'made']).default('asked') }),
      success: { status: 200, body: pageOf(ChangeView) },
      failures: [],
      paged: true,
    },
    consentToChange: decision('consent', { zh: '同意名录变更', en: 'Consent; the last consent makes the change' }),
    refuseChange: decision(
      'refuse',
      { zh: '不同意名录变更', en: 'Refuse, with the reason; nothing is changed' },
      z.strictObject({ reason: LineText }),
    ),
    withdrawChange: decision('withdraw', { zh: '撤回名录变更申请', en: 'Withdraw a request of the own department' }),
  },
});
