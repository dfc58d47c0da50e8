import { expect, test } from 'vitest';
import { readRecordFile, recordFileText } from '../../shared/verification/record-file.ts';
import { verifyRecord } from '../../shared/verification/verify-record.ts';
import { publishedDraw } from '../support/published-draw.ts';

const { draw, list, frames } = publishedDraw();

type Place = readonly (string | number)[];

/** Every text and number of the record, by its place. */
function* leavesOf(value: unknown, place: Place = []): Iterable<{ readonly place: Place; readonly value: unknown }> {
  if (typeof value !== 'object' || value === null) return yield { place, value };
  for (const [key, part] of Object.entries(value))
    yield* leavesOf(part, [...place, Array.isArray(value) ? Number(key) : key]);
}

/** A second later, one more, or another text. */
function otherThan(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value !== 'string') return null;
  return /^\d{4}-\d\d-\d\dT/.test(value) ? new Date(Date.parse(value) + 1000).toISOString() : `${value}~`;
}

function withOther(value: unknown, [key, ...rest]: Place): unknown {
  if (key === undefined || typeof value !== 'object' || value === null) return otherThan(value);
  const parts = Object.entries(value).map(
    ([name, part]) => [name, name === String(key) ? withOther(part, rest) : part] as const,
  );
  return Array.isArray(value) ? parts.map(([, part]) => part) : Object.fromEntries(parts);
}

function isCaught(forgedDraw: unknown, forgedList: unknown): boolean {
  if (!Array.isArray(forgedList)) throw new TypeError('a list stays a list');
  const read = readRecordFile(new TextEncoder().encode(recordFileText(forgedDraw, forgedList)));
  return !read.ok || verifyRecord(read.value, frames).verdict === 'failed';
}

test('whoever changes anything of a record, and its fingerprint with it, is caught, but for what decides nothing', () => {
  const named = (part: string, place: Place) =>
    [part, ...place.map((key) => (typeof key === 'number' ? '*' : key))].join('.');
  const unnoticed = new Set<string>();
  for (const { place } of leavesOf(draw))
    if (!isCaught(withOther(draw, place), list)) unnoticed.add(named('draw', place));
  for (const { place } of leavesOf(list))
    if (!isCaught(draw, withOther(list, place))) unnoticed.add(named('list', place));
  expect([...unnoticed].toSorted()).toEqual(
    [
      // Words for people.
      'draw.title',
      'draw.entries.*.title',
      'draw.entries.*.planId',
      'draw.entries.*.entryId',
      'draw.entries.*.edition',
      'draw.frames.*.items.*.name',
      'draw.frames.*.items.*.version',
      'list.*.name',
      // Whom the freezing left out stands in no frame.
      'draw.frames.*.excluded.*.reason',
      'draw.frames.*.excluded.*.count',
      // A second more between two events whose order stays.
      'draw.frozenAt',
      'draw.committedAt',
      'draw.dispatchedAt',
      'draw.ceremony.revealBy',
      'draw.ceremony.commitments.*.at',
      'draw.ceremony.reveals.*.at',
      'draw.reserves.*.approvedAt',
      // What happened after the draw, and how the list is cut for the download.
      'draw.reserves.*.reason',
      'draw.teamChanges',
      'draw.list.parts',
    ].toSorted(),
  );
});
