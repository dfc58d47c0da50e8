import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import type { ListEntryAct } from '../../domain/credit/hand-overs.ts';
import type { ListEntry } from '../../domain/credit/list-entry.ts';
import { type ListEntryEvent, listEntryTransitions, listEntryWords } from '../../domain/credit/states.ts';
import { isWornOut } from '../../domain/follow-up/limits.ts';
import { sha256 } from '../../draw/sha256.ts';
import type { Actor } from '../actor.ts';
import { changeRecord } from '../change-record.ts';
import { checkOf, eventOf } from '../changes.ts';
import { checkResultTexts, newTexts } from '../lead/exposed-texts.ts';
import type { Counters } from '../ports/counters.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Change, CommitFailure } from '../ports/unit-of-work.ts';
import { recordOfListing } from './keep-entries.ts';
import { listEntryNotices } from './list-entry-notices.ts';
import { listMoved } from './list-file-deps.ts';
import { standing } from './standing-entries.ts';
import { consequencesOf, type UnwindDeps } from './unwind-entry.ts';

export interface ListEntryDeps extends UnwindDeps {
  readonly counters: Counters;
}
export type ListEntryFailure =
  | CommitFailure
  | Failure<
      | 'not-found'
      | 'foreign-department'
      | 'illegal-transition'
      | 'invalid-input'
      | 'not-ready'
      | 'same-person'
      | 'notice-missing'
      | 'contested'
      | 'too-early'
      | 'informant-exposed'
    >;

/** An entry as its caller saw it. */
export interface ListEntryRequest {
  readonly id: string;
  readonly version: number;
}

/** One follow-up proposes one entry at a time: the first, and another after each that came to nothing. */
export const listEntryIdOf = (followUpId: string, turn = 1): string =>
  `le-${sha256(followUpId).slice(0, 40)}${turn === 1 ? '' : `-${turn}`}`;

/** The last entry that a follow-up has proposed, and which it is in their turn; 0 where it has proposed none. */
export async function latestListEntry(
  records: Records,
  followUpId: string,
): Promise<{ readonly turn: number; readonly entry?: Stored<ListEntry> }> {
  let latest: { readonly turn: number; readonly entry?: Stored<ListEntry> } = { turn: 0 };
  for (;;) {
    const turn = latest.turn + 1;
    const entry = await records.find('list-entry', listEntryIdOf(followUpId, turn));
    if (!entry) return latest;
    latest = { turn, entry };
  }
}

/** The entry, if the actor's department decides about it. */
export async function findListEntry(
  { records }: Pick<ListEntryDeps, 'records'>,
  id: string,
  actor: Actor,
): Promise<Result<Stored<ListEntry>, Failure<'not-found'>>> {
  const read = await records.find('list-entry', id);
  const found = read && (await standing(records, [read])).entries[0];
  const reaches = actor.scope === 'any' || found?.value.department === actor.department;
  return found && reaches ? ok(found) : err({ kind: 'not-found', entity: 'list-entry', id });
}

/** What an act makes of an entry, what the time line says of it, and what else is written with it. */
export interface ListEntryChange {
  readonly entry: ListEntry;
  readonly note?: string;
  readonly also?: readonly Change[];
}

/** Carries an event, or an act that moves no state, out on the version that the caller has seen. */
export const changeListEntry = (
  deps: ListEntryDeps,
  { id, version }: ListEntryRequest,
  named: { readonly event: ListEntryEvent } | { readonly act: Exclude<ListEntryAct, ListEntryEvent> },
  actor: Actor,
  now: Date,
  change: (
    entry: ListEntry,
  ) => Promise<Result<ListEntryChange, ListEntryFailure>> | Result<ListEntryChange, ListEntryFailure>,
): Promise<Result<Stored<ListEntry>, ListEntryFailure>> =>
  changeRecord<'list-entry', ListEntryFailure>(
    deps,
    'list-entry',
    { id, version, find: () => findListEntry(deps, id, actor) },
    async ({ value: before, meta }) => {
      const next =
        'event' in named
          ? transition(listEntryTransitions, listEntryWords, before.status, named.event)
          : ok(before.status);
      if (!next.ok) return next;
      const act = 'event' in named ? named.event : named.act;
      if ((act === 'contest' || act === 'request-removal') && isWornOut(before))
        return notReady('该名单条目往返次数已达上限，只能作出决定');
      const changed = await change(before);
      if (!changed.ok) return changed;
      const list = await listMoves(deps, before, act, actor, now);
      if (!list.ok) return list;
      const { entry, note, also = [] } = changed.value;
      const step = { act, at: now.toISOString(), by: actor.id, ...(note !== undefined && { note }) };
      const value: ListEntry = { ...entry, status: next.value, steps: [...before.steps, step] };
      const ended = await endOf(deps, value, act, actor, now);
      const { resultId } = value;
      const tells =
        resultId === undefined ? ok(undefined) : await checkResultTexts(deps, resultId, newTexts(before, value));
      if (!tells.ok) return tells;
      const recorded = await recordOfListing(deps.records, value, actor, now);
      const tell = listEntryNotices(act, value, meta.version + 1, actor, now);
      return ok({
        value: ended ? { ...value, unwinding: true } : value,
        event: eventOf(act, actor, now, { status: value.status, list: value.list }),
        also: [...also, ...recorded, ...list.value, ...tell, ...(ended ?? [])],
      });
    },
  );

/** What an act does to the list as a whole. Of an entry that came by a file nothing is done while another file is being written. */
async function listMoves(
  { records }: ListEntryDeps,
  { list, outside }: ListEntry,
  act: ListEntryAct,
  actor: Actor,
  now: Date,
): Promise<Result<readonly Change[], Failure<'not-ready'>>> {
  const state = await records.find('list-state', list);
  if (!state) return ok([]);
  if (outside && state.value.applying !== undefined) return notReady('该名单的文件正在写入，请稍后再办');
  if (act === 'list' || act === 'repair' || act === 'revoke') return ok([listMoved(state, actor, now)]);
  return ok(outside ? [checkOf('list-state', list, state)] : []);
}

/** What goes with an entry that goes off its list; nothing else where it does not. */
const endOf = async (
  deps: ListEntryDeps,
  entry: ListEntry,
  act: ListEntryAct,
  actor: Actor,
  now: Date,
): Promise<readonly Change[] | undefined> =>
  entry.removal && (act === 'repair' || act === 'revoke')
    ? consequencesOf(deps, { ...entry, removal: entry.removal }, actor, now)
    : undefined;

export const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'list-entry', reason } as const);
export const invalid = (field: string, message: string) =>
  err({ kind: 'invalid-input', errors: [{ path: `body.${field}`, message }] } as const);
