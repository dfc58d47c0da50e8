import * as z from 'zod';
import type { Failure } from '../../base/failures.ts';
import { DepartmentCode, PlainId } from '../../base/primitives.ts';
import { ok, type Result } from '../../base/result.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import type { Frame } from '../../domain/frame/frame.ts';
import { PlanEntry } from '../../domain/plan/plan.ts';
import { shardOf } from '../../draw/one/frame.ts';
import type { EntryToDraw } from '../batch/plan-entries.ts';
import { readArtifact, readSealed, writeSealed } from '../draw/draw-files.ts';
import { frozenRows } from '../draw/frozen-rows.ts';
import { shardFiles } from '../draw/shard-files.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Records } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import { type FramePart, frameParts, readYearChecks } from './candidates.ts';
import { frameItems } from './freeze-frames.ts';
import { withinLimits } from './limits.ts';

interface RuleDeps {
  readonly blobs: Blobs;
  readonly records: Records;
  readonly registry: Registry;
}

const FrameRules = z.strictObject({
  frame: PlainId,
  department: DepartmentCode,
  /** At their versions when the batch was begun; all shards use the same. */
  items: z.array(z.strictObject({ id: PlainId, version: z.int() })),
});
export type FrameRules = z.infer<typeof FrameRules>;

const EntryRules = z.strictObject({ planId: PlainId, entry: PlanEntry, frames: z.array(FrameRules) });
export type EntryRules = z.infer<typeof EntryRules>;

/** The rules that decide, for every shard alike, which objects the frames of a batch contain. */
const FreezingRules = z.strictObject({ entries: z.array(EntryRules) });
export type FreezingRules = z.infer<typeof FreezingRules>;

const Checks = z.record(z.string(), z.int());

interface FixedRules {
  readonly rules: NonNullable<Batch['freezing']>;
  /** What each frame's department checks. */
  readonly checks: readonly Pick<Frame, 'department' | 'items'>[];
}

/**
 * Fixes the rules for a batch's frames before tasks read its shards: the entries, their items as they are now and, for
 * each shard, how often its objects were checked this year.
 */
export async function fixFreezingRules(
  deps: RuleDeps,
  {
    batchId,
    number,
    entries,
    year,
  }: {
    readonly batchId: string;
    readonly number: string;
    readonly entries: readonly EntryToDraw[];
    readonly year: number;
  },
): Promise<Result<FixedRules, Failure<'unknown-reference' | 'invalid-input'>>> {
  const rules: EntryRules[] = [];
  const checked: Pick<Frame, 'department' | 'items'>[] = [];
  let frames = 0;
  for (const { planId, entry } of entries) {
    const parts = await frameParts(deps, entry);
    if (!parts.ok) return parts;
    const own = parts.value.map(({ department, items }) => {
      frames += 1;
      checked.push({ department, items: frameItems(items) });
      const versions = items.map(({ value: { id }, meta: { version } }) => ({ id, version }));
      return { frame: `${number}-${frames}`, department, items: versions };
    });
    rules.push({ planId, entry, frames: own });
  }
  const limits = withinLimits(checked);
  if (!limits.ok) return limits;
  const checks = Map.groupBy(await readYearChecks(deps, year), ([id]) => shardOf(id));
  for (const [shard, own] of checks) {
    await writeSealed(deps, shardFiles.checks(batchId, shard), Object.fromEntries(own));
  }
  return ok({ rules: await writeSealed(deps, shardFiles.rules(batchId), { entries: rules }), checks: checked });
}

export function readFreezingRules(deps: { readonly blobs: Blobs }, { id, freezing }: Batch): Promise<FreezingRules> {
  if (!freezing) throw new Error(`batch ${id} has no rules to be frozen by`);
  return readSealed(deps, freezing, FreezingRules);
}

/** R9: the year's checks of one shard's objects; a shard without any has no file. */
export async function readShardChecks(
  deps: { readonly blobs: Blobs },
  batchId: string,
  shard: number,
): Promise<ReadonlyMap<string, number>> {
  const key = shardFiles.checks(batchId, shard);
  return (await deps.blobs.stat(key)) ? new Map(Object.entries(await readArtifact(deps, key, Checks))) : new Map();
}

/** What a frame's department checks, at the fixed versions. */
export const partOf = async (
  deps: Pick<RuleDeps, 'registry'>,
  { department, items }: FrameRules,
): Promise<FramePart> => ({ department, items: await frozenRows(deps, 'item', items) });
