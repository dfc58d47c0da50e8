import type { MatchInput, MatchInspector, MatchVisit } from '../shared/draw/match-input.ts';

export interface MatchSize {
  readonly visits: number;
  readonly inspectors: number;
  readonly departments: number;
  /** Only rearranging finds the match. */
  readonly tight?: true;
}

export const matchCase = (size: MatchSize): MatchInput => (size.tight ? tightMatch(size) : countyMatch(size));

/** A small seeded generator (Lehmer, modulus 2³¹ − 1), so that every run matches the same. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

const seed = '8fe3224422bc33aa4c8f1178ecd96118ca3dc5c58784e38660209154f3301e6d';
const itemsPerDepartment = 24;
const townships = 20;
const qualifications = ['特种设备', '食品检验', '危险化学品'];

/**
 * A county's batch: each department has 24 items, a fifth of which need a qualification that every fifth inspector
 * holds; a quarter of the inspectors may check everything, the others a quarter of the items each; a third work at a
 * township's station and check elsewhere; some are recused; one visit in five had a team before; one inspector in four
 * may not lead.
 */
function countyMatch({ visits, inspectors, departments }: MatchSize): MatchInput {
  const random = seeded(411_422);
  const codes = Array.from({ length: departments }, (_, n) => `D${String(n).padStart(2, '0')}`);
  const items = codes.flatMap((code) =>
    Array.from({ length: itemsPerDepartment }, (_, n) => ({
      id: `${code}-${n}`,
      ...(n % 5 === 4 && { qualification: qualifications[n % qualifications.length] ?? '' }),
    })),
  );
  const people = Array.from({ length: inspectors }, (_, n): MatchInspector => {
    const code = codes[n % departments] ?? '';
    const core = n < 4 * departments;
    const own = items.filter(({ id }) => id.startsWith(`${code}-`)).map(({ id }) => id);
    return {
      id: `${code}-R${String(n).padStart(4, '0')}`,
      department: code,
      active: true,
      certificate: { validFrom: '2024-01-01', validTo: !core && random(20) === 0 ? '2026-12-10' : '2029-12-31' },
      itemScope: core || random(4) === 0 ? ['*'] : own.filter(() => random(4) === 0),
      qualifications: qualifications.filter(() => core || random(5) === 0),
      ...(!core && random(3) === 0 && { station: `T${random(townships)}` }),
      ...(!core && random(4) === 0 && { mayLead: false }),
    };
  });
  const asked = Array.from({ length: visits }, (_, n): MatchVisit => {
    const code = codes[n % departments] ?? '';
    // Low numbers are more frequent.
    const first = Math.min(random(itemsPerDepartment), random(itemsPerDepartment));
    const count = 1 + random(2);
    return {
      objectId: `92411422MA${String(n).padStart(8, '0')}`,
      township: `T${random(townships)}`,
      checks: [
        {
          department: code,
          items: Array.from({ length: count }, (_i, k) => `${code}-${(first + k) % itemsPerDepartment}`),
        },
      ],
    };
  });
  const idsOf = Map.groupBy(people, ({ department }) => department);
  const anyOf = (department: string) => {
    const own = idsOf.get(department) ?? [];
    return own[random(own.length)]?.id ?? '';
  };
  return {
    seed,
    window: { from: '2026-12-01', to: '2026-12-31' },
    perDepartment: 2,
    visits: asked,
    items,
    inspectors: people,
    recusals: asked
      .filter(() => random(10) === 0)
      .map(({ objectId, checks }) => ({ objectId, inspectorId: anyOf(checks[0]?.department ?? '') })),
    previousTeams: asked
      .filter(() => random(5) === 0)
      .map(({ objectId, checks }) => {
        const department = checks[0]?.department ?? '';
        return { objectId, department, members: [anyOf(department), anyOf(department)] };
      }),
    townshipCrossing: true,
    teamLeader: true,
    evenLoads: true,
  };
}

/**
 * A batch that only rearranging can serve: half of the inspectors may check only the first of two items, the others
 * both; half of the visits need the second; capacities are used up to the last place.
 */
function tightMatch({ visits, inspectors }: MatchSize): MatchInput {
  return {
    seed,
    window: { from: '2026-12-01', to: '2026-12-31' },
    perDepartment: 2,
    visits: Array.from({ length: visits }, (_, n) => ({
      objectId: `92411422MA${String(n).padStart(8, '0')}`,
      checks: [{ department: 'D00', items: [n % 2 === 0 ? 'first' : 'second'] }],
    })),
    items: [{ id: 'first' }, { id: 'second' }],
    inspectors: Array.from({ length: inspectors }, (_, n) => ({
      id: `D00-R${String(n).padStart(4, '0')}`,
      department: 'D00',
      active: true,
      certificate: { validFrom: '2024-01-01', validTo: '2029-12-31' },
      itemScope: n % 2 === 0 ? ['first'] : ['*'],
      qualifications: [],
      capacity: Math.ceil((2 * visits) / inspectors),
    })),
    recusals: [],
    previousTeams: [],
    evenLoads: true,
  };
}
