import * as z from 'zod';
import type { FailureKind } from '../../base/failures.ts';
import { DepartmentCode, LineText, LongText, PlainId } from '../../base/primitives.ts';
import { Campaign, CampaignContent } from '../../domain/campaign/campaign.ts';
import { Lead } from '../../domain/lead/lead.ts';
import { EntryPreview } from '../../domain/plan/entry-preview.ts';
import type { Actor } from '../../use-cases/actor.ts';
import type { HotItems } from '../../use-cases/campaign/read-hot-items.ts';
import type { Stored } from '../../use-cases/ports/records.ts';
import { actsOn, bare, recordParams } from '../acts.ts';
import {
  jointStaffAndOverseers,
  ownAdmin,
  ownAdminOrOffice,
  ownOfficers,
  ownOfficersAndOverseers,
} from '../policies.ts';
import { commitFailures, defineStep } from '../route.ts';
import { fieldsOf, listOf, PageQuery, pageOf, VersionFields, versioned } from '../schemas.ts';

const readFailures = ['not-found', 'foreign-department'] as const satisfies readonly FailureKind[];
const changeFailures = [
  ...readFailures,
  ...commitFailures,
  'illegal-transition',
  'invalid-input',
  'not-ready',
  'same-person',
  'unknown-reference',
  'informant-exposed',
  'campaign-not-random',
  'follow-ups-open',
] as const satisfies readonly FailureKind[];

const CampaignHead = z.object({
  ...fieldsOf(Campaign, [
    'id',
    'number',
    'year',
    'department',
    'participants',
    'title',
    'basis',
    'higherLevel',
    'ratio',
    'window',
    'status',
    'batchId',
    'publishedAt',
  ]),
  ...VersionFields,
});
const CampaignView = z.object({
  ...CampaignHead.shape,
  ...fieldsOf(Campaign, [
    'problem',
    'departments',
    'filter',
    'method',
    'listPublicity',
    'createdBy',
    'submittedBy',
    'returnReason',
    'approvedBy',
    'batches',
    'summary',
    'closedBy',
    'closedAt',
    'cancelled',
  ]),
  leadCount: z.int(),
  /** For the own department and those who oversee it: what a lead is about is internal. */
  leads: Campaign.shape.leads.optional(),
});
export const campaignView = (actor: Actor) => (stored: Stored<Campaign>) => {
  const { leads, ...campaign } = versioned(stored);
  const readsLeads = actor.scope === 'any' || actor.department === campaign.department;
  return { ...campaign, leadCount: leads.length, ...(readsLeads && { leads }) };
};

/** The most leads that are shown of one item; all are counted. */
const mostLeads = 100;
const HotItemsView = z.object({
  rule: z.object({ leads: z.int(), objects: z.int(), days: z.int() }),
  items: z.array(
    z.object({
      itemId: PlainId,
      itemName: LineText.optional(),
      leadCount: z.int(),
      objects: z.int(),
      /** The latest first. */
      leads: z.array(
        z.object(
          fieldsOf(Lead, ['id', 'number', 'kind', 'receivedOn', 'objectId', 'objectName', 'subjectText', 'status']),
        ),
      ),
    }),
  ),
});
export const hotItemsView = ({ rule, items }: HotItems) => ({
  rule,
  items: items.map((item) => ({ ...item, leadCount: item.leads.length, leads: item.leads.slice(0, mostLeads) })),
});

const act = actsOn('/campaigns', CampaignView, changeFailures);
const withReason = z.strictObject({ reason: LineText });

/**
 * 专项检查: a general problem is met by a random check of its own (R25), decided by the department's head, or by the joint
 * meeting's office where several departments inspect, and public before it is drawn. Batches draw it as they draw a plan.
 */
export const campaigns = defineStep({
  summary: { zh: '专项检查', en: 'Campaigns: random checks of one problem' },
  uses: {
    ...{ workflow: 'write', results: 'read', registry: 'read', public: 'write', informants: 'read' },
    ...{ audit: 'append', ops: 'write' },
  },
  blobs: { draws: 'read', books: 'read' },
  routes: {
    listHotItems: {
      method: 'GET',
      path: '/campaigns/hot-items',
      summary: {
        zh: '热点事项：近期线索集中的检查事项',
        en: 'Items on which many leads about several objects came in lately, with those leads',
      },
      access: ownOfficersAndOverseers,
      query: z.object({ department: DepartmentCode.optional() }),
      success: { status: 200, body: HotItemsView },
      failures: [],
    },
    createCampaign: {
      method: 'POST',
      path: '/campaigns',
      summary: { zh: '拟订专项检查', en: 'Draft a campaign' },
      access: ownOfficers,
      body: CampaignContent,
      success: { status: 201, body: CampaignView },
      failures: changeFailures,
      creates: true,
    },
    listCampaigns: {
      method: 'GET',
      path: '/campaigns',
      summary: { zh: '查询专项检查', en: 'List campaigns, the latest first' },
      access: jointStaffAndOverseers,
      query: z.object({
        ...PageQuery.shape,
        year: z.coerce.number<string | number>().int().min(2020).max(2100).optional(),
        status: Campaign.shape.status.optional(),
        department: listOf(DepartmentCode).optional(),
      }),
      success: { status: 200, body: pageOf(CampaignHead) },
      failures: [],
      paged: true,
    },
    getCampaign: {
      method: 'GET',
      path: '/campaigns/{id}',
      summary: { zh: '查看专项检查', en: 'Show a campaign' },
      access: jointStaffAndOverseers,
      params: recordParams,
      success: { status: 200, body: CampaignView },
      failures: readFailures,
    },
    previewCampaign: {
      method: 'POST',
      path: '/campaigns/{id}/previews',
      summary: {
        zh: '预览专项检查的抽样框',
        en: 'Show what a campaign would draw now, and who could check it; freezes nothing',
      },
      access: jointStaffAndOverseers,
      params: recordParams,
      success: { status: 200, body: EntryPreview },
      failures: [...readFailures, 'invalid-input', 'unknown-reference', 'not-ready', 'allowance-spent'],
    },
    updateCampaign: {
      method: 'PUT',
      path: '/campaigns/{id}',
      summary: { zh: '修改专项检查', en: 'Change a campaign that is being drafted' },
      access: ownOfficers,
      params: recordParams,
      body: CampaignContent,
      success: { status: 200, body: CampaignView },
      failures: changeFailures,
      ifMatch: true,
    },
    submitCampaign: act('submit', { zh: '报批专项检查', en: 'Submit a campaign' }, ownOfficers, bare),
    takeBackCampaign: act(
      'take-back',
      { zh: '撤回报批的专项检查', en: 'Take back the own submission while nobody has decided' },
      ownOfficers,
      bare,
    ),
    returnCampaign: act(
      'return',
      { zh: '退回专项检查', en: 'Return a campaign with a reason' },
      ownAdminOrOffice,
      withReason,
    ),
    approveCampaign: act(
      'approve',
      { zh: '批准专项检查', en: 'Approve a campaign of somebody else' },
      ownAdminOrOffice,
      bare,
    ),
    publishCampaign: act('publish', { zh: '公布专项检查', en: 'Publish an approved campaign' }, ownOfficers, bare),
    cancelCampaign: act(
      'cancel',
      { zh: '取消专项检查', en: 'Cancel a campaign for which nothing is drawn' },
      ownAdmin,
      withReason,
    ),
    closeCampaign: act(
      'close',
      { zh: '总结专项检查', en: 'Sum a campaign up once its inspections are over' },
      ownOfficers,
      z.strictObject({ summary: LongText }),
    ),
    reopenCampaign: act(
      'reopen',
      { zh: '重新总结专项检查', en: 'Open a campaign that was summed up, to be summed up anew' },
      ownAdmin,
      bare,
    ),
  },
});
