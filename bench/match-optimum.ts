import { createRequire } from 'node:module';
import type { Highs } from 'highs';
import type { MatchInput } from '../shared/draw/match-input.ts';
import { ableFor, lawfulPairs, neededGroups } from './match-restated.ts';

/** The package's types describe a different module format from the one Node imports. */
const loadHighs: () => Promise<Highs> = createRequire(import.meta.url)('highs');

/**
 * The minimum sum of squared loads of all complete lawful matches, by an integer program that is independent of our
 * search; undefined without a complete match. Every visit takes a team of able inspectors, at least one of each needed
 * group and not the pair of the last visit (larger teams are exempt); the n-th visit of an inspector costs 2n − 1.
 */
export async function optimiser(): Promise<(input: MatchInput) => number | undefined> {
  const highs = await loadHighs();
  return (input) => {
    const solved = highs.solve(programOf(input), { output_flag: false });
    if (solved.Status === 'Optimal') return Math.round(solved.ObjectiveValue);
    if (solved.Status === 'Infeasible') return undefined;
    throw new Error(`the optimiser ends with ${solved.Status}`);
  };
}

/** The integer program in the LP format. */
function programOf(input: MatchInput): string {
  const rows: string[] = [];
  const chosen = new Map<string, string[]>(input.inspectors.map(({ id }) => [id, []]));
  const binaries: string[] = [];
  let visit = 0;
  for (const { objectId, checks } of input.visits) {
    for (const { department } of checks) {
      visit += 1;
      const able = ableFor(input, objectId, department);
      const name = (id: string) => `x${visit}_${input.inspectors.findIndex((one) => one.id === id)}`;
      const sum = (ids: readonly string[]) => (ids.length > 0 ? ids.map(name).join(' + ') : 'nobody');
      rows.push(`${sum(able.map(({ id }) => id))} = ${input.perDepartment}`);
      for (const group of neededGroups(input, objectId, department))
        rows.push(`${sum(group.map(({ id }) => id))} >= 1`);
      const last =
        input.previousTeams.find((one) => one.objectId === objectId && one.department === department)?.members ?? [];
      const allowed = lawfulPairs(input, objectId, department);
      const isAble = last.length === 2 && last.every((id) => able.some((one) => one.id === id));
      if (isAble && !allowed.some((pair) => pair.every((id) => last.includes(id)))) rows.push(`${sum(last)} <= 1`);
      for (const { id } of able) {
        binaries.push(name(id));
        chosen.get(id)?.push(name(id));
      }
    }
  }
  const costs: string[] = [];
  const steps: string[] = [];
  for (const [at, { id, capacity }] of input.inspectors.entries()) {
    const own = chosen.get(id) ?? [];
    if (own.length === 0) continue;
    const load = own.map((_, n) => `y${at}_${n}`);
    load.forEach((step, n) => costs.push(`${2 * n + 1} ${step}`));
    steps.push(...load);
    rows.push(`${own.join(' + ')} - ${load.join(' - ')} = 0`);
    if (capacity !== undefined) rows.push(`${own.join(' + ')} <= ${capacity}`);
  }
  return [
    'Minimize',
    ` cost: ${['0 nobody', ...costs].join(' + ')}`,
    'Subject To',
    ...rows.map((row, n) => ` r${n}: ${row}`),
    'Bounds',
    ' nobody = 0',
    ...steps.map((step) => ` 0 <= ${step} <= 1`),
    ...(binaries.length > 0 ? ['Binary', ` ${binaries.join(' ')}`] : []),
    'End',
  ].join('\n');
}
