import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import { type Repair, withRepairDue } from '../../domain/credit/repair.ts';
import { type RepairEvent, repairTransitions, repairWords } from '../../domain/credit/repair-states.ts';
import { sha256 } from '../../draw/sha256.ts';
import type { Actor } from '../actor.ts';
import { loadCalendar } from '../calendar/calendar.ts';
import { type ChangeDeps, changeRecord } from '../change-record.ts';
import { eventOf } from '../changes.ts';
import { checkResultTexts, newTexts } from '../lead/exposed-texts.ts';
import type { Counters } from '../ports/counters.ts';
import type { PublicRecord } from '../ports/public-record.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Change, CommitFailure } from '../ports/unit-of-work.ts';
import { repairNotices } from './repair-notices.ts';

export interface RepairDeps extends ChangeDeps {
  readonly counters: Counters;
  readonly published: PublicRecord;
}
export type RepairFailure =
  | CommitFailure
  | Failure<
      | 'not-found'
      | 'illegal-transition'
      | 'invalid-input'
      | 'not-ready'
      | 'same-person'
      | 'too-early'
      | 'informant-exposed'
    >;

/** A repair as its caller saw it. */
export interface RepairRequest {
  readonly id: string;
  readonly version: number;
}

/** One record is asked to be repaired once at a time: the first, and another after each that came to nothing or ended. */
export const repairIdOf = (recordId: string, turn = 1): string =>
  `rp-${sha256(recordId).slice(0, 40)}${turn === 1 ? '' : `-${turn}`}`;

/** The last repair that was asked for of a record, and which it is in their turn; 0 where none was. */
export async function latestRepair(
  records: Records,
  recordId: string,
): Promise<{ readonly turn: number; readonly repair?: Stored<Repair> }> {
  let latest: { readonly turn: number; readonly repair?: Stored<Repair> } = { turn: 0 };
  for (;;) {
    const turn = latest.turn + 1;
    const repair = await records.find('repair', repairIdOf(recordId, turn));
    if (!repair) return latest;
    latest = { turn, repair };
  }
}

/** The repair, if the actor's department decides about it. */
export async function findRepair(
  { records }: Pick<RepairDeps, 'records'>,
  id: string,
  actor: Actor,
): Promise<Result<Stored<Repair>, Failure<'not-found'>>> {
  const found = await records.find('repair', id);
  const reaches = actor.scope === 'any' || found?.value.department === actor.department;
  return found && reaches ? ok(found) : err({ kind: 'not-found', entity: 'repair', id });
}

/** What an act makes of a repair, what the time line says of it, and what else is written with it. */
export interface RepairChange {
  readonly repair: Repair;
  readonly note?: string;
  readonly also?: readonly Change[];
}

/** What the subject itself says; asked whether it exposes an informant, the refusal would tell it (R23). */
const ofSubject: readonly RepairEvent[] = ['supply', 'withdraw'];

/** Carries an event out on the version that the caller has seen. */
export const changeRepair = (
  deps: RepairDeps,
  { id, version }: RepairRequest,
  event: RepairEvent,
  actor: Actor,
  now: Date,
  change: (repair: Repair) => Promise<Result<RepairChange, RepairFailure>> | Result<RepairChange, RepairFailure>,
): Promise<Result<Stored<Repair>, RepairFailure>> =>
  changeRecord<'repair', RepairFailure>(
    deps,
    'repair',
    { id, version, find: () => findRepair(deps, id, actor) },
    async ({ value: before, meta }) => {
      const next = transition(repairTransitions, repairWords, before.status, event);
      if (!next.ok) return next;
      const changed = await change(before);
      if (!changed.ok) return changed;
      const { repair, note, also = [] } = changed.value;
      const step = { act: event, at: now.toISOString(), by: actor.id, ...(note !== undefined && { note }) };
      const said = { ...repair, status: next.value, steps: [...before.steps, step] };
      const tells = ofSubject.includes(event)
        ? ok(undefined)
        : await checkResultTexts(deps, before.caseId, newTexts(before, said));
      if (!tells.ok) return tells;
      const value = withRepairDue(said, await loadCalendar(deps));
      return ok({
        value,
        event: eventOf(event, actor, now, { status: value.status, record: value.recordId, way: value.way }),
        also: onceEach([...also, ...repairNotices(event, value, meta.version + 1, actor, now)]),
      });
    },
  );

/**
 * A transaction touches a record once: what is held for more than one reason is held once, as it was read first, since what was
 * judged by that has to be judged again if it has changed.
 */
export function onceEach(changes: readonly Change[]): readonly Change[] {
  const held = new Map<string, Change & { readonly change: 'check' }>();
  for (const each of changes) {
    if (each.change !== 'check') continue;
    const key = `${each.kind} ${each.id}`;
    const known = held.get(key);
    if (!known || each.version < known.version) held.set(key, each);
  }
  return [...changes.filter(({ change }) => change !== 'check'), ...held.values()];
}

export const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'repair', reason } as const);
export const invalid = (field: string, message: string) =>
  err({ kind: 'invalid-input', errors: [{ path: `body.${field}`, message }] } as const);
