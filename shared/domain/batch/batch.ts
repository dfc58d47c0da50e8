import * as z from 'zod';
import { CreditClass, DepartmentCode, Instant, LineText, PlainId, Sha256Hex } from '../../base/primitives.ts';
import type { Transitions } from '../../base/transitions.ts';
import { voidCategories } from '../../codes/draws.ts';
import { listPublicities } from '../../codes/planning.ts';
import { Frame, InspectorFrame } from '../frame/frame.ts';
import { MatchFailure, MatchingRules } from '../match/rules.ts';
import { Window } from '../plan/plan.ts';
import { ReserveCall, TeamChange, VoidRequest } from './amendments.ts';
import { processTasks } from './process-tasks.ts';
import {
  BeaconFaults,
  BeaconPart,
  Ceremony,
  CeremonyParty,
  ReplacedCommitment,
  randomnessSources,
} from './randomness.ts';

export const batchStatuses = [
  'freezing',
  'frozen',
  'committed',
  'revealed',
  'drawn',
  'match-failed',
  'dispatched',
  'voided',
] as const;
export type BatchStatus = (typeof batchStatuses)[number];
export const batchEvents = ['freeze', 'commit', 'move', 'reveal', 'draw', 'fail', 'dispatch', 'void'] as const;
export type BatchEvent = (typeof batchEvents)[number];

/**
 * R4: no edit and no redraw after the commitment; a batch can only go on or be voided, and a voided one stays public.
 * Once the randomness is known a batch must be drawn before it is voided: its outcome stands beside its frames for
 * everybody to recompute, and nobody makes one vanish that nobody else has seen.
 */
export const batchTransitions: Transitions<BatchStatus, BatchEvent> = {
  freezing: { freeze: 'frozen', void: 'voided' },
  frozen: { commit: 'committed', void: 'voided' },
  committed: { move: 'committed', reveal: 'revealed', void: 'voided' },
  revealed: { draw: 'drawn', fail: 'match-failed' },
  drawn: { dispatch: 'dispatched', void: 'voided' },
  'match-failed': { void: 'voided' },
  dispatched: { void: 'voided' },
  voided: {},
};

export const batchWords = {
  entity: 'batch',
  states: {
    freezing: '冻结中',
    frozen: '已冻结',
    committed: '已公布摘要',
    revealed: '随机数已公开',
    drawn: '已抽取',
    'match-failed': '匹配失败',
    dispatched: '已派发',
    voided: '已作废',
  },
  events: {
    freeze: '冻结',
    commit: '公布摘要',
    move: '改用仪式',
    reveal: '公开随机数',
    draw: '抽取',
    fail: '登记匹配失败',
    dispatch: '派发',
    void: '作废',
  },
} as const;

/** The process that freezes or draws a batch by itself, as far as the batch must know of it. */
const BatchProcess = z.strictObject({
  /** Counts from 1; each is one execution of the process. */
  attempt: z.int().min(1),
  startedAt: Instant,
  /** When the randomness is due and the draw happens by itself; freezing waits for nothing. */
  dueAt: Instant,
  failedAt: Instant.optional(),
  failedTask: z.enum(processTasks).optional(),
  /** In words for people; what went wrong inside stands in the log. */
  reason: LineText.optional(),
  /** A cause that may go away by itself: the attempt is repeated without being asked. */
  transient: z.boolean().optional(),
});

/** A file of the batch in the blob store and the SHA-256 it must have. */
export const DigestedFile = z.strictObject({ blob: z.string(), digest: Sha256Hex });

/** 抽取批次: tasks that are drawn together with one seed. */
export const Batch = z.strictObject({
  id: PlainId,
  /** 区划6 + 年月日8 + `-` + 序号; the name of its public record. */
  number: PlainId,
  title: LineText,
  department: DepartmentCode,
  /** Every department that takes part in the inspections. */
  departments: z.array(DepartmentCode).readonly(),
  /** Who may read it: participants, leads and the parties of the ceremony (R14). */
  readers: z.array(DepartmentCode).readonly(),
  entries: z
    .array(
      z.strictObject({
        planId: PlainId,
        edition: z.int(),
        entryId: PlainId,
        title: LineText,
        lead: DepartmentCode,
        taskId: PlainId,
      }),
    )
    .readonly(),
  /** R4: numbers of the voided batches that drew the same entries before; public. */
  repeats: z.array(PlainId).readonly(),
  window: Window,
  listPublicity: z.enum(listPublicities),
  status: z.enum(batchStatuses),
  frozenAt: Instant,
  frozenBy: z.string(),
  /** What the frames are made by, fixed when a batch is begun whose frames are frozen shard by shard. */
  freezing: DigestedFile.optional(),
  /** Why its frames could not be frozen, in words; such a batch can only be voided. */
  freezeFailure: z.string().optional(),
  frames: z.array(Frame).readonly(),
  inspectorFrames: z.array(InspectorFrame).readonly(),
  /** Experts of the departments whose items need one. */
  expertFrames: z.array(InspectorFrame).readonly().optional(),
  /** Who checked the framed objects last time; the matching does not send the same pair again. */
  previousTeams: DigestedFile,
  /** The rules of the matching that the county may set otherwise; the manifest states them. */
  matching: MatchingRules,
  committedAt: Instant.optional(),
  /** Where the randomness comes from, named with the commitment: `ceremony`, `beacon` or both say the rest. */
  source: z.enum(randomnessSources).optional(),
  ceremony: Ceremony.optional(),
  beacon: BeaconPart.optional(),
  beaconFaults: BeaconFaults.optional(),
  /** Canonical JSON, exactly the bytes that the digest covers. */
  manifest: z.string().optional(),
  digest: Sha256Hex.optional(),
  /** Commitments that gave way to another source of randomness, the first one first; public. */
  replaced: z.array(ReplacedCommitment).readonly().optional(),
  /** Since when the frames lie in the public record, where any object may ask for itself. */
  framesQueryableSince: Instant.optional(),
  /** Keeps the digest of the list from being guessed; fixed before the draw, so that every repeat seals the same list. */
  salt: Sha256Hex.optional(),
  process: BatchProcess.optional(),
  randomness: Sha256Hex.optional(),
  seed: Sha256Hex.optional(),
  drawnAt: Instant.optional(),
  /** Per frame and stratum: the n-th ticket (absent where nothing is drawn) and how many reserves were called since. */
  drawn: z
    .array(
      z.strictObject({
        frame: PlainId,
        stratum: CreditClass,
        selected: z.int(),
        threshold: Sha256Hex.optional(),
        reservesUsed: z.int(),
      }),
    )
    .readonly()
    .optional(),
  visits: z.int().optional(),
  /** Members that the draw sent, of all its teams: what changes of teams are a share of. */
  places: z.int().optional(),
  /** The drawn visits with their teams, from which the dispatch writes visits and results. */
  selection: DigestedFile.optional(),
  /** The digests of the drawn list and its teams that are public while the list is not, and the salt that keeps them from being guessed. */
  list: z
    .strictObject({
      digest: Sha256Hex,
      teams: Sha256Hex,
      salt: Sha256Hex,
      parts: z.int(),
      publishedAt: Instant.optional(),
    })
    .optional(),
  /** When the frames, line by line, became readable for everybody. */
  framesPublishedAt: Instant.optional(),
  matchFailure: z.array(MatchFailure).readonly().optional(),
  /** Set once, by the write that makes the staged visits and results of this batch visible. */
  dispatchedAt: Instant.optional(),
  reserves: z.array(ReserveCall).readonly(),
  teamChanges: z.array(TeamChange).readonly(),
  /** The last request for a void; one that was closed gives way to the next. */
  voidRequest: VoidRequest.optional(),
  voided: z
    .strictObject({
      by: z.string(),
      at: Instant,
      /** As asked for; 随机源未完成 wherever a party has defaulted. */
      category: z.enum(voidCategories),
      /** Parties of the ceremony whose time had run out: named in public. */
      notCommitted: z.array(CeremonyParty).readonly(),
      notRevealed: z.array(CeremonyParty).readonly(),
      /** The round was over and no relay gave it: what would have come out can be computed by whoever finds the signature. */
      beaconLost: z.literal(true).optional(),
    })
    .optional(),
});
export type Batch = z.infer<typeof Batch>;

/** A batch as its row holds it; rows written before these fields had their present names are read by the old ones. */
export const StoredBatch = z.preprocess(withPresentNames, Batch);

function withPresentNames(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return row;
  const { framesLaidAt, ...batch } = row as Record<string, unknown>;
  if (framesLaidAt !== undefined) batch['framesQueryableSince'] ??= framesLaidAt;
  if (typeof batch['process'] === 'object' && batch['process'] !== null) {
    const { passing, ...process } = batch['process'] as Record<string, unknown>;
    if (passing !== undefined) process['transient'] ??= passing;
    if (process['failedTask'] === 'lay-frames') process['failedTask'] = 'stage-public-frames';
    batch['process'] = process;
  }
  return batch;
}

/** The draw has been made, for better or worse. */
export const isDrawn = ({ status }: Batch): boolean => ['drawn', 'match-failed', 'dispatched'].includes(status);

/** R4: public from the commitment on; one that is given up before it says that it was. */
export const isPublic = ({ committedAt, voided }: Batch): boolean => committedAt !== undefined || voided !== undefined;

/** Begun shard by shard, and neither frozen nor found impossible to freeze. */
export const isFreezing = ({ status, freezeFailure }: Batch): boolean =>
  status === 'freezing' && freezeFailure === undefined;

/** Committed and neither handed out nor given up. */
export const isBeingDrawn = ({ status }: Batch): boolean => ['committed', 'revealed', 'drawn'].includes(status);

/** The process still has something to do. */
export const inProcess = (batch: Batch): boolean => isFreezing(batch) || isBeingDrawn(batch);

/**
 * 检查后公示: drawn, whatever became of it since, and neither frames nor list are public yet. One that was voided because
 * its beacon was lost owes its frames as well: its outcome is fixed, and whoever has the signature knows it.
 */
export const owesList = ({ drawnAt, framesPublishedAt, voided }: Batch): boolean =>
  framesPublishedAt === undefined && (drawnAt !== undefined || voided?.beaconLost === true);

/** Announces the frames, which lie ready since the commitment, unless the list has to wait: who has seed and frames has the list. */
export const announceFrames = (batch: Batch, now: Date): Batch =>
  batch.listPublicity === '检查后公示' ? batch : { ...batch, framesPublishedAt: now.toISOString() };

/** 区划6 + 年月日8 + `-` + 序号. */
export const batchNumber = (county: string, date: string, sequence: number): string =>
  `${county}${date.replaceAll('-', '')}-${sequence}`;

/** 区划6 + 年月日8 + 序号4. */
export const taskNumber = (county: string, date: string, sequence: number): string =>
  `${county}${date.replaceAll('-', '')}${String(sequence).padStart(4, '0')}`;
