import type { HandOvers } from '../../domain/notice/hand-over.ts';
import { type TrustAct, trustHandOvers } from '../../domain/trust/hand-overs.ts';
import type { TrustPeriod } from '../../domain/trust/trust-period.ts';
import type { Actor } from '../actor.ts';
import { handedOver } from '../notice/handed-over.ts';
import type { Change } from '../ports/unit-of-work.ts';

const handOvers: HandOvers<TrustAct, 'department'> = trustHandOvers;

/** Who is told of an act on a period, which makes this version of it. */
export function trustNotices(
  act: TrustAct,
  { id, objectName, department }: TrustPeriod,
  version: number,
  actor: Pick<Actor, 'name'>,
  now: Date,
): readonly Change[] {
  const inbox = (waits: boolean) => [{ kind: waits ? 'trust-waits' : 'trust-decided', department } as const];
  const subject = `${objectName}的包容审慎观察期`;
  return handedOver(
    handOvers[act],
    { about: `${id}.${version}`, subject, ids: { id }, inboxes: { department: inbox } },
    actor,
    now,
  );
}
