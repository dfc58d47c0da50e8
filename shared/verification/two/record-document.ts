import * as z from 'zod';
import { DepartmentCode, Instant } from '../../base/primitives.ts';
import { DrawDocument } from '../../public/schemas.ts';

const StratumSize = z.object({ stratum: z.string(), size: z.int() });
const People = z.object({ root: z.string(), size: z.int(), strata: z.array(StratumSize) });

/**
 * 抽取记录 of suiji-draw/2. Nothing in it says which row an object is, in which stratum a reserve was called or, before the
 * list is published, who is drawn.
 */
export const DrawDocumentTwo = DrawDocument.omit({
  frames: true,
  inspectorFrames: true,
  expertFrames: true,
  list: true,
  reserves: true,
  changes: true,
  framesPublishedAt: true,
  framesDueAt: true,
  framesQueryableSince: true,
}).extend({
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
      strata: z.array(
        StratumSize.extend({ quota: z.int(), selected: z.int().optional(), threshold: z.string().optional() }),
      ),
    }),
  ),
  inspectors: People.optional(),
  experts: People.optional(),
  /** `teams` is absent where nobody could be matched; the salt is given when the list is. */
  list: z
    .object({
      digest: z.string(),
      teams: z.string().optional(),
      salt: z.string().optional(),
      parts: z.int(),
      publishedAt: Instant.optional(),
    })
    .optional(),
  reserves: z.array(
    z.object({
      turn: z.int(),
      approvedAt: Instant,
      reason: z.string(),
      digest: z.string(),
      /** Who came, by the bytes of the id; with the list. */
      added: z.array(z.string()).optional(),
    }),
  ),
  /** 独立核对: by whom the draw was opened with its key; until one has, nobody outside has. */
  keyChecks: z
    .array(z.object({ by: z.string(), at: Instant, digest: z.string(), outcome: z.enum(['passed', 'failed']) }))
    .optional(),
});
export type DrawDocumentTwo = z.infer<typeof DrawDocumentTwo>;

/** One object of the list, in the order of the ids: frames that drew it, and its teams under row names. */
export const ListedDocumentTwo = z.object({
  id: z.string(),
  name: z.string(),
  frames: z.array(z.string()),
  teams: z.array(
    z.object({
      department: DepartmentCode,
      members: z.array(z.string()),
      leader: z.string().optional(),
      experts: z.array(z.string()).optional(),
    }),
  ),
});
export type ListedDocumentTwo = z.infer<typeof ListedDocumentTwo>;
