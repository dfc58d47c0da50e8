import { beforeAll, describe, expect, test } from 'vitest';
import type { CallOf, OperationName } from '../../shared/api/client.ts';
import { operations } from '../../shared/api/contract.ts';
import type { Principal } from '../../shared/api/principal.ts';
import type { Campaign } from '../../shared/domain/campaign/campaign.ts';
import type { ListEntry } from '../../shared/domain/credit/list-entry.ts';
import type { Repair } from '../../shared/domain/credit/repair.ts';
import type { CriminalTransfer } from '../../shared/domain/follow-up/criminal-transfer.ts';
import type { FollowUp } from '../../shared/domain/follow-up/follow-up.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import { RegistryKind } from '../../shared/domain/registry/kinds.ts';
import type { ShareRequest } from '../../shared/domain/sharing/share-request.ts';
import type { TrustPeriod } from '../../shared/domain/trust/trust-period.ts';
import type { RecordKind } from '../../shared/platform/records.ts';
import { createRecord, createRow, replaceRecord, replaceRow } from '../../shared/use-cases/changes.ts';
import { aCampaign, fromAbove, storedCampaign } from '../support/campaigns.ts';
import { classCsv, classDesk, classRow, second } from '../support/class-files.ts';
import { aCalendarYear } from '../support/deadlines.ts';
import { anOrder } from '../support/direct-checks.ts';
import { countyForTest as beaconCounty, committed as committedByBeacon } from '../support/draw-beacon.ts';
import { alone, frozenBatch, lead, office, parties, times } from '../support/draw-ceremony.ts';
import {
  anItem,
  officer as aRegistered,
  expertOf,
  jointEntry,
  numbered,
  publishedPlan,
  settle,
  shop,
} from '../support/drawable-county.ts';
import { aFollowUp, allRight, aTransfer, fivePapers, toRectify } from '../support/follow-ups.ts';
import { codeOf, csv, importDesk, objectRow } from '../support/import-desk.ts';
import { aDraft, aFinding, anEvidence } from '../support/inspection-samples.ts';
import { type Inspections, inspectionsForTest, inspector, officer, resultOf } from '../support/inspections.ts';
import { anEntry, head, patrolled, register, secondClerk } from '../support/leads.ts';
import { aListEntry, aNoticeBefore, anOutsideDecision } from '../support/list-entries.ts';
import { aListFile, second as applier } from '../support/list-files.ts';
import { aSanction } from '../support/lookups.ts';
import { anObjection } from '../support/objections.ts';
import { aRecognisableItem, citedAndCiting, listedForHealth } from '../support/recognition.ts';
import { aPenaltyOnRecord, aRepair, bothPapers } from '../support/repairs.ts';
import { aDataCheck, aShareEntry, aShareRequest } from '../support/sharing.ts';
import { anEvent } from '../support/stored-rows.ts';
import { boundCode } from '../support/subject-codes.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';
import { aTrustPeriod } from '../support/trust-periods.ts';
import { ask, colleagueOf } from '../support/two-persons.ts';

/** A record in a state in which the operation is lawful, and how the operation is then called. */
interface Ready {
  readonly system: TestSystem;
  readonly record: readonly [RecordKind | RegistryKind, string];
  readonly who: Principal | { readonly code: string };
  readonly params?: object;
  readonly body?: object | undefined;
}

let county: TestSystem;
let inspections: Inspections;
let june: Inspections;
let count = 0;
beforeAll(async () => {
  county = await systemForTest();
  await settle(county.deps, {
    objects: numbered(60, (n) => shop(n)),
    inspectors: [...numbered(3, (n) => aRegistered('SCJG', n)), ...numbered(3, (n) => aRegistered('WJW', n))],
    plans: [publishedPlan([jointEntry()])],
  });
  inspections = await inspectionsForTest();
  june = await inspectionsForTest();
});

const clerk = person('SCJG', 'officer');
const next = () => ++count;

async function row<K extends RegistryKind>(kind: K, value: Parameters<typeof createRow<K>>[1], more: object = {}) {
  const done = await county.deps.work.commit([createRow(kind, value, anEvent())]);
  if (!done.ok) throw new Error(done.error.kind);
  return { system: county, record: [kind, value.id], who: clerk, body: value, ...more } as const;
}
const retired = { body: { reason: '不再使用' } };

/** A request to take an item out of force, which waits for somebody. */
async function asked(who: Principal, body?: object): Promise<Ready> {
  const id = `item-${next()}`;
  await row('item', anItem('SCJG', { id }));
  const request = expectOk(await ask(county, clerk, { kind: 'item', rowId: id, version: 1 }, { act: 'deactivate' }));
  return { system: county, record: ['registry-change', request.id], who, ...(body && { body }) };
}

/** A measure that somebody of 市场监管 applied. */
async function sanction(): Promise<Ready> {
  const value = aSanction({ id: `sanction-${next()}` });
  const done = await county.deps.work.commit([createRecord('sanction-decision', value.id, value, anEvent())]);
  if (!done.ok) throw new Error(done.error.kind);
  return { system: county, record: ['sanction-decision', value.id], who: person('SCJG', 'credit-user'), body: why };
}

/** A period of trust in this state, which somebody else has proposed. */
async function trustPeriod(status: TrustPeriod['status'], body: object): Promise<Ready> {
  const value = aTrustPeriod({ id: `trust-${next()}`, status, from: '2026-11-01', to: '2028-11-01' });
  const done = await county.deps.work.commit([createRecord('trust-period', value.id, value, anEvent())]);
  if (!done.ok) throw new Error(done.error.kind);
  return { system: county, record: ['trust-period', value.id], who: head, body };
}

/** A plan of one department in this state, as the steps before it leave it. */
async function plan(facts: Partial<Plan>, who: Principal = clerk, body?: object): Promise<Ready> {
  const id = `plan-${next()}`;
  const entry = jointEntry({ departments: [{ department: 'SCJG', items: ['SCJG-001'] }] });
  const draft = { id, number: id, scope: 'department', departments: ['SCJG'], status: 'draft', edition: 0 } as const;
  const value = publishedPlan([entry], { ...draft, publishedAt: undefined, submittedBy: 'somebody-else', ...facts });
  const done = await county.deps.work.commit([createRecord('plan', id, value, anEvent())]);
  if (!done.ok) throw new Error(done.error.kind);
  return { system: county, record: ['plan', id], who, body };
}

/** A joint plan whose other department has been asked. */
async function consulted(): Promise<Ready> {
  const { record } = await plan(jointDraft);
  const request = { params: { id: record[1] }, version: 1, body: { answerBy: '2026-12-01' } };
  expectOk(await county.as(clerk)('consultPlan', request));
  return { system: county, record, who: person('WJW', 'officer'), body: { answer: 'consented' } };
}
const jointDraft = {
  scope: 'joint',
  departments: ['SCJG', 'WJW'],
  entries: [jointEntry()],
} as const satisfies Partial<Plan>;

/** A lead that these acts have brought to where the operation begins. */
async function registered(
  who: Principal,
  body: object,
  ...acts: readonly (readonly [Principal, OperationName, object])[]
): Promise<Ready> {
  const { id } = await register(county, patrolled({ place: `第${next()}处` }));
  for (const [index, [whoever, operation, given]] of acts.entries()) {
    const call = { params: { id }, version: index + 1, body: given };
    expectOk(await county.as(whoever)(operation, call as unknown as CallOf<OperationName>));
  }
  return { system: county, record: ['lead', id], who, body };
}
const accepted = [[clerk, 'acceptLead', {}]] as const;
const unfounded = { outcome: 'unfounded', reason: '现场未发现问题' };
const concluded = [...accepted, [head, 'concludeLeadWithoutCheck', unfounded]] as const;

/** A follow-up of 市场监管 to itself in this state. */
async function followUp(who: Principal, body: object, state: Partial<FollowUp>): Promise<Ready> {
  const id = `follow-up-${next()}`;
  const done = await county.deps.work.commit([createRecord('follow-up', id, aFollowUp({ id, ...state }), anEvent())]);
  if (!done.ok) throw new Error(done.error.kind);
  return { system: county, record: ['follow-up', id], who, body };
}
/** A transfer of 市场监管 to the police in this state. */
async function transfer(who: Principal, body: object, state: Partial<CriminalTransfer>): Promise<Ready> {
  const id = `ct-${next()}`;
  const value = aTransfer({ id, ...state });
  const done = await county.deps.work.commit([createRecord('criminal-transfer', id, value, anEvent())]);
  if (!done.ok) throw new Error(done.error.kind);
  return { system: county, record: ['criminal-transfer', id], who, body };
}
const guard = person('GAJ', 'officer');
const at = '2026-03-03T01:00:00.000Z';
const handed = { status: 'handed-over', handedOver: { at, by: 'u', papers: [] } } as const;
const signed = { ...handed, received: { at, by: 'u', receipt: '一号' } } as const;
const unfiled = { ...signed, status: 'not-filed', declined: { on: '2026-12-31', reason: '不足', by: 'u' } } as const;
const underReview = { ...unfiled, status: 'reviewing' } as const;
const filed = { ...signed, status: 'filed', filed: { on: '2026-03-03', number: '一号', by: 'u' } } as const;
const transferActs: Readonly<Record<string, readonly [Principal, object, Partial<CriminalTransfer>]>> = {
  approveTransfer: [head, {}, {}],
  refuseTransfer: [head, { reason: '有误' }, {}],
  handOver: [clerk, { papers: fivePapers }, { status: 'approved' }],
  receiveTransfer: [guard, { receipt: '一号' }, handed],
  fileTransfer: [guard, { number: '一号' }, signed],
  declineTransfer: [guard, { reason: '不足' }, signed],
  returnTransfer: [guard, { reason: '缺件' }, signed],
  deliverGoods: [clerk, { on: '2026-03-04' }, filed],
  askReview: [head, { reason: '证据充分' }, unfiled],
  upholdTransfer: [guard, { letter: '一号函' }, underReview],
  reverseTransfer: [guard, { number: '一号' }, underReview],
  closeTransfer: [clerk, {}, filed],
};

/** One that was ordered, of an object of the registry, which two inspectors look at again. */
async function toRecheck(): Promise<Ready> {
  const id = `follow-up-${next()}`;
  const object = shop(9000 + next());
  const { name, kind } = object;
  const value = { ...inHand, id, kind: 'rectify' as const, rectification, object: { id: object.id, name, kind } };
  const changes = [createRow('object', object, anEvent()), createRecord('follow-up', id, aFollowUp(value), anEvent())];
  const done = await inspections.deps.work.commit(changes);
  if (!done.ok) throw new Error(done.error.kind);
  return { system: inspections, record: ['follow-up', id], who: clerk, body: allRight('2026-03-12') };
}
/** One that is in hand, of a result that exempts its first item. */
async function toExempt(): Promise<Ready> {
  const resultId = resultOf(await inspections.dispatch());
  const found = await inspections.store.records.find('result', resultId);
  if (!found) throw new Error('no result');
  const light = aFinding('SCJG-001', { codes: ['5'], measures: ['轻微免罚（首违不罚）'], exemption: 'Q-12' });
  const approved = { ...found.value, status: 'approved' as const, inspectedOn: '2026-03-10', findings: [light] };
  const id = `follow-up-${next()}`;
  const items = [{ id: 'SCJG-001', name: '一项' }];
  const { object } = found.value;
  const value = {
    ...inHand,
    id,
    resultId,
    items,
    kind: 'exempt-light' as const,
    object: { id: object.id, name: object.name, kind: object.kind },
  };
  const done = await inspections.deps.work.commit([
    replaceRecord('result', resultId, found, approved, anEvent()),
    createRecord('follow-up', id, aFollowUp(value), anEvent()),
  ]);
  if (!done.ok) throw new Error(done.error.kind);
  const body = {
    ...{ text: '已改正', evidence: ['照片'], educationOn: '2026-03-12', document: '睢市监免罚〔2026〕1号' },
    items: [{ listItem: 'Q-12', conditions: ['初次违法', '及时改正'] }],
  };
  return { system: inspections, record: ['follow-up', id], who: clerk, body };
}
/** A proposal to list of 市场监管 in this state. */
async function listing(who: Principal, body: object, state: Partial<ListEntry>): Promise<Ready> {
  const id = `le-${next()}`;
  const resultId = resultOf(await inspections.dispatch());
  const followUpId = `follow-up-${next()}`;
  const done = await inspections.deps.work.commit([
    createRecord('follow-up', followUpId, aFollowUp({ ...inHand, id: followUpId, kind: 'list-abnormal' }), anEvent()),
    createRecord('list-entry', id, aListEntry({ id, followUpId, resultId, ...state }), anEvent()),
  ]);
  if (!done.ok) throw new Error(done.error.kind);
  return { system: inspections, record: ['list-entry', id], who, body };
}
/** A file of a list that was compared with it. */
async function listFile(): Promise<Ready> {
  const id = `list-file-${next()}`;
  const state = await inspections.store.records.find('list-state', 'court');
  const made = state ? [] : [createRecord('list-state', 'court', { id: 'court' }, anEvent())];
  const turn = state?.meta.version ?? 1;
  const done = await inspections.deps.work.commit([
    createRecord('list-file', id, aListFile({ id, turn }), anEvent()),
    ...made,
  ]);
  if (!done.ok) throw new Error(done.error.kind);
  return { system: inspections, record: ['list-file', id], who: applier, body: {} };
}
const told = { status: 'notified', notice: { ...aNoticeBefore, by: 'u' } } as const;
const onList = { ...told, status: 'listed', decision: { number: '一号', on: '2026-03-05', by: 'u' } } as const;
const verified = { reason: '已变更住所', verifiedOn: '2026-03-10', document: '核查记录一' };
const asDecided = { number: '二号', on: '2026-03-10' };
const listingActs: Readonly<Record<string, readonly [Principal, object, Partial<ListEntry>]>> = {
  notifyListing: [clerk, aNoticeBefore, {}],
  contestListing: [clerk, { text: '一直在经营', on: '2026-03-05' }, told],
  answerListing: [clerk, { answer: '已核实' }, { ...told, status: 'contested' }],
  enterOnList: [head, asDecided, told],
  dropListing: [head, { ...asDecided, reason: '已取得联系' }, told],
  requestRemoval: [clerk, verified, onList],
  requestRevocation: [clerk, verified, { ...onList, outside: anOutsideDecision() }],
  approveRemoval: [head, { number: '三号' }, { ...onList, removalRequest: { ...verified, by: 'u' } }],
  revokeListing: [head, { number: '四号', reason: '列入有误' }, onList],
};
/** A repair of a record of 市场监管 in this state. */
async function repairing(who: Ready['who'], body: object, state: Partial<Repair>): Promise<Ready> {
  const n = next();
  const [id, recordId] = [`rp-${n}`, `cr-repair-${n}`];
  const done = await inspections.deps.work.commit([
    createRecord('credit-record', recordId, aPenaltyOnRecord(recordId), anEvent()),
    createRecord('repair', id, aRepair({ id, recordId, ...state }), anEvent()),
  ]);
  if (!done.ok) throw new Error(done.error.kind);
  return { system: inspections, record: ['repair', id], who, body };
}
const papersCame = { materials: [{ code: 'm2', document: '信用承诺书' }] };
const lacking = {
  status: 'supplement',
  materials: [],
  asked: { missing: ['m2'], text: '请提交承诺书', on: '2026-03-03', by: 'u' },
} as const;
const granted = { status: 'executed', decision: { number: '一号', on: '2026-03-05', by: 'u' } } as const;
const repairActs: Readonly<Record<string, readonly [Principal, object, Partial<Repair>]>> = {
  askForPapers: [clerk, { missing: ['m2'], text: '请提交承诺书' }, { materials: bothPapers.slice(0, 1) }],
  supplyPapers: [clerk, { ...papersCame, on: '2026-03-10' }, lacking],
  acceptRepair: [clerk, {}, {}],
  notAcceptRepair: [clerk, { code: 'x2' }, {}],
  withdrawRepair: [clerk, {}, {}],
  grantRepair: [head, { number: '二号' }, { status: 'accepted' }],
  refuseRepair: [head, { number: '三号', reason: '未缴清', remedies: '可以申请行政复议' }, { status: 'accepted' }],
  cancelRepair: [head, { number: '四号', reason: '承诺不实' }, granted],
};
const inHand = { status: 'received', receivedOn: '2026-03-03', answerFrom: '2026-11-20', due: '2027-01-04' } as const;
const gone = { reason: '有误' };
const rectification: FollowUp['rectification'] = {
  ...{ document: '睢市监责改〔2026〕1号', content: '清理', immediate: true },
  ...{ term: '2026-03-03', orderedOn: '2026-03-03', orderedBy: 'u' },
  status: 'ordered',
};
const written = { number: '睢市监函〔2026〕1号', on: '2026-11-20', by: 'u', facts: '后厨积水' };
const served = { on: '2026-11-20', way: '邮寄', by: 'u' } as const;
const paperReceipt = { on: '2026-11-20', person: '某人', document: '扫描件一' };
const followUpActs: Readonly<Record<string, readonly [Principal, object, Partial<FollowUp>]>> = {
  receiveFollowUp: [clerk, {}, {}],
  returnFollowUp: [clerk, { reason: 'r2', text: '缺检查笔录' }, {}],
  redirectFollowUp: [clerk, { receiver: 'SCJG', reason: '已补材料' }, { status: 'returned', kind: 'other' }],
  disputeFollowUp: [head, gone, { status: 'returned' }],
  decideFollowUp: [office, { receiver: 'SCJG', basis: '职责表' }, { status: 'disputed' }],
  reportFollowUp: [clerk, { text: '已阅', document: '一号' }, { ...inHand, kind: 'other' }],
  writeLetter: [clerk, {}, { letter: {} }],
  serveLetter: [clerk, { on: '2026-11-23', way: '邮寄' }, { letter: { written } }],
  receiveOnPaper: [clerk, { on: '2026-11-23', person: '某人', document: '扫描件一' }, { letter: { written, served } }],
  returnOnPaper: [
    clerk,
    { returned: { reason: 'r2', text: '缺检查笔录' }, document: '复函一' },
    { letter: { written, served } },
  ],
  answerOnPaper: [
    clerk,
    { report: { text: '已阅', document: '一号' }, on: '2026-11-23', paper: '扫描件二' },
    { ...inHand, kind: 'other', letter: { written, served, receipt: { ...paperReceipt, by: 'u' } } },
  ],
  orderRectification: [clerk, toRectify, { ...inHand, kind: 'rectify' }],
  reportRectified: [clerk, { text: '已改', evidence: [] }, { ...inHand, kind: 'rectify', rectification }],
  confirmFollowUp: [clerk, {}, { status: 'reported' }],
  sendBackFollowUp: [clerk, gone, { status: 'reported' }],
  extendFollowUp: [head, { ...gone, to: '2027-03-01' }, inHand],
  callFollowUp: [clerk, {}, { ...inHand, due: '2026-03-10' }],
  cancelFollowUp: [head, gone, {}],
  reopenFollowUp: [office, gone, { status: 'closed', endedOn: '2026-03-04' }],
};
/** A campaign that a higher level has ordered, in this state. */
async function campaign(who: Principal, body: object, state: Partial<Campaign> = {}): Promise<Ready> {
  const id = `campaign-${next()}`;
  const value = storedCampaign({ id, number: `41142201202699${next()}`, ...fromAbove, ...campaignItem, ...state });
  const done = await county.deps.work.commit([createRecord('campaign', id, value, anEvent())]);
  if (!done.ok) throw new Error(done.error.kind);
  return { system: county, record: ['campaign', id], who, body };
}
const campaignItem = { departments: [{ department: 'SCJG' as const, items: ['SCJG-001'] }], ratio: 1000 };
const campaignActs: Readonly<Record<string, readonly [Principal, object, Partial<Campaign>]>> = {
  updateCampaign: [clerk, aCampaign({ ...fromAbove, ...campaignItem }), {}],
  submitCampaign: [clerk, {}, {}],
  takeBackCampaign: [clerk, {}, { status: 'submitted', submittedBy: clerk.id }],
  returnCampaign: [head, gone, { status: 'submitted' }],
  approveCampaign: [head, {}, { status: 'submitted', createdBy: 'somebody' }],
  publishCampaign: [clerk, {}, { status: 'approved' }],
  cancelCampaign: [head, gone, {}],
  closeCampaign: [clerk, { summary: '已完成' }, { status: 'running' }],
  reopenCampaign: [head, {}, { status: 'closed' }],
};
/** The order of a check on an accepted lead, brought by these acts to where the operation begins. */
async function order(
  acts: readonly (readonly [Principal, OperationName, object])[],
  ...before: readonly (readonly [Principal, OperationName, object])[]
): Promise<{ readonly id: string; readonly leadId: string }> {
  const { record } = await registered(clerk, {}, ...accepted, ...before);
  const [, leadId] = record;
  const body = anOrder(leadId, { objectId: 'S0001', window: { from: '2026-11-23', to: '2026-12-20' } });
  const { id } = expectOk(await county.as(clerk)('createCheckOrder', { key: `order-of-${leadId}`, body }));
  for (const [index, [whoever, operation, given]] of acts.entries()) {
    const call = { params: { id }, version: index + 1, body: given };
    expectOk(await county.as(whoever)(operation, call as unknown as CallOf<OperationName>));
  }
  return { id, leadId };
}
const ordered = async (
  who: Principal,
  body: object,
  ...acts: readonly (readonly [Principal, OperationName, object])[]
): Promise<Ready> => ({ system: county, record: ['check-order', (await order(acts)).id], who, body });
const submittedOrder = [[clerk, 'submitCheckOrder', {}]] as const;
const approvedOrder = [...submittedOrder, [head, 'approveCheckOrder', {}]] as const;
const unregistered = {
  facts: {
    ...{ licenceNeeded: false, registrationNeeded: true, hasLicence: false, hasRegistration: false, exempt: false },
    licenceDepartment: null,
  },
};
const opened = { code: 'o3', caseNumber: '睢市监立〔2026〕9号' };
const urgency = { code: 'u1', note: '食物中毒', enteredAt: '2026-11-23T00:59:00.000Z' };

async function adjusted(): Promise<Ready> {
  const { record, ...ready } = await plan({ status: 'approved' });
  const params = { id: record[1] };
  expectOk(await county.as(office)('publishPlan', { params, version: 1 }));
  expectOk(await county.as(clerk)('adjustPlan', { params, version: 2, body: { reason: '上级要求' } }));
  return { ...ready, record };
}

/** A result that these acts have brought to where the operation begins. */
async function result(
  who: Principal,
  body: object | undefined,
  ...acts: readonly (readonly [Principal, OperationName, object?])[]
): Promise<Ready> {
  const id = resultOf(await inspections.dispatch());
  for (const [whoever, operation, given] of acts) expectOk(await inspections.act(whoever, operation, id, given));
  return { system: inspections, record: ['result', id], who, body };
}
const saved = [inspector(1), 'saveResult', aDraft()] as const;
const submitted = [saved, [inspector(1), 'submitResult']] as const;
const approved = [...submitted, [officer('审核'), 'approveResult']] as const;
const why = { reason: '有误' };
const exception = { basis: '《政府信息公开条例》第十五条', reason: '涉及商业秘密' };
const published = [...approved, [officer('公示'), 'publishResult']] as const;
const repaired = { way: 'w1', reason: '已履行义务', document: '准予修复决定书1号' };
const stopAsked = [...published, [officer('甲'), 'requestStop', repaired]] as const;
const withholding = [...approved, [officer('甲'), 'requestWithholding', exception]] as const;

const sharedContent = () => {
  const { title, fields, attribute, cycle } = aShareEntry();
  return { title, fields, attribute, cycle };
};
async function shareEntry(who: Principal, body: object): Promise<Ready> {
  const id = `entry-${next()}`;
  const done = await county.store.work.commit([createRecord('share-entry', id, aShareEntry({ id }), anEvent())]);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return { system: county, record: ['share-entry', id], who, body };
}
async function dataCheck(who: Principal, body: object): Promise<Ready> {
  const id = `check-${next()}`;
  const done = await county.store.work.commit([createRecord('data-check', id, aDataCheck({ id }), anEvent())]);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return { system: county, record: ['data-check', id], who, body };
}
async function shareRequest(who: Principal, body: object, more: Partial<ShareRequest> = {}): Promise<Ready> {
  const id = `request-${next()}`;
  const request = aShareRequest({ id, atOnce: false, due: '2099-12-31', ...more });
  const done = await county.store.work.commit([createRecord('share-request', id, request, anEvent())]);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return { system: county, record: ['share-request', id], who, body };
}

/** What 市场监管 has published, and a result of 卫健 that may take it over. */
async function citable() {
  const listed = await june.store.records.find('recognisable-item', 'SCJG-001');
  if (!listed) await listedForHealth(june);
  return citedAndCiting(june);
}
async function recognised() {
  const { source, citing } = await citable();
  const body = { sourceId: source, items: [{ itemId: 'WJW-001', citedItemId: 'SCJG-001' }] };
  expectOk(await june.act(officer('甲', 'WJW'), 'recogniseResult', citing, body));
  const { recognisedIn = [] } = (await june.store.records.find('result', source))?.value ?? {};
  return { source, id: recognisedIn[0] ?? '' };
}

const chief = person('SCJG', 'department-admin', '负责人');
const checked = [officer('异议'), 'acceptObjection', { verified: false }] as const;
/** An objection to a result that was just published. */
async function objection(
  who: Principal,
  body: object,
  ...acts: readonly (readonly [Principal, OperationName, object])[]
): Promise<Ready> {
  const ready = await result(officer('异议'), undefined, ...published);
  const { resultId: _, ...said } = anObjection();
  const { ground, text, filedBy, papers } = said;
  const filed = { resultId: ready.record[1], ground, text, filedBy, papers: [...papers], filedOn: '2026-03-12' };
  const key = `objection-${next()}-${next()}`;
  const { id } = expectOk(await inspections.as(officer('异议'))('fileObjection', { key, body: filed }));
  for (const [index, [whoever, operation, given]] of acts.entries()) {
    const call = { params: { id }, version: index + 1, body: given };
    expectOk(await inspections.as(whoever)(operation, call as unknown as CallOf<OperationName>));
  }
  return { system: inspections, record: ['objection', id], who, body };
}

async function attached(): Promise<Ready> {
  const ready = await result(inspector(1), undefined, saved);
  const [, id] = ready.record;
  const found = await inspections.store.records.find('result', id);
  if (!found) throw new Error('no result');
  const value = { ...found.value, evidence: [anEvidence()] };
  await inspections.store.work.commit([replaceRecord('result', id, found, value, anEvent())]);
  return { ...ready, params: { evidenceId: 'evidence-1' } };
}

const completion = { completedOn: '2026-03-11', reason: '看错日期' };
const askedToCorrect = [...submitted, [inspector(1), 'requestCompletionCorrection', completion]] as const;

const visit = async (body: object): Promise<Ready> => ({
  system: inspections,
  record: ['visit', await inspections.dispatch()],
  who: inspector(1),
  body: { completedOn: '2026-03-12', ...body },
});

/** Every operation that changes a version its caller has seen. */
const ready: Readonly<Record<string, () => Promise<Ready>>> = {
  updateItem: () => row('item', anItem('SCJG', { id: `item-${next()}` })),
  // Rows that no frame can lose: the others need two.
  deactivateItem: () => row('item', anItem('SCJG', { id: `item-${next()}`, status: '失效' }), retired),
  updateObject: () => row('object', shop(1000 + next())),
  deactivateObject: () => row('object', shop(1000 + next(), { status: '迁出' }), retired),
  updateInspector: () => row('inspector', aRegistered('SCJG', 100 + next())),
  deactivateInspector: () => row('inspector', { ...aRegistered('SCJG', 100 + next()), status: '失效' }, retired),
  updateExpert: () => row('expert', expertOf('SCJG', next())),
  deactivateExpert: () => row('expert', expertOf('SCJG', next(), { status: '失效' }), retired),
  consentToChange: () => asked(colleagueOf(clerk)),
  refuseChange: () => asked(colleagueOf(clerk), { reason: '仍须检查' }),
  withdrawChange: () => asked(clerk),
  activateImport: async () => {
    const system = await systemForTest();
    const { id } = await importDesk(system, clerk).staged(csv(objectRow(1)));
    return { system, record: ['import', id], who: clerk, body: {} };
  },
  activateClassFile: async () => {
    const system = await systemForTest();
    await importDesk(system, clerk).imported(csv(objectRow(1)));
    const { id } = await classDesk(system).checked('2026-05', classCsv(classRow(codeOf(1), 'A')));
    return { system, record: ['import', id], who: second };
  },
  approveUndo: async () => {
    const system = await systemForTest();
    const { id } = await importDesk(system, clerk).imported(csv(objectRow(1)));
    const request = { key: `undo-key-${next()}`, params: { id }, body: { reason: '误导入' } };
    const undo = expectOk(await system.as(clerk)('undoImport', request));
    await system.runJobs();
    return { system, record: ['import', undo.id], who: person('SCJG', 'officer', '乙') };
  },
  updatePlan: () => plan({}, clerk, { title: '新的标题', entries: [] }),
  submitPlan: () => plan({}),
  returnPlan: () => plan({ status: 'submitted' }, office, why),
  approvePlan: () => plan({ status: 'submitted' }, office),
  publishPlan: () => plan({ status: 'approved' }, office),
  adjustPlan: () => plan({ status: 'published', edition: 1 }, clerk, why),
  abandonAdjustment: adjusted,
  closePlan: () => plan({ status: 'published', edition: 1 }, office),
  consultPlan: () => plan(jointDraft, clerk, { answerBy: '2026-12-01' }),
  answerPlan: consulted,
  takeBackPlan: () => plan({ status: 'submitted', submittedBy: clerk.id }),
  reopenPlan: () => plan({ status: 'closed', edition: 1 }, office),
  discardPlan: () => plan({}),
  restorePlan: () => plan({ status: 'discarded' }),
  commitBatch: async () => {
    const { id } = await frozenBatch(county);
    const body = { ...alone, commitBy: times.commitBy, revealBy: times.revealBy };
    return { system: county, record: ['batch', id], who: lead, body };
  },
  moveToCeremony: async () => {
    const system = await beaconCounty();
    const { id } = await committedByBeacon(system);
    const at = { commitBy: '2026-09-17T15:30:00.000Z', revealBy: '2026-09-17T15:40:00.000Z' };
    return { system, record: ['batch', id], who: lead, body: { ...at, parties: [...parties], reason: '网络不可达' } };
  },
  completeVisit: () => visit({}),
  endVisit: () => visit({}),
  recordNonPerformance: () => visit({ reason: '注销', note: '已注销' }),
  requestCompletionCorrection: () => result(inspector(1), completion, ...submitted),
  approveCompletionCorrection: () => result(officer('审批'), undefined, ...askedToCorrect),
  refuseCompletionCorrection: () => result(officer('审批'), why, ...askedToCorrect),
  withdrawCompletionCorrection: () => result(inspector(1), undefined, ...askedToCorrect),
  saveResult: () => result(inspector(1), aDraft()),
  clearResult: () => result(inspector(1), undefined, saved),
  submitResult: () => result(inspector(1), { completedOn: '2026-03-12' }, saved),
  takeBackResult: () => result(inspector(1), undefined, ...submitted),
  approveResult: () => result(officer('审核'), undefined, ...submitted),
  returnResult: () => result(officer('审核'), why, ...submitted),
  correctResult: () => result(officer('甲'), why, ...approved, [officer('公示'), 'publishResult']),
  abandonCorrection: () =>
    result(
      officer('甲'),
      undefined,
      ...approved,
      [officer('公示'), 'publishResult'],
      [officer('甲'), 'correctResult', why],
    ),
  removeEvidence: attached,
  publishResult: () => result(officer('公示'), undefined, ...approved),
  requestWithholding: () => result(officer('甲'), exception, ...approved),
  approveWithholding: () => result(officer('乙'), undefined, ...withholding),
  withdrawWithholding: () => result(officer('甲'), undefined, ...withholding),
  refuseWithholding: () => result(officer('乙'), why, ...withholding),
  requestStop: () => result(officer('甲'), repaired, ...published),
  withdrawStop: () => result(officer('甲'), undefined, ...stopAsked),
  approveStop: () => result(person('SCJG', 'department-admin', '负责人'), undefined, ...stopAsked),
  refuseStop: () => result(person('SCJG', 'department-admin', '负责人'), why, ...stopAsked),
  resumePublication: () =>
    result(
      person('SCJG', 'department-admin', '副局长'),
      { ground: 'repair-cancelled', decision: repaired.document, document: '撤销修复决定书1号' },
      ...stopAsked,
      [person('SCJG', 'department-admin', '负责人'), 'approveStop'],
    ),
  updateShareEntry: () => shareEntry(clerk, sharedContent()),
  removeShareEntry: () => shareEntry(head, { reason: '职责调整' }),
  grantShareRequest: () => shareRequest(clerk, {}),
  refuseShareRequest: () => shareRequest(head, { basis: '条例', reason: '与职责无关' }),
  extendShareRequest: () => shareRequest(head, { reason: '须核对字段' }),
  openShareRequest: () => shareRequest(clerk, {}, { status: 'granted' }),
  disputeShareRequest: () => shareRequest(person('WGL', 'department-admin'), {}, { status: 'refused' }),
  decideShareDispute: () => shareRequest(office, { shared: true, reason: '属职责所需' }, { status: 'disputed' }),
  correctData: () => dataCheck(clerk, { answer: '已按证书更正', correctedOn: '2026-03-02' }),
  upholdData: () => dataCheck(clerk, { answer: '与证书一致' }),
  withdrawDataCheck: () => dataCheck(person('WGL', 'officer'), {}),
  closeShareRequest: () => shareRequest(person('WGL', 'officer'), {}),
  updateRecognisableItem: async () => {
    const item = aRecognisableItem({ id: `SCJG-${500 + next()}` });
    const done = await county.store.work.commit([createRecord('recognisable-item', item.id, item, anEvent())]);
    if (!done.ok) throw new Error(done.error.kind);
    const { by, document } = item;
    const body = { by, document, listed: false };
    return { system: county, record: ['recognisable-item', item.id], who: office, body };
  },
  recogniseResult: async () => {
    const { source, citing } = await citable();
    const body = { sourceId: source, items: [{ itemId: 'WJW-001', citedItemId: 'SCJG-001' }] };
    return { system: june, record: ['result', citing], who: officer('甲', 'WJW'), body };
  },
  confirmRecognition: async () => {
    const { source, id } = await recognised();
    expectOk(await june.act(officer('甲'), 'correctResult', source, why));
    expectOk(await june.act(officer('甲'), 'abandonCorrection', source, {}));
    return { system: june, record: ['recognition', id], who: officer('甲', 'WJW'), body: {} };
  },
  withdrawRecognition: async () => {
    const { id } = await recognised();
    return { system: june, record: ['recognition', id], who: officer('甲', 'WJW'), body: { reason: '改为检查' } };
  },
  acceptObjection: () => objection(officer('异议'), { verified: false }),
  refuseObjection: () => objection(officer('异议'), { refusal: 'not-subject' }),
  upholdObjection: () => objection(chief, { reason: '照片为另一户' }, checked),
  dismissObjection: () => objection(chief, { reason: '照片清楚', remedies: '可申请行政复议' }, checked),
  withdrawObjection: () => objection(officer('异议'), {}),
  withdrawOwnObjection: async () => {
    const ready = await objection(officer('异议'), {});
    const filed = (await inspections.store.records.find('objection', ready.record[1]))?.value;
    return { ...ready, who: { code: await boundCode(inspections.deps, filed?.objectId ?? '', next()) } };
  },
  revokeSubjectCode: async () => {
    const n = next();
    await boundCode(county.deps, 'S0001', n);
    return { system: county, record: ['subject-code', String(n).padStart(24, '0')], who: clerk, body: why };
  },
  liftSanction: () => sanction(),
  withdrawSanction: () => sanction(),
  approveTrustPeriod: () => trustPeriod('proposed', {}),
  dropTrustPeriod: () => trustPeriod('proposed', why),
  revokeTrustPeriod: () => trustPeriod('active', why),
  addGuidance: () => trustPeriod('active', { on: '2026-11-20', text: '上门指导' }),
  updateLead: () => registered(clerk, { subjectText: '春风小吃店', matter: '后厨地面积水', items: [] }),
  acceptLead: () => registered(clerk, {}),
  rejectLead: () => registered(secondClerk, { ground: '不属于投诉举报受理范围' }),
  passLeadOn: () => registered(clerk, { receiver: 'WJW', reason: '属卫生健康部门职责', answerWanted: false }),
  mergeLead: async () => {
    const { id } = await register(county, patrolled({ place: `第${next()}处` }));
    expectOk(await county.as(clerk)('acceptLead', { params: { id }, version: 1, body: {} }));
    return registered(clerk, { into: id }, ...accepted);
  },
  extendLead: async () => {
    const { id } = await register(county, anEntry({ place: `第${next()}处`, receivedOn: '2026-11-20' }));
    expectOk(await county.as(clerk)('acceptLead', { params: { id }, version: 1, body: {} }));
    return { system: county, record: ['lead', id], who: head, body: { reason: '案情复杂' } };
  },
  concludeLeadWithoutCheck: () => registered(head, unfounded, ...accepted),
  answerLead: async () => {
    const { id, answers } = await register(county, anEntry({ place: `第${next()}处`, answerTo: ['informant'] }));
    const body = { answer: answers[0]?.id, given: { channel: '电话', text: '已告知处理结果' } };
    return { system: county, record: ['lead', id], who: clerk, body };
  },
  classifyUnlicensed: () => registered(clerk, unregistered, ...accepted),
  recordUnlicensedOutcome: () => registered(clerk, opened, ...accepted, [clerk, 'classifyUnlicensed', unregistered]),
  recheckUnlicensed: async () => {
    const urged = [clerk, 'recordUnlicensedOutcome', { code: 'o1', term: '2026-12-20' }] as const;
    const acts = [...approvedOrder, [clerk, 'dispatchCheck', {}] as const];
    const { id, leadId } = await order(acts, [clerk, 'classifyUnlicensed', unregistered], urged);
    const { visitId = '' } = (await county.deps.records.find('check-order', id))?.value ?? {};
    const visit = await county.deps.records.find('visit', visitId);
    if (!visit) throw new Error('no visit');
    const over = { ...visit.value, status: 'completed', completedOn: '2026-11-24' } as const;
    const done = await county.deps.work.commit([replaceRecord('visit', visitId, visit, over, anEvent())]);
    expect(done.ok).toBe(true);
    return { system: county, record: ['lead', leadId], who: clerk, body: { visitId, licensed: false } };
  },
  concludeLead: async () => {
    const { id, leadId } = await order(approvedOrder);
    const { meta } = (await county.deps.records.find('check-order', id)) ?? {};
    const withdrawn = { params: { id }, version: meta?.version ?? 0, body: why };
    expectOk(await county.as(clerk)('withdrawCheckOrder', withdrawn));
    return { system: county, record: ['lead', leadId], who: clerk, body: unfounded };
  },
  submitCheckOrder: () => ordered(clerk, {}),
  withdrawCheckOrder: () => ordered(clerk, why),
  approveCheckOrder: () => ordered(head, {}, ...submittedOrder),
  refuseCheckOrder: () => ordered(head, why, ...submittedOrder),
  dispatchCheck: () => ordered(clerk, {}, ...approvedOrder),
  enterUrgently: () => ordered(clerk, urgency),
  approveCheckLate: () => ordered(head, {}, [clerk, 'enterUrgently', urgency]),
  refuseCheckLate: () => ordered(head, why, [clerk, 'enterUrgently', urgency]),
  closeLead: () => registered(clerk, {}, ...concluded),
  reopenLead: () => registered(head, { newFacts: '又有新的举报材料' }, ...concluded, [clerk, 'closeLead', {}]),
  nameHandlers: () => registered(head, { handlers: [clerk.id] }),
  ...Object.fromEntries(
    Object.entries(transferActs).map(([operation, [who, body, state]]) => [
      operation,
      () => transfer(who, body, state),
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(listingActs).map(([operation, [who, body, state]]) => [operation, () => listing(who, body, state)]),
  ),
  ...Object.fromEntries(
    Object.entries(repairActs).map(([operation, [who, body, state]]) => [operation, () => repairing(who, body, state)]),
  ),
  supplyOwnPapers: async () =>
    repairing({ code: await boundCode(inspections.deps, 'SHOP-0', next()) }, papersCame, lacking),
  withdrawOwnRepair: async () => repairing({ code: await boundCode(inspections.deps, 'SHOP-0', next()) }, {}, {}),
  applyListFile: listFile,
  discardListFile: listFile,
  recheckRectification: toRecheck,
  grantExemption: toExempt,
  ...Object.fromEntries(
    Object.entries(followUpActs).map(([operation, [who, body, state]]) => [
      operation,
      () => followUp(who, body, state),
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(campaignActs).map(([operation, [who, body, state]]) => [
      operation,
      () => campaign(who, body, state),
    ]),
  ),
  loadCalendarYear: async () => {
    const { year, ...body } = aCalendarYear(2024);
    const who = person('ZWDSJ', 'sysadmin');
    expectOk(await county.as(who)('loadCalendarYear', { params: { year }, version: 0, body }));
    return { system: county, record: ['calendar', String(year)], who, params: { year }, body };
  },
};

const isRegistry = (kind: string): kind is RegistryKind => RegistryKind.safeParse(kind).success;

async function versionOf({ system: { deps }, record: [kind, id] }: Ready): Promise<number> {
  const found = isRegistry(kind) ? await deps.registry.find(kind, id) : await deps.records.find(kind, id);
  if (!found) throw new Error(`no ${kind} ${id}`);
  return found.meta.version;
}

/** Somebody else writes the record in between; what it says stays the same. */
async function touch({ system: { deps }, record: [kind, id] }: Ready): Promise<void> {
  const row = isRegistry(kind) ? await deps.registry.find(kind, id) : undefined;
  const found = isRegistry(kind) ? undefined : await deps.records.find(kind, id);
  const change = row
    ? replaceRow(row, row.value, anEvent())
    : found && replaceRecord(kind as RecordKind, id, found, found.value, anEvent());
  const done = await deps.work.commit(change ? [change] : []);
  if (!done.ok) throw new Error(done.error.kind);
}

const callWith = <O extends OperationName>(
  { system, record: [, id], who, params, body }: Ready,
  operation: O,
  version: number,
) => system.as(who)(operation, { params: { id, ...params }, version, body } as unknown as CallOf<O>);

describe('an operation that changes a version its caller has seen', () => {
  const named = operations.filter(({ route }) => route.ifMatch).map(({ operation }) => operation as OperationName);

  test('is one of these', () => {
    expect(Object.keys(ready).toSorted()).toEqual(named.toSorted());
  });

  test.each(named)(
    '%s is refused to whoever has seen another version, and carried out for whoever has seen the last',
    async (operation) => {
      const made = await ready[operation]?.();
      if (!made) throw new Error(`how is ${operation} called?`);
      const call = (version: number) => callWith(made, operation, version);
      const seen = await versionOf(made);
      await touch(made);
      for (const version of [seen, seen + 2]) {
        expect(await call(version)).toMatchObject({ error: { kind: 'stale-version', status: 412 } });
      }
      expect(await versionOf(made)).toBe(seen + 1);
      expectOk(await call(seen + 1));
    },
  );
});
