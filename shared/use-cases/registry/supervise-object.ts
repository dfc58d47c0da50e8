import type { Failure } from '../../base/failures.ts';
import { checkAccess } from '../../base/ownership.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { departmentName } from '../../codes/departments.ts';
import type { EventDraft } from '../../domain/audit/audit-chain.ts';
import type { InspectionObject } from '../../domain/registry/registry.ts';
import { mayTakeOver, type OwnPart, takenOver, withoutPart, withPart } from '../../domain/registry/supervision.ts';
import type { Actor } from '../actor.ts';
import { eventOf, replaceRow } from '../changes.ts';
import type { Registry, StoredRow } from '../ports/registry.ts';
import type { Backoff } from '../ports/time.ts';
import type { CommitFailure, UnitOfWork } from '../ports/unit-of-work.ts';
import { oneMayDo } from './one-may-do.ts';
import { belonging } from './registry-rows.ts';

export interface SuperviseDeps {
  readonly registry: Pick<Registry, 'find' | 'all'>;
  readonly work: UnitOfWork;
  readonly backoff: Backoff;
}

export type SuperviseFailure =
  | Failure<'not-found' | 'foreign-department' | 'not-ready' | 'needs-second-person'>
  | CommitFailure;

interface Next {
  readonly value: InspectionObject;
  readonly event: EventDraft;
}

/** The department's own part of an object, written whole; a department that does not supervise the object yet joins. */
export const joinObject = (deps: SuperviseDeps, id: string, part: OwnPart, actor: Actor, now: Date) =>
  changeObject(deps, id, actor.department, ({ value }) => {
    const joins = !value.supervisors.includes(actor.department);
    const event = eventOf(joins ? 'join' : 'supervise', actor, now);
    return ok({ value: withPart(value, actor.department, part), event });
  });

/** Ends the department's own supervision, and no other's. The keeper hands the object over first. */
export const leaveObject = (deps: SuperviseDeps, id: string, actor: Actor, now: Date) =>
  changeObject(deps, id, actor.department, ({ value }) => {
    const { department } = actor;
    if (!value.supervisors.includes(department)) return err({ kind: 'not-found', entity: 'object', id });
    if (value.department === department) {
      return notReady('本部门维护该对象的共用信息，请先移交其他部门维护，再退出监管。');
    }
    return ok({ value: withoutPart(value, department), event: eventOf('leave', actor, now) });
  });

/** Offers an object that the department keeps to another one, which takes it over; nothing changes until then. */
export const offerObject = (
  deps: SuperviseDeps,
  { id, to }: { readonly id: string; readonly to: DepartmentCode },
  actor: Actor,
  now: Date,
) =>
  changeObject(deps, id, undefined, ({ value }) => {
    const keeps = checkAccess({ department: actor.department, scope: 'own' }, belonging(value), {
      entity: 'object',
      id,
    });
    if (!keeps.ok) return keeps;
    if (to === value.department) return notReady('该对象已由本部门维护。');
    return ok({ value: { ...value, offeredTo: to }, event: eventOf('offer', actor, now, { to }) });
  });

/** Ends an offer that nobody has taken up: its keeper withdraws it, or the department it was made to declines. */
export const endOffer = (deps: SuperviseDeps, id: string, actor: Actor, now: Date) =>
  changeObject(deps, id, undefined, ({ value }) => {
    const { offeredTo, ...kept } = value;
    const concerned = [value.department, offeredTo].includes(actor.department);
    if (!concerned) {
      const reads = value.supervisors.includes(actor.department);
      return err({ kind: reads ? 'foreign-department' : 'not-found', entity: 'object', id });
    }
    if (offeredTo === undefined) return notReady('该对象没有等待接管的移交。');
    const act = actor.department === value.department ? 'withdraw-offer' : 'decline-offer';
    return ok({ value: kept, event: eventOf(act, actor, now, { to: offeredTo }) });
  });

/** Keeps from now on what all departments share of an object. The keeper before goes on supervising it. */
export const takeOverObject = (deps: SuperviseDeps, id: string, actor: Actor, now: Date) =>
  changeObject(deps, id, undefined, ({ value }) => {
    const { department } = actor;
    if (value.department === department) return notReady('该对象已由本部门维护。');
    if (!mayTakeOver(value, department)) {
      if (!value.supervisors.includes(department)) return err({ kind: 'not-found', entity: 'object', id });
      return notReady(`该对象由${departmentName(value.department)}维护，须由其移交本部门后方可接管。`);
    }
    const event = eventOf('take-over', actor, now, { from: value.department });
    const taken = takenOver(value, department);
    return taken.ok ? ok({ value: taken.value, event }) : taken;
  });

const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'object', reason } as const);

/** How often an act is tried before it fails with what stood in its way, and the longest first pause (ms). */
const tries = 6;
const firstPause = 25;

/**
 * The next version of an object by an act that is judged on what it meets: of two departments that act at once, one is
 * judged again on what the other has left. `part`: the department whose part alone changes.
 */
async function changeObject<F = never>(
  { registry, work, backoff }: SuperviseDeps,
  id: string,
  part: DepartmentCode | undefined,
  judge: (row: StoredRow<'object'>) => Result<Next, SuperviseFailure | F>,
): Promise<Result<StoredRow<'object'>, SuperviseFailure | F>> {
  for (let attempt = 1; ; attempt += 1) {
    const row = await registry.find('object', id);
    if (!row) return err({ kind: 'not-found', entity: 'object', id });
    const next = judge(row);
    if (!next.ok) return next;
    const alone = await oneMayDo(registry, { kind: 'object', before: row.value, after: next.value.value });
    if (!alone.ok) return alone;
    const done = await work.commit([replaceRow(row, next.value.value, next.value.event, part)]);
    if (done.ok) {
      const changed = await registry.find('object', id);
      return changed ? ok(changed) : err({ kind: 'not-found', entity: 'object', id });
    }
    if (done.error.kind !== 'stale-version' || attempt === tries) return done;
    await backoff.sleep(backoff.chance() * firstPause * 2 ** (attempt - 1));
  }
}
