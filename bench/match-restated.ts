import type { MatchInput, MatchInspector } from '../shared/draw/match-input.ts';

// The rules of a lawful team restated independently of the product's code, as a reference for tests and the optimiser.

/** Who may check this object for the department, with each rule restated. */
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

/** Groups of inspectors of which a team needs at least one each: holders of a qualification, possible leaders. */
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

/** Every lawful pair of a single visit: the choices of an exhaustive search. */
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
