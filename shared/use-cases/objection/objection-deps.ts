import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import type { Objection } from '../../domain/objection/objection.ts';
import { withObjectionDays } from '../../domain/objection/objection.ts';
import { type ObjectionEvent, objectionTransitions, objectionWords } from '../../domain/objection/states.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { type Objected, withObjection } from '../../domain/result/objected.ts';
import type { ResultEvent } from '../../domain/result/states.ts';
import type { Actor } from '../actor.ts';
import { loadCalendar } from '../calendar/calendar.ts';
import { type ChangeDeps, changeRecord } from '../change-record.ts';
import { eventOf } from '../changes.ts';
import type { PublicRecord } from '../ports/public-record.ts';
import type { Stored } from '../ports/records.ts';
import type { Change, CommitFailure } from '../ports/unit-of-work.ts';
import { reviewRecognitions } from '../recognition/review-recognitions.ts';
import { eventWithin } from '../result/change-result.ts';
import { effectiveResult } from '../result/effective.ts';
import { editionsShown } from '../result/shown-editions.ts';
import { objectionNotices } from './objection-notices.ts';

export interface ObjectionDeps extends ChangeDeps {
  readonly published: PublicRecord;
}
export type ObjectionFailure =
  | CommitFailure
  | Failure<'not-found' | 'illegal-transition' | 'not-ready' | 'same-person'>;

/** An objection as its caller saw it. */
export interface ObjectionRequest {
  readonly id: string;
  readonly version: number;
}

/** The objection, if it is against the actor's department's result. */
export async function findObjection(
  { records }: Pick<ObjectionDeps, 'records'>,
  id: string,
  actor: Actor,
): Promise<Result<Stored<Objection>, Failure<'not-found'>>> {
  const found = await records.find('objection', id);
  const reaches = actor.scope === 'any' || found?.value.department === actor.department;
  return found && reaches ? ok(found) : err({ kind: 'not-found', entity: 'objection', id });
}

/** What an act makes of an objection, and of the result that it is about. */
export interface ObjectionChange {
  readonly objection: Objection;
  readonly result?: {
    readonly state: Objected['state'];
    readonly event: Extract<ResultEvent, 'contest' | 'settle' | 'uphold'>;
    readonly with?: (result: InspectionResult) => InspectionResult;
    /** What is published instead of the same editions with their marks. */
    readonly publish?: (result: InspectionResult) => Promise<readonly Change[]>;
  };
}

/** Carries an act out on the version that the caller has seen; objection, result and public documents change together. */
export const changeObjection = <F extends Failure = never>(
  deps: ObjectionDeps,
  { id, version }: ObjectionRequest,
  event: ObjectionEvent,
  actor: Actor,
  now: Date,
  change: (
    objection: Objection,
    result: InspectionResult,
  ) => Promise<Result<ObjectionChange, ObjectionFailure | F>> | Result<ObjectionChange, ObjectionFailure | F>,
): Promise<Result<Stored<Objection>, ObjectionFailure | F>> =>
  changeRecord<'objection', ObjectionFailure | F>(
    deps,
    'objection',
    { id, version, find: () => findObjection(deps, id, actor) },
    async ({ value: before, meta }) => {
      const next = transition(objectionTransitions, objectionWords, before.status, event);
      if (!next.ok) return next;
      const result = await effectiveResult(deps.records, before.resultId);
      if (!result) throw new Error(`there is no result ${before.resultId}`);
      const changed = await change(before, result.value);
      if (!changed.ok) return changed;
      const value = withObjectionDays({ ...changed.value.objection, status: next.value }, await loadCalendar(deps));
      const also =
        changed.value.result && (await changesOfResult(deps, before, result, changed.value.result, actor, now));
      if (also && !also.ok) return also;
      const facts = { status: value.status, result: value.resultId, edition: value.edition, ground: value.ground };
      const notices = objectionNotices(event, value, meta.version + 1, actor, now);
      return ok({ value, event: eventOf(event, actor, now, facts), also: [...(also?.value ?? []), ...notices] });
    },
  );

async function changesOfResult(
  deps: ObjectionDeps,
  { id, edition: filed, ground }: Objection,
  stored: Stored<InspectionResult>,
  { state, event, with: also = (result) => result, publish }: NonNullable<ObjectionChange['result']>,
  actor: Actor,
  now: Date,
): Promise<Result<readonly Change[], ObjectionFailure>> {
  const before = stored.value;
  // What is found right has to be corrected in what is public now, also if another correction has come in between.
  const edition = state === 'upheld' ? before.edition : filed;
  const result = also({ ...before, objections: withObjection(before, { id, edition, ground, state }) });
  const documents = publish ? await publish(result) : await editionsShown(deps, result);
  const reviewed = state === 'upheld' ? await reviewRecognitions(deps.records, before, 'objection', actor, now) : [];
  const facts = { objection: id, ground, state };
  return eventWithin(deps, stored, event, { result, facts, also: [...documents, ...reviewed] }, actor, now);
}
