import type { TodoKind } from '../todo/todo.ts';

/** Whom an act leaves a record to, what they are told of it, and what is asked of them. */
export interface HandsOver<Side extends string> {
  readonly to: readonly [Side, ...Side[]];
  /** What was done, after the name of who did it: 提交了. */
  readonly says: string;
  /** What they are to do, and where it stands in their to-do list; without it they are told what became of the matter. */
  readonly asks?: { readonly todo: TodoKind; readonly words: string };
}

/** Why nobody is told of an act. */
export interface HandsToNobody {
  readonly nobody: string;
}

/** Beside a table of transitions: an event, or another act, that does not say whose turn it is then does not compile. */
export type HandOvers<Act extends string, Side extends string> = Readonly<Record<Act, HandsOver<Side> | HandsToNobody>>;
