import * as z from 'zod';
import { creditCodeCheck } from '../shared/domain/registry/credit-code.ts';
import { tryCanonicalJson } from '../shared/draw/canonical-json.ts';
import { randomnessOf } from '../shared/draw/ceremony.ts';
import { buildFrame, type Frame, type FrameRow, frameLines, shardOf } from '../shared/draw/one/frame.ts';
import { proveInclusion, verifyInclusion } from '../shared/draw/one/inclusion.ts';
import { selectObjects } from '../shared/draw/one/select.ts';
import { drawSeed, objectTicket, selectionDigest, teamTicket } from '../shared/draw/one/tickets.ts';
import { sha256 } from '../shared/draw/sha256.ts';
import { type Difference, differences } from './differences.ts';

const Hex = z.string().regex(/^[0-9a-f]{64}$/);
const Summary = z.strictObject({ count: z.int(), first: z.array(z.string()), last: z.string(), digest: Hex });
const Selection = z.strictObject({
  selected: z.union([z.array(z.string()), Summary]),
  reserves: z.array(z.string()),
  threshold: Hex,
});
const Stratum = z.looseObject({ stratum: z.string(), quota: z.int().min(0) });
const caseShape = {
  firstLine: z.string(),
  lastLine: z.string(),
  frameRoot: Hex,
  manifest: z.looseObject({
    frames: z.tuple([z.looseObject({ root: z.string(), size: z.int(), strata: z.array(Stratum) })]),
  }),
  manifestCanonical: z.string(),
  manifestDigest: Hex,
  randomness: Hex,
  seed: Hex,
  tickets: z.record(z.string(), Hex),
  selection: z.record(z.string(), Selection),
  inclusion: z.strictObject({
    id: z.string(),
    line: z.string(),
    shard: z.int(),
    shardSize: z.int(),
    index: z.int(),
    path: z.array(Hex),
  }),
};
const Row = z.strictObject({ id: z.string(), stratum: z.string(), version: z.int() });
const TeamTicket = z.strictObject({ visit: z.string(), inspector: z.string(), ticket: Hex });
const Rule = z.strictObject({
  count: z.int().min(1).max(1_000_000),
  step: z.int().min(1),
  prefix: z.string(),
  alphabet: z.string().length(31),
  doc: z.string().optional(),
});
const ListedCase = z.strictObject({ rows: z.array(Row).min(1), ...caseShape, teamTickets: z.array(TeamTicket) });

/** The format of a file of draw vectors; it lists three reserves, or as many as are left. */
export const DrawVectors = z.strictObject({
  spec: z.literal('suiji-draw/1'),
  cases: z.array(ListedCase),
  generated: z.strictObject({ ...caseShape, rule: Rule }).optional(),
  ceremony: z.strictObject({ reveals: z.record(z.string(), Hex), randomness: Hex }).optional(),
  emptyRoot: Hex.optional(),
});
export type DrawVectors = z.infer<typeof DrawVectors>;
type VectorCase = Omit<z.infer<typeof ListedCase>, 'rows' | 'teamTickets'>;

const reservesListed = 3;

/** Recomputes everything in a file of draw vectors; an empty list means byte-for-byte agreement. */
export function checkDrawVectors({ cases, generated, ceremony, emptyRoot }: DrawVectors): readonly Difference[] {
  const empty = buildFrame([]);
  return [
    ...cases.flatMap(({ rows, teamTickets, ...vector }, index) => [
      ...checkCase(`/cases/${index}`, vector, rows),
      ...differences(
        `/cases/${index}/teamTickets`,
        teamTickets,
        teamTickets.map(({ visit, inspector }) => ({
          visit,
          inspector,
          ticket: teamTicket(vector.seed, visit, inspector),
        })),
      ),
    ]),
    ...(generated ? checkCase('/generated', generated, rowsByRule(generated.rule)) : []),
    ...(ceremony ? differences('/ceremony/randomness', ceremony.randomness, ceremonyOf(ceremony.reveals)) : []),
    ...(emptyRoot === undefined ? [] : differences('/emptyRoot', emptyRoot, empty.ok ? empty.value.root : empty.error)),
  ];
}

function checkCase(path: string, vector: VectorCase, rows: readonly FrameRow[]): readonly Difference[] {
  const frame = buildFrame(rows);
  if (!frame.ok) return [{ path: `${path}/rows`, expected: 'distinct ids', got: JSON.stringify(frame.error) }];
  const lines = [...frameLines(frame.value)];
  const { root, size, strata } = vector.manifest.frames[0];
  const canonical = tryCanonicalJson(vector.manifest);
  const manifestText = canonical.ok ? canonical.value : JSON.stringify(canonical.error);

  const at = (key: string, expected: unknown, got: unknown) => differences(`${path}/${key}`, expected, got);
  return [
    ...at('firstLine', vector.firstLine, lines.at(0)),
    ...at('lastLine', vector.lastLine, lines.at(-1)),
    ...at('frameRoot', vector.frameRoot, frame.value.root),
    ...at('manifest/frames/0/root', root, frame.value.root),
    ...at('manifest/frames/0/size', size, frame.value.size),
    ...at('manifest/frames/0/strata', sizesOf(strata), sizesOf(frame.value.strata)),
    ...at('manifestCanonical', vector.manifestCanonical, manifestText),
    ...at('manifestDigest', vector.manifestDigest, sha256(manifestText)),
    ...at('seed', vector.seed, drawSeed(vector.manifestDigest, vector.randomness)),
    ...at('tickets', vector.tickets, ticketsOf(vector)),
    ...at('selection', vector.selection, selectionOf(vector, rows)),
    ...at('inclusion', vector.inclusion, proofOf(vector, frame.value)),
    ...at('inclusion (checked against the root)', { ok: true, value: true }, verifyInclusion(vector.inclusion, root)),
  ];
}

const sizesOf = (strata: readonly { readonly stratum: string; readonly size?: unknown }[]) =>
  Object.fromEntries(strata.map(({ stratum, size }) => [stratum, size]));

const ticketsOf = ({ seed, tickets }: VectorCase) =>
  Object.fromEntries(Object.keys(tickets).map((id) => [id, objectTicket(seed, id)]));

function selectionOf({ seed, manifest, selection }: VectorCase, rows: readonly FrameRow[]): unknown {
  const drawn = selectObjects({ seed, strata: manifest.frames[0].strata, reserves: reservesListed }, rows);
  if (!drawn.ok) return drawn.error;
  return Object.fromEntries(
    drawn.value.map(({ stratum, selected, reserves, threshold }) => {
      const ids = selected.map(({ id }) => id);
      const listed = Array.isArray(selection[stratum]?.selected);
      return [stratum, { selected: listed ? ids : summaryOf(ids), reserves: reserves.map(({ id }) => id), threshold }];
    }),
  );
}

const summaryOf = (ids: readonly string[]) => ({
  count: ids.length,
  first: ids.slice(0, 3),
  last: ids.at(-1),
  digest: selectionDigest(ids),
});

function proofOf({ inclusion }: VectorCase, { shards, shardRoots }: Frame): unknown {
  const proof = proveInclusion(inclusion.id, shards[shardOf(inclusion.id)] ?? [], shardRoots);
  return proof.ok ? proof.value : proof.error;
}

const ceremonyOf = (reveals: Readonly<Record<string, string>>): string =>
  randomnessOf(Object.entries(reveals).map(([party, secret]) => ({ party, secret })));

/** The rows of the generated case: the k-th id is prefix + k·step in 7 base-31 digits + GB 32100 check character. */
export const rowsByRule = ({ count, step, prefix, alphabet }: z.infer<typeof Rule>): readonly FrameRow[] =>
  Array.from({ length: count }, (_, k) => {
    const digits = Array.from({ length: 7 }, (_, place) => alphabet[Math.floor((k * step) / 31 ** (6 - place)) % 31]);
    const first17 = `${prefix}${digits.join('')}`;
    return { id: `${first17}${creditCodeCheck(first17) ?? ''}`, stratum: 'ABCD'[k % 4] ?? '', version: 1 + (k % 3) };
  });
