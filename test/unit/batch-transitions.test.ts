import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { transition } from '../../shared/base/transitions.ts';
import { batchNumber, taskNumber } from '../../shared/domain/batch/batch.ts';
import {
  type BatchEvent,
  type BatchStatus,
  batchEvents,
  batchStatuses,
  batchTransitions,
  batchWords,
} from '../../shared/domain/batch/states.ts';
import { resultIdOf, visitIdOf } from '../../shared/domain/visit/visit-ids.ts';
import { diagramUnder, stateDiagram } from '../support/state-diagram.ts';

/** What may happen to a draw, as people would say it: everything else is refused. */
const allowed: readonly (readonly [from: BatchStatus, event: BatchEvent, to: BatchStatus])[] = [
  ['freezing', 'freeze', 'frozen'],
  ['frozen', 'commit', 'committed'],
  ['committed', 'move', 'committed'],
  ['committed', 'reveal', 'revealed'],
  ['revealed', 'draw', 'drawn'],
  ['revealed', 'fail', 'match-failed'],
  // A key that nobody can open any more.
  ['revealed', 'lose', 'voided'],
  ['drawn', 'dispatch', 'dispatched'],
  ['freezing', 'void', 'voided'],
  ['frozen', 'void', 'voided'],
  ['committed', 'void', 'voided'],
  ['drawn', 'void', 'voided'],
  ['match-failed', 'void', 'voided'],
  ['dispatched', 'void', 'voided'],
];

const everyStep = batchStatuses.flatMap((from) => batchEvents.map((event) => [from, event] as const));

describe('the draw as a workflow', () => {
  test.each(everyStep)('a batch that is %s, asked to %s', (from, event) => {
    const [, , to] = allowed.find(([state, act]) => state === from && act === event) ?? [];
    expect(transition(batchTransitions, batchWords, from, event)).toEqual(
      to
        ? { ok: true, value: to }
        : {
            ok: false,
            error: {
              kind: 'illegal-transition',
              entity: 'batch',
              from: batchWords.states[from],
              event: batchWords.events[event],
            },
          },
    );
  });

  test('what was drawn is never drawn again: no way leads back (R4)', () => {
    const order: readonly BatchStatus[] = batchStatuses.filter((status) => status !== 'match-failed');
    const failed = ({ from, to }: { from: BatchStatus; to: BatchStatus }) => [from, to].includes('match-failed');
    const steps = allowed.map(([from, event, to]) => ({ from, event, to })).filter((step) => !failed(step));
    const back = steps.filter(({ from, to }) => order.indexOf(to) <= order.indexOf(from));
    // Another source of randomness, before any chance exists, is the only step that leads nowhere.
    expect(back).toEqual([{ from: 'committed', event: 'move', to: 'committed' }]);
  });

  test('a failed match can only be voided', () => {
    expect(Object.keys(batchTransitions['match-failed'])).toEqual(['void']);
  });

  test('the diagram in docs/workflow.md is the table', () => {
    const drawn = diagramUnder(readFileSync('docs/workflow.md', 'utf8'), 'Draw');
    expect(drawn).toBe(stateDiagram(batchTransitions, batchWords, batchStatuses, batchEvents));
  });
});

describe('numbers and ids', () => {
  test('a batch is numbered 区划6 + 年月日8 + - + 序号, a task 区划6 + 年月日8 + 序号4', () => {
    expect(batchNumber('411422', '2026-11-23', 2)).toBe('41142220261123-2');
    expect(taskNumber('411422', '2026-11-23', 17)).toBe('411422202611230017');
  });

  test('the visit of an object with a credit code carries that code', () => {
    expect(visitIdOf('b1', '91411422MA10000120')).toBe('b1.91411422MA10000120');
  });

  test('ids of visits and results stay within 64 characters, and two long objects keep two visits', () => {
    const batch = 'f'.repeat(24);
    const [one, two] = ['a', 'b'].map((last) => visitIdOf(batch, `${'9'.repeat(63)}${last}`));
    expect(one).not.toBe(two);
    expect(resultIdOf(one ?? '', 'ZWDSJ').length).toBeLessThanOrEqual(64);
  });
});
