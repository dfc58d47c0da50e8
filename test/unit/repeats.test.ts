import { describe, expect, test } from 'vitest';
import type { Batch } from '../../shared/domain/batch/batch.ts';
import { repeatsIn } from '../../shared/domain/batch/repeats.ts';
import { consentsFor, repeatedAtOnce, useConsents } from '../../shared/use-cases/batch/repeats.ts';
import { jointEntry, numbered } from '../support/drawable-county.ts';
import { aBatch } from '../support/inspection-samples.ts';

const consented = { by: 'p-9', at: '2026-05-01T01:00:00.000Z', reason: '更正参数后再抽' } as const;

/** A voided batch, frozen on a day of 2026 unless said otherwise. */
const voided = (id: string, more: Partial<Batch> = {}) => ({
  value: {
    ...aBatch(id, 'voided'),
    number: `号${id}`,
    frozenAt: '2026-03-02T01:00:00.000Z',
    committedAt: '2026-03-02T02:00:00.000Z',
    ...more,
  },
  meta: { version: 3, chain: { seq: 3, hash: '0'.repeat(64) }, updatedAt: '', updatedBy: '' },
});
const secret = { committedAt: undefined };
const entryOf = (...batches: ReturnType<typeof voided>[]) => ({ entry: jointEntry(), voided: batches });
const ids = (consents: ReturnType<typeof consentsFor>) =>
  consents.ok ? consents.value.map(({ value }) => value.id) : consents.error.kind;

describe('how often an entry was drawn again in a year', () => {
  const of = (...batches: Partial<Batch>[]) =>
    repeatsIn(
      2026,
      batches.map((more, n) => voided(`b${n}`, more).value),
    );

  test('the first draw is no repeat, each further one is', () => {
    expect([of({}), of({}, {}), of({}, {}, {})]).toEqual([0, 1, 2]);
  });

  test('a batch whose digest nobody saw is none', () => {
    expect([of(secret, {}), of({}, secret), of(secret, secret, {}, {})]).toEqual([0, 0, 1]);
  });

  test('the year begins at midnight in Shanghai, which is 16:00 UTC the day before', () => {
    const [before, after] = [{ frozenAt: '2025-12-31T15:59:59.999Z' }, { frozenAt: '2025-12-31T16:00:00.000Z' }];
    expect([of({}, before), of({}, after)]).toEqual([0, 1]);
  });
});

describe('the consents on which entries are drawn again', () => {
  test('none is asked for the first repeat of a year, whatever was repeated in the year before', () => {
    const lastYear = { frozenAt: '2025-06-01T01:00:00.000Z', committedAt: '2025-06-01T02:00:00.000Z' };
    expect(ids(consentsFor([entryOf(voided('a', lastYear), voided('b', lastYear))], '2026-03-02'))).toEqual([]);
    expect(ids(consentsFor([entryOf()], '2026-03-02'))).toEqual([]);
  });

  test('it stands on the last draw whose digest was public, though another was frozen and voided after it', () => {
    const runs = [voided('a'), voided('b', { repeatConsent: consented }), voided('c', secret)];
    expect(ids(consentsFor([entryOf(...runs)], '2026-05-02'))).toEqual(['b']);
  });

  test('one that was given to an earlier draw does not serve for a later', () => {
    const runs = [voided('a'), voided('b', { repeatConsent: consented }), voided('c')];
    expect(consentsFor([entryOf(...runs)], '2026-05-02')).toEqual({
      ok: false,
      error: { kind: 'repeat-needs-consent', entry: jointEntry().title, batch: '号c', repeats: 2 },
    });
  });

  test('several entries of one voided batch rest on one consent', () => {
    const runs = [voided('a'), voided('b', { repeatConsent: consented })];
    expect(ids(consentsFor([entryOf(...runs), entryOf(...runs)], '2026-05-02'))).toEqual(['b']);
  });

  test('one batch repeats the entries of ten voided ones, and not of eleven', () => {
    const entries = numbered(repeatedAtOnce + 1, (n) => entryOf(voided(`b${n}`)));
    expect(repeatedAtOnce).toBe(10);
    expect(ids(consentsFor(entries.slice(1), '2026-05-02'))).toEqual([]);
    const refused = consentsFor(entries, '2026-05-02');
    expect(refused).toMatchObject({ ok: false, error: { kind: 'invalid-input', errors: [{ path: 'body.entries' }] } });
    // Of one voided batch there may be as many entries as it had.
    expect(ids(consentsFor([...entries.slice(1), ...entries.slice(1)], '2026-05-02'))).toEqual([]);
  });

  test('a freeze writes into each that it is used, and by what', () => {
    const actor = { id: 'p-1', name: '甲', department: 'SCJG', scope: 'own' } as const;
    const by = { id: 'next', number: '号next' };
    const changes = useConsents([voided('b', { repeatConsent: consented })], by, actor, new Date(consented.at));
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({ value: { id: 'b', repeatConsent: { ...consented, usedBy: 'next' } } });
  });
});
