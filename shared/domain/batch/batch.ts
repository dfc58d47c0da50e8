import * as z from 'zod';
import { DepartmentCode, Instant, LineText, LocalDate, PlainId, Sha256Hex } from '../../base/primitives.ts';
import { voidCategories } from '../../codes/draws.ts';
import { listPublicities } from '../../codes/planning.ts';
import { EarlierPeopleFrame, Frame, PeopleFrame } from '../frame/frame.ts';
import { MatchFailure, MatchingRules } from '../match/rules.ts';
import { Window } from '../plan/window.ts';
import { RepeatConsent, ReserveCall, TeamChange, VoidRequest } from './amendments.ts';
import { processTasks } from './process-tasks.ts';
import {
  BeaconFaults,
  BeaconPart,
  Ceremony,
  CeremonyParty,
  ReplacedCommitment,
  randomnessSources,
} from './randomness.ts';
import { batchStatuses } from './states.ts';

/** The process that freezes or draws a batch by itself, as far as the batch needs to know it. */
const BatchProcess = z.strictObject({
  /** Counts from 1; each is one execution of the process. */
  attempt: z.int().min(1),
  startedAt: Instant,
  /** When the randomness is due and the draw starts; freezing waits for nothing. */
  dueAt: Instant,
  failedAt: Instant.optional(),
  failedTask: z.enum(processTasks).optional(),
  /** In words for people; technical details are in the log. */
  reason: LineText.optional(),
  /** The cause may pass: the attempt is retried automatically. */
  transient: z.boolean().optional(),
});

/** A file of the batch in the blob store and its expected SHA-256. */
export const DigestedFile = z.strictObject({ blob: z.string(), digest: Sha256Hex });

/** 抽取批次: tasks drawn together with one seed. */
export const Batch = z.strictObject({
  id: PlainId,
  /** 区划6 + 年月日8 + `-` + 序号; identifies the public record. */
  number: PlainId,
  title: LineText,
  department: DepartmentCode,
  /** All departments that take part in the inspections. */
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
  /**
   * Of a batch that draws for a 专项检查: which, and the document it rests on. In the place of a plan's id, its one entry
   * and its frame have the campaign's.
   */
  campaign: z
    .strictObject({ id: PlainId, number: z.string(), title: LineText, basis: LineText, higherLevel: z.boolean() })
    .optional(),
  /** R4: numbers of the earlier voided batches that drew the same entries; public. */
  repeats: z.array(PlainId).readonly(),
  /** Of a voided one: numbers of the batches that draw its entries again, in the order of their digests; public. */
  repeatedBy: z.array(PlainId).readonly().optional(),
  /** 召集人同意再次重抽: the consent without which entries that were repeated this year are not drawn again. */
  repeatConsent: RepeatConsent.optional(),
  window: Window,
  /** The last day for inspections, if an adjusted plan has changed it since; the manifest keeps `window`. */
  inspectBy: LocalDate.optional(),
  listPublicity: z.enum(listPublicities),
  status: z.enum(batchStatuses),
  frozenAt: Instant,
  frozenBy: z.string(),
  /** The rules for making the frames, fixed at the start if frames are frozen shard by shard. */
  freezing: DigestedFile.optional(),
  /** Why its frames could not be frozen, in words; such a batch can only be voided. */
  freezeFailure: z.string().optional(),
  /** The commitment to the batch's key. Absent in a batch of suiji-draw/1, which has none. */
  key: Sha256Hex.optional(),
  frames: z.array(Frame).readonly(),
  inspectors: PeopleFrame.optional(),
  /** Where items need them. */
  experts: PeopleFrame.optional(),
  /** Who checked the framed objects last time; the matching avoids sending the same team again. */
  previousTeams: DigestedFile,
  /** What the manifest says of that list: a digest under a salt that only the key gives. */
  previousDigest: Sha256Hex.optional(),
  /** Of suiji-draw/1. */
  inspectorFrames: z.array(EarlierPeopleFrame).readonly().optional(),
  expertFrames: z.array(EarlierPeopleFrame).readonly().optional(),
  /** The matching rules that the county may configure; the manifest states them. */
  matching: MatchingRules,
  committedAt: Instant.optional(),
  /** The source of the randomness, named with the commitment; `ceremony`, `beacon` or both hold the details. */
  source: z.enum(randomnessSources).optional(),
  ceremony: Ceremony.optional(),
  beacon: BeaconPart.optional(),
  beaconFaults: BeaconFaults.optional(),
  /** Canonical JSON, exactly the bytes covered by the digest. */
  manifest: z.string().optional(),
  digest: Sha256Hex.optional(),
  /** Commitments replaced by another source of randomness, the earliest first; public. */
  replaced: z.array(ReplacedCommitment).readonly().optional(),
  /** Since when the list files, which name nobody, are in the public record. */
  rowsPublishedAt: Instant.optional(),
  /** Of suiji-draw/1: when its frames, which name the objects, were laid and published; they are not answered any more. */
  framesQueryableSince: Instant.optional(),
  framesPublishedAt: Instant.optional(),
  salt: Sha256Hex.optional(),
  process: BatchProcess.optional(),
  randomness: Sha256Hex.optional(),
  seed: Sha256Hex.optional(),
  drawnAt: Instant.optional(),
  /** Per frame and stratum: the n-th ticket, absent if nothing is drawn. */
  drawn: z
    .array(
      z.strictObject({
        frame: PlainId,
        stratum: z.string(),
        selected: z.int(),
        threshold: Sha256Hex.optional(),
        /** Of suiji-draw/1. */
        reservesUsed: z.int().optional(),
      }),
    )
    .readonly()
    .optional(),
  visits: z.int().optional(),
  /** Number of team members the draw sent, in all teams: the base for the share of team changes. */
  places: z.int().optional(),
  /** The drawn visits with their teams, from which the dispatch creates visits and results. */
  selection: DigestedFile.optional(),
  /** The list as it will be public. */
  listFile: DigestedFile.optional(),
  /** Digests of the drawn list and its teams, public before the list, and the salt that prevents guessing. */
  list: z
    .strictObject({
      digest: Sha256Hex,
      /** Absent where nobody could be matched. */
      teams: Sha256Hex.optional(),
      salt: Sha256Hex,
      parts: z.int(),
      publishedAt: Instant.optional(),
    })
    .optional(),
  matchFailure: z.array(MatchFailure).readonly().optional(),
  /** Set once, by the commit that makes the staged visits and results of this batch visible. */
  dispatchedAt: Instant.optional(),
  reserves: z.array(ReserveCall).readonly(),
  teamChanges: z.array(TeamChange).readonly(),
  /** 独立核对: by whom the draw was opened with its key. */
  keyChecks: z
    .array(z.strictObject({ by: LineText, at: Instant, digest: Sha256Hex, outcome: z.enum(['passed', 'failed']) }))
    .readonly()
    .optional(),
  /** The last request for a void; a new one replaces a closed one. */
  voidRequest: VoidRequest.optional(),
  voided: z
    .strictObject({
      by: z.string(),
      at: Instant,
      /** As requested; always 随机源未完成 if a party has defaulted. */
      category: z.enum(voidCategories),
      /** Public. Of earlier voids both stayed with the request. */
      reason: LineText.optional(),
      document: LineText.optional(),
      /** Parties of the ceremony that missed their deadline: named publicly. */
      notCommitted: z.array(CeremonyParty).readonly(),
      notRevealed: z.array(CeremonyParty).readonly(),
      /** The round had passed and no relay delivered it: anyone who finds the signature can compute the outcome. */
      beaconLost: z.literal(true).optional(),
      /** Its key was lost after the randomness was public: rows can be drawn by anyone, and named by nobody. */
      keyLost: z.literal(true).optional(),
    })
    .optional(),
});
export type Batch = z.infer<typeof Batch>;

/** A batch as stored in its row; rows from before its fields were renamed, or its frames had parts, are read as they are now. */
export const StoredBatch = z.preprocess(withPresentNames, Batch);

function withPresentNames(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return row;
  const { framesLaidAt, ...batch } = row as Record<string, unknown>;
  if (framesLaidAt !== undefined) batch['framesQueryableSince'] ??= framesLaidAt;
  if (Array.isArray(batch['frames'])) batch['frames'] = batch['frames'].map(withParts);
  if (typeof batch['process'] === 'object' && batch['process'] !== null) {
    const { passing, ...process } = batch['process'] as Record<string, unknown>;
    if (passing !== undefined) process['transient'] ??= passing;
    if (process['failedTask'] === 'lay-frames') process['failedTask'] = 'stage-public-frames';
    batch['process'] = process;
  }
  return batch;
}

/** A frame of suiji-draw/1 was one department's: it has one part. */
function withParts(frame: unknown): unknown {
  if (typeof frame !== 'object' || frame === null || 'parts' in frame) return frame;
  const { department, items, ...rest } = frame as Record<string, unknown>;
  return { ...rest, parts: [{ department, items, size: rest['size'] }] };
}

/** 区划6 + 年月日8 + `-` + 序号. */
export const batchNumber = (county: string, date: string, sequence: number): string =>
  `${county}${date.replaceAll('-', '')}-${sequence}`;

/** 区划6 + 年月日8 + 序号4. */
export const taskNumber = (county: string, date: string, sequence: number): string =>
  `${county}${date.replaceAll('-', '')}${String(sequence).padStart(4, '0')}`;
