import { describe, expect, test } from 'vitest';
import { shiftDate } from '../../shared/calendar/local-date.ts';
import { figureIds } from '../../shared/codes/figures.ts';
import type { Fact, FactOf } from '../../shared/domain/figures/facts.ts';
import { figure, publishedFacts, shares } from '../support/statistics.ts';

/** What another day, or another question, makes of the figures. */
const moved = (before: Record<string, string>, after: Record<string, string>) =>
  Object.fromEntries(
    figureIds.flatMap((id) => (before[id] === after[id] ? [] : [[id, `${before[id]} → ${after[id]}`]])),
  );
const nextDay = (asOf: string) =>
  moved(shares(publishedFacts, { asOf }), shares(publishedFacts, { asOf: shiftDate(asOf, 1) }));

const result = (given: Partial<FactOf<'result'>> = {}): Fact => ({
  ...{ type: 'result', id: 'R1', visit: 'V1', department: 'SCJG', entries: [], codes: ['1'], concluded: 1, cited: 0 },
  ...{ status: 'approved', editions: 0, day0: '2026-03-02', deadline: '2026-03-30', ...given },
});
const visit = (given: Partial<FactOf<'visit'>> = {}): Fact => ({
  ...{ type: 'visit', id: 'V1', batch: 'B1', kind: 'daily', departments: ['SCJG'], object: 'O1', entries: [] },
  ...{ dispatchedOn: '2026-02-02', windowTo: '2026-03-31', status: 'completed', completedOn: '2026-03-02' },
  ...{ inspectors: [], ...given },
});
const followUp = (given: Partial<FactOf<'follow-up'>> = {}): Fact => ({
  ...{ type: 'follow-up', id: 'F1', kind: 'refer', sender: 'SCJG', receiver: 'WJW', openedOn: '2026-05-06' },
  ...{ receiptDue: '2026-05-13', status: 'opened', ...given },
});

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

describe('of a plan', () => {
  const entry: Fact = { type: 'plan-entry', id: 'E1', departments: ['SCJG', 'WJW'], windowTo: '2026-03-31' };
  const entries = ['E1'];
  const done = visit({ entries, departments: ['SCJG', 'WJW'] });
  const published = { entries, status: 'published', publishedOn: '2026-03-20', editions: 1 } as const;
  const own = result(published);
  const theirs = result({ id: 'R2', department: 'WJW', entries });

  test.each<[string, readonly Fact[], string]>([
    ['nothing was drawn yet', [], '0/1'],
    ['a visit is over and a result is not published', [done, own, theirs], '0/1'],
    [
      'a visit is not over',
      [done, own, visit({ id: 'V2', entries, status: 'dispatched', completedOn: undefined })],
      '0/1',
    ],
    ['visits have no results yet', [done], '0/1'],
    [
      'all is published or lawfully withheld',
      [done, own, result({ ...theirs, status: 'withheld' } as FactOf<'result'>)],
      '1/1',
    ],
    [
      'what is left was voided',
      [done, own, visit({ id: 'V2', entries, status: 'voided', completedOn: undefined })],
      '1/1',
    ],
  ])('an entry of which %s', (_, facts, expected) => {
    expect(shares([entry, ...facts]).planProgress).toBe(expected);
  });

  test('a department has done its part of an entry when its own results are published', () => {
    const facts = [entry, done, own, theirs];
    expect(shares(facts, { scope: { department: 'SCJG' } }).planProgress).toBe('1/1');
    expect(shares(facts, { scope: { department: 'WJW' } }).planProgress).toBe('0/1');
  });
});

describe('of results', () => {
  test.each<[string, Partial<FactOf<'result'>>, string]>([
    ['overdue counts from the end of its last day', { deadline: '2026-12-28' }, '0/1 0/1'],
    ['not yet due does not', { deadline: '2026-12-29' }, '0/0 0/0'],
    [
      'published before its calendar is known is in time',
      { deadline: undefined, publishedOn: '2026-12-22' },
      '1/1 1/1',
    ],
    ['published on the last day is in time', { publishedOn: '2026-03-30' }, '1/1 1/1'],
    ['published the day after is late', { publishedOn: '2026-03-31' }, '1/1 0/1'],
    ['published after the day of the figure is overdue on it', { publishedOn: '2026-12-29' }, '0/1 0/1'],
    ['stopped later stays published', { publishedOn: '2026-03-30', status: 'stopped', editions: 1 }, '1/1 1/1'],
    ['withheld is neither', { status: 'withheld' }, '0/0 0/0'],
    ['withheld after its last day was overdue until then', { status: 'withheld', withheldOn: '2026-12-29' }, '0/1 0/1'],
    ['withheld and then corrected stays withheld', { status: 'correcting', withheldOn: '2026-03-20' }, '0/0 0/0'],
    ['without a day 0 is not counted yet', { status: 'assigned', day0: undefined, deadline: undefined }, '0/0 0/0'],
  ])('one that is %s', (_, given, expected) => {
    const { publication, publicationTimeliness } = shares([result(given)]);
    expect(`${publication} ${publicationTimeliness}`).toBe(expected);
  });

  test('a visit of two departments is judged for the county when both results are approved, for each by its own', () => {
    const facts = [
      visit({ departments: ['SCJG', 'WJW'] }),
      result({ codes: ['5'] }),
      result({ id: 'R2', department: 'WJW', status: 'submitted' }),
    ];
    expect(shares(facts).problemFound).toBe('0/0');
    expect(shares(facts, { scope: { department: 'SCJG' } }).problemFound).toBe('1/1');
    expect(shares(facts, { scope: { department: 'WJW' } }).problemFound).toBe('0/0');
  });

  test.each([
    ['1', '0/1'],
    ['7', '0/1'],
    ['2b', '1/1'],
    ['4', '1/1'],
    ['8', '1/1'],
  ] as const)('code %s is a problem found or none', (code, expected) => {
    expect(shares([visit(), result({ codes: [code] })]).problemFound).toBe(expected);
  });

  test('of one item counts what was found of that item alone', () => {
    const items = ['M1', 'M2'];
    const findings = {
      M1: { codes: ['5'], concluded: 1, cited: 1 },
      M2: { codes: ['1'], concluded: 1, cited: 0 },
    } as const;
    const facts = [visit({ items }), result({ items, codes: ['5'], concluded: 2, cited: 1, findings })];
    const of = (item: string) => shares(facts, { scope: { item } });
    expect([of('M1').problemFound, of('M1').recognition]).toEqual(['1/1', '1/1']);
    expect([of('M2').problemFound, of('M2').recognition]).toEqual(['0/1', '0/1']);
    expect(of('M3').problemFound).toBe('0/0');
  });
});

describe('of places and wholes', () => {
  test('a township has the figures of what lies in it', () => {
    const facts = [
      visit({ township: 'T1' }),
      visit({ id: 'V2', township: 'T2', status: 'dispatched', completedOn: undefined }),
      visit({ id: 'V3' }),
    ];
    expect(shares(facts, { scope: { township: 'T1' } }).visitCompletion).toBe('1/1');
    expect(shares(facts, { scope: { township: 'T2' } }).visitCompletion).toBe('0/1');
    expect(shares(facts).visitCompletion).toBe('2/3');
  });

  test('a batch is joint for each department in it, also where that one went alone', () => {
    const facts = [visit(), visit({ id: 'V2', departments: ['WJW'] }), visit({ id: 'V3', batch: 'B2' })];
    const of = (department?: string) => shares(facts, { scope: { department } });
    expect([of().jointBatches, of('SCJG').jointBatches, of('WJW').jointBatches]).toEqual(['1/2', '1/2', '1/1']);
    expect([of().jointVisits, of('SCJG').jointVisits]).toEqual(['0/3', '0/2']);
  });

  test('an inspector who helps another department has taken part', () => {
    const inspector: Fact = { type: 'inspector', id: 'I1', department: 'WJW', active: true };
    const facts = [inspector, visit({ inspectors: ['I1'] })];
    expect(shares(facts, { scope: { department: 'WJW' } }).inspectorParticipation).toBe('1/1');
    expect(shares(facts, { scope: { department: 'SCJG' } }).inspectorParticipation).toBe('0/0');
  });
});

describe('of follow-ups', () => {
  test.each<[string, Partial<FactOf<'follow-up'>>, string]>([
    ['signed on the last day', { status: 'received', receivedOn: '2026-05-13' }, '1/1'],
    ['signed a day late', { status: 'received', receivedOn: '2026-05-14' }, '0/1'],
    ['not signed', {}, '0/1'],
    ['given back waits for its sender', { status: 'returned' }, '0/0'],
    ['cancelled', { status: 'cancelled', receivedOn: '2026-05-12' }, '0/0'],
    ['its own', { receiver: 'SCJG', receivedOn: '2026-05-06' }, '0/0'],
    ['signed while the calendar is awaited', { receiptDue: undefined, receivedOn: '2026-05-13' }, '1/1'],
  ])('one that is %s', (_, given, expected) => {
    expect(shares([followUp(given)]).receiptTimeliness).toBe(expected);
  });
});
