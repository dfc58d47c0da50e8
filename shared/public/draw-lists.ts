import * as z from 'zod';
import { DepartmentCode } from '../base/primitives.ts';
import { isMasked, unnamed } from './masking.ts';

/** One object of the list, in the order of the ids: frames that drew it, and its teams, people under row names. */
export const ListedDocument = z.object({
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
export type ListedDocument = z.infer<typeof ListedDocument>;

/** A part of the list. */
export const DrawListDocument = z.object({ number: z.string(), part: z.int(), objects: z.array(ListedDocument) });
export type DrawListDocument = z.infer<typeof DrawListDocument>;

/** A part of the list of suiji-draw/1, in ticket order; personal names are masked, inspectors and experts are ids. */
export const EarlierListDocument = z.object({
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
export type EarlierListDocument = z.infer<typeof EarlierListDocument>;

/** A stored part of a list, as it is answered: one of suiji-draw/1 without tickets and strata. */
export const PublishedListPart = z.preprocess(withoutStrata, DrawListDocument).transform((part) => ({
  ...part,
  // Lists of earlier versions showed the first character of a person's name beside the id.
  objects: part.objects.map((object) => (isMasked(object.name) ? { ...object, name: unnamed } : object)),
}));

function withoutStrata(part: unknown): unknown {
  const earlier = EarlierListDocument.safeParse(part);
  if (!earlier.success) return part;
  const objects = earlier.data.objects.map(({ id, name, drawnIn, teams }) => ({
    ...{ id, name, teams },
    frames: drawnIn.map(({ frame }) => frame),
  }));
  return { ...earlier.data, objects: objects.sort((a, b) => (a.id < b.id ? -1 : 1)) };
}
