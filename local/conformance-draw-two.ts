import * as z from 'zod';
import { creditCodeCheck } from '../shared/domain/registry/credit-code.ts';
import { tryCanonicalJson } from '../shared/draw/canonical-json.ts';
import { randomnessOf } from '../shared/draw/ceremony.ts';
import { verifyInclusion } from '../shared/draw/inclusion.ts';
import { recomputedCase } from './conformance-draw-case.ts';
import { checkPrimitives, emptyRoot, Primitives } from './conformance-draw-primitives.ts';
import { type Difference, differences } from './differences.ts';

const Hex = z.string().regex(/^[0-9a-f]{64}$/);
const Canonical = z.json().refine((value) => tryCanonicalJson(value).ok);
const RuleOfStratum = z.union([
  z.strictObject({ stratum: z.string(), ratio: z.int().min(0) }),
  z.strictObject({ stratum: z.string(), number: z.int().min(0) }),
]);
const FrameObject = z.strictObject({ id: z.string(), version: z.int(), stratum: z.string(), places: z.string() });
const frameShape = {
  frame: z.string().regex(/^[^\n]+$/),
  parts: z.array(z.strictObject({ department: z.string(), items: z.array(z.string()) })),
  rules: z.array(RuleOfStratum).refine((rules) => new Set(rules.map(({ stratum }) => stratum)).size === rules.length),
  classes: z.array(z.string()).exactOptional(),
  salts: z.record(z.string(), Hex),
  inclusion: z.strictObject({
    row: Hex,
    line: z.string(),
    shard: z.int(),
    shardSize: z.int(),
    index: z.int(),
    path: z.array(Hex),
  }),
  root: Hex,
};
const People = z.looseObject({
  people: z.array(z.strictObject({ id: z.string(), department: z.string(), version: z.int() })),
});
const Turn = z.looseObject({ turn: z.int(), id: z.string(), line: z.string() });
const caseShape = {
  key: Hex,
  batch: z.string(),
  manifest: z.looseObject({
    randomness: z.record(z.string(), Canonical),
    matching: z.object({ perDepartment: z.int().min(1) }).catchall(Canonical),
  }),
  randomness: Hex,
  inspectors: People.exactOptional(),
  experts: People.exactOptional(),
  previous: z.looseObject({
    teams: z.array(z.strictObject({ department: z.string(), members: z.array(z.string()), objectId: z.string() })),
  }),
  turns: z.array(Turn).exactOptional(),
  slip: z.looseObject({ frame: z.string(), id: z.string() }).exactOptional(),
  teamTickets: z.array(z.strictObject({ visit: z.string(), person: Hex, ticket: Hex })).exactOptional(),
};
const Rule = z.looseObject({
  count: z.int().min(1).max(1_000_000),
  step: z.int().min(1),
  prefix: z.string(),
  alphabet: z.string().length(31),
  batch: z.string(),
  key: Hex,
});

const ListedCase = z.looseObject({
  ...caseShape,
  frames: z.array(z.looseObject({ ...frameShape, objects: z.array(FrameObject).min(1) })).min(1),
});
const GeneratedCase = z.looseObject({ ...caseShape, rule: Rule, frames: z.tuple([z.looseObject(frameShape)]) });

/** The format of a file of vectors of suiji-draw/2: inputs beside what has to come out. */
export const DrawVectorsTwo = z.strictObject({
  spec: z.literal('suiji-draw/2'),
  primitives: Primitives.exactOptional(),
  cases: z.array(ListedCase),
  generated: GeneratedCase.exactOptional(),
  ceremony: z.strictObject({ reveals: z.record(z.string(), Hex), randomness: Hex }).exactOptional(),
  emptyRoot: Hex.exactOptional(),
});
export type DrawVectorsTwo = z.infer<typeof DrawVectorsTwo>;

/** Recomputes everything a file of draw vectors states; an empty list means the product agrees to the byte. */
export function checkDrawVectorsTwo(vectors: DrawVectorsTwo): readonly Difference[] {
  const { primitives, cases, generated, ceremony } = vectors;
  return [
    ...(primitives ? checkPrimitives('/primitives', primitives) : []),
    ...cases.flatMap((vector, index) => checkCase(`/cases/${index}`, vector, 'listed')),
    ...(generated ? checkGenerated('/generated', generated) : []),
    ...(ceremony ? differences('/ceremony/randomness', ceremony.randomness, ceremonyOf(ceremony.reveals)) : []),
    ...(vectors.emptyRoot === undefined ? [] : differences('/emptyRoot', vectors.emptyRoot, emptyRoot())),
  ];
}

type VectorCase = z.infer<typeof ListedCase>;

/** Only what the file states is compared: a generated case says less. */
function checkCase(path: string, vector: VectorCase, lists: 'listed' | 'summed-up'): readonly Difference[] {
  const recomputed = recomputedCase(vector, lists);
  if (!recomputed.ok) return [{ path, expected: 'a draw', got: JSON.stringify(recomputed.error) }];
  const proofs = vector.frames.flatMap(({ inclusion, root }, index) =>
    differences(
      `${path}/frames/${index}/inclusion (checked against the root)`,
      { ok: true, value: true },
      verifyInclusion(inclusion, root),
    ),
  );
  const stated = Object.keys(recomputed.value).filter((part) => part in vector);
  return [...stated.flatMap((part) => differences(`${path}/${part}`, vector[part], recomputed.value[part])), ...proofs];
}

const ceremonyOf = (reveals: Readonly<Record<string, string>>): string =>
  randomnessOf(Object.entries(reveals).map(([party, secret]) => ({ party, secret })));

/** The rule repeats batch and key. */
function checkGenerated(path: string, generated: z.infer<typeof GeneratedCase>): readonly Difference[] {
  const { rule, batch, key } = generated;
  return [
    ...differences(`${path}/rule`, rule, { ...rule, batch, key }),
    ...checkCase(path, withObjects(generated), 'summed-up'),
  ];
}

/** The k-th id is prefix + k·step in 7 base-31 digits + GB 32100 check character. */
function withObjects({ rule, frames, ...rest }: z.infer<typeof GeneratedCase>): VectorCase {
  const { count, step, prefix, alphabet } = rule;
  const objects = Array.from({ length: count }, (_, k) => {
    const digits = Array.from({ length: 7 }, (__, place) => alphabet[Math.floor((k * step) / 31 ** (6 - place)) % 31]);
    const first17 = `${prefix}${digits.join('')}`;
    const id = `${first17}${creditCodeCheck(first17) ?? ''}`;
    return { id, stratum: 'ABCD'[k % 4] ?? '', version: 1 + (k % 3), places: k % 2 === 0 ? '1,2' : '1' };
  });
  return { ...rest, frames: [{ ...frames[0], objects }] };
}
