import * as z from 'zod';
import { DepartmentCode } from '../../base/primitives.ts';

/**
 * The rules by which a batch is matched, frozen with it. A batch that was frozen before a rule existed has none of it.
 */
export const MatchingRules = z.strictObject({
  /** R2: inspectors per visit and participating department. */
  perDepartment: z.int(),
  /** Most visits of one inspector in the batch; absent when there is no limit. */
  capacity: z.int().min(1).optional(),
  /** 县内跨乡镇（街道）交叉检查: who works at a township's station checks no object of that township. */
  townshipCrossing: z.boolean().optional(),
  /** 组长: every team has somebody who may lead it. */
  teamLeader: z.boolean().optional(),
  /** Loads are evened out over the whole department, beyond what the order of the draw does by itself. */
  evenLoads: z.boolean().optional(),
});
export type MatchingRules = z.infer<typeof MatchingRules>;

/** What whoever freezes a batch may ask for beyond the county's settings. */
export const MatchingWish = MatchingRules.pick({ capacity: true, townshipCrossing: true });
export type MatchingWish = z.infer<typeof MatchingWish>;

/** Why the batch cannot be matched: for one department, what its visits need and who cannot be had. */
export const MatchFailure = z.strictObject({
  department: DepartmentCode,
  constraint: z.enum(['eligibility', 'capacity', 'expert']),
  /** Inspectors or experts short for each of the visits, or (`capacity`) places that nobody can fill. */
  missing: z.int(),
  /** In public words: counts and constraints, nobody's name. */
  reason: z.string(),
  /** Ids of the objects; at most 100 of them. */
  visits: z.array(z.string()),
  visitCount: z.int(),
  /** For officials only: whom what keeps away, and from how many of the visits; at most 100 of them. */
  excluded: z
    .array(z.strictObject({ id: z.string(), name: z.string(), constraint: z.string(), visits: z.int() }))
    .optional(),
});
export type MatchFailure = z.infer<typeof MatchFailure>;
