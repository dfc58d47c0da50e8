import { beforeEach, describe, expect, test } from 'vitest';
import { nationalCalendarYears } from '../../shared/calendar/shipped-years.ts';
import { brokenAt } from '../../shared/domain/audit/audit-chain.ts';
import { createRecord } from '../../shared/use-cases/changes.ts';
import { recomputeDeadlines } from '../../shared/use-cases/deadline/recompute-deadlines.ts';
import { aCalendarYear, storeResult } from '../support/deadlines.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
beforeEach(async () => {
  system = await systemForTest();
});

const admin = person('ZWDSJ', 'sysadmin');
const { year: _, ...document2027 } = aCalendarYear(2027);

const load = (year: number, version: number, body: object = document2027) =>
  system.as(admin)('loadCalendarYear', { params: { year }, version, body: body as typeof document2027 });
const resultOf = async (id: string) => {
  const found = await system.store.records.find('result', id);
  if (!found) throw new Error(`no result ${id}`);
  return found;
};
const dueOf = async (state: 'undetermined' | 'running' | 'due-soon' | 'overdue') => {
  const page = expectOk(await system.as(person('SCJG', 'officer'))('listDueResults', { query: { state } }));
  return page.items;
};

describe('a year that nobody has published', () => {
  test('leaves a deadline open as 日历待发布, and loading it determines the deadline', async () => {
    system.at('2026-12-30T01:00:00Z');
    await storeResult(system.store, 'r1', { day0: '2026-12-04', producedOn: '2026-12-04', completedOn: '2026-12-07' });
    expect(await dueOf('undetermined')).toMatchObject([
      { resultId: 'r1', stateName: '日历待发布', producedOn: '2026-12-04', completedOn: '2026-12-07', daysOverdue: 0 },
    ]);

    expectOk(await load(2027, 0));
    await system.runJobs();

    expect(await dueOf('undetermined')).toEqual([]);
    // 31 December is the 19th working day; the fixture has 1 to 3 January off; 4 January 2027 is a Monday.
    const { value, meta } = await resultOf('r1');
    expect(value).toMatchObject({ deadline: '2027-01-04', deadlineSince: '2026-12-30' });
    expect(await dueOf('due-soon')).toMatchObject([{ resultId: 'r1', deadline: '2027-01-04' }]);
    const events = await system.store.audit.events('result', 'r1');
    expect(events.at(-1)).toMatchObject({
      action: 'recompute-deadline',
      facts: { day0: '2026-12-04', before: '', after: '2027-01-04' },
    });
    expect(brokenAt(events, meta.chain)).toBeUndefined();
  });

  test('is not found, and can be loaded once as new', async () => {
    const asked = await system.as(person('WJW', 'inspector'))('getCalendarYear', { params: { year: 2027 } });
    expect(asked).toMatchObject({ error: { kind: 'not-found', status: 404 } });
    expect(expectOk(await load(2027, 0))).toMatchObject({ year: 2027, version: 1 });
    expect(await load(2027, 0)).toMatchObject({ error: { kind: 'stale-version', status: 412 } });
  });
});

describe('a correction of a year', () => {
  test('replaces the one that ships, keeps what was in force, and is public', async () => {
    const shipped = nationalCalendarYears.find(({ year }) => year === 2026);
    if (!shipped) throw new Error('2026 ships with the product');
    const { year: _, ...body } = { ...shipped, notice: '测试用假想更正通知' };
    const shown = () => system.as(admin)('getCalendarYear', { params: { year: 2026 } });

    expect(expectOk(await shown())).toMatchObject({ version: 0, notice: shipped.notice });
    expectOk(await load(2026, 0, body));
    expectOk(await load(2026, 1, { ...body, notice: '测试用假想再次更正通知' }));
    expect(expectOk(await shown())).toMatchObject({ version: 2, notice: '测试用假想再次更正通知' });

    const { items } = expectOk(await system.as(admin)('listCalendarVersions', { params: { year: 2026 } }));
    expect(items.map(({ version, notice }) => [version, notice])).toEqual([
      [0, shipped.notice],
      [1, '测试用假想更正通知'],
      [2, '测试用假想再次更正通知'],
    ]);
    const years = expectOk(await system.as(admin)('listCalendarYears', {})).items;
    expect(years.map(({ year, version }) => [year, version])).toEqual([
      [2025, 0],
      [2026, 2],
    ]);
    expect(await system.store.published.find('calendar', '2026')).toMatchObject({ version: 2 });
  });

  test('moves the deadlines of open results', async () => {
    const running = { day0: '2026-11-23', deadline: '2026-12-21', deadlineSince: '2026-11-23' };
    await storeResult(system.store, 'open', running);
    const shipped = nationalCalendarYears.find(({ year }) => year === 2026);
    const { year: _, ...body } = { ...aCalendarYear(2026), ...shipped };
    system.at('2026-12-01T01:00:00Z');
    // Monday 7 December becomes a day off: the deadline moves from Monday the 21st to Tuesday the 22nd.
    expectOk(
      await load(2026, 0, { ...body, notice: '测试用假想通知', off: [...body.off, ['2026-12-07', '2026-12-07']] }),
    );
    await system.runJobs();
    expect((await resultOf('open')).value).toMatchObject({ deadline: '2026-12-22', deadlineSince: '2026-12-01' });
  });

  describe('judges published results anew', () => {
    const running = { day0: '2026-11-23', deadline: '2026-12-21', deadlineSince: '2026-11-23' };
    const publishedOn = (day: string) =>
      ({ ...running, status: 'published', edition: 1, publishedAt: `${day}T01:00:00.000Z` }) as const;
    const shipped = nationalCalendarYears.find(({ year }) => year === 2026);
    const { year: _, ...body } = { ...aCalendarYear(2026), ...shipped };
    /** Monday 7 December becomes a day off: the deadline moves from Monday the 21st to Tuesday the 22nd. */
    const later = { ...body, notice: '测试用假想更正通知', off: [...body.off, ['2026-12-07', '2026-12-07']] };
    const noticesOf = async (department: 'SCJG' | 'WJW') =>
      expectOk(await system.as(person(department, 'officer'))('listNotices', {})).items.map(({ text }) => text);
    const correct = async (version: number, to: object) => {
      expectOk(await load(2026, version, to));
      await system.runJobs();
    };

    beforeEach(async () => {
      system.at('2027-01-05T01:00:00Z');
      await storeResult(system.store, 'on-the-22nd', publishedOn('2026-12-22'));
      await storeResult(system.store, 'on-the-21st', publishedOn('2026-12-21'));
      await storeResult(system.store, 'on-the-23rd', { ...publishedOn('2026-12-23'), department: 'WJW' });
    });

    test('one that was late is in time; both deadlines are kept, and its department is told', async () => {
      const figures = async () =>
        expectOk(
          await system.as(person('SCJG', 'officer'))('getDeadlineFigures', {
            query: { from: '2026-11-01', to: '2026-12-31' },
          }),
        ).total;
      expect(await figures()).toMatchObject({ publishedInTime: 1, publishedLate: 1 });
      await correct(0, later);
      const params = { id: 'on-the-22nd' };
      expect(expectOk(await system.as(person('SCJG', 'officer'))('getResult', { params }))).toMatchObject({
        deadline: '2026-12-22',
        earlierDeadlines: [{ deadline: '2026-12-21', verdict: 'late', until: '2027-01-05', year: 2026, version: 1 }],
      });
      expect(await figures()).toMatchObject({ publishedInTime: 2, publishedLate: 0 });
      expect(await noticesOf('SCJG')).toEqual([
        '2026年日历于2027年1月5日更正，本部门已公示的检查结果有1件期限判定改变：1件由“逾期公示”改为“按期公示”。原期限和原判定保留在结果中。',
      ]);
      const events = await system.store.audit.events('result', 'on-the-22nd');
      expect(events.at(-1)).toMatchObject({
        action: 'revise-deadline',
        facts: { year: 2026, version: 1, before: '2026-12-21', after: '2026-12-22' },
      });
    });

    test('one whose verdict stays has both deadlines as well, and nobody is told', async () => {
      await correct(0, later);
      expect((await resultOf('on-the-23rd')).value).toMatchObject({
        deadline: '2026-12-22',
        earlierDeadlines: [{ deadline: '2026-12-21', verdict: 'late' }],
      });
      expect(await noticesOf('WJW')).toEqual([]);
    });

    test('back again, when the correction was wrong', async () => {
      await correct(0, later);
      await correct(1, { ...body, notice: '测试用假想再次更正通知' });
      expect((await resultOf('on-the-22nd')).value).toMatchObject({
        deadline: '2026-12-21',
        earlierDeadlines: [
          { deadline: '2026-12-21', verdict: 'late', version: 1 },
          { deadline: '2026-12-22', verdict: 'met', version: 2 },
        ],
      });
      expect(await noticesOf('SCJG')).toEqual([
        expect.stringContaining('1件由“按期公示”改为“逾期公示”'),
        expect.stringContaining('1件由“逾期公示”改为“按期公示”'),
      ]);
    });

    test('of results that nobody has to publish, or that were voided, nothing changes', async () => {
      await storeResult(system.store, 'voided', { ...publishedOn('2026-12-22'), status: 'voided' });
      await correct(0, later);
      expect((await resultOf('voided')).value).toMatchObject(running);
    });

    test('a run that died halfway is made good by the daily run, which counts every turned verdict', async () => {
      await storeResult(system.store, 'also-late', publishedOn('2026-12-22'));
      expectOk(await load(2026, 0, later));
      let commits = 0;
      const dying: typeof system.store.work = {
        async commit(changes) {
          commits += 1;
          if (commits > 1) throw new Error('the process is gone');
          return system.store.work.commit(changes);
        },
      };
      const now = new Date('2027-01-06T01:00:00Z');
      await expect(recomputeDeadlines({ ...system.store, work: dying }, '2026', now)).rejects.toThrow('gone');
      expect(await recomputeDeadlines(system.store, undefined, now)).toMatchObject({ revised: 3 });
      expect(await recomputeDeadlines(system.store, undefined, now)).toMatchObject({ revised: 0 });
      expect(await noticesOf('SCJG')).toEqual([expect.stringContaining('有2件期限判定改变')]);
      const muchLater = new Date('2027-02-01T01:00:00Z');
      expect(await recomputeDeadlines(system.store, undefined, muchLater)).toMatchObject({ revised: 0 });
    });
  });

  test('that no notice could say is refused with every mistake, and changes nothing', async () => {
    const body = {
      notice: ' ',
      off: [
        ['2027-02-30', '2027-03-01'],
        ['2027-05-05', '2027-05-01'],
      ],
      workdays: ['2027-01-04', '2028-01-01'],
    };
    const refused = await load(2027, 0, body);
    if (refused.ok) throw new Error('it was accepted');
    expect(refused.error).toMatchObject({ kind: 'invalid-input', status: 400 });
    expect(refused.error.errors?.map(({ path }) => path)).toEqual([
      'body.notice',
      'body.off.0.0',
      'body.off.1',
      'body.workdays.0',
      'body.workdays.1',
    ]);
    expect(await system.store.records.find('calendar', '2027')).toBeUndefined();
  });

  test('of a year whose notice cannot have been published is refused: it comes in the autumn before', async () => {
    const { year: _, ...body } = aCalendarYear(2028);
    expect(await load(2028, 0, body)).toMatchObject({
      error: { kind: 'invalid-input', errors: [{ path: 'body.year', message: expect.stringContaining('还没有发布') }] },
    });
    const { year: __, ...next } = aCalendarYear(2027);
    expectOk(await load(2027, 0, next));
  });

  test('that names no National Day, or a whole summer off, is refused in words', async () => {
    const { off, ...rest } = document2027;
    const summer = [...off.slice(0, -1), ['2027-07-01', '2027-08-31']];
    expect(await load(2027, 0, { ...rest, off: summer })).toMatchObject({
      error: {
        errors: [
          { path: 'body.off', message: '缺少国庆节（10 月 1 日）的放假安排' },
          { path: 'body.off', message: '全年放假超过 45 天，请对照通知核对' },
          { path: 'body.off.5', message: '一段放假超过 12 天，请对照通知核对起止日期' },
        ],
      },
    });
  });

  test('by anybody but the system administrator is refused', async () => {
    const office = system.as(person('SCJG', 'office'));
    const asked = await office('loadCalendarYear', { params: { year: 2027 }, version: 0, body: document2027 });
    expect(asked).toMatchObject({ error: { kind: 'forbidden' } });
  });
});

describe('recomputing', () => {
  const now = new Date('2026-12-30T01:00:00Z');

  test('twice, or at the same time, changes each result once', async () => {
    const ids = Array.from({ length: 130 }, (_, n) => `r${String(n).padStart(3, '0')}`);
    for (const id of ids) await storeResult(system.store, id, { day0: '2026-12-04' });
    await system.store.work.commit([createRecord('calendar', '2027', aCalendarYear(2027), anEvent('load'))]);
    const runs = await Promise.all([1, 2].map(() => recomputeDeadlines(system.store, '2027', now)));
    expect(runs.reduce((sum, { changed = 0 }) => sum + changed, 0)).toBe(130);
    expect(await recomputeDeadlines(system.store, undefined, now)).toMatchObject({ changed: 0 });
    for (const id of ids) {
      const { value, meta } = await resultOf(id);
      expect([value.deadline, meta.version]).toEqual(['2027-01-04', 2]);
    }
  });

  test('that died halfway is made good by the next run', async () => {
    for (const id of ['a', 'b', 'c']) await storeResult(system.store, id, { day0: '2026-12-04' });
    await system.store.work.commit([createRecord('calendar', '2027', aCalendarYear(2027), anEvent('load'))]);
    let commits = 0;
    const dying: typeof system.store.work = {
      async commit(changes) {
        commits += 1;
        if (commits > 1) throw new Error('the process is gone');
        return system.store.work.commit(changes);
      },
    };
    await expect(recomputeDeadlines({ ...system.store, work: dying }, '2027', now)).rejects.toThrow('gone');
    expect(await recomputeDeadlines(system.store, '2027', now)).toMatchObject({ open: 3, changed: 2, revised: 0 });
  });

  test('does not overwrite what an official enters at the same moment', async () => {
    await storeResult(system.store, 'r1', { day0: '2026-12-04' });
    await system.store.work.commit([createRecord('calendar', '2027', aCalendarYear(2027), anEvent('load'))]);
    let interrupted = false;
    const work: typeof system.store.work = {
      async commit(changes) {
        if (!interrupted) {
          interrupted = true;
          const found = await resultOf('r1');
          const value = { ...found.value, returnReason: '补充证据' };
          const change = {
            change: 'replace',
            kind: 'result',
            id: 'r1',
            from: found.meta,
            before: found.value,
            value,
          } as const;
          await system.store.work.commit([{ ...change, event: anEvent('return') }]);
        }
        return system.store.work.commit(changes);
      },
    };
    await recomputeDeadlines({ ...system.store, work }, '2027', now);
    expect((await resultOf('r1')).value).toMatchObject({ returnReason: '补充证据', deadline: '2027-01-04' });
  });
});
