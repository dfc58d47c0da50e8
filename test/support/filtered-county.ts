import type { DepartmentCode } from '../../shared/base/primitives.ts';
import type { Batch } from '../../shared/domain/batch/batch.ts';
import type { CheckOrder } from '../../shared/domain/check/check-order.ts';
import { followUpStatuses } from '../../shared/domain/follow-up/states.ts';
import type { RegistryChange } from '../../shared/domain/registry/registry-change.ts';
import type { InspectionResult } from '../../shared/domain/result/inspection-result.ts';
import type { VisitDraft } from '../../shared/domain/visit/assignment.ts';
import type { Task, Visit } from '../../shared/domain/visit/visit.ts';
import { CampaignDocument } from '../../shared/public/campaign-document.ts';
import type { DrawDocument } from '../../shared/public/draw-schemas.ts';
import { placeIn, publicLists } from '../../shared/public/lists.ts';
import type { PlanDocument } from '../../shared/public/plan-documents.ts';
import type { PublicDocument } from '../../shared/public/public-document.ts';
import { publicationOf } from '../../shared/public/result-publication.ts';
import { createRecord } from '../../shared/use-cases/changes.ts';
import type { Change } from '../../shared/use-cases/ports/unit-of-work.ts';
import { publishItemLists } from '../../shared/use-cases/registry/public-items.ts';
import { storedCampaign } from './campaigns.ts';
import { aCreditRecord, aPenalty, listed } from './credit-records.ts';
import { anItem, expertOf, jointEntry, officer, publishedPlan, settle, shop } from './drawable-county.ts';
import { aFollowUp, aTransfer } from './follow-ups.ts';
import { importDesk } from './import-desk.ts';
import { aBatch, anAssignment, anObject } from './inspection-samples.ts';
import { anEntry, clerk, patrolled, register } from './leads.ts';
import { aListEntry, anOutsideEntry } from './list-entries.ts';
import { aListFile } from './list-files.ts';
import { aLookup, aSanction, aSupervisionLookup } from './lookups.ts';
import { anObjection } from './objections.ts';
import { publishedDraw } from './published-draw.ts';
import { aRecognisableItem, aRecognition } from './recognition.ts';
import { aRepair } from './repairs.ts';
import { aDataCheck, aShareEntry, aShareRequest, aShareUse } from './sharing.ts';
import { aNotice, anEvent } from './stored-rows.ts';
import { boundCode } from './subject-codes.ts';
import { expectOk, person, systemForTest, type TestSystem } from './system.ts';
import { aTrustPeriod } from './trust-periods.ts';

/** The day on which its lists are read. */
export const today = '2026-03-12';

const partOf = (taskId: string, department: DepartmentCode, n = 1) => ({
  department,
  items: [{ id: `${department}-001`, version: 1, name: `${department}的检查`, taskId }],
  team: [n, n + 1].map((each) => ({
    id: `${department}-R00${each}`,
    version: 1,
    name: `检${each}`,
    certificate: '豫1',
  })),
});

const entryOf = (lead: DepartmentCode) =>
  ({ planId: 'P1', edition: 1, entryId: `E-${lead}`, title: '联合抽查', lead, taskId: 'task-1' }) as const;

/** Of 市场监管 with 卫健; voided, of 卫健 alone; of 市场监管, with an entry that 公安 leads alone; of the year before. */
const batches: readonly Batch[] = [
  { ...aBatch('joint', 'dispatched'), entries: [entryOf('SCJG')] },
  { ...aBatch('void', 'voided'), department: 'WJW', departments: ['WJW'], readers: ['WJW'], entries: [entryOf('WJW')] },
  {
    ...aBatch('two-leads', 'dispatched'),
    departments: ['SCJG', 'GAJ'],
    readers: ['SCJG', 'GAJ'],
    entries: [entryOf('SCJG'), entryOf('GAJ')],
  },
  { ...aBatch('last-year', 'drawn'), entries: [entryOf('SCJG')] },
];

const drafts: readonly (Partial<VisitDraft> & Pick<VisitDraft, 'batchId' | 'parts'>)[] = [
  { batchId: 'joint', parts: [partOf('task-1', 'SCJG'), partOf('task-1', 'WJW')] },
  { batchId: 'joint', parts: [partOf('task-1', 'WJW')] },
  { batchId: 'void', parts: [partOf('task-void', 'WJW', 3)], lead: 'WJW' },
  { batchId: 'two-leads', parts: [partOf('task-4', 'GAJ')], lead: 'GAJ' },
  { batchId: 'two-leads', parts: [partOf('task-4', 'SCJG', 3)] },
  { batchId: 'last-year', parts: [partOf('task-5', 'SCJG')], window: { from: '2025-03-01', to: '2025-04-30' } },
];

const owed = { status: 'submitted', day0: '2026-02-10', producedOn: '2026-02-10', inspectedOn: '2026-02-10' } as const;
/** What the results have come to, by their order. */
const progress: readonly Partial<InspectionResult>[] = [
  { ...owed, deadline: '2026-03-10', deadlineSince: '2026-02-10' },
  { ...owed, deadline: '2026-03-13', deadlineSince: '2026-02-10' },
  { ...owed, deadline: '2026-04-09', deadlineSince: '2026-02-10' },
  {},
  { ...owed, day0: '2026-12-20' },
  { status: 'draft', inspectedOn: '2026-03-09' },
  { inspectBy: '2025-04-30' },
];

function visitsAndResults(): readonly Change[] {
  let results = 0;
  return drafts.flatMap((draft, n) => {
    const township = n % 2 === 0 ? '411422105' : '411422206';
    const made = anAssignment({ object: anObject({ id: `SHOP-${n}`, name: `第${n}商店`, township }), ...draft });
    const visit: Visit = n === 5 ? { ...made.visit, status: 'completed', completedOn: '2025-04-01' } : made.visit;
    return [
      createRecord('visit', visit.id, visit, anEvent()),
      ...made.results.map((result) => {
        const value = { ...result, visitStatus: visit.status, ...progress[results++] };
        return createRecord('result', result.id, value, anEvent());
      }),
    ];
  });
}

const taskOf = (number: string, department: DepartmentCode, departments: readonly DepartmentCode[]): Task => ({
  ...{ id: `task-${number}`, number, title: '联合抽查', source: '年度计划', scope: '跨部门', department, departments },
  ...{ batchId: 'joint', window: { from: '2026-03-01', to: '2026-04-30' } },
  status: department === 'WJW' ? 'drawing' : 'dispatched',
});

const plans = [
  publishedPlan([jointEntry()]),
  publishedPlan([], { id: 'P2', status: 'draft', edition: 0, scope: 'department', departments: ['SCJG'] }),
  publishedPlan([], { id: 'P3', year: 2027, status: 'submitted', department: 'WJW', departments: ['WJW'] }),
  // Led by 市场监管, which checks nothing in it itself.
  publishedPlan([], { id: 'P4', status: 'draft', edition: 0, departments: ['WJW'] }),
];

const requestOf = (id: string, department: DepartmentCode, asked: DepartmentCode): RegistryChange => ({
  ...{ id, kind: 'object', rowId: 'W5', version: 1, department, change: { act: 'deactivate' }, reason: '不再使用' },
  ...{ taken: [{ department: asked, by: ['status'] }], asked: [asked], consents: [], status: 'pending' },
  ...{ requestedBy: 'somebody', requestedAt: '2026-03-02T01:00:00.000Z', until: '2026-03-17T01:00:00.000Z' },
});
const registryChanges = [
  requestOf('change-made', 'SCJG', 'WJW'),
  requestOf('change-asked', 'WJW', 'SCJG'),
  requestOf('change-foreign', 'WJW', 'NYNC'),
];

const cap = { ratio: 9000, document: '年度方案' };
const registries = {
  objects: [
    shop(1, { classBy: { month: '2026-04', source: '省级', absentSince: '2026-05' } }),
    shop(2, { township: '411422206', industry: 'H6210', creditClass: 'D', status: '停业', tags: ['重点'] }),
    shop(5, {
      ...{ id: 'W5', department: 'WJW', supervisors: ['WJW', 'SCJG'] },
      classBy: { month: '2026-04', source: '省级', absentSince: '2026-05', staleSince: '2026-06' },
    }),
    shop(6, { id: 'W6', department: 'WJW', supervisors: ['WJW'] }),
  ],
  items: [
    anItem('SCJG', { tags: ['牵头'] }),
    anItem('SCJG', { id: 'SCJG-002', name: '价格检查', level: '省', status: '失效' }),
    anItem('WJW', { kind: 'general', ratioCap: cap, jointField: '餐饮' }),
  ],
  inspectors: [
    officer('SCJG', 1, { tags: ['食品'], qualifications: ['食品安全'] }),
    officer('SCJG', 2, { level: '所', status: '失效', statusReason: '调离' }),
    officer('WJW', 1),
  ],
  experts: [
    expertOf('SCJG', 1),
    expertOf('SCJG', 2, { fields: ['计量'], status: '失效', statusReason: '退休', tags: ['计量'] }),
    expertOf('WJW', 1),
  ],
  plans,
};

function publicDocuments(): readonly PublicDocument[] {
  const { draw } = publishedDraw();
  const drawOf = (number: string, year: string, departments: DrawDocument['departments']): PublicDocument => ({
    ...{ kind: 'draw', id: number, body: { ...draw, number, departments } },
    places: placeIn(publicLists.draw.ofYear, year, number),
  });
  const planOf = (id: string, year: number, department: DepartmentCode, entries: PlanDocument['entries']) => {
    const facts = {
      number: id,
      scope: 'joint',
      title: '计划',
      edition: 1,
      publishedAt: '2026-01-05T01:00:00.000Z',
    } as const;
    const body = { ...facts, id, year, department, entries, items: [] } satisfies PlanDocument;
    return { kind: 'plan', id, body, places: placeIn(publicLists.plan.ofYear, String(year), id) } as const;
  };
  const resultOf = (id: string, month: string, department: DepartmentCode, objectName: string) => {
    const facts = {
      edition: 1,
      corrected: false,
      withdrawn: false,
      batchId: 'joint',
      tasks: [],
      items: [],
      overall: [],
    };
    const publishedAt = `${month}-05T01:00:00.000Z`;
    const creditCode = department === 'SCJG' ? '91350100M000100Y43' : '11320000MB151840XJ';
    const township = department === 'WJW' ? '411422206' : '411422105';
    const named = { documentNumber: id, authority: department, objectName, creditCode, township };
    return publicationOf({ ...facts, ...named, id, publishedAt, department }, month, undefined);
  };
  const results = [
    ['R1', '2026-03', 'SCJG', '甲商店'],
    ['R2', '2026-02', 'SCJG', '乙商店'],
    ['R3', '2026-03', 'WJW', '丙诊所'],
    ['R4', '2024-06', 'WJW', '甲诊所'],
  ] as const;
  const campaignOf = (id: string, year: string, participants: readonly DepartmentCode[]) => {
    const published = { ...storedCampaign({ id, participants }), publishedAt: `${year}-06-01T01:00:00.000Z` };
    const body = CampaignDocument.parse({ ...published, items: [] });
    return { kind: 'campaign', id, body, places: placeIn(publicLists.campaign.ofYear, year, id) } as const;
  };
  return [
    campaignOf('K1', '2026', ['SCJG', 'WJW']),
    campaignOf('K2', '2025', ['SCJG']),
    drawOf('D1', '2026', ['SCJG', 'WJW']),
    drawOf('D2', '2025', ['GAJ']),
    planOf('P1', 2026, 'SCJG', [jointEntry()]),
    planOf('P9', 2027, 'GAJ', []),
    ...results.flatMap(([id, month, department, name]) => resultOf(id, month, department, name)),
  ];
}

/** One in each state of 市场监管, and one of 卫健 to sign; each department its own receiver. */
const followUps = [
  ...followUpStatuses.map((status, n) =>
    aFollowUp({
      id: `FU-${n}`,
      status,
      ...(n % 2 === 0 && { kind: 'copy' }),
      ...(n > 4 && { endedOn: '2026-03-05' }),
      ...(n < 2 && { due: n === 0 ? today : '2026-12-30' }),
    }),
  ),
  ...[{}, { served: { on: '2026-03-02', way: '邮寄' as const, by: 'u' } }].map((letter, n) =>
    aFollowUp({ id: `FU-L${n}`, receiver: 'NYNC', addressed: 'NYNC', letter, due: '2026-12-30' }),
  ),
  aFollowUp({ id: 'FU-L2', receiver: 'NYNC', addressed: 'NYNC', letter: {}, status: 'received', due: '2026-12-30' }),
  aFollowUp({ id: 'FU-WJW', sender: 'WJW', receiver: 'WJW', addressed: 'WJW', object: anObject({ id: 'SHOP-1' }) }),
].map(({ object: { id, name, kind }, ...each }) => ({ ...each, object: { id, name, kind } }));

/** A small county in which every filter of every list keeps something and drops something. */
export async function filteredCounty(): Promise<TestSystem> {
  const system = await systemForTest();
  system.at(`${today}T02:00:00Z`);
  await settle(system.deps, registries);
  const changes: readonly Change[] = [
    ...registryChanges.map((change) => createRecord('registry-change', change.id, change, anEvent())),
    ...batches.map((batch) => createRecord('batch', batch.id, batch, anEvent())),
    ...orders.map((order) => createRecord('check-order', order.id, order, anEvent())),
    ...[taskOf('1', 'SCJG', ['SCJG', 'WJW']), taskOf('2', 'WJW', ['WJW']), taskOf('3', 'SCJG', ['WJW'])].map((task) =>
      createRecord('task', task.id, task, anEvent()),
    ),
    ...[
      aNotice('N1'),
      aNotice('N2', { readBy: [person('SCJG', 'officer').id, person('FGW', 'office').id] }),
      aNotice('N3', { department: 'WJW' }),
    ].map((notice) => createRecord('notice', notice.id, notice, anEvent())),
    ...[
      aTransfer(),
      aTransfer({ id: 'ct-2', department: 'WJW' }),
      aTransfer({ id: 'ct-3', status: 'closed', endedOn: '2026-03-05' }),
    ].map((each) => createRecord('criminal-transfer', each.id, each, anEvent())),
    ...[aListEntry(), aListEntry({ id: 'le-2', department: 'WJW' }), aListEntry({ id: 'le-3', status: 'listed' })].map(
      (each) => createRecord('list-entry', each.id, each, anEvent()),
    ),
    ...[
      aRepair(),
      aRepair({ id: 'rp-2', department: 'WJW' }),
      aRepair({ id: 'rp-3', status: 'refused' }),
      aRepair({ id: 'rp-4', status: 'supplement' }),
    ].map((each) => createRecord('repair', each.id, each, anEvent())),
    createRecord('list-entry', 'le-4', anOutsideEntry({ id: 'le-4' }), anEvent()),
    ...[aListFile({ department: 'SCJG' }), aListFile({ id: 'list-file-2', department: 'WJW' })].map((each) =>
      createRecord('list-file', each.id, each, anEvent()),
    ),
    ...followUps.map((each) => createRecord('follow-up', each.id, each, anEvent())),
  ];
  const visits = visitsAndResults();
  for (const some of [changes, visits.slice(0, 10), visits.slice(10)]) {
    const done = await system.store.work.commit(some);
    if (!done.ok) throw new Error(JSON.stringify(done.error));
  }
  await publishItemLists(system.store, ['SCJG', 'WJW'], { entity: 'plan', id: 'P1' });
  await system.store.published.put(publicDocuments());
  const desk = importDesk(system, person('SCJG', 'officer'));
  for (const kind of ['object', 'expert'] as const) {
    expectOk(await desk.announce({ kind, ...desk.text('x') }));
    expectOk(await desk.call('createExport', { key: `export-${kind}`, body: { kind } }));
  }
  await leads(system);
  await objections(system);
  await boundCode(system.deps, 'S0001', 1);
  await boundCode(system.deps, 'S0002', 2);
  await sharing(system);
  await recognitions(system);
  await campaigns(system);
  await trustAndLookups(system);
  return system;
}

/** One recognition in force and one under review of 卫健, one of 市场监管 of what 卫健 has found; and what may be recognised. */
async function recognitions({ store }: TestSystem): Promise<void> {
  const review = {
    status: 'to-re-examine',
    review: { cause: 'correction', from: today, days: 5 },
    due: today,
  } as const;
  const all = [
    aRecognition({ id: 'C1' }),
    aRecognition({ id: 'C2', ...review }),
    aRecognition({ id: 'C3', department: 'SCJG', source: 'WJW', ...review }),
  ];
  const done = await store.work.commit([
    ...all.map((each) => createRecord('recognition', each.id, each, anEvent())),
    createRecord('recognisable-item', 'SCJG-001', aRecognisableItem(), anEvent()),
  ]);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
}

/** A period of 市场监管 that holds, one that 卫健 has proposed; look-ups of each, what each decided, and what each has on record. */
async function trustAndLookups({ store }: TestSystem): Promise<void> {
  const asked = [
    aLookup({ id: 'Q1' }),
    aLookup({ id: 'Q2', department: 'WJW', purpose: 'honour' }),
    aSupervisionLookup({ id: 'Q3' }),
    aSupervisionLookup({ id: 'Q4', department: 'WJW' }),
  ];
  const decided = [aSanction({ id: 'D1' }), aSanction({ id: 'D2', department: 'WJW', status: 'declined' })];
  const onRecord = [
    aCreditRecord(),
    aPenalty({ department: 'SCJG', status: 'expired' }),
    listed({ department: 'WJW', status: 'revoked', ended: { on: '2026-06-01', reason: '有误' } }),
  ];
  const all = [
    aTrustPeriod({ id: 'T1', status: 'active' }),
    aTrustPeriod({ id: 'T2', objectId: 'S0002', department: 'WJW' }),
  ];
  const done = await store.work.commit([
    ...all.map((each) => createRecord('trust-period', each.id, each, anEvent())),
    ...onRecord.map((each) => createRecord('credit-record', each.id, each, anEvent())),
    ...asked.map((each) => createRecord('lookup', each.id, each, anEvent())),
    ...decided.map((each) => createRecord('sanction-decision', each.id, each, anEvent())),
  ]);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
}

/** Two of 市场监管, one of them with 卫健 and of the next year, and one of 卫健. */
async function campaigns({ store }: TestSystem): Promise<void> {
  const all = [
    storedCampaign({ id: 'K1', number: '4114220120260001' }),
    storedCampaign({ id: 'K2', number: '4114220120270001', year: 2027, status: 'submitted', participants: pair }),
    storedCampaign({ id: 'K3', number: '4114220120260002', department: 'WJW', participants: ['WJW'] }),
  ];
  const done = await store.work.commit(all.map((each) => createRecord('campaign', each.id, each, anEvent())));
  if (!done.ok) throw new Error(JSON.stringify(done.error));
}
const pair: readonly DepartmentCode[] = ['SCJG', 'WJW'];

/** What two departments share, and requests between them in both directions. */
async function sharing({ store }: TestSystem): Promise<void> {
  const entries = [
    aShareEntry({ id: 'E1' }),
    aShareEntry({ id: 'E2', holder: 'WJW', attribute: 'conditional', condition: '卫生许可核对' }),
    aShareEntry({ id: 'E3', status: 'removed' }),
  ];
  const requests = [
    aShareRequest({ id: 'H1' }),
    aShareRequest({ id: 'H2', status: 'granted' }),
    aShareRequest({ id: 'H3', status: 'closed', due: undefined }),
    aShareRequest({ id: 'H4', holder: 'WJW', asker: 'SCJG' }),
  ];
  const uses = [
    aShareUse({ id: 'U1', requestId: 'H1', at: '2026-03-02T02:00:00.000Z' }),
    aShareUse({ id: 'U2', requestId: 'H2', at: '2026-03-03T02:00:00.000Z' }),
    aShareUse({ id: 'U3', requestId: 'H4', holder: 'WJW', department: 'SCJG' }),
  ];
  const checks = [
    aDataCheck({ id: 'D1' }),
    aDataCheck({ id: 'D2', status: 'upheld', due: undefined }),
    aDataCheck({ id: 'D3', holder: 'WJW', reporter: 'SCJG' }),
  ];
  const done = await store.work.commit([
    ...entries.map((each) => createRecord('share-entry', each.id, each, anEvent())),
    ...requests.map((each) => createRecord('share-request', each.id, each, anEvent())),
    ...uses.map((each) => createRecord('share-use', each.id, each, anEvent())),
    ...checks.map((each) => createRecord('data-check', each.id, each, anEvent())),
  ]);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
}

/** Two of 市场监管 on one lead, of which one was taken back, and one of 卫健. */
const orderOf = (id: string, department: DepartmentCode, leadId: string, status: CheckOrder['status']): CheckOrder => ({
  ...{ id, department, leadId, leadNumber: leadId, objectId: 'S0001', objectName: '睢县第1商店', items: [] },
  ...{ basis: '依据', reason: '理由', method: '1', window: { from: '2026-03-01', to: '2026-04-30' }, team: [] },
  ...{ perDepartment: 2, checksOfYear: [], status, requestedBy: 'u', requestedAt: '2026-03-02T01:00:00.000Z' },
});
const orders = [
  orderOf('order-1', 'SCJG', 'lead-a', 'draft'),
  orderOf('order-2', 'SCJG', 'lead-a', 'withdrawn'),
  orderOf('order-3', 'WJW', 'lead-b', 'draft'),
];

/** One filed and one taken back of 市场监管, one filed of 卫健 that is due later, and one whose day no calendar says. */
async function objections({ store }: TestSystem): Promise<void> {
  const all = [
    anObjection({ id: 'B1', due: today }),
    anObjection({ id: 'B2', status: 'withdrawn', due: today }),
    anObjection({ id: 'B3', department: 'WJW', due: '2029-01-04' }),
    anObjection({ id: 'B4', due: undefined }),
  ];
  const done = await store.work.commit(all.map((each) => createRecord('objection', each.id, each, anEvent())));
  if (!done.ok) throw new Error(JSON.stringify(done.error));
}

/** 无照经营, or what art. 3 names. */
async function classify(system: TestSystem, id: string, version: number, exempt: boolean, who = clerk): Promise<void> {
  const none = { licenceNeeded: false, registrationNeeded: true, hasLicence: false, hasRegistration: false };
  const body = { facts: { ...none, exempt, licenceDepartment: null }, ...(exempt && { exemption: 'e1' as const }) };
  expectOk(await system.as(who)('classifyUnlicensed', { params: { id }, version, body }));
}

/** One registered and one accepted of 市场监管, one registered of 卫健, and one that is over. */
async function leads(system: TestSystem): Promise<void> {
  const health = person('WJW', 'officer');
  const found = (place: string) => patrolled({ place, receivedOn: today });
  await register(system, found('甲处'));
  const { id, version } = await register(system, anEntry({ receivedOn: today }));
  expectOk(await system.as(clerk)('acceptLead', { params: { id }, version, body: {} }));
  await classify(system, id, version + 1, false);
  const other = await register(system, found('乙处'), health);
  await classify(system, other.id, other.version, true, health);
  const gone = await register(system, found('丙处'));
  const body = { receiver: 'WJW', reason: '属卫生健康部门职责', answerWanted: false } as const;
  expectOk(await system.as(clerk)('passLeadOn', { params: { id: gone.id }, version: gone.version, body }));
}
