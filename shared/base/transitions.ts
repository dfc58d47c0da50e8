import type { Failure } from './failures.ts';
import { err, ok, type Result } from './result.ts';

/** A workflow as data: for each state, the events it admits and the next state of each. */
export type Transitions<S extends string, E extends string> = Readonly<Record<S, Readonly<Partial<Record<E, S>>>>>;

/** The state after an event, or a refusal that names state and event in people's words. */
export function transition<S extends string, E extends string>(
  table: Transitions<S, E>,
  names: { readonly entity: string; readonly states: Record<S, string>; readonly events: Record<E, string> },
  from: S,
  event: E,
): Result<S, Failure<'illegal-transition'>> {
  const next = table[from][event];
  if (next !== undefined) return ok(next);
  return err({
    kind: 'illegal-transition',
    entity: names.entity,
    from: names.states[from],
    event: names.events[event],
  });
}
