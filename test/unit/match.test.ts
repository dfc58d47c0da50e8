import { describe, expect, test } from 'vitest';
import { matchTeams } from '../../shared/draw/match.ts';
import type { MatchInput } from '../../shared/draw/match-input.ts';
import { inspector, matchInput, visit } from './match-cases.ts';

const bottlenecksOf = (input: MatchInput) => {
  const matched = matchTeams(input);
  return matched.ok ? [] : matched.error.bottlenecks;
};
const teamsOf = (input: MatchInput) => {
  const matched = matchTeams(input);
  return matched.ok ? Object.fromEntries(matched.value.map(({ objectId, members }) => [objectId, members])) : {};
};
const many = (size: number, more: Parameters<typeof inspector>[1] = {}) =>
  Array.from({ length: size }, (_, n) => inspector(`insp-${n}`, more));

describe('a match of teams', () => {
  test('goes by object ticket, then by load and team ticket, and takes the first lawful team', () => {
    const holder = { qualifications: ['特种设备'] };
    const input = matchInput({
      visits: [visit('92411422MA0000009B', ['A07', 'B01']), visit('92411422MA0000002M'), visit('92411422MA0000000F')],
      inspectors: [
        inspector('insp-0'),
        inspector('insp-1', holder),
        inspector('insp-2'),
        inspector('insp-3'),
        inspector('insp-4', holder),
      ],
    });
    // Computed apart with Python's hashlib; insp-2 precedes insp-4 for the last visit but holds no 特种设备.
    expect(matchTeams(input)).toEqual({
      ok: true,
      value: [
        { objectId: '92411422MA0000000F', department: 'SCJG', members: ['insp-1', 'insp-2'] },
        { objectId: '92411422MA0000002M', department: 'SCJG', members: ['insp-4', 'insp-0'] },
        { objectId: '92411422MA0000009B', department: 'SCJG', members: ['insp-3', 'insp-4'] },
      ],
    });
  });

  test('takes two of each participating department, departments by code', () => {
    const checks = ['SCJG', 'GAJ'].map((department) => ({ department, items: ['A07'] }));
    const inspectors = [
      ...many(2),
      inspector('police-1', { department: 'GAJ' }),
      inspector('police-2', { department: 'GAJ' }),
    ];
    const matched = matchTeams(matchInput({ visits: [{ objectId: 'v1', checks }], inspectors }));
    expect(matched.ok && matched.value.map(({ department, members }) => [department, members.toSorted()])).toEqual([
      ['GAJ', ['police-1', 'police-2']],
      ['SCJG', ['insp-0', 'insp-1']],
    ]);
  });

  test('a certificate must be valid on every day of the window, its first and last included', () => {
    const valid = (validFrom: string, validTo: string) => ({ certificate: { validFrom, validTo } });
    const other = inspector('other');
    const exact = inspector('exact', valid('2026-12-01', '2026-12-18'));
    const input = matchInput({ visits: [visit('v1')], inspectors: [other, exact] });
    expect(matchTeams(input).ok).toBe(true);
    const late = inspector('late', valid('2026-12-02', '2026-12-18'));
    const early = inspector('early', valid('2026-12-01', '2026-12-17'));
    expect(bottlenecksOf({ ...input, inspectors: [other, late, early] })).toEqual([
      {
        department: 'SCJG',
        constraint: 'eligibility',
        visits: ['v1'],
        needed: 2,
        missing: 1,
        qualifications: [],
        serving: [{ inspector: 'other' }],
        excluded: [
          { inspector: 'early', constraint: 'certificate', visits: 1 },
          { inspector: 'late', constraint: 'certificate', visits: 1 },
        ],
        proven: true,
      },
    ]);
  });

  test('one inspector without a lawful companion is never sent alone', () => {
    const inspectors = [
      inspector('able'),
      inspector('retired', { active: false }),
      inspector('recused'),
      inspector('elsewhere', { itemScope: ['A08'] }),
    ];
    const recusals = [{ inspectorId: 'recused', objectId: 'v1' }];
    const [bottleneck] = bottlenecksOf(matchInput({ visits: [visit('v1')], inspectors, recusals }));
    expect(bottleneck).toMatchObject({ missing: 1, serving: [{ inspector: 'able' }] });
    expect(bottleneck?.excluded.map(({ inspector: id, constraint }) => [id, constraint])).toEqual([
      ['elsewhere', 'scope'],
      ['recused', 'recusal'],
      ['retired', 'inactive'],
    ]);
  });

  test('a special qualification that nobody holds is named, with all who lack it', () => {
    const [bottleneck] = bottlenecksOf(matchInput({ visits: [visit('v1', ['A07', 'B01'])], inspectors: many(3) }));
    expect(bottleneck).toMatchObject({ constraint: 'eligibility', missing: 1, qualifications: ['特种设备'] });
    expect(bottleneck?.excluded.filter(({ constraint }) => constraint === 'qualification')).toHaveLength(3);
  });

  test('the pair of the last visit does not come again while another pair could', () => {
    const previousTeams = [{ objectId: '92411422MA0000000F', department: 'SCJG', members: ['insp-2', 'insp-1'] }];
    const visits = [visit('92411422MA0000000F')];
    const five = matchInput({ visits, inspectors: many(5), previousTeams });
    // The order of tickets is insp-1, insp-2, insp-0: without the rule the first two would come again.
    expect(teamsOf({ ...five, previousTeams: [] })).toEqual({ '92411422MA0000000F': ['insp-1', 'insp-2'] });
    expect(teamsOf(five)).toEqual({ '92411422MA0000000F': ['insp-1', 'insp-0'] });
    const onlyThem = five.inspectors.filter(({ id }) => id === 'insp-1' || id === 'insp-2');
    expect(teamsOf({ ...five, inspectors: onlyThem })).toEqual({ '92411422MA0000000F': ['insp-1', 'insp-2'] });
  });

  test('a team given early is rearranged when a later visit could otherwise not be served', () => {
    const scoped = ['a', 'b'].map((id) => inspector(id, { itemScope: ['A07'], capacity: 1 }));
    const broad = ['c', 'd'].map((id) => inspector(id, { capacity: 1 }));
    const items = [{ id: 'A07' }, { id: 'A08' }];
    for (const seedDigit of ['0', '1', '2', '3', '4', '5', '6', '7']) {
      const seed = seedDigit.repeat(64);
      const visits = [visit('v1', ['A07']), visit('v2', ['A08'])];
      const teams = teamsOf(matchInput({ seed, items, visits, inspectors: [...scoped, ...broad] }));
      expect(teams['v1']?.toSorted()).toEqual(['a', 'b']);
      expect(teams['v2']?.toSorted()).toEqual(['c', 'd']);
    }
  });

  const seeds = Array.from({ length: 100 }, (_, n) => String(n).padStart(64, '0'));
  const double = { qualifications: ['特种设备', '食品检验'] };

  test('where nobody can be exchanged alone, every arrangement is tried before a visit is given up', () => {
    // The only complete choice: the holder of both with anyone for one special visit, one holder each for the other.
    const inspectors = [
      inspector('food', { qualifications: ['食品检验'], capacity: 2 }),
      inspector('both', { ...double, capacity: 1 }),
      inspector('plant', { qualifications: ['特种设备'], capacity: 1 }),
      inspector('plain', { capacity: 2 }),
    ];
    const visits = [visit('v0', ['A07']), visit('v1', ['B01', 'B02']), visit('v2', ['B01', 'B02'])];
    const failed = seeds.filter((seed) => !matchTeams(matchInput({ seed, visits, inspectors })).ok);
    expect(failed).toEqual([]);
  });

  test('also where it is the pair of the last visit, of whom one alone is qualified, that nobody can be exchanged for', () => {
    const qualified = { qualifications: ['特种设备'], capacity: 1 };
    const inspectors = [
      inspector('p', { capacity: 2 }),
      inspector('q', { capacity: 1 }),
      inspector('h', qualified),
      inspector('k', qualified),
    ];
    // p is recused from v1, which therefore takes q with h or k; and of those left for v0, p and h went there last time.
    const input = matchInput({
      visits: [visit('v0', ['B01']), visit('v1', ['B01'])],
      inspectors,
      recusals: [{ inspectorId: 'p', objectId: 'v1' }],
      previousTeams: [{ objectId: 'v0', department: 'SCJG', members: ['p', 'h'] }],
    });
    for (const seed of seeds) {
      const teams = teamsOf({ ...input, seed });
      expect([teams['v0']?.toSorted(), teams['v1']?.toSorted()]).toEqual([
        ['k', 'p'],
        ['h', 'q'],
      ]);
    }
  });

  test('a rearrangement leaves equals with equal loads, give or take one', () => {
    // Of six places the only holder of both takes two; the other two inspectors may do the same and share four.
    const inspectors = [
      inspector('a', { capacity: 3 }),
      inspector('b', { capacity: 3 }),
      inspector('both', { ...double, capacity: 2 }),
    ];
    const visits = [visit('v0', ['B01', 'B02']), visit('v1', ['A07']), visit('v2', ['B01', 'B02'])];
    for (const seed of seeds) {
      const members = Object.values(teamsOf(matchInput({ seed, visits, inspectors }))).flat();
      expect(members.toSorted()).toEqual(['a', 'a', 'b', 'b', 'both', 'both']);
    }
  });

  test('too little capacity fails the whole match and counts the places nobody can fill', () => {
    const visits = ['v1', 'v2', 'v3', 'v4', 'v5'].map((id) => visit(id));
    const inspectors = [...many(3, { capacity: 2 }), inspector('police', { department: 'GAJ' })];
    // Five visits need ten places; three inspectors with two visits each can fill six.
    const [bottleneck, ...others] = bottlenecksOf(matchInput({ visits, inspectors }));
    expect(others).toEqual([]);
    expect(bottleneck).toMatchObject({
      department: 'SCJG',
      constraint: 'capacity',
      needed: 10,
      missing: 4,
      proven: true,
    });
    expect(bottleneck?.visits.toSorted()).toEqual(['v1', 'v2', 'v3', 'v4', 'v5']);
    expect(bottleneck?.serving).toEqual([0, 1, 2].map((n) => ({ inspector: `insp-${n}`, capacity: 2 })));
    expect(bottleneck?.excluded).toEqual(
      [0, 1, 2].map((n) => ({ inspector: `insp-${n}`, constraint: 'capacity', visits: 5 })),
    );
  });

  test('visits that have people to spare do not stand in the bottleneck of those that have not', () => {
    const special = many(2, { itemScope: ['A08'], capacity: 1 });
    const others = ['x', 'y', 'z'].map((id) => inspector(id, { itemScope: ['A07'] }));
    const visits = [visit('v1', ['A08']), visit('v2', ['A08']), visit('v3', ['A07']), visit('v4', ['A07'])];
    const [bottleneck] = bottlenecksOf(matchInput({ items: [], visits, inspectors: [...special, ...others] }));
    expect(bottleneck?.visits.toSorted()).toEqual(['v1', 'v2']);
    expect(bottleneck).toMatchObject({ needed: 4, missing: 2 });
  });

  test('a team of one, or an inspector listed twice, is a fault of the program and not a result', () => {
    expect(() => matchTeams(matchInput({ perDepartment: 1 }))).toThrow(RangeError);
    expect(() => matchTeams(matchInput({ inspectors: [...many(1), ...many(1)] }))).toThrow('listed twice');
  });
});
