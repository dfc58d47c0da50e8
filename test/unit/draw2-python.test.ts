import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type CaseInputs, recomputedCase } from '../../local/conformance-draw-case.ts';
import { DrawVectorsTwo } from '../../local/conformance-draw-two.ts';
import { batchKey } from '../../shared/draw/batch-key.ts';
import { rowName } from '../../shared/draw/row.ts';
import { valueOf } from '../support/published-draw-two.ts';

const hasPython = spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 10))']).status === 0;
if (!hasPython) console.warn('no python3 (3.10 or later): the second implementation is not run');

const script = join(import.meta.dirname, '../support/verify_draw2.py');

/** What a program computes that shares no code with ours. */
function secondOpinion(cases: readonly object[]): readonly Record<string, unknown>[] {
  const ran = spawnSync('python3', [script], {
    input: JSON.stringify(cases),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, PYTHONUTF8: '1' },
  });
  if (ran.status !== 0) throw new Error(ran.stderr);
  const values: Record<string, unknown>[] = JSON.parse(ran.stdout);
  return values;
}

const hex = fc.stringMatching(/^[0-9a-f]{64}$/);
const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 9 })
  .filter((one) => one.isWellFormed() && !one.includes('\n'));
const departments = ['SCJG', 'WJW', '消防', '𠮷'] as const;

/** Frames whose objects are partly the same, of few and of many rows, with rules of every kind. */
const drawnCase: fc.Arbitrary<CaseInputs> = fc
  .record({
    key: hex,
    batch: text,
    randomness: hex,
    ids: fc.uniqueArray(text, { minLength: 3, maxLength: 60 }),
    frames: fc.array(
      fc.record({
        parts: fc.array(
          fc.record({
            department: fc.constantFrom(...departments),
            items: fc.uniqueArray(text, { minLength: 1, maxLength: 3 }),
          }),
          { minLength: 1, maxLength: 12 },
        ),
        ratios: fc.oneof(
          fc.tuple(fc.nat(10_000), fc.nat(10_000), fc.nat(10_000), fc.nat(10_000)),
          fc.nat(10_000).map((ratio) => [ratio, ratio, ratio, ratio] as const),
        ),
        number: fc.option(fc.nat(5), { nil: undefined }),
        dice: fc.array(fc.nat(1 << 20), { minLength: 60, maxLength: 60 }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    people: fc.uniqueArray(fc.record({ id: text, department: fc.constantFrom(...departments), version: fc.nat(99) }), {
      selector: ({ id }) => id,
      minLength: 1,
      maxLength: 9,
    }),
    perDepartment: fc.integer({ min: 2, max: 3 }),
    previous: fc.array(
      fc.record({
        department: fc.constantFrom(...departments),
        members: fc.array(text, { maxLength: 3 }),
        objectId: text,
      }),
      { maxLength: 2 },
    ),
  })
  .map(({ key, batch, randomness, ids, frames, people, perDepartment, previous }) => {
    const framed = frames.map(({ parts, ratios, number, dice }, index) => {
      const frame = `${batch}-${index + 1}`;
      const objects = ids.flatMap((id, at) => {
        const own = dice[at] ?? 0;
        const places = parts.map((_, part) => part + 1).filter((part) => (own >> part) % 2 === 1);
        if (places.length === 0 && at > 0) return [];
        const stratum = 'ABCD'[(own >> 13) % 4] ?? 'A';
        return [{ id, version: own % 7, stratum, places: (places.length === 0 ? [1] : places).join(',') }];
      });
      const rules = ['D', 'A', 'C', 'B'].map((stratum, at) =>
        number !== undefined && at === 2 ? { stratum, number } : { stratum, ratio: ratios[at] ?? 1 },
      );
      const [first] = objects;
      if (!first) throw new Error('the first object stands in every frame');
      const salt = batchKey(key).saltsOf(frame)(first.id);
      return { frame, parts, rules, objects, salts: { [first.id]: salt }, inclusion: { row: rowName(salt, first) } };
    });
    return {
      ...{ key, batch, randomness, frames: framed },
      manifest: { randomness: { kind: 'drand', chain: key, round: 7 }, matching: { perDepartment } },
      inspectors: { people },
      experts: { people: people.slice(0, 2) },
      previous: { teams: previous },
      turns: [],
      slip: { frame: framed[0]?.frame ?? '', id: ids[0] ?? '' },
      teamTickets: [{ visit: '', person: key }],
    };
  });

/** Two drawn objects cannot be inspected, and of every stratum the first reserve is passed over. */
function withTurns(inputs: CaseInputs): CaseInputs {
  const { list, frames } = Outcome.parse(valueOf(recomputedCase(inputs, 'listed')));
  const called = frames.flatMap(({ selection }) =>
    Object.values(selection).flatMap(({ reserves }) =>
      reserves.slice(0, 1).map((row) => ({ row, passed: '检查已开始' })),
    ),
  );
  const line = JSON.stringify({ at: '2026-12-04T08:30:00.000Z', called });
  const turns = list.lines
    .slice(0, 2)
    .map((each, index) => ({ turn: index + 1, id: ListLine.parse(JSON.parse(each)).id, line }));
  return { ...inputs, turns };
}
const ListLine = z.object({ id: z.string() });
const Outcome = z.object({
  list: z.object({ lines: z.array(z.string()) }),
  frames: z.array(z.object({ selection: z.record(z.string(), z.object({ reserves: z.array(z.string()) })) })),
});

describe.runIf(hasPython)('a second implementation in another language, written from the specification alone', () => {
  const file: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../vectors/draw2-vectors.json'), 'utf8'));
  const { cases } = DrawVectorsTwo.parse(file);

  test.each(cases.map((one, index) => [index, one] as const))('agrees with the published case %i', (_, one) => {
    const [values = {}] = secondOpinion([one]);
    const { key, batch, note, randomness, teams, ...stated } = one;
    const { teams: found, ...rest } = values;
    expect(rest).toEqual(stated);
    expect(teams).toMatchObject(z.record(z.string(), z.unknown()).parse(found));
  });

  test('agrees with us on draws of chance', () => {
    const drawn = fc.sample(drawnCase, 60).map(withTurns);
    expect(drawn.filter(({ turns = [] }) => turns.length === 2).length).toBeGreaterThan(30);
    const values = secondOpinion(drawn);
    for (const [index, one] of drawn.entries()) expect(valueOf(recomputedCase(one, 'listed'))).toEqual(values[index]);
  });
});
