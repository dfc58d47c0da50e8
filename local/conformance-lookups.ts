import * as z from 'zod';
import { dishonestyListCodes } from '../shared/codes/dishonesty-lists.ts';
import { lookupPurposeCodes } from '../shared/codes/sanctions.ts';
import { hitsFor } from '../shared/domain/credit/hits.ts';
import { type Difference, differences } from './differences.ts';

const List = z.enum(dishonestyListCodes);
const Entry = z.object({
  id: z.string(),
  subject: z.string(),
  list: List,
  on: z.iso.date(),
  until: z.iso.date().nullable(),
});
const Lookup = z.strictObject({
  subject: z.string(),
  purpose: z.enum(lookupPurposeCodes),
  asOf: z.iso.date(),
  hits: z.array(
    z.strictObject({ entry: z.string(), list: List, measures: z.array(z.string()), effects: z.array(z.string()) }),
  ),
});

/** The format of a file of entries of lists and of look-ups with their answers. */
export const LookupAnswers = z.object({ entries: z.array(Entry), lookups: z.array(Lookup).min(1) });
export type LookupAnswers = z.infer<typeof LookupAnswers>;

/** Answers every look-up by the rule that purchasers are answered by. */
export const checkLookupAnswers = ({ entries, lookups }: LookupAnswers): readonly Difference[] =>
  lookups.flatMap(({ subject, purpose, asOf, hits }, at) => {
    const own = entries
      .filter((entry) => entry.subject === subject)
      .map(({ until, ...entry }) => ({ ...entry, until: until ?? undefined }));
    return differences(`/lookups/${at}/hits`, hits, hitsFor(own, purpose, asOf));
  });
