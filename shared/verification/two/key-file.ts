import * as z from 'zod';
import { err, ok, type Result } from '../../base/result.ts';
import { passReasons, type Turn } from '../../draw/turns.ts';
import type { FrozenFacts } from '../../draw/verify-order.ts';

/** Names of the files that are handed out beside the books: who was in force, what the match knew, the turns. */
export const keyFileNames = { people: 'people.json', facts: 'facts.json', turns: 'turns.json' } as const;

/** What is read is not changed. */
const list = <T extends z.ZodType>(of: T) => z.array(of).readonly();

const Person = z.strictObject({ id: z.string(), department: z.string(), version: z.int() });
export const PeopleFile = z.strictObject({
  inspectors: list(Person),
  experts: list(Person).exactOptional(),
});
export type PeopleFile = z.infer<typeof PeopleFile>;

const Place = z.strictObject({ frame: z.string(), row: z.string() });
export const TurnsFile = list(
  z.strictObject({
    turn: z.int(),
    at: z.string(),
    called: list(Place.extend({ passed: z.enum(passReasons).exactOptional() })),
    replaced: list(Place),
  }),
) satisfies z.ZodType<readonly Turn[]>;

/** The frozen facts of the match; townships by object. */
export const FactsFile = z.strictObject({
  items: list(
    z.strictObject({
      id: z.string(),
      qualification: z.string().exactOptional(),
      expertise: z.string().exactOptional(),
      expertRequired: z.boolean().exactOptional(),
    }),
  ),
  inspectors: list(
    z.strictObject({
      id: z.string(),
      department: z.string(),
      active: z.boolean(),
      certificate: z.strictObject({ validFrom: z.string(), validTo: z.string() }),
      itemScope: list(z.string()),
      qualifications: list(z.string()),
      capacity: z.int().exactOptional(),
      station: z.string().exactOptional(),
      mayLead: z.boolean().exactOptional(),
    }),
  ),
  recusals: list(z.strictObject({ inspectorId: z.string(), objectId: z.string() })),
  previousTeams: list(z.strictObject({ objectId: z.string(), department: z.string(), members: list(z.string()) })),
  experts: list(
    z.strictObject({
      id: z.string(),
      department: z.string(),
      active: z.boolean(),
      validTo: z.string().exactOptional(),
      fields: list(z.string()),
      recusedFrom: list(z.string()).exactOptional(),
    }),
  ).exactOptional(),
  townships: z.record(z.string(), z.string()).exactOptional(),
});
export type FactsFile = z.infer<typeof FactsFile>;

export const frozenFactsOf = ({ townships, ...facts }: FactsFile): FrozenFacts => ({
  ...facts,
  ...(townships && { townships: new Map(Object.entries(townships)) }),
});

/** The key as it is handed out: 64 lowercase hex characters in a file of one line. */
export const keyIn = (text: string): string => text.replace(/^\uFEFF/, '').trim();

/** What a file beside the books says, or where it is of another form. */
export function keyFileIn<T>(text: string, schema: z.ZodType<T>): Result<T, { readonly where: string }> {
  try {
    const read = schema.safeParse(JSON.parse(text));
    return read.success ? ok(read.data) : err({ where: read.error.issues[0]?.path.join('.') ?? '' });
  } catch (error) {
    if (error instanceof SyntaxError) return err({ where: '' });
    throw error;
  }
}
