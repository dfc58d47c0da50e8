import type { HandOvers } from '../../domain/notice/hand-over.ts';
import { officeDepartment } from '../../domain/notice/notice.ts';
import { type TrustAct, type TrustSide, trustHandOvers } from '../../domain/trust/hand-overs.ts';
import type { TrustPeriod } from '../../domain/trust/trust-period.ts';
import type { Actor } from '../actor.ts';
import { handedOver } from '../notice/handed-over.ts';
import { nameToTell } from '../notice/told.ts';
import type { Change } from '../ports/unit-of-work.ts';

const handOvers: HandOvers<TrustAct, TrustSide> = trustHandOvers;

/** Who is told of an act on a period, which makes this version of it. */
export function trustNotices(
  act: TrustAct,
  { id, objectName: name, objectKind: kind, creditCode, department, everywhere }: TrustPeriod,
  version: number,
  actor: Pick<Actor, 'name'>,
  now: Date,
): readonly Change[] {
  const own = (waits: boolean) => [{ kind: waits ? 'trust-waits' : 'trust-decided', department } as const];
  const office = () => [{ kind: 'trust-submitted', department: officeDepartment } as const];
  const subject = `${nameToTell({ name, kind, creditCode })}的包容审慎观察期`;
  return handedOver(
    handOvers[act],
    {
      about: `${id}.${version}`,
      subject,
      ids: { id },
      inboxes: { decider: everywhere ? office : own, department: own },
    },
    actor,
    now,
  );
}
