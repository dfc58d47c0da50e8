import type { Transitions } from '../../shared/base/transitions.ts';

/** The Mermaid state diagram of a transition table, in the words of the screens; the first state is where it begins. */
export function stateDiagram<S extends string, E extends string>(
  table: Transitions<S, E>,
  words: { readonly states: Readonly<Record<S, string>>; readonly events: Readonly<Record<E, string>> },
  states: readonly S[],
  events: readonly E[],
): string {
  const arrows = states.flatMap((from) =>
    events.flatMap((event) => {
      const to = table[from][event];
      return to === undefined ? [] : [`  ${idOf(from)} --> ${idOf(to)}: ${words.events[event]}`];
    }),
  );
  const ends = states
    .filter((state) => Object.keys(table[state]).length === 0)
    .map((state) => `  ${idOf(state)} --> [*]`);
  const names = states.map((state) => `  ${idOf(state)}: ${words.states[state]}`);
  const [first] = states;
  if (first === undefined) throw new Error('a workflow has states');
  return ['stateDiagram-v2', ...names, `  [*] --> ${idOf(first)}`, ...arrows, ...ends].join('\n');
}

/** Mermaid reads a hyphen in an id as part of an arrow. */
const idOf = (state: string): string => state.replaceAll('-', '_');

/** The Mermaid diagram under a second-level heading of a Markdown text. */
export function diagramUnder(markdown: string, heading: string): string | undefined {
  const [, section] = markdown.split(new RegExp(`^## ${heading}$`, 'm'));
  const own = section?.split(/^## /m)[0];
  return /```mermaid\n([\s\S]*?)\n```/.exec(own ?? '')?.[1];
}
