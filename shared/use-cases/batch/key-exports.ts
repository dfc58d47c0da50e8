import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import type { BatchKeyRecord, KeyUse } from '../../domain/batch/batch-key.ts';
import type { PeopleBook } from '../../domain/frame/frame.ts';
import { linksIn } from '../../domain/registry/object-links.ts';
import { batchKey } from '../../draw/batch-key.ts';
import type { MatchFacts } from '../../draw/match-visits.ts';
import type { Turn } from '../../draw/turns.ts';
import type { Actor } from '../actor.ts';
import { type DecisionFailure, replacedIn } from '../amendment/amendable.ts';
import { turnsOf } from '../amendment/next-reserves.ts';
import { type ChangeDeps, changeRecord, present } from '../change-record.ts';
import { eventOf } from '../changes.ts';
import { drawFiles, readArtifact } from '../draw/draw-files.ts';
import { DrawnFile } from '../draw/draw-objects.ts';
import { frozenRows } from '../draw/frozen-rows.ts';
import { every } from '../every.ts';
import { frozenStaff, matchFactsOf } from '../match/match-visits.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Registry } from '../ports/registry.ts';
import type { CommitFailure } from '../ports/unit-of-work.ts';
import { type BatchChangeFailure, type BatchDeps, changeBatch, type StoredBatch } from './change-batch.ts';
import { type KeyDeps, type KeyFailure, openKeyText } from './open-key.ts';

type KeyRecordFailure = Failure<'not-found'> | CommitFailure;

/** What is known of a key, without the key: its commitment, whether it is lost, who had it, and each time it was opened. */
export interface KeyState extends Pick<BatchKeyRecord, 'number' | 'commitment' | 'madeAt' | 'lostAt' | 'exports'> {
  readonly uses: readonly KeyUse[];
}

const usesPerPage = 100;

export async function keyState(
  { records }: Pick<KeyDeps, 'records'>,
  id: string,
): Promise<Result<KeyState, Failure<'not-found'>>> {
  const kept = await present(records, 'batch-key', id);
  if (!kept.ok) return kept;
  const { number, commitment, madeAt, lostAt, exports } = kept.value.value;
  const pages = every((page) => records.list({ kind: 'key-use', in: 'ofBatch', of: id, page }), usesPerPage);
  const uses = await Array.fromAsync(pages, ({ value }) => value);
  return ok({ number, commitment, madeAt, ...(lostAt !== undefined && { lostAt }), exports, uses });
}

/** 密钥移交: asks that the key be handed to whoever oversees or certifies the draw. */
export const requestKeyExport = (
  deps: ChangeDeps,
  {
    id,
    requestId,
    recipient,
    reason,
  }: { readonly id: string; readonly requestId: string; readonly recipient: string; readonly reason: string },
  actor: Actor,
  now: Date,
): Promise<Result<BatchKeyRecord, KeyRecordFailure>> =>
  changeKey(deps, id, (kept) => {
    if (kept.exports.some((each) => each.id === requestId)) return ok(undefined);
    const asked = { id: requestId, recipient, reason, requestedBy: actor.id, requestedAt: now.toISOString() };
    const event = eventOf('request-key-export', actor, now, { batch: kept.number, request: requestId });
    return ok({ value: { ...kept, exports: [...kept.exports, asked] }, event });
  });

/** R5: by another person than the one who asked. */
export const approveKeyExport = (
  deps: ChangeDeps,
  { id, requestId }: { readonly id: string; readonly requestId: string },
  actor: Actor,
  now: Date,
): Promise<Result<BatchKeyRecord, KeyRecordFailure | DecisionFailure>> =>
  changeKey<DecisionFailure>(deps, id, (kept) => {
    const asked = kept.exports.find((each) => each.id === requestId);
    if (!asked) return err({ kind: 'not-found', entity: 'request', id: requestId });
    if (asked.requestedBy === actor.id) return err({ kind: 'same-person', act: '批准移交密钥' });
    if (asked.approvedAt !== undefined) return ok(undefined);
    const approved = { ...asked, approvedBy: actor.id, approvedAt: now.toISOString() };
    const event = eventOf('approve-key-export', actor, now, { batch: kept.number, request: requestId });
    return ok({ value: { ...kept, exports: replacedIn(kept.exports, approved) }, event });
  });

async function changeKey<F extends Failure = never>(
  deps: ChangeDeps,
  id: string,
  change: (
    kept: BatchKeyRecord,
  ) => Result<{ readonly value: BatchKeyRecord; readonly event: ReturnType<typeof eventOf> } | undefined, F>,
): Promise<Result<BatchKeyRecord, KeyRecordFailure | F>> {
  const act = { id, find: () => present(deps.records, 'batch-key', id) };
  const done = await changeRecord<'batch-key', F | Failure<'not-found'>>(deps, 'batch-key', act, ({ value }) =>
    change(value),
  );
  return done.ok ? ok(done.value.value) : done;
}

/** All that opens a draw: the key, where its books are, and what the match and the reserves knew. */
export interface KeyExportContent {
  readonly key: string;
  readonly books: readonly { readonly frame: string; readonly url: string; readonly expiresAt: string }[];
  readonly people: { readonly inspectors: readonly PeopleBook[]; readonly experts?: readonly PeopleBook[] };
  /** Absent before the draw. */
  readonly facts?: Pick<MatchFacts, 'items' | 'inspectors' | 'recusals' | 'previousTeams' | 'experts'> & {
    readonly townships: Readonly<Record<string, string>>;
  };
  readonly turns: readonly Turn[];
}

/** Hands an approved export to the one who asked for it; each time is on record. */
export async function collectKeyExport(
  deps: KeyDeps & { readonly blobs: Blobs; readonly registry: Registry },
  { id, requestId }: { readonly id: string; readonly requestId: string },
  actor: Actor,
  now: Date,
): Promise<Result<KeyExportContent, Failure<'not-found' | 'not-ready'> | KeyFailure>> {
  const [batch, kept] = [await present(deps.records, 'batch', id), await present(deps.records, 'batch-key', id)];
  if (!batch.ok) return batch;
  if (!kept.ok) return kept;
  const asked = kept.value.value.exports.find((each) => each.id === requestId && each.requestedBy === actor.id);
  if (!asked) return err({ kind: 'not-found', entity: 'request', id: requestId });
  if (asked.approvedAt === undefined)
    return err({ kind: 'not-ready', entity: 'request', reason: '移交密钥须经另一人批准。' });
  const key = await openKeyText(deps, batch.value.value, 'export', actor, now, { request: requestId });
  if (!key.ok) return key;
  const books = [];
  for (const { frame, book } of batch.value.value.frames)
    if (book !== undefined) books.push({ frame, ...(await deps.blobs.downloadUrl(book, `${frame}.ndjson`)) });
  const staff = await frozenStaff(deps, batch.value.value, batchKey(key.value));
  const peopleOf = (rows: typeof staff.inspectors) =>
    rows.map((row) => ({ id: row.id, department: row.stratum, version: row.version }));
  return ok({
    key: key.value,
    books,
    people: {
      inspectors: peopleOf(staff.inspectors),
      ...(staff.experts.length > 0 && { experts: peopleOf(staff.experts) }),
    },
    ...(batch.value.value.drawnAt !== undefined && { facts: await factsOf(deps, batch.value.value, staff) }),
    turns: turnsOf(batch.value.value),
  });
}

/** The facts of the match as they were frozen; limits and rules are in the manifest. */
async function factsOf(
  deps: { readonly blobs: Blobs; readonly registry: Registry },
  batch: Batch,
  staff: Awaited<ReturnType<typeof frozenStaff>>,
): Promise<NonNullable<KeyExportContent['facts']>> {
  const people = {
    inspectors: await frozenRows(deps, 'inspector', staff.inspectors),
    experts: await frozenRows(deps, 'expert', staff.experts),
  };
  const { visits } = await readArtifact(deps, drawFiles.drawn(batch.id), DrawnFile);
  const objects = await frozenRows(
    deps,
    'object',
    visits.map(({ objectId, version }) => ({ id: objectId, version })),
  );
  const links = linksIn(objects.map(({ value }) => value));
  const { items, inspectors, recusals, previousTeams, experts } = await matchFactsOf(deps, batch, [], people, links);
  const townships = Object.fromEntries(objects.map(({ value }) => [value.id, value.township]));
  return {
    ...{ items, inspectors, recusals, previousTeams, townships },
    ...(experts && experts.length > 0 && { experts }),
  };
}

export interface KeyCheck {
  readonly id: string;
  /** Who opened the draw: a supervisor, an auditor, a notary. */
  readonly by: string;
  /** Of the manifest that was opened. */
  readonly digest: string;
  readonly outcome: 'passed' | 'failed';
}

/** 独立核对: publishes that the draw was opened with its key, by whom and with which outcome. */
export const recordKeyCheck = (
  deps: BatchDeps,
  { id, ...check }: KeyCheck,
  actor: Actor,
  now: Date,
): Promise<Result<StoredBatch, BatchChangeFailure | Failure<'not-ready'>>> =>
  changeBatch<BatchChangeFailure | Failure<'not-ready'>>(
    deps,
    { id, action: 'record-key-check', actor, now },
    (batch) => {
      if (batch.digest === undefined || batch.key === undefined)
        return err({ kind: 'not-ready', entity: 'batch', reason: '该批次没有可以用密钥核对的清单。' });
      const same = batch.keyChecks?.some(
        ({ by, digest, outcome }) => by === check.by && digest === check.digest && outcome === check.outcome,
      );
      if (same) return ok(undefined);
      const keyChecks = [...(batch.keyChecks ?? []), { ...check, at: now.toISOString() }];
      return ok({ batch: { ...batch, keyChecks }, facts: { outcome: check.outcome } });
    },
  );
