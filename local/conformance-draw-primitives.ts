import * as z from 'zod';
import { batchKey, keyCommitment } from '../shared/draw/batch-key.ts';
import { classWouldShow } from '../shared/draw/cover.ts';
import { freezePeople } from '../shared/draw/freeze-people.ts';
import { rowLine } from '../shared/draw/lines.ts';
import { leafHash } from '../shared/draw/merkle.ts';
import { type QuotaRule, quotaOf } from '../shared/draw/quota.ts';
import { rowName } from '../shared/draw/row.ts';
import { compareUtf8 } from '../shared/draw/text.ts';
import { type Difference, differences } from './differences.ts';

const Text = z.string();
const Quota = z.strictObject({
  ratio: z.int().exactOptional(),
  number: z.int().exactOptional(),
  size: z.int(),
  quota: z.int(),
});

export const Primitives = z.looseObject({
  keyCommitment: z.strictObject({ key: Text, commitment: Text }),
  salts: z.array(z.strictObject({ key: Text, list: Text, id: Text, salt: Text })),
  rows: z.array(z.strictObject({ salt: Text, version: z.int(), places: Text, id: Text, row: Text })),
  lines: z.array(z.strictObject({ row: Text, stratum: Text, line: Text, leaf: Text })),
  visits: z.array(z.strictObject({ key: Text, id: Text, visit: Text })),
  listSalt: Text,
  turnSalts: z.array(Text),
  previousSalt: Text,
  quotas: z.array(Quota),
  cover: z.array(
    z.strictObject({
      strata: z.array(z.strictObject({ stratum: Text, size: z.int(), quota: z.int() })),
      mostFrequent: Text,
      classShare: z.int(),
      refused: z.boolean(),
    }),
  ),
  byBytes: z.strictObject({ given: z.array(Text), sorted: z.array(Text) }),
  emptyRoot: Text,
});
type Primitives = z.infer<typeof Primitives>;

/** The turns whose salts a file of vectors states. */
const saltedTurns = [1, 2, 10];

/** Recomputes each primitive by itself; the salts of list, turns and previous teams are those of the commitment's key. */
export function checkPrimitives(path: string, primitives: Primitives): readonly Difference[] {
  const { key } = primitives.keyCommitment;
  const own = batchKey(key);
  const recomputed: Record<string, unknown> = {
    keyCommitment: { key, commitment: keyCommitment(key) },
    salts: primitives.salts.map((each) => ({ ...each, salt: batchKey(each.key).saltsOf(each.list)(each.id) })),
    rows: primitives.rows.map((each) => ({ ...each, row: rowName(each.salt, each) })),
    lines: primitives.lines.map((each) => ({ ...each, line: rowLine(each), leaf: leafHash(rowLine(each)) })),
    visits: primitives.visits.map((each) => ({ ...each, visit: batchKey(each.key).visitName(each.id) })),
    listSalt: own.listSalt,
    turnSalts: saltedTurns.map((turn) => own.turnSalt(turn)),
    previousSalt: own.previousSalt,
    quotas: primitives.quotas.map((each) => ({ ...each, quota: quotaOf(ruleOf(each), each.size) })),
    cover: primitives.cover.map((each) => ({ ...each, refused: classWouldShow(each.strata, each) !== undefined })),
    byBytes: { ...primitives.byBytes, sorted: primitives.byBytes.given.toSorted(compareUtf8) },
    emptyRoot: emptyRoot(),
  };
  return Object.entries(primitives).flatMap(([part, stated]) =>
    differences(`${path}/${part}`, stated, recomputed[part]),
  );
}

/** The root of a list of nobody, whatever the key. */
export function emptyRoot(): string | undefined {
  const nobody = freezePeople(batchKey('0'.repeat(64)), 'inspectors', []);
  return nobody.ok ? nobody.value.manifest.root : undefined;
}

const ruleOf = ({ ratio, number = 0 }: z.infer<typeof Quota>): QuotaRule =>
  ratio === undefined ? { number } : { ratio };
