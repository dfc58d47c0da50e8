import type { Entry } from '../../domain/audit/sealed-list.ts';
import { assign } from '../../domain/visit/assignment.ts';
import type { SelectedVisit } from '../../domain/visit/selected-visit.ts';
import type { Actor } from '../actor.ts';
import type { Records } from '../ports/records.ts';

type Drawn = Pick<SelectedVisit, 'visit'>;

/** What a run has staged; `whole` if it came to the end. */
interface StagedVisits {
  readonly visits: number;
  readonly whole: boolean;
  readonly entries: readonly Entry[];
}

/** Visits whose rows are made and written before the time is looked at again: in the largest county 5,600 rows. */
const visitsAtOnce = 200;

/**
 * Stages visits with their results, in order and as they are read, until `hasTime` says no. Answers how many visits lie there, and the digests
 * of their rows: what an earlier run has staged counts, and stays as it is.
 */
export async function stageVisits(
  deps: { readonly records: Pick<Records, 'stage'> },
  visits: AsyncIterable<Drawn>,
  { actor, now, hasTime }: { readonly actor: Pick<Actor, 'id'>; readonly now: Date; readonly hasTime: () => boolean },
): Promise<StagedVisits> {
  const dispatchedAt = now.toISOString();
  const asRow = <T extends { readonly id: string }>(value: T) => ({ id: value.id, value });
  const entries: Entry[] = [];
  let staged = 0;
  for await (const together of inGroups(visits)) {
    if (!hasTime()) return { visits: staged, whole: false, entries };
    const assignments = together.map(({ visit }) => assign({ ...visit, dispatchedAt }));
    const own = assignments.map(({ visit }) => asRow(visit));
    entries.push(...(await deps.records.stage('visit', own, actor.id, dispatchedAt)));
    const results = assignments.flatMap((assignment) => assignment.results.map(asRow));
    entries.push(...(await deps.records.stage('result', results, actor.id, dispatchedAt)));
    staged += together.length;
  }
  return { visits: staged, whole: true, entries };
}

async function* inGroups(visits: AsyncIterable<Drawn>): AsyncGenerator<readonly Drawn[]> {
  let group: Drawn[] = [];
  for await (const visit of visits) {
    group.push(visit);
    if (group.length < visitsAtOnce) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
