import { describe, expect, test } from 'vitest';
import { farmVisits, visitOf, who, year } from './county.ts';
import { published } from './steps.ts';

export function results(): void {
  describe('May: the results', () => {
    test('of the works are published, those of the farms too, and the public finds them by name and by code', async () => {
      await year.life.goOn('2026-05-06', 10);
      const { items } = await who('slj-officer1').does('listVisits', { query: { limit: 100 } });
      for (const { id } of items) await published(year.life, 'slj', `${id}.SLJ`);
      await year.life.goOn('2026-05-13', 10);
      const farmsInspected = await farmVisits();
      for (const { id } of farmsInspected) {
        const { results } = await visitOf('nync', id);
        for (const { department, status } of results)
          if (status === 'assigned' && department !== 'JTYS')
            await published(year.life, department.toLowerCase(), `${id}.${department}`);
      }
      const [visit] = farmsInspected;
      const code = visit?.object.creditCode ?? '';
      const spaced = ` ${code.slice(0, 8).toLowerCase()} ${code.slice(8)}`;
      const byCode = await year.life.anyone.does('listPublicResults', { query: { creditCode: spaced } });
      const byName = await year.life.anyone.does('listPublicResults', { query: { name: visit?.object.name ?? '' } });
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
      await year.life.system.idle();
      const judged = await who('auditor').does('getResult', { params: { id: late ?? '' } });
      expect(judged.earlierDeadlines?.map(({ verdict }) => verdict)).toEqual(['late']);
      const told = await who('hbj-officer1').does('listNotices', { query: { limit: 100 } });
      expect(told.items.some(({ text }) => text.includes('由“逾期公示”改为“按期公示”'))).toBe(true);
    });
  });
}
