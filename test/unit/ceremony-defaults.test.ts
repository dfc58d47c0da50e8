import { describe, expect, test } from 'vitest';
import { defaultedParties } from '../../shared/domain/batch/ceremony-defaults.ts';
import { isBeaconOwed } from '../../shared/domain/batch/randomness.ts';

const commitBy = '2026-11-23T02:00:00.000Z';
const revealBy = '2026-11-23T03:00:00.000Z';
const said = (...parties: readonly string[]) => parties.map((party) => ({ party }));
const defaultedAt = (instant: string, committed: readonly string[], revealed: readonly string[] = []) =>
  defaultedParties(
    {
      parties: ['CZJ', 'SFJ', 'notary'],
      commitBy,
      revealBy,
      commitments: said(...committed),
      reveals: said(...revealed),
    },
    new Date(instant),
  );
const all = ['CZJ', 'SFJ', 'notary'];

describe('who is named in public for having missed a deadline of a ceremony', () => {
  test('nobody before it has passed, nor at the very moment', () => {
    expect(defaultedAt(commitBy, [])).toEqual({ notCommitted: [], notRevealed: [] });
    expect(defaultedAt(revealBy, all)).toEqual({ notCommitted: [], notRevealed: [] });
  });

  test('from then on whoever has sealed nothing, and only those', () => {
    expect(defaultedAt('2026-11-23T02:00:00.001Z', ['SFJ'])).toEqual({
      notCommitted: ['CZJ', 'notary'],
      notRevealed: [],
    });
  });

  test('whoever has opened nothing, and only those', () => {
    expect(defaultedAt('2026-11-23T03:00:00.001Z', all, ['CZJ', 'notary'])).toEqual({
      notCommitted: [],
      notRevealed: ['SFJ'],
    });
    expect(defaultedAt('2026-11-23T03:00:00.001Z', all, all)).toEqual({ notCommitted: [], notRevealed: [] });
  });

  test('nobody for a secret that could not be opened, because another had sealed nothing', () => {
    expect(defaultedAt('2026-11-24T00:00:00.000Z', ['CZJ', 'notary'])).toEqual({
      notCommitted: ['SFJ'],
      notRevealed: [],
    });
  });
});

describe('a beacon is owed', () => {
  const due = '2026-11-23T02:00:00.000Z';
  const owed = (status: string, beacon: { due: string; signature?: string } | undefined, at = due) =>
    isBeaconOwed({ status, beacon }, new Date(at));

  test('from the time of its round on, until its signature is there', () => {
    expect(owed('committed', { due }, '2026-11-23T01:59:59.999Z')).toBe(false);
    expect(owed('committed', { due })).toBe(true);
    expect(owed('committed', { due, signature: 'a'.repeat(96) })).toBe(false);
  });

  test('only by a batch that is committed and named one', () => {
    expect(owed('committed', undefined)).toBe(false);
    for (const status of ['frozen', 'revealed', 'drawn', 'voided']) expect(owed(status, { due })).toBe(false);
  });
});
