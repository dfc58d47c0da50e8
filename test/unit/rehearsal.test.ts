import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type DryFrame, dryDraw } from '../../shared/domain/rehearsal/dry-draw.ts';
import {
  rehearsalEvents,
  rehearsalStatuses,
  rehearsalTransitions,
  rehearsalWords,
} from '../../shared/domain/rehearsal/rehearsal.ts';
import type { ObjectFacts } from '../../shared/domain/rehearsal/tally.ts';
import { drawSeed } from '../../shared/draw/one/tickets.ts';
import { rehearsalSeed } from '../../shared/draw/rehearsal-seed.ts';
import { mergeIntoVisits } from '../../shared/draw/visits.ts';
import type { GroupInputs } from '../../shared/use-cases/rehearsal/inputs.ts';
import { rehearseGroup } from '../../shared/use-cases/rehearsal/rehearse-group.ts';
import { drawRepeatedly, seedOf } from '../support/repeated-draws.ts';
import { isAlarming, overlapStatistic } from '../support/sampling-statistics.ts';
import { diagramUnder, stateDiagram } from '../support/state-diagram.ts';
import { inspector } from './match-cases.ts';

const digest = 'd'.repeat(64);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const shops = Array.from({ length: 60 }, (_, n) => `S${n}`);
const stratumOf = (id: string) => (Number(id.slice(1)) % 3 === 0 ? 'D' : 'A');

/** 市场监管 draws from all shops, 卫健 from the first half; class D is drawn whole by 市场监管 and in part by 卫健. */
const frameOf = (frame: string, department: string, ids: readonly string[], quotas: Record<'A' | 'D', number>) => ({
  frame,
  parts: [{ department, items: [`${department}-001`] }],
  objects: ids.map((id) => ({ id, stratum: stratumOf(id), places: '1' })),
  strata: (['A', 'D'] as const).map((stratum) => ({
    stratum,
    size: ids.filter((id) => stratumOf(id) === stratum).length,
    quota: quotas[stratum],
  })),
});
const frames: readonly DryFrame[] = [
  frameOf('E1 SCJG', 'SCJG', shops, { A: 6, D: 20 }),
  frameOf('E1 WJW', 'WJW', shops.slice(0, 30), { A: 4, D: 3 }),
];
const facts = new Map(
  shops.map((id, n): [string, ObjectFacts] => [
    id,
    {
      creditClass: stratumOf(id) === 'D' ? 'D' : 'A',
      township: n % 2 ? '411422001' : '411422105',
      kind: n % 5 ? '企业' : '个体工商户',
    },
  ]),
);
const inspectors = [
  ...['R1', 'R2', 'R3', 'R4'].map((id) => inspector(id)),
  inspector('expired', { certificate: { validFrom: '2020-01-01', validTo: '2021-01-01' } }),
  ...['W1', 'W2', 'W3'].map((id) => inspector(id, { department: 'WJW' })),
];
const inputs = (more: Partial<GroupInputs['roster']> = {}): GroupInputs => ({
  entries: ['E1'],
  frames,
  facts,
  roster: {
    window: { from: '2026-12-01', to: '2026-12-18' },
    perDepartment: 2,
    items: [{ id: 'SCJG-001' }, { id: 'WJW-001' }],
    inspectors,
    recusals: [],
    previousTeams: [],
    ...more,
  },
  notes: [],
  digest,
});

function figures(given: GroupInputs, work = 100_000_000) {
  const steps = rehearseGroup(given, work);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** Which shops each department visits with a seed, by sorting hashes: no code of the product. */
function byHand(seed: string) {
  const order = (ids: readonly string[], stratum: string) =>
    ids
      .filter((id) => stratumOf(id) === stratum)
      .toSorted((a, b) => (sha256(`${seed}\nobject\n${a}`) < sha256(`${seed}\nobject\n${b}`) ? -1 : 1));
  const scjg = [...order(shops, 'A').slice(0, 6), ...order(shops, 'D')];
  const wjw = [...order(shops.slice(0, 30), 'A').slice(0, 4), ...order(shops.slice(0, 30), 'D').slice(0, 3)];
  return { scjg, wjw, visits: [...new Set([...scjg, ...wjw])] };
}
const runs = Array.from({ length: 200 }, (_, n) => byHand(sha256(`suiji-rehearsal/1\n${digest}\n${n}`)));
const spread = (values: readonly number[]) => ({
  mean: Math.round((values.reduce((sum, one) => sum + one, 0) / values.length) * 100) / 100,
  min: Math.min(...values),
  max: Math.max(...values),
});

describe('the figures of 200 dry runs', () => {
  const group = figures(inputs());

  test('are those that sorting the hashes of 200 seeds by hand gives', () => {
    expect(group).toMatchObject({ objects: 60, seeds: 200, notes: [] });
    expect(group.visits).toEqual({
      separate: 33,
      merged: spread(runs.map(({ visits }) => visits.length)),
      saved: spread(runs.map(({ visits }) => 33 - visits.length)),
    });
    expect(group.departments.map(({ department, objects, visits }) => [department, objects, visits])).toEqual([
      ['SCJG', 60, spread(runs.map(({ scjg }) => scjg.length))],
      ['WJW', 30, spread(runs.map(({ wjw }) => wjw.length))],
    ]);
  });

  test('by credit class, township and kind of the objects add up to all visits', () => {
    const mean = (of: (id: string) => boolean) => spread(runs.map(({ visits }) => visits.filter(of).length)).mean;
    const number = (id: string) => Number(id.slice(1));
    expect(group.byCreditClass).toEqual([
      { creditClass: 'A', visits: mean((id) => stratumOf(id) === 'A') },
      { creditClass: 'D', visits: 20 },
    ]);
    expect(group.byTownship).toEqual([
      { township: '411422001', visits: mean((id) => number(id) % 2 === 1) },
      { township: '411422105', visits: mean((id) => number(id) % 2 === 0) },
    ]);
    expect(group.byKind.find(({ kind }) => kind === '个体工商户')?.visits).toBe(mean((id) => number(id) % 5 === 0));
  });

  test('say how many visits fall to an inspector: two of each department at each visit, shared among those who are certified', () => {
    const [scjg, wjw] = group.departments;
    expect(group.matching).toEqual({ seeds: 200, feasible: 200, bottlenecks: [] });
    expect([scjg?.inspectors, wjw?.inspectors]).toEqual([4, 3]);
    // 26 visits of 市场监管, two places each, four inspectors; 7 of 卫健 among three.
    expect(scjg?.load).toEqual({ mean: 13, min: 13, max: 13 });
    expect(wjw?.load).toEqual({ mean: 4.67, min: 4, max: 5 });
    expect(scjg?.heaviest).toEqual(
      ['R1', 'R2', 'R3', 'R4'].map((inspectorId) => ({ inspectorId, mean: 13, min: 13, max: 13 })),
    );
  });

  test('say what share of a capacity that is', () => {
    const limited = inspectors.map((each) => ({ ...each, capacity: each.department === 'SCJG' ? 20 : 10 }));
    const { departments } = figures(inputs({ inspectors: limited }));
    expect(departments.map(({ ofCapacity }) => ofCapacity)).toEqual([6500, 4667]);
    expect(departments[0]?.heaviest.map(({ ofCapacity }) => ofCapacity)).toEqual([6500, 6500, 6500, 6500]);
  });

  test('count whose certificate lasts from the first to the last day of the window, and nobody whose lacks a day', () => {
    const certified = (id: string, validFrom: string, validTo: string) =>
      inspector(id, { certificate: { validFrom, validTo } });
    const exact = certified('exact', '2026-12-01', '2026-12-18');
    const short = [certified('late', '2026-12-02', '2027-12-31'), certified('brief', '2020-01-01', '2026-12-17')];
    const { departments } = figures(inputs({ inspectors: [...inspectors, exact, ...short] }));
    expect(departments[0]?.inspectors).toBe(5);
    expect(departments[0]?.heaviest.map(({ inspectorId }) => inspectorId)).toContain('exact');
  });

  test('name no object', () => {
    expect(JSON.stringify(group)).not.toMatch(/"S\d+"/);
  });

  test('are the same whenever they are computed from the same inputs, and others from others', () => {
    expect(figures(inputs())).toEqual(group);
    const other = figures({ ...inputs(), digest: 'e'.repeat(64) });
    expect(other.visits).not.toEqual(group.visits);
  });
});

describe('a plan that cannot be matched', () => {
  test('is told so in words, with the number of dry runs it stops and the worst shortage', () => {
    const few = inspectors.map((each) => (each.department === 'WJW' ? { ...each, capacity: 4 } : each));
    const { matching, departments } = figures(inputs({ inspectors: few }));
    // 7 visits need 14 places; three inspectors with four visits each fill 12.
    expect(matching).toMatchObject({ seeds: 200, feasible: 0 });
    expect(matching.bottlenecks).toMatchObject([{ department: 'WJW', seeds: 200, missing: 2 }]);
    expect(matching.bottlenecks[0]?.reason).toContain('卫生健康委');
    expect(departments.every(({ load, heaviest }) => load === undefined && heaviest.length === 0)).toBe(true);
  });

  test('where nobody holds a certificate, all of it', () => {
    const { matching } = figures(inputs({ inspectors: inspectors.filter(({ department }) => department === 'SCJG') }));
    expect(matching.bottlenecks).toMatchObject([{ department: 'WJW', seeds: 200 }]);
  });
});

describe('a rehearsal whose work would not end in time', () => {
  // 50 tickets a draw, and at least 26 visits × 5 inspectors + 7 × 3 for each match.
  test('runs fewer seeds and says so; never fewer than five', () => {
    expect(figures(inputs(), 50 * 40)).toMatchObject({
      seeds: 40,
      notes: ['对象过多，只演练了 40 次。', expect.stringMatching('人员匹配')],
    });
    const least = figures(inputs(), 0);
    expect([least.seeds, least.matching.seeds]).toEqual([5, 5]);
  });

  test('matches as many of its draws as there is work for', () => {
    const { seeds, matching, notes } = figures(inputs(), 151 * 120);
    expect([seeds, matching.seeds]).toEqual([200, 120]);
    expect(notes).toEqual(['检查与人员过多，只对其中 120 次演练了人员匹配。']);
  });
});

describe('the dry draw', () => {
  const draw = dryDraw(frames);

  test('selects for any seed what the draw itself would select and merge', () => {
    for (let n = 0; n < 100; n += 1) {
      const seed = seedOf(n);
      const ticketOf = (id: string) => sha256(`${seed}\nobject\n${id}`);
      const drawn = frames.map(({ frame, objects, strata }) => ({
        frame,
        selected: strata.flatMap(({ stratum, quota }) =>
          objects
            .filter((object) => object.stratum === stratum)
            .toSorted((a, b) => (ticketOf(a.id) < ticketOf(b.id) ? -1 : 1))
            .slice(0, quota),
        ),
      }));
      const real = mergeIntoVisits({ seed, key: { visitName: (id) => id } }, frames, drawn);
      const checksOf = (visits: readonly { id: string; checks: unknown }[]) =>
        Object.fromEntries(visits.map(({ id, checks }) => [id, checks]));
      expect(checksOf(draw.visits(seed))).toEqual(checksOf(real));
    }
  });

  test('hashes each object once, and not at all where its class is drawn whole', () => {
    // 40 shops of class A, and the 10 of class D from which 卫健 draws three.
    expect([draw.objects, draw.tickets]).toEqual([60, 50]);
  });
});

describe('the seeds of a rehearsal', () => {
  test('are made as the specification says, from a text no draw’s seed is made of', () => {
    expect(rehearsalSeed(digest, 7)).toBe(sha256(`suiji-rehearsal/1\n${digest}\n7`));
  });

  test('are never those of a draw, whatever manifest and randomness are: neither equal nor alike in what they select', () => {
    const ids = shops.slice(0, 43);
    const population = { stratum: 'A', ids, quota: 13 };
    const dry = Array.from({ length: 4000 }, (_, n) => rehearsalSeed(digest, n));
    const real = Array.from({ length: 4000 }, (_, n) => drawSeed(digest, sha256(String(n))));
    expect(new Set([...dry, ...real]).size).toBe(8000);
    const [ours, theirs] = [dry, real].map((seeds) => drawRepeatedly([population], seeds).get('A')?.draws ?? []);
    const overlaps = (ours ?? []).map((draw, n) => draw.filter((place) => theirs?.[n]?.includes(place)).length);
    expect(isAlarming(overlapStatistic(43, 13, overlaps))).toBe(false);
  });
});

test('a rehearsal moves as docs/workflow.md draws it', () => {
  const diagram = diagramUnder(readFileSync('docs/workflow.md', 'utf8'), 'Rehearsal');
  expect(diagram).toBe(stateDiagram(rehearsalTransitions, rehearsalWords, rehearsalStatuses, rehearsalEvents));
});
