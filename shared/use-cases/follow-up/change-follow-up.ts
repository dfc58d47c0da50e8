import type { Failure } from '../../base/failures.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import { departmentName } from '../../codes/departments.ts';
import type { FollowUp } from '../../domain/follow-up/follow-up.ts';
import { withFollowUpDue } from '../../domain/follow-up/follow-up-clocks.ts';
import { type FollowUpAct, followUpHandOvers, lettersInstead } from '../../domain/follow-up/hand-overs.ts';
import { isWornOut } from '../../domain/follow-up/limits.ts';
import {
  type FollowUpEvent,
  followUpTransitions,
  followUpWords,
  isOpenFollowUp,
} from '../../domain/follow-up/states.ts';
import { askedBy } from '../../domain/notice/hand-over.ts';
import type { FollowUpNoticeKind } from '../../domain/notice/notice.ts';
import type { TodoKind } from '../../domain/todo/todo.ts';
import type { Actor } from '../actor.ts';
import { loadCalendar } from '../calendar/calendar.ts';
import { type ChangeDeps, changeRecord } from '../change-record.ts';
import { eventOf } from '../changes.ts';
import { checkResultTexts, newTexts } from '../lead/exposed-texts.ts';
import { told } from '../notice/told.ts';
import type { PublicRecord } from '../ports/public-record.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import type { Change, CommitFailure } from '../ports/unit-of-work.ts';

export interface FollowUpDeps extends ChangeDeps {
  readonly registry: Pick<Registry, 'find'>;
  readonly published: Pick<PublicRecord, 'find'>;
}

export type FollowUpReadFailure = Failure<'not-found'>;
export type FollowUpFailure =
  | CommitFailure
  | FollowUpReadFailure
  | Failure<
      | 'foreign-department'
      | 'illegal-transition'
      | 'invalid-input'
      | 'not-ready'
      | 'same-person'
      | 'receiver-not-competent'
      | 'already-decided'
      | 'closing-incomplete'
      | 'term-required'
      | 'penalty-instead-of-transfer'
      | 'notice-missing'
      | 'informant-exposed'
      | 'already-exempted'
      | 'no-lawful-team'
      | 'unknown-reference'
    >;

/** A follow-up as its caller saw it. */
export interface FollowUpRequest {
  readonly id: string;
  readonly version: number;
}

const partiesOf = ({ sender, receiver, copies }: FollowUp): readonly DepartmentCode[] => [sender, receiver, ...copies];

/** The follow-up, if the actor's department sends it, receives it or has a copy; nobody else learns that there is one. */
export async function findFollowUp(
  { records }: { readonly records: Records },
  id: string,
  actor: Actor,
): Promise<Result<Stored<FollowUp>, FollowUpReadFailure>> {
  const found = await records.find('follow-up', id);
  const reaches = found && (actor.scope === 'any' || partiesOf(found.value).includes(actor.department));
  return reaches ? ok(found) : err({ kind: 'not-found', entity: 'follow-up', id });
}

/** What an act makes of a follow-up, what the time line says of it, and who is told. */
export interface FollowUpChange {
  readonly followUp: FollowUp;
  readonly note?: string | undefined;
  readonly tell?: { readonly kind: FollowUpNoticeKind; readonly department: DepartmentCode; readonly text: string };
  /** Written in the same transaction. */
  readonly also?: readonly Change[];
  /** What came of it, which is among these. */
  readonly opened?: FollowUp | undefined;
}

type Side = 'sender' | 'receiver';

/**
 * Carries an act out on the version that the caller has seen. `side`: whose act it is; the joint meeting's office and the
 * county government act where their roles let them in. Whoever acts, the clock that runs then is counted anew.
 */
export const changeFollowUp = (
  deps: FollowUpDeps,
  {
    id,
    version,
    side,
    ...named
  }: FollowUpRequest & {
    readonly side: Side | ((followUp: FollowUp) => Side);
  } & ({ readonly event: FollowUpEvent } | { readonly act: Exclude<FollowUpAct, FollowUpEvent> }),
  actor: Actor,
  now: Date,
  change: (
    followUp: FollowUp,
  ) => Promise<Result<FollowUpChange, FollowUpFailure>> | Result<FollowUpChange, FollowUpFailure>,
): Promise<Result<Stored<FollowUp>, FollowUpFailure>> =>
  changeRecord<'follow-up', FollowUpFailure>(
    deps,
    'follow-up',
    { id, version, find: () => findFollowUp(deps, id, actor) },
    async ({ value: before }) => {
      const whose = before[typeof side === 'string' ? side : side(before)];
      if (actor.scope === 'own' && whose !== actor.department) {
        const reason = `由${departmentName(whose)}办理，本部门只能查看`;
        return err({ kind: 'foreign-department', entity: 'follow-up', id, reason });
      }
      const act = 'event' in named ? named.event : named.act;
      const next =
        'event' in named
          ? transition(followUpTransitions, followUpWords, before.status, named.event)
          : ok(before.status);
      if (!next.ok) return next;
      if (beginsAnew(act, before) && isWornOut(before)) {
        const reason = '该项后续处置往返次数已达上限，不能再退回、重新办理或重新登记函件，请办结或提请裁定';
        return err({ kind: 'not-ready', entity: 'follow-up', reason });
      }
      const changed = await change(before);
      if (!changed.ok) return changed;
      const { followUp, note, tell, also = [], opened } = changed.value;
      const today = localDateOf(now);
      const step = { act, at: now.toISOString(), by: actor.id, department: actor.department };
      const steps = [...before.steps, { ...step, ...(note !== undefined && { note }) }];
      const value = withFollowUpDue({ ...followUp, status: next.value, steps }, await loadCalendar(deps), today);
      const exposes = await checkResultTexts(deps, value.resultId, newTexts(before, value));
      if (!exposes.ok) return exposes;
      const asked = value.letter ? onPaper(act, id) : askedBy(followUpHandOvers, act, { id });
      const notice = tell && told({ about: `${id}.${steps.length}`, followUpId: id, ...tell, ...asked }, now);
      const facts = { status: value.status, receiver: value.receiver, due: value.due ?? '' };
      // Few acts change what the public reads.
      const shown =
        opened || publicState(value) !== publicState(before)
          ? await (await import('./show-measures.ts')).measuresToShow(deps, value, opened)
          : [];
      const held = shown.filter((each) => !also.some((other) => isAboutTheSame(each, other)));
      return ok({
        value,
        event: eventOf(act, actor, now, facts),
        also: [...also, ...held, ...(notice ? [notice] : [])],
      });
    },
  );

/** What its sender is asked for in the place of a receiver that reads nothing here. */
function onPaper(act: FollowUpAct, id: string): ReturnType<typeof askedBy> {
  const { asks } = askedBy(followUpHandOvers, act, { id });
  const instead: Partial<Record<TodoKind, TodoKind>> = lettersInstead;
  return asks ? { asks: { ...asks, todo: instead[asks.todo] ?? asks.todo } } : {};
}

/** Only these can come again and again; the first letter and its service are on the way to the end. */
const beginsAnew = (act: string, { letter }: FollowUp): boolean =>
  ['return', 'send-back', 'reopen'].includes(act) ||
  (act === 'write-letter' && letter?.written !== undefined) ||
  (act === 'serve-letter' && letter?.served !== undefined);

const publicState = ({ status }: FollowUp): string => (isOpenFollowUp(status) ? 'open' : status);

/** A transaction names a record once. */
const isAboutTheSame = (one: Change, other: Change): boolean =>
  'id' in one && 'id' in other && one.kind === other.kind && one.id === other.id;
