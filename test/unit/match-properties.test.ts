import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchTeams } from '../../shared/draw/match.ts';
import type { MatchInput } from '../../shared/draw/match-input.ts';
import { completeMatchExists, inspector, isLawfulTeam, matchInput, smallCases, visit } from './match-cases.ts';

const loadsOf = (input: MatchInput) => {
  const matched = matchTeams(input);
  const loads = new Map(input.inspectors.map(({ id }) => [id, 0]));
  if (matched.ok)
    for (const { members } of matched.value) for (const id of members) loads.set(id, (loads.get(id) ?? 0) + 1);
  return { ok: matched.ok, loads };
};
const spread = (loads: readonly number[]) => Math.max(...loads) - Math.min(...loads);

describe('the match of teams', () => {
  test('is lawful and within every capacity, for each visit and department, or it is nothing at all', () => {
    fc.assert(
      fc.property(smallCases, (input) => {
        const matched = matchTeams(input);
        if (!matched.ok) return;
        const owed = input.visits.flatMap(({ objectId, checks }) =>
          checks.map(({ department }) => `${objectId} ${department}`),
        );
        expect(matched.value.map(({ objectId, department }) => `${objectId} ${department}`).toSorted()).toEqual(
          owed.toSorted(),
        );
        for (const { objectId, department, members } of matched.value) {
          expect(new Set(members).size).toBe(2);
          expect(isLawfulTeam(input, objectId, department, members)).toBe(true);
        }
        const { loads } = loadsOf(input);
        for (const { id, capacity } of input.inspectors) expect(loads.get(id)).toBeLessThanOrEqual(capacity ?? 99);
      }),
      { numRuns: 1500 },
    );
  });

  test('is complete exactly when trying every choice finds a complete match', () => {
    fc.assert(
      fc.property(smallCases, (input) => {
        expect(matchTeams(input).ok).toBe(completeMatchExists(input));
      }),
      { numRuns: 3000 },
    );
  });

  test('does not depend on the order in which visits, inspectors, recusals or items are listed', () => {
    fc.assert(
      fc.property(smallCases, (input) => {
        const reversed = {
          ...input,
          visits: input.visits.map((one) => ({ ...one, checks: one.checks.toReversed() })).toReversed(),
          inspectors: input.inspectors.toReversed(),
          recusals: input.recusals.toReversed(),
          items: input.items.toReversed(),
          previousTeams: input.previousTeams.map((one) => ({ ...one, members: one.members.toReversed() })).toReversed(),
        };
        expect(matchTeams(reversed)).toEqual(matchTeams(input));
        expect(matchTeams(input)).toEqual(matchTeams(input));
      }),
      { numRuns: 500 },
    );
  });

  test('a bottleneck names visits that cannot all be served, and how many more hands would serve them', () => {
    const hand = (n: number, capacity: number) =>
      ['SCJG', 'GAJ'].map((department) =>
        inspector(`hand-${department}-${n}`, { department, capacity, qualifications: ['特种设备', '食品检验'] }),
      );
    fc.assert(
      fc.property(smallCases, (drawn) => {
        const input = { ...drawn, previousTeams: [] };
        const matched = matchTeams(input);
        if (matched.ok) return;
        for (const { department, missing, visits, needed, proven, constraint } of matched.error.bottlenecks) {
          const own = input.visits
            .filter(({ objectId }) => visits.includes(objectId))
            .map((one) => ({ ...one, checks: one.checks.filter((check) => check.department === department) }));
          const hands = Array.from({ length: missing }, (_, n) => hand(n, 1)).flat();
          const inspectors = [...input.inspectors, ...hands];
          // Missing capacity counts places of all the visits together, missing eligibility the people for each of them.
          const together = constraint === 'capacity' ? [own] : own.map((one) => [one]);
          expect(proven).toBe(true);
          expect(needed).toBe(2 * visits.length);
          expect(completeMatchExists({ ...input, visits: own })).toBe(false);
          for (const some of together) expect(completeMatchExists({ ...input, visits: some, inspectors })).toBe(true);
        }
      }),
      { numRuns: 1500 },
    );
  });

  test('inspectors who may do the same get the same number of visits, give or take one', () => {
    const arbitrary = fc.record({
      visits: fc.integer({ min: 1, max: 40 }),
      generalists: fc.integer({ min: 2, max: 7 }),
      holders: fc.integer({ min: 1, max: 5 }),
      special: fc.integer({ min: 0, max: 3 }),
      capacity: fc.constantFrom(undefined, 8, 12, 20),
    });
    fc.assert(
      fc.property(arbitrary, ({ visits, generalists, holders, special, capacity }) => {
        const limit = capacity === undefined ? {} : { capacity };
        const group = (name: string, size: number, more: object) =>
          Array.from({ length: size }, (_, n) => inspector(`${name}${n}`, { ...limit, ...more }));
        const input = matchInput({
          visits: Array.from({ length: visits }, (_, n) => visit(`object-${n}`, n % 4 < special ? ['B01'] : ['A07'])),
          inspectors: [...group('g', generalists, {}), ...group('h', holders, { qualifications: ['特种设备'] })],
        });
        const { ok, loads } = loadsOf(input);
        if (!ok) return;
        const of = (name: string) => [...loads].filter(([id]) => id.startsWith(name)).map(([, load]) => load);
        expect(spread(of('g'))).toBeLessThanOrEqual(1);
        expect(spread(of('h'))).toBeLessThanOrEqual(1);
      }),
      { numRuns: 300 },
    );
  });
});
