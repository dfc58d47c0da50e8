import * as z from 'zod';
import { DepartmentCode, Instant } from '../base/primitives.ts';
import { Batch } from '../domain/batch/batch.ts';
import { awaitingBeacon, partiesAlone, randomnessSources } from '../domain/batch/randomness.ts';

/**
 * The public record of a draw. The projection is written and returned in this form, so a field that is not
 * listed here never leaves. It has no reasons, waivers or other free text, and no personal names.
 */

const CeremonyDocument = z.object({
  parties: z.array(z.string()),
  commitBy: Instant,
  revealBy: Instant,
  /** The name of the 公证处, if a notary is among the parties. */
  notaryOffice: z.string().optional(),
  /** Why there is no beacon beside it. */
  reason: z.string().optional(),
  /** `earlier`: what the party had committed to and replaced before the deadline. */
  commitments: z.array(
    z.object({
      party: z.string(),
      commitment: z.string(),
      at: Instant,
      earlier: z.array(z.object({ commitment: z.string(), at: Instant })).optional(),
    }),
  ),
  /** `dice`: the notary's throws; the secret is their SHA-256. */
  reveals: z.array(z.object({ party: z.string(), secret: z.string(), at: Instant, dice: z.string().optional() })),
});

const PeopleDocument = z.object({
  root: z.string(),
  size: z.int(),
  strata: z.array(z.object({ stratum: z.string(), size: z.int() })),
});

/** What changed among the people of a list since the last batch of the same entries, in numbers. */
const PeopleSince = z.object({
  batch: z.string(),
  added: z.int(),
  left: z.int(),
  changed: z.array(z.object({ reason: z.string(), count: z.int() })),
});

/** What the records of draws of either specification say alike. */
export const commonFields = {
  number: Batch.shape.number,
  title: Batch.shape.title,
  department: Batch.shape.department,
  departments: z.array(DepartmentCode),
  entries: z.array(
    z.object({ planId: z.string(), edition: z.int(), entryId: z.string(), title: z.string(), lead: DepartmentCode }),
  ),
  /** Of a draw for a 专项检查, whose id its entry has in the place of a plan's. */
  campaign: z
    .object({ id: z.string(), number: z.string(), title: z.string(), basis: z.string(), higherLevel: z.boolean() })
    .optional(),
  /** Voided draws of the same entries. */
  repeats: z.array(z.string()),
  /** Of a voided draw: those that draw its entries again. */
  repeatedBy: z.array(z.string()).optional(),
  /** The convener's consent that its entries are drawn again although they were repeated this year. */
  repeatConsent: z.object({ at: Instant, reason: z.string() }).optional(),
  window: Batch.shape.window,
  listPublicity: Batch.shape.listPublicity,
  status: Batch.shape.status,
  frozenAt: Instant,
  committedAt: Instant.optional(),
  /** Canonical JSON; its SHA-256 is `digest`. */
  manifest: z.string().optional(),
  digest: z.string().optional(),
  /** The source of the randomness: the parties of `ceremony`, the round of `beacon`, or both. */
  source: z.enum(randomnessSources).optional(),
  ceremony: CeremonyDocument.optional(),
  /** The round of the public beacon, its time, and its signature once taken. */
  beacon: z
    .object({
      chain: z.string(),
      round: z.int(),
      due: Instant,
      signature: z.string().optional(),
      takenAt: Instant.optional(),
      relay: z.string().optional(),
    })
    .optional(),
  /** 等待公共随机数: the round is over, and its signature is still missing. */
  awaiting: z.literal(awaitingBeacon).optional(),
  /** Failed attempts to fetch the beacon. */
  beaconFaults: z
    .object({
      since: Instant,
      last: Instant,
      times: z.int(),
      relays: z.array(z.object({ relay: z.string(), reason: z.string() })),
    })
    .optional(),
  /** Digests published before the source of randomness was changed, in order, with what they covered. */
  replaced: z
    .array(
      z.object({
        digest: z.string(),
        manifest: z.string(),
        committedAt: Instant,
        replacedAt: Instant,
        reason: z.string(),
        notCommitted: z.array(z.string()),
        notRevealed: z.array(z.string()),
      }),
    )
    .optional(),
  /** Parties that have missed their deadline at the time of reading; `voided` keeps those at the time of the void. */
  defaulted: z.object({ notCommitted: z.array(z.string()), notRevealed: z.array(z.string()) }).optional(),
  /** Why a due draw is stalled. */
  stalled: z.object({ since: Instant, task: z.string(), reason: z.string() }).optional(),
  randomness: z.string().optional(),
  seed: z.string().optional(),
  drawnAt: Instant.optional(),
  visits: z.int().optional(),
  dispatchedAt: Instant.optional(),
  matchFailure: z
    .array(z.object({ department: DepartmentCode, missing: z.int(), reason: z.string(), visitCount: z.int() }))
    .optional(),
  teamChanges: z.int(),
  voided: z
    .object({
      category: z.string(),
      /** In words; of earlier voids only the category is public. */
      reason: z.string().optional(),
      /** Title and number of the document that the void rests on. */
      document: z.string().optional(),
      at: Instant,
      notCommitted: z.array(z.string()),
      notRevealed: z.array(z.string()),
      /** The round was over and nobody could deliver its signature, with which anybody can compute the outcome. */
      beaconLost: z.literal(true).optional(),
      /** The key was lost after the randomness was public: anybody can compute the drawn rows, nobody can name them. */
      keyLost: z.literal(true).optional(),
    })
    .optional(),
};

/**
 * 抽取记录 of suiji-draw/2. Nothing in it says which row an object is, in which stratum a reserve was called or, before the
 * list is published, who is drawn.
 */
export const DrawDocument = z.object({
  ...commonFields,
  frames: z.array(
    z.object({
      frame: z.string(),
      parts: z.array(
        z.object({
          department: DepartmentCode,
          items: z.array(z.object({ id: z.string(), version: z.int(), name: z.string() })),
          size: z.int(),
        }),
      ),
      root: z.string(),
      size: z.int(),
      excluded: z.array(z.object({ reason: z.string(), count: z.int() })),
      /** What changed since the last frame of the same plan entry, in numbers. */
      since: z
        .object({
          frame: z.string(),
          added: z.int(),
          left: z.array(z.object({ reason: z.string(), count: z.int() })),
          changed: z.array(z.object({ reason: z.string(), count: z.int() })),
        })
        .optional(),
      strata: z.array(
        z.object({
          stratum: z.string(),
          size: z.int(),
          quota: z.int(),
          selected: z.int().optional(),
          threshold: z.string().optional(),
        }),
      ),
    }),
  ),
  /** Said of a draw without a beacon: all its parties together could have chosen the outcome. */
  partiesAlone: z.literal(partiesAlone).optional(),
  inspectors: PeopleDocument.optional(),
  experts: PeopleDocument.optional(),
  /** Beside the lists, which are compared with the manifest as a whole. */
  peopleSince: z.object({ inspectors: PeopleSince.optional(), experts: PeopleSince.optional() }).optional(),
  /** Since when the list files can be read. */
  rowsPublishedAt: Instant.optional(),
  /**
   * `teams` is absent where nobody could be matched; the salt is given when the list is.
   */
  list: z
    .object({
      digest: z.string(),
      teams: z.string().optional(),
      salt: z.string().optional(),
      parts: z.int(),
      publishedAt: Instant.optional(),
    })
    .optional(),
  /** When the list must be published, if it waits for the inspections. */
  listDueAt: Instant.optional(),
  teamChanges: z.int(),
  /** Members that the draw sent, in all teams: the base for the share of team changes. */
  places: z.int().optional(),
  /** 候补, in order; who was added is told with the list. */
  reserves: z.array(
    z.object({
      turn: z.int(),
      approvedAt: Instant,
      reason: z.string(),
      digest: z.string(),
      /** By the bytes of the id. */
      added: z.array(z.string()).optional(),
    }),
  ),
  /** 独立核对: by whom the draw was opened with its key; until one has, nobody outside has. */
  keyChecks: z
    .array(z.object({ by: z.string(), at: Instant, digest: z.string(), outcome: z.enum(['passed', 'failed']) }))
    .optional(),
});
export type DrawDocument = z.infer<typeof DrawDocument>;

/** One of the 256 shards of a frame: its lines in order; a shard without lines has no document. */
export const FrameShardDocument = z.object({ frame: z.string(), shard: z.int(), lines: z.array(z.string()) });
export type FrameShardDocument = z.infer<typeof FrameShardDocument>;
