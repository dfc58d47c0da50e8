import * as z from 'zod';
import { PlainId } from '../../base/primitives.ts';
import { objectionGroundCodes } from '../../codes/published-results.ts';

/** What a result knows of the objections that were taken up against its editions. */
export const Objected = z.strictObject({
  id: PlainId,
  edition: z.int().min(1),
  ground: z.enum(objectionGroundCodes),
  state: z.enum(['checking', 'upheld', 'dismissed', 'withdrawn']),
});
export type Objected = z.infer<typeof Objected>;

type Objections = { readonly objections?: readonly Objected[] | undefined };

/** R95: an edition is contested while an objection to it is checked, and when one was upheld, until the next edition. */
export const isContested = ({ objections = [] }: Objections, edition: number): boolean =>
  objections.some((each) => each.edition === edition && (each.state === 'checking' || each.state === 'upheld'));

/** R97: what was upheld has to be corrected. */
export const owesCorrection = ({ objections = [], edition }: Objections & { readonly edition: number }): boolean =>
  objections.some((each) => each.edition === edition && each.state === 'upheld');

/** R96: the same ground against the same edition is not taken up twice. */
export const isTakenUp = (
  { objections = [] }: Objections,
  { edition, ground }: Pick<Objected, 'edition' | 'ground'>,
): boolean =>
  objections.some((each) => each.edition === edition && each.ground === ground && each.state !== 'withdrawn');

/** The objections with one in another state. */
export const withObjection = ({ objections = [] }: Objections, one: Objected): readonly Objected[] => [
  ...objections.filter(({ id }) => id !== one.id),
  one,
];
