import type { TodoKind } from '../todo/todo.ts';

/** Whom an act leaves a record to, and under which kind it then stands in their to-do list; without one they are only told. */
export interface Handed<Side extends string> {
  readonly to: readonly [Side, ...Side[]];
  readonly asks?: { readonly todo: TodoKind };
}

/** The same with the sentence that they are told. */
export interface HandsOver<Side extends string> extends Handed<Side> {
  /** What was done, after the name of who did it: 提交了. */
  readonly says: string;
  readonly asks?: { readonly todo: TodoKind; readonly words: string };
}

/** Why nobody is told of an act. */
export interface HandsToNobody {
  readonly nobody: string;
}

/**
 * Beside a table of transitions: an event, or another act, that does not say whose turn it is then does not compile. Where the
 * sentence depends on more than the act, the use case words it, and the table says the rest (`Handed`).
 */
export type HandOvers<Act extends string, Side extends string, Cell = HandsOver<Side>> = Readonly<
  Record<Act, Cell | HandsToNobody>
>;

/** What a notice of an act asks for, with the ids of the operation, if it asks for anything. */
export function askedBy<Act extends string>(
  table: HandOvers<Act, string, Handed<string>>,
  act: Act,
  ids: Readonly<Record<string, string>>,
): { readonly asks?: { readonly todo: TodoKind; readonly ids: Readonly<Record<string, string>> } } {
  const handed = table[act];
  return 'nobody' in handed || !handed.asks ? {} : { asks: { todo: handed.asks.todo, ids } };
}
