import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import type { SanctionMeasureCode } from '../../codes/sanctions.ts';
import { isInForce } from '../../domain/credit/in-force.ts';
import type { SanctionDecision } from '../../domain/lookup/lookup.ts';
import { sanctionDecisionTransitions, sanctionDecisionWords } from '../../domain/lookup/states.ts';
import { sha256 } from '../../draw/sha256.ts';
import type { Actor } from '../actor.ts';
import { type ChangeDeps, changeRecord } from '../change-record.ts';
import { checkOf, createRecord, eventOf } from '../changes.ts';
import type { Page, PageRequest } from '../ports/paging.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Change, CommitFailure } from '../ports/unit-of-work.ts';
import { findLookup, listedOf } from './look-up.ts';

export type SanctionFailure =
  | CommitFailure
  | Failure<'not-found' | 'illegal-transition' | 'evaluation-lookup-required' | 'measure-not-in-list'>;

/** What was decided on an answer: a measure by an entry, or none. */
export interface NewSanction {
  readonly lookupId: string;
  readonly applied?: { readonly entry: string; readonly measure: SanctionMeasureCode } | undefined;
  readonly reason: string;
}

/**
 * R45, R46: the person who looked up decides and says why. A measure has to be named by the answer and its entry in force
 * still; of a procurement the answer of the day of evaluation decides (R47).
 */
export async function recordSanction(
  deps: ChangeDeps,
  { lookupId, applied, reason }: NewSanction,
  actor: Actor,
  now: Date,
): Promise<Result<Stored<SanctionDecision>, SanctionFailure>> {
  const found = await findLookup(deps, lookupId, actor);
  if (!found.ok) return found;
  const { number, purpose, project, asOf, hits, subject, department } = found.value.value;
  const { evaluatedOn } = project;
  if (purpose === 'procurement' && evaluatedOn !== undefined && asOf !== evaluatedOn)
    return err({ kind: 'evaluation-lookup-required', evaluatedOn });
  const today = localDateOf(now);
  const also: Change[] = [];
  if (applied) {
    const hit = hits.find(({ entry, measures }) => entry === applied.entry && measures.includes(applied.measure));
    const entry = hit && (await deps.records.find('list-entry', applied.entry));
    const listed = entry && listedOf(entry.value);
    if (!entry || !listed || !isInForce(listed, today)) return err({ kind: 'measure-not-in-list' });
    also.push(checkOf('list-entry', applied.entry, entry));
  }
  const id = `sd-${sha256(`${lookupId} ${applied?.measure ?? 'none'} ${applied?.entry ?? ''}`).slice(0, 32)}`;
  const value: SanctionDecision = {
    ...{ id, lookupId, lookupNumber: number, subject, department, ...applied },
    ...{ status: applied ? 'recorded' : 'declined', reason, decidedBy: actor.id, on: today },
  };
  const event = eventOf('decide', actor, now, { lookup: number, measure: applied?.measure ?? '' });
  const done = await deps.work.commit([createRecord('sanction-decision', id, value, event), ...also]);
  return done.ok ? findSanction(deps, id, actor) : done;
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
