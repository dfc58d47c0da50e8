import type { Failure } from '../../base/failures.ts';
import { checkAccess } from '../../base/ownership.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import { isOwed } from '../../domain/deadline/deadline.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import type { Recorder } from '../../domain/result/recorder.ts';
import { type ResultEvent, type ResultStatus, resultTransitions, resultWords } from '../../domain/result/states.ts';
import { eventOf, replaceRecord } from '../changes.ts';
import type { Actor, Change, CommitFailure, Counters, PublicRecord, Records, Stored, UnitOfWork } from '../ports.ts';
import { effectiveResult, whileBatchStands } from './effective.ts';

export interface ResultDeps {
  readonly records: Records;
  readonly work: UnitOfWork;
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

/** The present result, if the actor may read it: the department's own, and the lead's of a joint visit (R14). */
export async function findResult(
  deps: Pick<ResultDeps, 'records'>,
  id: string,
  actor: Actor,
): Promise<Result<Stored<InspectionResult>, ResultReadFailure>> {
  const result = await effectiveResult(deps.records, id);
  if (!result) return err({ kind: 'not-found', entity: 'result', id });
  const { department, lead } = result.value;
  const reach = checkAccess(actor, { department, shared: [lead] }, { entity: 'result', id });
  return reach.ok ? ok(result) : reach;
}

/** What an event does to a result besides its state, and what else is written with it. */
export interface ResultChange {
  readonly result: InspectionResult;
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
  readonly also?: readonly Change[];
}

/** How often an event is judged again when what it depends on, but not the result itself, has just changed. */
const attempts = 6;

/**
 * Carries an event out on the version the caller has seen. Of two who act at once one wins, and the other learns from
 * the version read here, or from the commit, that the result has moved on. An event that brings day 0 depends on the
 * batch: a result that is owed stands, so it may not begin to be owed after its batch was voided.
 */
export async function changeResult<F extends Failure = never>(
  deps: Pick<ResultDeps, 'records' | 'work'>,
  { id, version }: ResultRequest,
  event: ResultEvent | ((result: InspectionResult) => ResultEvent),
  actor: Actor,
  now: Date,
  change: (result: InspectionResult, next: ResultStatus) => Promise<Result<ResultChange, F>> | Result<ResultChange, F>,
): Promise<Result<Stored<InspectionResult>, ResultChangeFailure | F>> {
  for (let attempt = 1; ; attempt += 1) {
    const found = await findResult(deps, id, actor);
    if (!found.ok) return found;
    const before = found.value;
    if (before.meta.version !== version) return err({ kind: 'stale-version', entity: 'result', id });

    const named = typeof event === 'string' ? event : event(before.value);
    const next = transition(resultTransitions, resultWords, before.value.status, named);
    if (!next.ok) return next;
    const changed = await change(before.value, next.value);
    if (!changed.ok) return changed;

    const result = { ...changed.value.result, status: next.value };
    const begins = isOwed(result) && !isOwed(before.value);
    const stands = begins ? await whileBatchStands(deps.records, result.batchId) : undefined;
    if (stands === 'voided') continue;

    const facts = { status: result.status, edition: result.edition, ...changed.value.facts };
    const written = replaceRecord('result', id, before, result, eventOf(named, actor, now, facts));
    const done = await deps.work.commit([written, ...(stands ? [stands] : []), ...(changed.value.also ?? [])]);
    if (done.ok) return findResult(deps, id, actor);
    const ownRefusal = done.error.kind !== 'stale-version' || done.error.id === id;
    if (ownRefusal || attempt === attempts) return done;
  }
}

/** A list of persons with one more, each once. */
export const withPerson = (persons: readonly string[], id: string): string[] => [...new Set([...persons, id])];
