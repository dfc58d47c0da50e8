import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchTeams } from '../../shared/draw/match.ts';
import type { MatchInput } from '../../shared/draw/match-input.ts';
import { firstTeam } from '../../shared/draw/match-lawful.ts';
import { type Candidate, teamNeeds } from '../../shared/draw/match-need.ts';
import { inspector, isLawfulTeam, matchInput, tightCases, visit } from './match-cases.ts';

const teamsOf = (input: MatchInput) => {
  const matched = matchTeams(input);
  return matched.ok ? matched.value : [];
};
const loadsOf = (input: MatchInput): readonly number[] => {
  const loads = new Map(input.inspectors.map(({ id }) => [id, 0]));
  for (const { members } of teamsOf(input)) for (const id of members) loads.set(id, (loads.get(id) ?? 0) + 1);
  return [...loads.values()];
};
const squares = (loads: readonly number[]) => loads.reduce((sum, load) => sum + load * load, 0);

/** The order of the draw stated again, with every ticket computed and every candidate sorted. */
function baseline(input: MatchInput): readonly (readonly string[])[] {
  const loads = new Map<string, number>();
  const loadOf = ({ inspector: { id } }: Candidate) => loads.get(id) ?? 0;
  return teamNeeds(input).map((need) => {
    const order = need.candidates.toSorted((a, b) => loadOf(a) - loadOf(b) || (a.ticket < b.ticket ? -1 : 1));
    const team = firstTeam(need, order) ?? [];
    for (const { inspector: one } of team) loads.set(one.id, (loads.get(one.id) ?? 0) + 1);
    return team.toSorted((a, b) => (a.ticket < b.ticket ? -1 : 1)).map(({ inspector: one }) => one.id);
  });
}

test('the candidates of a team stand in the order of their team tickets, whatever order the registry has', () => {
  const ids = Array.from({ length: 12 }, (_, n) => `R${n}`);
  const input = matchInput({ inspectors: ids.map((id) => inspector(id)), visits: [visit('S1'), visit('S2')] });
  for (const { candidates } of teamNeeds(input)) {
    const tickets = candidates.map(({ ticket }) => ticket);
    expect(tickets).toHaveLength(ids.length);
    expect(tickets).toEqual(tickets.toSorted());
  }
});

describe('with townships, leaders and all other rules together, a match', () => {
  test('is lawful and within every capacity', () => {
    fc.assert(
      fc.property(tightCases, fc.boolean(), (drawn, evenLoads) => {
        const input = { ...drawn, evenLoads };
        const teams = teamsOf(input);
        for (const { objectId, department, members } of teams) {
          expect(new Set(members).size).toBe(2);
          expect(isLawfulTeam(input, objectId, department, members)).toBe(true);
        }
        for (const [at, load] of loadsOf(input).entries())
          expect(load).toBeLessThanOrEqual(input.inspectors[at]?.capacity ?? 99);
      }),
      { numRuns: 1000 },
    );
  });

  test('without capacities is the order of the draw to the letter, and evening out makes its loads no less even', () => {
    fc.assert(
      fc.property(tightCases, (drawn) => {
        const inspectors = drawn.inspectors.map(({ capacity: _capacity, ...one }) => one);
        const input = { ...drawn, inspectors };
        const teams = teamsOf(input);
        if (teams.length === 0) return;
        expect(teams.map(({ members }) => members)).toEqual(baseline(input));
        expect(squares(loadsOf({ ...input, evenLoads: true }))).toBeLessThanOrEqual(squares(loadsOf(input)));
      }),
      { numRuns: 1000 },
    );
  });

  test('is the same whatever the order of any list, and whenever it is made', () => {
    fc.assert(
      fc.property(tightCases, fc.infiniteStream(fc.nat()), (drawn, numbers) => {
        const shuffled = <T>(list: readonly T[]): T[] =>
          list
            .map((value) => ({ value, at: numbers.next().value }))
            .sort((a, b) => a.at - b.at)
            .map(({ value }) => value);
        const input = { ...drawn, evenLoads: true };
        const other = {
          ...input,
          visits: shuffled(input.visits),
          inspectors: shuffled(input.inspectors),
          items: shuffled(input.items),
          recusals: shuffled(input.recusals),
          previousTeams: shuffled(input.previousTeams),
        };
        expect(matchTeams(other)).toEqual(matchTeams(input));
      }),
      { numRuns: 500 },
    );
  });
});

describe('across townships', () => {
  const local = inspector('local', { station: 'T1' });
  const input = matchInput({
    visits: [{ ...visit('v1'), township: 'T1' }],
    inspectors: [local, inspector('a'), inspector('b')],
    townshipCrossing: true,
  });

  test('who works at the station of a township checks nothing there, but elsewhere', () => {
    for (const seed of ['1', '2', '3', '4'].map((digit) => digit.repeat(64))) {
      expect(teamsOf({ ...input, seed })[0]?.members.toSorted()).toEqual(['a', 'b']);
    }
    const elsewhere = { ...input, visits: [{ ...visit('v1'), township: 'T2' }], inspectors: [local, inspector('a')] };
    expect(teamsOf(elsewhere)[0]?.members.toSorted()).toEqual(['a', 'local']);
  });

  test('only where the rule is set', () => {
    const two = { ...input, inspectors: [local, inspector('a')] };
    expect(teamsOf({ ...two, townshipCrossing: false })).toHaveLength(1);
    expect(matchTeams(two)).toMatchObject({ ok: false, error: { bottlenecks: [{ constraint: 'eligibility' }] } });
  });

  test('the pair of the last visit comes again when the rule leaves no other', () => {
    const previousTeams = [{ objectId: 'v1', department: 'SCJG', members: ['a', 'b'] }];
    expect(teamsOf({ ...input, previousTeams })[0]?.members.toSorted()).toEqual(['a', 'b']);
    const free = teamsOf({ ...input, previousTeams, townshipCrossing: false })[0]?.members.toSorted();
    expect(free).not.toEqual(['a', 'b']);
  });
});

test('over 6,000 seeds everybody is as likely to be left out of a rearranged team, whatever the id', () => {
  // Three may check both visits, three the first alone, each one visit: the second takes two of the three, and where
  // the first was given them before, somebody has to be taken back.
  const ids = ['a', 'b', 'c', 'x', 'y', 'z'];
  const inspectors = ids.map((id) => inspector(id, { capacity: 1, itemScope: id < 'x' ? ['*'] : ['A07'] }));
  const visits = [visit('v1', ['A07']), visit('v2', ['A08'])];
  const leftOut = new Map<string, number>();
  for (let n = 0; n < 6000; n += 1) {
    const seed = n.toString(16).padStart(64, '0');
    const team = teamsOf(matchInput({ seed, items: [], visits, inspectors })).find(({ objectId }) => objectId === 'v2');
    const out = ['a', 'b', 'c'].find((id) => !team?.members.includes(id)) ?? '';
    leftOut.set(out, (leftOut.get(out) ?? 0) + 1);
  }
  expect([...leftOut.keys()].sort()).toEqual(['a', 'b', 'c']);
  // Chi-square of two degrees of freedom exceeds 27.6 by chance once in a million.
  const chi = [...leftOut.values()].reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0);
  expect(chi).toBeLessThan(27.6);
});
