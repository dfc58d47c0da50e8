import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { transition } from '../../shared/base/transitions.ts';
import {
  type CheckOrderEvent,
  type CheckOrderStatus,
  checkOrderEvents,
  checkOrderStatuses,
  checkOrderTransitions,
  checkOrderWords,
} from '../../shared/domain/check/states.ts';
import { originOf } from '../../shared/domain/visit/origin.ts';
import { caseVisitIdOf } from '../../shared/domain/visit/visit-ids.ts';
import { diagramUnder, stateDiagram } from '../support/state-diagram.ts';

const allowed: readonly (readonly [CheckOrderStatus, CheckOrderEvent, CheckOrderStatus])[] = [
  ['draft', 'submit', 'submitted'],
  ['draft', 'withdraw', 'withdrawn'],
  ['draft', 'enter-urgent', 'entered-urgent'],
  ['submitted', 'approve', 'approved'],
  ['submitted', 'refuse', 'refused'],
  ['submitted', 'withdraw', 'withdrawn'],
  ['approved', 'dispatch', 'approved'],
  ['approved', 'withdraw', 'withdrawn'],
  ['entered-urgent', 'approve-late', 'approved-late'],
  ['entered-urgent', 'refuse-late', 'not-approved-late'],
];
const everyStep = checkOrderStatuses.flatMap((from) => checkOrderEvents.map((event) => [from, event] as const));

describe('the workflow of orders of direct checks', () => {
  test.each(everyStep)('an order that is %s, asked to %s', (from, event) => {
    const [, , to] = allowed.find(([state, act]) => state === from && act === event) ?? [];
    const done = transition(checkOrderTransitions, checkOrderWords, from, event);
    expect(done.ok ? done.value : done.error.kind).toBe(to ?? 'illegal-transition');
  });

  test('the diagram in docs/workflow.md is the table', () => {
    const drawn = diagramUnder(readFileSync('docs/workflow.md', 'utf8'), 'Check order');
    expect(drawn).toBe(stateDiagram(checkOrderTransitions, checkOrderWords, checkOrderStatuses, checkOrderEvents));
  });
});

describe('what a visit comes from', () => {
  test('is the batch that rows of every version name, or the order of a direct check with its lead', () => {
    expect(originOf({ batchId: 'B1' })).toEqual({ kind: 'draw', batchId: 'B1' });
    const reference = { checkOrderId: 'C1', leadId: 'L1' };
    expect(originOf({ case: reference })).toEqual({ kind: 'case', ...reference });
    expect(() => originOf({})).toThrow('neither');
  });

  test('is made into the id of a direct check, which is public and shows neither order nor object', () => {
    const id = caseVisitIdOf('C1', '91411422MA10000120');
    expect(id).toMatch(/^case-[0-9a-f]{32}$/);
    expect(caseVisitIdOf('C1', '91411422MA10000120')).toBe(id);
    expect(caseVisitIdOf('C2', '91411422MA10000120')).not.toBe(id);
  });
});
