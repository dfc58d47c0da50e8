import type { DepartmentCode } from '../../shared/base/primitives.ts';
import type { Batch } from '../../shared/domain/batch/batch.ts';
import { noCounts } from '../../shared/domain/import/registry-import.ts';
import { noLeads } from '../../shared/domain/lead/lead-import.ts';
import { createRecord, createRow } from '../../shared/use-cases/changes.ts';
import { storedCampaign } from './campaigns.ts';
import { aCreditRecord } from './credit-records.ts';
import { anItem, expertOf, jointEntry, officer, publishedPlan, shop } from './drawable-county.ts';
import { aFollowUp, aTransfer } from './follow-ups.ts';
import { aBatch, anAssignment, anEvidence } from './inspection-samples.ts';
import { aListEntry } from './list-entries.ts';
import { aListFile } from './list-files.ts';
import { aLookup, aSanction, aSupervisionLookup } from './lookups.ts';
import { anObjection } from './objections.ts';
import { aRecognisableItem, aRecognition } from './recognition.ts';
import { aRepair } from './repairs.ts';
import { aDataCheck, aShareEntry, aShareRequest } from './sharing.ts';
import { aNotice, anEvent } from './stored-rows.ts';
import { aSubjectCode } from './subject-codes.ts';
import { person, type TestSystem } from './system.ts';
import { aTrustPeriod } from './trust-periods.ts';

/** The departments of the matrix: the owner, one with a part, one that only brings chance to the draw, and a stranger. */
export const owner: DepartmentCode = 'SCJG';
export const partner: DepartmentCode = 'WJW';
export const chance: DepartmentCode = 'GAJ';
export const stranger: DepartmentCode = 'NYNC';

const at = '2026-03-02T01:00:00.000Z';
const batchId = 'batch-1';
const request = { requestedBy: 'somebody', requestedAt: at } as const;
const { visit, results } = anAssignment({ batchId });

/** What the party has revealed already. */
export const secretOfChance = 'e'.repeat(64);

const frame: NonNullable<Batch['inspectorFrames']>[number] = {
  ...{ frame: 'frame-1', department: owner, root: 'a'.repeat(64), size: 1, blob: 'draws/batch-1/frame-1.ndjson' },
};
const batch: Batch = {
  ...aBatch(batchId, 'dispatched'),
  readers: [owner, partner, chance],
  inspectorFrames: [frame],
  ceremony: {
    ...{ commitBy: '2026-03-02T02:00:00.000Z', revealBy: '2026-03-02T03:00:00.000Z' },
    parts: [{ party: chance, commitment: 'c'.repeat(64), secret: secretOfChance }],
  },
  voidRequest: { id: 'void-1', category: '其他', reason: '理由', ...request },
  reserves: [
    {
      id: 'reserve-1',
      visitId: visit.id,
      objectId: visit.object.id,
      reason: '注销',
      evidence: 'evidence-1',
      ...request,
    },
  ],
  teamChanges: [
    {
      id: 'change-1',
      visitId: visit.id,
      department: owner,
      inspectorId: `${owner}-R001`,
      reason: '疾病',
      requestedFrom: owner,
      ...request,
    },
  ],
};

/**
 * The ids in the path of an operation, of records of the owner that are there: by the first segment of the path, and by
 * the names of its parameters. An operation on something new names its record here.
 */
export const foreignIds: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  items: { id: `${owner}-001` },
  objects: { id: 'S0001' },
  inspectors: { id: `${owner}-R001` },
  experts: { id: `${owner}-Z001` },
  'registry-changes': { id: 'registry-change-1' },
  imports: { id: 'import-1' },
  exports: { id: 'export-1', file: '1' },
  plans: { id: 'P1', rehearsalId: 'rehearsal-1' },
  campaigns: { id: 'campaign-1' },
  batches: { id: batchId, frame: 'frame-1', requestId: 'change-1' },
  tasks: { id: 'task-1' },
  visits: { id: visit.id },
  results: { id: results[0]?.id ?? '', evidenceId: 'evidence-1' },
  notices: { id: 'notice-1' },
  leads: { id: 'lead-1' },
  objections: { id: 'objection-1' },
  recognitions: { id: 'recognition-1' },
  'recognisable-items': { id: 'SCJG-001' },
  'subject-codes': { id: aSubjectCode().id },
  'trust-periods': { id: 'trust-1' },
  lookups: { id: 'lookup-1' },
  'sanction-decisions': { id: 'sanction-1' },
  'share-entries': { id: 'entry-1' },
  'share-requests': { id: 'request-1' },
  'data-checks': { id: 'check-1' },
  'lead-imports': { id: 'lead-import-1' },
  'follow-ups': { id: 'follow-up-1' },
  'criminal-transfers': { id: 'ct-1' },
  'list-entries': { id: 'le-1' },
  repairs: { id: 'rp-1' },
  'credit-records': { id: 'cr-1' },
  'credit-subjects': { objectId: 'S0001' },
  'list-files': { id: 'list-file-1' },
  'follow-ups-of-objects': { objectId: 'S0001' },
  'check-orders': { id: 'check-order-1' },
};

const onRecord = { id: 'S0001', name: '第1商店', kind: '企业' } as const;

export async function settleForeignRecords({ store, deps }: TestSystem): Promise<void> {
  await deps.blobs.put(frame.blob, Buffer.from('{}'), 'application/x-ndjson');
  const event = anEvent();
  const who = person(owner, 'officer').id;
  const done = await store.work.commit([
    createRow('item', anItem(owner), event),
    createRow('object', shop(1, { supervisors: [owner] }), event),
    createRow('inspector', officer(owner, 1), event),
    createRow('expert', expertOf(owner, 1), event),
    createRecord('plan', 'P1', publishedPlan([jointEntry()]), event),
    createRecord(
      'campaign',
      'campaign-1',
      storedCampaign({ id: 'campaign-1', department: owner, participants: [owner] }),
      event,
    ),
    createRecord(
      'rehearsal',
      'rehearsal-1',
      {
        ...{ id: 'rehearsal-1', planId: 'P1', department: owner, status: 'running', run: 'run-1', requestedBy: who },
        ...{ requestedAt: at, progress: 0 },
      },
      event,
    ),
    createRecord(
      'registry-change',
      'registry-change-1',
      {
        ...{ id: 'registry-change-1', kind: 'item', rowId: `${owner}-001`, version: 1, department: owner },
        ...{ change: { act: 'deactivate' }, reason: '不再使用', taken: [{ department: owner, by: ['status'] }] },
        ...{ asked: [owner], consents: [], status: 'pending', requestedBy: who, requestedAt: at, until: at },
      },
      event,
    ),
    createRecord(
      'import',
      'import-1',
      {
        ...{
          id: 'import-1',
          kind: 'object',
          department: owner,
          fileName: '对象.csv',
          bytes: 3,
          blob: 'imports/1/file',
        },
        ...{ status: 'staged', progress: 0, counts: noCounts, createdBy: who, createdAt: at },
      },
      event,
    ),
    createRecord(
      'export',
      'export-1',
      {
        ...{ id: 'export-1', kind: 'inspector', department: owner, format: 'csv', status: 'running', progress: 0 },
        ...{ requestedBy: who, requestedAt: at, files: [] },
      },
      event,
    ),
    createRecord('batch', batchId, batch, event),
    createRecord(
      'task',
      'task-1',
      {
        ...{ id: 'task-1', number: '411422202603020001', title: '抽查', source: '年度计划', scope: '跨部门' },
        ...{ department: owner, departments: [owner, partner], planId: 'P1', entryId: 'E1', batchId },
        ...{ window: { from: '2026-03-01', to: '2026-04-30' }, status: 'dispatched' },
      },
      event,
    ),
    createRecord('visit', visit.id, visit, event),
    ...results.map((result) => createRecord('result', result.id, { ...result, evidence: [anEvidence()] }, event)),
    createRecord('notice', 'notice-1', aNotice('notice-1', { department: owner }), event),
    createRecord('list-entry', 'le-1', aListEntry({ department: owner }), event),
    createRecord('repair', 'rp-1', aRepair({ department: owner }), event),
    createRecord('list-file', 'list-file-1', aListFile({ department: owner }), event),
    createRecord('criminal-transfer', 'ct-1', aTransfer({ department: owner }), event),
    createRecord(
      'follow-up',
      'follow-up-1',
      aFollowUp({ id: 'follow-up-1', sender: owner, receiver: owner, addressed: owner }),
      event,
    ),
    createRecord(
      'lead-import',
      'lead-import-1',
      {
        ...{ id: 'lead-import-1', department: owner, platform: '12315', fileName: '投诉.csv', blob: 'uploads/leads/1' },
        ...{ bytes: 3, validRowsOnly: false, status: 'uploading', counts: noLeads, createdBy: who, createdAt: at },
      },
      event,
    ),
    createRecord('share-entry', 'entry-1', aShareEntry(), event),
    createRecord('share-request', 'request-1', aShareRequest(), event),
    createRecord('data-check', 'check-1', aDataCheck(), event),
    createRecord('recognition', 'recognition-1', aRecognition({ department: owner, source: owner }), event),
    createRecord('recognisable-item', 'SCJG-001', aRecognisableItem(), event),
    createRecord('credit-record', 'cr-1', aCreditRecord({ department: owner, subject: onRecord }), event),
    createRecord('lookup', 'lookup-1', aLookup({ department: owner }), event),
    createRecord('lookup', 'lookup-2', aSupervisionLookup({ id: 'lookup-2', department: owner }), event),
    createRecord('sanction-decision', 'sanction-1', aSanction({ department: owner }), event),
    createRecord('trust-period', 'trust-1', aTrustPeriod({ id: 'trust-1', department: owner }), event),
    createRecord('subject-code', aSubjectCode().id, aSubjectCode({ department: owner }), event),
    createRecord('objection', 'objection-1', anObjection({ id: 'objection-1', resultId: results[0]?.id ?? '' }), event),
    createRecord(
      'check-order',
      'check-order-1',
      {
        ...{ id: 'check-order-1', department: owner, leadId: 'lead-1', leadNumber: '411422202603020001' },
        ...{ objectId: 'S0001', objectName: '睢县第1商店', items: [], basis: '依据', reason: '理由', method: '1' },
        ...{ window: { from: '2026-03-01', to: '2026-04-30' }, team: [], perDepartment: 2, checksOfYear: [] },
        ...{ status: 'draft', requestedBy: who, requestedAt: at },
      },
      event,
    ),
    createRecord(
      'lead',
      'lead-1',
      {
        ...{ id: 'lead-1', number: '411422202603020001', department: owner, kind: 'complaint', source: '2' },
        ...{ subSource: '201', receivedOn: '2026-03-02', subjectText: '某饭店', matter: '食品变质', items: [] },
        ...{ answers: [], status: 'registered', handlers: [], registeredBy: who },
        ...{ registeredOn: '2026-03-02', clockFrom: '2026-03-02' },
      },
      event,
    ),
  ]);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
}
