import * as z from 'zod';
import { checkKinds } from '../shared/codes/direct-checks.ts';
import { heldByCap, passesCap } from '../shared/domain/frame/frequency.ts';
import { type Difference, differences } from './differences.ts';

const Kind = z.enum(Object.keys(checkKinds) as [keyof typeof checkKinds, ...(keyof typeof checkKinds)[]]);
const Example = z.strictObject({
  name: z.string(),
  /** One for each department; departments that go through one door together share the entry. */
  events: z.array(
    z.strictObject({
      entry: z.string(),
      kind: Kind,
      state: z.enum(['completed', 'not-performed', 'voided']),
      department: z.string(),
    }),
  ),
  cap: z.int().min(1),
  next: z.strictObject({ kind: Kind, higher: z.boolean().optional() }),
  answer: z.strictObject({ count: z.int(), blocked: z.boolean(), passesBecause: z.string().nullable() }),
});

/** The format of a file of examples of the cap of checks in a year (R9). */
export const FrequencyExamples = z.object({ examples: z.array(Example).min(1) });
export type FrequencyExamples = z.infer<typeof FrequencyExamples>;

/** Answers every example by the rules that frames and orders go by. */
export const checkFrequencyExamples = ({ examples }: FrequencyExamples): readonly Difference[] =>
  examples.flatMap(({ events, cap, next, answer }, at) => {
    const count = new Set(events.filter(({ state }) => state === 'completed').map(({ entry }) => entry)).size;
    // The reason is given where it decides.
    const passesBecause = count >= cap ? (passesCap(next) ?? null) : null;
    return differences(`/examples/${at}/answer`, answer, {
      count,
      blocked: heldByCap(count, cap, next),
      passesBecause,
    });
  });
