import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planBatch, type ReportedRecord } from '../../shared/domain/exchange/batch.ts';
import { nextBatchNumber, rowIdOf } from '../../shared/domain/exchange/batch-number.ts';
import { type RowOperation, type RowVerdict, reconcile } from '../../shared/domain/exchange/leaving.ts';

/** A receiver as other systems describe themselves: a change of what it does not have adds it. */
class Receiver {
  readonly held = new Map<string, Readonly<Record<string, unknown>>>();
  readonly added = new Map<string, number>();
  /** Whether it rejects the deletion of what it does not have. */
  readonly strict: boolean;

  constructor(strict: boolean) {
    this.strict = strict;
  }

  take(id: string, operation: RowOperation, row: Readonly<Record<string, unknown>>, rejects: boolean): RowVerdict {
    if (operation === 'i') this.added.set(id, (this.added.get(id) ?? 0) + 1);
    if (rejects || (operation === 'i' && this.held.has(id))) return 'rejected';
    if (operation === 'd') {
      if (this.strict && !this.held.has(id)) return 'rejected';
      this.held.delete(id);
    } else this.held.set(id, row);
    return 'accepted';
  }
}

type Act =
  | { readonly act: 'correct' | 'put-right' | 'stop' | 'resume' | 'again'; readonly of: number }
  | { readonly act: 'build'; readonly rejects: readonly boolean[] }
  | { readonly act: 'answer'; readonly which: number };

const names = ['r0', 'r1', 'r2'] as const;
const anAct: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    act: fc.constantFrom(
      'correct' as const,
      'put-right' as const,
      'stop' as const,
      'resume' as const,
      'again' as const,
    ),
    of: fc.nat(2),
  }),
  fc.record({ act: fc.constant('build' as const), rejects: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }) }),
  fc.record({ act: fc.constant('answer' as const), which: fc.nat() }),
);

/** Long ones: what goes wrong takes a row, an answer or none, and two changes of one record. */
const acts = fc.array(anAct, { minLength: 5, maxLength: 40, size: 'max' });

/** Rows of the county’s table of plans: one field says which edition and which text of it left. */
const valuesOf = (edition: number, text: number) => ({
  ...{ number: 'P', objects: '餐饮服务单位', lead: '甲局', participants: '乙局', ratio: '3%', type: '不定向' },
  ...{ method: '实地核查', window: '2026-03-01至2026-05-31', items: '登记事项', name: `第${edition}版第${text}稿` },
});

interface Open {
  readonly batch: string;
  readonly verdicts: ReadonlyMap<string, RowVerdict>;
}

class Sender {
  readonly records = new Map<string, ReportedRecord>(
    names.map((record) => [record, { record, edition: 1, shown: true, values: valuesOf(1, 1), sent: [] }]),
  );
  readonly open: Open[] = [];
  readonly numbers: string[] = [];
  invalid = 0;
  private texts = 1;
  readonly receiver: Receiver;

  constructor(receiver: Receiver) {
    this.receiver = receiver;
  }

  private change(of: string, changes: (record: ReportedRecord) => Partial<ReportedRecord>) {
    const record = this.records.get(of);
    if (record) this.records.set(of, { ...record, ...changes(record) });
  }

  /** How many rows left. The verdict is made when they arrive, and told when the answer is read. */
  build(rejects: (record: string) => boolean): number {
    const number = nextBatchNumber('2026-04-21', this.numbers);
    const envelope = { layout: 'plan-county', number, at: new Date('2026-04-21T01:00:00Z'), by: '甲' } as const;
    const { rows, invalid } = planBatch(envelope, [...this.records.values()]);
    this.invalid += invalid.length;
    if (rows.length === 0) return 0;
    this.numbers.push(number);
    const verdicts = rows.map(({ id, record, operation, row }) => {
      return [record, this.receiver.take(id, operation, row, rejects(record))] as const;
    });
    for (const row of rows)
      this.change(row.record, (known) => ({ sent: [...known.sent, row], lastValues: row.row, again: false }));
    this.open.push({ batch: number, verdicts: new Map(verdicts) });
    return rows.length;
  }

  answer(which: number) {
    const [open] = this.open.splice(which % this.open.length, 1);
    for (const [of, verdict] of open?.verdicts ?? [])
      this.change(of, ({ sent: rows }) => ({
        sent: rows.map((row) => (row.batch === open?.batch ? { ...row, verdict } : row)),
      }));
  }

  do(act: Act) {
    if (act.act === 'build') return this.build((record) => act.rejects[names.indexOf(record as 'r0')] ?? false);
    if (act.act === 'answer') return this.open.length > 0 ? this.answer(act.which) : undefined;
    const of = names[act.of] ?? 'r0';
    this.texts += 1;
    const text = this.texts;
    if (act.act === 'stop' || act.act === 'resume') return this.change(of, () => ({ shown: act.act === 'resume' }));
    if (act.act === 'again') return this.change(of, () => ({ again: true }));
    return this.change(of, ({ edition }) => {
      const next = act.act === 'correct' ? edition + 1 : edition;
      return { edition: next, values: valuesOf(next, text) };
    });
  }

  /** Everything is answered, nothing is rejected any more, and what was is asked for once more. */
  settle() {
    let rounds = 0;
    do {
      while (this.open.length > 0) this.answer(0);
      for (const of of names) this.change(of, () => ({ again: true }));
      rounds += 1;
    } while (this.build(() => false) > 0);
    return rounds;
  }
}

describe('whatever is corrected, stopped, shown again and rejected, and in whatever order answers come', () => {
  test('the receiver ends with what the sender shows, and each record was added once at most (R90)', () => {
    fc.assert(
      fc.property(acts, fc.boolean(), (given, strict) => {
        const receiver = new Receiver(strict);
        const sender = new Sender(receiver);
        for (const act of given) sender.do(act);
        // What still is to leave does so at once.
        expect(sender.settle()).toBeLessThanOrEqual(3);
        expect(sender.invalid).toBe(0);
        const held = names.map((name) => receiver.held.get(rowIdOf('plan-county', name)));
        const shown = [...sender.records.values()].map(({ values, shown }) => (shown ? values : undefined));
        expect(held).toEqual(shown);
        expect(Math.max(0, ...receiver.added.values())).toBeLessThanOrEqual(1);
        for (const record of sender.records.values()) expect(reconcile(record, record.sent).state).toBe('acknowledged');
      }),
      { numRuns: 500 },
    );
  });

  test('without anything new, nothing leaves twice', () => {
    fc.assert(
      fc.property(acts, fc.boolean(), (given, strict) => {
        const sender = new Sender(new Receiver(strict));
        for (const act of given) sender.do(act);
        sender.build(() => true);
        expect(sender.build(() => false)).toBe(0);
      }),
    );
  });
});
