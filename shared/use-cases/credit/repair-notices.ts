import { repairHandOvers } from '../../domain/credit/hand-overs.ts';
import type { Repair } from '../../domain/credit/repair.ts';
import type { HandOvers } from '../../domain/notice/hand-over.ts';
import type { Actor } from '../actor.ts';
import { handedOver } from '../notice/handed-over.ts';
import { nameToTell } from '../notice/told.ts';
import type { Change } from '../ports/unit-of-work.ts';

const handOvers: HandOvers<keyof typeof repairHandOvers, 'department'> = repairHandOvers;

/** Who is told of an act on a repair, which makes this version of it. */
export function repairNotices(
  act: keyof typeof repairHandOvers,
  { id, number, department, subject }: Repair,
  version: number,
  actor: Pick<Actor, 'name'>,
  now: Date,
): readonly Change[] {
  const inbox = (waits: boolean) => [{ kind: waits ? 'repair-waits' : 'repair-decided', department } as const];
  const about = { about: `${id}.${version}`, subject: `${nameToTell(subject)}的信用修复（${number}）`, ids: { id } };
  return handedOver(handOvers[act], { ...about, inboxes: { department: inbox } }, actor, now);
}
