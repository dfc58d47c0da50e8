import type { DepartmentCode } from '../../shared/base/primitives.ts';
import type { Result } from '../../shared/base/result.ts';
import { partiesAlone } from '../../shared/domain/batch/randomness.ts';
import { batchKey } from '../../shared/draw/batch-key.ts';
import { drawFrame } from '../../shared/draw/draw-frame.ts';
import type { FrameObject } from '../../shared/draw/frame-rows.ts';
import { freezeFrame } from '../../shared/draw/freeze-frame.ts';
import { freezePeople } from '../../shared/draw/freeze-people.ts';
import { drawSpec, type Manifest, manifestDigest, manifestText } from '../../shared/draw/manifest.ts';
import { listedTeams, matchVisits } from '../../shared/draw/match-visits.ts';
import { listDigest, listedObjects, previousTeamsDigest, teamsDigest } from '../../shared/draw/sealed-list.ts';
import { stratify } from '../../shared/draw/strata-rules.ts';
import { drawSeed } from '../../shared/draw/tickets.ts';
import { nextTurn, type OpenedFrame, type Turn, turnDigest } from '../../shared/draw/turns.ts';
import type { KeyEvidence } from '../../shared/draw/verify-draw.ts';
import { type FrozenFacts, factsUnder } from '../../shared/draw/verify-order.ts';
import { mergeIntoVisits } from '../../shared/draw/visits.ts';
import type { ListedDocument } from '../../shared/public/draw-lists.ts';
import type { DrawDocument } from '../../shared/public/draw-schemas.ts';
import { recordFileText } from '../../shared/verification/two/record-file.ts';
import { publishedSource, type SourceKind } from './published-source.ts';

export const valueOf = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

/** A draw as the portal publishes it, and what the holders of its key have beside it. */
export interface PublishedDrawTwo {
  readonly draw: DrawDocument;
  readonly list: readonly ListedDocument[];
  /** Lines by the name of the list. */
  readonly files: ReadonlyMap<string, readonly string[]>;
  readonly manifest: Manifest;
  readonly byKey: Required<Pick<KeyEvidence, 'key' | 'inspectors' | 'experts' | 'turns' | 'facts'>> & {
    readonly books: ReadonlyMap<string, readonly string[]>;
  };
  readonly objects: ReadonlyMap<string, readonly FrameObject[]>;
  readonly opened: readonly OpenedFrame[];
}

export const number = '41142220261123-9';
export const window = { from: '2026-12-01', to: '2026-12-31' };
export const key = '5f'.repeat(31).concat('07');
/** Of the combined source: ten minutes each for the commitments and for the secrets. */
const longerTimes = ['15:05', '15:11', '15:15', '15:22'];
const classes = ['A', 'B', 'C', 'A'] as const;

const shop = (n: number, places: string): FrameObject => ({
  id: `SHOP-${String(n).padStart(3, '0')}`,
  stratum: classes[n % 4] ?? 'A',
  version: 1 + (n % 3),
  places,
});

const plans = [
  {
    frame: `${number}-1`,
    parts: [
      { department: 'SCJG', items: ['SCJG-001', 'SCJG-002'] },
      { department: 'WJW', items: ['WJW-001'] },
    ],
    rules: [
      { stratum: 'A', ratio: 1000 },
      { stratum: 'B', ratio: 1500 },
      { stratum: 'C', ratio: 2500 },
      { stratum: 'D', ratio: 5000 },
    ],
    objects: Array.from({ length: 60 }, (_, n) => shop(n, ['1', '1,2', '2'][n % 3] ?? '1')),
  },
  {
    frame: `${number}-2`,
    parts: [{ department: 'SCJG', items: ['SCJG-009'] }],
    rules: ['A', 'B', 'C', 'D'].map((stratum) => ({ stratum, ratio: 4000 })),
    objects: Array.from({ length: 30 }, (_, n) => shop(n + 30, '1')),
  },
] as const;

const people = (prefix: string, sizes: readonly (readonly [string, number])[]) =>
  sizes.flatMap(([department, size]) =>
    Array.from({ length: size }, (_, n) => ({
      id: `${department}-${prefix}${n + 1}`,
      department,
      version: 1 + (n % 2),
    })),
  );

/**
 * A small draw of two frames that overlap, one of the stratum `*`, with teams, leaders, an expert's field and turns of
 * reserves, of which the last may pass somebody over; put together from the primitives of the specification.
 */
export function publishedDrawTwo(
  kind: SourceKind = 'combined',
  publicity: '公示名单' | '检查后公示' = '公示名单',
): PublishedDrawTwo {
  const source = publishedSource(kind, longerTimes);
  const own = batchKey(key);
  const framed = plans.map(({ frame, parts, rules, objects }) => {
    const strata = stratify(rules);
    return { frame, parts, objects, frozen: valueOf(freezeFrame(own, { frame, parts, strata }, objects)) };
  });
  const inspectors = people('R', [
    ['SCJG', 6],
    ['WJW', 5],
  ]);
  const experts = people('E', [['SCJG', 3]]);
  const frozen = {
    inspectors: valueOf(freezePeople(own, 'inspectors', inspectors)),
    experts: valueOf(freezePeople(own, 'experts', experts)),
  };
  const facts: FrozenFacts = {
    items: [{ id: 'SCJG-001' }, { id: 'SCJG-002', expertise: '特种设备' }, { id: 'WJW-001' }, { id: 'SCJG-009' }],
    inspectors: inspectors.map(({ id, department }) => ({ id, department, ...qualified })),
    recusals: [{ inspectorId: 'SCJG-R1', objectId: 'SHOP-007' }],
    previousTeams: [{ objectId: 'SHOP-040', department: 'SCJG', members: ['SCJG-R1', 'SCJG-R2'] }],
    experts: experts.map(({ id, department }) => ({ id, department, active: true, fields: ['特种设备'] })),
  };
  const manifest: Manifest = {
    spec: drawSpec,
    batch: number,
    key: own.commitment,
    randomness: source.source,
    frames: framed.map((one) => one.frozen.manifest),
    inspectors: frozen.inspectors.manifest,
    experts: frozen.experts.manifest,
    matching: {
      ...{ perDepartment: 2, window, capacity: 12, teamLeader: true },
      previousTeams: previousTeamsDigest(own.previousSalt, facts.previousTeams),
    },
  };
  const digest = manifestDigest(manifest);
  const { randomness } = source;
  const seed = drawSeed(digest, randomness);
  const books = new Map(framed.map(({ frame, frozen: { shards } }) => [frame, shards.flatMap(({ book }) => book)]));
  const opened = framed.map(({ frame, frozen: { manifest: of } }) => ({
    frame,
    strata: valueOf(drawFrame(seed, of, 60, books.get(frame) ?? [])).map((one, index) => ({
      ...one,
      size: of.strata[index]?.size ?? 0,
    })),
  }));
  const selected = opened.map(({ frame, strata }) => ({ frame, selected: strata.flatMap((one) => one.selected) }));
  const visits = mergeIntoVisits({ seed, key: own }, manifest.frames, selected);
  const names = { seed, key: own, inspectors: frozen.inspectors.rows, experts: frozen.experts.rows };
  const asked = visits.map(({ id: objectId, checks }) => ({ objectId, checks }));
  const staff = valueOf(matchVisits(names, { ...factsUnder(manifest.matching, facts), visits: asked }));
  const teams = listedTeams(names, staff);
  const objects = listedObjects(selected);
  const turns = turnsOf(opened);
  const isPublic = publicity === '公示名单';
  const idOf = new Map(
    opened.flatMap(({ strata }) =>
      strata.flatMap((one) => [...one.selected, ...one.reserves].map(({ row, id }) => [row, id])),
    ),
  );
  const draw: DrawDocument = {
    number,
    title: '年末联合抽查',
    department: 'SCJG',
    departments: ['SCJG', 'WJW'],
    entries: [{ planId: 'P1', edition: 1, entryId: 'E1', title: '食品经营联合抽查', lead: 'SCJG' }],
    repeats: [],
    window,
    listPublicity: publicity,
    status: 'dispatched',
    ...(kind === 'ceremony' && { partiesAlone }),
    ...source.times,
    ...source.shown,
    manifest: manifestText(manifest),
    digest,
    randomness,
    seed,
    frames: framed.map(({ frame, frozen: { manifest: of } }, index) => ({
      ...{ frame, root: of.root, size: of.size, excluded: [{ reason: '本年度检查次数已满', count: 2 }] },
      parts: of.parts.map(({ department, items, size }) => ({
        department: department as DepartmentCode,
        items: items.map((id) => ({ id, version: 1, name: `检查${id}` })),
        size,
      })),
      strata: of.strata.map((one, place) => {
        const drawn = opened[index]?.strata[place];
        return {
          ...one,
          selected: drawn?.selected.length ?? 0,
          ...(drawn?.threshold !== undefined && { threshold: drawn.threshold }),
        };
      }),
    })),
    inspectors: listOf(frozen.inspectors.manifest),
    experts: listOf(frozen.experts.manifest),
    visits: visits.length,
    list: {
      digest: listDigest(own.listSalt, objects),
      teams: teamsDigest(own.listSalt, teams),
      parts: 1,
      ...(isPublic && { salt: own.listSalt, publishedAt: source.times.drawnAt }),
    },
    teamChanges: 0,
    reserves: turns.map((turn) => ({
      ...{ turn: turn.turn, approvedAt: turn.at, reason: '停业', digest: turnDigest(own.turnSalt(turn.turn), turn) },
      ...(isPublic && {
        added: [...new Set(turn.called.flatMap(({ row, passed }) => (passed ? [] : [idOf.get(row) ?? ''])))].sort(),
      }),
    })),
  };
  const list = objects.map(({ id, frames }) => ({
    ...{ id, name: `睢县${id}商店`, frames: [...frames] },
    teams: teams
      .filter(({ objectId }) => objectId === id)
      .map(({ objectId: _, department, members, experts: along, ...rest }) => ({
        ...rest,
        ...{ department: department as DepartmentCode, members: [...members] },
        ...(along && { experts: [...along] }),
      })),
  }));
  const files = new Map<string, readonly string[]>([
    ...framed.map(({ frame, frozen: { shards } }) => [frame, shards.flatMap(({ lines }) => lines)] as const),
    ['inspectors', frozen.inspectors.lines],
    ['experts', frozen.experts.lines],
  ]);
  return {
    ...{ draw, list, files, manifest, opened },
    byKey: { key, books, inspectors, experts, turns, facts },
    objects: new Map(framed.map((one) => [one.frame, one.objects])),
  };
}

/** Objects that cannot be inspected, one after the other, until whoever is next in a stratum has a visit already, if ever. */
function turnsOf(opened: readonly OpenedFrame[]): readonly Turn[] {
  const drawn = new Set(opened.flatMap(({ strata }) => strata.flatMap(({ selected }) => selected.map(({ id }) => id))));
  const reasonToPass = (id: string) => (drawn.has(id) ? ('检查已结束' as const) : undefined);
  const turns: Turn[] = [];
  for (const objectId of drawn) {
    const at = `2026-12-${String(turns.length + 2).padStart(2, '0')}T01:00:00.000Z`;
    turns.push(valueOf(nextTurn(opened, turns, { at, objectId, reasonToPass })));
    if (turns.length > 1 && turns.at(-1)?.called.some(({ passed }) => passed)) return turns;
  }
  return turns;
}

const listOf = ({ root, size, strata }: Manifest['frames'][number] | NonNullable<Manifest['inspectors']>) => ({
  ...{ root, size },
  strata: strata.map(({ stratum, size: of }) => ({ stratum, size: of })),
});

const qualified = {
  active: true,
  certificate: { validFrom: '2025-01-01', validTo: '2028-12-31' },
  itemScope: ['*'],
  qualifications: [],
};

/** `draw.json` as it is published: whoever changes a draw makes its fingerprint anew. */
export const fileOfTwo = (draw: unknown, list?: readonly unknown[]): Uint8Array =>
  new TextEncoder().encode(recordFileText(draw, list));
