import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { transition } from '../../shared/base/transitions.ts';
import {
  type PlanEvent,
  type PlanStatus,
  planEvents,
  planStatuses,
  planTransitions,
  planWords,
} from '../../shared/domain/plan/states.ts';
import { diagramUnder, stateDiagram } from '../support/state-diagram.ts';

/** What 睢县 lets happen to a plan, as people would say it: everything else is refused. */
const allowed: readonly (readonly [from: PlanStatus, event: PlanEvent, to: PlanStatus])[] = [
  ['draft', 'edit', 'draft'],
  ['draft', 'submit', 'submitted'],
  ['submitted', 'return', 'returned'],
  ['submitted', 'approve', 'approved'],
  ['returned', 'edit', 'returned'],
  ['returned', 'submit', 'submitted'],
  ['approved', 'return', 'returned'],
  ['approved', 'publish', 'published'],
  ['published', 'adjust', 'adjusting'],
  ['published', 'close', 'closed'],
  ['adjusting', 'edit', 'adjusting'],
  ['adjusting', 'submit', 'submitted'],
  ['adjusting', 'abandon', 'published'],
  ['returned', 'abandon', 'published'],
  ['submitted', 'take-back', 'draft'],
  ['submitted', 'take-back-adjustment', 'adjusting'],
  ['draft', 'discard', 'discarded'],
  ['returned', 'discard', 'discarded'],
  ['discarded', 'restore', 'draft'],
  ['closed', 'reopen', 'published'],
  ['draft', 'consult', 'draft'],
  ['draft', 'answer', 'draft'],
  ['returned', 'consult', 'returned'],
  ['returned', 'answer', 'returned'],
  ['adjusting', 'consult', 'adjusting'],
  ['adjusting', 'answer', 'adjusting'],
];

const everyStep = planStatuses.flatMap((from) => planEvents.map((event) => [from, event] as const));

describe('the plan workflow', () => {
  test.each(everyStep)('a plan that is %s, asked to %s', (from, event) => {
    const [, , to] = allowed.find(([state, act]) => state === from && act === event) ?? [];
    expect(transition(planTransitions, planWords, from, event)).toEqual(
      to
        ? { ok: true, value: to }
        : {
            ok: false,
            error: {
              kind: 'illegal-transition',
              entity: 'plan',
              from: planWords.states[from],
              event: planWords.events[event],
            },
          },
    );
  });

  test('a published plan changes by adjustment only, so that every edition has a reason', () => {
    expect(Object.keys(planTransitions.published)).toEqual(['adjust', 'close']);
  });

  test('the diagram in docs/workflow.md is the table', () => {
    const drawn = diagramUnder(readFileSync('docs/workflow.md', 'utf8'), 'Plan');
    expect(drawn).toBe(stateDiagram(planTransitions, planWords, planStatuses, planEvents));
  });
});
