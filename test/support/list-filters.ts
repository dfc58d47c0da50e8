import type { AnswerOf, OperationName } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import { isOpenObjection } from '../../shared/domain/objection/objection-open.ts';
import { today } from './filtered-county.ts';
import { person } from './system.ts';

type Query = Readonly<Record<string, string>>;
type ItemOf<O extends OperationName> = AnswerOf<O> extends { readonly items: readonly (infer I)[] } ? I : never;
type Holds<I> = (item: I, who: Principal | undefined) => boolean;
type Reader<I> = readonly [reads: string, who: Principal | undefined, reach: (item: I, query: Query) => boolean];

interface ListUnderFilters<I> {
  readonly idOf: (item: I) => string;
  /** Queries whose answers together are everything, for the first reader. */
  readonly everything: readonly Query[];
  /** By parameter and value: which items it is about, by what the list shows of them. */
  readonly filters: Readonly<Record<string, Readonly<Record<string, Holds<I>>>>>;
  /** What each may read, in view of what is asked for. */
  readonly readers: readonly [Reader<I>, ...Reader<I>[]];
}

/** Ties what is said of a list to what it shows. */
const listOf = <O extends OperationName>(_: O, list: ListUnderFilters<ItemOf<O>>): ListUnderFilters<never> => list;

const office = person('FGW', 'office');
const market = person('SCJG', 'officer');
const health = person('WJW', 'officer');
const inspector: Principal = { ...person('SCJG', 'inspector'), inspectorId: 'SCJG-R001' };
const byId = ({ id }: { readonly id: string }) => id;
const any = () => true;
const ofDepartment = {
  SCJG: (item: { department: string }) => item.department === 'SCJG',
  WJW: (item: { department: string }) => item.department === 'WJW',
};
const both = {
  ...ofDepartment,
  'SCJG,WJW': (item: { department: string }) => ['SCJG', 'WJW'].includes(item.department),
};

const includes = (departments: readonly string[], one: string) => departments.includes(one);

type Shared = { readonly department: string; readonly departments: readonly string[] };
const sharedWith = (own: string) => (item: Shared) => item.department === own || item.departments.includes(own);

/** Whether somebody's own filter asks for what only the lead of the batch sees. */
const ledBatches: Readonly<Record<string, readonly string[]>> = {
  SCJG: ['joint', 'two-leads', 'last-year'],
  WJW: ['void'],
};

type Visit = ItemOf<'listVisits'>;
const visitsOf =
  (own: string) =>
  (visit: Visit, { batch, task, department = own }: Query) => {
    const isShared = visit.lead === own || includes(visit.departments, own);
    if (batch === undefined && task === undefined) return isShared && includes(visit.departments, department);
    return isShared || (visit.batchId !== undefined && (ledBatches[own]?.includes(visit.batchId) ?? false));
  };

type Result = ItemOf<'listResults'>;
const resultsOf =
  (own: string) =>
  (result: Result, { batch, department }: Query) => {
    const isShared = result.lead === own || result.department === own;
    if (batch !== undefined) return isShared || (ledBatches[own]?.includes(batch) ?? false);
    return department === undefined ? result.department === own : isShared;
  };
const runs = ({ status, day0 }: Result) => status === 'submitted' && day0 !== undefined;

interface RowShown {
  readonly id: string;
  readonly department: string;
  readonly name: string;
  readonly tags: readonly string[];
  readonly status: string;
}
const registry = <I extends RowShown>(
  tag: string,
  name: string,
  statuses: readonly string[],
  readers: ListUnderFilters<I>['readers'],
  more: ListUnderFilters<I>['filters'],
): ListUnderFilters<I> => ({
  idOf: byId,
  everything: [{}],
  filters: {
    department: both,
    name: { [name]: (row) => row.name.includes(name) },
    tag: { [tag]: ({ tags }) => tags.includes(tag) },
    status: Object.fromEntries(statuses.map((status) => [status, (row: I) => row.status === status])),
    ...more,
  },
  readers,
});
const ownRows = (own: string) => (row: { readonly department: string }) => row.department === own;

type LeadShown = ItemOf<'listLeads'>;
const isOpenLead = ({ status }: LeadShown) => ['registered', 'accepted', 'checking', 'concluded'].includes(status);
const inView = (lead: LeadShown, { view = 'open' }: Query) => view === 'all' || isOpenLead(lead);

type OrderShown = ItemOf<'listCheckOrders'>;
const isOpenOrder = ({ status }: OrderShown) => status !== 'withdrawn';
const ordersInView = (order: OrderShown, { view = 'open' }: Query) => view === 'all' || isOpenOrder(order);

type ObjectionShown = ItemOf<'listObjections'>;
const inObjectionView = (one: ObjectionShown, { view = 'open', dueBy }: Query) =>
  (view === 'all' && dueBy === undefined) || isOpenObjection(one);

const inCheckView = ({ status }: ItemOf<'listDataChecks'>, { view = 'waiting' }: Query) =>
  view !== 'waiting' || status === 'filed';
const inShareView = ({ status }: ItemOf<'listShareRequests'>, { view = 'waiting' }: Query) =>
  view !== 'waiting' || status === 'filed' || status === 'granted';

const inRecognitionView = ({ status }: ItemOf<'listRecognitions'>, { view = 'to-re-examine' }: Query) =>
  view !== 'to-re-examine' || status === 'to-re-examine';

/** Every list of the contract, by every filter that it offers. */
type FollowUpShown = ItemOf<'listFollowUps'>;
/** One to be signed or answered without a day waits for a calendar; the others stand by the day since when they wait. */
const dueBy =
  (day: string) =>
  ({ status, due }: FollowUpShown): boolean =>
    due === undefined ? !['opened', 'received'].includes(status) : due <= day;
/** Each box, and the states of what stands in it. */
const followUpStates: readonly (readonly [string, ...string[]])[] = [
  ['to-sign', 'opened'],
  ['to-answer', 'received'],
  ['to-redirect', 'returned'],
  ['to-decide', 'disputed'],
  ['to-confirm', 'reported'],
  ['sent', 'opened', 'received', 'returned', 'disputed', 'reported'],
  ['ended', 'closed', 'cancelled'],
];
/** On paper a matter waits for its sender. */
const letterBoxes: readonly (readonly [string, string])[] = [
  ['letter-to-serve', 'FU-L0'],
  ['letter-receipt', 'FU-L1'],
  ['letter-answer', 'FU-L2'],
];
const isLetter = (id: string) => letterBoxes.some(([, each]) => each === id);
const standsIn =
  (box: string) =>
  ({ id, status }: FollowUpShown): boolean => {
    const letter = letterBoxes.find(([name]) => name === box);
    if (letter) return letter[1] === id;
    const states = followUpStates.find(([name]) => name === box)?.slice(1) ?? [];
    return states.includes(status) && (box === 'sent' || !isLetter(id));
  };
const inBox = (item: FollowUpShown, { box = 'to-sign' }: Query) => standsIn(box)(item);

const entriesInView = ({ status, outside }: ItemOf<'listListEntries'>, { view = 'open' }: Query) =>
  view === 'outside' ? outside !== undefined : outside === undefined && (view === 'all' || status === 'suggested');

const inHandOrLacking = ({ status }: ItemOf<'listRepairs'>) => status !== 'refused';
const repairsInView = (repair: ItemOf<'listRepairs'>, { view = 'open' }: Query) =>
  view === 'all' || inHandOrLacking(repair);

const inTransferBox = ({ status }: ItemOf<'listTransfers'>, { box = 'waiting' }: Query) =>
  box === 'all' || status !== 'closed';

export const listFilters = {
  listObjects: listOf(
    'listObjects',
    registry<ItemOf<'listObjects'>>(
      '重点',
      '第1',
      ['存续', '停业'],
      [
        ['the office', office, any],
        ['a supervising department', market, ({ supervisors }) => supervisors.includes('SCJG')],
      ],
      {
        code: { w: ({ id }) => id.startsWith('W'), S0001: ({ id }) => id === 'S0001' },
        kind: { 企业: ({ kind }) => kind === '企业', 个体工商户: ({ kind }) => kind === '个体工商户' },
        township: { '411422206': ({ township }) => township === '411422206' },
        industry: { H: ({ industry }) => industry.startsWith('H'), F5211: ({ industry }) => industry === 'F5211' },
        classMark: {
          absent: ({ classBy }) => classBy?.absentSince !== undefined,
          stale: ({ classBy }) => classBy?.staleSince !== undefined,
        },
        creditClass: { D: ({ creditClass }) => creditClass === 'D', B: ({ creditClass }) => creditClass === 'B' },
      },
    ),
  ),
  listItems: listOf(
    'listItems',
    registry<ItemOf<'listItems'>>('牵头', '价格', ['有效', '失效'], [['an officer', market, any]], {
      kind: { key: ({ kind }) => kind === 'key', general: ({ kind }) => kind === 'general' },
      level: { 省: ({ level }) => level === '省', 县: ({ level }) => level === '县' },
      jointField: { 餐饮: ({ jointField }) => jointField === '餐饮' },
    }),
  ),
  listInspectors: listOf(
    'listInspectors',
    registry<ItemOf<'listInspectors'>>(
      '食品',
      '员2',
      ['有效', '失效'],
      [
        ['the office', office, any],
        ['a department', market, ownRows('SCJG')],
      ],
      {
        level: { 所: ({ level }) => level === '所', 县: ({ level }) => level === '县' },
        qualification: { 食品安全: ({ qualifications }) => qualifications.includes('食品安全') },
      },
    ),
  ),
  listExperts: listOf(
    'listExperts',
    registry<ItemOf<'listExperts'>>(
      '计量',
      '家2',
      ['有效', '失效'],
      [
        ['the office', office, any],
        ['a department', health, ownRows('WJW')],
      ],
      { field: { 计量: ({ fields }) => fields.includes('计量') } },
    ),
  ),
  listChanges: listOf('listChanges', {
    idOf: byId,
    everything: [{ box: 'asked' }, { box: 'made' }],
    filters: {
      box: {
        asked: ({ asked, status }) => status === 'pending' && asked.includes('SCJG'),
        made: ({ department }) => department === 'SCJG',
      },
    },
    readers: [
      // Without a box, what waits for an answer.
      ['who asks or is asked', market, ({ asked }, { box }) => box !== undefined || asked.includes('SCJG')],
    ],
  }),
  listImports: listOf('listImports', {
    idOf: byId,
    everything: [{}],
    filters: { kind: { object: ({ kind }) => kind === 'object', expert: ({ kind }) => kind === 'expert' } },
    readers: [['its department', market, any]],
  }),
  listExports: listOf('listExports', {
    idOf: byId,
    everything: [{}],
    filters: { kind: { object: ({ kind }) => kind === 'object', expert: ({ kind }) => kind === 'expert' } },
    readers: [['who asked for them', market, any]],
  }),
  listLeads: listOf('listLeads', {
    idOf: byId,
    everything: [{ view: 'all' }],
    filters: {
      view: { all: any, open: isOpenLead },
      department: both,
      status: { registered: ({ status }) => status === 'registered', accepted: ({ status }) => status === 'accepted' },
      kind: { patrol: ({ kind }) => kind === 'patrol', report: ({ kind }) => kind === 'report' },
      unlicensed: {
        n2: ({ unlicensedKind }) => unlicensedKind === 'n2',
        n0: ({ unlicensedKind }) => unlicensedKind === 'n0',
      },
      dueBy: { [today]: ({ due }) => due !== undefined && due <= today, '2030-01-01': ({ due }) => due !== undefined },
    },
    readers: [
      ['the auditor', person('ZWDSJ', 'auditor'), inView],
      ['its department', market, (lead, query) => lead.department === 'SCJG' && inView(lead, query)],
    ],
  }),
  listFollowUps: listOf('listFollowUps', {
    idOf: byId,
    everything: [...followUpStates, ...letterBoxes].map(([box]) => ({ box })),
    filters: {
      box: Object.fromEntries([...followUpStates, ...letterBoxes].map(([box]) => [box, standsIn(box)])),
      department: {
        SCJG: ({ sender }) => sender === 'SCJG',
        WJW: ({ sender }) => sender === 'WJW',
        'SCJG,WJW': ({ sender }) => ['SCJG', 'WJW'].includes(sender),
      },
      kind: { refer: ({ kind }) => kind === 'refer', copy: ({ kind }) => kind === 'copy' },
      dueBy: {
        [today]: dueBy(today),
        '2026-12-30': dueBy('2026-12-30'),
      },
    },
    readers: [
      ['the auditor', person('ZWDSJ', 'auditor'), inBox],
      ['its department', market, (item, query) => item.sender === 'SCJG' && inBox(item, query)],
    ],
  }),
  listTransfers: listOf('listTransfers', {
    idOf: byId,
    everything: [{ box: 'all' }],
    filters: { box: { all: any, waiting: ({ status }) => status !== 'closed' } },
    readers: [
      ['the county government', person('ZWDSJ', 'supervisor'), inTransferBox],
      ['its department', market, (item, query) => item.department === 'SCJG' && inTransferBox(item, query)],
    ],
  }),
  listListEntries: listOf('listListEntries', {
    idOf: byId,
    everything: [{ view: 'all' }, { view: 'outside' }],
    filters: {
      view: {
        all: ({ outside }) => outside === undefined,
        open: ({ status }) => status === 'suggested',
        outside: ({ outside }) => outside !== undefined,
      },
      department: both,
    },
    readers: [
      ['the auditor', person('ZWDSJ', 'auditor'), entriesInView],
      ['its department', market, (entry, query) => entry.department === 'SCJG' && entriesInView(entry, query)],
    ],
  }),
  listListFiles: listOf('listListFiles', {
    idOf: byId,
    everything: [{}],
    filters: { department: both },
    readers: [
      ['the auditor', person('ZWDSJ', 'auditor'), any],
      ['its department', market, ({ department }) => department === 'SCJG'],
    ],
  }),
  listCheckOrders: listOf('listCheckOrders', {
    idOf: byId,
    everything: [{ view: 'all' }],
    filters: {
      view: { all: any, open: isOpenOrder },
      department: both,
      status: { draft: ({ status }) => status === 'draft', withdrawn: ({ status }) => status === 'withdrawn' },
      lead: { 'lead-a': ({ leadId }) => leadId === 'lead-a', 'lead-b': ({ leadId }) => leadId === 'lead-b' },
    },
    readers: [
      ['the auditor', person('ZWDSJ', 'auditor'), ordersInView],
      ['its department', market, (order, query) => order.department === 'SCJG' && ordersInView(order, query)],
    ],
  }),
  listRepairs: listOf('listRepairs', {
    idOf: byId,
    everything: [{ view: 'all' }],
    filters: { view: { all: any, open: inHandOrLacking }, department: both },
    readers: [
      ['the auditor', person('ZWDSJ', 'auditor'), repairsInView],
      ['its department', market, (repair, query) => repair.department === 'SCJG' && repairsInView(repair, query)],
    ],
  }),
  listObjections: listOf('listObjections', {
    idOf: byId,
    everything: [{ view: 'all' }],
    filters: {
      view: { all: any, open: isOpenObjection },
      department: both,
      status: { filed: ({ status }) => status === 'filed', withdrawn: ({ status }) => status === 'withdrawn' },
      dueBy: { [today]: ({ due }) => due !== undefined && due <= today, '2030-01-01': ({ due }) => due !== undefined },
    },
    readers: [
      ['the auditor', person('ZWDSJ', 'auditor'), inObjectionView],
      ['its department', market, (one, query) => one.department === 'SCJG' && inObjectionView(one, query)],
    ],
  }),
  listRecognisableItems: listOf('listRecognisableItems', {
    idOf: byId,
    everything: [{}],
    filters: {},
    readers: [['any department', health, any]],
  }),
  listRecognitions: listOf('listRecognitions', {
    idOf: byId,
    everything: [{ view: 'made' }],
    filters: { view: { made: any, 'of-own': any, 'to-re-examine': ({ status }) => status === 'to-re-examine' } },
    readers: [
      ['the auditor', person('ZWDSJ', 'auditor'), inRecognitionView],
      [
        'a department',
        market,
        (one, query) =>
          inRecognitionView(one, query) && (query.view === 'of-own' ? one.source : one.department) === 'SCJG',
      ],
    ],
  }),
  listSubjectCodes: listOf('listSubjectCodes', {
    idOf: byId,
    everything: [{}],
    filters: {
      object: { S0001: ({ objectId }) => objectId === 'S0001', S0002: ({ objectId }) => objectId === 'S0002' },
    },
    readers: [['its department', market, any]],
  }),
  listShareCatalogue: listOf('listShareCatalogue', {
    idOf: byId,
    everything: [{}],
    filters: {
      holder: { SCJG: ({ holder }) => holder === 'SCJG', WJW: ({ holder }) => holder === 'WJW' },
      attribute: {
        conditional: ({ attribute }) => attribute === 'conditional',
        unconditional: ({ attribute }) => attribute === 'unconditional',
      },
    },
    readers: [['any department', health, any]],
  }),
  listShareRequests: listOf('listShareRequests', {
    idOf: byId,
    everything: [{ view: 'received' }],
    filters: {
      view: {
        received: any,
        sent: any,
        waiting: ({ status }) => status === 'filed' || status === 'granted',
      },
      status: { filed: ({ status }) => status === 'filed', closed: ({ status }) => status === 'closed' },
    },
    readers: [
      ['the auditor', person('ZWDSJ', 'auditor'), inShareView],
      [
        'a department',
        market,
        (one, query) =>
          inShareView(one, query) && (query.view === 'sent' ? one.asker === 'SCJG' : one.holder === 'SCJG'),
      ],
    ],
  }),
  listCreditRecords: listOf('listCreditRecords', {
    idOf: byId,
    everything: [{}],
    filters: {
      kind: { penalty: ({ kind }) => kind === 'penalty', listing: ({ kind }) => kind === 'listing' },
      status: { current: ({ status }) => status === 'current', expired: ({ status }) => status === 'expired' },
      grade: { light: ({ grade }) => grade === 'light', general: ({ grade }) => grade === 'general' },
      department: both,
    },
    readers: [
      ['the office', office, any],
      ['its department', market, ({ department }) => department === 'SCJG'],
      ['another', health, ({ department }) => department === 'WJW'],
    ],
  }),
  listLookups: listOf('listLookups', {
    idOf: byId,
    everything: [{}],
    filters: {
      purpose: { land: ({ purpose }) => purpose === 'land', honour: ({ purpose }) => purpose === 'honour' },
      department: both,
    },
    readers: [
      ['the office', office, any],
      ['its department', market, ({ department }) => department === 'SCJG'],
      ['another', health, ({ department }) => department === 'WJW'],
    ],
  }),
  listSupervisionLookups: listOf('listSupervisionLookups', {
    idOf: byId,
    everything: [{}],
    filters: { department: both },
    readers: [
      ['the office', office, any],
      ['its department', market, ({ department }) => department === 'SCJG'],
      ['another', health, ({ department }) => department === 'WJW'],
    ],
  }),
  listSanctions: listOf('listSanctions', {
    idOf: byId,
    everything: [{}],
    filters: {
      status: { recorded: ({ status }) => status === 'recorded', declined: ({ status }) => status === 'declined' },
      department: both,
    },
    readers: [
      ['the office', office, any],
      ['its department', market, ({ department }) => department === 'SCJG'],
      ['another', health, ({ department }) => department === 'WJW'],
    ],
  }),
  listShareUses: listOf('listShareUses', {
    idOf: byId,
    everything: [{}],
    filters: {
      department: { WGL: ({ department }) => department === 'WGL', ...ofDepartment },
      holder: { SCJG: ({ holder }) => holder === 'SCJG', WJW: ({ holder }) => holder === 'WJW' },
      request: { H1: ({ requestId }) => requestId === 'H1', H4: ({ requestId }) => requestId === 'H4' },
    },
    readers: [
      ['the auditor', person('ZWDSJ', 'auditor'), any],
      [
        'a department',
        market,
        (use, { department, holder }) =>
          use.department === 'SCJG' || (use.holder === 'SCJG' && (department ?? holder) !== undefined),
      ],
    ],
  }),
  listDataChecks: listOf('listDataChecks', {
    idOf: byId,
    everything: [{ view: 'received' }],
    filters: {
      view: { received: any, sent: any, waiting: ({ status }) => status === 'filed' },
      status: { filed: ({ status }) => status === 'filed', upheld: ({ status }) => status === 'upheld' },
    },
    readers: [
      ['the auditor', person('ZWDSJ', 'auditor'), inCheckView],
      [
        'a department',
        market,
        (one, query) =>
          inCheckView(one, query) && (query.view === 'sent' ? one.reporter === 'SCJG' : one.holder === 'SCJG'),
      ],
    ],
  }),
  listTrustPeriods: listOf('listTrustPeriods', {
    idOf: byId,
    everything: [{}],
    filters: {
      status: { active: ({ status }) => status === 'active', proposed: ({ status }) => status === 'proposed' },
      department: both,
      object: { S0001: ({ objectId }) => objectId === 'S0001', S0002: ({ objectId }) => objectId === 'S0002' },
    },
    readers: [
      ['the office', office, any],
      ['its department', market, any],
      ['any other', health, any],
    ],
  }),
  listCampaigns: listOf('listCampaigns', {
    idOf: byId,
    everything: [{}],
    filters: {
      year: { '2026': ({ year }) => year === 2026, '2027': ({ year }) => year === 2027 },
      status: { draft: ({ status }) => status === 'draft', submitted: ({ status }) => status === 'submitted' },
      department: both,
    },
    readers: [
      ['the office', office, any],
      ['its lead', market, ({ participants }) => includes(participants, 'SCJG')],
      ['a participant', health, ({ participants }) => includes(participants, 'WJW')],
    ],
  }),
  listPublicCampaigns: listOf('listPublicCampaigns', {
    idOf: byId,
    everything: [{}],
    filters: {
      year: { '2026': ({ id }) => id === 'K1', '2025': ({ id }) => id === 'K2' },
      department: {
        SCJG: ({ participants }) => includes(participants, 'SCJG'),
        WJW: ({ participants }) => includes(participants, 'WJW'),
      },
    },
    readers: [['anybody', undefined, any]],
  }),
  listPlans: listOf('listPlans', {
    idOf: byId,
    everything: [{}],
    filters: {
      year: { '2026': ({ year }) => year === 2026, '2027': ({ year }) => year === 2027 },
      status: { draft: ({ status }) => status === 'draft', submitted: ({ status }) => status === 'submitted' },
      scope: { joint: ({ scope }) => scope === 'joint', department: ({ scope }) => scope === 'department' },
      department: both,
    },
    readers: [
      ['the office', office, any],
      ['its lead', market, sharedWith('SCJG')],
      ['a participant', health, sharedWith('WJW')],
    ],
  }),
  listBatches: listOf('listBatches', {
    idOf: byId,
    everything: [{}],
    filters: {
      department: both,
      status: { dispatched: ({ status }) => status === 'dispatched', voided: ({ status }) => status === 'voided' },
      number: {
        '41142220260302-joint': ({ number }) => number === '41142220260302-joint',
        '41142220260302-two-leads': ({ number }) => number === '41142220260302-two-leads',
      },
    },
    readers: [
      ['the office', office, any],
      ['a reader', health, ({ id }) => id !== 'two-leads'],
    ],
  }),
  listTasks: listOf('listTasks', {
    idOf: byId,
    everything: [{}],
    filters: {
      department: both,
      status: { dispatched: ({ status }) => status === 'dispatched', drawing: ({ status }) => status === 'drawing' },
    },
    readers: [
      ['the office', office, any],
      ['the lead', market, sharedWith('SCJG')],
      ['a participant', health, sharedWith('WJW')],
    ],
  }),
  listVisits: listOf('listVisits', {
    idOf: byId,
    everything: [{ year: '2026' }, { year: '2025' }],
    filters: {
      mine: { true: ({ inspectors }, who) => inspectors.includes(who?.inspectorId ?? '') },
      department: {
        SCJG: ({ departments }) => departments.includes('SCJG'),
        WJW: ({ departments }) => departments.includes('WJW'),
        GAJ: ({ departments }) => departments.includes('GAJ'),
      },
      batch: {
        joint: ({ batchId }) => batchId === 'joint',
        'two-leads': ({ batchId }) => batchId === 'two-leads',
        void: ({ batchId }) => batchId === 'void',
        'last-year': ({ batchId }) => batchId === 'last-year',
      },
      task: { 'task-1': ({ tasks, batchId }) => tasks.includes('task-1') && batchId === 'joint' },
      status: {
        voided: ({ status }) => status === 'voided',
        dispatched: ({ status }) => status === 'dispatched',
        completed: ({ status }) => status === 'completed',
      },
      township: { '411422105': ({ object }) => object.township === '411422105' },
      year: { '2025': ({ year }) => year === 2025, '2026': ({ year }) => year === 2026 },
      name: { 第1: ({ object }) => object.name.includes('第1'), '商 店': ({ object }) => object.name.includes('商店') },
      code: { 'SHOP-0': ({ object }) => object.id === 'SHOP-0', shop: ({ object }) => object.id.startsWith('SHOP') },
    },
    readers: [
      [
        'the office',
        { ...office, inspectorId: 'SCJG-R001' },
        (visit, { year, batch, task, department, name, code }) =>
          (year ?? batch ?? task ?? department ?? name ?? code) !== undefined || visit.year === 2026,
      ],
      ['the lead, an inspector', inspector, visitsOf('SCJG')],
      ['a participant', { ...person('WJW', 'inspector'), inspectorId: 'WJW-R001' }, visitsOf('WJW')],
    ],
  }),
  listResults: listOf('listResults', {
    idOf: byId,
    everything: [{}],
    filters: {
      department: { ...both, GAJ: ({ department }) => department === 'GAJ' },
      batch: {
        joint: ({ batchId }) => batchId === 'joint',
        'two-leads': ({ batchId }) => batchId === 'two-leads',
        void: ({ batchId }) => batchId === 'void',
      },
      status: {
        voided: ({ status }) => status === 'voided',
        assigned: ({ status }) => status === 'assigned',
        'submitted,voided': ({ status }) => ['submitted', 'voided'].includes(status),
      },
      name: { 第1: ({ object }) => object.name.includes('第1'), '商 店': ({ object }) => object.name.includes('商店') },
      code: { 'SHOP-0': ({ object }) => object.id === 'SHOP-0', shop: ({ object }) => object.id.startsWith('SHOP') },
      object: { 'SHOP-0': ({ object }) => object.id === 'SHOP-0', 'SHOP-1': ({ object }) => object.id === 'SHOP-1' },
      mine: { true: ({ inspectors }, who) => inspectors.includes(who?.inspectorId ?? '') },
      deadline: {
        undetermined: (result) => runs(result) && result.deadline === undefined,
        overdue: (result) => runs(result) && result.deadline !== undefined && result.deadline < today,
        'due-soon': (result) => runs(result) && result.deadline === '2026-03-13',
        running: (result) => runs(result) && result.deadline === '2026-04-09',
      },
    },
    readers: [
      ['the office', { ...office, inspectorId: 'SCJG-R001' }, any],
      ['the lead, an inspector', inspector, resultsOf('SCJG')],
      ['a participant', { ...person('WJW', 'inspector'), inspectorId: 'WJW-R001' }, resultsOf('WJW')],
    ],
  }),
  listPublications: listOf('listPublications', {
    idOf: byId,
    everything: [{ month: '2026-03,2026-02,2024-06' }],
    filters: {
      month: {
        '2026-03': ({ publishedAt }) => publishedAt.startsWith('2026-03'),
        '2026-02,2024-06': ({ publishedAt }) => !publishedAt.startsWith('2026-03'),
      },
      department: both,
    },
    readers: [
      ['the office', office, ({ publishedAt }, { month }) => month !== undefined || publishedAt.startsWith('2026-03')],
      [
        'a department',
        market,
        ({ publishedAt, department }, { month, department: asked }) =>
          (month !== undefined || publishedAt.startsWith('2026-03')) && (asked !== undefined || department === 'SCJG'),
      ],
    ],
  }),
  listDueResults: listOf('listDueResults', {
    idOf: ({ resultId }) => resultId,
    everything: [{}, { state: 'late-entry' }, { state: 'visit-overdue' }],
    filters: {
      department: both,
      state: Object.fromEntries(
        (['undetermined', 'running', 'due-soon', 'overdue', 'late-entry', 'visit-overdue'] as const).map((asked) => [
          asked,
          ({ state }: ItemOf<'listDueResults'>) => state === asked,
        ]),
      ),
    },
    readers: [
      ['the office', office, ({ day0 }, { state }) => state !== undefined || day0 !== undefined],
      [
        'a department',
        market,
        ({ day0, department }, { state }) => department === 'SCJG' && (state !== undefined || day0 !== undefined),
      ],
    ],
  }),
  listNotices: listOf('listNotices', {
    idOf: byId,
    everything: [{ inbox: 'SCJG,WJW,office' }],
    filters: { inbox: both, unread: { true: ({ readBy = [] }, who) => !readBy.includes(who?.id ?? '') } },
    readers: [
      ['the office', office, (_, { inbox }) => inbox !== undefined],
      ['a department', market, ({ department }) => department === 'SCJG'],
    ],
  }),
  listPublicPlans: listOf('listPublicPlans', {
    idOf: byId,
    everything: [{}],
    filters: {
      year: { '2026': ({ year }) => year === 2026, '2027': ({ year }) => year === 2027 },
      department: {
        SCJG: ({ id }) => id === 'P1',
        WJW: ({ entries }) =>
          entries.some(({ departments }) => departments.some(({ department }) => department === 'WJW')),
        GAJ: ({ department }) => department === 'GAJ',
      },
    },
    readers: [['anybody', undefined, any]],
  }),
  listPublicItems: listOf('listPublicItems', {
    idOf: byId,
    everything: [{}],
    filters: { department: ofDepartment, name: { WJW日常: ({ name }) => name.includes('WJW日常') } },
    readers: [['anybody', undefined, any]],
  }),
  listPublicDraws: listOf('listPublicDraws', {
    idOf: ({ number }) => number,
    everything: [{}],
    filters: {
      year: { '2026': ({ number }) => number === 'D1', '2025': ({ number }) => number === 'D2' },
      department: {
        WJW: ({ departments }) => departments.includes('WJW'),
        GAJ: ({ departments }) => departments.includes('GAJ'),
      },
    },
    readers: [['anybody', undefined, any]],
  }),
  listPublicResults: listOf('listPublicResults', {
    idOf: byId,
    everything: [{ from: '2024-01' }],
    filters: {
      name: {
        商店: ({ objectName }) => objectName.includes('商店'),
        诊所: ({ objectName }) => objectName.includes('诊所'),
      },
      creditCode: { '91350100M000100Y43': ({ creditCode }) => creditCode === '91350100M000100Y43' },
      department: ofDepartment,
      township: { '411422206': ({ township }) => township === '411422206' },
      from: { '2026-03': ({ publishedAt }) => publishedAt >= '2026-03', '2024-05': any },
      to: { '2026-02': ({ publishedAt }) => publishedAt < '2026-03' },
    },
    readers: [
      [
        'anybody',
        undefined,
        ({ publishedAt }, { from, to, creditCode }) =>
          from !== undefined || (creditCode !== undefined && to === undefined) || publishedAt >= '2025',
      ],
    ],
  }),
} as const;
