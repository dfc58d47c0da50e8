import * as z from 'zod';
import type { Failure } from '../../base/failures.ts';
import { DepartmentCode, PlainId } from '../../base/primitives.ts';
import { ok, type Result } from '../../base/result.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import { stratificationOf } from '../../domain/frame/eligibility.ts';
import type { FramePart } from '../../domain/frame/frame.ts';
import { PlanEntry } from '../../domain/plan/plan.ts';
import type { FrameRequest } from '../../draw/freeze-frame.ts';
import { readSealed, writeSealed } from '../draw/draw-files.ts';
import { frozenRows } from '../draw/frozen-rows.ts';
import { shardFiles } from '../draw/shard-files.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Records } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import { TrustedObject } from '../trust/read-trusted.ts';
import { coverRule, type FrameRules, frameParts } from './candidates.ts';
import { type FreezePlan, frameItems } from './freeze-frames.ts';
import { withinLimits } from './limits.ts';
import { writeShardChecks } from './shard-checks.ts';

interface RuleDeps {
  readonly blobs: Blobs;
  readonly records: Records;
  readonly registry: Registry;
}

const EntryRules = z.strictObject({
  planId: PlainId,
  entry: PlanEntry,
  frame: PlainId,
  parts: z.array(
    z.strictObject({
      department: DepartmentCode,
      /** At their versions when the batch was begun; all shards use the same. */
      items: z.array(z.strictObject({ id: PlainId, version: z.int() })),
    }),
  ),
});
export type EntryRules = z.infer<typeof EntryRules>;

/** The rules that decide, for every shard alike, which objects the frames of a batch contain, and what refuses a frame. */
const FreezingRules = z.strictObject({
  entries: z.array(EntryRules),
  cover: z.strictObject({ mostFrequent: z.string(), classShare: z.int() }),
  /** R9: batches whose objects each shard counts for itself. Absent in rules of earlier versions. */
  pending: z.array(PlainId).optional(),
  /** R62. Absent in rules of earlier versions. */
  trusted: z.array(TrustedObject).readonly().optional(),
});
export type FreezingRules = z.infer<typeof FreezingRules>;

interface FixedRules {
  readonly rules: NonNullable<Batch['freezing']>;
  /** What each department checks. */
  readonly checks: readonly Pick<FramePart, 'department' | 'items'>[];
}

/**
 * Fixes the rules for a batch's frames before tasks read its shards: the entries, their items as they are now and, for
 * each shard, how often its objects were checked this year.
 */
export async function fixFreezingRules(
  deps: RuleDeps,
  { batchId, number, entries, year, figures, trusted }: FreezePlan,
): Promise<Result<FixedRules, Failure<'unknown-reference' | 'invalid-input'>>> {
  const rules: EntryRules[] = [];
  const checked: Pick<FramePart, 'department' | 'items'>[] = [];
  for (const [index, { planId, entry }] of entries.entries()) {
    const parts = await frameParts(deps, entry);
    if (!parts.ok) return parts;
    for (const { department, items } of parts.value) checked.push({ department, items: frameItems(items) });
    const fixed = parts.value.map(({ department, items }) => ({
      department,
      items: items.map(({ value: { id }, meta: { version } }) => ({ id, version })),
    }));
    rules.push({ planId, entry, frame: `${number}-${index + 1}`, parts: fixed });
  }
  const limits = withinLimits(checked);
  if (!limits.ok) return limits;
  const pending = await writeShardChecks(deps, batchId, year);
  const fixed = { entries: rules, cover: await coverRule(deps, figures), pending: [...pending], trusted };
  return ok({ rules: await writeSealed(deps, shardFiles.rules(batchId), fixed), checks: checked });
}

export function readFreezingRules(deps: { readonly blobs: Blobs }, { id, freezing }: Batch): Promise<FreezingRules> {
  if (!freezing) throw new Error(`batch ${id} has no rules to be frozen by`);
  return readSealed(deps, freezing, FreezingRules);
}

/** The rules of an entry's frame, with its items at the fixed versions. */
export async function rulesOf(deps: Pick<RuleDeps, 'registry'>, { entry, parts }: EntryRules): Promise<FrameRules> {
  return {
    entry,
    parts: await Promise.all(
      parts.map(async ({ department, items }) => ({ department, items: await frozenRows(deps, 'item', items) })),
    ),
  };
}

/** The same as the draw freezes it. */
export const requestOf = ({ frame, parts, entry }: EntryRules): FrameRequest => ({
  frame,
  parts: parts.map(({ department, items }) => ({ department, items: items.map(({ id }) => id) })),
  strata: stratificationOf(entry.quotas),
});
