import * as z from 'zod';
import { DepartmentCode, Instant } from '../base/primitives.ts';
import { Batch } from '../domain/batch/batch.ts';
import { awaitingBeacon, randomnessSources } from '../domain/batch/randomness.ts';
import { Plan, PlanEntry } from '../domain/plan/plan.ts';
import { InspectionItem } from '../domain/registry/registry.ts';
import { passReasons } from '../draw/record.ts';

/**
 * What the public reads of each kind of document: the projection is written in this form and answered through it, so a
 * field that is not named here never leaves. No reasons, waivers or other free text of people, and nobody's name.
 */

/** An item as the published list states it; `version` says which row of the registry that was. */
export const ItemDocument = z.object({
  id: InspectionItem.shape.id,
  version: z.int(),
  name: InspectionItem.shape.name,
  department: InspectionItem.shape.department,
  category: InspectionItem.shape.category,
  kind: InspectionItem.shape.kind,
  level: InspectionItem.shape.level,
  basis: InspectionItem.shape.basis,
  subject: InspectionItem.shape.subject,
  objects: InspectionItem.shape.objects,
  content: InspectionItem.shape.content,
  methods: InspectionItem.shape.methods,
  ratioCap: InspectionItem.shape.ratioCap,
  frequency: InspectionItem.shape.frequency,
  jointField: InspectionItem.shape.jointField,
});
export type ItemDocument = z.infer<typeof ItemDocument>;

/** One published edition of a plan, with the names of the items it numbers. */
export const PlanDocument = z.object({
  id: Plan.shape.id,
  number: Plan.shape.number,
  year: Plan.shape.year,
  scope: Plan.shape.scope,
  department: Plan.shape.department,
  title: Plan.shape.title,
  edition: z.int().min(1),
  publishedAt: Instant,
  entries: z.array(
    z.object({
      id: PlanEntry.shape.id,
      title: PlanEntry.shape.title,
      lead: PlanEntry.shape.lead,
      departments: PlanEntry.shape.departments,
      filter: PlanEntry.shape.filter,
      quotas: PlanEntry.shape.quotas,
      window: PlanEntry.shape.window,
      method: PlanEntry.shape.method,
      drawKind: PlanEntry.shape.drawKind,
      listPublicity: PlanEntry.shape.listPublicity,
    }),
  ),
  items: z.array(z.object({ id: z.string(), version: z.int(), name: z.string(), department: z.string() })),
});
export type PlanDocument = z.infer<typeof PlanDocument>;

const CeremonyDocument = z.object({
  parties: z.array(z.string()),
  commitBy: Instant,
  revealBy: Instant,
  /** 公证处 by its name, where a notary is among the parties. */
  notaryOffice: z.string().optional(),
  commitments: z.array(z.object({ party: z.string(), commitment: z.string(), at: Instant })),
  /** `dice`: what the notary threw; the secret is their SHA-256. */
  reveals: z.array(z.object({ party: z.string(), secret: z.string(), at: Instant, dice: z.string().optional() })),
});

/** 抽取记录: together with the frames and the list it names, all that anybody needs to recompute the draw. */
export const DrawDocument = z.object({
  number: Batch.shape.number,
  title: Batch.shape.title,
  department: Batch.shape.department,
  departments: z.array(DepartmentCode),
  entries: z.array(
    z.object({ planId: z.string(), edition: z.int(), entryId: z.string(), title: z.string(), lead: DepartmentCode }),
  ),
  /** Voided draws of the same entries. */
  repeats: z.array(z.string()),
  window: Batch.shape.window,
  listPublicity: Batch.shape.listPublicity,
  status: Batch.shape.status,
  frozenAt: Instant,
  committedAt: Instant.optional(),
  /** Canonical JSON; its SHA-256 is `digest`. */
  manifest: z.string().optional(),
  digest: z.string().optional(),
  /** Where the randomness comes from: the parties of `ceremony`, the round of `beacon`, or both. */
  source: z.enum(randomnessSources).optional(),
  ceremony: CeremonyDocument.optional(),
  /** The round of the public beacon, when it is made, and its signature once it was taken. */
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
  /** 等待公共随机数: the round is over and nobody has brought its signature yet. */
  awaiting: z.literal(awaitingBeacon).optional(),
  /** Attempts to take the beacon that brought nothing. */
  beaconFaults: z
    .object({
      since: Instant,
      last: Instant,
      times: z.int(),
      relays: z.array(z.object({ relay: z.string(), reason: z.string() })),
    })
    .optional(),
  /** Digests that were public before the source of randomness was changed, in order, with what they covered. */
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
  /** Parties whose time has run out, as of the moment of reading; `voided` keeps what was so when the draw was voided. */
  defaulted: z.object({ notCommitted: z.array(z.string()), notRevealed: z.array(z.string()) }).optional(),
  /** Since when any object may ask for itself. */
  framesQueryableSince: Instant.optional(),
  /** Why the draw that was due stands still. */
  stalled: z.object({ since: Instant, task: z.string(), reason: z.string() }).optional(),
  randomness: z.string().optional(),
  seed: z.string().optional(),
  drawnAt: Instant.optional(),
  frames: z.array(
    z.object({
      frame: z.string(),
      department: DepartmentCode,
      items: z.array(z.object({ id: z.string(), version: z.int(), name: z.string() })),
      root: z.string(),
      size: z.int(),
      excluded: z.array(z.object({ reason: z.string(), count: z.int() })),
      strata: z.array(
        z.object({
          stratum: z.string(),
          size: z.int(),
          quota: z.int(),
          selected: z.int().optional(),
          threshold: z.string().optional(),
          reservesUsed: z.int().optional(),
        }),
      ),
    }),
  ),
  inspectorFrames: z.array(
    z.object({ frame: z.string(), department: DepartmentCode, root: z.string(), size: z.int() }),
  ),
  expertFrames: z
    .array(z.object({ frame: z.string(), department: DepartmentCode, root: z.string(), size: z.int() }))
    .optional(),
  visits: z.int().optional(),
  dispatchedAt: Instant.optional(),
  /**
   * `digest` = SHA-256 of `salt` and the drawn ids, one per line; `teams` the same over the teams, each in canonical
   * JSON. The salt is given when the list is.
   */
  list: z
    .object({
      digest: z.string(),
      teams: z.string(),
      salt: z.string().optional(),
      parts: z.int(),
      publishedAt: Instant.optional(),
    })
    .optional(),
  /** Since when the frames can be read; before, only their roots are public. */
  framesPublishedAt: Instant.optional(),
  /** When frames and list that wait for the inspections have to be published. */
  framesDueAt: Instant.optional(),
  matchFailure: z
    .array(z.object({ department: DepartmentCode, missing: z.int(), reason: z.string(), visitCount: z.int() }))
    .optional(),
  teamChanges: z.int(),
  /** What became of the draw: objects replaced of those drawn, members replaced of those sent; rates in ten-thousandths. */
  changes: z
    .object({
      objects: z.int(),
      reserves: z.int(),
      reserveRate: z.int(),
      /** Reserves that were passed over although it was their turn; records from before this was counted do not say it. */
      passedOver: z.int().optional(),
      places: z.int(),
      teamChanges: z.int(),
      teamChangeRate: z.int(),
    })
    .optional(),
  /** Reserves that were called, in order; which objects is said once the list is public. */
  reserves: z.array(
    z.object({
      approvedAt: Instant,
      reason: z.string(),
      objectId: z.string().optional(),
      called: z.array(
        z.object({
          frame: z.string(),
          stratum: z.string(),
          objectId: z.string().optional(),
          ticket: z.string().optional(),
          /** Why an object whose turn it was did not come and the next ticket was taken. */
          passed: z.enum(passReasons).optional(),
        }),
      ),
    }),
  ),
  voided: z
    .object({
      category: z.string(),
      at: Instant,
      notCommitted: z.array(z.string()),
      notRevealed: z.array(z.string()),
      /** Nobody could bring the signature of a round that is over: with it anybody can compute what would have been drawn. */
      beaconLost: z.literal(true).optional(),
    })
    .optional(),
});
export type DrawDocument = z.infer<typeof DrawDocument>;

/** A part of the drawn list, in the order of the tickets; names of natural persons are masked, inspectors and experts are ids. */
export const DrawListDocument = z.object({
  number: z.string(),
  part: z.int(),
  objects: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      ticket: z.string(),
      drawnIn: z.array(z.object({ frame: z.string(), stratum: z.string() })),
      teams: z.array(
        z.object({
          department: DepartmentCode,
          members: z.array(z.string()),
          leader: z.string().optional(),
          experts: z.array(z.string()).optional(),
        }),
      ),
    }),
  ),
});
export type DrawListDocument = z.infer<typeof DrawListDocument>;

/** One of the 256 shards of a frame: its lines in order; a shard without lines has no document. */
export const FrameShardDocument = z.object({ frame: z.string(), shard: z.int(), lines: z.array(z.string()) });
export type FrameShardDocument = z.infer<typeof FrameShardDocument>;
