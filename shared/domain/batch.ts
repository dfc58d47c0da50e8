import * as z from 'zod';
import { listPublicities } from '../codes/planning.ts';
import { Window } from './plan.ts';
import { CreditClass, DepartmentCode, Instant, LineText, PlainId, Sha256Hex } from './primitives.ts';
import type { Transitions } from './transitions.ts';

export const batchStatuses = [
  'frozen',
  'committed',
  'revealed',
  'drawn',
  'match-failed',
  'dispatched',
  'voided',
] as const;
export type BatchStatus = (typeof batchStatuses)[number];
export const batchEvents = ['commit', 'reveal', 'draw', 'fail', 'dispatch', 'void'] as const;
export type BatchEvent = (typeof batchEvents)[number];

/** R4: no edit and no redraw after the commitment; a batch can only go on or be voided, and a voided one stays public. */
export const batchTransitions: Transitions<BatchStatus, BatchEvent> = {
  frozen: { commit: 'committed', void: 'voided' },
  committed: { reveal: 'revealed', void: 'voided' },
  revealed: { draw: 'drawn', fail: 'match-failed', void: 'voided' },
  drawn: { dispatch: 'dispatched', void: 'voided' },
  'match-failed': { void: 'voided' },
  dispatched: { void: 'voided' },
  voided: {},
};

export const batchWords = {
  entity: 'batch',
  states: {
    frozen: '已冻结',
    committed: '已公布摘要',
    revealed: '随机数已公开',
    drawn: '已抽取',
    'match-failed': '匹配失败',
    dispatched: '已派发',
    voided: '已作废',
  },
  events: {
    commit: '公布摘要',
    reveal: '公开随机数',
    draw: '抽取',
    fail: '登记匹配失败',
    dispatch: '派发',
    void: '作废',
  },
} as const;

const Stratum = z.strictObject({ stratum: CreditClass, size: z.int(), quota: z.int() });

/** The frozen frame of one department for one plan entry; its rows lie in the blob store and, once published, in the public record. */
export const Frame = z.strictObject({
  frame: z.string(),
  department: DepartmentCode,
  planId: PlainId,
  entryId: PlainId,
  items: z.array(
    z.strictObject({ id: PlainId, version: z.int(), name: LineText, qualification: z.string().optional() }),
  ),
  root: Sha256Hex,
  size: z.int(),
  strata: z.array(Stratum),
  /** Objects the filter found but the frame leaves out, counted by reason. */
  excluded: z.array(z.strictObject({ reason: z.string(), count: z.int() })),
  blob: z.string(),
});
export type Frame = z.infer<typeof Frame>;

/** One party's part in the ceremony: the commitment `H(secret)` before the deadline, the secret after it. */
export const CeremonyPart = z.strictObject({
  party: z.string(),
  department: DepartmentCode,
  commitment: Sha256Hex.optional(),
  committedBy: z.string().optional(),
  committedAt: Instant.optional(),
  secret: Sha256Hex.optional(),
  revealedBy: z.string().optional(),
  revealedAt: Instant.optional(),
});

export const Batch = z.strictObject({
  id: PlainId,
  number: z.string(),
  title: LineText,
  department: DepartmentCode,
  departments: z.array(DepartmentCode).readonly(),
  entries: z.array(z.strictObject({ planId: PlainId, edition: z.int(), entryId: PlainId, taskId: PlainId })).readonly(),
  window: Window,
  listPublicity: z.enum(listPublicities),
  status: z.enum(batchStatuses),
  frozenAt: Instant,
  frozenBy: z.string(),
  frames: z.array(Frame).readonly(),
  inspectorFrames: z
    .array(
      z.strictObject({
        frame: z.string(),
        department: DepartmentCode,
        root: Sha256Hex,
        size: z.int(),
        blob: z.string(),
      }),
    )
    .readonly(),
  ceremony: z
    .strictObject({ commitBy: Instant, revealBy: Instant, parts: z.array(CeremonyPart).readonly() })
    .optional(),
  /** Canonical JSON, exactly the bytes that the digest covers. */
  manifest: z.string().optional(),
  digest: Sha256Hex.optional(),
  randomness: Sha256Hex.optional(),
  seed: Sha256Hex.optional(),
  /** Per frame and stratum: the n-th ticket and how many reserves were called since. */
  drawn: z
    .array(
      z.strictObject({
        frame: z.string(),
        stratum: CreditClass,
        selected: z.int(),
        threshold: z.string(),
        reservesUsed: z.int(),
      }),
    )
    .readonly()
    .optional(),
  visits: z.int().optional(),
  matchFailure: z
    .strictObject({ department: DepartmentCode, missing: z.int(), reason: z.string(), visits: z.array(z.string()) })
    .optional(),
  voidRequest: z.strictObject({ by: z.string(), at: Instant, reason: LineText }).optional(),
  voidedBy: z.string().optional(),
});
export type Batch = z.infer<typeof Batch>;
