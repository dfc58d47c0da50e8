import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import { departmentName } from '../../codes/departments.ts';
import {
  type RegistryChange,
  type RegistryChangeEvent,
  registryChangeTransitions,
  registryChangeWords,
} from '../../domain/registry/registry-change.ts';
import { bringsInWhole, readAlike } from '../../domain/registry/taken-out.ts';
import type { Actor } from '../actor.ts';
import { changeRecord } from '../change-record.ts';
import { eventOf, replaceRow } from '../changes.ts';
import type { Change, CommitFailure } from '../ports/unit-of-work.ts';
import { factsOf, notice, wordsOf } from './change-words.ts';
import { changedMeanwhile, type NextFailure, nextRow, seenBy } from './next-row.ts';
import { displacedBy, takenByWriting } from './one-may-do.ts';
import { itemPublications } from './public-items.ts';
import { findChange, owing, type RegistryChangeDeps, type StoredChange } from './read-changes.ts';

type DecideFailure = CommitFailure | NextFailure | Failure<'illegal-transition' | 'same-person'>;

/**
 * Consents for the actor's department (R5: never the one who asked). The last consent that was asked for makes the change,
 * on the row as it is by then, in the same commit; what it takes is judged again.
 */
export async function consentToChange(
  deps: RegistryChangeDeps,
  { id, version }: { readonly id: string; readonly version: number },
  actor: Actor,
  now: Date,
): Promise<Result<StoredChange, DecideFailure>> {
  const done = await changeOf(deps, { id, version }, actor, async (before) => {
    const decides = mayDecide(before, 'consent', actor, now);
    if (!decides.ok) return decides;
    const { department } = actor;
    const others = before.consents.filter((each) => each.department !== department);
    const consents = [...others, { department, by: actor.id, at: now.toISOString() }];
    const agreed = { ...before, consents };
    if (owing(agreed).length > 0) {
      return ok({ value: agreed, event: eventOf('consent', actor, now, factsOf(before)) });
    }
    const carried = await carriedOut(deps, before, actor, now);
    if (!carried.ok) return carried;
    const closed = { by: actor.id, at: now.toISOString() };
    return ok({
      value: { ...agreed, status: 'done', closed },
      event: eventOf('carry-out', actor, now, factsOf(before)),
      also: carried.value,
    });
  });
  if (done.ok || done.error.kind !== 'already-exists') return done;
  // Of two who take one name at the same moment, the other one is told who has it.
  const found = await findChange(deps, id, actor);
  const row = found.ok ? await deps.registry.find(found.value.value.kind, found.value.value.rowId) : undefined;
  const next = found.ok && row ? await nextRow(deps.registry, row, found.value.value) : done;
  return next.ok ? done : next;
}

/** The change itself, and who is told of it. */
async function carriedOut(
  { registry }: RegistryChangeDeps,
  before: RegistryChange,
  actor: Actor,
  now: Date,
): Promise<Result<readonly Change[], NextFailure>> {
  const { kind, rowId, change, department, asked, requestedBy } = before;
  const row = await registry.find(kind, rowId);
  if (!row) return err({ kind: 'not-found', entity: kind, id: rowId });
  const next = await nextRow(registry, row, before);
  if (!next.ok) return next;
  const taken = await takenByWriting(registry, { before: row.value, after: next.value });
  if (taken.length === 0) return notReady('此项改动现在已不再影响随机抽取，请撤回申请；仍须改动的，请直接办理。');
  if (bringsInWhole(taken)) {
    const seen = await seenBy(registry, row, before.version);
    if (!seen || !readAlike(seen.value, row.value)) return changedMeanwhile();
    const replaced = await displacedBy(registry, next.value);
    if (!replaced.every((each) => before.replaces?.includes(each))) return changedMeanwhile();
  }
  const unasked = taken.filter((one) => ![department, ...asked].includes(one.department));
  if (unasked.length > 0) {
    const names = unasked.map((one) => departmentName(one.department)).join('、');
    return notReady(`提出申请后，${names}也开始监管该对象，请撤回后重新申请。`);
  }
  const own = change.act === 'leave' || (change.act === 'tag' && row.value.department !== department);
  const event = eventOf(change.act, actor, now, { request: before.id, requestedBy });
  const text = `${departmentName(department)}申请的${wordsOf(before)}，已由${actor.name}同意并生效。`;
  return ok([
    replaceRow(row, next.value, event, own ? department : undefined),
    ...(await itemPublications(registry, next.value, row.meta.version + 1)),
    ...[...new Set([department, ...asked])].map((each) =>
      notice('carry-out', before, 'registry-change-decided', each, text, now),
    ),
  ]);
}

/** Refuses for the actor's department; one refusal ends the request, and nothing is changed. */
export const refuseChange = (
  deps: RegistryChangeDeps,
  { id, version, reason }: { readonly id: string; readonly version: number; readonly reason: string },
  actor: Actor,
  now: Date,
): Promise<Result<StoredChange, DecideFailure>> =>
  changeOf(deps, { id, version }, actor, (before) => {
    const decides = mayDecide(before, 'refuse', actor, now);
    if (!decides.ok) return decides;
    const said = [...reason].slice(0, 100).join('');
    const text = `${departmentName(before.department)}申请的${wordsOf(before)}，${departmentName(actor.department)}${actor.name}不同意：${said}`;
    return ok({
      value: { ...before, status: decides.value, closed: { by: actor.id, at: now.toISOString(), reason } },
      event: eventOf('refuse', actor, now, factsOf(before)),
      also: [notice('refuse', before, 'registry-change-decided', before.department, text, now)],
    });
  });

/** Withdraws a request of the own department while it waits. */
export const withdrawChange = (
  deps: RegistryChangeDeps,
  { id, version }: { readonly id: string; readonly version: number },
  actor: Actor,
  now: Date,
): Promise<Result<StoredChange, DecideFailure>> =>
  changeOf(deps, { id, version }, actor, (before) => {
    if (before.department !== actor.department) {
      const reason = '由提出申请的部门撤回';
      return err({ kind: 'foreign-department', entity: 'registry-change', id, reason });
    }
    const next = stateAfter(before, 'withdraw');
    if (!next.ok) return next;
    const text = `${departmentName(before.department)}申请的${wordsOf(before)}，已由${actor.name}撤回。`;
    return ok({
      value: { ...before, status: next.value, closed: { by: actor.id, at: now.toISOString() } },
      event: eventOf('withdraw', actor, now, factsOf(before)),
      also: before.asked.map((each) => notice('withdraw', before, 'registry-change-decided', each, text, now)),
    });
  });

type Judge = Parameters<typeof changeRecord<'registry-change', DecideFailure>>[3];

const changeOf = (
  deps: RegistryChangeDeps,
  { id, version }: { readonly id: string; readonly version: number },
  actor: Actor,
  judge: (before: RegistryChange) => ReturnType<Judge>,
): Promise<Result<StoredChange, DecideFailure>> =>
  changeRecord<'registry-change', DecideFailure>(
    deps,
    'registry-change',
    { id, version, find: () => findChange(deps, id, actor) },
    ({ value }) => judge(value),
  );

const stateAfter = ({ status }: RegistryChange, event: RegistryChangeEvent) =>
  transition(registryChangeTransitions, registryChangeWords, status, event);

function mayDecide(before: RegistryChange, event: 'consent' | 'refuse', actor: Actor, now: Date) {
  const { id, asked, requestedBy, until } = before;
  if (!asked.includes(actor.department)) {
    const reason = '由受影响的部门答复';
    return err({ kind: 'foreign-department', entity: 'registry-change', id, reason } as const);
  }
  if (requestedBy === actor.id) return err({ kind: 'same-person', act: '答复名录变更申请' } as const);
  const next = stateAfter(before, event);
  if (!next.ok) return next;
  return now.toISOString() > until ? notReady('申请已逾期失效，请重新申请。') : next;
}

const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'registry-change', reason } as const);
