import type { DrawDocument, DrawListDocument } from '../../shared/api/public-views.ts';
import type { DepartmentCode } from '../../shared/domain/primitives.ts';
import { ceremonyRandomness, commitmentOf } from '../../shared/draw/ceremony.ts';
import { buildFrame, type Frame, frameLines } from '../../shared/draw/frame.ts';
import { drawSpec, type Manifest, manifestDigest, manifestText } from '../../shared/draw/manifest.ts';
import { matchTeams } from '../../shared/draw/match.ts';
import { quotaOf } from '../../shared/draw/quota.ts';
import { selectObjects } from '../../shared/draw/select.ts';
import { teamsDigest } from '../../shared/draw/team-list.ts';
import { drawSeed, selectionDigest } from '../../shared/draw/tickets.ts';
import { mergeIntoVisits } from '../../shared/draw/visits.ts';
import type { Result } from '../../shared/result.ts';
import { recordFileText } from '../../shared/verification/record-file.ts';

const valueOf = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

/** A draw as the portal publishes it. */
export interface PublishedDraw {
  readonly draw: DrawDocument;
  readonly list: DrawListDocument['objects'];
  /** Lines by frame name, of objects and of inspectors. */
  readonly frames: ReadonlyMap<string, readonly string[]>;
}

const number = '41142220261123-9';
const window = { from: '2026-12-01', to: '2026-12-31' };
const commitBy = '2026-11-23T02:00:00.000Z';
const parties = ['CZJ', 'SFJ'] as const;
const secretOf = (party: string) => commitmentOf(`secret of ${party}`);
const numbered = <T>(from: number, to: number, make: (n: number) => T): T[] =>
  Array.from({ length: to - from }, (_, index) => make(from + index));

const sources = [
  { frame: `${number}-1`, department: 'SCJG', items: ['SCJG-001', 'SCJG-002'], from: 0, to: 40 },
  { frame: `${number}-2`, department: 'WJW', items: ['WJW-001'], from: 20, to: 50 },
] as const;

const shopRow = (n: number) => ({
  id: `SHOP-${String(n).padStart(3, '0')}`,
  stratum: n % 3 === 0 ? 'B' : 'A',
  version: 1,
});

const ceremony = {
  parties: [...parties],
  commitBy,
  revealBy: '2026-11-23T03:00:00.000Z',
  commitments: parties.map((party) => ({
    party,
    commitment: commitmentOf(secretOf(party)),
    at: '2026-11-23T01:30:00.000Z',
  })),
  reveals: parties.map((party) => ({ party, secret: secretOf(party), at: '2026-11-23T02:10:00.000Z' })),
};

/**
 * A small draw of two departments with overlapping frames, teams and one called reserve, put together from the primitives
 * of the specification.
 */
export function publishedDraw(): PublishedDraw {
  const framed = sources.map((source) => {
    const built = valueOf(buildFrame(numbered(source.from, source.to, shopRow)));
    const strata = built.strata.map((one) => ({ ...one, quota: quotaOf({ ratio: 1500 }, one.size) }));
    return { ...source, built, strata };
  });
  const inspectors = (['SCJG', 'WJW'] as const).map((department) => {
    const rows = numbered(1, 6, (n) => ({ id: `${department}-R${n}`, stratum: department, version: 1 }));
    return {
      frame: `${number}-${department}`,
      department,
      ids: rows.map(({ id }) => id),
      built: valueOf(buildFrame(rows)),
    };
  });
  const manifest: Manifest = {
    spec: drawSpec,
    batch: number,
    randomness: { kind: 'ceremony', parties: [...parties], deadline: commitBy },
    frames: framed.map(({ frame, department, items, built, strata }) => ({
      ...{ frame, department, items: [...items], strata },
      ...factsOf(built),
    })),
    inspectors: inspectors.map(({ frame, department, built }) => ({
      ...{ frame, department, strata: [{ stratum: department, size: built.size }] },
      ...factsOf(built),
    })),
    matching: { perDepartment: 2, window, capacity: 6, previousTeams: 'e'.repeat(64) },
  };
  const digest = manifestDigest(manifest);
  const randomness = valueOf(ceremonyRandomness({ ...ceremony, deadline: commitBy }));
  const seed = drawSeed(digest, randomness);
  const draws = framed.map(({ frame, department, items, from, to, strata }) => {
    const drawn = valueOf(selectObjects({ seed, strata, reserves: 1 }, numbered(from, to, shopRow)));
    return { frame, department, items: [...items], drawn, selected: drawn.flatMap(({ selected }) => selected) };
  });
  const visits = mergeIntoVisits(draws);
  const teams = valueOf(
    matchTeams({
      seed,
      window,
      perDepartment: 2,
      visits,
      items: sources.flatMap(({ items }) => items.map((id) => ({ id }))),
      inspectors: inspectors.flatMap(({ department, ids }) => ids.map((id) => ({ id, department, ...qualified }))),
      recusals: [],
      previousTeams: [],
    }),
  );
  const salt = 'd'.repeat(64);
  const list = visits.map(({ objectId: id, ticket }) => ({
    id,
    name: `睢县${id}商店`,
    ticket,
    drawnIn: draws.flatMap(({ frame, drawn }) =>
      drawn.flatMap(({ stratum, selected }) => (selected.some((one) => one.id === id) ? [{ frame, stratum }] : [])),
    ),
    teams: teams
      .filter(({ objectId }) => objectId === id)
      .map(({ department, members }) => ({ department: department as DepartmentCode, members: [...members] })),
  }));
  // An object that this stratum alone has drawn has closed down; the next ticket of the stratum comes in its place.
  const [firstDraw] = draws;
  const [firstStratum] = firstDraw?.drawn ?? [];
  if (!firstDraw || !firstStratum) throw new Error('two frames were drawn');
  const { frame } = firstDraw;
  const { stratum, selected, reserves } = firstStratum;
  const [next] = reserves;
  const closed = selected.find(({ id }) => list.some((one) => one.id === id && one.drawnIn.length === 1));
  const draw: DrawDocument = {
    number,
    title: '年末联合抽查',
    department: 'SCJG',
    departments: ['SCJG', 'WJW'],
    entries: [{ planId: 'P1', edition: 1, entryId: 'E1', title: '食品经营联合抽查', lead: 'SCJG' }],
    repeats: [],
    window,
    listPublicity: '公示名单',
    status: 'dispatched',
    frozenAt: '2026-11-23T01:00:00.000Z',
    committedAt: '2026-11-23T01:05:00.000Z',
    manifest: manifestText(manifest),
    digest,
    ceremony,
    randomness,
    seed,
    drawnAt: '2026-11-23T04:00:00.000Z',
    frames: framed.map(({ frame: name, department, items, built, strata }, index) => ({
      ...{ frame: name, department, ...factsOf(built), excluded: [{ reason: '本年度检查次数已满', count: 2 }] },
      items: items.map((id) => ({ id, version: 1, name: `检查${id}` })),
      strata: strata.map((one) => {
        const result = draws[index]?.drawn.find((each) => each.stratum === one.stratum);
        const called = name === frame && one.stratum === stratum;
        return {
          ...one,
          selected: result?.selected.length ?? 0,
          ...(result?.threshold && { threshold: result.threshold }),
          reservesUsed: called ? 1 : 0,
        };
      }),
    })),
    inspectorFrames: inspectors.map(({ frame: name, department, built }) => ({
      frame: name,
      department,
      ...factsOf(built),
    })),
    visits: visits.length,
    dispatchedAt: '2026-11-23T04:30:00.000Z',
    list: {
      digest: selectionDigest(
        visits.map(({ objectId }) => objectId),
        salt,
      ),
      teams: teamsDigest(teams, salt),
      salt,
      parts: 1,
      publishedAt: '2026-11-23T04:00:00.000Z',
    },
    framesPublishedAt: '2026-11-23T04:00:00.000Z',
    teamChanges: 0,
    reserves: [
      {
        approvedAt: '2026-12-02T01:00:00.000Z',
        reason: '停业',
        objectId: closed?.id ?? '',
        called: [{ frame, stratum, objectId: next?.id ?? '', ticket: next?.ticket ?? '' }],
      },
    ],
  };
  const files = [...framed, ...inspectors].map(({ frame: name, built }) => [name, [...frameLines(built)]] as const);
  return { draw, list, frames: new Map(files) };
}

const factsOf = ({ root, size }: Frame) => ({ root, size });

const qualified = {
  active: true,
  certificate: { validFrom: '2025-01-01', validTo: '2028-12-31' },
  itemScope: ['*'],
  qualifications: [],
};

/** `draw.json` as it is published: whoever changes a draw makes its fingerprint anew. */
export const fileOf = ({ draw, list }: Pick<PublishedDraw, 'draw' | 'list'>): Uint8Array =>
  new TextEncoder().encode(recordFileText(draw, list));
