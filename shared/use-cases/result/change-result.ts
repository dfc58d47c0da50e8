import type { Failure } from '../../base/failures.ts';
import { checkAccess } from '../../base/ownership.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import { touchesCreditRecord } from '../../domain/credit/touches-record.ts';
import { isOwed } from '../../domain/deadline/owed.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import type { Recorder } from '../../domain/result/recorder.ts';
import {
  isApproved,
  type ResultEvent,
  type ResultStatus,
  resultTransitions,
  resultWords,
} from '../../domain/result/states.ts';
import type { Actor } from '../actor.ts';
import { leadsBatchOf } from '../batch/leads-batch.ts';
import { type ChangeDeps, changeRecord } from '../change-record.ts';
import { eventOf, replaceRecord } from '../changes.ts';
import type { Counters } from '../ports/counters.ts';
import type { PublicRecord } from '../ports/public-record.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Change, CommitFailure } from '../ports/unit-of-work.ts';
import { effectiveResult, whileBatchStands } from './effective.ts';
import { lastApproved } from './last-approved.ts';
import type { resultNotices } from './result-notices.ts';

export interface ResultDeps extends ChangeDeps {
  readonly counters: Counters;
  readonly published: PublicRecord;
}

/** Somebody who enters or decides: also with the roles the token gives. */
export type ResultActor = Actor & Recorder;

export type ResultReadFailure = Failure<'not-found' | 'foreign-department'>;
export type ResultChangeFailure = ResultReadFailure | CommitFailure | Failure<'illegal-transition'>;

/** A result as its caller saw it. */
export interface ResultRequest {
  readonly id: string;
  readonly version: number;
}

/**
 * The present result, if the actor may read it: the department's own, to the lead of its visit or batch (R14), and once it was
 * approved, to every department that took part in the visit (R28).
 */
export async function findResult(
  deps: Pick<ResultDeps, 'records'>,
  id: string,
  actor: Actor,
): Promise<Result<Stored<InspectionResult>, ResultReadFailure>> {
  const result = await effectiveResult(deps.records, id);
  if (!result) return err({ kind: 'not-found', entity: 'result', id });
  const { department, lead } = result.value;
  const reach = checkAccess(actor, { department, shared: [lead] }, { entity: 'result', id });
  if (reach.ok) return ok(result);
  const read = (await leadsBatchOf(deps.records, result.value.batchId, actor))
    ? result
    : await approvedFor(deps.records, result.value, actor);
  if (!read) return reach;
  return actor.scope === 'joint' ? ok(read) : err({ kind: 'foreign-department', entity: 'result', id });
}

/**
 * R28: what was found at a visit concerns all who were there, as soon as a second person has approved it; what is entered
 * for a correction does not, until that is approved too.
 */
async function approvedFor(
  records: Records,
  { id, edition, status, visitId }: InspectionResult,
  { department }: Actor,
): Promise<Stored<InspectionResult> | undefined> {
  if (edition === 0 && !isApproved(status)) return undefined;
  const visit = await records.find('visit', visitId);
  if (!visit?.value.departments.includes(department)) return undefined;
  return lastApproved(records, id);
}

/** What an event does to a result besides its state, and what else is written with it. */
export interface ResultChange {
  readonly result: InspectionResult;
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
  readonly also?: readonly Change[];
}

/**
 * Carries an event out, on the version the caller has seen where one is named. An event that brings day 0 depends on the
 * batch: a result that is owed stands, so it may not begin to be owed after its batch was voided.
 */
export const changeResult = <F extends Failure = never>(
  deps: ChangeDeps,
  { id, version }: Pick<ResultRequest, 'id'> & { readonly version?: number | undefined },
  event: ResultEvent | ((result: InspectionResult) => ResultEvent),
  actor: Actor,
  now: Date,
  change: (
    result: InspectionResult,
    next: ResultStatus,
  ) => Promise<Result<ResultChange | undefined, F>> | Result<ResultChange | undefined, F>,
): Promise<Result<Stored<InspectionResult>, ResultChangeFailure | F>> =>
  changeRecord<'result', ResultChangeFailure | F>(
    deps,
    'result',
    { id, version, find: () => findResult(deps, id, actor) },
    async ({ value: before, meta }) => {
      const named = typeof event === 'string' ? event : event(before);
      const next = transition(resultTransitions, resultWords, before.status, named);
      if (!next.ok) return next;
      const changed = await change(before, next.value);
      if (!changed.ok) return changed;
      if (!changed.value) return ok(undefined);

      const value = { ...changed.value.result, status: next.value };
      const begins = isOwed(value) && !isOwed(before);
      const stands = begins ? await whileBatchStands(deps.records, value.batchId) : [];
      if (stands === 'voided') return ok('overtaken');
      const facts = { status: value.status, edition: value.edition, ...changed.value.facts };
      const notices = await noticesOf(named, value, meta.version + 1, actor, now);
      const recorded = await creditRecordAfter(deps.records, named, value, actor, now);
      const also = [...stands, ...(changed.value.also ?? []), ...recorded, ...notices];
      return ok({ value, event: eventOf(named, actor, now, facts), also });
    },
  );

/** An event of a result that an act on another record contains: what is written of it, with its credit record and notices. */
export async function eventWithin(
  { records }: Pick<ResultDeps, 'records'>,
  stored: Stored<InspectionResult>,
  event: ResultEvent,
  { result, facts, also = [] }: ResultChange,
  actor: Actor,
  now: Date,
): Promise<Result<readonly Change[], Failure<'illegal-transition'>>> {
  const next = transition(resultTransitions, resultWords, stored.value.status, event);
  if (!next.ok) return next;
  const value = { ...result, status: next.value };
  const said = eventOf(event, actor, now, { status: value.status, edition: value.edition, ...facts });
  const recorded = await creditRecordAfter(records, event, value, actor, now);
  const notices = await noticesOf(event, value, stored.meta.version + 1, actor, now);
  return ok([replaceRecord('result', value.id, stored, value, said), ...also, ...recorded, ...notices]);
}

/** What a step says to whom: loaded with the first one, since most requests read. */
export const noticesOf = async (...told: Parameters<ResultNotices>): Promise<readonly Change[]> =>
  (await import('./result-notices.ts')).resultNotices(...told);
type ResultNotices = typeof resultNotices;

/** What a step makes of the result's credit record: loaded with the first that concerns it, since most do not. */
export async function creditRecordAfter(
  records: Records,
  event: ResultEvent,
  result: InspectionResult,
  actor: Actor,
  now: Date,
): Promise<readonly Change[]> {
  if (!touchesCreditRecord(event)) return [];
  return (await import('../credit/keep-results.ts')).recordAfter(records, event, result, actor, now);
}

/** A list of persons with one more, each once. */
export const withPerson = (persons: readonly string[], id: string): string[] => [...new Set([...persons, id])];
