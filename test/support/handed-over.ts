import { expect } from 'vitest';
import type { Principal } from '../../shared/api/principal.ts';
import type { Problem } from '../../shared/api/problems.ts';
import type { Result } from '../../shared/base/result.ts';
import type { Handed } from '../../shared/domain/notice/hand-over.ts';
import { inboxOf } from '../../shared/domain/notice/inbox.ts';
import type { Notice } from '../../shared/domain/notice/notice.ts';
import { todoKinds } from '../../shared/domain/todo/todo.ts';
import { every } from '../../shared/use-cases/every.ts';
import { expectOk, type TestSystem } from './system.ts';

/** The acts of a table that hand the record to somebody: each needs a way to drive it, or it does not compile. */
export type Handing<Table> = {
  [Act in keyof Table]: Table[Act] extends { readonly to: unknown } ? Act : never;
}[keyof Table];

/** An act that is ready to be carried out, on the version that its caller saw. */
export type Ready = () => Promise<Result<unknown, Problem>>;

/** One inbox that a side means, and somebody who reads it and may act. */
export interface Reader {
  readonly inbox: string;
  readonly who: Principal;
}

/** Every notice there is; none is sent while no run of the reminders is started. */
const allNotices = async ({ store: { records } }: TestSystem): Promise<readonly Notice[]> => {
  const pending = every((page) => records.list({ kind: 'notice', in: 'pending', page }), 1000);
  return (await Array.fromAsync(pending)).map(({ value }) => value);
};

/** What a step of a table says to whom. */
export interface Expected {
  readonly handsOver: Handed<string> & { readonly says?: string };
  readonly readersOf: (side: string) => readonly Reader[] | Promise<readonly Reader[]>;
}

/**
 * Carries an act out twice at the same moment and once more, and finds one notice in each inbox that the table names: in
 * names alone, and, where it asks for something, what it asks for in the reader's to-do list.
 */
export async function expectHandedOver(system: TestSystem, act: Ready, ...steps: readonly Expected[]): Promise<void> {
  const before = new Set((await allNotices(system)).map(({ id }) => id));
  const answers = await Promise.all([act(), act()]);
  expect(
    answers.some(({ ok }) => ok),
    JSON.stringify(answers),
  ).toBe(true);
  await act();

  const wanted = [];
  for (const { handsOver, readersOf } of steps)
    for (const side of handsOver.to)
      for (const reader of await readersOf(side))
        wanted.push({ ...reader, says: handsOver.says, todo: handsOver.asks?.todo });
  const told = (await allNotices(system)).filter(({ id }) => !before.has(id));
  const place = (inbox: string, todo: string | undefined) => `${inbox} ${todo ?? 'is told'}`;
  const placeOf = (notice: Notice) => place(inboxOf(notice), notice.asks?.todo);
  expect(told.map(placeOf).toSorted()).toEqual(wanted.map(({ inbox, todo }) => place(inbox, todo)).toSorted());
  for (const notice of told) {
    const reader = wanted.find(({ inbox, todo }) => place(inbox, todo) === placeOf(notice));
    if (!reader) throw new Error(`nobody reads ${placeOf(notice)}`);
    if (reader.says !== undefined) expect(notice.text).toContain(reader.says);
    // Codes, ids and credit codes have Latin letters; names, titles and numbers of documents have none.
    expect(notice.text).not.toMatch(/[a-z]/i);
    await expectReadable(system, notice, reader);
  }
}

async function expectReadable(system: TestSystem, { id, asks }: Notice, { inbox, who }: Reader): Promise<void> {
  const call = system.as(who);
  const { items } = expectOk(await call('listNotices', { query: { limit: 100, inbox } }));
  const shown = items.find((each) => each.id === id);
  expect(shown).toBeDefined();
  if (!asks) return;
  const kind = asks.todo as keyof typeof todoKinds;
  expect(shown?.asks).toEqual({ ...asks, operation: todoKinds[kind].operation });
  const waiting = expectOk(await call('listTodoOfKind', { params: { kind }, query: { limit: 100 } })).items;
  // What leads to many is found by what it belongs to.
  if ('id' in asks.ids) expect(waiting.map(({ ids }) => ids)).toContainEqual(asks.ids);
  else expect(waiting).not.toEqual([]);
}
