import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { departmentsOf } from '../../shared/draw/match-department.ts';
import { searchExactly } from '../../shared/draw/match-exact.ts';
import type { MatchInput } from '../../shared/draw/match-input.ts';
import { completeMatchExists, inspector, isLawfulTeam, matchInput, smallCases, visit } from './match-cases.ts';

/** What the exhaustive search alone finds for 市场监管: teams by visit, or why there are none. */
function searched(input: MatchInput) {
  const department = departmentsOf(input).find(({ code }) => code === 'SCJG');
  if (!department) throw new Error('no department');
  const found = searchExactly(department);
  if (typeof found === 'string') return found;
  const names = (team: readonly number[] | undefined) => team?.map((one) => department.inspectors[one]?.id ?? '') ?? [];
  return new Map(department.needs.map((need, index) => [need.visit, names(found.teams[index])]));
}

const again = { objectId: 'v1', department: 'SCJG', members: ['a', 'b'] };

describe('the exhaustive search', () => {
  test('does not send the pair of the last visit again (R2)', () => {
    const input = matchInput({
      visits: [visit('v1')],
      inspectors: ['a', 'b', 'c'].map((id) => inspector(id, { capacity: 1 })),
      previousTeams: [again],
    });
    const found = searched(input);
    expect(found).toBeInstanceOf(Map);
    expect(found instanceof Map && found.get('v1')).toContain('c');
  });

  test('finds nothing where only the pair of the last visit would do, and a match where there was no last visit', () => {
    // The second visit takes c and d: a and b are recused from it, and nobody goes twice.
    const input = matchInput({
      visits: [visit('v1'), visit('v2')],
      inspectors: ['a', 'b', 'c', 'd'].map((id) => inspector(id, { capacity: 1 })),
      recusals: ['a', 'b'].map((inspectorId) => ({ inspectorId, objectId: 'v2' })),
    });
    expect(searched({ ...input, previousTeams: [again] })).toBe('impossible');
    expect(searched(input)).toEqual(
      new Map([
        ['v1', expect.arrayContaining(['a', 'b'])],
        ['v2', expect.arrayContaining(['c', 'd'])],
      ]),
    );
  });

  test('finds lawful teams within the capacities exactly where trying all pairs of the rules does', () => {
    let [found, impossible, again] = [0, 0, 0];
    fc.assert(
      fc.property(smallCases, (drawn) => {
        const visits = drawn.visits.map(({ objectId, checks }) => ({
          objectId,
          checks: checks.filter(({ department }) => department === 'SCJG'),
        }));
        const input = { ...drawn, visits };
        const teams = searched(input);
        expect(teams instanceof Map).toBe(completeMatchExists(input));
        if (!(teams instanceof Map)) {
          impossible += 1;
          return;
        }
        found += 1;
        again += input.previousTeams.length;
        const loads = new Map<string, number>();
        for (const [objectId, members] of teams) {
          expect(members).toHaveLength(2);
          expect(isLawfulTeam(input, objectId, 'SCJG', members)).toBe(true);
          for (const id of members) loads.set(id, (loads.get(id) ?? 0) + 1);
        }
        for (const { id, capacity } of input.inspectors)
          expect(loads.get(id) ?? 0).toBeLessThanOrEqual(capacity ?? Number.POSITIVE_INFINITY);
      }),
      { numRuns: 300 },
    );
    expect(Math.min(found, impossible, again)).toBeGreaterThan(20);
  });
});
