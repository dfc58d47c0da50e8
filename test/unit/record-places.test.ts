import { describe, expect, test } from 'vitest';
import { registryRow } from '../../functions/adapters/dynamodb/registry-rows.ts';
import { recordRow } from '../../functions/adapters/dynamodb/rows.ts';
import type { RegistryRow } from '../../shared/domain/registry/registry.ts';
import type { RecordKind, RecordOf } from '../../shared/platform/records.ts';
import { aLookup, aSanction } from '../support/lookups.ts';
import { aTrustPeriod } from '../support/trust-periods.ts';

const meta = { version: 3, chain: { seq: 3, hash: 'h' }, updatedAt: '2026-11-23T01:00:00.000Z', updatedBy: 'u' };

/** What a row is found by: its key and the attributes of the indexes. What they are made of is all a place looks at. */
function foundBy<K extends RecordKind>(kind: K, id: string, value: object): Record<string, unknown> {
  const row = recordRow({ kind, id, value: value as RecordOf<K>, meta });
  return Object.fromEntries(Object.entries(row).filter(([name]) => /^(pk|sk|by\w+)$/.test(name)));
}

const result = {
  id: 'V1-SCJG',
  batchId: 'B1',
  department: 'SCJG',
  inspectBy: '2026-12-20',
  status: 'assigned',
  edition: 0,
};
const inBatch = {
  pk: 'result#V1-SCJG',
  sk: 'current',
  byOwnerPk: 'result#SCJG',
  byOwnerSk: 'V1-SCJG',
  byParentPk: 'result#B1',
  byParentSk: 'V1-SCJG',
};
const begun = { byDayZeroPk: 'result#SCJG', byDayZeroSk: '2026-12-03#V1-SCJG' };

const drawn = {
  id: 'B1',
  department: 'SCJG',
  frozenAt: '2026-11-23T01:00:00.000Z',
  window: { from: '2026-12-01', to: '2026-12-31' },
  departments: ['SCJG'],
  entries: [],
  reserves: [],
  teamChanges: [],
  frames: [],
  key: 'a'.repeat(64),
};
const ofBatch = { pk: 'batch#B1', sk: 'current', byOwnerPk: 'batch#SCJG', byOwnerSk: '2026-11-23T01:00:00.000Z' };

const aLead = {
  id: 'L1',
  number: '411422202604130001',
  department: 'SCJG',
  kind: 'report',
  receivedOn: '2026-04-13',
  registeredOn: '2026-04-13',
  clockFrom: '2026-04-13',
  answers: [],
};
const ofLead = { pk: 'lead#L1', sk: 'current', byYearPk: 'lead#SCJG', byYearSk: '411422202604130001#L1' };

const aFollowUp = {
  ...{ id: 'F1', kind: 'refer', sender: 'SCJG', receiver: 'NYNC', object: { id: 'O1' } },
  ...{ openedOn: '2026-04-17', sentOn: '2026-04-17' },
};
const ofFollowUp = { pk: 'follow-up#F1', sk: 'current', byYearPk: 'follow-up-of#O1', byYearSk: '2026-04-17#F1' };
const aTransfer = {
  ...{ id: 'ct-1', status: 'proposed', department: 'SCJG', police: 'GAJ', reportAt: '2026-04-29T01:00:00.000Z' },
};
const ofTransfer = {
  ...{ pk: 'criminal-transfer#ct-1', sk: 'current' },
  ...{ byYearPk: 'criminal-transfer#SCJG', byYearSk: '2026-04-29T01:00:00.000Z#ct-1' },
};
const aRepair = { id: 'rp-1', department: 'SCJG', subject: { id: 'SHOP-0' }, filedOn: '2026-08-21' };
const ofRepair = {
  ...{ pk: 'repair#rp-1', sk: 'current', byYearPk: 'repair#SCJG', byYearSk: '2026-08-21#rp-1' },
  ...{ byParentPk: 'repair-of#SHOP-0', byParentSk: '2026-08-21#rp-1' },
};
const aCreditRecord = {
  ...{ id: 'cr-1', subject: { id: 'SHOP-0' }, department: 'SCJG', date: '2026-05-20', changedOn: '2026-06-01' },
  ...{ status: 'current', source: { kind: 'follow-up', ref: 'F1' }, maxEnds: '2027-05-20' },
};
const ofCreditRecord = {
  ...{ pk: 'credit-record#cr-1', sk: 'current', byOwnerPk: 'credit-record#SCJG', byOwnerSk: '2026-05-20#cr-1' },
  ...{ byParentPk: 'credit-record-of#SHOP-0', byParentSk: '2026-05-20#cr-1' },
  ...{ byYearPk: 'credit-record-changed#2026-06', byYearSk: 'cr-1' },
};
const anOrder = {
  id: 'C1',
  department: 'SCJG',
  leadId: 'L1',
  objectId: 'O1',
  requestedAt: '2026-04-14T01:00:00.000Z',
};
const ofOrder = {
  pk: 'check-order#C1',
  sk: 'current',
  byYearPk: 'check-order#SCJG',
  byYearSk: '2026-04-14T01:00:00.000Z#C1',
};

/** Rows that are stored lie under these keys: another text here would leave them unfound. */
const rows: readonly [what: string, kind: RecordKind, id: string, value: object, keys: Record<string, string>][] = [
  [
    'a plan, by department and year',
    'plan',
    'P1',
    { id: 'P1', department: 'SCJG', year: 2026 },
    { pk: 'plan#P1', sk: 'current', byOwnerPk: 'plan#SCJG', byOwnerSk: '2026#P1' },
  ],
  [
    'the settings of the county, by their key alone',
    'settings',
    'county',
    {},
    { pk: 'settings#county', sk: 'current' },
  ],
  [
    'a running export, by who asked for it and among the running ones',
    'export',
    'E1',
    { id: 'E1', requestedBy: 'u1', requestedAt: '2026-11-23T01:00:00.000Z', status: 'running' },
    {
      pk: 'export#E1',
      sk: 'current',
      byOwnerPk: 'export#u1',
      byOwnerSk: '2026-11-23T01:00:00.000Z',
      byParentPk: 'export#running',
      byParentSk: '2026-11-23T01:00:00.000Z',
    },
  ],
  [
    'a rehearsal, by plan',
    'rehearsal',
    'R1',
    { id: 'R1', planId: 'P1', department: 'SCJG' },
    { pk: 'rehearsal#R1', sk: 'current', byParentPk: 'rehearsal#P1', byParentSk: 'R1' },
  ],
  [
    'a running rehearsal, by plan and among the running ones',
    'rehearsal',
    'R1',
    { id: 'R1', planId: 'P1', department: 'SCJG', status: 'running', requestedAt: '2026-11-23T01:00:00.000Z' },
    {
      pk: 'rehearsal#R1',
      sk: 'current',
      byParentPk: 'rehearsal#P1',
      byParentSk: 'R1',
      byOwnerPk: 'rehearsal#running',
      byOwnerSk: '2026-11-23T01:00:00.000Z',
    },
  ],
  ['a frozen batch, by department', 'batch', 'B1', { ...drawn, status: 'frozen' }, ofBatch],
  [
    'a batch that is being frozen, with those the process carries on',
    'batch',
    'B1',
    { ...drawn, status: 'freezing' },
    { ...ofBatch, byYearPk: 'batch#in-process', byYearSk: '2026-11-23T01:00:00.000Z#B1' },
  ],
  [
    'a committed batch, with those the process carries on',
    'batch',
    'B1',
    { ...drawn, status: 'committed', committedAt: '2026-11-24T01:00:00.000Z' },
    { ...ofBatch, byYearPk: 'batch#in-process', byYearSk: '2026-11-24T01:00:00.000Z#B1' },
  ],
  [
    'a batch with a request that waits for another person, among all of these by when the first was made',
    'batch',
    'B1',
    {
      ...drawn,
      status: 'dispatched',
      reserves: [{ id: 'r', requestedAt: '2026-11-26T01:00:00.000Z' }],
      teamChanges: [{ id: 't', requestedAt: '2026-11-25T01:00:00.000Z' }],
    },
    { ...ofBatch, byBoxPk: 'batch#requested', byBoxSk: '2026-11-25T01:00:00.000Z#B1' },
  ],
  [
    'the key of a batch, under its id alone',
    'batch-key',
    'B1',
    { id: 'B1', department: 'SCJG' },
    { pk: 'batch-key#B1', sk: 'current' },
  ],
  [
    'an opening of a key, by batch and time',
    'key-use',
    'B1-x',
    { id: 'B1-x', batchId: 'B1', at: '2026-11-24T01:00:00.000Z' },
    {
      ...{ pk: 'key-use#B1-x', sk: 'current', byParentPk: 'key-use#B1' },
      byParentSk: '2026-11-24T01:00:00.000Z#B1-x',
    },
  ],
  [
    'a task, by department and by batch',
    'task',
    'T1',
    { id: 'T1', department: 'WJW', number: 'N7', batchId: 'B1' },
    { pk: 'task#T1', sk: 'current', byOwnerPk: 'task#WJW', byOwnerSk: 'N7', byParentPk: 'task#B1', byParentSk: 'T1' },
  ],
  [
    'a visit, by batch and by year',
    'visit',
    'V1',
    { id: 'V1', batchId: 'B1', year: 2026, object: { id: 'O1' } },
    {
      pk: 'visit#V1',
      sk: 'current',
      byParentPk: 'visit#B1',
      byParentSk: 'O1',
      byYearPk: 'visit#2026',
      byYearSk: 'O1#V1',
    },
  ],
  [
    'a change of windows that is not done, with those to be carried out',
    'window-change',
    'P1.2',
    { id: 'P1.2', planId: 'P1', publishedAt: '2026-11-23T01:00:00.000Z', done: false },
    {
      pk: 'window-change#P1.2',
      sk: 'current',
      byParentPk: 'window-change#open',
      byParentSk: '2026-11-23T01:00:00.000Z#P1.2',
    },
  ],
  [
    'a change of windows that is done, by its id alone',
    'window-change',
    'P1.2',
    { id: 'P1.2', planId: 'P1', publishedAt: '2026-11-23T01:00:00.000Z', done: true },
    { pk: 'window-change#P1.2', sk: 'current' },
  ],
  [
    'a campaign, of its department by year and number',
    'campaign',
    'K1',
    { id: 'K1', department: 'SCJG', year: 2026, number: '4114220120260001', status: 'draft' },
    {
      pk: 'campaign#K1',
      sk: 'current',
      byOwnerPk: 'campaign#SCJG',
      byOwnerSk: '2026#4114220120260001',
    },
  ],
  [
    'a campaign of one department that waits to be approved there, by the end of its window',
    'campaign',
    'K1',
    {
      ...{ id: 'K1', department: 'SCJG', year: 2026, number: '4114220120260001', status: 'submitted' },
      ...{ departments: [{ department: 'SCJG' }], window: { to: '2026-12-31' } },
    },
    {
      ...{ pk: 'campaign#K1', sk: 'current' },
      ...{ byOwnerPk: 'campaign#SCJG', byOwnerSk: '2026#4114220120260001' },
      ...{ byParentPk: 'campaign-waiting#SCJG', byParentSk: '2026-12-31#K1' },
    },
  ],
  [
    'a campaign of several departments that waits for the office',
    'campaign',
    'K1',
    {
      ...{ id: 'K1', department: 'SCJG', year: 2026, number: '4114220120260001', status: 'submitted' },
      ...{ departments: [{ department: 'SCJG' }, { department: 'WJW' }], window: { to: '2026-12-31' } },
    },
    {
      ...{ pk: 'campaign#K1', sk: 'current' },
      ...{ byOwnerPk: 'campaign#SCJG', byOwnerSk: '2026#4114220120260001' },
      ...{ byParentPk: 'campaign-waiting#office', byParentSk: '2026-12-31#K1' },
    },
  ],
  [
    'an open lead, in the inbox by its day, by number and by what it is about',
    'lead',
    'L1',
    { ...aLead, status: 'accepted', due: '2026-05-07', objectId: 'O1' },
    {
      ...ofLead,
      byOwnerPk: 'lead-open#SCJG',
      byOwnerSk: '2026-05-07#L1',
      byParentPk: 'lead-about#SCJG#O1',
      byParentSk: '2026-04-13#L1',
    },
  ],
  [
    'a lead about somebody in words whose day no calendar says, last in the inbox',
    'lead',
    'L1',
    { ...aLead, status: 'registered', subjectText: '春风 小吃店' },
    {
      ...ofLead,
      byOwnerPk: 'lead-open#SCJG',
      byOwnerSk: '9999-12-31#L1',
      byParentPk: 'lead-about#SCJG#~春风小吃店',
      byParentSk: '2026-04-13#L1',
    },
  ],
  [
    'a concluded lead of which nobody is owed an answer, by when it was concluded',
    'lead',
    'L1',
    { ...aLead, status: 'concluded', concludedOn: '2026-04-20', objectId: 'O1' },
    {
      ...ofLead,
      byOwnerPk: 'lead-open#SCJG',
      byOwnerSk: '2026-04-20#L1',
      byParentPk: 'lead-about#SCJG#O1',
      byParentSk: '2026-04-13#L1',
    },
  ],
  [
    'a closed lead, in no inbox',
    'lead',
    'L1',
    { ...aLead, status: 'closed', objectId: 'O1' },
    { ...ofLead, byParentPk: 'lead-about#SCJG#O1', byParentSk: '2026-04-13#L1' },
  ],
  [
    'a follow-up to sign, in its receiver’s box, among what its sender sent and by its object',
    'follow-up',
    'F1',
    { ...aFollowUp, status: 'opened', due: '2026-04-24' },
    {
      ...ofFollowUp,
      ...{ byOwnerPk: 'follow-up-waiting#NYNC#to-sign', byOwnerSk: '2026-04-24#F1' },
      ...{ byParentPk: 'follow-up-sent#SCJG', byParentSk: '2026-04-24#F1' },
    },
  ],
  [
    'a follow-up to sign by a day that no calendar says, last in both',
    'follow-up',
    'F1',
    { ...aFollowUp, status: 'opened' },
    {
      ...ofFollowUp,
      ...{ byOwnerPk: 'follow-up-waiting#NYNC#to-sign', byOwnerSk: '9999-12-31#F1' },
      ...{ byParentPk: 'follow-up-sent#SCJG', byParentSk: '9999-12-31#F1' },
    },
  ],
  [
    'a follow-up whose letter is to be served, in its sender’s box of letters',
    'follow-up',
    'F1',
    { ...aFollowUp, status: 'opened', due: '2026-04-24', letter: {} },
    {
      ...ofFollowUp,
      ...{ byOwnerPk: 'follow-up-waiting#SCJG#letter-to-serve', byOwnerSk: '2026-04-24#F1' },
      ...{ byParentPk: 'follow-up-sent#SCJG', byParentSk: '2026-04-24#F1' },
    },
  ],
  [
    'a follow-up that is answered on paper, in its sender’s box of answers',
    'follow-up',
    'F1',
    { ...aFollowUp, status: 'received', due: '2026-05-24', letter: {} },
    {
      ...ofFollowUp,
      ...{ byOwnerPk: 'follow-up-waiting#SCJG#letter-answer', byOwnerSk: '2026-05-24#F1' },
      ...{ byParentPk: 'follow-up-sent#SCJG', byParentSk: '2026-05-24#F1' },
    },
  ],
  [
    'a reported follow-up, in its sender’s box by when it was reported',
    'follow-up',
    'F1',
    { ...aFollowUp, status: 'reported', report: { on: '2026-05-20' } },
    {
      ...ofFollowUp,
      ...{ byOwnerPk: 'follow-up-waiting#SCJG#to-confirm', byOwnerSk: '2026-05-20#F1' },
      ...{ byParentPk: 'follow-up-sent#SCJG', byParentSk: '2026-05-20#F1' },
    },
  ],
  [
    'a disputed follow-up, in the office’s box',
    'follow-up',
    'F1',
    { ...aFollowUp, status: 'disputed' },
    {
      ...ofFollowUp,
      ...{ byOwnerPk: 'follow-up-waiting#office#to-decide', byOwnerSk: '2026-04-17#F1' },
      ...{ byParentPk: 'follow-up-sent#SCJG', byParentSk: '2026-04-17#F1' },
    },
  ],
  [
    'a closed follow-up, in no box',
    'follow-up',
    'F1',
    { ...aFollowUp, status: 'closed', endedOn: '2026-06-01' },
    { ...ofFollowUp, byParentPk: 'follow-up-ended#SCJG', byParentSk: '2026-06-01#F1' },
  ],
  [
    'an objection that waits, by the day it is due, and all by the day they were filed',
    'objection',
    'B1',
    {
      ...{ id: 'B1', department: 'SCJG', objectId: 'S0001', status: 'checking' },
      ...{ filedOn: '2026-09-23', due: '2026-09-29' },
    },
    {
      pk: 'objection#B1',
      sk: 'current',
      byOwnerPk: 'objection-open#SCJG',
      byOwnerSk: '2026-09-29#B1',
      byYearPk: 'objection#SCJG',
      byYearSk: '2026-09-23#B1',
      byParentPk: 'objection-of#S0001',
      byParentSk: '2026-09-23#B1',
    },
  ],
  [
    'a look-up, by its department and its subject',
    'lookup',
    'Q1',
    aLookup({ id: 'Q1' }),
    {
      ...{ pk: 'lookup#Q1', sk: 'current' },
      ...{ byOwnerPk: 'lookup#SCJG', byOwnerSk: '2026-05-27T02:00:00.000Z#Q1' },
      ...{ byParentPk: 'lookup-of#S0001', byParentSk: '2026-05-27T02:00:00.000Z#Q1' },
    },
  ],
  [
    'what was decided on a look-up, by its department',
    'sanction-decision',
    'D1',
    aSanction({ id: 'D1' }),
    {
      ...{ pk: 'sanction-decision#D1', sk: 'current' },
      ...{ byOwnerPk: 'sanction#SCJG', byOwnerSk: '2026-05-27#D1' },
    },
  ],
  [
    'a period of trust that holds, by its last day, its department and its object',
    'trust-period',
    'T1',
    aTrustPeriod({ id: 'T1', status: 'active' }),
    {
      ...{ pk: 'trust-period#T1', sk: 'current' },
      ...{ byOwnerPk: 'trust-period#SCJG', byOwnerSk: '2028-03-15#T1' },
      ...{ byParentPk: 'trust-period#S0001', byParentSk: '2026-03-15#T1' },
      ...{ byYearPk: 'trust-period#active', byYearSk: '2028-03-15#T1' },
    },
  ],
  [
    'a period of trust that its head decides, by its first day',
    'trust-period',
    'T2',
    aTrustPeriod({ id: 'T2' }),
    {
      ...{ pk: 'trust-period#T2', sk: 'current' },
      ...{ byOwnerPk: 'trust-period#SCJG', byOwnerSk: '2028-03-15#T2' },
      ...{ byParentPk: 'trust-period#S0001', byParentSk: '2026-03-15#T2' },
      ...{ byYearPk: 'trust-proposed#SCJG', byYearSk: '2026-03-15#T2' },
    },
  ],
  [
    'a period of trust for all departments, which waits for the office',
    'trust-period',
    'T3',
    aTrustPeriod({ id: 'T3', everywhere: true }),
    {
      ...{ pk: 'trust-period#T3', sk: 'current' },
      ...{ byOwnerPk: 'trust-period#SCJG', byOwnerSk: '2028-03-15#T3' },
      ...{ byParentPk: 'trust-period#S0001', byParentSk: '2026-03-15#T3' },
      ...{ byYearPk: 'trust-proposed#office', byYearSk: '2026-03-15#T3' },
    },
  ],
  [
    'a bound code, by who issued it and when',
    'subject-code',
    'K1',
    { id: 'K1', department: 'SCJG', issuedAt: '2026-09-18T02:00:00.000Z' },
    {
      ...{ pk: 'subject-code#K1', sk: 'current' },
      ...{ byOwnerPk: 'subject-code#SCJG', byOwnerSk: '2026-09-18T02:00:00.000Z#K1' },
    },
  ],
  [
    'an objection that was decided, among all',
    'objection',
    'B1',
    {
      ...{ id: 'B1', department: 'SCJG', status: 'upheld', filedOn: '2026-09-23', due: '2026-09-29' },
      correctBy: '2026-10-12',
    },
    { pk: 'objection#B1', sk: 'current', byYearPk: 'objection#SCJG', byYearSk: '2026-09-23#B1' },
  ],
  [
    'a recognition to look at again, by its department and due day, and among those of both departments',
    'recognition',
    'C1',
    {
      ...{ id: 'C1', department: 'WGL', source: 'SCJG', recognisedOn: '2026-06-01' },
      ...{ status: 'to-re-examine', due: '2026-06-09' },
    },
    {
      ...{ pk: 'recognition#C1', sk: 'current' },
      ...{ byOwnerPk: 'recognition-review#WGL', byOwnerSk: '2026-06-09#C1' },
      ...{ byYearPk: 'recognition#WGL', byYearSk: '2026-06-01#C1' },
      ...{ byParentPk: 'recognition-of#SCJG', byParentSk: '2026-06-01#C1' },
    },
  ],
  [
    'a recognition in force, not among those to look at again',
    'recognition',
    'C1',
    { id: 'C1', department: 'WGL', source: 'SCJG', recognisedOn: '2026-06-01', status: 'ok' },
    {
      ...{ pk: 'recognition#C1', sk: 'current' },
      ...{ byYearPk: 'recognition#WGL', byYearSk: '2026-06-01#C1' },
      ...{ byParentPk: 'recognition-of#SCJG', byParentSk: '2026-06-01#C1' },
    },
  ],
  [
    'an item that may be recognised, in the one list of them',
    'recognisable-item',
    'SCJG-001',
    { id: 'SCJG-001' },
    {
      ...{ pk: 'recognisable-item#SCJG-001', sk: 'current' },
      ...{ byParentPk: 'recognisable-item', byParentSk: 'SCJG-001' },
    },
  ],
  [
    'a request about which the two departments disagree, in the box of the office',
    'share-request',
    'H1',
    { id: 'H1', holder: 'SCJG', asker: 'WGL', filedOn: '2026-03-02', status: 'disputed' },
    {
      ...{ pk: 'share-request#H1', sk: 'current' },
      ...{ byOwnerPk: 'share-waiting#office', byOwnerSk: '9999-12-31#H1' },
      ...{ byYearPk: 'share-request#SCJG', byYearSk: '2026-03-02#H1' },
      ...{ byParentPk: 'share-asked#WGL', byParentSk: '2026-03-02#H1' },
    },
  ],
  [
    'an entry of the catalogue, by its holder and title',
    'share-entry',
    'E1',
    { id: 'E1', holder: 'SCJG', title: '许可信息', status: 'listed' },
    { pk: 'share-entry#E1', sk: 'current', byOwnerPk: 'share-entry#SCJG', byOwnerSk: '许可信息#E1' },
  ],
  [
    'an entry that was taken out, in no list',
    'share-entry',
    'E1',
    { id: 'E1', holder: 'SCJG', title: '许可信息', status: 'removed' },
    { pk: 'share-entry#E1', sk: 'current' },
  ],
  [
    'a request that waits, by the day it is due, and of both departments by the day it was filed',
    'share-request',
    'H1',
    { id: 'H1', holder: 'SCJG', asker: 'WGL', status: 'filed', filedOn: '2026-03-02', due: '2026-03-16' },
    {
      pk: 'share-request#H1',
      sk: 'current',
      byOwnerPk: 'share-waiting#SCJG',
      byOwnerSk: '2026-03-16#H1',
      byYearPk: 'share-request#SCJG',
      byYearSk: '2026-03-02#H1',
      byParentPk: 'share-asked#WGL',
      byParentSk: '2026-03-02#H1',
    },
  ],
  [
    'a use of shared data, by who read it, whose they are and whom they are about, when it was',
    'share-use',
    'U1',
    {
      ...{ id: 'U1', department: 'WGL', holder: 'SCJG', at: '2026-03-02T02:00:00.000Z', objectId: 'S0001' },
      purpose: { kind: 'visit', id: 'V1' },
    },
    {
      ...{ pk: 'share-use#U1', sk: 'current' },
      ...{ byOwnerPk: 'share-use#WGL', byOwnerSk: '2026-03-02T02:00:00.000Z#U1' },
      ...{ byYearPk: 'share-use-of#SCJG', byYearSk: '2026-03-02T02:00:00.000Z#U1' },
      ...{ byParentPk: 'share-use-about#S0001', byParentSk: '2026-03-02T02:00:00.000Z#U1' },
    },
  ],
  [
    'a use for a lead, which its subject is not told of',
    'share-use',
    'U1',
    {
      ...{ id: 'U1', department: 'WGL', holder: 'SCJG', at: '2026-03-02T02:00:00.000Z', objectId: 'S0001' },
      purpose: { kind: 'lead', id: 'L1' },
    },
    {
      ...{ pk: 'share-use#U1', sk: 'current' },
      ...{ byOwnerPk: 'share-use#WGL', byOwnerSk: '2026-03-02T02:00:00.000Z#U1' },
      ...{ byYearPk: 'share-use-of#SCJG', byYearSk: '2026-03-02T02:00:00.000Z#U1' },
    },
  ],
  [
    'a check of data that waits for its source, by the day it is due, and of both departments by the day it was filed',
    'data-check',
    'D1',
    { id: 'D1', holder: 'SCJG', reporter: 'WGL', status: 'filed', filedOn: '2026-03-02', due: '2026-03-16' },
    {
      ...{ pk: 'data-check#D1', sk: 'current' },
      ...{ byOwnerPk: 'data-check-waiting#SCJG', byOwnerSk: '2026-03-16#D1' },
      ...{ byYearPk: 'data-check#SCJG', byYearSk: '2026-03-02#D1' },
      ...{ byParentPk: 'data-check-by#WGL', byParentSk: '2026-03-02#D1' },
    },
  ],
  [
    'a check that was answered, no longer in the box of its source',
    'data-check',
    'D1',
    { id: 'D1', holder: 'SCJG', reporter: 'WGL', status: 'upheld', filedOn: '2026-03-02' },
    {
      ...{ pk: 'data-check#D1', sk: 'current' },
      ...{ byYearPk: 'data-check#SCJG', byYearSk: '2026-03-02#D1' },
      ...{ byParentPk: 'data-check-by#WGL', byParentSk: '2026-03-02#D1' },
    },
  ],
  [
    'how far a day is numbered, by the day',
    'lead-day',
    '2026-04-13',
    { id: '2026-04-13', last: 7 },
    { pk: 'lead-day#2026-04-13', sk: 'current' },
  ],
  [
    'the reading of a transfer, by the transfer',
    'transfer-reading',
    'ctr-1',
    { id: 'ctr-1', transferId: 'ct-1', at: '2026-04-29T02:00:00.000Z' },
    {
      ...{ pk: 'transfer-reading#ctr-1', sk: 'current' },
      ...{ byParentPk: 'transfer-reading#ct-1', byParentSk: '2026-04-29T02:00:00.000Z#ctr-1' },
    },
  ],
  [
    'a proposal to list, among what waits and by department',
    'list-entry',
    'le-1',
    { id: 'le-1', department: 'SCJG', status: 'notified', suggestedOn: '2026-05-15', list: 'abnormal' },
    {
      ...{ pk: 'list-entry#le-1', sk: 'current', byYearPk: 'list-entry#SCJG', byYearSk: '2026-05-15#le-1' },
      ...{ byOwnerPk: 'list-entry-open#SCJG', byOwnerSk: '2026-05-15#le-1' },
    },
  ],
  [
    'what is listed, by department alone',
    'list-entry',
    'le-1',
    { id: 'le-1', department: 'SCJG', status: 'listed', suggestedOn: '2026-05-15' },
    { pk: 'list-entry#le-1', sk: 'current', byYearPk: 'list-entry#SCJG', byYearSk: '2026-05-15#le-1' },
  ],
  [
    'what is listed in a list with a longest term, among what ends by itself',
    'list-entry',
    'le-1',
    {
      ...{ id: 'le-1', department: 'SCJG', status: 'listed', suggestedOn: '2026-05-15', list: 'serious' },
      ...{ decision: { on: '2026-05-29' }, object: { id: 'SHOP-0' } },
    },
    {
      ...{ pk: 'list-entry#le-1', sk: 'current', byYearPk: 'list-entry#SCJG', byYearSk: '2026-05-15#le-1' },
      ...{ byParentPk: 'list-entry-of#SHOP-0', byParentSk: '2026-05-29#le-1' },
      ...{ byBoxPk: 'list-entry#ending', byBoxSk: '2029-05-30#le-1' },
    },
  ],
  [
    'a credit record of a penalty, by subject, department, month and the day on which it ends',
    'credit-record',
    'cr-1',
    aCreditRecord,
    { ...ofCreditRecord, byBoxPk: 'credit-record#ending', byBoxSk: '2027-05-21#cr-1' },
  ],
  [
    'a credit record of a result, which ends with that',
    'credit-record',
    'cr-1',
    { ...aCreditRecord, source: { kind: 'result', ref: 'R-1' } },
    ofCreditRecord,
  ],
  [
    'a repair that waits for its department, by the day by which, by department and by subject',
    'repair',
    'rp-1',
    { ...aRepair, status: 'accepted', due: '2026-09-01' },
    { ...ofRepair, byOwnerPk: 'repair-open#SCJG', byOwnerSk: '2026-09-01#rp-1' },
  ],
  [
    'a repair that waits for papers, after those with a day',
    'repair',
    'rp-1',
    { ...aRepair, status: 'supplement' },
    { ...ofRepair, byOwnerPk: 'repair-open#SCJG', byOwnerSk: '9999-12-31#rp-1' },
  ],
  [
    'a repair that was decided, by department and by subject',
    'repair',
    'rp-1',
    { ...aRepair, status: 'executed' },
    ofRepair,
  ],
  [
    'what came by a file of its list, in that list, by its subject, and among what ends by itself',
    'list-entry',
    'le-1',
    {
      ...{ id: 'le-1', department: 'CZJ', status: 'listed', list: 'procurement', outside: { until: '2027-06-01' } },
      ...{ decision: { on: '2026-05-29' }, object: { id: 'C1', creditCode: 'C1' } },
    },
    {
      ...{ pk: 'list-entry#le-1', sk: 'current', byYearPk: 'list-entry-outside#procurement', byYearSk: 'le-1' },
      ...{ byParentPk: 'list-entry-of#C1', byParentSk: '2026-05-29#le-1' },
      ...{ byBoxPk: 'list-entry#ending', byBoxSk: '2027-06-01#le-1' },
    },
  ],
  [
    'what is off its list and still being unwound, among what is',
    'list-entry',
    'le-1',
    {
      ...{ id: 'le-1', department: 'FGW', status: 'revoked', list: 'court', outside: {}, unwinding: true },
      ...{ decision: { on: '2026-05-29' }, object: { id: 'C1', creditCode: 'C1' } },
    },
    {
      ...{ pk: 'list-entry#le-1', sk: 'current', byYearPk: 'list-entry-outside#court', byYearSk: 'le-1' },
      ...{ byParentPk: 'list-entry-of#C1', byParentSk: '2026-05-29#le-1' },
      ...{ byBoxPk: 'list-entry#unwinding', byBoxSk: 'le-1' },
    },
  ],
  [
    'a file of a list with its job under way, by department and among what runs',
    'list-file',
    'lf-1',
    { id: 'lf-1', department: 'FGW', status: 'applying', createdAt: '2026-04-10T02:00:00.000Z' },
    {
      ...{ pk: 'list-file#lf-1', sk: 'current' },
      ...{ byYearPk: 'list-file#FGW', byYearSk: '2026-04-10T02:00:00.000Z#lf-1' },
      ...{ byParentPk: 'list-file#running', byParentSk: '2026-04-10T02:00:00.000Z' },
    },
  ],
  [
    'a file of a list that waits for another person, by department and among what waits',
    'list-file',
    'lf-1',
    { id: 'lf-1', department: 'FGW', status: 'checked', createdAt: '2026-04-10T02:00:00.000Z' },
    {
      ...{ pk: 'list-file#lf-1', sk: 'current' },
      ...{ byYearPk: 'list-file#FGW', byYearSk: '2026-04-10T02:00:00.000Z#lf-1' },
      ...{ byOwnerPk: 'list-file-waiting#FGW', byOwnerSk: '2026-04-10T02:00:00.000Z' },
    },
  ],
  [
    'some lines of a file of a list, by their id alone',
    'list-file-part',
    'lp-1',
    { id: 'lp-1' },
    { pk: 'list-file-part#lp-1', sk: 'current' },
  ],
  [
    'what is known of a list, by its code',
    'list-state',
    'court',
    { id: 'court' },
    { pk: 'list-state#court', sk: 'current' },
  ],
  [
    'what was decided by an entry that is off its list, among what is to be lifted',
    'sanction-decision',
    'sanction-1',
    aSanction({ groundGone: { entry: 'LE-1', number: '一号', on: '2026-06-15' } }),
    {
      ...{ pk: 'sanction-decision#sanction-1', sk: 'current' },
      ...{ byOwnerPk: 'sanction#SCJG', byOwnerSk: '2026-05-27#sanction-1' },
      ...{ byBoxPk: 'sanction-to-lift#SCJG', byBoxSk: '2026-06-15#sanction-1' },
    },
  ],
  [
    'a transfer that waits for its department, among what does and by department',
    'criminal-transfer',
    'ct-1',
    { ...aTransfer, due: '2026-05-06' },
    { ...ofTransfer, byOwnerPk: 'criminal-transfer-waiting#SCJG', byOwnerSk: '2026-05-06#ct-1' },
  ],
  [
    'a transfer that was handed over, in the box of the police',
    'criminal-transfer',
    'ct-1',
    { ...aTransfer, status: 'handed-over', due: '2026-05-06' },
    { ...ofTransfer, byOwnerPk: 'criminal-transfer-waiting#GAJ', byOwnerSk: '2026-05-06#ct-1' },
  ],
  [
    'a transfer that is closed, by department alone',
    'criminal-transfer',
    'ct-1',
    { ...aTransfer, status: 'closed' },
    ofTransfer,
  ],
  ['an exemption, by its id alone', 'exemption', 'ex-1', { id: 'ex-1' }, { pk: 'exemption#ex-1', sk: 'current' }],
  [
    'an order of a check that waits, among those that do and by department',
    'check-order',
    'C1',
    { ...anOrder, status: 'draft' },
    { ...ofOrder, byOwnerPk: 'check-order-open#SCJG', byOwnerSk: '2026-04-14T01:00:00.000Z#C1' },
  ],
  [
    'an urgent check that waits for its approval, by the last day for it',
    'check-order',
    'C1',
    { ...anOrder, status: 'entered-urgent', visitId: 'V1', urgency: { due: '2026-04-17' } },
    { ...ofOrder, byOwnerPk: 'check-order-open#SCJG', byOwnerSk: '2026-04-17#C1' },
  ],
  [
    'an order that was sent out, by department alone',
    'check-order',
    'C1',
    { ...anOrder, status: 'approved', visitId: 'V1' },
    ofOrder,
  ],
  [
    'a direct check, which has no batch, by object in its year',
    'visit',
    'case-1',
    { id: 'case-1', case: { checkOrderId: 'C1' }, year: 2026, object: { id: 'O1' } },
    { pk: 'visit#case-1', sk: 'current', byYearPk: 'visit#2026', byYearSk: 'O1#case-1' },
  ],
  [
    'the task of a direct check, by department alone',
    'task',
    'case-task-1',
    { id: 'case-task-1', case: { checkOrderId: 'C1' }, department: 'SCJG', number: '411422202604150001' },
    {
      pk: 'task#case-task-1',
      sk: 'current',
      byOwnerPk: 'task#SCJG',
      byOwnerSk: '411422202604150001',
    },
  ],
  [
    'an import of leads under way, with those under way',
    'lead-import',
    'I1',
    { id: 'I1', status: 'running', createdAt: '2026-04-13T02:00:00.000Z' },
    {
      pk: 'lead-import#I1',
      sk: 'current',
      byParentPk: 'lead-import#running',
      byParentSk: '2026-04-13T02:00:00.000Z',
    },
  ],
  [
    'an import of leads that nobody has started, with those announced',
    'lead-import',
    'I2',
    { id: 'I2', status: 'uploading', createdAt: '2026-04-13T02:00:00.000Z' },
    {
      pk: 'lead-import#I2',
      sk: 'current',
      byParentPk: 'lead-import#announced',
      byParentSk: '2026-04-13T02:00:00.000Z',
    },
  ],
  ['an informant, by the lead alone', 'informant', 'L1', { id: 'L1' }, { pk: 'informant#L1', sk: 'current' }],
  [
    'a notice to one inspector, by the own inbox',
    'notice',
    'N1',
    { id: 'N1', kind: 'digest', department: 'WJW', inspectorId: 'WJW-R001', day: '2026-03-02', delivery: 'sent' },
    { pk: 'notice#N1', sk: 'current', byOwnerPk: 'notice#inspector:WJW-R001', byOwnerSk: '2026-03-02#N1' },
  ],
  [
    'a hidden list whose inspections were moved, by the new last day',
    'batch',
    'B1',
    {
      ...drawn,
      status: 'dispatched',
      listPublicity: '检查后公示',
      drawnAt: '2026-11-24T01:00:00.000Z',
      list: { parts: 1 },
      inspectBy: '2027-01-15',
    },
    { ...ofBatch, byParentPk: 'batch#list-owed', byParentSk: '2027-01-15#B1' },
  ],
  [
    'a request for a change that waits, by department and by when it lapses',
    'registry-change',
    'R1',
    {
      ...{ id: 'R1', department: 'SCJG', status: 'pending' },
      ...{ requestedAt: '2026-03-02T01:00:00.000Z', until: '2026-03-17T01:00:00.000Z' },
    },
    {
      pk: 'registry-change#R1',
      sk: 'current',
      byOwnerPk: 'registry-change#SCJG',
      byOwnerSk: '2026-03-02T01:00:00.000Z#R1',
      byParentPk: 'registry-change#pending',
      byParentSk: '2026-03-17T01:00:00.000Z#R1',
    },
  ],
  [
    'an import under way, by department and with those under way',
    'import',
    'I1',
    { id: 'I1', department: 'SCJG', createdAt: '2026-03-02T01:00:00.000Z', status: 'staging' },
    {
      pk: 'import#I1',
      sk: 'current',
      byOwnerPk: 'import#SCJG',
      byOwnerSk: '2026-03-02T01:00:00.000Z',
      byParentPk: 'import#under-way',
      byParentSk: '2026-03-02T01:00:00.000Z',
    },
  ],
  [
    'an import at rest, by department',
    'import',
    'I1',
    { id: 'I1', department: 'SCJG', createdAt: '2026-03-02T01:00:00.000Z', status: 'settled' },
    { pk: 'import#I1', sk: 'current', byOwnerPk: 'import#SCJG', byOwnerSk: '2026-03-02T01:00:00.000Z' },
  ],
  [
    'a file of classes, by none of the departments',
    'import',
    'I1',
    {
      ...{ id: 'I1', department: 'SCJG', status: 'settled', createdAt: '2026-03-02T01:00:00.000Z' },
      classFile: { month: '2026-02', source: '省级' },
    },
    { pk: 'import#I1', sk: 'current', byOwnerPk: 'import#classes', byOwnerSk: '2026-03-02T01:00:00.000Z' },
  ],
  [
    'the last file of classes of a source',
    'class-source',
    '省级',
    { id: '省级', last: { importId: 'I1', month: '2026-02' } },
    { pk: 'class-source#省级', sk: 'current' },
  ],
  [
    'an import whose file nobody has had checked, by department and with those like it',
    'import',
    'I1',
    { id: 'I1', department: 'SCJG', createdAt: '2026-03-02T01:00:00.000Z', status: 'uploading' },
    {
      pk: 'import#I1',
      sk: 'current',
      byOwnerPk: 'import#SCJG',
      byOwnerSk: '2026-03-02T01:00:00.000Z',
      byParentPk: 'import#announced',
      byParentSk: '2026-03-02T01:00:00.000Z',
    },
  ],
  [
    'a notice that is to be sent, by inbox and with those to be sent',
    'notice',
    'N1',
    {
      id: 'N1',
      kind: 'overdue',
      department: 'WJW',
      day: '2026-03-02',
      delivery: 'pending',
      claimedAt: '2026-03-02T01:00:00.000Z',
    },
    {
      pk: 'notice#N1',
      sk: 'current',
      byOwnerPk: 'notice#WJW',
      byOwnerSk: '2026-03-02#N1',
      byParentPk: 'notice#pending',
      byParentSk: '2026-03-02T01:00:00.000Z',
    },
  ],
  [
    'a sent notice to the office, by its inbox',
    'notice',
    'N1',
    { id: 'N1', kind: 'overdue-figures', department: 'SCJG', day: '2026-03-02', delivery: 'sent' },
    { pk: 'notice#N1', sk: 'current', byOwnerPk: 'notice#office', byOwnerSk: '2026-03-02#N1' },
  ],
  [
    'a sweep, by its id alone',
    'sweep',
    'remind-deadlines',
    { id: 'remind-deadlines', day: '2026-03-02' },
    { pk: 'sweep#remind-deadlines', sk: 'current' },
  ],
  [
    'a calendar, with every loaded year',
    'calendar',
    '2026',
    { year: 2026 },
    { pk: 'calendar#2026', sk: 'current', byParentPk: 'calendar', byParentSk: '2026' },
  ],
  [
    'a result to be inspected, by the end of its window',
    'result',
    'V1-SCJG',
    result,
    { ...inBatch, byDuePk: 'to-inspect#SCJG', byDueSk: '2026-12-20#V1-SCJG' },
  ],
  [
    'a result to be submitted, by the day of inspection',
    'result',
    'V1-SCJG',
    { ...result, inspectedOn: '2026-12-02' },
    { ...inBatch, byDuePk: 'to-submit#SCJG', byDueSk: '2026-12-02#V1-SCJG' },
  ],
  [
    'a result whose deadline runs, by deadline and by day 0',
    'result',
    'V1-SCJG',
    { ...result, day0: '2026-12-03', deadline: '2026-12-31' },
    { ...inBatch, ...begun, byDuePk: 'due', byDueSk: '2026-12-31#V1-SCJG' },
  ],
  [
    'a result whose deadline waits for a calendar, by day 0',
    'result',
    'V1-SCJG',
    { ...result, day0: '2026-12-03' },
    { ...inBatch, ...begun, byDuePk: 'undetermined', byDueSk: '2026-12-03#V1-SCJG' },
  ],
  [
    'a published result, by day 0 and no longer by deadline',
    'result',
    'V1-SCJG',
    { ...result, day0: '2026-12-03', deadline: '2026-12-31', edition: 1 },
    { ...inBatch, ...begun },
  ],
  ['a voided result, by department and batch', 'result', 'V1-SCJG', { ...result, status: 'voided' }, inBatch],
];

describe('the store finds', () => {
  test.each(rows)('%s', (_, kind, id, value, keys) => {
    expect(foundBy(kind, id, value)).toEqual(keys);
  });

  test('a drawn batch whose list is still owed by the end of its window', () => {
    const owed = { ...drawn, status: 'dispatched', list: { parts: 1 }, drawnAt: '2026-11-25T01:00:00.000Z' };
    expect(foundBy('batch', 'B1', owed)).toMatchObject({ byParentPk: 'batch#list-owed', byParentSk: '2026-12-31#B1' });
  });

  test.each(['item', 'object', 'inspector', 'expert'] as const)('the rows of the %s registry by department', (kind) => {
    const value = { id: 'X1', department: 'SCJG' } as RegistryRow[typeof kind];
    const row = registryRow({ kind, slot: 'b', value, meta });
    expect(row).toMatchObject({ sk: 'X1#b', byOwnerPk: `${kind}#SCJG`, byOwnerSk: 'X1#b' });
  });
});
