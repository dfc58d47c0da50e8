import { err, ok, type Result } from '../base/result.ts';
import type { BatchKey } from './batch-key.ts';
import type { NoCompleteMatch } from './match.ts';
import type { MatchInput } from './match-input.ts';
import { type Staff, staffVisits } from './match-staff.ts';
import { byObjectAndDepartment, type ListedTeam, sortedRows } from './sealed-list.ts';
import { visitTicket } from './tickets.ts';

/** The facts of a match under the ids of the registry. */
export type MatchFacts = Omit<MatchInput, 'seed' | 'visitTicket'>;

/** Under which name each id stands in a match, where nothing may be matched by what strangers know. */
export interface MatchNames {
  readonly seed: string;
  readonly key: Pick<BatchKey, 'visitName'>;
  /** Of `freezePeople`, by id. */
  readonly inspectors: ReadonlyMap<string, string>;
  readonly experts: ReadonlyMap<string, string>;
}

/**
 * Matches people to visits by visit names and rows of people: order and teams depend on the seed, the key and the facts,
 * and nobody without the key can run it. Answers in ids, in the order of the match.
 */
export function matchVisits(names: MatchNames, facts: MatchFacts): Result<readonly Staff[], NoCompleteMatch> {
  const named = staffVisits(namedFacts(names, facts));
  const visits = new Map(facts.visits.map(({ objectId }) => [names.key.visitName(objectId), objectId]));
  const inspectors = new Map([...names.inspectors].map(([id, row]) => [row, id]));
  const experts = new Map([...names.experts].map(([id, row]) => [row, id]));
  const back = (to: ReadonlyMap<string, string>) => (name: string) => to.get(name) ?? name;
  const person = (row: string) => inspectors.get(row) ?? experts.get(row) ?? row;
  if (!named.ok) {
    const bottlenecks = named.error.bottlenecks.map((each) => ({
      ...each,
      visits: each.visits.map(back(visits)),
      serving: each.serving.map((one) => ({ ...one, inspector: person(one.inspector) })),
      excluded: each.excluded.map((one) => ({ ...one, inspector: person(one.inspector) })),
    }));
    return err({ ...named.error, bottlenecks });
  }
  return ok(
    named.value.map((staff) => ({
      ...staff,
      objectId: back(visits)(staff.objectId),
      members: staff.members.map(back(inspectors)),
      ...(staff.leader !== undefined && { leader: back(inspectors)(staff.leader) }),
      experts: staff.experts.map(back(experts)),
    })),
  );
}

/** The same facts under names; what belongs to nobody of the batch is left out. */
export function namedFacts({ seed, key, inspectors, experts }: MatchNames, facts: MatchFacts): MatchInput {
  return {
    ...facts,
    seed,
    visitTicket,
    visits: facts.visits.map((visit) => ({ ...visit, objectId: key.visitName(visit.objectId) })),
    inspectors: facts.inspectors.map((inspector) => ({ ...inspector, id: rowIn(inspectors)(inspector.id) })),
    recusals: facts.recusals.flatMap(({ inspectorId, objectId }) => {
      const row = inspectors.get(inspectorId);
      return row === undefined ? [] : [{ inspectorId: row, objectId: key.visitName(objectId) }];
    }),
    // Whoever is no longer in force keeps an id that no row has, so that the last team is not taken for a smaller one.
    previousTeams: facts.previousTeams.map(({ objectId, department, members }) => ({
      objectId: key.visitName(objectId),
      department,
      members: members.map((id) => inspectors.get(id) ?? id),
    })),
    ...(facts.experts && {
      experts: facts.experts.map((expert) => ({
        ...expert,
        id: rowIn(experts)(expert.id),
        ...(expert.recusedFrom && { recusedFrom: expert.recusedFrom.map((id) => key.visitName(id)) }),
      })),
    }),
  };
}

/** What the list says of the teams of a match: people under their rows, by object and department. */
export function listedTeams(
  { inspectors, experts }: Pick<MatchNames, 'inspectors' | 'experts'>,
  staff: readonly Pick<Staff, 'objectId' | 'department' | 'members' | 'leader' | 'experts'>[],
): readonly ListedTeam[] {
  return staff
    .map(({ objectId, department, members, leader, experts: along }) => ({
      objectId,
      department,
      members: sortedRows(members.map(rowIn(inspectors))),
      ...(leader !== undefined && { leader: rowIn(inspectors)(leader) }),
      ...(along.length > 0 && { experts: sortedRows(along.map(rowIn(experts))) }),
    }))
    .sort(byObjectAndDepartment);
}

const rowIn =
  (rows: ReadonlyMap<string, string>) =>
  (id: string): string => {
    const row = rows.get(id);
    if (row === undefined) throw new TypeError(`${id} has no row in this batch`);
    return row;
  };
