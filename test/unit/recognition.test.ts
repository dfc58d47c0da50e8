import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  recognitionEvents,
  recognitionStatuses,
  recognitionTransitions,
  recognitionWords,
} from '../../shared/domain/recognition/states.ts';
import { missingIn } from '../../shared/domain/result/completeness.ts';
import { isWhollyRecognised } from '../../shared/domain/result/recognised.ts';
import { aFinding, aResult } from '../support/inspection-samples.ts';
import { diagramUnder, stateDiagram } from '../support/state-diagram.ts';

test('a recognition moves as docs/workflow.md draws it', () => {
  const drawn = diagramUnder(readFileSync('docs/workflow.md', 'utf8'), 'Recognition');
  expect(drawn).toBe(stateDiagram(recognitionTransitions, recognitionWords, recognitionStatuses, recognitionEvents));
});

describe('a result of two items, one of them recognised', () => {
  const recognised = { id: 'rc-1', department: 'WJW', documentNumber: '睢卫抽查〔2026〕1号', edition: 1 } as const;
  const taken = aFinding('SCJG-001', { method: '3', codes: ['5'], recognised });

  test('needs no citation and no measure for that one, and everything for the other', () => {
    const own = aFinding('SCJG-002', { method: '3', codes: ['5'] });
    const result = aResult({ inspectedOn: '2026-03-10', findings: [taken, own], overall: ['5'] });
    expect(missingIn(result).map(({ path }) => path)).toEqual(
      ['citation', 'finding', 'measures'].map((field) => `findings.SCJG-002.${field}`),
    );
  });

  test('still sends a team: only a part of which every item is recognised does not', () => {
    const other = { ...taken, itemId: 'SCJG-002' };
    expect(isWhollyRecognised(aResult({ findings: [taken, aFinding('SCJG-002')] }))).toBe(false);
    expect(isWhollyRecognised(aResult({ findings: [taken] }))).toBe(false);
    expect(isWhollyRecognised(aResult({ findings: [taken, other] }))).toBe(true);
  });
});
