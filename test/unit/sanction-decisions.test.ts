import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  sanctionDecisionEvents,
  sanctionDecisionStatuses,
  sanctionDecisionTransitions,
  sanctionDecisionWords,
} from '../../shared/domain/lookup/states.ts';
import { diagramUnder, stateDiagram } from '../support/state-diagram.ts';

test('the diagram of sanction decisions in docs/workflow.md is the table', () => {
  const drawn = diagramUnder(readFileSync('docs/workflow.md', 'utf8'), 'Sanction decision');
  expect(drawn).toBe(
    stateDiagram(sanctionDecisionTransitions, sanctionDecisionWords, sanctionDecisionStatuses, sanctionDecisionEvents),
  );
});
