import { describe, expect, test } from 'vitest';
import { batchKey } from '../../shared/draw/batch-key.ts';
import { bookLine, bookRowOf } from '../../shared/draw/lines.ts';
import { listDigest, teamsDigest } from '../../shared/draw/sealed-list.ts';
import { type Turn, turnDigest } from '../../shared/draw/turns.ts';
import { checkFrames } from '../../shared/draw/verify-frame.ts';
import { checkKey, checkRows } from '../../shared/draw/verify-key.ts';
import { checkSlip } from '../../shared/draw/verify-slip.ts';
import { checkTeams } from '../../shared/draw/verify-teams.ts';
import { readRecordFile } from '../../shared/verification/two/record-file.ts';
import { recordOf } from '../../shared/verification/two/record-of.ts';
import { type Evidence, verifyRecord } from '../../shared/verification/two/verify-record.ts';
import { fileOfTwo, key, number, publishedDrawTwo } from '../support/published-draw-two.ts';

const { draw, list, files, manifest, byKey, objects } = publishedDrawTwo('ceremony');
const record = recordOf({ draw, list: [...list] }, manifest);
const own = batchKey(key);
const frame = `${number}-1`;

/** The same bytes with one bit flipped at each place in turn, another bit from place to place. */
function* flips(bytes: Uint8Array): Iterable<Uint8Array> {
  for (let place = 0; place < bytes.length; place += 1) {
    const flipped = bytes.slice();
    flipped[place] = (flipped[place] ?? 0) ^ (1 << (place % 8));
    yield flipped;
  }
}
const bytesOf = (lines: readonly string[] = []) => new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
/** The lines of a file; what is no text, or no whole line, is an empty one. */
function linesOf(bytes: Uint8Array): readonly string[] {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return [''];
  }
  const lines = text.split('\n');
  return lines.pop() === '' ? lines : [...lines, ''];
}
const isFailed = (steps: readonly { readonly outcome: string }[]) => steps.some(({ outcome }) => outcome === 'failed');
const unnoticed = (bytes: Uint8Array, notices: (flipped: Uint8Array) => boolean): number =>
  [...flips(bytes)].filter((flipped) => !notices(flipped)).length;

// Thousands of verifications each: minutes on a machine that is busy with other work.
describe('one flipped bit is never verified', { timeout: 240_000 }, () => {
  test('in the record', () => {
    const notices = (bytes: Uint8Array) => {
      const read = readRecordFile(bytes);
      return !read.ok || read.value.whole.outcome === 'failed';
    };
    expect(unnoticed(fileOfTwo(draw, list), notices)).toBe(0);
  });

  test.each([`${number}-1`, `${number}-2`])('in the list file of frame %s', (name) => {
    const notices = (bytes: Uint8Array) => isFailed(checkFrames(record, new Map([[name, linesOf(bytes)]])));
    expect(unnoticed(bytesOf(files.get(name)), notices)).toBe(0);
  });

  test.each(['inspectors', 'experts'])('in the list file of %s', (name) => {
    const notices = (bytes: Uint8Array) => isFailed(checkTeams(record, new Map([[name, linesOf(bytes)]])));
    expect(unnoticed(bytesOf(files.get(name)), notices)).toBe(0);
  });

  test('in a book', () => {
    const notices = (bytes: Uint8Array) =>
      isFailed(checkRows(manifest, own, { key, books: new Map([[frame, linesOf(bytes)]]) }));
    expect(unnoticed(bytesOf(byKey.books.get(frame)), notices)).toBe(0);
  });

  test('in the key', () => {
    expect(
      unnoticed(new TextEncoder().encode(key), (bytes) =>
        isFailed([checkKey(manifest, new TextDecoder().decode(bytes)).step]),
      ),
    ).toBe(0);
  });

  test('in a slip', () => {
    const [object] = objects.get(frame) ?? [];
    if (!object) throw new Error('an object');
    const { id, version, places } = object;
    const slip = { batch: number, frame, id, version, places, salt: own.saltsOf(frame)(id) };
    const lines = files.get(frame) ?? [];
    expect(isFailed(checkSlip(record, slip, { lines }).steps)).toBe(false);
    for (const field of ['batch', 'frame', 'id', 'places', 'salt'] as const) {
      const notices = (bytes: Uint8Array) =>
        isFailed(checkSlip(record, { ...slip, [field]: new TextDecoder().decode(bytes) }, { lines }).steps);
      expect([field, unnoticed(new TextEncoder().encode(slip[field]), notices)]).toEqual([field, 0]);
    }
    expect(isFailed(checkSlip(record, { ...slip, version: version ^ 1 }, { lines }).steps)).toBe(true);
  });
});

type Place = readonly (string | number)[];

/** Every text and number of the record, by its place. */
function* leavesOf(value: unknown, place: Place = []): Iterable<Place> {
  if (typeof value !== 'object' || value === null) return yield place;
  for (const [name, part] of Object.entries(value))
    yield* leavesOf(part, [...place, Array.isArray(value) ? Number(name) : name]);
}

/** A second later, one more, or another text. */
function otherThan(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value !== 'string') return null;
  return /^\d{4}-\d\d-\d\dT/.test(value) ? new Date(Date.parse(value) + 1000).toISOString() : `${value}~`;
}

function withOther(value: unknown, [name, ...rest]: Place): unknown {
  if (name === undefined || typeof value !== 'object' || value === null) return otherThan(value);
  const parts = Object.entries(value).map(
    ([each, part]) => [each, each === String(name) ? withOther(part, rest) : part] as const,
  );
  return Array.isArray(value) ? parts.map(([, part]) => part) : Object.fromEntries(parts);
}

const stepsOf = (forgedDraw: unknown, forgedList: unknown, more: Partial<Evidence> = {}) => {
  if (!Array.isArray(forgedList)) throw new TypeError('a list stays a list');
  const read = readRecordFile(fileOfTwo(forgedDraw, forgedList));
  return read.ok ? verifyRecord(read.value, { files, ...more }).steps : undefined;
};
const isCaught = (forgedDraw: unknown, forgedList: unknown) => {
  const steps = stepsOf(forgedDraw, forgedList);
  return !steps || isFailed(steps);
};

test('whoever changes anything of a record, and its fingerprint with it, is caught by all, but for what decides nothing', () => {
  const named = (part: string, place: Place) =>
    [part, ...place.map((name) => (typeof name === 'number' ? '*' : name))].join('.');
  const passed = new Set<string>();
  for (const place of leavesOf(draw)) if (!isCaught(withOther(draw, place), list)) passed.add(named('draw', place));
  for (const place of leavesOf(list)) if (!isCaught(draw, withOther(list, place))) passed.add(named('list', place));
  expect([...passed].toSorted()).toEqual(
    [
      // Words for people.
      'draw.title',
      'draw.entries.*.title',
      'draw.entries.*.planId',
      'draw.entries.*.entryId',
      'draw.entries.*.edition',
      'draw.frames.*.parts.*.items.*.name',
      'draw.frames.*.parts.*.items.*.version',
      'list.*.name',
      // Whom the freezing left out stands in no frame.
      'draw.frames.*.excluded.*.reason',
      'draw.frames.*.excluded.*.count',
      // A second more between two events whose order stays.
      'draw.frozenAt',
      'draw.committedAt',
      'draw.dispatchedAt',
      'draw.list.publishedAt',
      'draw.ceremony.revealBy',
      'draw.ceremony.commitments.*.at',
      'draw.ceremony.reveals.*.at',
      // What a turn was, only the key can tell.
      'draw.reserves.*.approvedAt',
      'draw.reserves.*.digest',
      'draw.reserves.*.added.*',
      // What happened after the draw, and how the list is cut for the download.
      'draw.reserves.*.reason',
      'draw.teamChanges',
      'draw.list.parts',
    ].toSorted(),
  );
}, 120_000);

describe('the key shows', () => {
  const faultsOf = (evidence: Partial<typeof byKey>, forgedDraw: unknown = draw, forgedList: unknown = list) =>
    (stepsOf(forgedDraw, forgedList, { byKey: { ...byKey, ...evidence } }) ?? [])
      .filter(({ outcome }) => outcome === 'failed')
      .map(({ step, reason }) => `${step} ${reason}`);
  const bookWith = (change: (lines: readonly string[]) => readonly string[]) => ({
    books: new Map([...byKey.books, [frame, change(byKey.books.get(frame) ?? [])]]),
  });
  const withTurn = (index: number, change: (turn: Turn) => Turn) => {
    const turns = byKey.turns.map((turn, at) => (at === index ? change(turn) : turn));
    const reserves = draw.reserves.map((one, at) => ({
      ...one,
      digest: turnDigest(own.turnSalt(at + 1), turns[at] ?? { turn: 0, at: '', called: [], replaced: [] }),
    }));
    return faultsOf({ turns }, { ...draw, reserves });
  };

  test('that it is another key', () => {
    expect(faultsOf({ key: 'ab'.repeat(32) })).toEqual(['key another-key']);
  });

  test('a row that is nobody, or somebody else', () => {
    const renamed = bookWith((lines) =>
      lines.map((line, index) => {
        const row = bookRowOf(line);
        return row && index === 3 ? bookLine({ ...row, id: 'SHOP-999' }) : line;
      }),
    );
    expect(faultsOf(renamed)).toContain('rows row-differs');
  });

  test('a book with a line less, and one with its lines in another order', () => {
    expect(faultsOf(bookWith((lines) => lines.slice(1)))).toContain('rows root-differs');
    expect(faultsOf(bookWith((lines) => lines.toReversed()))).toContain('rows line-out-of-order');
  });

  test('whoever was left out, does not belong, or has another class, version or part than the registry says', () => {
    const extract = new Map(
      (objects.get(frame) ?? []).map(({ id, version, stratum: creditClass, places }) => [
        id,
        { version, creditClass, places },
      ]),
    );
    const against = (change: (own: typeof extract) => void) => {
      const changed = new Map(extract);
      change(changed);
      return checkRows(manifest, own, { ...byKey, extracts: new Map([[frame, changed]]) })
        .filter(({ where }) => where?.startsWith(frame))
        .map(({ reason = 'passed' }) => reason);
    };
    const first = extract.get('SHOP-005') ?? { version: 0, creditClass: '', places: '' };
    expect(against(() => undefined)).toEqual(['passed']);
    expect(against((one) => one.set('SHOP-777', first))).toEqual(['left-out']);
    expect(against((one) => one.delete('SHOP-005'))).toEqual(['not-in-registry']);
    expect(against((one) => one.set('SHOP-005', { ...first, version: 9 }))).toEqual(['version-differs']);
    expect(against((one) => one.set('SHOP-005', { ...first, places: '1,2,3' }))).toEqual(['places-differ']);
    expect(against((one) => one.set('SHOP-005', { ...first, creditClass: 'D' }))).toEqual(['class-differs']);
  });

  test('a list that is not the drawn one, although its digest was made anew', () => {
    const stranger = 'SHOP-001';
    const other = list
      .map((one, index) => (index === 0 ? { ...one, id: stranger } : one))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const teams = other.flatMap(({ id: objectId, teams: sent }) => sent.map((team) => ({ objectId, ...team })));
    expect(list.some(({ id }) => id === stranger)).toBe(false);
    const forged = { digest: listDigest(own.listSalt, other), teams: teamsDigest(own.listSalt, teams) };
    const faults = faultsOf({}, { ...draw, list: { ...draw.list, ...forged } }, other);
    expect(faults).toEqual(['names list-differs', 'order teams-differ']);
  });

  test('teams that are not those of the tickets, although they are lawful and their digest was made anew', () => {
    const [first] = list;
    const [team] = first?.teams ?? [];
    const others = (files.get('inspectors') ?? []).flatMap((line) => {
      const { row, stratum }: { row: string; stratum: string } = JSON.parse(line);
      return stratum === team?.department && !team.members.includes(row) ? [row] : [];
    });
    const members = others.slice(0, 2).toSorted();
    const changed = list.map((one) =>
      one === first
        ? { ...one, teams: one.teams.map((each) => (each === team ? { ...each, members, leader: members[0] } : each)) }
        : one,
    );
    const teams = changed.flatMap(({ id: objectId, teams: sent }) =>
      sent.map(({ leader, ...rest }) => ({ objectId, ...rest, ...(leader !== undefined && { leader }) })),
    );
    const digest = teamsDigest(own.listSalt, teams);
    expect(faultsOf({}, { ...draw, list: { ...draw.list, teams: digest } }, changed)).toEqual(['order teams-differ']);
  });

  test('facts that are not those of the freeze', () => {
    const facts = { ...byKey.facts, previousTeams: [] };
    expect(faultsOf({ facts })).toEqual(['order previous-teams-differ']);
    expect(faultsOf({ inspectors: byKey.inspectors.slice(1) })).toEqual(['rows root-differs', 'order people-differ']);
  });

  test('a turn whose digest was another at the time, or that was at another time, or is missing', () => {
    const turns = byKey.turns.map((turn) => ({ ...turn, called: turn.called.slice(1) }));
    expect(faultsOf({ turns })).toEqual(turns.map(() => 'turns turn-digest-differs'));
    const [first, ...rest] = draw.reserves;
    const later = { ...draw, reserves: [{ ...first, approvedAt: '2026-12-02T01:00:01.000Z' }, ...rest] };
    expect(faultsOf({}, later)).toEqual(['turns turn-differs']);
    expect(faultsOf({ turns: byKey.turns.slice(0, 1) })).toContain('turns turn-count-differs');
  });

  test('a reserve that is preferred, skipped, or passed over without reason, although the digest was made anew', () => {
    const next = publishedDrawTwo('ceremony').opened[0]?.strata[0]?.reserves[5]?.row ?? '';
    expect(withTurn(0, (turn) => ({ ...turn, called: [{ frame, row: next }] }))).toContain('turns not-the-next-ticket');
    const passing = withTurn(0, (turn) => ({
      ...turn,
      called: [...turn.called.map((one) => ({ ...one, passed: '已被替换' as const })), { frame, row: next }],
    }));
    expect(passing.filter((fault) => fault.startsWith('turns'))).not.toEqual([]);
    const unreplaced = withTurn(0, (turn) => ({ ...turn, replaced: [{ frame, row: next }] }));
    expect(unreplaced).toContain('turns replaced-was-not-drawn');
  });

  test('somebody named as added who was not called', () => {
    const reserves = draw.reserves.map((one) => ({ ...one, added: ['SHOP-001'] }));
    expect(faultsOf({}, { ...draw, reserves })).toContain('turns added-differ');
  });
});
