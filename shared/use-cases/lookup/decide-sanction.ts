import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import { type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import { isInForce } from '../../domain/credit/in-force.ts';
import type { AppliedMeasure, Lookup, SanctionDecision } from '../../domain/lookup/lookup.ts';
import { isStanding, sanctionDecisionTransitions, sanctionDecisionWords } from '../../domain/lookup/states.ts';
import { canonicalJson } from '../../draw/canonical-json.ts';
import { sha256 } from '../../draw/sha256.ts';
import type { Actor } from '../actor.ts';
import { type ChangeDeps, changeRecord } from '../change-record.ts';
import { createRecord, eventOf } from '../changes.ts';
import { standing } from '../credit/standing-entries.ts';
import type { Page, PageRequest } from '../ports/paging.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Change, CommitFailure } from '../ports/unit-of-work.ts';
import { findLookup, listedOf } from './look-up.ts';

export type SanctionFailure =
  | CommitFailure
  | Failure<
      'not-found' | 'already-exists' | 'illegal-transition' | 'evaluation-lookup-required' | 'measure-not-in-list'
    >;

/** What was decided on an answer: measures by entries, or none. */
export interface NewSanction {
  readonly lookupId: string;
  readonly applied: readonly AppliedMeasure[];
  readonly reason: string;
}

/**
 * R45, R46: a person of the department that asked decides and says why. A measure has to be named by the answer, and its entry
 * in force: of a procurement on the day of evaluation (R47), of anything else still. Of one answer one decision stands; the same
 * one sent again is answered with it, and another needs the first withdrawn or lifted.
 */
export async function recordSanction(
  deps: ChangeDeps,
  { lookupId, applied, reason }: NewSanction,
  actor: Actor,
  now: Date,
): Promise<Result<Stored<SanctionDecision>, SanctionFailure>> {
  const found = await findLookup(deps, lookupId, actor);
  if (!found.ok) return found;
  const { number, purpose, project, asOf, subject, department } = found.value.value;
  const evaluatedOn = purpose === 'procurement' ? project?.evaluatedOn : undefined;
  if (evaluatedOn !== undefined && asOf !== evaluatedOn)
    return err({ kind: 'evaluation-lookup-required', evaluatedOn });

  const { id, standing } = await place(deps.records, lookupId);
  if (standing)
    return isSame(standing.value, applied, reason)
      ? ok(standing)
      : err({ kind: 'already-exists', entity: 'sanction-decision', id: standing.value.id });

  const today = localDateOf(now);
  const entries = await entriesInForce(deps.records, found.value.value, applied, evaluatedOn ?? today);
  if (!entries) return err({ kind: 'measure-not-in-list' });
  const value: SanctionDecision = {
    ...{ id, lookupId, lookupNumber: number, subject, department, applied },
    ...{ status: applied.length > 0 ? 'recorded' : 'declined', reason, decidedBy: actor.id, on: today },
  };
  const facts = { lookup: number, measure: applied.map(({ measure }) => measure).join(' ') };
  const event = eventOf('decide', actor, now, facts);
  const done = await deps.work.commit([createRecord('sanction-decision', id, value, event), ...entries]);
  return done.ok ? findSanction(deps, id, actor) : done;
}

/** The decision that stands on a look-up, or the id of the next one: they are numbered, so of two at once one is refused. */
async function place(
  records: Records,
  lookupId: string,
): Promise<{ readonly id: string; readonly standing?: Stored<SanctionDecision> }> {
  for (let number = 1; ; number += 1) {
    const id = `sd-${sha256(`${lookupId} ${number}`).slice(0, 32)}`;
    const found = await records.find('sanction-decision', id);
    if (!found) return { id };
    if (isStanding(found.value.status)) return { id, standing: found };
  }
}

/** The decision that stands on a look-up. */
export const standingSanction = async (
  records: Records,
  lookupId: string,
): Promise<Stored<SanctionDecision> | undefined> => (await place(records, lookupId)).standing;

const isSame = ({ applied, reason }: SanctionDecision, ...asked: [readonly AppliedMeasure[], string]): boolean =>
  canonicalJson([applied, reason]) === canonicalJson(asked);

/** That each measure is the answer's and its entry in force on a day, each entry to be so still when it is written. */
async function entriesInForce(
  records: Records,
  { hits }: Lookup,
  applied: readonly AppliedMeasure[],
  day: LocalDate,
): Promise<readonly Change[] | undefined> {
  const isNamed = applied.every(({ entry, measure }) =>
    hits.some((hit) => hit.entry === entry && hit.measures.includes(measure)),
  );
  const read = await records.findEach('list-entry', [...new Set(applied.map(({ entry }) => entry))]);
  const { entries, holds } = await standing(records, [...read.values()]);
  const areInForce = applied.every(({ entry }) => {
    const found = entries.find(({ value }) => value.id === entry);
    const listed = found && listedOf(found.value);
    return listed !== undefined && isInForce(listed, day);
  });
  return isNamed && areInForce ? holds : undefined;
}

export async function findSanction(
  { records }: { readonly records: Records },
  id: string,
  actor: Actor,
): Promise<Result<Stored<SanctionDecision>, Failure<'not-found'>>> {
  const found = await records.find('sanction-decision', id);
  const reaches = found && (actor.scope === 'any' || found.value.department === actor.department);
  return reaches ? ok(found) : err({ kind: 'not-found', entity: 'sanction-decision', id });
}

/** Ends a decision: lifted when its ground is gone, withdrawn when it was wrong. */
export const endSanction = (
  deps: ChangeDeps,
  {
    id,
    version,
    event,
    reason,
  }: { readonly id: string; readonly version: number; readonly event: 'lift' | 'withdraw'; readonly reason: string },
  actor: Actor,
  now: Date,
): Promise<Result<Stored<SanctionDecision>, SanctionFailure>> =>
  changeRecord<'sanction-decision', SanctionFailure>(
    deps,
    'sanction-decision',
    { id, version, find: () => findSanction(deps, id, actor) },
    ({ value: before }) => {
      const next = transition(sanctionDecisionTransitions, sanctionDecisionWords, before.status, event);
      if (!next.ok) return next;
      const value = { ...before, status: next.value, endedOn: localDateOf(now), endReason: reason };
      return ok({ value, event: eventOf(event, actor, now, { lookup: before.lookupNumber }) });
    },
  );

/** 惩戒台账: who was met by what, and when it was lifted; the newest first. */
export const listSanctions = (
  { records }: { readonly records: Records },
  { department, status }: SanctionFilter,
  actor: Actor,
  page: PageRequest,
): Promise<Page<Stored<SanctionDecision>>> =>
  records.list({
    kind: 'sanction-decision',
    in: 'ofDepartment',
    of: department.filter((code) => actor.scope !== 'own' || code === actor.department),
    ...(status && { where: [{ field: 'status', oneOf: status }] }),
    newestFirst: true,
    page,
  });

export interface SanctionFilter {
  readonly department: readonly SanctionDecision['department'][];
  readonly status?: readonly SanctionDecision['status'][] | undefined;
}
