import * as z from 'zod';
import { CreditClass, DepartmentCode, Instant, PlainId, Sha256Hex } from '../../base/primitives.ts';
import type { Transitions } from '../../base/transitions.ts';
import { objectKinds } from '../../codes/registry.ts';
import { townshipCodes } from '../../codes/townships.ts';
import { EntryPreview } from '../plan/entry-preview.ts';
import { Window } from '../plan/window.ts';

/** Part of every response: a rehearsal is not a draw. */
export const rehearsalNotice = '演练，不构成抽取结果';

/** Dry runs per group of entries, unless its frames are so large that the work would not finish in time. */
export const rehearsalSeeds = 200;

export const rehearsalStatuses = ['running', 'done', 'failed'] as const;
export type RehearsalStatus = (typeof rehearsalStatuses)[number];
export const rehearsalEvents = ['start', 'restart', 'progress', 'finish', 'fail'] as const;
export type RehearsalEvent = (typeof rehearsalEvents)[number];

/** A running rehearsal restarts only if its job has died; late writes of the dead run are then refused. */
export const rehearsalTransitions: Transitions<RehearsalStatus, RehearsalEvent> = {
  running: { restart: 'running', progress: 'running', finish: 'done', fail: 'failed' },
  done: { start: 'running' },
  failed: { start: 'running' },
};

export const rehearsalWords = {
  entity: 'rehearsal',
  states: { running: '演练中', done: '已完成', failed: '未能演练' },
  events: { start: '开始演练', restart: '重新开始', progress: '登记进度', finish: '完成演练', fail: '登记不能演练' },
} as const;

/** Over the dry runs; a mean has two decimals. */
const Spread = z.strictObject({ mean: z.number(), min: z.number(), max: z.number() });
export type Spread = z.infer<typeof Spread>;

const InspectorLoad = z.strictObject({
  inspectorId: PlainId,
  ...Spread.shape,
  /** The mean load in ten-thousandths of this inspector's maximum of visits; absent when there is no limit. */
  ofCapacity: z.int().optional(),
});
export type InspectorLoad = z.infer<typeof InspectorLoad>;

const DepartmentFigures = z.strictObject({
  department: DepartmentCode,
  /** Objects it may draw, each counted once however many of its entries match it. */
  objects: z.int(),
  visits: Spread,
  /** Active and certified through the whole window. */
  inspectors: z.int(),
  /** Visits per inspector over the dry runs that could be matched: minimum and maximum of any inspector, and mean. */
  load: Spread.optional(),
  ofCapacity: z.int().optional(),
  /** The inspectors with the highest mean load, at most 100, or fewer if one row could not hold them all. */
  heaviest: z.array(InspectorLoad),
});
export type DepartmentFigures = z.infer<typeof DepartmentFigures>;

/** Entries that can be drawn with one seed, because their window and their way of publishing are the same. */
export const RehearsalGroup = z.strictObject({
  entries: z.array(PlainId),
  window: Window,
  objects: z.int(),
  seeds: z.int(),
  visits: z.strictObject({
    /** Visits if the departments went separately. */
    separate: z.int(),
    merged: Spread,
    saved: Spread,
  }),
  byCreditClass: z.array(z.strictObject({ creditClass: CreditClass, visits: z.number() })),
  byTownship: z.array(z.strictObject({ township: z.enum(townshipCodes), visits: z.number() })),
  byKind: z.array(z.strictObject({ kind: z.enum(objectKinds), visits: z.number() })),
  departments: z.array(DepartmentFigures),
  matching: z.strictObject({
    seeds: z.int(),
    feasible: z.int(),
    /** Why the others failed: in how many dry runs, and the worst case in words. */
    bottlenecks: z.array(
      z.strictObject({ department: DepartmentCode, seeds: z.int(), missing: z.int(), reason: z.string() }),
    ),
  }),
  notes: z.array(z.string()),
});
export type RehearsalGroup = z.infer<typeof RehearsalGroup>;

/** 演练 of a plan or of one of its entries; each one replaces the previous. */
export const Rehearsal = z.strictObject({
  id: PlainId,
  planId: PlainId,
  /** Absent for a rehearsal of the whole plan. */
  entryId: PlainId.optional(),
  department: DepartmentCode,
  status: z.enum(rehearsalStatuses),
  /** Tells the current run from one that died and is retried late. */
  run: PlainId,
  requestedBy: z.string(),
  /** The requester's department. */
  requestedFrom: DepartmentCode.optional(),
  requestedAt: Instant,
  /** Objects of the registry read so far, before the first dry run; of an entry, they are read twice. */
  read: z.int().optional(),
  /** Dry runs done so far, of all groups. */
  progress: z.int(),
  planVersion: z.int().optional(),
  /** SHA-256 of the entries, and of these with all frames, inspectors and previous teams as they were read. */
  entriesDigest: Sha256Hex.optional(),
  inputsDigest: Sha256Hex.optional(),
  finishedAt: Instant.optional(),
  failure: z.string().optional(),
  groups: z.array(RehearsalGroup).optional(),
  /** Of one entry: what previewing it would have shown, also where it cannot be drawn. */
  preview: EntryPreview.optional(),
});
export type Rehearsal = z.infer<typeof Rehearsal>;
