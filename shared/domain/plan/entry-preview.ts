import * as z from 'zod';
import { DepartmentCode } from '../../base/primitives.ts';

/** What an entry would yield if its frame were frozen now. */
export const EntryPreview = z.object({
  /** Objects that may be drawn. */
  size: z.int(),
  /** By credit class, or the one stratum `*` where the class decides nothing. */
  strata: z.array(z.object({ stratum: z.string(), size: z.int(), quota: z.int() })),
  /** Objects that match the filter but are excluded. */
  excluded: z.array(z.object({ reason: z.string(), count: z.int() })),
  /** Objects that would be drawn: as many visits. */
  visits: z.int(),
  departments: z.array(
    z.object({
      department: DepartmentCode,
      /** Objects it would come to if they were drawn. */
      size: z.int(),
      /** How many of its own are drawn on average, and in how many of ten thousand draws none is. */
      drawn: z.object({ mean: z.number(), none: z.int() }),
      inspectors: z.object({
        /** Active, certified through the whole window, and with all of the department's items in scope. */
        available: z.int(),
        perVisit: z.int(),
        /** Visits each would make if shared evenly, rounded up; absent if nobody is available. */
        visitsEach: z.int().optional(),
      }),
      itemsWithoutObjects: z.array(z.string()),
    }),
  ),
  /** R9: checks an object may have in the year; `waived` if the entry gives a reason to exceed the cap. */
  frequency: z.object({ cap: z.int(), waived: z.boolean() }),
  warnings: z.array(z.object({ kind: z.string(), department: DepartmentCode.optional(), message: z.string() })),
});
export type EntryPreview = z.infer<typeof EntryPreview>;
