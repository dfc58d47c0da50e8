import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  listFileEvents,
  listFileStatuses,
  listFileTransitions,
  listFileWords,
} from '../../shared/domain/credit/list-file-states.ts';
import {
  listEntryEvents,
  listEntryStatuses,
  listEntryTransitions,
  listEntryWords,
} from '../../shared/domain/credit/states.ts';
import type { InspectionResult } from '../../shared/domain/result/inspection-result.ts';
import { afterListing, termsOf } from '../../shared/domain/result/shown-rows.ts';
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
  type Code = '1' | '4' | '5' | '8';
  const published = (codes: readonly Code[], more: Partial<InspectionResult> = {}) => {
    const said = {
      findings: [aFinding('SCJG-001', { codes: [...codes], finding: '住所无法联系' })],
      overall: [...codes],
    };
    const result = aResult({ ...{ status: 'published', edition: 1, inspectedOn: '2026-05-14' }, ...said, ...more });
    return { ...result, terms: termsOf(result) };
  };
  const removed = (codes: readonly Code[], items = ['SCJG-001']) => {
    const result = published(codes);
    return afterListing(result, result, items, '2026-06-15');
  };

  test('it ends that night, or when what else it says does', () => {
    expect(removed(['4']).terms).toEqual([{ item: 'SCJG-001', stopsOn: '2026-06-15', listing: true }]);
    // Three months after 14 May.
    expect(removed(['4', '5']).terms).toEqual([{ item: 'SCJG-001', stopsOn: '2026-08-15', listing: true }]);
  });

  test('it goes on where it waits for an outcome too, and so do the rows that led to none', () => {
    expect(removed(['4', '8']).terms).toEqual([]);
    expect(removed(['4'], ['SCJG-002']).terms).toEqual([]);
  });

  test('what counts is what is public, whatever a correction has entered since', () => {
    const edition = published(['4']);
    const correcting = { ...edition, ...published(['1']), terms: edition.terms, status: 'correcting' as const };
    const { terms } = afterListing(correcting, edition, ['SCJG-001'], '2026-06-15');
    expect(terms).toEqual([{ item: 'SCJG-001', stopsOn: '2026-06-15', listing: true }]);
  });

  test('the next edition goes by what it says itself', () => {
    const { delisted } = removed(['4', '8']);
    const next = (codes: readonly Code[]) => termsOf(published(codes, { delisted }));
    expect(next(['1'])).toEqual([]);
    expect(next(['4'])).toEqual([{ item: 'SCJG-001', stopsOn: '2026-06-15', listing: true }]);
    expect(next(['5'])).toEqual([{ item: 'SCJG-001', stopsOn: '2026-08-15' }]);
  });

  test('before anything is public only the day is kept', () => {
    const { terms: _, ...approved } = published(['4'], { status: 'approved', edition: 0 });
    expect(afterListing(approved, undefined, ['SCJG-001'], '2026-06-15')).toEqual({
      ...approved,
      delisted: [{ item: 'SCJG-001', on: '2026-06-15' }],
    });
  });

  test('it has no end again once it is listed again', () => {
    const result = removed(['4']);
    expect(afterListing(result, result, ['SCJG-001'], undefined)).toMatchObject({ terms: [], delisted: [] });
  });
});

describe('a file of a list', () => {
  test('is checked, applied by another person, in force at one moment, and is the diagram', () => {
    expect(listFileTransitions).toEqual({
      uploading: { start: 'checking', discard: 'discarded', lapse: 'lapsed' },
      checking: { finish: 'checked', refuse: 'refused' },
      checked: { start: 'checking', apply: 'applying', discard: 'discarded', lapse: 'lapsed' },
      applying: { 'take-effect': 'effective' },
      effective: { settle: 'applied' },
      ...{ applied: {}, refused: {}, discarded: {}, lapsed: {} },
    });
    const drawn = diagramUnder(readFileSync('docs/workflow.md', 'utf8'), 'List file');
    expect(drawn).toBe(stateDiagram(listFileTransitions, listFileWords, listFileStatuses, listFileEvents));
  });
});
