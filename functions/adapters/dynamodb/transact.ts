import { setTimeout as wait } from 'node:timers/promises';
import { type CancellationReason, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { GetCommand, TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { Unavailable } from '../../../shared/use-cases/ports/unavailable.ts';
import { jitter } from '../random-backoff.ts';
import { writeToken } from '../write-token.ts';
import type { Db } from './client.ts';

export type Action = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** The condition of a row that is written where there is none. */
export const absent = 'attribute_not_exists(pk)';

/** DynamoDB's limit for one transaction. */
export const maxActions = 100;

/** Of the 4 MB that a transaction may carry, with room for what JSON does not count. */
const maxBytes = 3_500_000;

/** How often a transaction that met another one, or was throttled in part, is tried. */
const tries = 6;
/** The longest pause (ms) after the first try; it doubles with each. */
const firstPause = 50;

/** An action whose condition did not hold, that met another transaction until the tries ran out, or was throttled. */
export interface Refusal {
  readonly index: number;
  readonly cause: 'condition' | 'conflict' | 'throttled';
  /** A text attribute of the row that refused, where the action asked for the row (`ALL_OLD`). */
  readonly attribute: (name: string) => string | undefined;
}

/**
 * All actions happen and the answer is empty, or none and it names each that stood in the way. An outage is thrown as
 * `Unavailable`. All tries carry one token: DynamoDB carries out a transaction once within ten minutes, however often it
 * comes. Where that is not kept (later, or by another store), a try whose answer was lost would be refused by its own
 * outcome, so that a refusal after a lost answer is judged by what is stored.
 */
export async function transact(
  { client }: Pick<Db, 'client'>,
  actions: readonly Action[],
): Promise<readonly Refusal[]> {
  if (actions.length === 0) return [];
  if (actions.length > maxActions) throw new RangeError(`${actions.length} actions do not fit one transaction`);
  const token = writeToken();
  const command = { TransactItems: actions.map((action) => signed(action, token)), ClientRequestToken: token };
  for (let attempt = 1; ; attempt += 1) {
    const failed = await failureOf(() => client.send(new TransactWriteCommand(command)));
    if (failed === undefined) return [];
    const { error, isAnswerLost } = failed;
    if (isAnswerLost && (await tookPlace(client, actions, token))) return [];
    const refusals = refusalsOf(error);
    if (attempt === tries || refusals.some(({ cause }) => cause === 'condition')) return decided(refusals, error);
    await wait(jitter(firstPause * 2 ** (attempt - 1)));
  }
}

/** An attempt's error, and whether an earlier sending of it may have been carried out without an answer. */
async function failureOf(send: () => Promise<unknown>) {
  try {
    await send();
    return undefined;
  } catch (error) {
    const attempts = error instanceof TransactionCanceledException ? (error.$metadata.attempts ?? 1) : 1;
    return { error, isAnswerLost: attempts > 1 || error instanceof Unavailable };
  }
}

/** A row that is written where there is none keeps the token of its transaction: it says whose it is. */
function signed(action: Action, token: string): Action {
  const { Put } = action;
  return Put?.ConditionExpression === absent ? { Put: { ...Put, Item: { ...Put.Item, writtenBy: token } } } : action;
}

/**
 * Whether these very actions were carried out. Each transaction that changes a record writes a row where there is none, its
 * event; if one of them is there with the transaction's token, all of its transaction is.
 */
async function tookPlace(client: Db['client'], actions: readonly Action[], token: string): Promise<boolean> {
  for (const { Put } of actions) {
    if (Put?.ConditionExpression !== absent) continue;
    const { pk, sk } = Put.Item ?? {};
    const { Item } = await client.send(
      new GetCommand({ TableName: Put.TableName, Key: { pk, sk }, ConsistentRead: true }),
    );
    if (Item?.writtenBy === token) return true;
  }
  return false;
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
      throw new Unavailable('rows stayed busy with another transaction');
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

/** Of a transaction cancelled for one action by a condition, throttling of another says nothing. */
function decided(refusals: readonly Refusal[], error: unknown): readonly Refusal[] {
  const isThrottled = refusals.every(({ cause }) => cause === 'throttled');
  if (isThrottled) throw new Unavailable('a transaction was throttled', { cause: error });
  return refusals.filter(({ cause }) => cause !== 'throttled');
}

const throttlingCodes: ReadonlySet<string> = new Set(['ThrottlingError', 'ProvisionedThroughputExceeded']);

function refusalOf({ Code, Item }: CancellationReason, index: number, error: unknown): Refusal[] {
  const attribute = (name: string) => Item?.[name]?.S;
  if (Code === undefined || Code === 'None') return [];
  if (Code === 'ConditionalCheckFailed') return [{ index, cause: 'condition', attribute }];
  if (Code === 'TransactionConflict') return [{ index, cause: 'conflict', attribute }];
  if (throttlingCodes.has(Code)) return [{ index, cause: 'throttled', attribute }];
  throw error;
}
