import type { DepartmentCode } from '../../shared/base/primitives.ts';
import type { Result } from '../../shared/base/result.ts';
import { staffVisits } from '../../shared/draw/match-staff.ts';
import { buildFrame, type Frame, frameLines } from '../../shared/draw/one/frame.ts';
import { drawSpec, type Manifest, manifestDigest, manifestText } from '../../shared/draw/one/manifest.ts';
import { selectObjects } from '../../shared/draw/one/select.ts';
import { teamsDigest } from '../../shared/draw/one/team-list.ts';
import { drawSeed, selectionDigest } from '../../shared/draw/one/tickets.ts';
import { mergeIntoVisits } from '../../shared/draw/one/visits.ts';
import { quotaOf } from '../../shared/draw/quota.ts';
import type { EarlierListDocument } from '../../shared/public/draw-lists.ts';
import type { EarlierDrawDocument } from '../../shared/public/earlier-draw-schemas.ts';
import { recordFileText } from '../../shared/verification/record-file.ts';
import { publishedSource, type SourceKind } from './published-source.ts';

const valueOf = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

/** A draw as the portal publishes it. */
export interface PublishedDraw {
  readonly draw: EarlierDrawDocument;
  readonly list: EarlierListDocument['objects'];
  /** Lines by frame name, of objects and of inspectors. */
  readonly frames: ReadonlyMap<string, readonly string[]>;
}

const number = '41142220261123-9';
const window = { from: '2026-12-01', to: '2026-12-31' };
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

/**
 * A small draw of two departments with overlapping frames, teams with leaders, an expert of one department and one called
 * reserve, put together from the primitives of the specification. `scale` times as many objects have the same quotas.
 */
export function publishedDraw(kind: SourceKind = 'ceremony', scale = 1): PublishedDraw {
  const source = publishedSource(kind);
  const framed = sources.map((source) => {
    const built = valueOf(buildFrame(numbered(source.from * scale, source.to * scale, shopRow)));
    const strata = built.strata.map((one) => ({
      ...one,
      quota: quotaOf({ ratio: 1500 }, Math.ceil(one.size / scale)),
    }));
    return { ...source, built, strata };
  });
  const inspectors = (['SCJG', 'WJW'] as const).map((department) => peopleFrame(department, `${department}-R`, 5));
  const experts = [peopleFrame('SCJG', 'SCJG-E', 3, '-E')];
  const manifest: Manifest = {
    spec: drawSpec,
    batch: number,
    randomness: source.source,
    frames: framed.map(({ frame, department, items, built, strata }) => ({
      ...{ frame, department, items: [...items], strata },
      ...factsOf(built),
    })),
    inspectors: inspectors.map(committedPeople),
    experts: experts.map(committedPeople),
    matching: { perDepartment: 2, window, capacity: 6, teamLeader: true, previousTeams: 'e'.repeat(64) },
  };
  const digest = manifestDigest(manifest);
  const { randomness } = source;
  const seed = drawSeed(digest, randomness);
  const draws = framed.map(({ frame, department, items, from, to, strata }) => {
    const drawn = valueOf(selectObjects({ seed, strata, reserves: 1 }, numbered(from * scale, to * scale, shopRow)));
    return { frame, department, items: [...items], drawn, selected: drawn.flatMap(({ selected }) => selected) };
  });
  const visits = mergeIntoVisits(draws);
  const staff = valueOf(
    staffVisits({
      seed,
      window,
      perDepartment: 2,
      teamLeader: true,
      visits,
      items: sources.flatMap(({ items }) =>
        items.map((id) => ({ id, ...(id === 'SCJG-002' && { expertise: '特种设备' }) })),
      ),
      inspectors: inspectors.flatMap(({ department, ids }) => ids.map((id) => ({ id, department, ...qualified }))),
      experts: experts.flatMap(({ department, ids }) =>
        ids.map((id) => ({ id, department, active: true, fields: ['特种设备'] })),
      ),
      recusals: [],
      previousTeams: [],
    }),
  );
  const teams = staff.map(({ objectId, department, members, leader, experts: beside }) => ({
    ...{ objectId, department, members },
    ...(leader !== undefined && { leader }),
    ...(beside.length > 0 && { experts: beside }),
  }));
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
      .map(({ objectId: _, department, members, experts: beside, ...rest }) => ({
        ...rest,
        ...{ department: department as DepartmentCode, members: [...members] },
        ...(beside && { experts: [...beside] }),
      })),
  }));
  // An object that the first stratum alone drew has closed down; the next ticket of that stratum comes in its place.
  const [firstDraw, secondDraw] = draws;
  const [firstStratum] = firstDraw?.drawn ?? [];
  if (!firstDraw || !firstStratum) throw new Error('two frames were drawn');
  const { frame } = firstDraw;
  const { stratum, selected, reserves } = firstStratum;
  const [next] = reserves;
  const closed = selected.find(({ id }) => secondDraw?.selected.every((other) => other.id !== id));
  const draw: EarlierDrawDocument = {
    number,
    title: '年末联合抽查',
    department: 'SCJG',
    departments: ['SCJG', 'WJW'],
    entries: [{ planId: 'P1', edition: 1, entryId: 'E1', title: '食品经营联合抽查', lead: 'SCJG' }],
    repeats: [],
    window,
    listPublicity: '公示名单',
    status: 'dispatched',
    ...source.times,
    ...source.shown,
    manifest: manifestText(manifest),
    digest,
    randomness,
    seed,
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
    inspectorFrames: inspectors.map(shownPeople),
    expertFrames: experts.map(shownPeople),
    visits: visits.length,
    list: {
      digest: selectionDigest(
        visits.map(({ objectId }) => objectId),
        salt,
      ),
      teams: teamsDigest(teams, salt),
      salt,
      parts: 1,
      publishedAt: source.times.drawnAt,
    },
    framesPublishedAt: source.times.drawnAt,
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
  const files = [...framed, ...inspectors, ...experts].map(
    ({ frame: name, built }) => [name, [...frameLines(built)]] as const,
  );
  return { draw, list, frames: new Map(files) };
}

/** The frozen registry of a department's people. */
function peopleFrame(department: 'SCJG' | 'WJW', prefix: string, size: number, suffix = '') {
  const rows = numbered(1, size + 1, (n) => ({ id: `${prefix}${n}`, stratum: department, version: 1 }));
  const frame = `${number}-${department}${suffix}`;
  return { frame, department, ids: rows.map(({ id }) => id), built: valueOf(buildFrame(rows)) };
}
type PeopleFrame = ReturnType<typeof peopleFrame>;

const committedPeople = ({ frame, department, built }: PeopleFrame) => ({
  ...{ frame, department, strata: [{ stratum: department, size: built.size }] },
  ...factsOf(built),
});
const shownPeople = ({ frame, department, built }: PeopleFrame) => ({ frame, department, ...factsOf(built) });

const factsOf = ({ root, size }: Frame) => ({ root, size });

const qualified = {
  active: true,
  certificate: { validFrom: '2025-01-01', validTo: '2028-12-31' },
  itemScope: ['*'],
  qualifications: [],
};

/** `draw.json` as it is published: whoever changes a draw makes its fingerprint anew. */
export const fileOf = ({
  draw,
  list,
}: Pick<PublishedDraw, 'draw'> & Partial<Pick<PublishedDraw, 'list'>>): Uint8Array =>
  new TextEncoder().encode(recordFileText(draw, list));
