import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  exportEvents,
  exportStatuses,
  exportTransitions,
  exportWords,
} from '../../shared/domain/export/registry-export.ts';
import { diagramUnder, stateDiagram } from '../support/state-diagram.ts';

test('an export moves as docs/workflow.md draws it', () => {
  const diagram = diagramUnder(readFileSync('docs/workflow.md', 'utf8'), 'Export');
  expect(diagram).toBe(stateDiagram(exportTransitions, exportWords, exportStatuses, exportEvents));
});
