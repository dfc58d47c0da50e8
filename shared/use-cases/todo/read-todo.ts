import { isFor, type TodoEntry, type TodoKind, todoKindCodes, todoKinds } from '../../domain/todo/todo.ts';
import type { Page, PageRequest } from '../ports/paging.ts';
import { caseworkToDo } from './casework-to-do.ts';
import { drawsToDo } from './draws-to-do.ts';
import { planningToDo } from './planning-to-do.ts';
import { resultsToDo } from './results-to-do.ts';
import type { Asker, Source, TodoDeps } from './sources.ts';

const sources = { ...resultsToDo, ...caseworkToDo, ...planningToDo, ...drawsToDo } as Readonly<
  Record<TodoKind, Source>
>;

/** How many of a kind are counted, and how many of them shown, in the overview. */
const mostCounted = 100;
const mostShown = 5;

export interface TodoOfKind {
  readonly kind: TodoKind;
  readonly title: string;
  /** How many wait, of the first hundred. */
  readonly count: number;
  /** There are more than were counted. */
  readonly more: boolean;
  /** The nearest day of those shown. */
  readonly oldestDue?: string;
  readonly items: readonly TodoEntry[];
}

/**
 * What waits for somebody, or for their department, by kind; those with the nearest day first, and of each kind the first few. Of
 * each kind one page of a list is read that holds what is open and nothing else, however much there is.
 */
export async function overview(deps: TodoDeps, who: Asker, now: Date): Promise<readonly TodoOfKind[]> {
  const kinds = todoKindCodes.filter((kind) => isFor(kind, who.roles));
  const found = await Promise.all(
    kinds.map(async (kind): Promise<TodoOfKind> => {
      const { items, next } = await sources[kind](deps, who, now, { limit: mostCounted });
      const [first] = items;
      return {
        ...{ kind, title: todoKinds[kind].name, count: items.length, more: next !== undefined },
        ...(first?.due !== undefined && { oldestDue: first.due }),
        items: items.slice(0, mostShown),
      };
    }),
  );
  const waiting = found.filter(({ count, more }) => count > 0 || more);
  return waiting.toSorted((a, b) => dayOf(a).localeCompare(dayOf(b)));
}

/** After every day. */
const undated = '9999';
const dayOf = ({ oldestDue }: TodoOfKind): string => oldestDue ?? undated;

/** A page of what waits under one kind; nothing for whom it does not concern. */
export const todoOfKind = async (
  deps: TodoDeps,
  kind: TodoKind,
  who: Asker,
  now: Date,
  page: PageRequest,
): Promise<Page<TodoEntry>> => (isFor(kind, who.roles) ? sources[kind](deps, who, now, page) : { items: [] });
