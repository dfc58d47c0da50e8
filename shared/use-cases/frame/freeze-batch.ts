import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import { county } from '../../codes/county.ts';
import { type Batch, batchNumber, taskNumber } from '../../domain/batch/batch.ts';
import { isFreezing } from '../../domain/batch/stage.ts';
import type { FramePart } from '../../domain/frame/frame.ts';
import type { MatchingWish } from '../../domain/match/rules.ts';
import type { Task } from '../../domain/visit/visit.ts';
import { previousTeamsDigest } from '../../draw/sealed-list.ts';
import { matchingRules } from '../../platform/matching-rules.ts';
import type { Actor } from '../actor.ts';
import type { BatchDeps, StoredBatch } from '../batch/change-batch.ts';
import { begin, firstRun, type ProcessDeps } from '../batch/draw-attempts.ts';
import { newKey } from '../batch/open-key.ts';
import {
  type EntryFailure,
  type EntryReference,
  type EntryToDraw,
  entriesOf,
  entriesToDraw,
} from '../batch/plan-entries.ts';
import { consentsFor, useConsents } from '../batch/repeats.ts';
import { takeTurns } from '../batch/runs.ts';
import { bindCampaign } from '../campaign/campaign-of-batch.ts';
import { createRecord, eventOf } from '../changes.ts';
import { drawFiles, writeSealed } from '../draw/draw-files.ts';
import type { CommitFailure } from '../ports/unit-of-work.ts';
import { settingsAt } from '../setting/settings-at.ts';
import { readTrusted } from '../trust/read-trusted.ts';
import {
  checkPartCount,
  type FrameFailure,
  type FreezePlan,
  freezeExperts,
  freezeFrames,
  freezeInspectors,
  readPreviousTeams,
} from './freeze-frames.ts';
import { fixFreezingRules } from './freezing-rules.ts';
import { pendingBatches } from './pending-batches.ts';
import { lastOf } from './people-since.ts';
import { isLarge } from './registry-size.ts';

export interface FreezeRequest {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly EntryReference[];
  /** Matching rules for this batch alone; the county's settings apply to the rest. */
  readonly matching?: MatchingWish;
}

type FreezeFailure = Failure<'not-ready' | 'repeat-needs-consent'> | EntryFailure | FrameFailure | CommitFailure;

/** How often a freeze is carried out before it fails because others took its number each time. */
const tries = 4;

/**
 * Freezes a batch. Its number is public once it is drawn, so it is taken by the commit: a freeze that fails leaves no gap
 * that would look like a draw hidden. Of two that meet, one is frozen again under the next number.
 */
export async function freezeBatch(
  deps: ProcessDeps,
  request: FreezeRequest,
  actor: Actor,
  now: Date,
  onePassObjects?: number,
): Promise<Result<StoredBatch, FreezeFailure>> {
  for (let attempt = 1; ; attempt += 1) {
    const done = await freezeOnce(deps, request, actor, now, onePassObjects);
    const overtaken = !done.ok && done.error.kind === 'stale-version' && done.error.entity === 'counter';
    if (!overtaken || attempt === tries) return done;
  }
}

/**
 * Freezes what a batch will draw from, under a key of its own: frames with their quotas, inspectors, previous teams.
 * Nothing is random or public yet. Files are written first, then the batch with its key and tasks in one commit. For a registry too large for one
 * request only the rules are fixed here, and the process is started; the batch is `freezing` until its shards have been
 * read. If the process could not be started, `resumeDraws` starts it.
 */
async function freezeOnce(
  deps: ProcessDeps,
  { id, title, entries: references, matching: wish = {} }: FreezeRequest,
  actor: Actor,
  now: Date,
  onePassObjects?: number,
): Promise<Result<StoredBatch, FreezeFailure>> {
  const made = await deps.records.find('batch', id);
  if (made && !isSame(made.value, references)) return err({ kind: 'already-exists', entity: 'batch', id });
  if (made) return begun(deps, made);
  const planIds = new Set(references.flatMap((each) => ('planId' in each ? [each.planId] : [])));
  const turns = await takeTurns(deps.counters, [...planIds]);
  const entries = await entriesToDraw(deps, references, actor, now);
  if (!entries.ok) return entries;
  const [first] = entries.value;
  if (!first) throw new Error('a batch draws at least one entry');
  const { window, listPublicity, lead } = first.entry;

  const today = localDateOf(now);
  const consents = consentsFor(entries.value, today);
  if (!consents.ok) return consents;
  const counter = `batch#${today}`;
  const sequence = await deps.counters.peek(counter);
  const number = batchNumber(county.code, today, sequence);
  const withinLimit = checkPartCount(entries.value);
  if (!withinLimit.ok) return withinLimit;
  const year = Number(window.from.slice(0, 4));
  // R9: what two freezes read of each other is right only one after the other, whatever the days of their numbers.
  const guard = `checks#${year}`;
  const turn = await deps.counters.peek(guard);
  const open = (await pendingBatches(deps.records, year)).find(isFreezing);
  if (open) return err(stillFreezing(open));
  const figures = await settingsAt(deps, now);
  const { undone } = await deps.registry.freezeMark();
  const large = await isLarge(deps, onePassObjects);
  const { key, record } = await newKey(deps, { id, number, department: lead }, now);
  // R62: what is ordered from above is checked all the same.
  const ordered = entries.value.some(({ campaign }) => campaign?.value.higherLevel);
  const trusted = ordered ? [] : await readTrusted(deps, today);
  const plan = { batchId: id, number, entries: entries.value, year, key, figures, trusted };
  const frames = large ? await beginFreezing(deps, plan) : await freezeAtOnce(deps, plan);
  if (!frames.ok) return frames;
  const named = entries.value.flatMap(({ entry }) => entry.departments.map(({ department }) => department));
  const departments = [...new Set(named)];
  const matching = matchingRules(wish, figures);
  const people = { batchId: id, key, departments, last: lastOf(entries.value) };
  const inspectors = await freezeInspectors(deps, people, matching.perDepartment);
  if (!inspectors.ok) return inspectors;
  const experts = await freezeExperts(deps, people, frames.value.checks);
  const previous = await readPreviousTeams(deps, year);
  const unstarted: Batch = {
    id,
    number,
    title,
    department: lead,
    departments,
    readers: [...new Set([...departments, ...entries.value.map(({ entry }) => entry.lead)])],
    ...entriesOf(entries.value),
    window,
    listPublicity,
    ...frames.value.batch,
    frozenAt: now.toISOString(),
    frozenBy: actor.id,
    key: key.commitment,
    inspectors: inspectors.value,
    ...(experts && { experts }),
    previousTeams: await writeSealed(deps, drawFiles.previousTeams(id), previous),
    previousDigest: previousTeamsDigest(key.previousSalt, previous),
    matching,
    reserves: [],
    teamChanges: [],
  };
  const batch: Batch = large ? { ...unstarted, process: firstRun(unstarted, now) } : unstarted;
  const facts = {
    number,
    frames: batch.frames.length,
    objects: batch.frames.reduce((sum, { size }) => sum + size, 0),
    inspectors: inspectors.value.size,
  };
  const tasks = await tasksOf(deps, batch, entries.value, today);
  const done = await deps.work.commit([
    createRecord('batch', id, batch, eventOf(large ? 'begin-freeze' : 'freeze', actor, now, facts)),
    createRecord('batch-key', id, record, eventOf('make-key', actor, now, { batch: number })),
    { change: 'note-freeze', batch: number, undone },
    { change: 'take-number', counter, number: sequence },
    { change: 'take-number', counter: guard, number: turn },
    ...turns,
    ...useConsents(consents.value, batch, actor, now),
    ...entries.value.flatMap(({ campaign }) => (campaign ? [bindCampaign(campaign, batch, actor, now)] : [])),
    ...tasks.map((task) => createRecord('task', task.id, task, eventOf('create', actor, now, { batch: number }))),
  ]);
  if (!done.ok) return done;
  const stored = await deps.records.find('batch', id);
  if (!stored) throw new Error(`batch ${id} vanished`);
  return begun(deps, stored);
}

/** Whom it will hold is not known until its shards are read. */
const stillFreezing = ({ number }: Batch): Failure<'not-ready'> => ({
  kind: 'not-ready',
  entity: 'batch',
  reason: `批次 ${number} 正在分片冻结，其抽样框确定之前不能计算年度检查次数；请待其冻结完成（或作废）后再冻结本批次。`,
});

/** A request that is repeated because its response was lost finds the process running. */
async function begun(deps: Pick<ProcessDeps, 'drawProcess'>, stored: StoredBatch): Promise<Result<StoredBatch, never>> {
  if (isFreezing(stored.value)) await begin(deps, stored.value);
  return ok(stored);
}

/** What the batch records of its frames. */
interface FreezeBegun {
  readonly batch: Pick<Batch, 'status' | 'frames' | 'freezing'>;
  /** What each department checks. */
  readonly checks: readonly Pick<FramePart, 'department' | 'items'>[];
}

async function freezeAtOnce(deps: BatchDeps, plan: FreezePlan): Promise<Result<FreezeBegun, FrameFailure>> {
  const frames = await freezeFrames(deps, plan);
  if (!frames.ok) return frames;
  const checks = frames.value.flatMap(({ parts }) => parts);
  return ok({ batch: { status: 'frozen', frames: frames.value }, checks });
}

async function beginFreezing(deps: BatchDeps, plan: FreezePlan): Promise<Result<FreezeBegun, FrameFailure>> {
  const freezing = await fixFreezingRules(deps, plan);
  if (!freezing.ok) return freezing;
  const { rules, checks } = freezing.value;
  return ok({ batch: { status: 'freezing', frames: [], freezing: rules }, checks });
}

const isSame = ({ entries, campaign }: Batch, references: readonly EntryReference[]): boolean =>
  entries.length === references.length &&
  references.every((reference, at) =>
    'campaignId' in reference
      ? campaign?.id === reference.campaignId
      : campaign === undefined && entries[at]?.planId === reference.planId && entries[at].entryId === reference.entryId,
  );

/** One task for each entry, waiting for the draw. */
async function tasksOf(
  deps: Pick<BatchDeps, 'counters'>,
  batch: Batch,
  entries: readonly EntryToDraw[],
  today: string,
): Promise<readonly Task[]> {
  const tasks: Task[] = [];
  for (const { planId, entry, campaign, taskId } of entries) {
    const departments = entry.departments.map(({ department }) => department);
    tasks.push({
      id: taskId,
      number: taskNumber(county.code, today, await deps.counters.next(`task#${today}`)),
      title: entry.title,
      source: campaign ? '专项' : '年度计划',
      scope: departments.length > 1 ? '跨部门' : '本部门',
      department: entry.lead,
      departments,
      ...(campaign ? { campaignId: planId } : { planId, entryId: entry.id }),
      batchId: batch.id,
      window: batch.window,
      status: 'drawing',
    });
  }
  return tasks;
}
