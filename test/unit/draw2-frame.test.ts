import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { batchKey } from '../../shared/draw/batch-key.ts';
import { classWouldShow } from '../../shared/draw/cover.ts';
import { drawFrame } from '../../shared/draw/draw-frame.ts';
import type { FrameObject } from '../../shared/draw/frame-rows.ts';
import { freezeFrame } from '../../shared/draw/freeze-frame.ts';
import { freezePeople } from '../../shared/draw/freeze-people.ts';
import { proveInclusion, verifyInclusion } from '../../shared/draw/inclusion.ts';
import { keyedHash } from '../../shared/draw/keyed-hash.ts';
import { placesOf, placesText, shardOf } from '../../shared/draw/row.ts';
import { selectObjects } from '../../shared/draw/select.ts';
import { sha256 } from '../../shared/draw/sha256.ts';
import { slipRefusal } from '../../shared/draw/slip.ts';
import { stratify } from '../../shared/draw/strata-rules.ts';
import { objectTicket, objectTickets } from '../../shared/draw/tickets.ts';
import { nextTurn } from '../../shared/draw/turns.ts';
import { key as hex, publishedDrawTwo, valueOf } from '../support/published-draw-two.ts';

const key = batchKey(hex);
const seed = '07c2a03aaedeee7209f10e6c15491fd631647e938c24e1910fab55e500d2b7a5';
const row = fc.stringMatching(/^[0-9a-f]{64}$/);
const parts = [
  { department: 'SCJG', items: ['A1'] },
  { department: 'WJW', items: ['B1'] },
];
const rules = [
  { stratum: 'A', ratio: 2000 },
  { stratum: 'B', number: 3 },
];
const request = { frame: 'F-1', parts, strata: stratify(rules) };
const object = fc.record({
  id: fc.string({ unit: 'grapheme', maxLength: 8 }),
  version: fc.nat(99),
  stratum: fc.constantFrom('A', 'B'),
  places: fc.constantFrom('1', '2', '1,2'),
});
const registry = fc.uniqueArray(object, { selector: ({ id }) => id, minLength: 1, maxLength: 50 });

describe('a key', () => {
  test('hashes as the platform does by HMAC, texts of any length', () => {
    fc.assert(
      fc.property(row, fc.string({ unit: 'grapheme', maxLength: 3000 }), (own, text) => {
        expect(keyedHash(own)(text)).toBe(createHmac('sha256', Buffer.from(own, 'hex')).update(text).digest('hex'));
      }),
    );
  });

  test.each(['', 'ab', 'AB'.repeat(32), `${'a'.repeat(63)}g`])('is not %j', (other) => {
    expect(() => batchKey(other)).toThrow(TypeError);
  });

  test('names rows in no list whose name is two lines, which another list could be taken for', () => {
    expect(() => key.saltsOf('a\nb')).toThrow(TypeError);
  });
});

describe('places', () => {
  test('have one form: numbers of parts, ascending, each once', () => {
    expect(placesText([10, 2, 2, 1])).toBe('1,2,10');
    expect(placesOf('1,2,10', 10)).toEqual([1, 2, 10]);
    for (const other of ['', '0', '3', '2,1', '1,1', '01', '1,', ' 1', '1.5', '1e0', '-1'])
      expect([other, placesOf(other, 2)]).toEqual([other, undefined]);
  });
});

describe('a frame', () => {
  test('is the same, to the byte, in whatever order the registry gives its objects', () => {
    fc.assert(
      fc.property(
        registry.chain((objects) =>
          fc.tuple(fc.constant(objects), fc.shuffledSubarray(objects, { minLength: objects.length })),
        ),
        ([objects, shuffled]) => {
          const frozen = valueOf(freezeFrame(key, request, objects));
          expect(valueOf(freezeFrame(key, request, shuffled))).toEqual(frozen);
          const book = (of: typeof frozen) => of.shards.flatMap((shard) => shard.book);
          expect(drawFrame(seed, frozen.manifest, 2, book(frozen)).ok).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('proves each of its lines by its root, and no other line', () => {
    fc.assert(
      fc.property(registry, fc.nat(), (objects, pick) => {
        const { manifest, shards, shardRoots } = valueOf(freezeFrame(key, request, objects));
        const rows = shards.flatMap(({ lines }) => lines).map((line) => line.slice(8, 72));
        const own = rows[pick % rows.length] ?? '';
        const proof = valueOf(proveInclusion(own, shards[shardOf(own)]?.lines ?? [], shardRoots));
        expect(verifyInclusion(proof, manifest.root)).toEqual({ ok: true, value: true });
        const other = { ...proof, line: proof.line.replace(/"stratum":"./, '"stratum":"D') };
        expect(verifyInclusion(other, manifest.root).ok).toBe(false);
        expect(verifyInclusion({ ...proof, row: 'f'.repeat(64) }, manifest.root).ok).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  test('with somebody once more draws whoever was drawn, but for those whom the new ticket displaces', () => {
    const objects = Array.from({ length: 40 }, (_, n) => ({ id: `S${n}`, version: 1, stratum: 'A', places: '1' }));
    const rowsOf = (count: number) =>
      valueOf(freezeFrame(key, request, objects.slice(0, count))).shards.flatMap(({ lines }) =>
        lines.map((line) => ({ row: line.slice(8, 72), stratum: 'A' })),
      );
    const drawn = (count: number) => {
      const [only] = valueOf(selectObjects({ seed, strata: [{ stratum: 'A', quota: 8 }], reserves: 0 }, rowsOf(count)));
      return only?.selected.map((one) => one.row) ?? [];
    };
    const [before, after] = [drawn(39), drawn(40)];
    expect(after.filter((one) => !before.includes(one)).length).toBeLessThanOrEqual(1);
  });

  const one: FrameObject = { id: 'S1', version: 1, stratum: 'A', places: '1' };
  test.each<[string, readonly FrameObject[], object]>([
    ['an id twice', [one, { ...one, version: 2 }], { kind: 'duplicate-id', id: 'S1' }],
    ['a class without a rule', [{ ...one, stratum: 'D' }], { kind: 'unknown-stratum', id: 'S1', stratum: 'D' }],
    ['a part that there is not', [{ ...one, places: '1,3' }], { kind: 'malformed-places', id: 'S1' }],
    ['no part', [{ ...one, places: '' }], { kind: 'malformed-places', id: 'S1' }],
    ['half a character', [{ ...one, id: 'S\ud842' }], { kind: 'not-canonical', id: 'S\ud842' }],
    ['a version that is no number', [{ ...one, version: 1.5 }], { kind: 'not-canonical', id: 'S1' }],
  ])('with %s is refused', (_, objects, error) => {
    expect(freezeFrame(key, request, objects)).toEqual({ ok: false, error });
  });

  test('tells two spellings of é apart, which are two ids', () => {
    const objects = ['é', 'e\u0301'].map((id) => ({ ...one, id }));
    expect(valueOf(freezeFrame(key, request, objects)).manifest.size).toBe(2);
  });

  test('of nobody has the empty root and draws nobody', () => {
    const frozen = valueOf(freezeFrame(key, request, []));
    expect(frozen.manifest.strata).toEqual([
      { stratum: 'A', size: 0, quota: 0 },
      { stratum: 'B', size: 0, quota: 0 },
    ]);
    expect(valueOf(drawFrame(seed, frozen.manifest, 3, [])).flatMap(({ selected }) => selected)).toEqual([]);
  });

  test('is not drawn from a book that is not its own', () => {
    const { manifest, shards } = valueOf(freezeFrame(key, request, [one, { ...one, id: 'S2' }]));
    const book = shards.flatMap((shard) => shard.book);
    expect(drawFrame(seed, manifest, 0, book.slice(1))).toEqual({
      ok: false,
      error: { kind: 'another-root', frame: 'F-1' },
    });
    expect(drawFrame(seed, manifest, 0, book.toReversed())).toMatchObject({
      error: { kind: 'line-out-of-order', line: 2 },
    });
    expect(drawFrame(seed, manifest, 0, ['{}'])).toMatchObject({ error: { kind: 'malformed-line', line: 1 } });
  });
});

describe('strata', () => {
  const all = (ratio: number) => ['A', 'B', 'C', 'D'].map((stratum) => ({ stratum, ratio }));
  test('are one where each class has the same ratio, and the class of nobody matters', () => {
    const { stratumOf, quotas } = stratify(all(500));
    expect(['A', 'D', '未评级'].map(stratumOf)).toEqual(['*', '*', '*']);
    expect(quotas([{ stratum: '*', size: 41 }])).toEqual([{ stratum: '*', size: 41, quota: 3 }]);
  });

  test.each([
    ['a class has none', all(500).slice(1)],
    ['one is another', [...all(500).slice(1), { stratum: 'A', ratio: 501 }]],
    ['all are the same number', ['A', 'B', 'C', 'D'].map((stratum) => ({ stratum, number: 3 }))],
  ])('are the classes where %s', (_, given) => {
    expect(stratify(given).stratumOf('B')).toBe('B');
  });

  test('have one rule each', () => {
    expect(() => stratify([...all(500), { stratum: 'A', ratio: 500 }])).toThrow(TypeError);
  });
});

describe('cover', () => {
  const rule = { mostFrequent: 'A', classShare: 5000 };
  test('names the class that would show, and where', () => {
    const strata = [
      { stratum: 'A', size: 30, quota: 1 },
      { stratum: 'D', size: 3, quota: 2 },
    ];
    expect(classWouldShow(strata, rule)).toEqual({
      kind: 'class-would-show',
      among: 'drawn',
      stratum: 'D',
      count: 2,
      of: 3,
    });
    const rest = [
      { stratum: 'A', size: 3, quota: 3 },
      { stratum: 'B', size: 9, quota: 2 },
    ];
    expect(classWouldShow(rest, rule)).toEqual({
      kind: 'class-would-show',
      among: 'left',
      stratum: 'B',
      count: 7,
      of: 7,
    });
  });

  test('a half is not more than a half, and of nobody nothing shows', () => {
    const even = ['A', 'B'].map((stratum) => ({ stratum, size: 2, quota: 1 }));
    expect(classWouldShow(even, rule)).toBeUndefined();
    expect(classWouldShow([], rule)).toBeUndefined();
  });
});

describe('tickets', () => {
  test('are the same made one by one and many of a seed', () => {
    fc.assert(
      fc.property(row, fc.array(row, { maxLength: 5 }), (own, rows) => {
        const ticketOf = objectTickets(own);
        for (const each of rows) expect(ticketOf(each)).toBe(objectTicket(own, each));
      }),
    );
  });

  test('draw the smallest of each stratum, and a larger quota only adds to a smaller one', () => {
    fc.assert(
      fc.property(row, fc.uniqueArray(row, { maxLength: 60 }), fc.nat(20), fc.nat(20), (own, rows, small, more) => {
        const listed = rows.map((each, index) => ({ row: each, stratum: index % 3 === 0 ? 'B' : 'A' }));
        const drawn = (quota: number, reserves: number, given = listed) =>
          valueOf(
            selectObjects(
              {
                seed: own,
                strata: [
                  { stratum: 'A', quota },
                  { stratum: 'B', quota: 1 },
                ],
                reserves,
              },
              given,
            ),
          );
        const [first] = drawn(small, more);
        const expected = listed
          .filter(({ stratum }) => stratum === 'A')
          .map((each) => ({ row: each.row, ticket: sha256(`${own}\nobject\n${each.row}`) }))
          .sort((a, b) => (a.ticket < b.ticket ? -1 : 1));
        expect(first?.selected).toEqual(expected.slice(0, small));
        expect(first?.reserves).toEqual(expected.slice(small, small + more));
        expect(first?.threshold).toBe(expected.slice(0, small).at(-1)?.ticket);
        expect(drawn(small + more, 0)[0]?.selected).toEqual([...(first?.selected ?? []), ...(first?.reserves ?? [])]);
        expect(drawn(small, more, listed.toReversed())).toEqual(drawn(small, more));
      }),
    );
  });

  test('are drawn for no stratum without a quota', () => {
    expect(selectObjects({ seed, strata: [], reserves: 0 }, [{ row: seed, stratum: 'A' }])).toEqual({
      ok: false,
      error: { kind: 'unknown-stratum', row: seed, stratum: 'A' },
    });
  });
});

describe('people', () => {
  test('have rows of their own in each list and batch, and an id once', () => {
    const people = [{ id: 'X1', department: 'SCJG', version: 1 }];
    const rowOf = (own: ReturnType<typeof batchKey>, kind: 'inspectors' | 'experts') =>
      valueOf(freezePeople(own, kind, people)).rows.get('X1');
    const rows = [rowOf(key, 'inspectors'), rowOf(key, 'experts'), rowOf(batchKey(seed), 'inspectors')];
    expect(new Set(rows).size).toBe(3);
    expect(freezePeople(key, 'experts', [...people, ...people])).toMatchObject({ error: { kind: 'duplicate-id' } });
  });
});

describe('a slip is given', () => {
  const usual = {
    stratum: 'A',
    classToSubject: '信用分类告知办法',
    listPublicity: '公示名单',
    committed: true,
    listPublished: false,
    visitOver: false,
  } as const;
  const { classToSubject: _, ...untold } = usual;
  test.each([
    ['from the commitment on where the list is public', usual, undefined],
    ['not before it', { ...usual, committed: false }, 'not-committed'],
    ['not where no document tells subjects their class', untold, 'class-not-for-subject'],
    ['always where the class decides nothing', { ...untold, stratum: '*' }, undefined],
    ['not while the list is sealed', { ...usual, listPublicity: '检查后公示' as const }, 'list-not-published'],
    ['nor for `*`', { ...untold, stratum: '*', listPublicity: '检查后公示' as const }, 'list-not-published'],
    ['after the own visit', { ...usual, listPublicity: '检查后公示' as const, visitOver: true }, undefined],
    ['with the list', { ...usual, listPublicity: '检查后公示' as const, listPublished: true }, undefined],
  ])('%s', (__, circumstances, refusal) => {
    expect(slipRefusal(circumstances)).toBe(refusal);
  });
});

describe('a turn', () => {
  const { opened } = publishedDrawTwo('combined');
  const at = '2026-12-02T01:00:00.000Z';
  const never = () => undefined;
  const [stratum] = opened[0]?.strata ?? [];
  const first = stratum?.selected[0]?.id ?? '';

  test('replaces in every frame that had drawn the object, and in no other', () => {
    const drawnIn = (frame: (typeof opened)[number]) =>
      new Set(frame.strata.flatMap(({ selected }) => selected.map(({ id }) => id)));
    const [one, two] = opened.map(drawnIn);
    const both = [...(one ?? [])].find((id) => two?.has(id)) ?? '';
    const turn = valueOf(nextTurn(opened, [], { at, objectId: both, reasonToPass: never }));
    expect(turn.replaced.map(({ frame }) => frame)).toEqual(opened.map(({ frame }) => frame));
    expect(turn.called).toHaveLength(2);
    const alone = [...(one ?? [])].find((id) => !two?.has(id)) ?? '';
    expect(valueOf(nextTurn(opened, [], { at, objectId: alone, reasonToPass: never })).called).toHaveLength(1);
  });

  test('takes the tickets one after the other, whoever was called included', () => {
    const one = valueOf(nextTurn(opened, [], { at, objectId: first, reasonToPass: never }));
    const [reserve, next] = stratum?.reserves ?? [];
    expect(one.called[0]?.row).toBe(reserve?.row);
    const two = valueOf(nextTurn(opened, [one], { at, objectId: reserve?.id ?? '', reasonToPass: never }));
    expect(two).toMatchObject({ turn: 2, replaced: expect.arrayContaining([one.called[0]]) });
    expect(two.called.some(({ row: called }) => called === next?.row)).toBe(true);
  });

  test('is refused for whoever was not drawn, was replaced before, or when more tickets are needed than are at hand', () => {
    const one = valueOf(nextTurn(opened, [], { at, objectId: first, reasonToPass: never }));
    const refusal = (objectId: string) => {
      const turn = nextTurn(opened, [one], { at, objectId, reasonToPass: never });
      return turn.ok ? undefined : turn.error.kind;
    };
    expect(refusal('SHOP-NOBODY')).toBe('not-drawn');
    expect(refusal(first)).toBe('replaced-before');
    const few = opened.map(({ frame, strata }) => ({
      frame,
      strata: strata.map((each) => ({ ...each, reserves: each.reserves.slice(0, 2) })),
    }));
    const objectId = stratum?.selected[1]?.id ?? '';
    expect(nextTurn(few, [one], { at, objectId, reasonToPass: () => '检查已结束' })).toMatchObject({
      error: { kind: 'reserves-run-out', stratum: 'A' },
    });
  });

  test('calls nobody where the stratum is used up', () => {
    const whole = {
      stratum: 'D',
      size: 1,
      selected: [{ id: 'S1', row: seed, ticket: seed, places: '1', version: 1 }],
      reserves: [],
    };
    const turn = valueOf(nextTurn([{ frame: 'F', strata: [whole] }], [], { at, objectId: 'S1', reasonToPass: never }));
    expect(turn).toEqual({ turn: 1, at, called: [], replaced: [{ frame: 'F', row: seed }] });
  });
});
