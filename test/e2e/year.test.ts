import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attachRecord } from '../../local/demo/story/result-steps.ts';
import type { PlanEntry } from '../../shared/domain/plan/plan.ts';
import { commitmentOf } from '../../shared/draw/ceremony.ts';
import { readAnyRecord } from '../../shared/verification/read-any-record.ts';
import { fetchFiles } from '../../verify/fetch-files.ts';
import { verifyTwo } from '../../verify/verify-two.ts';
import { behaviours, codeOfFarm, farms, inspectorsOf, itemsOf, works } from './year/files.ts';
import { beginLife, type Life } from './year/life.ts';
import {
  announced,
  approved,
  at,
  type BatchView,
  drawnByAll,
  found,
  type PlanView,
  published,
  quotas,
  seen,
  written,
} from './year/steps.ts';

let life: Life;
beforeAll(async () => {
  life = await beginLife('2026-01-05');
});
afterAll(() => life.end());

const who = (name: string) => life.person(name);

describe('January: an empty county fills its registries', () => {
  test('at first the public finds nothing, and nothing is due', async () => {
    for (const operation of ['listPublicPlans', 'listPublicDraws', 'listPublicItems', 'listPublicResults'] as const)
      expect((await life.anyone.does(operation, { query: {} })).items).toEqual([]);
    expect((await who('office1').does('listDueResults', { query: {} })).items).toEqual([]);
  });

  test('five departments bring in what they may check, and who checks it', async () => {
    for (const code of ['slj', 'wgl', 'nync', 'hbj', 'jtys'] as const) {
      await life.imported(who(`${code}-officer1`), 'item', `${code}-事项.csv`, itemsOf[code]);
      const people = inspectorsOf(code.toUpperCase(), ['甲同志', '乙同志']);
      const { counts } = await life.imported(who(`${code}-officer1`), 'inspector', `${code}-人员.csv`, people);
      expect(counts).toMatchObject({ rows: 4, added: 4, refused: 0 });
    }
    const { items } = await life.anyone.does('listPublicItems', { query: {} });
    expect(items.map(({ id }) => id).toSorted()).toEqual(['HBJ-301', 'JTYS-301', 'NYNC-301', 'SLJ-101', 'WGL-201']);
  });

  test('the works, the trades on the net and the farms follow', async () => {
    await life.imported(who('slj-officer1'), 'object', '工程项目.csv', works);
    await life.imported(who('wgl-officer1'), 'object', '网络经营行为.csv', behaviours);
    const { counts } = await life.imported(who('nync-officer1'), 'object', '养殖场.csv', farms);
    expect(counts).toMatchObject({ rows: 40, added: 40, refused: 0 });
  });
});

describe('January: one object of many departments', () => {
  const id = codeOfFarm(1);
  const params = { id };

  test('who enters a farm that another department keeps is told who keeps it; the registrar takes it over', async () => {
    const market = who('scjg-officer1');
    const [farm] = farms;
    const body = {
      id,
      creditCode: id,
      name: farm?.名称 ?? '',
      kind: '企业',
      department: 'SCJG',
      supervisors: ['SCJG'],
      township: '411422105',
      address: '城关镇',
      industry: 'A0313',
      creditClass: 'B',
      status: '存续',
      tags: [],
    } as const;
    const object = { ...body, supervisors: [...body.supervisors], tags: [] };
    const refused = await market.isRefused('createObject', { key: life.key(), body: object }, 'kept-by-another');
    expect(refused.detail).toContain('农业农村局');
    const taken = await market.does('takeOverObject', { params });
    expect(taken.department).toBe('SCJG');
    expect(taken.supervisors.toSorted()).toEqual(['HBJ', 'JTYS', 'NYNC', 'SCJG']);
  });

  test('each department has its own labels of it, which the others do not see; one that leaves takes only its own', async () => {
    await who('yjj-officer1').does('joinObject', { params, body: { tags: ['粉尘涉爆'], note: '饲料车间' } });
    await who('hbj-officer1').does('joinObject', { params, body: { tags: ['重点排污'] } });
    expect(JSON.stringify(await who('hbj-officer1').does('getObject', { params }))).not.toMatch(/粉尘涉爆|饲料车间/);
    await who('yjj-officer1').does('leaveObject', { params });
    await who('yjj-officer1').isRefused('getObject', { params }, 'foreign-department');
    const seen = await who('hbj-officer1').does('getObject', { params });
    expect(seen.supervision?.tags).toEqual(['重点排污']);
  });
});

describe('January: a file too many', () => {
  test('a file with a few columns changes those alone; whoever meets an unfinished one is told whose it is', async () => {
    const clerk = who('nync-officer1');
    const some = [2, 3].map((n) => ({ 统一社会信用代码: codeOfFarm(n), 联系电话: `1380000000${n}` }));
    const waiting = await life.checked(clerk, 'object', '电话更新.csv', some, 'given-columns');
    expect(waiting.counts).toMatchObject({ rows: 2, changed: 2, refused: 0 });
    const { version } = waiting;
    await clerk.does('activateImport', { params: { id: waiting.id }, version, body: { validRowsOnly: false } });
    await life.system.idle();
    const shown = await clerk.does('getObject', { params: { id: codeOfFarm(2) } });
    expect([shown.phone, shown.name, shown.supervisors.length]).toEqual(['13800000002', '睢县第2养殖场', 3]);
  });

  test('one brought in by mistake is undone as a whole by a second person', async () => {
    const clerk = who('nync-officer1');
    const wrong = farms.map((row) => ({ 统一社会信用代码: row.统一社会信用代码 ?? '', 信用风险分类: 'D' }));
    const { id } = await life.imported(clerk, 'object', '误导入.csv', wrong.slice(4, 9), 'given-columns');
    const undo = await clerk.does('undoImport', { key: life.key(), params: { id }, body: { reason: '用错了文件' } });
    await life.system.idle();
    const { version } = await clerk.does('getImport', { params: { id: undo.id } });
    await clerk.isRefused('approveUndo', { params: { id: undo.id }, version }, 'same-person');
    await who('nync-admin').does('approveUndo', { params: { id: undo.id }, version });
    await life.system.idle();
    const { creditClass } = await clerk.does('getObject', { params: { id: codeOfFarm(5) } });
    expect(creditClass).toBe(farms[4]?.信用风险分类);
  });
});

let projects: PlanView;
let online: PlanView;
let joint: PlanView;
const all = { A: 10_000, B: 10_000, C: 10_000, D: 10_000 };

describe('February: the plans of the year', () => {
  test('a department plans a key item on all its works, another network monitoring of a chosen kind of trade', async () => {
    await life.goOn('2026-02-02', 9);
    const common = { quotas: quotas(all), drawKind: '不定向', listPublicity: '公示名单', method: '1' } as const;
    const water = who('slj-officer1');
    const draft = await written(life, water, {
      scope: 'department',
      title: '睢县2026年度水利工程质量抽查计划',
      entries: [
        {
          ...common,
          id: 'E1',
          title: '在建水利工程质量检查',
          lead: 'SLJ',
          departments: [{ department: 'SLJ', items: ['SLJ-101'] }],
          filter: { kinds: ['项目'] },
          window: { from: '2026-03-03', to: '2026-04-30' },
        },
      ],
    });
    projects = await approved(life, await water.does('submitPlan', at(draft)));

    const culture = who('wgl-officer1');
    const net = await written(life, culture, {
      scope: 'department',
      title: '睢县2026年度网络文化经营抽查计划',
      entries: [
        {
          ...common,
          id: 'E1',
          title: '网络文化经营行为监测',
          lead: 'WGL',
          departments: [{ department: 'WGL', items: ['WGL-201'] }],
          filter: { kinds: ['行为'], industries: ['I64'] },
          quotas: quotas({ A: 2000, B: 2000, C: 2000, D: 2000 }),
          window: { from: '2026-03-10', to: '2026-03-31' },
          method: '5',
          drawKind: '定向',
          listPublicity: '检查后公示',
        },
      ],
    });
    online = await approved(life, await culture.does('submitPlan', at(net)));
    expect([projects.edition, online.edition]).toEqual([1, 1]);
  });

  test('three departments plan the farms together: one objects, is heard, and consents', async () => {
    const author = who('nync-officer1');
    const entry: PlanEntry = {
      id: 'E1',
      title: '畜禽养殖联合检查',
      lead: 'NYNC',
      departments: [
        { department: 'NYNC', items: ['NYNC-301'] },
        { department: 'HBJ', items: ['HBJ-301'] },
        { department: 'JTYS', items: ['JTYS-301'], method: '2' },
      ],
      filter: { industries: ['A03'] },
      quotas: quotas({ A: 1000, B: 1000, C: 1000, D: 1000 }),
      window: { from: '2026-03-19', to: '2026-04-30' },
      method: '1',
      drawKind: '不定向',
      listPublicity: '公示名单',
    };
    const draft = await written(life, author, {
      scope: 'joint',
      title: '睢县2026年度畜禽养殖跨部门联合抽查计划',
      entries: [entry],
    });
    await author.isRefused('submitPlan', at(draft), 'invalid-input');
    const asked = await author.does('consultPlan', { ...at(draft), body: { answerBy: '2026-02-06' } });
    const heard = await who('hbj-officer1').does('answerPlan', { ...at(asked), body: { answer: 'consented' } });
    const reason = '四月在办换证，请延至六月底';
    const objected = await who('jtys-officer1').does('answerPlan', {
      ...at(heard),
      body: { answer: 'objected', reason },
    });
    expect(objected.consultations.map(({ department, state }) => `${department} ${state}`).toSorted()).toEqual([
      'HBJ consented',
      'JTYS objected',
    ]);
    const longer = { ...entry, window: { ...entry.window, to: '2026-06-30' } };
    const edited = await author.does('updatePlan', {
      ...at(objected),
      body: { title: draft.title, entries: [longer] },
    });
    const again = await author.does('consultPlan', { ...at(edited), body: { answerBy: '2026-02-06' } });
    const one = await who('hbj-officer1').does('answerPlan', { ...at(again), body: { answer: 'consented' } });
    const both = await who('jtys-officer2').does('answerPlan', { ...at(one), body: { answer: 'consented' } });
    const back = await author.does('takeBackPlan', at(await author.does('submitPlan', at(both))));
    expect(back.status).toBe('draft');
    joint = await approved(life, await author.does('submitPlan', at(back)));
    const { items } = await life.anyone.does('listPublicPlans', { query: {} });
    expect(items.map(({ number }) => number)).toEqual([joint, online, projects].map(({ number }) => number));
  });

  test('a plan begun by mistake is deleted, and one begun for the wrong year is given the right one', async () => {
    const author = who('slj-officer2');
    const body = { year: 2026, scope: 'department', title: '水利工程抽查计划' } as const;
    const mistake = await author.does('createPlan', { key: life.key(), body });
    const gone = await author.does('discardPlan', at(mistake));
    expect(gone.status).toBe('discarded');
    const restored = await author.does('restorePlan', at(gone));
    const moved = await author.does('updatePlan', {
      ...at(restored),
      body: { year: 2027, title: body.title, entries: [] },
    });
    expect([moved.year, moved.status]).toEqual([2027, 'draft']);
    await author.does('discardPlan', at(moved));
  });
});

/** The visits of a batch as its lead sees them, all of them. */
const visitsOf = async (lead: string, batch: BatchView) =>
  (await who(lead).does('listVisits', { query: { batch: batch.id, limit: 100 } })).items;
const openTo = async (number: string) =>
  (await life.anyone.call('listPublicDrawObjects', { params: { number, part: '0' } })).ok;

let hidden: BatchView;

describe('March: works and trades are drawn', () => {
  test('of a key item everything is inspected, and chance decides the order', async () => {
    await life.goOn('2026-03-02', 9);
    const lead = who('slj-admin');
    const parties = ['slj-officer1', 'zjj-officer1', 'sfj-officer1'];
    const { batch, ceremony } = await announced(life, lead, projects, '水利工程质量', parties);
    const drawn = await drawnByAll(life, lead, batch, ceremony);
    expect([drawn.status, drawn.visits]).toEqual(['dispatched', works.length]);
    expect(await openTo(drawn.number)).toBe(true);
  });

  test('a list to be published after the inspections is nowhere public until they are over', async () => {
    await life.goOn('2026-03-09', 9);
    const lead = who('wgl-admin');
    const parties = ['wgl-officer1', 'zwdsj-officer1', 'sfj-officer1'];
    const { batch, ceremony } = await announced(life, lead, online, '网络文化经营', parties);
    hidden = await drawnByAll(life, lead, batch, ceremony);
    // A fifth of the twenty forms of trade.
    expect([hidden.status, hidden.visits]).toEqual(['dispatched', 4]);
    expect(await openTo(hidden.number)).toBe(false);
    const visits = await visitsOf('wgl-admin', hidden);
    const published = JSON.stringify(await life.anyone.does('getPublicDraw', { params: { number: hidden.number } }));
    for (const { object } of visits) expect(published).not.toContain(object.id);
  });

  test('what network monitoring finds is entered by those who looked, and by its method alone', async () => {
    await life.goOn('2026-03-20', 10);
    for (const { id } of await visitsOf('wgl-admin', hidden)) {
      const result = `${id}.WGL`;
      await found(who('wgl-officer1'), result, '2026-03-20', '1').then((saved) =>
        expect(saved.findings[0]?.method).toBe('1'),
      );
      await who('wgl-officer1').isRefused(
        'submitResult',
        { ...(await seen(who('wgl-officer1'), result)), body: {} },
        'result-incomplete',
      );
      await published(life, 'wgl', result, '5');
    }
  });

  test('once their window is over the list is public, with every name on it', async () => {
    await life.goOn('2026-04-01', 9);
    const lead = who('wgl-admin');
    if (!(await openTo(hidden.number))) await lead.does('publishDrawList', { params: { id: hidden.id } });
    await life.system.idle();
    const list = await life.anyone.does('listPublicDrawObjects', { params: { number: hidden.number, part: '0' } });
    const visits = await visitsOf('wgl-admin', hidden);
    expect(list.objects.map(({ id }) => id).toSorted()).toEqual(visits.map(({ object }) => object.id).toSorted());
  });
});

let farmsDrawn: BatchView;

describe('April: the farms', () => {
  test('a ceremony that one party does not finish draws nothing; its batch is voided in public by two people', async () => {
    await life.goOn('2026-04-02', 9);
    const lead = who('nync-admin');
    const { batch, ceremony } = await announced(life, lead, joint, '畜禽养殖联合检查', [
      'nync-officer1',
      'czj-officer1',
      'sfj-officer1',
    ]);
    const params = { id: batch.id };
    for (const party of ceremony.parties.slice(0, 2))
      await party.does('submitCommitment', { params, body: { commitment: commitmentOf(`of ${party.title}`) } });
    await life.goTo(new Date(ceremony.revealBy.getTime() + 60_000));
    expect((await lead.does('getBatch', { params })).status).toBe('committed');

    const body = { category: '随机源未完成', reason: '司法局未在期限内提交承诺' } as const;
    const asked = await lead.does('requestVoid', { params, key: life.key(), body });
    const requestId = asked.voidRequest?.id ?? '';
    await who('office1').does('approveVoid', { params: { ...params, requestId } });
    const shown = await life.anyone.does('getPublicDraw', { params: { number: batch.number } });
    expect(JSON.stringify(shown)).toContain('随机源未完成');
  });

  test('the next batch of the same entry is drawn, and every department inspects in one visit', async () => {
    const lead = who('nync-admin');
    const { batch, ceremony } = await announced(life, lead, joint, '畜禽养殖联合检查', [
      'nync-officer1',
      'czj-officer1',
      'sfj-officer1',
    ]);
    farmsDrawn = await drawnByAll(life, lead, batch, ceremony);
    // A tenth of forty farms.
    expect([farmsDrawn.status, farmsDrawn.visits]).toEqual(['dispatched', 4]);
    for (const { departments } of await visitsOf('nync-admin', farmsDrawn))
      expect(departments.toSorted()).toEqual(['HBJ', 'JTYS', 'NYNC']);
    const { items } = await life.anyone.does('listPublicDraws', { query: {} });
    expect(items[0]?.number).toBe(farmsDrawn.number);
    expect(items.map(({ status }) => status)).toContain('voided');
  });

  test('a farm that has moved away is replaced by the next of the list, by two people', async () => {
    const before = await visitsOf('nync-admin', farmsDrawn);
    const first = new Set(before.map((one) => one.object.id));
    const [visit] = before;
    const { id = '', object } = visit ?? {};
    const inspector = who('nync-officer1');
    const { id: evidence } = await attachRecord(inspector, `${id}.NYNC`, '现场已无养殖设施，邻人证实上月迁往外县\n');
    const params = { id: farmsDrawn.id };
    const body = { visitId: id, reason: '迁出', evidence } as const;
    const asked = await inspector.does('requestReserve', { params, key: life.key(), body });
    const requestId = asked.reserves.at(-1)?.id ?? '';
    await inspector.isRefused('approveReserve', { params: { ...params, requestId } }, 'forbidden');
    await who('nync-admin').does('approveReserve', { params: { ...params, requestId } });
    await life.system.idle();
    expect((await visitsOf('nync-admin', farmsDrawn)).filter(({ status }) => status === 'dispatched')).toHaveLength(4);
    const asksFor = (code: string) =>
      life.anyone.does('getPublicDrawCode', { params: { number: farmsDrawn.number, id: code } });
    const added = (await visitsOf('nync-admin', farmsDrawn)).filter((one) => !first.has(one.object.id));
    expect(added).toHaveLength(1);
    expect((await asksFor(added[0]?.object.id ?? '')).answer).toBe('added');
    expect((await asksFor(object?.id ?? '')).answer).toBe('on-list');
  });

  test('an inspector who has fallen ill is replaced by the next in turn, by two people of the department', async () => {
    const visit = (await visitsOf('nync-admin', farmsDrawn)).find(({ status }) => status === 'dispatched');
    const team = visit?.parts.find(({ department }) => department === 'HBJ')?.team ?? [];
    const ill = team[0]?.id ?? '';
    const params = { id: farmsDrawn.id };
    const body = { visitId: visit?.id ?? '', department: 'HBJ', inspectorId: ill, reason: '疾病' } as const;
    const asked = await who('hbj-officer1').does('requestTeamChange', { params, key: life.key(), body });
    const requestId = asked.teamChanges.at(-1)?.id ?? '';
    await who('hbj-admin').does('approveTeamChange', { params: { ...params, requestId } });
    const after = await who('hbj-officer1').does('getVisit', { params: { id: visit?.id ?? '' } });
    const now = after.parts.find(({ department }) => department === 'HBJ')?.team.map(({ id }) => id) ?? [];
    expect([now.length, now.includes(ill)]).toEqual([2, false]);
  });
});

/** The farms that are still to be inspected, in the order of the list. */
const farmVisits = async () =>
  (await visitsOf('nync-admin', farmsDrawn)).filter(({ status }) => status === 'dispatched');
const visitOf = async (department: string, id: string) =>
  who(`${department}-officer1`).does('getVisit', { params: { id } });
/** The member of a team that can sign in. */
const memberOf = (
  visit: { readonly parts: readonly { department: string; team: readonly { id: string }[] }[] },
  department: string,
) => {
  const team = visit.parts.find((part) => part.department === department)?.team ?? [];
  const name = team.map(({ id }) => /-R00([12])$/.exec(id)?.[1]).find((number) => number !== undefined);
  return name === undefined ? undefined : who(`${department.toLowerCase()}-inspector${name}`);
};

describe('April: each department ends its own part of a visit', () => {
  test('the part of one department is over and the others are not; nobody outside the team can say so', async () => {
    await life.goOn('2026-04-13', 15);
    const visit = (await farmVisits()).find((one) => memberOf(one, 'HBJ') && memberOf(one, 'NYNC'));
    const { id = '', version = 0 } = visit ?? {};
    const call = { params: { id }, version, body: { completedOn: '2026-04-13' } };
    await who('hbj-officer2').isRefused('completeVisit', call, 'uncertified-recorder');
    const member = visit && memberOf(visit, 'HBJ');
    await member?.does('completeVisit', call);
    const after = await visitOf('hbj', id);
    expect(after.status).toBe('dispatched');
    expect(after.results.map(({ department, day0 }) => `${department} ${day0}`).toSorted()).toEqual([
      'HBJ 2026-04-13',
      'JTYS undefined',
      'NYNC undefined',
    ]);
  });

  test('one that could not inspect fills in its own result and no other', async () => {
    await life.goOn('2026-04-14', 15);
    const visit = (await farmVisits()).find((one) => memberOf(one, 'JTYS'));
    const { id = '', version = 0 } = visit ?? {};
    const body = { completedOn: '2026-04-14', reason: '停业或清算', note: '圈舍空置，负责人外出' } as const;
    const member = visit && memberOf(visit, 'JTYS');
    const before = await visitOf('nync', id);
    await member?.does('recordNonPerformance', { params: { id }, version, body });
    const after = await visitOf('nync', id);
    const others = (one: typeof before) => one.results.filter(({ department }) => department !== 'JTYS');
    expect(others(after)).toEqual(others(before));
  });

  test('a wrong day of completion is corrected by a second person', async () => {
    const visit = (await farmVisits()).find(({ parts }) =>
      parts.some((part) => part.department === 'HBJ' && part.ended),
    );
    const id = `${visit?.id}.HBJ`;
    const asks = who('hbj-officer1');
    const body = { completedOn: '2026-04-10', reason: '笔录为4月10日，登记时写错' };
    const member = visit && memberOf(visit, 'HBJ');
    await member?.does('requestCompletionCorrection', { ...(await seen(asks, id)), body });
    await who('hbj-officer2').does('approveCompletionCorrection', await seen(asks, id));
    // The twentieth working day after Friday the 10th of April; 14 in April, the 6th to the 8th,
    // Saturday the 9th and Monday and Tuesday of the next week: the first five days of May are off.
    expect(await asks.does('getResult', { params: { id } })).toMatchObject({
      day0: '2026-04-10',
      deadline: '2026-05-12',
    });
  });
});

/** What a digest in somebody's inbox says, by kind and day. */
async function remindersOf(name: string, day: string): Promise<readonly string[]> {
  const { items } = await who(name).does('listNotices', { query: { limit: 100 } });
  const digests = items.filter((one) => one.kind === 'digest' && one.day === day);
  expect(digests.length, `digests of ${day}`).toBeLessThanOrEqual(1);
  const told = await Promise.all(digests.map(({ id }) => who(name).does('getNotice', { params: { id } })));
  return told.flatMap(({ entries = [] }) => entries.map(({ kind }) => kind));
}

describe('April: nobody has gone to the works', () => {
  test('the department and each inspector are reminded once, 5 and 1 working days before the window ends', async () => {
    // Of the window that ends on Thursday the 30th.
    await life.goOn('2026-04-23', 9);
    expect(await remindersOf('slj-officer1', '2026-04-23')).toEqual(works.map(() => 'visit-due-5'));
    const own = await remindersOf('slj-inspector1', '2026-04-23');
    expect([own.length > 0, own.length < works.length]).toEqual([true, true]);
    await life.goOn('2026-04-24', 9);
    expect(await remindersOf('slj-officer1', '2026-04-24')).toEqual([]);
    await life.goOn('2026-04-29', 9);
    expect(await remindersOf('slj-officer1', '2026-04-29')).toEqual(works.map(() => 'visit-due-1'));
  });

  test('the plan is adjusted: its next edition says why, and the visits that are open get the new window', async () => {
    const author = who('slj-officer1');
    const body = { reason: '汛前除险加固推迟，检查顺延' };
    const now = await author.does('getPlan', { params: { id: projects.id }, query: {} });
    const open = await author.does('adjustPlan', { ...at(now), body });
    const [entry] = open.entries;
    const window = { from: '2026-03-03', to: '2026-05-29' };
    const entries = entry ? [{ ...entry, window }] : [];
    const edited = await author.does('updatePlan', {
      ...at(open),
      body: { title: open.title, entries, drawnVisits: 'new-window' },
    });
    projects = await approved(life, await author.does('submitPlan', at(edited)));
    await life.system.idle();
    const edition = await life.anyone.does('getPublicPlan', { params: { id: projects.id }, query: {} });
    expect(edition).toMatchObject({ edition: 2, adjustmentReason: body.reason, drawnVisits: 'new-window' });
    const { items } = await who('slj-officer1').does('listVisits', { query: { limit: 100 } });
    expect(new Set(items.map((one) => one.window.to))).toEqual(new Set(['2026-05-29']));
    const told = await who('slj-inspector1').does('listNotices', { query: { limit: 100 } });
    expect(told.items.map(({ kind }) => kind)).toContain('window-changed');
  });
});

describe('May: the results', () => {
  test('of the works are published, those of the farms too, and the public finds them by name and by code', async () => {
    await life.goOn('2026-05-06', 10);
    const { items } = await who('slj-officer1').does('listVisits', { query: { limit: 100 } });
    for (const { id } of items) await published(life, 'slj', `${id}.SLJ`);
    await life.goOn('2026-05-13', 10);
    const farmsInspected = await farmVisits();
    for (const { id } of farmsInspected) {
      const { results } = await visitOf('nync', id);
      for (const { department, status } of results)
        if (status === 'assigned' && department !== 'JTYS')
          await published(life, department.toLowerCase(), `${id}.${department}`);
    }
    const [visit] = farmsInspected;
    const code = visit?.object.creditCode ?? '';
    const spaced = ` ${code.slice(0, 8).toLowerCase()} ${code.slice(8)}`;
    const byCode = await life.anyone.does('listPublicResults', { query: { creditCode: spaced } });
    const byName = await life.anyone.does('listPublicResults', { query: { name: visit?.object.name ?? '' } });
    expect(byCode.items.length).toBeGreaterThan(0);
    expect(byName.items.map(({ id }) => id)).toEqual(byCode.items.map(({ id }) => id));
  });

  /** Published a working day after their deadline. */
  const lateOnes = async () => {
    const { items } = await who('auditor').does('listResults', { query: { department: 'HBJ', limit: 100 } });
    return items.filter(({ day0 }) => day0 === '2026-04-10').map(({ id }) => id);
  };

  test('a correction of the calendar judges anew what is published, keeps both verdicts and tells the department', async () => {
    const sysadmin = who('sysadmin');
    const { items } = await sysadmin.does('listCalendarYears', {});
    const shipped = items.find(({ year }) => year === 2026);
    expect(shipped).toBeDefined();
    const { notice = '', off = [], workdays = [], version = 0 } = shipped ?? {};
    const absurd = { notice, off: [...off, ['2026-06-01', '2026-09-30']] as [string, string][], workdays };
    await sysadmin.isRefused('loadCalendarYear', { params: { year: 2026 }, version, body: absurd }, 'invalid-input');

    const [late] = await lateOnes();
    // One more day off in the term of those that were a day late makes them timely.
    const body = {
      notice: `${notice}（更正）`,
      off: [...off, ['2026-05-08', '2026-05-08']] as [string, string][],
      workdays,
    };
    await sysadmin.does('loadCalendarYear', { params: { year: 2026 }, version, body });
    await life.system.idle();
    const judged = await who('auditor').does('getResult', { params: { id: late ?? '' } });
    expect(judged.earlierDeadlines?.map(({ verdict }) => verdict)).toEqual(['late']);
    const told = await who('hbj-officer1').does('listNotices', { query: { limit: 100 } });
    expect(told.items.some(({ text }) => text.includes('由“逾期公示”改为“按期公示”'))).toBe(true);
  });
});

describe('December and January: one year ends, the next begins', () => {
  test('next year’s plan stands before this year’s in what the public reads', async () => {
    await life.goOn('2026-12-21', 9);
    const author = who('slj-officer1');
    const [entry] = projects.entries;
    const draft = await author.does('createPlan', {
      key: life.key(),
      body: { year: 2027, scope: 'department', title: '睢县2027年度水利工程质量抽查计划' },
    });
    const entries = entry ? [{ ...entry, window: { from: '2027-03-01', to: '2027-04-30' } }] : [];
    const edited = await author.does('updatePlan', { ...at(draft), body: { title: draft.title, entries } });
    const next = await approved(life, await author.does('submitPlan', at(edited)));
    const { items } = await life.anyone.does('listPublicPlans', { query: {} });
    expect(items[0]?.number).toBe(next.number);
    expect(new Set(items.map(({ year }) => year))).toEqual(new Set([2026, 2027]));
    const { items: draws } = await life.anyone.does('listPublicDraws', { query: { year: '2026' } });
    expect(draws.map(({ status }) => status).toSorted()).toEqual(['dispatched', 'dispatched', 'dispatched', 'voided']);
  });

  test('an item that has changed is public in its present version, and one out of force is not', async () => {
    const officer = who('slj-officer1');
    const { version, updatedAt: _, ...item } = await officer.does('getItem', { params: { id: 'SLJ-101' } });
    const body = { ...item, content: '质量管理体系、隐蔽工程验收记录' };
    await officer.does('updateItem', { params: { id: 'SLJ-101' }, version, body });
    const { items } = await life.anyone.does('listPublicItems', { query: { department: 'SLJ' } });
    expect(items.map(({ content }) => content)).toEqual(['质量管理体系、隐蔽工程验收记录']);
  });

  test('a token that runs for a month is refused, whoever signed it', async () => {
    const { key, url } = await life.issuer();
    const now = Math.floor((await life.now()).getTime() / 1000);
    const token = (hours: number) =>
      new SignJWT({ sub: 'x', 'custom:department': 'SLJ', 'cognito:groups': ['officer'], amr: ['mfa'] })
        .setProtectedHeader({ alg: 'ES256', kid: key.kid, typ: 'at+jwt' })
        .setIssuer(url)
        .setAudience('suiji')
        .setIssuedAt(now)
        .setExpirationTime(now + hours * 3600)
        .sign(key.sign);
    const answer = await fetch(`${life.system.gatewayUrl}/me`, {
      headers: { authorization: `Bearer ${await token(30 * 24)}` },
    });
    expect(answer.status).toBe(401);
  });

  test('in January everything of the year can be checked by anybody, from the files alone', async () => {
    await life.goOn('2027-01-11', 9);
    const { items } = await life.anyone.does('listPublicDraws', { query: { year: '2026' } });
    for (const { number, status } of items.filter((one) => one.status !== 'voided')) {
      const folder = life.folder(number);
      const fetched = await fetchFiles({ url: life.system.gatewayUrl, number, folder }, () => undefined);
      expect(fetched.ok, `${number} ${status}`).toBe(true);
      const record = join(folder, 'draw.json');
      // A program of the office has saved the record again, with a byte order mark and indented.
      const text = JSON.stringify(JSON.parse(readFileSync(record, 'utf8')), null, 2).replaceAll('\n', '\r\n');
      writeFileSync(record, `\ufeff${text}`);
      const read = readAnyRecord(readFileSync(record));
      expect(read.ok).toBe(true);
      if (!read.ok || read.value.spec !== 'suiji-draw/2') throw new Error(`${number}: another specification`);
      const verdict = verifyTwo(read.value.read, { does: 'verify', record, frames: [] });
      expect(verdict.ok && verdict.value.verdict, JSON.stringify(verdict)).toBe('verified');
    }
  });
});
