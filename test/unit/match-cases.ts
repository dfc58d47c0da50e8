import * as fc from 'fast-check';
import type { MatchInput, MatchInspector, MatchVisit } from '../../shared/draw/match-input.ts';

export const seed = '07c2a03aaedeee7209f10e6c15491fd631647e938c24e1910fab55e500d2b7a5';

export const inspector = (id: string, more: Partial<MatchInspector> = {}): MatchInspector => ({
  id,
  department: 'SCJG',
  active: true,
  certificate: { validFrom: '2024-01-01', validTo: '2029-12-31' },
  itemScope: ['*'],
  qualifications: [],
  ...more,
});

export const visit = (objectId: string, items: readonly string[] = ['A07'], department = 'SCJG'): MatchVisit => ({
  objectId,
  checks: [{ department, items }],
});

export const matchInput = (more: Partial<MatchInput>): MatchInput => ({
  seed,
  window: { from: '2026-12-01', to: '2026-12-18' },
  perDepartment: 2,
  visits: [],
  items: [{ id: 'A07' }, { id: 'B01', qualification: '特种设备' }, { id: 'B02', qualification: '食品检验' }],
  inspectors: [],
  recusals: [],
  previousTeams: [],
  ...more,
});

/** R2 for one visit and department, stated again from the rule and apart from the product's code. */
export function isLawfulTeam(input: MatchInput, objectId: string, department: string, members: readonly string[]) {
  return lawfulPairs(input, objectId, department).some((pair) => pair.every((id) => members.includes(id)));
}

/** Who may check this object for the department, by each rule stated again. */
export function ableFor(input: MatchInput, objectId: string, department: string): readonly MatchInspector[] {
  const { township } = input.visits.find((one) => one.objectId === objectId) ?? {};
  const items = itemsOf(input, objectId, department);
  return input.inspectors.filter(
    (one) =>
      one.department === department &&
      one.active &&
      one.certificate.validFrom <= input.window.from &&
      input.window.to <= one.certificate.validTo &&
      (one.itemScope.includes('*') || items.every((item) => one.itemScope.includes(item))) &&
      !(input.townshipCrossing && one.station !== undefined && one.station === township) &&
      !input.recusals.some(({ inspectorId, objectId: recused }) => inspectorId === one.id && recused === objectId),
  );
}

const itemsOf = (input: MatchInput, objectId: string, department: string): readonly string[] =>
  input.visits.find((one) => one.objectId === objectId)?.checks.find((one) => one.department === department)?.items ??
  [];

/** Groups of inspectors of each of which a team has at least one: holders of a qualification, those who may lead. */
export function neededGroups(
  input: MatchInput,
  objectId: string,
  department: string,
): readonly (readonly MatchInspector[])[] {
  const able = ableFor(input, objectId, department);
  const items = itemsOf(input, objectId, department);
  const names = input.items.flatMap(({ id, qualification }) =>
    items.includes(id) && qualification ? [qualification] : [],
  );
  return [
    ...names.map((name) => able.filter((one) => one.qualifications.includes(name))),
    ...(input.teamLeader ? [able.filter((one) => one.mayLead !== false)] : []),
  ];
}

/** Every lawful pair of a visit by itself: what an exhaustive search chooses from. */
export function lawfulPairs(
  input: MatchInput,
  objectId: string,
  department: string,
): readonly (readonly [string, string])[] {
  const able = ableFor(input, objectId, department);
  const groups = neededGroups(input, objectId, department);
  const pairs = able.flatMap((a, index) =>
    able
      .slice(index + 1)
      .filter((b) => groups.every((group) => group.includes(a) || group.includes(b)))
      .map((b) => [a.id, b.id] as const),
  );
  const last =
    input.previousTeams.find((one) => one.objectId === objectId && one.department === department)?.members ?? [];
  const others = pairs.filter((pair) => !(last.length === 2 && pair.every((id) => last.includes(id))));
  return others.length > 0 ? others : pairs;
}

/** Whether any choice of lawful pairs serves every visit within the capacities, by trying all of them. */
export function completeMatchExists(input: MatchInput): boolean {
  const needs = input.visits.flatMap(({ objectId, checks }) =>
    checks.map(({ department }) => lawfulPairs(input, objectId, department)),
  );
  const left = new Map(input.inspectors.map(({ id, capacity }) => [id, capacity ?? Number.POSITIVE_INFINITY]));
  const tryFrom = (index: number): boolean => {
    const pairs = needs[index];
    if (!pairs) return true;
    return pairs.some((pair) => {
      if (!pair.every((id) => (left.get(id) ?? 0) > 0)) return false;
      for (const id of pair) left.set(id, (left.get(id) ?? 0) - 1);
      const works = tryFrom(index + 1);
      for (const id of pair) left.set(id, (left.get(id) ?? 0) + 1);
      return works;
    });
  };
  return tryFrom(0);
}

const inspectorIds = ['i1', 'i2', 'i3', 'i4', 'i5', 'i6', 'i7'];
const visitIds = ['v1', 'v2', 'v3', 'v4', 'v5'];

/** The first value ten times as often as the second. */
const often = <T>(usual: T, rare: T): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: fc.constant(usual), weight: 10 }, { arbitrary: fc.constant(rare), weight: 1 });

/** Small tight cases: capacities, certificates, scopes, qualifications, recusals and previous teams all at once. */
export const smallCases: fc.Arbitrary<MatchInput> = fc
  .record({
    visits: fc.uniqueArray(
      fc.record({
        objectId: fc.constantFrom(...visitIds),
        items: fc.constantFrom(['A07'], ['A07'], ['A07'], ['A07', 'B01'], ['B01', 'B02']),
        departments: fc.constantFrom(['SCJG'], ['SCJG'], ['SCJG'], ['SCJG', 'GAJ']),
      }),
      { minLength: 1, maxLength: 5, selector: ({ objectId }) => objectId },
    ),
    inspectors: fc.uniqueArray(
      fc.record({
        id: fc.constantFrom(...inspectorIds),
        department: often('SCJG', 'GAJ'),
        active: often(true, false),
        validTo: often('2029-12-31', '2026-12-17'),
        itemScope: fc.oneof(often(['*'], ['A07', 'B01']), often(['*'], ['A07'])),
        qualifications: fc.subarray(['特种设备', '食品检验']),
        capacity: fc.constantFrom(1, 2, 2, 3, undefined),
      }),
      { minLength: 4, maxLength: 7, selector: ({ id }) => id },
    ),
    recusals: fc.array(
      fc.record({ inspectorId: fc.constantFrom(...inspectorIds), objectId: fc.constantFrom(...visitIds) }),
      { maxLength: 2 },
    ),
    previousTeams: fc.uniqueArray(
      fc.record({
        objectId: fc.constantFrom(...visitIds),
        department: fc.constant('SCJG'),
        members: fc.uniqueArray(fc.constantFrom(...inspectorIds), { minLength: 2, maxLength: 2 }),
      }),
      { maxLength: 4, selector: ({ objectId }) => objectId },
    ),
    salt: fc.integer({ min: 0, max: 99 }),
  })
  .map(({ visits, inspectors, recusals, previousTeams, salt }) =>
    matchInput({
      seed: String(salt).padStart(64, '0'),
      visits: visits.map(({ objectId, items, departments }) => ({
        objectId,
        checks: departments.map((department) => ({ department, items })),
      })),
      inspectors: inspectors.map(({ id, validTo, capacity, ...rest }) => ({
        id,
        ...rest,
        certificate: { validFrom: '2024-01-01', validTo },
        ...(capacity !== undefined && { capacity }),
      })),
      recusals,
      previousTeams,
    }),
  );

const people = ['i1', 'i2', 'i3', 'i4', 'i5', 'i6', 'i7', 'i8'];
const objects = ['v1', 'v2', 'v3', 'v4', 'v5', 'v6', 'v7', 'v8'];

/** Larger cases of one department in which every rule plays a part: townships and leaders as well. */
export const tightCases: fc.Arbitrary<MatchInput> = fc
  .record({
    visits: fc.uniqueArray(
      fc.record({
        objectId: fc.constantFrom(...objects),
        items: fc.constantFrom(['A07'], ['A07'], ['A08'], ['A07', 'A08'], ['A07', 'B01'], ['B01', 'B02']),
        township: fc.constantFrom('T1', 'T2', 'T3'),
      }),
      { minLength: 3, maxLength: 8, selector: ({ objectId }) => objectId },
    ),
    inspectors: fc.uniqueArray(
      fc.record({
        id: fc.constantFrom(...people),
        itemScope: fc.constantFrom(['*'], ['*'], ['A07', 'B01', 'B02'], ['A08', 'A07']),
        qualifications: fc.subarray(['特种设备', '食品检验']),
        capacity: fc.constantFrom(1, 2, 3, 4, undefined),
        station: fc.constantFrom(undefined, undefined, 'T1', 'T2'),
        mayLead: often(true, false),
      }),
      { minLength: 5, maxLength: 8, selector: ({ id }) => id },
    ),
    recusals: fc.array(fc.record({ inspectorId: fc.constantFrom(...people), objectId: fc.constantFrom(...objects) }), {
      maxLength: 4,
    }),
    previousTeams: fc.uniqueArray(
      fc.record({
        objectId: fc.constantFrom(...objects),
        department: fc.constant('SCJG'),
        members: fc.uniqueArray(fc.constantFrom(...people), { minLength: 2, maxLength: 2 }),
      }),
      { maxLength: 6, selector: ({ objectId }) => objectId },
    ),
    townshipCrossing: fc.boolean(),
    teamLeader: fc.boolean(),
    salt: fc.integer({ min: 0, max: 999 }),
  })
  .map(({ visits, inspectors, salt, ...rest }) => ({
    ...matchInput({ ...rest, seed: String(salt).padStart(64, '0') }),
    items: [
      { id: 'A07' },
      { id: 'A08' },
      { id: 'B01', qualification: '特种设备' },
      { id: 'B02', qualification: '食品检验' },
    ],
    visits: visits.map(({ objectId, items, township }) => ({ ...visit(objectId, items), township })),
    inspectors: inspectors.map(({ id, capacity, station, ...more }) =>
      inspector(id, {
        ...more,
        ...(capacity !== undefined && { capacity }),
        ...(station !== undefined && { station }),
      }),
    ),
  }));
