import { describe, expect, test } from 'vitest';
import type { Fact, FactOf } from '../../shared/domain/figures/facts.ts';
import { followUp, result, shares, visit } from '../support/statistics.ts';

describe('of a plan', () => {
  const entry: Fact = { type: 'plan-entry', id: 'E1', departments: ['SCJG', 'WJW'], windowTo: '2026-03-31' };
  const entries = ['E1'];
  const done = visit({ entries, departments: ['SCJG', 'WJW'] });
  const published = { entries, status: 'published', publishedOn: '2026-03-20', editions: 1 } as const;
  const own = result(published);
  const theirs = result({ id: 'R2', department: 'WJW', entries });

  test.each<[string, readonly Fact[], string]>([
    ['nothing was drawn yet', [], '0/1'],
    ['no visit is left, but what was published', [own], '0/1'],
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

describe('of results that are approved', () => {
  const onApproval = (given: Partial<FactOf<'result'>>, asOf?: string) =>
    shares([visit(), result({ codes: ['5'], ...given })], asOf === undefined ? {} : { asOf });

  test.each<[string, Partial<FactOf<'result'>>, string]>([
    ['submitted for the first time is not', { status: 'submitted' }, '0/0'],
    ['submitted as a correction of what is public is', { status: 'submitted', publishedOn: '2026-03-20' }, '1/1'],
    ['corrected, though never public, is', { status: 'correcting', withheldOn: '2026-03-20' }, '1/1'],
    ['withheld is', { status: 'withheld' }, '1/1'],
  ])('one that is %s', (_, given, expected) => {
    expect(onApproval(given).problemFound).toBe(expected);
  });

  test('one counts from the day of its approval, with what it concluded', () => {
    const of = (asOf: string) => onApproval({ approvedOn: '2026-03-10', concluded: 3, cited: 1 }, asOf);
    expect([of('2026-03-09').problemFound, of('2026-03-09').recognition]).toEqual(['0/0', '0/0']);
    expect([of('2026-03-10').problemFound, of('2026-03-10').recognition]).toEqual(['1/1', '1/3']);
  });

  test('a visit is judged when it is completed and has results, not by either alone', () => {
    expect(shares([visit()]).problemFound).toBe('0/0');
    const underWay = visit({ status: 'dispatched', completedOn: undefined });
    expect(shares([underWay, result({ codes: ['5'] })]).problemFound).toBe('0/0');
  });

  test('one is corrected from the day of its second edition', () => {
    const corrected = result({
      publishedOn: '2026-03-10',
      status: 'published',
      editions: 2,
      correctedOn: '2026-04-07',
    });
    expect(shares([corrected], { asOf: '2026-04-06' }).corrected).toBe('0/1');
    expect(shares([corrected], { asOf: '2026-04-07' }).corrected).toBe('1/1');
  });

  test('one that does not say what it found of an item counts nothing for it', () => {
    const facts = [visit({ items: ['M1'] }), result({ items: ['M1'], codes: ['5'], concluded: 3 })];
    const { recognition, problemFound } = shares(facts, { scope: { item: 'M1' } });
    expect([recognition, problemFound]).toEqual(['0/0', '0/1']);
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
    ['disputed waits for who decides', { status: 'disputed' }, '0/0'],
    ['cancelled', { status: 'cancelled', receivedOn: '2026-05-12' }, '0/0'],
    ['its own', { receiver: 'SCJG', receivedOn: '2026-05-06' }, '0/0'],
    ['signed while the calendar is awaited', { receiptDue: undefined, receivedOn: '2026-05-13' }, '1/1'],
  ])('one that is %s', (_, given, expected) => {
    expect(shares([followUp(given)]).receiptTimeliness).toBe(expected);
  });
});

test.each([
  ['checking', '0/1'],
  ['concluded', '1/1'],
  ['closed', '1/1'],
  ['passed-on', '0/0'],
  ['merged', '0/0'],
  ['rejected', '0/0'],
] as const)('a lead that is %s adds %s to what was looked into in time', (status, expected) => {
  const done = expected === '1/1' ? '2026-05-20' : undefined;
  const lead: Fact = { type: 'lead', id: 'L1', department: 'SCJG', due: '2026-05-20', status, concludedOn: done };
  expect(shares([lead]).leadTimeliness).toBe(expected);
});

test('a task of the ledger that was dropped by a decision is not late', () => {
  const task = { type: 'ledger-task', id: 'G1', department: 'SCJG', due: '2026-05-20' } as const;
  expect(shares([task]).ledgerTimeliness).toBe('0/1');
  expect(shares([{ ...task, dropped: true }]).ledgerTimeliness).toBe('0/0');
});

test('what belongs to an object as a whole is no item’s either, but a township’s', () => {
  expect(Object.keys(shares([], { scope: { item: 'M1' } }))).not.toContain('overCap');
  const facts = [visit({ township: 'T1' })];
  expect(shares(facts, { scope: { township: 'T1' } }).checksPerCheckedObject).toBe('1/1');
});
