import { ok, type Result } from '../shared/base/result.ts';
import { type BatchKey, batchKey } from '../shared/draw/batch-key.ts';
import { canonicalJson } from '../shared/draw/canonical-json.ts';
import { drawFrame } from '../shared/draw/draw-frame.ts';
import type { FrameObject } from '../shared/draw/frame-rows.ts';
import { type FrozenFrame, freezeFrame } from '../shared/draw/freeze-frame.ts';
import { type FrozenPeople, type FrozenPerson, freezePeople } from '../shared/draw/freeze-people.ts';
import { proveInclusion } from '../shared/draw/inclusion.ts';
import { drawSpec } from '../shared/draw/manifest.ts';
import { rowName, shardOf } from '../shared/draw/row.ts';
import {
  listDigest,
  listedObjects,
  listLine,
  type PreviousTeam,
  previousTeamsDigest,
} from '../shared/draw/sealed-list.ts';
import { sha256 } from '../shared/draw/sha256.ts';
import { type StratumRule, stratify } from '../shared/draw/strata-rules.ts';
import { lf } from '../shared/draw/text.ts';
import { drawSeed, objectTicket, teamTicket } from '../shared/draw/tickets.ts';
import type { OpenedFrame } from '../shared/draw/turns.ts';
import { mergeIntoVisits } from '../shared/draw/visits.ts';
import { slipOf, type TurnInput, teamsByTickets, turnsOf } from './conformance-draw-list.ts';

interface FrameInputs {
  readonly frame: string;
  readonly parts: readonly { readonly department: string; readonly items: readonly string[] }[];
  readonly rules: readonly StratumRule[];
  readonly classes?: readonly string[];
  readonly objects: readonly FrameObject[];
  /** Of which ids salts, rows and tickets are listed. */
  readonly salts: Readonly<Record<string, string>>;
  readonly inclusion: { readonly row: string };
}

export interface CaseInputs {
  readonly key: string;
  readonly batch: string;
  readonly manifest: {
    readonly randomness: Readonly<Record<string, unknown>>;
    readonly matching: Readonly<Record<string, unknown>> & { readonly perDepartment: number };
  };
  readonly randomness: string;
  readonly frames: readonly FrameInputs[];
  readonly inspectors?: { readonly people: readonly FrozenPerson[] };
  readonly experts?: { readonly people: readonly FrozenPerson[] };
  readonly previous: { readonly teams: readonly PreviousTeam[] };
  readonly turns?: readonly TurnInput[];
  readonly slip?: { readonly frame: string; readonly id: string };
  readonly teamTickets?: readonly { readonly visit: string; readonly person: string }[];
}

/** Reserves are listed so many deep, or as many as are left. */
const reservesListed = 3;
const reservesKept = 50;

/** A whole draw from its inputs, in the form in which a file of vectors states what has to come out. */
export function recomputedCase(
  inputs: CaseInputs,
  lists: 'listed' | 'summed-up',
): Result<Record<string, unknown>, unknown> {
  const key = batchKey(inputs.key);
  const frozen: FrozenFrame[] = [];
  for (const { frame, parts, rules, classes, objects } of inputs.frames) {
    const built = freezeFrame(key, { frame, parts, strata: stratify(rules, classes) }, objects);
    if (!built.ok) return built;
    frozen.push(built.value);
  }
  const inspectors = freezePeople(key, 'inspectors', inputs.inspectors?.people ?? []);
  if (!inspectors.ok) return inspectors;
  const experts = freezePeople(key, 'experts', inputs.experts?.people ?? []);
  if (!experts.ok) return experts;
  const previous = previousTeamsDigest(key.previousSalt, inputs.previous.teams);
  const manifest = {
    spec: drawSpec,
    batch: inputs.batch,
    key: key.commitment,
    randomness: inputs.manifest.randomness,
    frames: frozen.map((frame) => frame.manifest),
    ...(inputs.inspectors && { inspectors: inspectors.value.manifest }),
    ...(inputs.experts && { experts: experts.value.manifest }),
    matching: { ...inputs.manifest.matching, previousTeams: previous },
  };
  const text = canonicalJson(manifest);
  const seed = drawSeed(sha256(text), inputs.randomness);
  const drawn: OpenedFrame[] = [];
  for (const { manifest: frame, shards } of frozen) {
    const selection = drawFrame(
      seed,
      frame,
      reservesKept,
      shards.flatMap(({ book }) => book),
    );
    if (!selection.ok) return selection;
    const strata = selection.value.map((one, index) => ({ ...one, size: frame.strata[index]?.size ?? 0 }));
    drawn.push({ frame: frame.frame, strata });
  }
  const selected = drawn.map(({ frame, strata }) => ({ frame, selected: strata.flatMap((one) => one.selected) }));
  const visits = mergeIntoVisits({ seed, key }, inputs.frames, selected);
  const listed = listedObjects(selected);
  const shown = lists === 'listed' ? (texts: readonly string[]) => texts : summaryOf;
  const people = { inspectors: inspectors.value.rows, experts: experts.value.rows };
  return ok({
    frames: inputs.frames.map((frame, index) => frameOutcome(key, seed, frame, frozen[index], drawn[index], shown)),
    ...(inputs.inspectors && { inspectors: peopleOutcome(inputs.inspectors.people, inspectors.value) }),
    ...(inputs.experts && { experts: peopleOutcome(inputs.experts.people, experts.value) }),
    previous: { teams: inputs.previous.teams, salt: key.previousSalt, digest: previous },
    manifest,
    manifestCanonical: text,
    manifestDigest: sha256(text),
    seed,
    visits: visits.map(({ id, visit, ticket, checks }) => ({ id, visit, ticket, checks })),
    list: { salt: key.listSalt, lines: shown(listed.map(listLine)), digest: listDigest(key.listSalt, listed) },
    teams: teamsByTickets({ seed, key, ...people }, visits, inputs),
    teamTickets: (inputs.teamTickets ?? []).map(({ visit, person }) => ({
      visit,
      person,
      ticket: teamTicket(seed, visit, person),
    })),
    turns: turnsOf(key, drawn, inputs.turns ?? []),
    ...(inputs.slip && { slip: slipOf(key, seed, inputs, inputs.slip, drawn) }),
  });
}

function frameOutcome(
  key: BatchKey,
  seed: string,
  { objects, salts, inclusion, ...inputs }: FrameInputs,
  frozen: FrozenFrame | undefined,
  drawn: OpenedFrame | undefined,
  shown: (rows: readonly string[]) => unknown,
): unknown {
  if (!frozen || !drawn) throw new Error('a frame that was frozen and drawn');
  const { manifest, shards, shardRoots } = frozen;
  const saltOf = key.saltsOf(inputs.frame);
  const listed = objects.filter(({ id }) => id in salts);
  const rows = new Map(listed.map((object) => [object.id, rowName(saltOf(object.id), object)]));
  const lines = shards.flatMap((shard) => shard.lines);
  const proof = proveInclusion(inclusion.row, shards[shardOf(inclusion.row)]?.lines ?? [], shardRoots);
  const { root, size, strata } = manifest;
  return {
    ...inputs,
    objects,
    salts: Object.fromEntries(listed.map(({ id }) => [id, saltOf(id)])),
    rows: Object.fromEntries(rows),
    root,
    size,
    strata,
    firstLine: lines.at(0),
    lastLine: lines.at(-1),
    firstBookLine: shards.flatMap(({ book }) => book).at(0),
    tickets: Object.fromEntries([...rows.values()].map((row) => [row, objectTicket(seed, row)])),
    selection: Object.fromEntries(
      drawn.strata.map(({ stratum, selected, reserves, threshold }) => [
        stratum,
        {
          selected: shown(selected.map(({ row }) => row)),
          reserves: reserves.slice(0, reservesListed).map(({ row }) => row),
          ...(threshold !== undefined && { threshold }),
        },
      ]),
    ),
    inclusion: proof.ok ? proof.value : proof.error,
  };
}

function peopleOutcome(people: readonly FrozenPerson[], { manifest, lines, rows }: FrozenPeople): unknown {
  return {
    people,
    rows: Object.fromEntries(rows),
    root: manifest.root,
    firstLine: lines.at(0),
    lastLine: lines.at(-1),
  };
}

const summaryOf = (texts: readonly string[]) => ({
  count: texts.length,
  first: texts.slice(0, 3),
  last: texts.at(-1),
  digest: sha256(texts.join(lf)),
});
