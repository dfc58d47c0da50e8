import type { DepartmentCode } from '../../base/primitives.ts';
import type { Role } from '../../base/roles.ts';
import { officeInbox } from '../../domain/notice/inbox.ts';
import type { TodoEntry, TodoKind } from '../../domain/todo/todo.ts';
import type { Actor } from '../actor.ts';
import type { Page, PageRequest } from '../ports/paging.ts';
import type { Records } from '../ports/records.ts';

export interface TodoDeps {
  readonly records: Records;
}

/** Who asks; an inspector who is no official is asked about the own visits alone. */
export type Asker = Actor & { readonly roles: readonly Role[] };

export const isOfficial = ({ roles }: Asker): boolean =>
  roles.includes('officer') || roles.includes('department-admin');

/** What waits under one kind for whoever asks, the nearest day first. */
export type Source = (deps: TodoDeps, who: Asker, now: Date, page: PageRequest) => Promise<Page<TodoEntry>>;
export type Sources = Partial<Record<TodoKind, Source>>;

/** Where waits what the head decides, and what the joint meeting's office decides. */
export function boxesToDecide({ roles, department }: Asker): readonly (DepartmentCode | typeof officeInbox)[] {
  const boxes: (DepartmentCode | typeof officeInbox)[] = [];
  if (roles.includes('office')) boxes.push(officeInbox);
  if (roles.includes('department-admin')) boxes.push(department);
  return boxes;
}

/** A page of a list whose every record waits. */
export const entriesOf = <T>(
  { items, next }: Page<{ readonly value: T }>,
  entry: (value: T) => TodoEntry | undefined,
): Page<TodoEntry> => ({
  items: items.flatMap(({ value }) => entry(value) ?? []),
  ...(next && { next }),
});
