import * as z from 'zod';
import { DepartmentCode } from '../../base/primitives.ts';

/** The matching rules of a batch, frozen with it. A batch that was frozen before a rule existed lacks it. */
export const MatchingRules = z.strictObject({
  /** R2: inspectors per visit and participating department. */
  perDepartment: z.int(),
  /** Most visits of one inspector in the batch; absent when there is no limit. */
  capacity: z.int().min(1).optional(),
  /** 县内跨乡镇（街道）交叉检查: an inspector at a township's station checks no object of that township. */
  townshipCrossing: z.boolean().optional(),
  /** 组长: every team has a member who may lead it. */
  teamLeader: z.boolean().optional(),
  /** Loads are evened out over the whole department, beyond the order of the draw. */
  evenLoads: z.boolean().optional(),
});
export type MatchingRules = z.infer<typeof MatchingRules>;

/** The rules that a freeze request may set for its batch instead of the county's settings. */
export const MatchingWish = MatchingRules.pick({ capacity: true, townshipCrossing: true });
export type MatchingWish = z.infer<typeof MatchingWish>;

/** Why the batch cannot be matched: for one department, what its visits need and who is not available. */
export const MatchFailure = z.strictObject({
  department: DepartmentCode,
  constraint: z.enum(['eligibility', 'capacity', 'expert']),
  /** Inspectors or experts missing for each visit, or (`capacity`) places that nobody can fill. */
  missing: z.int(),
  /** In public words: counts and constraints, no names. */
  reason: z.string(),
  /** Ids of the objects; at most 100 of them. */
  visits: z.array(z.string()),
  visitCount: z.int(),
  /** For officials only: whom a constraint excludes, and from how many of the visits; at most 100 of them. */
  excluded: z
    .array(z.strictObject({ id: z.string(), name: z.string(), constraint: z.string(), visits: z.int() }))
    .optional(),
});
export type MatchFailure = z.infer<typeof MatchFailure>;
