import { describe, expect, test } from 'vitest';
import { batchKey } from '../../shared/draw/batch-key.ts';
import { type BookRow, bookLine } from '../../shared/draw/lines.ts';
import type { Manifest, ManifestFrame, MatchingRules } from '../../shared/draw/manifest.ts';
import { readBook } from '../../shared/draw/read-list.ts';
import type { DrawRecord } from '../../shared/draw/record.ts';
import { rowName } from '../../shared/draw/row.ts';
import { listDigest, previousTeamsDigest, teamsDigest } from '../../shared/draw/sealed-list.ts';
import type { VerificationStep } from '../../shared/draw/verification-step.ts';
import { type KeyEvidence, verifyByKey } from '../../shared/draw/verify-draw.ts';
import { checkKey, checkRows, type ExtractedObject } from '../../shared/draw/verify-key.ts';
import { checkNames } from '../../shared/draw/verify-names.ts';
import { checkOrder, type FrozenFacts, factsUnder } from '../../shared/draw/verify-order.ts';
import { recordOf } from '../../shared/verification/two/record-of.ts';
import { key as hex, number, publishedDrawTwo, valueOf } from '../support/published-draw-two.ts';

/* What only the key shows, in files whose roots and digests were made anew: each is refused by one check alone. */

const { draw, list, manifest, byKey, objects, opened } = publishedDrawTwo('ceremony');
const record = recordOf({ draw, list: [...list] }, manifest);
const key = batchKey(hex);
const [one, two] = [`${number}-1`, `${number}-2`];
const faultsIn = (steps: readonly VerificationStep[]) =>
  steps.flatMap(({ step, outcome, where, reason }) => (outcome === 'failed' ? [[step, reason, where]] : []));
const openIn = (steps: readonly VerificationStep[]) =>
  steps.flatMap(({ step, outcome, where, reason }) => (outcome === 'not-checked' ? [[step, reason, where]] : []));

describe('the key', () => {
  test.each<[string, string, string]>([
    ['that is another', 'ab'.repeat(32), 'another-key'],
    ['in capitals', hex.toUpperCase(), 'malformed-key'],
  ])('%s opens nothing', (_, other, reason) => {
    expect(checkKey(manifest, other)).toEqual({ step: { step: 'key', outcome: 'failed', reason } });
    expect(verifyByKey(record, { ...byKey, key: other })).toEqual([{ step: 'key', outcome: 'failed', reason }]);
  });

  const evidence = ({ turns: _turns, facts: _facts, ...rest }: typeof byKey): KeyEvidence => rest;
  test('says what it did not open: frames without their book, turns and facts that were not given', () => {
    const books = new Map([...byKey.books].slice(0, 1));
    expect(openIn(verifyByKey(record, { ...byKey, books }))).toEqual([
      ['rows', 'book-not-given', two],
      ['names', 'frames-not-opened', undefined],
    ]);
    expect(openIn(verifyByKey(record, evidence(byKey)))).toEqual([
      ['turns', 'turns-not-given', undefined],
      ['order', 'facts-not-given', undefined],
    ]);
    const single = { ...record, turns: record.turns.slice(0, 1) };
    expect(openIn(verifyByKey(single, evidence(byKey)))).toContainEqual(['turns', 'turns-not-given', undefined]);
    const none = { ...record, turns: [] };
    expect(openIn(verifyByKey(none, evidence(byKey)))).toEqual([['order', 'facts-not-given', undefined]]);
  });
});

describe('a book', () => {
  const salt = key.saltsOf('F-1');
  const made = (id: string, more: Partial<BookRow> = {}): BookRow => {
    const content = { id, version: 1, places: '1', ...more };
    return { ...content, stratum: 'A', row: rowName(salt(id), content), ...more };
  };
  /** The rows as a book, and the frame that was made of them. */
  const forged = (
    rows: readonly BookRow[],
    sizes: readonly number[],
  ): [Manifest, Pick<KeyEvidence, 'key' | 'books'>] => {
    const book = rows.toSorted((a, b) => (a.row < b.row ? -1 : 1)).map(bookLine);
    const { root, size, strata } = valueOf(readBook(book, () => undefined));
    const parts = sizes.map((each, index) => ({ department: ['SCJG', 'WJW'][index] ?? '', items: [], size: each }));
    const frame: ManifestFrame = {
      frame: 'F-1',
      parts,
      root,
      size,
      strata: strata.map((each) => ({ ...each, quota: 1 })),
    };
    const { inspectors: _inspectors, experts: _experts, ...rest } = manifest;
    return [
      { ...rest, frames: [frame] },
      { key: hex, books: new Map([['F-1', book]]) },
    ];
  };
  const judged = (rows: readonly BookRow[], ...sizes: readonly number[]) => {
    const [of, evidence] = forged(rows, sizes);
    return checkRows(of, key, evidence);
  };

  test('of the registry passes', () => {
    expect(judged([made('S1'), made('S2', { places: '1,2' }), made('S3', { places: '2' })], 2, 2)).toEqual([
      { step: 'rows', outcome: 'passed', where: 'F-1' },
    ]);
  });

  test.each<[string, readonly BookRow[], readonly number[], string]>([
    ['with a part that there is not', [made('S1'), made('S2', { places: '3' })], [1, 0], 'malformed-places F-1 S2'],
    ['with an object twice', [made('S1'), made('S2'), made('S2', { version: 2 })], [3, 0], 'id-repeated F-1 S2'],
    ['with a row that is nobody', [made('S1'), made('S2', { row: 'ab'.repeat(32) })], [2, 0], 'row-differs F-1 S2'],
    ['with a row of another version', [made('S1'), { ...made('S2'), version: 2 }], [2, 0], 'row-differs F-1 S2'],
    ['with more in the second part than stated', [made('S1', { places: '1,2' })], [1, 0], 'part-size-differs F-1 2'],
    ['with fewer in the first part than stated', [made('S1')], [2, 0], 'part-size-differs F-1 1'],
  ])('%s is refused', (_, rows, sizes, fault) => {
    const [reason, ...where] = fault.split(' ');
    expect(faultsIn(judged(rows, ...sizes))).toEqual([['rows', reason, where.join(' ')]]);
  });

  test('with several faults names the first', () => {
    const rows = ['S1', 'S2', 'S3', 'S4'].map((id, index) => made(id, { row: `${index}${'a'.repeat(63)}` }));
    expect(faultsIn(judged(rows, 4))).toEqual([['rows', 'row-differs', 'F-1 S1']]);
  });

  test('of another class than the list says, or that breaks off, is refused', () => {
    const [of, { books }] = forged([made('S1'), made('S2')], [2]);
    const changed = (change: (line: string, index: number) => string) => ({
      key: hex,
      books: new Map([['F-1', [...(books.get('F-1') ?? [])].map(change)]]),
    });
    const other = changed((line) => line.replace('"stratum":"A"', '"stratum":"B"'));
    expect(faultsIn(checkRows(of, key, other))).toEqual([['rows', 'root-differs', 'F-1']]);
    const broken = changed((line, index) => (index === 1 ? line.slice(1) : line));
    expect(faultsIn(checkRows(of, key, broken))).toEqual([['rows', 'malformed-line', 'F-1 line 2']]);
  });

  test('of the stratum that stands for every class agrees with whatever class the registry says', () => {
    const extract = new Map<string, ExtractedObject>(
      (objects.get(two) ?? []).map(({ id, version, places }, n) => [
        id,
        { version, places, creditClass: 'ABCD'[n % 4] ?? '' },
      ]),
    );
    expect(faultsIn(checkRows(manifest, key, { ...byKey, extracts: new Map([[two, extract]]) }))).toEqual([]);
  });

  test('is not checked where it is not given, nor people who are not', () => {
    expect(openIn(checkRows(manifest, key, { key: hex, books: new Map() }))).toEqual([
      ['rows', 'book-not-given', one],
      ['rows', 'book-not-given', two],
      ['rows', 'people-not-given', 'inspectors'],
      ['rows', 'people-not-given', 'experts'],
    ]);
    const { experts: _experts, ...without } = manifest;
    expect(openIn(checkRows(without, key, { key: hex, books: byKey.books }))).toEqual([
      ['rows', 'people-not-given', 'inspectors'],
    ]);
  });

  test.each(['inspectors', 'experts'] as const)('of %s who were others, or stand twice, is refused', (kind) => {
    const people = byKey[kind];
    for (const other of [people.slice(1), [...people, ...people.slice(0, 1)]])
      expect(faultsIn(checkRows(manifest, key, { ...byKey, [kind]: other }))).toEqual([['rows', 'root-differs', kind]]);
  });
});

describe('the names behind the rows', () => {
  const judged = (forged: Partial<DrawRecord>) => {
    const { step, outcome, where, reason } = checkNames({ ...record, ...forged }, key, opened);
    return [step, outcome, reason, where].filter((each) => each !== undefined).join(' ');
  };
  const { objects: listed = [], teams = [], list: sealed = { digest: '' } } = record;
  const stranger = { ...listed[0], id: 'SHOP-000~', frames: listed[0]?.frames ?? [] };
  const replaced = listed.with(0, stranger);

  test('pass with the list public, sealed, and without teams where nobody could be matched', () => {
    const { salt: _salt, ...closed } = sealed;
    const { objects: _objects, teams: _teams, ...rest } = record;
    expect(judged({})).toBe('names passed');
    expect(checkNames({ ...rest, list: closed }, key, opened)).toEqual({ step: 'names', outcome: 'passed' });
    expect(checkNames({ ...rest, objects: listed, list: sealed }, key, opened)).toMatchObject({ outcome: 'passed' });
  });

  test('are refused without a list, and with one under a salt that is not the key’s', () => {
    const { list: _list, ...none } = record;
    expect(checkNames(none, key, opened)).toEqual({ step: 'names', outcome: 'failed', reason: 'list-missing' });
    const salt = '0'.repeat(64);
    const other = { digest: sealed.digest, salt, teams: teamsDigest(salt, teams) };
    expect(judged({ list: other })).toBe('names failed salt-differs');
  });

  test('are refused where the list names somebody else, in public or under its seal', () => {
    const list = { ...sealed, digest: listDigest(key.listSalt, replaced) };
    expect(judged({ list, objects: replaced })).toBe(`names failed list-differs ${listed[0]?.id}`);
    const { objects: _objects, teams: _teams, ...rest } = record;
    expect(checkNames({ ...rest, list }, key, opened)).toMatchObject({ reason: 'list-digest-differs' });
    expect(judged({ list, objects: listed.slice(0, -1) })).toBe(`names failed list-differs ${listed.at(-1)?.id}`);
  });

  test('show a department that should have sent a team, and one that nobody asked', () => {
    const places = new Map((objects.get(one) ?? []).map(({ id, places: of }) => [id, of]));
    const both = teams.find(({ objectId, department }) => department === 'WJW' && places.get(objectId) === '1,2');
    expect(judged({ teams: teams.filter((team) => team !== both) })).toBe(
      `names failed team-missing ${both?.objectId} WJW`,
    );
    const single = teams.find(({ objectId, department }) => department === 'SCJG' && places.get(objectId) === '1');
    const uncalled = single && { ...single, department: 'WJW' };
    expect(judged({ teams: [...teams, ...(uncalled ? [uncalled] : [])] })).toBe('names failed team-not-asked-for');
  });
});

describe('the order of the match', () => {
  const judged = (
    facts: FrozenFacts | undefined,
    forged: Partial<DrawRecord> = {},
    people: Partial<KeyEvidence> = {},
  ) => {
    const { outcome, where, reason } = checkOrder(
      { ...record, ...forged },
      key,
      opened,
      { ...byKey, ...people },
      facts,
    );
    return [outcome, reason, where].filter((each) => each !== undefined).join(' ');
  };
  const { facts, inspectors } = byKey;
  const unmatched = { ...record, list: { digest: record.list?.digest ?? '', salt: key.listSalt } };
  /** Everybody is recused from the first object. */
  const nobody = {
    ...facts,
    recusals: inspectors.map(({ id: inspectorId }) => ({ inspectorId, objectId: list[0]?.id ?? '' })),
  };

  test('is recomputed from the facts, also that there is no match', () => {
    expect(judged(facts)).toBe('passed');
    expect(judged(nobody, unmatched)).toBe('passed');
    expect(judged(undefined)).toBe('not-checked facts-not-given');
    const { inspectors: _inspectors, ...without } = byKey;
    expect(checkOrder(record, key, opened, without, facts)).toMatchObject({ reason: 'facts-not-given' });
  });

  test('is refused where teams were not matched although they could be, or the other way round', () => {
    expect(judged(facts, unmatched)).toBe('failed match-was-possible');
    expect(judged(nobody)).toBe('failed match-not-possible');
  });

  test('is refused with teams that are not those of the facts', () => {
    const digest = teamsDigest(key.listSalt, (record.teams ?? []).slice(1));
    expect(judged(facts, { list: { digest: '', teams: digest } })).toBe('failed teams-differ');
  });

  test('is refused with other previous teams, or with people who were not frozen', () => {
    expect(judged({ ...facts, previousTeams: [] })).toBe('failed previous-teams-differ');
    const stranger = facts.inspectors.map((each, index) => (index === 0 ? { ...each, id: 'SCJG-R99' } : each));
    expect(judged({ ...facts, inspectors: stranger })).toBe('failed people-differ SCJG-R99');
    const experts = (facts.experts ?? []).map((each, index) => (index === 0 ? { ...each, id: 'SCJG-E99' } : each));
    expect(judged({ ...facts, experts })).toBe('failed people-differ SCJG-E99');
    for (const kind of ['inspectors', 'experts'] as const)
      expect(judged(facts, {}, { [kind]: [...byKey[kind], ...byKey[kind].slice(0, 1)] })).toBe('failed people-differ');
  });

  test('keeps who works at a station from its township, where the manifest says so', () => {
    const townships = new Map(list.map(({ id }) => [id, 'T1']));
    const stationed = facts.inspectors.map((each) => (each.department === 'SCJG' ? { ...each, station: 'T1' } : each));
    const matching: MatchingRules = { ...manifest.matching, townshipCrossing: true };
    const crossing = { manifest: { ...manifest, matching } };
    expect(judged({ ...facts, inspectors: stationed }, crossing)).toBe('passed');
    expect(judged({ ...facts, inspectors: stationed, townships }, crossing)).toBe('failed match-not-possible');
    expect(judged({ ...facts, inspectors: stationed, townships })).toBe('passed');
  });

  test('is that of the rules in the manifest: the smaller limit of an inspector, and no rule that is not there', () => {
    const [a, b] = facts.inspectors.slice(0, 2);
    const limited = { ...facts, inspectors: [...(a ? [{ ...a, capacity: 3 }] : []), ...(b ? [b] : [])] };
    const capacities = (capacity: object) =>
      factsUnder(
        { perDepartment: 2, window: manifest.matching.window, previousTeams: '', ...capacity },
        limited,
      ).inspectors.map((each) => ('capacity' in each ? each.capacity : 'none'));
    expect(capacities({ capacity: 2 })).toEqual([2, 2]);
    expect(capacities({ capacity: 9 })).toEqual([3, 9]);
    expect(capacities({})).toEqual([3, 'none']);
    const { experts: _experts, ...rest } = facts;
    const rules = { perDepartment: 3, window: manifest.matching.window, previousTeams: '' };
    expect(Object.keys(factsUnder(rules, rest)).toSorted()).toEqual(
      ['inspectors', 'items', 'perDepartment', 'previousTeams', 'recusals', 'window'].toSorted(),
    );
    const set = { townshipCrossing: true, teamLeader: false, evenLoads: true };
    expect(factsUnder({ ...rules, ...set }, facts)).toMatchObject({ ...set, perDepartment: 3, experts: facts.experts });
    expect(previousTeamsDigest(key.previousSalt, facts.previousTeams)).toBe(manifest.matching.previousTeams);
  });
});
