import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { bottleneckWords } from '../../shared/domain/match/words.ts';
import type { Bottleneck } from '../../shared/draw/match-bottleneck.ts';
import type { MatchInput, MatchInspector, MatchVisit } from '../../shared/draw/match-input.ts';
import { staffVisits } from '../../shared/draw/match-staff.ts';
import { inspector, matchInput, visit } from './match-cases.ts';

/* What officials read when a match fails: it has to be the same whatever the order of the draw, so each is drawn often. */

const seeds = Array.from({ length: 12 }, (_, n) => n.toString(16).repeat(64).slice(0, 64));
const failures = (input: MatchInput): readonly Bottleneck[] => {
  const staffed = staffVisits(input);
  return staffed.ok ? [] : staffed.error.bottlenecks;
};
/** The only bottleneck, for every seed, and the visits in the order of the draw. */
const drawnOften = (more: Partial<MatchInput>) =>
  seeds.map((seed) => {
    const input = matchInput({ items: [], ...more, seed });
    const [only, ...others] = failures(input);
    if (!only) throw new Error('there is a match');
    expect(others).toEqual([]);
    return { ...only, words: bottleneckWords('SCJG', input.perDepartment, only) };
  });
/** What is the same for every seed. */
const alike = <T>(each: readonly T[]): T | undefined => {
  const [first] = each;
  for (const other of each) expect(other).toEqual(first);
  return first;
};
const visits = (prefix: string, count: number, item: string): MatchVisit[] =>
  Array.from({ length: count }, (_, n) => visit(`${prefix}${n}`, [item]));
const people = (ids: readonly string[], more: Partial<MatchInspector>) => ids.map((id) => inspector(id, more));
const named = (bottlenecks: readonly Bottleneck[]) =>
  alike(bottlenecks.map((one) => ({ visits: one.visits.toSorted(), missing: one.missing, needed: one.needed })));

describe('of visits that have no lawful team', () => {
  test('those that lack most people are named, however many others lack fewer', () => {
    const found = drawnOften({
      visits: [...visits('none', 1, 'A08'), ...visits('one', 3, 'A07')],
      inspectors: people(['a'], { itemScope: ['A07'] }),
    });
    expect(named(found)).toEqual({ visits: ['none0'], missing: 2, needed: 2 });
  });

  test('of equally many people lacking, those are named that are more', () => {
    const found = drawnOften({
      visits: [...visits('few', 2, 'A07'), ...visits('more', 3, 'A08')],
      inspectors: people(['a'], { itemScope: ['A07', 'A08'] }),
    });
    expect(named(found)).toEqual({ visits: ['more0', 'more1', 'more2'], missing: 1, needed: 6 });
  });

  test('they stand in the order of the draw', () => {
    const ids = ['v1', 'v2', 'v3', 'v4'];
    for (const seed of seeds) {
      const [only] = failures(matchInput({ seed, visits: ids.map((id) => visit(id)), inspectors: people(['a'], {}) }));
      const ticket = (id: string) => createHash('sha256').update(`${seed}\nobject\n${id}`).digest('hex');
      expect(only?.visits).toEqual(ids.toSorted((a, b) => (ticket(a) < ticket(b) ? -1 : 1)));
    }
  });

  test('those from which the same people are recused belong together, and others do not', () => {
    const recused = (objectId: string, ...ids: readonly string[]) =>
      ids.map((inspectorId) => ({ inspectorId, objectId }));
    const found = drawnOften({
      visits: ['v1', 'v2', 'v3'].map((id) => visit(id)),
      inspectors: people(['a', 'b'], {}),
      recusals: [...recused('v1', 'a', 'b'), ...recused('v2', 'b', 'a'), ...recused('v3', 'b')],
    });
    expect(named(found)).toEqual({ visits: ['v1', 'v2'], missing: 2, needed: 4 });
    expect(found[0]?.serving).toEqual([]);
    expect(found[0]?.excluded).toEqual([
      { inspector: 'a', constraint: 'recusal', visits: 2 },
      { inspector: 'b', constraint: 'recusal', visits: 2 },
    ]);
  });

  test('a team of three that has one lacks two, and one that is there but not able lacks one', () => {
    const three = { perDepartment: 3, visits: [visit('v1')] };
    expect(named(drawnOften({ ...three, inspectors: people(['a'], {}) }))).toMatchObject({ missing: 2, needed: 3 });
    const led = { ...three, teamLeader: true, inspectors: people(['a', 'b', 'c'], { mayLead: false }) };
    expect(named(drawnOften(led))).toMatchObject({ missing: 1, needed: 3 });
  });

  test('whoever may not serve is named with every reason, by id and then by reason, and with the number of visits', () => {
    const kept = inspector('x', {
      active: false,
      certificate: { validFrom: '2020-01-01', validTo: '2026-12-17' },
      itemScope: ['A08'],
      station: 'T1',
    });
    const found = drawnOften({
      visits: ['v1', 'v2'].map((id) => ({ ...visit(id), township: 'T1' })),
      inspectors: [kept, inspector('b', { active: false }), inspector('able', { capacity: 4 })],
      recusals: [
        { inspectorId: 'x', objectId: 'v1' },
        { inspectorId: 'x', objectId: 'v2' },
      ],
      townshipCrossing: true,
    });
    // Both visits have the same people against them only where both are recused.
    expect(
      alike(found.map(({ excluded }) => excluded.map((one) => `${one.inspector} ${one.constraint} ${one.visits}`))),
    ).toEqual(['b inactive 2', 'x certificate 2', 'x inactive 2', 'x recusal 2', 'x scope 2', 'x township 2']);
    expect(found[0]?.serving).toEqual([{ inspector: 'able', capacity: 4 }]);
  });

  test('qualifications that nobody holds are named by their bytes, and each who serves lacks them once', () => {
    const items = ['乙', '丙', '甲'].map((qualification) => ({ id: qualification, qualification }));
    const holder = people(['b'], { qualifications: ['丙'] });
    const found = drawnOften({
      items,
      visits: ['v1', 'v2'].map((id) => visit(id, ['乙', '丙', '甲'])),
      inspectors: [...people(['c', 'a', 'kin'], {}), ...holder],
      recusals: ['v1', 'v2'].map((objectId) => ({ inspectorId: 'kin', objectId })),
    });
    // 丙 E4B899, 乙 E4B999, 甲 E794B2; b holds 丙.
    expect(alike(found.map(({ qualifications, leader }) => [qualifications, leader]))).toEqual([
      ['乙', '甲'],
      undefined,
    ]);
    expect(
      alike(found.map(({ excluded }) => excluded.map((one) => `${one.inspector} ${one.constraint} ${one.visits}`))),
    ).toEqual(['a qualification 2', 'b qualification 2', 'c qualification 2', 'kin recusal 2']);
    expect(alike(found.map(({ serving }) => serving.map((one) => one.inspector)))).toEqual(['a', 'b', 'c']);
  });

  test('a leader and a qualification that are lacking are both told', () => {
    const found = drawnOften({
      items: [{ id: 'B01', qualification: '特种设备' }],
      visits: visits('v', 2, 'B01'),
      inspectors: people(['a', 'b'], { mayLead: false }),
      teamLeader: true,
    });
    expect(alike(found.map(({ leader, qualifications }) => [leader, qualifications]))).toEqual([true, ['特种设备']]);
    expect(alike(found.map(({ words }) => words))).toBe(
      '市场监督管理局：特种设备资质：2户需要2人次，可用0人×2户=0人次，缺2人次；组长人选：2户需要2人次，可用0人×2户=0人次，缺2人次；不能参加的：不能担任组长2 人，不具备所需资格2 人',
    );
  });
});

describe('of visits that cannot all be served at once', () => {
  const two = (prefix: string, item: string, capacity: number) =>
    people([`${prefix}1`, `${prefix}2`], { itemScope: [item], capacity });

  test('those that lack most places are named, though they are more', () => {
    // 3 visits for two people with one each lack 4 of 6 places; 2 visits for two people with one each lack 2 of 4.
    const found = drawnOften({
      visits: [...visits('x', 3, 'A07'), ...visits('y', 2, 'A08')],
      inspectors: [...two('a', 'A07', 1), ...two('c', 'A08', 1)],
    });
    expect(named(found)).toEqual({ visits: ['x0', 'x1', 'x2'], missing: 4, needed: 6 });
  });

  test('of equally many places lacking, those are named that are fewer', () => {
    // 2 visits, 4 places and 2 people with one each lack 2; 3 visits, 6 places and 2 people with two each lack 2.
    const found = drawnOften({
      visits: [...visits('x', 2, 'A07'), ...visits('y', 3, 'A08')],
      inspectors: [...two('a', 'A07', 1), ...two('c', 'A08', 2)],
    });
    expect(named(found)).toEqual({ visits: ['x0', 'x1'], missing: 2, needed: 4 });
    expect(alike(found.map(({ excluded }) => excluded))).toEqual([
      { inspector: 'a1', constraint: 'capacity', visits: 2 },
      { inspector: 'a2', constraint: 'capacity', visits: 2 },
      { inspector: 'c1', constraint: 'scope', visits: 2 },
      { inspector: 'c2', constraint: 'scope', visits: 2 },
    ]);
  });

  test('a visit that can go without the people in question is not named, though others need them by a recusal', () => {
    // From v1 and v3 o1 is recused, so both need o2 and g, who may go once; v2 and v4 can take o1 and o2.
    const found = drawnOften({
      visits: ['v1', 'v2', 'v3', 'v4'].map((id) => visit(id)),
      inspectors: [...people(['o1', 'o2'], {}), inspector('g', { capacity: 1 })],
      recusals: ['v1', 'v3'].map((objectId) => ({ inspectorId: 'o1', objectId })),
    });
    expect(named(found)).toEqual({ visits: ['v1', 'v3'], missing: 1, needed: 4 });
    expect(alike(found.map(({ tight }) => tight))).toEqual({ places: 2, capacities: [1] });
    expect(alike(found.map(({ words }) => words))).toBe(
      '市场监督管理局：执法人员：2户需要2人次，可用1人×1户=1人次，缺1人次；不能参加的：任务已满1 人，应当回避1 人',
    );
  });

  const plant = [{ id: 'A07' }, { id: 'B01', qualification: '特种设备' }];
  const holder = (capacity: number) => inspector('holder', { qualifications: ['特种设备'], capacity });

  test('a qualification is the reason where all of them ask for it, and not where one of them does not', () => {
    // Only `other` may go as often as you like, so that every visit needs the holder, who may go once.
    const inspectors = [inspector('other'), holder(1)];
    const asking = drawnOften({ items: plant, visits: visits('v', 2, 'B01'), inspectors });
    expect(alike(asking.map(({ tight }) => tight))).toEqual({
      requirement: { constraint: 'qualification', name: '特种设备' },
      places: 2,
      capacities: [1],
    });
    const mixed = drawnOften({ items: plant, visits: [visit('v0', ['B01']), visit('v1', ['A07'])], inspectors });
    expect(alike(mixed.map(({ tight }) => tight))).toEqual({ places: 2, capacities: [1] });
    expect(mixed[0]?.words).toBe(
      '市场监督管理局：执法人员：2户需要2人次，可用1人×1户=1人次，缺1人次；不能参加的：任务已满1 人',
    );
  });

  test('a qualification is no reason where everybody is at capacity, holder or not', () => {
    const inspectors = [inspector('other', { capacity: 1 }), holder(1)];
    const found = drawnOften({ items: plant, visits: visits('v', 2, 'B01'), inspectors });
    expect(alike(found.map(({ tight }) => ({ ...tight, capacities: tight?.capacities.length })))).toEqual({
      places: 4,
      capacities: 2,
    });
    expect(alike(found.map(({ words }) => words))).toBe(
      '市场监督管理局：执法人员：2户需要4人次，可用2人×1户=2人次，缺2人次；不能参加的：任务已满2 人',
    );
  });

  test('of a qualification and a leader the one is named that nobody else has', () => {
    const inspectors = [
      ...people(['led', 'also'], {}),
      inspector('holder', { qualifications: ['特种设备'], capacity: 1, mayLead: false }),
    ];
    const found = drawnOften({ items: plant, visits: visits('v', 3, 'B01'), inspectors, teamLeader: true });
    expect(alike(found.map(({ tight }) => tight?.requirement))).toEqual({
      constraint: 'qualification',
      name: '特种设备',
    });
    const leaders = drawnOften({
      visits: visits('v', 3, 'A07'),
      inspectors: [...people(['p', 'q'], { mayLead: false }), inspector('head', { capacity: 2 })],
      teamLeader: true,
    });
    expect(alike(leaders.map(({ words }) => words))).toBe(
      '市场监督管理局：组长人选：3户需要3人次，可用1人×2户=2人次，缺1人次；不能参加的：任务已满1 人',
    );
  });
});

describe('of experts who are lacking', () => {
  test('who cannot come are named by id, whatever the order of the register, and the departments by their codes', () => {
    const items = [{ id: 'C01', expertise: '电梯', expertRequired: true }];
    const experts = ['z2', 'z1', 'z3'].map((id) => ({ id, department: 'SCJG', active: false, fields: ['电梯'] }));
    const input = matchInput({ items, visits: visits('v', 2, 'C01'), inspectors: people(['a', 'b'], {}), experts });
    const [only] = failures(input);
    expect(only?.excluded).toEqual(
      ['z1', 'z2', 'z3'].map((id) => ({ inspector: id, constraint: 'inactive', visits: 2 })),
    );
    expect(failures({ ...input, experts: experts.toReversed() })).toEqual([only]);
  });

  test('an item that can be checked without its expert fails nothing, beside one that cannot', () => {
    const items = [
      { id: 'C01', expertise: '电梯', expertRequired: true },
      { id: 'C02', expertise: '锅炉' },
    ];
    const input = matchInput({
      items,
      visits: [visit('v1', ['C01', 'C02']), visit('v2', ['C02'])],
      inspectors: people(['a', 'b'], {}),
    });
    expect(failures(input).map(({ qualifications, visits: at, needed }) => [qualifications, at, needed])).toEqual([
      [['电梯'], ['v1'], 1],
    ]);
  });

  test('whoever has not come yet comes before whoever has, whatever the tickets', () => {
    const items = [{ id: 'C01', expertise: '电梯' }];
    const experts = ['z1', 'z2'].map((id) => ({ id, department: 'SCJG', active: true, fields: ['电梯'] }));
    for (const seed of seeds) {
      const staffed = staffVisits(
        matchInput({ seed, items, visits: visits('v', 4, 'C01'), inspectors: people(['a', 'b'], {}), experts }),
      );
      const sent = staffed.ok ? staffed.value.flatMap((one) => one.experts) : [];
      expect([sent.slice(0, 2).toSorted(), sent.slice(2).toSorted()]).toEqual([
        ['z1', 'z2'],
        ['z1', 'z2'],
      ]);
    }
  });
});
