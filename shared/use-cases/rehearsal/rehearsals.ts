import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import { entryErrors, planErrors } from '../../domain/plan/check-plan.ts';
import type { Plan, PlanEntry } from '../../domain/plan/plan.ts';
import { planWords } from '../../domain/plan/states.ts';
import {
  type Rehearsal,
  type RehearsalEvent,
  rehearsalTransitions,
  rehearsalWords,
} from '../../domain/rehearsal/rehearsal.ts';
import { sha256 } from '../../draw/sha256.ts';
import { lf } from '../../draw/text.ts';
import { settings } from '../../platform/settings.ts';
import type { Actor } from '../actor.ts';
import { createRecord, eventOf, replaceRecord } from '../changes.ts';
import { every } from '../every.ts';
import { isLarge } from '../frame/registry-size.ts';
import { findPlan, type PlanReadFailure } from '../plan/change-plan.ts';
import { readItemList } from '../plan/item-list.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Jobs } from '../ports/jobs.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import type { Clock } from '../ports/time.ts';
import type { CommitFailure, UnitOfWork } from '../ports/unit-of-work.ts';

export interface RehearsalDeps {
  readonly records: Records;
  readonly registry: Registry;
  readonly blobs: Blobs;
  readonly work: UnitOfWork;
  readonly jobs: Jobs;
  readonly clock: Clock;
}

type StartFailure = Failure<'illegal-transition' | 'invalid-input' | 'not-ready' | 'too-many-rehearsals'>;
export type StoredRehearsal = Stored<Rehearsal>;

/** What is rehearsed: the whole plan, or one of its entries. */
export interface RehearsalRequest {
  readonly planId: string;
  readonly entryId?: string | undefined;
  /** The same for every retry of the same request. */
  readonly run: string;
}

/** Longer than any run of the job stays silent, including its retries. */
const abandonedMs = 20 * 60_000;
const pageSize = 100;

const rehearsalIdOf = (planId: string, entryId = ''): string => sha256([planId, entryId].join(lf)).slice(0, 24);

/**
 * Starts a rehearsal of the current plan in any state but closed. A running rehearsal of the same plan or entry is not
 * started again, unless its job has died.
 */
export async function startRehearsal(
  deps: RehearsalDeps,
  { planId, entryId, run }: RehearsalRequest,
  actor: Actor,
  now: Date,
): Promise<Result<StoredRehearsal, PlanReadFailure | CommitFailure | StartFailure>> {
  const found = await findPlan(deps, planId, actor);
  if (!found.ok) return found;
  const plan = found.value.value;
  if (plan.status === 'closed' || plan.status === 'discarded') {
    return err({ kind: 'not-ready', entity: 'plan', reason: `计划${planWords.states[plan.status]}，无须演练。` });
  }
  const entries = entriesOf(plan, entryId);
  if (!entries) return err({ kind: 'not-found', entity: 'entry', id: entryId ?? '' });
  const errors = await errorsIn(deps, plan, entries, entryId);
  if (errors.length > 0) return err({ kind: 'invalid-input', errors });

  const id = rehearsalIdOf(planId, entryId);
  const before = await deps.records.find('rehearsal', id);
  if (before?.value.run !== run) {
    const abandoned =
      before?.value.status === 'running' && now.getTime() - Date.parse(before.meta.updatedAt) >= abandonedMs;
    const event: RehearsalEvent = abandoned ? 'restart' : 'start';
    const next = before && transition(rehearsalTransitions, rehearsalWords, before.value.status, event);
    if (next && !next.ok) return next;
    const room = await roomFor(deps, id, actor, now);
    if (!room.ok) return room;
    const value: Rehearsal = {
      id,
      planId,
      ...(entryId !== undefined && { entryId }),
      department: plan.department,
      status: 'running',
      run,
      requestedBy: actor.id,
      requestedFrom: actor.department,
      requestedAt: now.toISOString(),
      progress: 0,
    };
    const noted = eventOf(event, actor, now, { plan: plan.number, entry: entryId ?? '' });
    const done = await deps.work.commit([
      before ? replaceRecord('rehearsal', id, before, value, noted) : createRecord('rehearsal', id, value, noted),
    ]);
    if (!done.ok) return done;
  }
  const stored = await deps.records.find('rehearsal', id);
  if (!stored) throw new Error(`rehearsal ${id} vanished`);
  // Start it again on a repeated request, in case the first one died between the commit and here.
  if (stored.value.status === 'running') await deps.jobs.start('simulate-plan', { rehearsalId: id, run });
  return ok(stored);
}

/** Whether the actor, and the actor's department, may have one more rehearsal at work; the dead do not count. */
async function roomFor(
  { records }: Pick<RehearsalDeps, 'records'>,
  id: string,
  actor: Actor,
  now: Date,
): Promise<Result<void, Failure<'too-many-rehearsals'>>> {
  const listed = every((page) => records.list({ kind: 'rehearsal', in: 'running', page }), pageSize);
  const alive = (await Array.fromAsync(listed)).filter(
    ({ value, meta }) => value.id !== id && now.getTime() - Date.parse(meta.updatedAt) < abandonedMs,
  );
  const ofPerson = alive.filter(({ value }) => value.requestedBy === actor.id).length;
  // Rehearsals of earlier versions do not say whose department asked; they end within minutes.
  const ofDepartment = alive.filter(({ value }) => value.requestedFrom === actor.department).length;
  const { rehearsalsOfPerson, rehearsalsOfDepartment } = settings;
  if (ofPerson >= rehearsalsOfPerson.value)
    return err({ kind: 'too-many-rehearsals', limit: rehearsalsOfPerson.value, whose: 'person' });
  if (ofDepartment >= rehearsalsOfDepartment.value)
    return err({ kind: 'too-many-rehearsals', limit: rehearsalsOfDepartment.value, whose: 'department' });
  return ok(undefined);
}

async function errorsIn(
  deps: Pick<RehearsalDeps, 'registry'>,
  plan: Plan,
  entries: readonly PlanEntry[],
  entryId: string | undefined,
) {
  if (entries.length === 0) return [{ path: 'plan.entries', message: '计划至少应有一个条目' }];
  const list = await readItemList(deps, plan.departments);
  const [only] = entries;
  return entryId !== undefined && only ? entryErrors(plan, only, list, 'entry') : planErrors(plan, list, 'plan');
}

/** The entries to rehearse; undefined if the plan has no such entry. */
export function entriesOf({ entries }: Plan, entryId: string | undefined): readonly PlanEntry[] | undefined {
  if (entryId === undefined) return entries;
  const entry = entries.find(({ id }) => id === entryId);
  return entry && [entry];
}

/** Whether the draw would still use what was rehearsed. */
export interface Staleness {
  /** The plan's entries have changed. */
  readonly plan: boolean;
  /** Entries, registry or previous teams have changed; absent if not requested. */
  readonly inputs?: boolean;
}

const tooLargeToCompare: Failure<'not-ready'> = {
  kind: 'not-ready',
  entity: 'object',
  reason: '检查对象名录较大，一次请求内读不完，不能比对；请重新演练，inputsDigest 与本次相同的，名录和人员没有变化。',
};

/** A rehearsal of a plan the actor may read; `compare` reads the registry again to find out whether it has changed. */
export async function getRehearsal(
  deps: Pick<RehearsalDeps, 'records' | 'registry' | 'blobs'>,
  {
    planId,
    rehearsalId,
    compare,
  }: { readonly planId: string; readonly rehearsalId: string; readonly compare: boolean },
  actor: Actor,
  now: Date,
  onePassObjects?: number,
): Promise<
  Result<{ readonly rehearsal: StoredRehearsal; readonly stale?: Staleness }, PlanReadFailure | Failure<'not-ready'>>
> {
  const plan = await findPlan(deps, planId, actor);
  if (!plan.ok) return plan;
  const rehearsal = await deps.records.find('rehearsal', rehearsalId);
  if (rehearsal?.value.planId !== planId) return err({ kind: 'not-found', entity: 'rehearsal', id: rehearsalId });
  const { entryId, entriesDigest, inputsDigest } = rehearsal.value;
  if (entriesDigest === undefined) return ok({ rehearsal });
  // Reading a registry again is asked for by few.
  const { entriesDigestOf, inputsDigestOf, readRehearsalInputs } = await import('./inputs.ts');
  const entries = entriesOf(plan.value.value, entryId) ?? [];
  const changed = entriesDigestOf(entries) !== entriesDigest;
  if (!compare || inputsDigest === undefined) return ok({ rehearsal, stale: { plan: changed } });
  if (!changed && (await isLarge(deps, onePassObjects))) return err(tooLargeToCompare);
  const inputs = entries.length > 0 && !changed ? await readRehearsalInputs(deps, entries, now) : undefined;
  const same = inputs?.ok === true && inputsDigestOf(inputs.value) === inputsDigest;
  return ok({ rehearsal, stale: { plan: changed, inputs: !same } });
}

/** The last rehearsal of the plan and of each of its entries: at most one more than a plan has entries. */
export async function listRehearsals(
  deps: Pick<RehearsalDeps, 'records'>,
  planId: string,
  actor: Actor,
): Promise<Result<readonly StoredRehearsal[], PlanReadFailure>> {
  const plan = await findPlan(deps, planId, actor);
  if (!plan.ok) return plan;
  const found = every((page) => deps.records.list({ kind: 'rehearsal', in: 'ofPlan', of: planId, page }), pageSize);
  return ok(await Array.fromAsync(found));
}
