import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attachRecord } from '../../local/demo/story/result-steps.ts';
import { commitmentOf } from '../../shared/draw/ceremony.ts';
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
    await life.imported(who('nync-officer1'), 'object', '养殖场.csv', farms);
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
  });

  test('three departments plan the farms together', async () => {
    const author = who('nync-officer1');
    const draft = await written(life, author, {
      scope: 'joint',
      title: '睢县2026年度畜禽养殖跨部门联合抽查计划',
      entries: [
        {
          id: 'E1',
          title: '畜禽养殖联合检查',
          lead: 'NYNC',
          departments: (['NYNC', 'HBJ', 'JTYS'] as const).map((department) => ({
            department,
            items: [`${department}-301`],
          })),
          filter: { industries: ['A03'] },
          quotas: quotas({ A: 1000, B: 1000, C: 1000, D: 1000 }),
          window: { from: '2026-03-19', to: '2026-06-30' },
          method: '1',
          drawKind: '不定向',
          listPublicity: '公示名单',
        },
      ],
    });
    joint = await approved(life, await author.does('submitPlan', at(draft)));
    const { items } = await life.anyone.does('listPublicPlans', { query: {} });
    expect(items.map(({ number }) => number)).toEqual([joint, online, projects].map(({ number }) => number));
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
    const [visit] = await visitsOf('nync-admin', farmsDrawn);
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
    const list = await life.anyone.does('listPublicDrawObjects', { params: { number: farmsDrawn.number, part: '0' } });
    expect(list.objects.length + JSON.stringify(list).split('reserve').length).toBeGreaterThan(4);
    expect((await visitsOf('nync-admin', farmsDrawn)).filter(({ status }) => status === 'dispatched')).toHaveLength(4);
    expect(object?.id).toBeDefined();
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
