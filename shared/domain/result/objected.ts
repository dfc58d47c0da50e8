import * as z from 'zod';
import { PlainId } from '../../base/primitives.ts';

/** What can be wrong with a published result. 已改正 is no error: what was found stays true (R98). */
export const objectionGrounds = {
  fact: '事实',
  subject: '对象错误',
  basis: '依据',
  procedure: '程序',
  corrected: '已改正',
} as const;
export const objectionGroundCodes = ['fact', 'subject', 'basis', 'procedure', 'corrected'] as const;
export type ObjectionGround = (typeof objectionGroundCodes)[number];

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
