import { describe, expect, test } from 'vitest';
import type { PlanEntry } from '../../../shared/domain/plan/plan.ts';
import { who, year } from './county.ts';
import { approved, at, quotas, written } from './steps.ts';

const all = { A: 10_000, B: 10_000, C: 10_000, D: 10_000 };

export function plans(): void {
  describe('February: the plans of the year', () => {
    test('a department plans a key item on all its works, another network monitoring of a chosen kind of trade', async () => {
      await year.life.goOn('2026-02-02', 9);
      const common = { quotas: quotas(all), drawKind: '不定向', listPublicity: '公示名单', method: '1' } as const;
      const water = who('slj-officer1');
      const draft = await written(year.life, water, {
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
      year.projects = await approved(year.life, await water.does('submitPlan', at(draft)));

      const culture = who('wgl-officer1');
      const net = await written(year.life, culture, {
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
      year.online = await approved(year.life, await culture.does('submitPlan', at(net)));
      expect([year.projects.edition, year.online.edition]).toEqual([1, 1]);
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
      const draft = await written(year.life, author, {
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
      year.joint = await approved(year.life, await author.does('submitPlan', at(back)));
      const { items } = await year.life.anyone.does('listPublicPlans', { query: {} });
      expect(items.map(({ number }) => number)).toEqual(
        [year.joint, year.online, year.projects].map(({ number }) => number),
      );
    });

    test('a plan begun by mistake is deleted, and one begun for the wrong year is given the right one', async () => {
      const author = who('slj-officer2');
      const body = { year: 2026, scope: 'department', title: '水利工程抽查计划' } as const;
      const mistake = await author.does('createPlan', { key: year.life.key(), body });
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
}
