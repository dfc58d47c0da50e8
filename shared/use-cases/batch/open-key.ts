import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import type { BatchKeyRecord, KeyPurpose } from '../../domain/batch/batch-key.ts';
import { type BatchKey, batchKey } from '../../draw/batch-key.ts';
import type { Actor } from '../actor.ts';
import { type ChangeDeps, changeRecord, present } from '../change-record.ts';
import { createRecord, eventOf } from '../changes.ts';
import type { KeyVault } from '../ports/key-vault.ts';

export interface KeyDeps extends ChangeDeps {
  readonly keys: KeyVault;
  readonly salt: () => string;
}

type EventFacts = Readonly<Record<string, string>>;

export type KeyFailure = Failure<'key-lost'>;

/** A new key for a batch that is being frozen: the key at work, and its record for the commit that makes the batch. */
export async function newKey(
  { keys }: Pick<KeyDeps, 'keys'>,
  { id, number, department }: Pick<Batch, 'id' | 'number' | 'department'>,
  now: Date,
): Promise<{ readonly key: BatchKey; readonly record: BatchKeyRecord }> {
  const { key: hex, sealed } = await keys.create(id);
  const key = batchKey(hex);
  const { commitment } = key;
  return { key, record: { id, number, department, commitment, sealed, madeAt: now.toISOString(), exports: [] } };
}

/**
 * Opens the key of a batch for one purpose. That it is opened is on record before it is: an opening that then fails is
 * recorded as well, and a key that nobody can open any more is marked as lost.
 */
export async function openKey(
  deps: KeyDeps,
  batch: Pick<Batch, 'id' | 'number' | 'key'>,
  purpose: KeyPurpose,
  actor: Actor,
  now: Date,
  facts?: EventFacts,
): Promise<Result<BatchKey, KeyFailure>> {
  const hex = await openKeyText(deps, batch, purpose, actor, now, facts);
  return hex.ok ? ok(batchKey(hex.value)) : hex;
}

/** The same in 64 hex characters, for the one export that hands it out. */
export async function openKeyText(
  deps: KeyDeps,
  { id, number, key: commitment }: Pick<Batch, 'id' | 'number' | 'key'>,
  purpose: KeyPurpose,
  actor: Actor,
  now: Date,
  /** What it is opened for, in ids. */
  facts: EventFacts = {},
): Promise<Result<string, KeyFailure>> {
  const kept = await deps.records.find('batch-key', id);
  const lost = { kind: 'key-lost', batch: number } as const;
  if (!kept || kept.value.lostAt !== undefined) return err(lost);
  const use = `${id}-${deps.salt().slice(0, 24)}`;
  const at = now.toISOString();
  const event = eventOf('open-key', actor, now, { batch: number, purpose, ...facts });
  const noted = await deps.work.commit([
    createRecord('key-use', use, { id: use, batchId: id, number, purpose, by: actor.id, at }, event),
  ]);
  if (!noted.ok) throw new Error(`that the key of ${number} is opened could not be recorded: ${noted.error.kind}`);
  const hex = await deps.keys.open(id, kept.value.sealed);
  if (hex !== undefined && batchKey(hex).commitment === commitment) return ok(hex);
  const act = { id, find: () => present(deps.records, 'batch-key', id) };
  await changeRecord<'batch-key', Failure>(deps, 'batch-key', act, ({ value }) =>
    ok(
      value.lostAt === undefined
        ? { value: { ...value, lostAt: at }, event: eventOf('lose-key', actor, now, { batch: number }) }
        : undefined,
    ),
  );
  return err(lost);
}
