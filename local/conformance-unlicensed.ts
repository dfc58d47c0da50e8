import * as z from 'zod';
import { routeUnlicensed, UnlicensedFacts } from '../shared/domain/lead/route-unlicensed.ts';
import { type Difference, differences } from './differences.ts';

const Example = z.strictObject({
  ...UnlicensedFacts.shape,
  answer: z.strictObject({ kind: z.string().nullable(), handler: z.string().nullable() }),
});

/** The format of a file of examples of who handles an unlicensed operation (R26). */
export const UnlicensedExamples = z.object({ examples: z.array(Example).min(1) });
export type UnlicensedExamples = z.infer<typeof UnlicensedExamples>;

export const checkUnlicensedExamples = ({ examples }: UnlicensedExamples): readonly Difference[] =>
  examples.flatMap(({ answer, ...facts }, at) => differences(`/examples/${at}/answer`, answer, routeUnlicensed(facts)));
