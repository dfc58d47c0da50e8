import * as z from 'zod';
import { Month } from '../../base/primitives.ts';
import { classSources, directCodes } from '../../codes/credit-classes.ts';

export const ClassSource = z.enum(classSources);

/** Lists that give class D whatever the score is. */
export const DirectList = z.enum(directCodes);

/** Points of the source's model, the more the riskier. */
export const ClassScore = z.int().min(0).max(1000);

/**
 * By which file an object has its class: the first of the source's files that gave it as it is. One that is in neither mark was in
 * the last file of its source that was applied, since each file marks the objects that it lacks.
 */
export const ClassBy = z.strictObject({
  month: Month,
  source: ClassSource,
  score: ClassScore.optional(),
  direct: z.array(DirectList).min(1).readonly().optional(),
  /** The month of the file that lacked the object first. */
  absentSince: Month.optional(),
  /** The month of the next one that lacked it as well: it is class B from then on. */
  staleSince: Month.optional(),
});
export type ClassBy = z.infer<typeof ClassBy>;
