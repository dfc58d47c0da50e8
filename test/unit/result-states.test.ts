import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { transition } from '../../shared/base/transitions.ts';
import {
  type ResultEvent,
  type ResultStatus,
  resultEvents,
  resultStatuses,
  resultTransitions,
  resultWords,
} from '../../shared/domain/result/states.ts';
import { visitEvents, visitStatuses, visitTransitions, visitWords } from '../../shared/domain/visit/states.ts';
import { diagramUnder, stateDiagram } from '../support/state-diagram.ts';

/** Every step that a result may take, as the workflow was agreed; all others are refused. */
const allowed: Readonly<Record<string, ResultStatus>> = {
  'assigned record': 'draft',
  'assigned void': 'voided',
  'draft record': 'draft',
  'draft clear': 'assigned',
  'returned clear': 'assigned',
  'draft submit': 'submitted',
  'draft void': 'voided',
  'returned record': 'draft',
  'returned submit': 'submitted',
  'returned void': 'voided',
  'submitted take-back': 'draft',
  'submitted take-back-correction': 'correcting',
  'submitted return': 'returned',
  'submitted return-correction': 'correcting',
  'submitted approve': 'approved',
  'approved return': 'returned',
  'approved return-correction': 'correcting',
  'approved publish': 'published',
  'approved request-withholding': 'withholding',
  'withholding withdraw-withholding': 'approved',
  'withholding refuse-withholding': 'approved',
  'withholding withhold': 'withheld',
  'published correct': 'correcting',
  'withheld correct': 'correcting',
  'correcting record': 'correcting',
  'correcting submit': 'submitted',
  'correcting abandon-correction': 'published',
  'correcting abandon-correction-of-withheld': 'withheld',
  'correcting abandon-correction-of-stopped': 'stopped',
  'approved publish-stopped': 'stopped',
  'published request-stop': 'published',
  'published withdraw-stop': 'published',
  'published refuse-stop': 'published',
  'published stop-rows': 'published',
  'correcting stop-rows': 'correcting',
  'submitted stop-rows': 'submitted',
  'approved stop-rows': 'approved',
  'withholding stop-rows': 'withholding',
  'submitted contest': 'submitted',
  'submitted settle': 'submitted',
  'approved contest': 'approved',
  'approved settle': 'approved',
  'withholding contest': 'withholding',
  'withholding settle': 'withholding',
  'published contest': 'published',
  'published settle': 'published',
  'correcting contest': 'correcting',
  'correcting settle': 'correcting',
  'submitted uphold': 'correcting',
  'approved uphold': 'correcting',
  'published uphold': 'correcting',
  'correcting uphold': 'correcting',
  'withheld uphold': 'correcting',
  'stopped uphold': 'correcting',
  'withheld settle': 'withheld',
  'stopped settle': 'stopped',
  'published stop': 'stopped',
  'published resume': 'published',
  'stopped resume': 'published',
  'stopped correct': 'correcting',
  'published be-recognised': 'published',
};

const walk = resultStatuses.flatMap((from) => resultEvents.map((event): [ResultStatus, ResultEvent] => [from, event]));

describe('the states of a result', () => {
  test.each(walk)('%s + %s', (from, event) => {
    const next = allowed[`${from} ${event}`];
    const refused = {
      kind: 'illegal-transition',
      entity: 'result',
      from: resultWords.states[from],
      event: resultWords.events[event],
    };
    expect(transition(resultTransitions, resultWords, from, event)).toEqual(
      next ? { ok: true, value: next } : { ok: false, error: refused },
    );
  });

  test('a correction, returned or taken back as one, never reaches a state in which the published result could be voided', () => {
    const reached = new Set<ResultStatus>(['published', 'withheld', 'stopped']);
    for (const from of reached)
      for (const [event, to] of Object.entries(resultTransitions[from]))
        if (!['return', 'take-back'].includes(event)) reached.add(to);
    expect([...reached].filter((status) => resultTransitions[status].void)).toEqual([]);
  });

  test('the diagram in docs/workflow.md shows these states and no others', () => {
    const drawn = diagramUnder(readFileSync('docs/workflow.md', 'utf8'), 'Result');
    expect(drawn).toBe(stateDiagram(resultTransitions, resultWords, resultStatuses, resultEvents));
  });
});

/** What a part says later, moving a visit that is over. */
const laterSaid: Readonly<Record<string, string>> = {
  'completed not-perform': 'not-performed',
  'not-performed complete': 'completed',
};

describe('the states of a visit', () => {
  test.each(visitStatuses.flatMap((from) => visitEvents.map((event) => [from, event] as const)))(
    '%s + %s',
    (from, event) => {
      const next =
        event === 'void' && from !== 'voided'
          ? 'voided'
          : from === 'dispatched'
            ? { complete: 'completed', 'not-perform': 'not-performed', void: undefined }[event]
            : laterSaid[`${from} ${event}`];
      const moved = transition(visitTransitions, visitWords, from, event);
      expect(moved.ok ? moved.value : undefined).toBe(next);
    },
  );

  test('the diagram in docs/workflow.md shows these states and no others', () => {
    const drawn = diagramUnder(readFileSync('docs/workflow.md', 'utf8'), 'Visit');
    expect(drawn).toBe(stateDiagram(visitTransitions, visitWords, visitStatuses, visitEvents));
  });
});
