import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchTeams } from '../../shared/draw/match.ts';
import type { MatchInput } from '../../shared/draw/match-input.ts';
import { optimiser } from '../support/match-optimum.ts';
import { tightCases } from './match-cases.ts';

const squaresOf = (input: MatchInput): number | undefined => {
  const matched = matchTeams(input);
  if (!matched.ok) return undefined;
  const loads = new Map<string, number>();
  for (const { members } of matched.value) for (const id of members) loads.set(id, (loads.get(id) ?? 0) + 1);
  return [...loads.values()].reduce((sum, load) => sum + load * load, 0);
};

/** At most one thing asked of a team: then chains of single replacements decide everything. */
const simple = (input: MatchInput): MatchInput => ({
  ...input,
  teamLeader: false,
  previousTeams: [],
  visits: input.visits.map((one) => ({
    ...one,
    checks: one.checks.map((check) => ({ ...check, items: check.items.slice(0, 1) })),
  })),
});

const compared = async (inputs: readonly MatchInput[]) => {
  const optimum = await optimiser();
  return inputs.map((input) => ({ best: optimum(input), ours: squaresOf({ ...input, evenLoads: true }) }));
};
const gapsOf = (results: Awaited<ReturnType<typeof compared>>) =>
  results.flatMap(({ best, ours }) => (best === undefined || ours === undefined ? [] : [ours - best]));

describe('against an integer program that knows all assignments', { timeout: 120_000 }, () => {
  test('a match is complete exactly when one exists, and its loads are as even as any, but for one case in 200', async () => {
    const results = await compared(fc.sample(tightCases, { numRuns: 500, seed: 7 }));
    expect(results.map(({ ours }) => ours !== undefined)).toEqual(results.map(({ best }) => best !== undefined));
    const gaps = gapsOf(results);
    expect(gaps.length).toBeGreaterThan(250);
    expect(gaps.length).toBeLessThan(450);
    expect(Math.min(...gaps)).toBe(0);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(4);
    expect(gaps.filter((gap) => gap > 0).length).toBeLessThanOrEqual(gaps.length / 200);
  });

  test('where a team has to meet one requirement at most, loads are always as even as any', async () => {
    const results = await compared(fc.sample(tightCases, { numRuns: 200, seed: 11 }).map(simple));
    expect(results.map(({ ours }) => ours !== undefined)).toEqual(results.map(({ best }) => best !== undefined));
    const gaps = gapsOf(results);
    expect(gaps.length).toBeGreaterThan(50);
    expect(gaps.every((gap) => gap === 0)).toBe(true);
  });
});
