import { describe, expect, test } from 'vitest';
import { shiftDate } from '../../shared/calendar/local-date.ts';
import { figureIds } from '../../shared/codes/figures.ts';
import { figure, publishedFacts, result, shares, visit } from '../support/statistics.ts';

/** What another day, or another question, makes of the figures. */
const moved = (before: Record<string, string>, after: Record<string, string>) =>
  Object.fromEntries(
    figureIds.flatMap((id) => (before[id] === after[id] ? [] : [[id, `${before[id]} → ${after[id]}`]])),
  );
const nextDay = (asOf: string) =>
  moved(shares(publishedFacts, { asOf }), shares(publishedFacts, { asOf: shiftDate(asOf, 1) }));

describe('one day later', () => {
  test('nothing moves if nothing became due or was recorded on it', () => {
    expect(nextDay('2026-12-28')).toEqual({});
  });

  test('a last day that is over counts its follow-up, lead and answer as late, and what was completed on it', () => {
    expect(nextDay('2026-12-27')).toEqual({
      coverage: '7/14 → 8/14',
      notPerformed: '1/8 → 1/9',
      publicationUndetermined: '3/0 → 4/0',
      checksPerCheckedObject: '10/8 → 11/9',
      followUpTimeliness: '2/5 → 2/6',
      rectification: '1/2 → 1/3',
      leadTimeliness: '2/4 → 2/5',
      shareTimeliness: '1/2 → 1/3',
    });
  });

  test('what is published on it is no longer awaited', () => {
    expect(nextDay('2026-12-29')).toEqual({
      publication: '11/12 → 12/13',
      publicationTimeliness: '9/12 → 10/13',
      publicationUndetermined: '4/0 → 3/0',
      withheldShare: '1/12 → 1/13',
      corrected: '1/11 → 1/12',
    });
  });

  test('the end of the year ends a window, an entry, the deadlines of two results, a receipt and a task', () => {
    expect(nextDay('2026-12-30')).toEqual({
      planDueDone: '1/3 → 1/4',
      visitCompletion: '8/9 → 9/11',
      visitTimeliness: '7/9 → 8/11',
      publication: '12/13 → 13/15',
      publicationTimeliness: '10/13 → 11/15',
      publicationRunning: '2/0 → 0/0',
      withheldShare: '1/13 → 1/14',
      corrected: '1/12 → 1/13',
      receiptTimeliness: '1/2 → 1/3',
      ledgerTimeliness: '1/2 → 1/3',
    });
  });
});

describe('a figure', () => {
  test('opens the list behind it, with what each adds, and says as of when and by which definitions (R72)', () => {
    const { behind, ...publication } = figure('publication', publishedFacts, { scope: { department: 'SCJG' } });
    expect(publication).toMatchObject({ num: 8, den: 9, rate: 8889, shown: '88.89%' });
    expect(publication).toMatchObject({ asOf: '2026-12-28', version: 'suiji-figures/1' });
    expect(behind.filter(({ num }) => num === 0).map(({ id }) => id)).toEqual(['R10']);
    expect(behind.map(({ id }) => id)).toEqual(['R01', 'R03', 'R05', 'R09', 'R10', 'R15', 'R20', 'R21', 'R23']);
  });

  test.each(figureIds)('%s is the sum of its list', (id) => {
    const { num, den, behind } = figure(id, publishedFacts);
    expect([num, den]).toEqual([
      behind.reduce((sum, each) => sum + each.num, 0),
      behind.reduce((sum, each) => sum + each.den, 0),
    ]);
    expect(behind.length).toBeGreaterThan(0);
  });

  test('shows 99.99% where 29,999 of 30,000 were published, and 0.01% where one item of 100,000 was recognised', () => {
    const published = (some: number, all: number) =>
      Array.from({ length: all }, (_, at) =>
        result({ id: `R${at}`, ...(at < some && { status: 'published', publishedOn: '2026-03-09', editions: 1 }) }),
      );
    expect(figure('publication', published(29_999, 30_000)).shown).toBe('99.99%');
    expect(figure('recognition', [result({ concluded: 100_000, cited: 1 })]).shown).toBe('0.01%');
    expect(figure('publication', published(3, 3)).shown).toBe('100.00%');
    expect(figure('publication', published(0, 3)).shown).toBe('0.00%');
  });

  test('of nothing is shown as —, and is no 0 and no 100', () => {
    expect(figure('publication', [])).toMatchObject({ num: 0, den: 0, rate: null, shown: '—' });
    expect(figure('checksPerCheckedObject', [])).toMatchObject({ rate: null, shown: '—' });
    expect(figure('objectionsUpheld', [])).toMatchObject({ num: 0, shown: '0' });
  });

  test('of checks per object is shown with two decimals, half up', () => {
    expect(figure('checksPerCheckedObject', publishedFacts)).toMatchObject({ num: 11, den: 9, shown: '1.22' });
  });

  test('without what was excluded shows it apart (R78)', () => {
    const scope = { department: 'YJJ' };
    const excluded = [{ figure: 'receiptTimeliness', id: 'F5' }] as const;
    expect(figure('receiptTimeliness', publishedFacts, { scope, excluded })).toMatchObject({
      ...{ num: 0, den: 0, shown: '—', behind: [] },
      excluded: [{ id: 'F5', num: 0, den: 1 }],
    });
    expect(figure('followUpTimeliness', publishedFacts, { scope, excluded })).toMatchObject({ num: 1, den: 1 });
  });

  test('that belongs to an object as a whole is no department’s', () => {
    const ids = Object.keys(shares(publishedFacts, { scope: { department: 'SCJG' } }));
    expect(figureIds.filter((id) => !ids.includes(id))).toEqual(['overCap', 'checksPerCheckedObject']);
  });
});

describe('a period', () => {
  test('counts what became due or was done in it, so that two halves make a whole', () => {
    const first = { from: '2026-01-01', asOf: '2026-06-30' };
    const second = { from: '2026-07-01', asOf: '2026-12-28' };
    for (const id of ['publicationTimeliness', 'leadTimeliness', 'receiptTimeliness', 'visitCompletion'] as const) {
      const [one, other, both] = [first, second, {}].map((period) => figure(id, publishedFacts, period));
      expect([id, (one?.den ?? 0) + (other?.den ?? 0)]).toEqual([id, both?.den]);
    }
  });

  test('keeps a visit of an earlier window out, also when it is completed in it', () => {
    const late = visit({ windowTo: '2026-03-31', completedOn: '2026-04-20' });
    expect(shares([late], { from: '2026-04-01' }).visitCompletion).toBe('0/0');
    expect(shares([late], { from: '2026-03-31' }).visitCompletion).toBe('1/1');
  });

  test('does not end what is still running from before it', () => {
    const running = result({ day0: '2026-03-30', deadline: '2026-04-28' });
    expect(shares([running], { from: '2026-04-01', asOf: '2026-04-02' }).publicationRunning).toBe('1/0');
  });

  test('does not divide the year of the cap: three checks before the half-year are over two (R9)', () => {
    const checks = ['1', '2', '3'].map((at) => visit({ id: `V${at}`, kind: 'case', completedOn: `2026-0${at}-02` }));
    expect(figure('overCap', checks, { from: '2026-07-01' }).behind).toEqual([{ id: 'O1', num: 1, den: 0 }]);
    expect(figure('overCap', checks, { asOf: '2027-01-04' }).num).toBe(0);
    expect(figure('overCap', checks, { frequencyCap: 3 }).num).toBe(0);
  });
});
