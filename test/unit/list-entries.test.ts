import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  listEntryEvents,
  listEntryStatuses,
  listEntryTransitions,
  listEntryWords,
} from '../../shared/domain/credit/states.ts';
import { termsAfterRemoval } from '../../shared/domain/result/shown-rows.ts';
import { aFinding, aResult } from '../support/inspection-samples.ts';
import { diagramUnder, stateDiagram } from '../support/state-diagram.ts';

describe('the workflow of an entry of a list', () => {
  test('is the table of the specification and the diagram', () => {
    expect(listEntryTransitions).toEqual({
      suggested: { notify: 'notified', drop: 'not-listed' },
      notified: { contest: 'contested', list: 'listed', drop: 'not-listed' },
      contested: { answer: 'notified' },
      listed: { repair: 'repaired', expire: 'expired', revoke: 'revoked' },
      ...{ 'not-listed': {}, repaired: {}, expired: {}, revoked: {} },
    });
    const drawn = diagramUnder(readFileSync('docs/workflow.md', 'utf8'), 'List entry');
    expect(drawn).toBe(stateDiagram(listEntryTransitions, listEntryWords, listEntryStatuses, listEntryEvents));
  });
});

describe('once the entry that a row led to is removed', () => {
  const published = (codes: readonly ('4' | '5' | '8')[]) =>
    aResult({
      ...{ status: 'published', edition: 1, inspectedOn: '2026-05-14', overall: [...codes], terms: [] },
      findings: [aFinding('SCJG-001', { codes: [...codes], finding: '住所无法联系' })],
    });
  const removed = (codes: readonly ('4' | '5' | '8')[], items = ['SCJG-001']) =>
    termsAfterRemoval(published(codes), items, '2026-06-15');

  test('it ends that night, or when what else it says does', () => {
    expect(removed(['4'])).toEqual([{ item: 'SCJG-001', stopsOn: '2026-06-15', listing: true }]);
    // Three months after 14 May.
    expect(removed(['4', '5'])).toEqual([{ item: 'SCJG-001', stopsOn: '2026-08-15', listing: true }]);
  });

  test('it goes on where it waits for an outcome too, and so do the rows that led to none', () => {
    expect(removed(['4', '8'])).toBeUndefined();
    expect(removed(['4'], ['SCJG-002'])).toBeUndefined();
  });
});
