import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { transition } from '../../shared/base/transitions.ts';
import { importWords } from '../../shared/domain/import/registry-import.ts';
import { hasJob, importEvents, importStatuses, importTransitions } from '../../shared/domain/import/states.ts';
import { diagramUnder, stateDiagram } from '../support/state-diagram.ts';

const leadsTo = (from: (typeof importStatuses)[number]) =>
  importEvents.filter((event) => transition(importTransitions, importWords, from, event).ok);

describe('an import', () => {
  test('is activated only when every row has been checked', () => {
    expect(importStatuses.filter((from) => leadsTo(from).includes('activate'))).toEqual(['staged']);
  });

  test('can be given up until it is active, and never after', () => {
    const givenUp = importStatuses.filter((from) => leadsTo(from).includes('discard'));
    expect(givenUp).toEqual(['uploading', 'staging', 'staged', 'refused', 'discarding']);
  });

  test('that a job works on is never where the job cannot go on', () => {
    for (const status of importStatuses.filter(hasJob)) expect(leadsTo(status)).not.toEqual([]);
  });

  test('moves as docs/workflow.md draws it', () => {
    const diagram = diagramUnder(readFileSync('docs/workflow.md', 'utf8'), 'Import');
    expect(diagram).toBe(stateDiagram(importTransitions, importWords, importStatuses, importEvents));
  });
});
