import { setTimeout as wait } from 'node:timers/promises';
import { type CancellationReason, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Db } from './client.ts';

export type Action = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** DynamoDB's limit for one transaction. */
export const maxActions = 100;

/** Of the 4 MB that a transaction may carry, with room for what JSON does not count. */
const maxBytes = 3_500_000;

/** Pauses (ms) before a transaction that met another one is tried again. */
const pauses = [25, 50, 100, 200, 400];

/** An action whose condition did not hold, or that met another transaction until the tries ran out. */
export interface Refusal {
  readonly index: number;
  readonly cause: 'condition' | 'conflict';
  /** A text attribute of the row that refused, where the action asked for the row (`ALL_OLD`). */
  readonly attribute: (name: string) => string | undefined;
}

/** All actions happen and the answer is empty, or none and it names each that stood in the way. Outages are thrown. */
export async function transact(
  { client }: Pick<Db, 'client'>,
  actions: readonly Action[],
): Promise<readonly Refusal[]> {
  if (actions.length === 0) return [];
  if (actions.length > maxActions) throw new RangeError(`${actions.length} actions do not fit one transaction`);
  for (let attempt = 0; ; attempt += 1) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems: [...actions] }));
      return [];
    } catch (error) {
      const refusals = refusalsOf(error);
      const pause = pauses[attempt];
      if (pause === undefined || refusals.some(({ cause }) => cause === 'condition')) return refusals;
      await wait(pause);
    }
  }
}

/**
 * Carries out every group of actions that still can be: a group with a refused condition is dropped and the rest tried
 * again. `required` goes with them, told what was dropped; when it is refused, nothing happens. Answers the indexes of
 * the dropped groups.
 */
export async function transactDroppingRefused(
  db: Pick<Db, 'client'>,
  required: (dropped: ReadonlySet<number>) => readonly Action[],
  groups: readonly (readonly Action[])[],
): Promise<{ readonly done: boolean; readonly dropped: ReadonlySet<number> }> {
  const dropped = new Set<number>();
  for (;;) {
    const owners = groups.flatMap((group, index) => (dropped.has(index) ? [] : group.map(() => index)));
    const kept = groups.filter((_, index) => !dropped.has(index));
    const first = required(dropped);
    const refusals = await transact(db, [...first, ...kept.flat()]);
    if (refusals.length === 0) return { done: true, dropped };
    if (refusals.some(({ index, cause }) => cause === 'condition' && index < first.length)) {
      return { done: false, dropped };
    }
    if (refusals.some(({ cause }) => cause === 'conflict'))
      throw new Error('rows stayed busy with another transaction');
    for (const { index } of refusals) dropped.add(owners[index - first.length] ?? -1);
  }
}

/** Packs groups of actions into as few transactions as hold them, in order; `reserved` actions go with each. */
export function* packs(groups: readonly (readonly Action[])[], reserved = 0): Generator<(readonly Action[])[]> {
  let pack: (readonly Action[])[] = [];
  let actions = reserved;
  let bytes = 0;
  for (const group of groups) {
    const size = Buffer.byteLength(JSON.stringify(group));
    if (pack.length > 0 && (actions + group.length > maxActions || bytes + size > maxBytes)) {
      yield pack;
      pack = [];
      actions = reserved;
      bytes = 0;
    }
    pack.push(group);
    actions += group.length;
    bytes += size;
  }
  if (pack.length > 0) yield pack;
}

function refusalsOf(error: unknown): readonly Refusal[] {
  if (!(error instanceof TransactionCanceledException)) throw error;
  const reasons = error.CancellationReasons ?? [];
  const refusals = reasons.flatMap((reason, index) => refusalOf(reason, index, error));
  if (refusals.length === 0) throw error;
  return refusals;
}

function refusalOf({ Code, Item }: CancellationReason, index: number, error: unknown): Refusal[] {
  const attribute = (name: string) => Item?.[name]?.S;
  if (Code === undefined || Code === 'None') return [];
  if (Code === 'ConditionalCheckFailed') return [{ index, cause: 'condition', attribute }];
  if (Code === 'TransactionConflict') return [{ index, cause: 'conflict', attribute }];
  throw error;
}
