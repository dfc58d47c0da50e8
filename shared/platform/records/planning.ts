import type { DepartmentCode } from '../../base/primitives.ts';
import { recordNames } from '../../base/record-names.ts';
import { yearOf } from '../../calendar/local-date.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import type { KeyUse } from '../../domain/batch/batch-key.ts';
import { pendingRequests } from '../../domain/batch/pending-requests.ts';
import { inProcess, lastDayOf, owesList } from '../../domain/batch/stage.ts';
import type { Campaign } from '../../domain/campaign/campaign.ts';
import { whoseTurn as whoseCampaign } from '../../domain/campaign/whose-turn.ts';
import type { officeInbox } from '../../domain/notice/inbox.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { firstAnswerBy, whoseTurn } from '../../domain/plan/whose-turn.ts';
import type { Rehearsal } from '../../domain/rehearsal/rehearsal.ts';
import type { TrustPeriod } from '../../domain/trust/trust-period.ts';
import { whoseTurn as whoseTrust } from '../../domain/trust/whose-turn.ts';
import { listBy, oneList } from '../lists.ts';
import { defineRecord } from './define-record.ts';

/** Plans and draws. The texts of partitions are stored: they must stay. */
export const planningRecords = {
  plan: defineRecord({
    name: recordNames.plan,
    table: 'workflow',
    schema: async () => (await import('../../domain/plan/plan.ts')).Plan,
    versions: true,
    lists: {
      /** By year. */
      ofDepartment: listBy(
        'byOwner',
        (department: DepartmentCode) => `plan#${department}`,
        (plan: Plan) => [plan.department, `${plan.year}#${plan.id}`],
      ),
      /** Those that wait for the office to approve them, or for their owner to mend or publish them, by number. */
      waiting: listBy('byParent', (box: DepartmentCode | typeof officeInbox) => `plan-waiting#${box}`, planPlace),
      /** Those about which a department has not answered yet, by the first day by which one is to. */
      consulted: oneList('byYear', 'plan#consulted', (plan: Plan) => {
        const day = firstAnswerBy(plan);
        return day && `${day}#${plan.id}`;
      }),
    },
    posted: {
      /** By number, which begins with the year. */
      order: ({ number }) => number,
      asked: ({ department, departments, year, scope, status }) => ({ department, departments, year, scope, status }),
    },
    exported: {
      file: 'plans',
      in: 'ofDepartment',
      departments: (plan) => [plan.department, ...plan.departments],
      year: (plan) => plan.year,
    },
  }),
  campaign: defineRecord({
    name: recordNames.campaign,
    table: 'workflow',
    schema: async () => (await import('../../domain/campaign/campaign.ts')).Campaign,
    versions: true,
    lists: {
      /** By number, which has the year. */
      ofDepartment: listBy(
        'byOwner',
        (department: DepartmentCode) => `campaign#${department}`,
        (campaign: Campaign) => [campaign.department, `${campaign.year}#${campaign.number}`],
      ),
      /** Those that wait for their department, or for the office to approve them, by the end of their window. */
      waiting: listBy(
        'byParent',
        (box: DepartmentCode | typeof officeInbox) => `campaign-waiting#${box}`,
        (campaign: Campaign) => {
          const whose = whoseCampaign(campaign);
          return whose && [whose, `${campaign.window.to}#${campaign.id}`];
        },
      ),
    },
    exported: {
      file: 'campaigns',
      in: 'ofDepartment',
      departments: (campaign) => campaign.participants,
      year: (campaign) => campaign.year,
    },
  }),
  'trust-period': defineRecord({
    name: recordNames['trust-period'],
    table: 'workflow',
    schema: async () => (await import('../../domain/trust/trust-period.ts')).TrustPeriod,
    versions: false,
    lists: {
      /** By the last day. */
      ofDepartment: listBy(
        'byOwner',
        (department: DepartmentCode) => `trust-period#${department}`,
        (period: TrustPeriod) => [period.department, `${period.to}#${period.id}`],
      ),
      ofObject: listBy(
        'byParent',
        (objectId: string) => `trust-period#${objectId}`,
        (period: TrustPeriod) => [period.objectId, `${period.from}#${period.id}`],
      ),
      /** Those that wait for a decision, by their first day. */
      proposed: listBy(
        'byYear',
        (box: DepartmentCode | typeof officeInbox) => `trust-proposed#${box}`,
        (period: TrustPeriod) => {
          const box = whoseTrust(period);
          return box && [box, `${period.from}#${period.id}`];
        },
      ),
      /** Those that were approved and have not ended, by their last day. */
      active: oneList('byYear', 'trust-period#active', (period: TrustPeriod) =>
        period.status === 'active' ? `${period.to}#${period.id}` : undefined,
      ),
    },
    exported: {
      file: 'trust-periods',
      in: 'ofDepartment',
      departments: (period) => [period.department],
      year: (period) => yearOf(period.from),
    },
  }),
  rehearsal: defineRecord({
    name: recordNames.rehearsal,
    table: 'workflow',
    schema: async () => (await import('../../domain/rehearsal/rehearsal.ts')).Rehearsal,
    versions: false,
    lists: {
      /** Of the plan's entries and of all of it. */
      ofPlan: listBy(
        'byParent',
        (planId: string) => `rehearsal#${planId}`,
        (rehearsal: Rehearsal) => [rehearsal.planId, rehearsal.id],
      ),
      /** Those at work, by when they were asked for. */
      running: oneList('byOwner', 'rehearsal#running', ({ status, requestedAt }: Rehearsal) =>
        status === 'running' ? requestedAt : undefined,
      ),
    },
    exported: false,
  }),
  batch: defineRecord({
    name: recordNames.batch,
    table: 'workflow',
    schema: async () => (await import('../../domain/batch/batch.ts')).StoredBatch,
    versions: false,
    lists: {
      /** By time. */
      ofDepartment: listBy(
        'byOwner',
        (department: DepartmentCode) => `batch#${department}`,
        (batch: Batch) => [batch.department, batch.frozenAt],
      ),
      /** Those whose list waits for the end of their window, by that day. */
      owingList: oneList('byParent', 'batch#list-owed', (batch: Batch) =>
        owesList(batch) ? `${lastDayOf(batch)}#${batch.id}` : undefined,
      ),
      /** Those that the process has to carry on, by when they were committed or, while they are frozen, begun. */
      inProcess: oneList('byYear', 'batch#in-process', (batch: Batch) =>
        inProcess(batch) ? `${batch.committedAt ?? batch.frozenAt}#${batch.id}` : undefined,
      ),
      /** Those with a request that waits for another person, by when the first was made. */
      requested: oneList('byBox', 'batch#requested', (batch: Batch) => {
        const first = pendingRequests(batch).at(0);
        return first && `${first.request.requestedAt}#${batch.id}`;
      }),
    },
    posted: {
      order: ({ frozenAt }) => frozenAt,
      asked: ({ department, readers, status }) => ({ department, readers, status }),
    },
    exported: {
      file: 'batches',
      in: 'ofDepartment',
      departments: (batch) => [batch.department, ...batch.departments],
      year: (batch) => yearOf(batch.window.from),
    },
  }),
  /** Under the id of its batch; never exported with the records. */
  'batch-key': defineRecord({
    name: recordNames['batch-key'],
    table: 'workflow',
    schema: async () => (await import('../../domain/batch/batch-key.ts')).BatchKeyRecord,
    versions: false,
    lists: {},
    exported: false,
  }),
  'key-use': defineRecord({
    name: recordNames['key-use'],
    table: 'workflow',
    schema: async () => (await import('../../domain/batch/batch-key.ts')).KeyUse,
    versions: false,
    lists: {
      /** By time. */
      ofBatch: listBy(
        'byParent',
        (batchId: string) => `key-use#${batchId}`,
        (use: KeyUse) => [use.batchId, `${use.at}#${use.id}`],
      ),
    },
    exported: false,
  }),
} as const;

/** Where a plan stands while it waits for somebody. */
function planPlace(plan: Plan): readonly [DepartmentCode | typeof officeInbox, string] | undefined {
  const box = whoseTurn(plan);
  return box && [box, `${plan.number}#${plan.id}`];
}
