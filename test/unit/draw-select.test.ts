import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Ceremony, ceremonyRandomness, commitmentOf } from '../../shared/draw/ceremony.ts';
import { selectObjects } from '../../shared/draw/one/select.ts';
import { smallest } from '../../shared/draw/one/smallest.ts';
import { drawSeed, objectHeads, objectTicket } from '../../shared/draw/one/tickets.ts';
import { mergeIntoVisits } from '../../shared/draw/one/visits.ts';
import { exceedsCap, quotaOf } from '../../shared/draw/quota.ts';
import { byTicket } from '../../shared/draw/ticket-order.ts';

const seed = '07c2a03aaedeee7209f10e6c15491fd631647e938c24e1910fab55e500d2b7a5';
const rows = Array.from({ length: 300 }, (_, n) => ({ id: `object-${n}`, stratum: n % 2 ? 'A' : 'B' }));
const drawn = (quota: number, reserves = 0, from = rows) => {
  const selection = selectObjects(
    {
      seed,
      strata: [
        { stratum: 'A', quota },
        { stratum: 'B', quota: 1 },
      ],
      reserves,
    },
    from,
  );
  const [stratum] = selection.ok ? selection.value : [];
  return {
    selected: stratum?.selected.map(({ id }) => id) ?? [],
    reserves: stratum?.reserves.map(({ id }) => id) ?? [],
  };
};

describe('a selection', () => {
  test('is the smallest tickets of the stratum, as sorting all of them shows', () => {
    const ticket = (id: string) => createHash('sha256').update(`${seed}\nobject\n${id}`).digest('hex');
    const sorted = rows
      .filter(({ stratum }) => stratum === 'A')
      .map(({ id }) => id)
      .toSorted((a, b) => (ticket(a) < ticket(b) ? -1 : 1));
    expect(drawn(12, 5)).toEqual({ selected: sorted.slice(0, 12), reserves: sorted.slice(12, 17) });
  });

  test('does not depend on the order of the registry', () => {
    expect(drawn(12, 5, rows.toReversed())).toEqual(drawn(12, 5));
  });

  test('only grows when more are drawn, and reserves are who comes next', () => {
    expect(drawn(20).selected.slice(0, 12)).toEqual(drawn(12).selected);
    expect(drawn(12, 8).reserves).toEqual(drawn(20).selected.slice(12));
  });

  test('takes a whole stratum when its quota is larger', () => {
    expect(drawn(500, 3).selected).toHaveLength(150);
    expect(drawn(500, 3).reserves).toEqual([]);
  });

  test('names a row whose stratum was given no quota', () => {
    const stray = { id: 'object-x', stratum: 'Z' };
    expect(selectObjects({ seed, strata: [], reserves: 0 }, [stray])).toEqual({
      ok: false,
      error: { kind: 'unknown-stratum', ...stray },
    });
  });

  /** Every so often two heads are equal, and then two tickets. */
  const tickets = fc.tuple(fc.nat(60), fc.constantFrom('0', '9'));
  const candidates = (size: fc.ArrayConstraints) =>
    fc
      .uniqueArray(fc.tuple(fc.string({ maxLength: 3 }), tickets), { ...size, selector: ([id]) => id })
      .map((all) => all.map(([id, [head, last]]) => ({ id, ticket: `${String(head).padStart(8, '0')}${last}` })));
  const keeping = (offered: readonly { readonly id: string; readonly ticket: string }[], limit: number) => {
    const ticketOf = new Map(offered.map(({ id, ticket }) => [id, ticket]));
    const kept = smallest(limit, (id) => ticketOf.get(id) ?? '');
    for (const { id, ticket } of offered) kept.offer(id, Number.parseInt(ticket.slice(0, 8), 16));
    return kept.inOrder();
  };

  test('takes no more than are smallest once twice as many have been offered: memory grows with what is kept', () => {
    const kept = smallest(10, (id) => id);
    for (let head = 0; head < 20; head += 1) expect(kept.offer(String(head), head)).toBe(true);
    expect(kept.offer('larger', 15)).toBe(false);
    expect(kept.offer('as large', 9)).toBe(true);
    expect(smallest(0, (id) => id).offer('any', 0)).toBe(false);
  });

  test('keeps the smallest of any tickets offered, equal tickets by id', () => {
    fc.assert(
      fc.property(candidates({ maxLength: 12 }), fc.nat(6), (offered, limit) => {
        expect(keeping(offered, limit)).toEqual(offered.toSorted(byTicket).slice(0, limit));
      }),
    );
  });

  test('keeps them as well out of many more than are kept', () => {
    fc.assert(
      fc.property(candidates({ minLength: 60, maxLength: 160 }), fc.integer({ min: 10, max: 50 }), (offered, limit) => {
        expect(keeping(offered, limit)).toEqual(offered.toSorted(byTicket).slice(0, limit));
      }),
    );
  });
});

describe('a ticket', () => {
  test('begins with the head that decides whether it is made at all, for any id however long', () => {
    const head = objectHeads(seed);
    const known = (id: string) => createHash('sha256').update(`${seed}\nobject\n${id}`).digest().readUInt32BE();
    const ids = fc.oneof(
      fc.string({ unit: 'binary-ascii', maxLength: 47 }),
      fc.string({ unit: 'binary', maxLength: 60 }),
    );
    fc.assert(
      fc.property(ids, (id) => {
        expect(head(id)).toBe(known(id));
      }),
    );
    // One after the other, as what a longer id leaves behind must not reach into a shorter one.
    for (const length of [0, 47, 2, 46, 45, 44, 43, 1, 48, 3, 4, 5])
      expect(head('x'.repeat(length))).toBe(known('x'.repeat(length)));
    for (const id of ['S1', '𠮷', 'aaaaaaaaaa睢', 'S2']) expect(head(id)).toBe(known(id));
  });

  test('decides alike whether its id has a head or not', () => {
    const mixed = fc.uniqueArray(
      fc.oneof(fc.stringMatching(/^[a-z]{1,4}$/), fc.string({ unit: 'grapheme', maxLength: 3 })),
    );
    fc.assert(
      fc.property(mixed, fc.nat(5), (ids, quota) => {
        const all = ids.map((id) => ({ id, ticket: objectTicket(seed, id) })).toSorted(byTicket);
        const strata = [{ stratum: 'A', quota }];
        const selection = selectObjects(
          { seed, strata, reserves: 1 },
          ids.map((id) => ({ id, stratum: 'A' })),
        );
        expect(selection).toMatchObject({
          value: [{ selected: all.slice(0, quota), reserves: all.slice(quota, quota + 1) }],
        });
      }),
    );
  });
});

describe('a quota', () => {
  test.each([
    [1, 300, 1],
    [33, 300, 1],
    [34, 300, 2],
    [100, 300, 3],
    [1000, 333, 34],
    [1250, 100, 13],
    [7, 10_000, 7],
    [0, 300, 0],
    [180_000_000, 1, 18_000],
    [180_000_001, 1, 18_001],
  ])('of %i objects at %i in ten thousand is %i', (size, ratio, quota) => {
    expect(quotaOf({ ratio }, size)).toBe(quota);
  });

  test('given as a number is never more than there are', () => {
    expect([quotaOf({ number: 5 }, 8), quotaOf({ number: 9 }, 8), quotaOf({ number: 0 }, 8)]).toEqual([5, 8, 1]);
    expect(() => quotaOf({ ratio: 2.5 }, 3)).toThrow(RangeError);
  });

  test('may be what the cap gives, rounded by the same rule, and no more', () => {
    expect([exceedsCap(2, 34, 300), exceedsCap(3, 34, 300), exceedsCap(1, 1, 1)]).toEqual([false, true, false]);
  });
});

describe('the ceremony', () => {
  const secrets = { '411422-SCJG': 'a'.repeat(64), '411422-GAJ': 'b'.repeat(64) };
  const entries = Object.entries(secrets);
  const complete: Ceremony = {
    parties: Object.keys(secrets),
    deadline: '2026-11-23T02:00:00Z',
    commitments: entries.map(([party, secret]) => ({
      party,
      commitment: commitmentOf(secret),
      at: '2026-11-23T02:00:00Z',
    })),
    reveals: entries.map(([party, secret]) => ({ party, secret, at: '2026-11-23T02:00:00.001Z' })),
  };
  const [scjg, gaj] = complete.commitments;
  const [scjgReveal, gajReveal] = complete.reveals;
  if (!scjg || !gaj || !scjgReveal || !gajReveal) throw new Error('two parties');

  test('gives the published randomness, whatever the order of the statements', () => {
    const published = { ok: true, value: 'ccc7bd63bd02a5bfa568c076133b357e4f09974ba60569a19ac2b95ab20f73ba' };
    expect(ceremonyRandomness(complete)).toEqual(published);
    expect(ceremonyRandomness({ ...complete, reveals: complete.reveals.toReversed() })).toEqual(published);
  });

  test.each<readonly [string, Partial<Ceremony>, object]>([
    ['one party alone', { parties: ['411422-SCJG'] }, { kind: 'too-few-parties' }],
    ['a party that did not commit', { commitments: [scjg] }, { kind: 'not-committed', parties: ['411422-GAJ'] }],
    ['a party that did not reveal', { reveals: [gajReveal] }, { kind: 'not-revealed', parties: ['411422-SCJG'] }],
    [
      'a stranger',
      { reveals: [...complete.reveals, { ...gajReveal, party: 'x' }] },
      { kind: 'unknown-party', party: 'x' },
    ],
    ['a second statement', { commitments: [scjg, gaj, gaj] }, { kind: 'stated-twice', party: '411422-GAJ' }],
    [
      'a copied commitment',
      { commitments: [scjg, { ...gaj, commitment: scjg.commitment }] },
      { kind: 'commitment-copied', party: '411422-GAJ' },
    ],
    [
      'a late commitment',
      { commitments: [{ ...scjg, at: '2026-11-23T02:00:00.001Z' }, gaj] },
      { kind: 'committed-late' },
    ],
    ['a commitment at no known time', { commitments: [{ ...scjg, at: 'noon' }, gaj] }, { kind: 'committed-late' }],
    [
      'an early reveal',
      { reveals: [{ ...scjgReveal, at: '2026-11-23T02:00:00Z' }, gajReveal] },
      { kind: 'revealed-early' },
    ],
    [
      'another secret',
      { reveals: [{ ...scjgReveal, secret: 'c'.repeat(64) }, gajReveal] },
      { kind: 'secret-does-not-match' },
    ],
    [
      'a secret in another form',
      { reveals: [{ ...scjgReveal, secret: 'A'.repeat(64) }, gajReveal] },
      { kind: 'malformed-secret' },
    ],
  ])('is refused with %s', (_, change, error) => {
    expect(ceremonyRandomness({ ...complete, ...change })).toMatchObject({ ok: false, error });
  });

  test('a seed is made of whole digests only', () => {
    expect(() => drawSeed(seed, 'abc')).toThrow(TypeError);
    expect(() => drawSeed(seed.toUpperCase(), seed)).toThrow(TypeError);
  });
});

describe('visits', () => {
  test('are one per object, in ticket order, with every department that drew it and its items', () => {
    const frame = (name: string, department: string, items: readonly string[], ids: readonly string[]) => ({
      frame: name,
      department,
      items,
      selected: ids.map((id) => ({ id, ticket: id === 'late' ? 'f' : '0' })),
    });
    expect(
      mergeIntoVisits([
        frame('F1', 'SCJG', ['A08', 'A07'], ['late', 'early']),
        frame('F2', 'GAJ', ['G01'], ['early']),
        frame('F3', 'SCJG', ['A07', 'A09'], ['early']),
      ]),
    ).toEqual([
      {
        objectId: 'early',
        ticket: '0',
        checks: [
          { department: 'GAJ', items: ['G01'], frames: ['F2'] },
          { department: 'SCJG', items: ['A07', 'A08', 'A09'], frames: ['F1', 'F3'] },
        ],
      },
      { objectId: 'late', ticket: 'f', checks: [{ department: 'SCJG', items: ['A07', 'A08'], frames: ['F1'] }] },
    ]);
  });
});
