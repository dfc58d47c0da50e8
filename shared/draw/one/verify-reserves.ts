import { compare } from '../text.ts';
import { byTicket, type Drawn } from '../ticket-order.ts';
import type { CalledReserve, ReserveCalled, StratumResult } from './record.ts';
import { objectTicket } from './tickets.ts';
import type { VerificationStep } from './verification-step.ts';

/** The reserves of one stratum in the order of their calls; those approved at the same instant by their tickets. */
export function callsOf(reserves: readonly ReserveCalled[], frame: string, stratum: string): readonly CalledReserve[] {
  return reserves
    .flatMap(({ at, called }) => called.map((one) => ({ at, one })))
    .filter(({ one }) => one.frame === frame && one.stratum === stratum)
    .toSorted((a, b) => compare(a.at, b.at) || compare(a.one.ticket ?? '', b.one.ticket ?? ''))
    .map(({ one }) => one);
}

/** The largest number of reserves called from one stratum of a frame. */
export const mostCalls = (reserves: readonly ReserveCalled[], frame: string, strata: readonly string[]): number =>
  Math.max(0, ...strata.map((stratum) => callsOf(reserves, frame, stratum).length));

/** Whether each called reserve is the next ticket of its stratum; without the frame, whether the order is plausible. */
export function reserveStep(
  where: string,
  seed: string,
  stated: StratumResult,
  calls: readonly CalledReserve[],
  next: readonly Drawn[] | undefined,
): readonly VerificationStep[] {
  const step = 'reserves';
  const failed = (reason: string) => [{ step, outcome: 'failed', where, reason } as const];
  if ((stated.reservesUsed ?? 0) !== calls.length) return failed('reserve-count-differs');
  if (calls.length === 0) return [];
  const known = calls.flatMap(({ objectId: id, ticket }) =>
    id !== undefined && ticket !== undefined ? [{ id, ticket }] : [],
  );
  if (known.length < calls.length) return [{ step, outcome: 'not-checked', where, reason: 'list-not-published' }];
  if (next) {
    const differing = known.findIndex(
      ({ id, ticket }, place) => next[place]?.id !== id || next[place]?.ticket !== ticket,
    );
    return differing < 0 ? [{ step, outcome: 'passed', where }] : failed(`reserve-${differing + 1}-differs`);
  }
  const last = stated.selected?.at(-1);
  const order = [...(last ? [last] : []), ...known];
  const wrong = order.findIndex((one, place) => {
    const before = order[place - 1];
    return objectTicket(seed, one.id) !== one.ticket || (before && byTicket(before, one) >= 0);
  });
  if (wrong >= 0) return failed(`reserve-${wrong + 1 - (order.length - known.length)}-differs`);
  return [{ step, outcome: 'not-checked', where, reason: 'frame-file-not-given' }];
}
