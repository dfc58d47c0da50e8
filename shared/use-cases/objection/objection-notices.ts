import type { HandOvers } from '../../domain/notice/hand-over.ts';
import { objectionHandOvers } from '../../domain/objection/hand-overs.ts';
import type { Objection } from '../../domain/objection/objection.ts';
import type { Actor } from '../actor.ts';
import { handedOver } from '../notice/handed-over.ts';
import type { Change } from '../ports/unit-of-work.ts';

const handOvers: HandOvers<keyof typeof objectionHandOvers, 'department'> = objectionHandOvers;

/** Who is told of an act on an objection, which makes this version of it. */
export function objectionNotices(
  act: keyof typeof objectionHandOvers,
  { id, resultId, department, documentNumber }: Objection,
  version: number,
  actor: Pick<Actor, 'name'>,
  now: Date,
): readonly Change[] {
  const inbox = (waits: boolean) => [{ kind: waits ? 'objection-waits' : 'objection-decided', department } as const];
  const subject = `对检查结果（${documentNumber}）的异议`;
  const objection = { about: `${id}.${version}`, subject, ids: { id }, resultId, inboxes: { department: inbox } };
  return handedOver(handOvers[act], objection, actor, now);
}
