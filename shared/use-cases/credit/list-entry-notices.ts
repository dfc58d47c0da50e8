import { dishonestyLists } from '../../codes/dishonesty-lists.ts';
import { type ListEntryAct, listEntryHandOvers } from '../../domain/credit/hand-overs.ts';
import type { ListEntry } from '../../domain/credit/list-entry.ts';
import type { HandOvers } from '../../domain/notice/hand-over.ts';
import type { Actor } from '../actor.ts';
import { handedOver } from '../notice/handed-over.ts';
import { nameToTell } from '../notice/told.ts';
import type { Change } from '../ports/unit-of-work.ts';

const handOvers: HandOvers<ListEntryAct, 'department'> = listEntryHandOvers;

/** Who is told of an act on an entry, which makes this version of it. */
export function listEntryNotices(
  act: ListEntryAct,
  { id, number, list, department, object }: ListEntry,
  version: number,
  actor: Pick<Actor, 'name'>,
  now: Date,
): readonly Change[] {
  const inbox = (waits: boolean) => [{ kind: waits ? 'listing-waits' : 'listing-decided', department } as const];
  const subject = `${nameToTell(object)}列入${dishonestyLists[list].name}（${number}）`;
  return handedOver(
    handOvers[act],
    { about: `${id}.${version}`, subject, ids: { id }, inboxes: { department: inbox } },
    actor,
    now,
  );
}
