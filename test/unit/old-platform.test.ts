import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { operations } from '../../shared/api/contract.ts';
import { transition } from '../../shared/base/transitions.ts';
import { nationalCalendarYears } from '../../shared/calendar/shipped-years.ts';
import { workCalendar } from '../../shared/calendar/working-days.ts';
import { townshipCodes } from '../../shared/codes/townships.ts';
import { batchEvents, batchStatuses, batchTransitions, batchWords } from '../../shared/domain/batch/states.ts';
import { publicationDeadline } from '../../shared/domain/deadline/publication-deadline.ts';
import { otherThan } from '../../shared/domain/result/recorder.ts';
import { matchTeams } from '../../shared/draw/match.ts';
import { selectObjects } from '../../shared/draw/one/select.ts';
import { quotaOf } from '../../shared/draw/quota.ts';
import { sha256 } from '../../shared/draw/sha256.ts';
import { type OldRow, oldDraw, oldLastDay, oldMayApprove, oldPairing, oldStep } from '../support/old-platform.ts';
import { seedOf } from '../support/repeated-draws.ts';
import { inclusionStatistic, isAlarming, pairStatistic } from '../support/sampling-statistics.ts';
import { inspector, isLawfulTeam, matchInput, visit } from './match-cases.ts';

const rowsOf = (count: number): readonly OldRow[] =>
  Array.from({ length: count }, (_, n) => ({
    id: `91411422MA${String(n).padStart(6, '0')}`,
    jurisdiction: townshipCodes[Math.floor((n * townshipCodes.length) / count)] ?? '',
  }));

/** Evenly spread starts: every list the old draw can make occurs. */
const chanceOf = (n: number): number => Number.parseInt(sha256(`old ${n}`).slice(0, 8), 16) / 2 ** 32;

function ourDraw(rows: readonly OldRow[], quota: number, repetition: number): readonly string[] {
  const strata = [{ stratum: 'A', quota }];
  const request = { seed: seedOf(repetition), strata, reserves: 0 };
  const drawn = selectObjects(
    request,
    rows.map(({ id }) => ({ id, stratum: 'A' })),
  );
  return drawn.ok ? drawn.value.flatMap(({ selected }) => selected.map(({ id }) => id)) : [];
}

const repetitions = 1500;
const draws = (make: (n: number) => readonly string[], count = repetitions) =>
  Array.from({ length: count }, (_, n) => make(n).toSorted());
const listsIn = (all: readonly (readonly string[])[]) => new Set(all.map((list) => list.join())).size;

describe('the choice of lists', () => {
  test('the old way knows 33 lists at 3 % of a million, and 10,000 objects stand in none; at two thirds it knows one list and a third of the objects is never drawn', () => {
    const facts = (size: number, ratio: number) => {
      const quota = quotaOf({ ratio }, size);
      const lists = oldStep(size, quota);
      return { lists, never: size - lists * quota };
    };
    expect(facts(1_000_000, 300)).toEqual({ lists: 33, never: 10_000 });
    expect(facts(1_000_000, 6666)).toEqual({ lists: 1, never: 333_400 });
  });

  test('1500 old draws of 15 out of 500 are 33 lists and pass over 5 objects; 1500 of ours are 1500 lists and pass over nobody', () => {
    const rows = rowsOf(500);
    const [old, ours] = [draws((n) => oldDraw(rows, 15, chanceOf(n))), draws((n) => ourDraw(rows, 15, n))];
    expect([listsIn(old), new Set(old.flat()).size]).toEqual([33, 495]);
    expect([listsIn(ours), new Set(ours.flat()).size]).toEqual([1500, 500]);
  });

  test('neighbours in the registry are never inspected together the old way; with ours as often as any two', () => {
    const rows = rowsOf(43);
    const place = new Map(rows.map(({ id }, n) => [id, n]));
    const repeated = (make: (n: number) => readonly string[]) => ({
      size: 43,
      quota: 7,
      draws: draws(make, 20_000).map((list) => list.map((id) => place.get(id) ?? -1)),
    });
    const old = repeated((n) => oldDraw(rows, 7, chanceOf(n)));
    const ours = repeated((n) => ourDraw(rows, 7, n));
    expect(old.draws.some((list) => list.some((a) => list.includes(a + 1)))).toBe(false);
    expect([isAlarming(pairStatistic(old)), isAlarming(inclusionStatistic(old))]).toEqual([true, true]);
    expect([isAlarming(pairStatistic(ours)), isAlarming(inclusionStatistic(ours))]).toEqual([false, false]);
  });
});

describe('the registry', () => {
  const rows = rowsOf(1000);
  const changed = (before: readonly string[], after: readonly string[]) =>
    before.filter((id) => !after.includes(id)).length;

  test('one shop that is entered in the first township moves the whole old list; of ours it takes one place at most', () => {
    const more = [{ id: '91411422MA999999', jurisdiction: townshipCodes[0] ?? '' }, ...rows];
    for (let n = 0; n < 50; n += 1) {
      expect(changed(oldDraw(rows, 30, chanceOf(n)), oldDraw(more, 30, chanceOf(n)))).toBeGreaterThan(25);
      expect(changed(ourDraw(rows, 30, n), ourDraw(more, 30, n))).toBeLessThanOrEqual(1);
    }
  });

  test('whoever keeps the order of the rows keeps the old list in hand; ours does not know the order', () => {
    const [first = ''] = oldDraw(rows, 30, 0);
    const spared = [...rows.filter(({ id }) => id !== first), ...rows.filter(({ id }) => id === first)];
    expect(oldDraw(spared, 30, 0)).not.toContain(first);
    expect(ourDraw(spared, 30, 0)).toEqual(ourDraw(rows, 30, 0));
  });
});

describe('the teams', () => {
  const input = matchInput({
    visits: ['V1', 'V2', 'V3', 'V4'].map((id) => visit(id)),
    inspectors: [
      inspector('expired', { certificate: { validFrom: '2020-01-01', validTo: '2026-11-30' } }),
      inspector('out-of-scope', { itemScope: ['B01'] }),
      inspector('brother'),
      ...['R1', 'R2', 'R3'].map((id) => inspector(id)),
    ],
    recusals: [{ inspectorId: 'brother', objectId: 'V2' }],
  });
  const unlawful = (teams: readonly { readonly objectId: string; readonly members: readonly string[] }[]) =>
    teams.filter(({ objectId, members }) => !isLawfulTeam(input, objectId, 'SCJG', members)).length;

  test('going round the list sends expired certificates and a kinsman; the match sends neither', () => {
    const old = oldPairing(
      input.visits.map(({ objectId }) => objectId),
      input.inspectors.map(({ id }) => id),
    );
    expect(old.find(({ objectId }) => objectId === 'V2')?.members).toContain('brother');
    expect(unlawful(old)).toBe(3);
    const ours = matchTeams(input);
    expect(ours.ok && [ours.value.length, unlawful(ours.value)]).toEqual([4, 0]);
  });
});

describe('a second draw', () => {
  test('the old way lets the favourite be spared by drawing again; with ours the same seed gives the same list for ever', () => {
    const rows = rowsOf(1000);
    const [favourite = ''] = oldDraw(rows, 30, 0);
    const again = Array.from({ length: 3 }, (_, n) => oldDraw(rows, 30, (n + 0.5) / 33));
    expect(again.map((list) => list.includes(favourite))).toEqual([true, false, false]);
    expect(
      draws(() => ourDraw(rows, 30, 7), 3).every((list) => list.join() === ourDraw(rows, 30, 7).toSorted().join()),
    ).toBe(true);
  });

  test('no state after the randomness leads back to one before it: what is drawn can only go on or be voided (R4)', () => {
    const after = ['drawn', 'match-failed', 'dispatched', 'voided'] as const;
    const back = batchStatuses.filter((status) => !(after as readonly string[]).includes(status));
    for (const status of after) {
      for (const event of batchEvents) {
        const next = transition(batchTransitions, batchWords, status, event);
        expect(next.ok && back.includes(next.value)).toBe(false);
      }
      expect(transition(batchTransitions, batchWords, status, 'draw').ok).toBe(false);
    }
    expect(batchTransitions.voided).toEqual({});
  });

  test('the old draw runs whenever a page is looked at; ours by no request that only reads', () => {
    const drawing = operations.filter(({ route }) =>
      /^\/batches.*\/(commit|commitments?|reveals?|secrets?|draw|dispatch)$/.test(route.path),
    );
    expect(drawing.length).toBeGreaterThan(0);
    expect(drawing.every(({ route }) => route.method === 'POST')).toBe(true);
  });

  test('the old way keeps no seed; ours is recomputed from the published one with a hash of any make', () => {
    const rows = rowsOf(200);
    const seed = seedOf(3);
    const byHand = rows
      .map(({ id }) => ({ id, ticket: sha256(`${seed}\nobject\n${id}`) }))
      .toSorted((a, b) => (a.ticket < b.ticket ? -1 : 1));
    expect(ourDraw(rows, 12, 3)).toEqual(byHand.slice(0, 12).map(({ id }) => id));
  });
});

describe('deadline and approval', () => {
  const calendar = workCalendar(nationalCalendarYears);
  const { vectors } = z
    .object({ vectors: z.array(z.object({ day0: z.string(), deadline: z.string().nullable() })) })
    .parse(JSON.parse(readFileSync(new URL('../vectors/deadline-vectors.json', import.meta.url), 'utf8')));
  // On the last day of a covered year the old count runs into the next one.
  const covered = vectors.filter(({ deadline }) => deadline !== null && deadline < '2026-12-31');

  test.each(covered)(
    'the old way lets the 21st day pass for the 20th after $day0; ours ends with $deadline',
    ({ day0, deadline }) => {
      expect(oldLastDay(day0, calendar) > (deadline ?? '')).toBe(true);
      expect(publicationDeadline(day0, calendar)).toEqual({ kind: 'date', date: deadline });
    },
  );

  test('the old way lets one person enter and approve a result; ours sends it to another (R5)', () => {
    expect(oldMayApprove(['甲'], '甲')).toBe(true);
    expect(otherThan(['甲'], '甲', '审核检查结果')).toMatchObject({ ok: false, error: { kind: 'same-person' } });
    expect(otherThan(['甲'], '乙', '审核检查结果').ok).toBe(true);
  });
});
