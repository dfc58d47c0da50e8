import type { DepartmentCode } from '../../base/primitives.ts';
import type { HandsOver, HandsToNobody } from '../../domain/notice/hand-over.ts';
import type { NoticeKind } from '../../domain/notice/notice.ts';
import type { Actor } from '../actor.ts';
import type { Change } from '../ports/unit-of-work.ts';
import { told } from './told.ts';

/** An inbox, by the kind of notice that it gets. */
export interface Addressee {
  readonly kind: NoticeKind;
  readonly department: DepartmentCode;
  readonly inspectorId?: string;
}

/** What was handed over, as people know it and as operations name it. */
export interface HandedOver<Side extends string> {
  /** The record's id and the version that the act makes, so that an act that is repeated tells nobody twice. */
  readonly about: string;
  /** Its name and number, after what was done: 计划“…”（…）. */
  readonly subject: string;
  /** The parameters of the operation that it waits for. */
  readonly ids: Readonly<Record<string, string>>;
  readonly resultId?: string;
  readonly inboxes: Readonly<Record<Side, (waits: boolean) => readonly Addressee[]>>;
}

/** The notices of an act for its commit, one to each inbox that it hands the record to. */
export function handedOver<Side extends string>(
  act: HandsOver<Side> | HandsToNobody,
  { about, subject, ids, resultId, inboxes }: HandedOver<Side>,
  actor: Pick<Actor, 'name'>,
  now: Date,
): readonly Change[] {
  if ('nobody' in act) return [];
  const { to, says, asks } = act;
  const done = `${actor.name}${says}${subject}`;
  const notice = {
    ...(resultId !== undefined && { resultId }),
    ...(asks && { asks: { todo: asks.todo, ids } }),
    text: asks ? `${done}，${asks.words}。` : `${done}。`,
  };
  return to
    .flatMap((side) => inboxes[side](asks !== undefined))
    .map((addressee) => told({ ...notice, ...addressee, about: `${about}.${addressee.department}` }, now));
}
