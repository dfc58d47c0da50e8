import * as z from 'zod';
import { Instant, LineText, LocalDate, PlainId, ShortText } from '../../base/primitives.ts';
import { Evidence, EvidenceAnnouncement } from '../../domain/result/evidence.ts';
import { SettingEdition, SettingProposal, SettingValue } from '../../domain/setting/county-settings.ts';
import { countySettingNames } from '../../platform/county-settings.ts';
import { everybody, officeAlone } from '../policies.ts';
import { commitFailures, defineStep } from '../route.ts';
import { fieldsOf } from '../schemas.ts';

const Name = z.enum(countySettingNames);
const named = z.object({ name: Name });
const proposalParams = z.object({ name: Name, proposalId: PlainId });
const DocumentView = z.object({
  number: ShortText,
  title: LineText,
  file: z.object(fieldsOf(Evidence, ['id', 'name', 'mediaType', 'bytes', 'sha256'])).optional(),
});
const ProposalView = z.object({
  ...fieldsOf(SettingProposal, ['id', 'value', 'from', 'proposedBy', 'proposedAt']),
  document: DocumentView,
});
const EditionView = z.object({
  ...fieldsOf(SettingEdition, ['id', 'value', 'from', 'proposedBy', 'proposedAt', 'approvedBy', 'approvedAt', 'since']),
  document: DocumentView,
});
const SettingView = z.object({
  name: Name,
  title: z.string(),
  unit: z.string().optional(),
  least: z.int().optional(),
  most: z.int().optional(),
  value: SettingValue,
  edition: EditionView.optional(),
  standard: z.object({ value: SettingValue, document: z.string(), confirm: z.string().optional() }),
  coming: z.array(EditionView).readonly(),
  proposal: ProposalView.optional(),
});
const all = { status: 200, body: z.object({ items: z.array(SettingView) }) } as const;
const changeFailures = [...commitFailures, 'not-found', 'invalid-input', 'same-person', 'not-ready'] as const;

/** One decision on an open proposal. */
const decision = <const P extends string, const B extends z.ZodType | undefined = undefined>(
  act: P,
  summary: { readonly zh: string; readonly en: string },
  body?: B,
) =>
  ({
    method: 'POST',
    path: `/settings/{name}/proposals/{proposalId}/${act}`,
    summary,
    access: officeAlone,
    params: proposalParams,
    body: body as B,
    success: all,
    failures: changeFailures,
  }) as const;

/**
 * 县级设定: the figures that rules leave to the county. Everybody works by them, so everybody reads them; the joint
 * meeting's office fixes them by a document, in two persons.
 */
export const settings = defineStep({
  summary: { zh: '县级设定', en: 'Figures that the county fixes' },
  uses: { workflow: 'write', audit: 'append', ops: 'write' },
  blobs: { uploads: 'write', evidence: 'write' },
  routes: {
    listSettings: {
      method: 'GET',
      path: '/settings',
      summary: { zh: '查询县级设定', en: 'List the figures, as they are in force' },
      access: everybody,
      success: all,
      failures: [],
    },
    listSettingEditions: {
      method: 'GET',
      path: '/settings/{name}/editions',
      summary: { zh: '设定的历史版本', en: 'Every edition of a figure, in the order of approval' },
      access: everybody,
      params: named,
      success: { status: 200, body: z.object({ items: z.array(EditionView) }) },
      failures: [],
    },
    getSettingFile: {
      method: 'GET',
      path: '/settings/{name}/files/{fileId}',
      summary: { zh: '下载设定的依据文件', en: 'Get an address to read the document from' },
      access: everybody,
      params: z.object({ name: Name, fileId: PlainId }),
      success: { status: 200, body: z.object({ url: z.string(), expiresAt: Instant }) },
      failures: ['not-found'],
    },
    createSettingFile: {
      method: 'POST',
      path: '/settings/{name}/files',
      summary: { zh: '上传设定的依据文件', en: 'Announce the document’s file and get an address to upload it to' },
      access: officeAlone,
      params: named,
      body: EvidenceAnnouncement,
      success: {
        status: 201,
        body: z.object({
          id: PlainId,
          upload: z.object({ url: z.string(), expiresAt: Instant, headers: z.record(z.string(), z.string()) }),
        }),
      },
      failures: [],
      creates: true,
      answersAnew: true,
    },
    proposeSetting: {
      method: 'POST',
      path: '/settings/{name}/proposals',
      summary: { zh: '提议变更设定', en: 'Propose a figure by the document that sets it, from a day on' },
      access: officeAlone,
      params: named,
      body: z.strictObject({
        value: SettingValue,
        from: LocalDate,
        document: z.strictObject({
          number: ShortText,
          title: LineText,
          /** As announced and uploaded. */
          file: z.strictObject({ id: PlainId, ...EvidenceAnnouncement.shape }).optional(),
        }),
      }),
      success: { status: 201, body: z.object({ id: PlainId }) },
      failures: [...changeFailures, 'evidence-not-uploaded', 'evidence-mismatch'],
      creates: true,
    },
    approveSetting: decision('approve', { zh: '批准变更设定', en: 'Approve a proposal of somebody else' }),
    refuseSetting: decision(
      'refuse',
      { zh: '不同意变更设定', en: 'Refuse a proposal of somebody else' },
      z.strictObject({ reason: LineText }),
    ),
    withdrawSetting: decision('withdraw', { zh: '撤回变更设定的提议', en: 'Withdraw the own proposal' }),
  },
});
