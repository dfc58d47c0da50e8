import { describe, expect, test } from 'vitest';
import { farmVisits, memberOf, visitOf, who, year } from './county.ts';
import { works } from './files.ts';
import { approved, at, seen } from './steps.ts';

/** What a digest in somebody's inbox says, by kind and day. */
async function remindersOf(name: string, day: string): Promise<readonly string[]> {
  const { items } = await who(name).does('listNotices', { query: { limit: 100 } });
  const digests = items.filter((one) => one.kind === 'digest' && one.day === day);
  expect(digests.length, `digests of ${day}`).toBeLessThanOrEqual(1);
  const told = await Promise.all(digests.map(({ id }) => who(name).does('getNotice', { params: { id } })));
  return told.flatMap(({ entries = [] }) => entries.map(({ kind }) => kind));
}

export function inspections(): void {
  describe('April: each department ends its own part of a visit', () => {
    test('the part of one department is over and the others are not; nobody outside the team can say so', async () => {
      await year.life.goOn('2026-04-13', 15);
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
      await year.life.goOn('2026-04-14', 15);
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

  describe('April: nobody has gone to the works', () => {
    test('the department and each inspector are reminded once, 5 and 1 working days before the window ends', async () => {
      // Of the window that ends on Thursday the 30th.
      await year.life.goOn('2026-04-23', 9);
      expect(await remindersOf('slj-officer1', '2026-04-23')).toEqual(works.map(() => 'visit-due-5'));
      const own = await remindersOf('slj-inspector1', '2026-04-23');
      expect([own.length > 0, own.length < works.length]).toEqual([true, true]);
      await year.life.goOn('2026-04-24', 9);
      expect(await remindersOf('slj-officer1', '2026-04-24')).toEqual([]);
      await year.life.goOn('2026-04-29', 9);
      expect(await remindersOf('slj-officer1', '2026-04-29')).toEqual(works.map(() => 'visit-due-1'));
    });

    test('the plan is adjusted: its next edition says why, and the visits that are open get the new window', async () => {
      const author = who('slj-officer1');
      const body = { reason: '汛前除险加固推迟，检查顺延' };
      const now = await author.does('getPlan', { params: { id: year.projects.id }, query: {} });
      const open = await author.does('adjustPlan', { ...at(now), body });
      const [entry] = open.entries;
      const window = { from: '2026-03-03', to: '2026-05-29' };
      const entries = entry ? [{ ...entry, window }] : [];
      const edited = await author.does('updatePlan', {
        ...at(open),
        body: { title: open.title, entries, drawnVisits: 'new-window' },
      });
      year.projects = await approved(year.life, await author.does('submitPlan', at(edited)));
      await year.life.system.idle();
      const edition = await year.life.anyone.does('getPublicPlan', { params: { id: year.projects.id }, query: {} });
      expect(edition).toMatchObject({ edition: 2, adjustmentReason: body.reason, drawnVisits: 'new-window' });
      const { items } = await who('slj-officer1').does('listVisits', { query: { limit: 100 } });
      expect(new Set(items.map((one) => one.window.to))).toEqual(new Set(['2026-05-29']));
      const told = await who('slj-inspector1').does('listNotices', { query: { limit: 100 } });
      expect(told.items.map(({ kind }) => kind)).toContain('window-changed');
    });
  });
}
