import { describe, expect, test } from 'vitest';
import { missingIn } from '../../shared/domain/result/completeness.ts';
import { draftFaults, inNationalOrder } from '../../shared/domain/result/draft-rules.ts';
import type { Citation, ResultDraft } from '../../shared/domain/result/findings.ts';
import { checkRecorder } from '../../shared/domain/result/recorder.ts';
import { aDraft, aFinding, anEvidence, aResult } from '../support/inspection-samples.ts';

const days = { earliest: '2026-03-02', today: '2026-03-12' };
const faults = (draft: Partial<ResultDraft>, evidence = [anEvidence()]) =>
  draftFaults(aResult({ evidence }), aDraft(draft), days).map(({ path }) => path);
const missing = (draft: Partial<ResultDraft>) => missingIn(aResult(aDraft(draft))).map(({ path }) => path);
const citation: Citation = {
  source: '其他部门检查结果',
  reference: '睢消〔2026〕3号',
  issuer: '消防救援大队',
  evidence: ['evidence-1'],
};

describe('a draft', () => {
  test('may lack things that are still to be entered', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ inspectedOn: undefined, findings: [], overall: [] })).toEqual([]);
    expect(
      faults({ findings: [{ itemId: 'SCJG-001', checked: true, codes: [], measures: [], evidence: [] }] }),
    ).toEqual([]);
  });

  test.each<[string, Partial<ResultDraft>, string]>([
    ['an item that was not assigned', { findings: [aFinding('WJW-001')] }, 'findings.0.itemId'],
    ['an item twice', { findings: [aFinding('SCJG-001'), aFinding('SCJG-001')] }, 'findings.1.itemId'],
    ['未发现问题 beside a problem', { findings: [aFinding('SCJG-001', { codes: ['1', '5'] })] }, 'findings.0.codes'],
    ['未发现问题 beside a problem overall', { overall: ['5', '1'] }, 'overall'],
    [
      'the outcome of an item that was not checked',
      { findings: [aFinding('SCJG-001', { checked: false })] },
      'findings.0.checked',
    ],
    [
      'the outcome alone of an item that was not checked',
      { findings: [aFinding('SCJG-001', { checked: false, method: undefined })] },
      'findings.0.checked',
    ],
    [
      'the method alone of an item that was not checked',
      { findings: [aFinding('SCJG-001', { checked: false, codes: [] })] },
      'findings.0.checked',
    ],
    [
      'no measure beside a measure',
      { findings: [aFinding('SCJG-001', { measures: ['无需后续处置', '责令改正'] })] },
      'findings.0.measures',
    ],
    [
      'the same measure twice',
      { findings: [aFinding('SCJG-001', { measures: ['其他', '其他'] })] },
      'findings.0.measures',
    ],
    [
      'evidence that was never uploaded',
      { findings: [aFinding('SCJG-001', { evidence: ['evidence-2'] })] },
      'findings.0.evidence',
    ],
    [
      'a citation without its evidence',
      { findings: [aFinding('SCJG-001', { citation: { ...citation, evidence: ['evidence-9'] } })] },
      'findings.0.evidence',
    ],
    ['an inspection before it was ordered', { inspectedOn: '2026-03-01' }, 'inspectedOn'],
    ['an inspection tomorrow', { inspectedOn: '2026-03-13' }, 'inspectedOn'],
    [
      'findings of an inspection that was not performed',
      { nonPerformance: { reason: '停业或清算' }, overall: [] },
      'findings',
    ],
    [
      'an outcome of an inspection that was not performed',
      { nonPerformance: { reason: '注销' }, findings: [] },
      'overall',
    ],
  ])('is refused with %s', (_, draft, path) => {
    expect(faults(draft)).toEqual([path]);
  });

  test('may be of the day it was ordered and of today', () => {
    expect(faults({ inspectedOn: '2026-03-02' })).toEqual([]);
    expect(faults({ inspectedOn: '2026-03-12' })).toEqual([]);
  });

  test('keeps its codes in the national order', () => {
    const draft = aDraft({ findings: [aFinding('SCJG-001', { codes: ['8', '2b'] })], overall: ['8', '5', '2b'] });
    expect(inNationalOrder(draft)).toMatchObject({ findings: [{ codes: ['2b', '8'] }], overall: ['2b', '5', '8'] });
  });
});

describe('a result can be submitted', () => {
  const problem = { codes: ['5' as const], finding: '地面湿滑', measures: ['责令改正' as const] };

  test('when every item is checked or excused', () => {
    expect(missing({})).toEqual([]);
    const excused = aFinding('SCJG-002', { checked: false, method: undefined, codes: [], reason: '设备停用' });
    expect(missing({ findings: [aFinding('SCJG-001'), excused] })).toEqual([]);
  });

  test('as a business that was not carried on, where nothing could be checked', () => {
    const unchecked = ['SCJG-001', 'SCJG-002'].map((id) =>
      aFinding(id, { checked: false, method: undefined, codes: [], reason: '未开展经营活动' }),
    );
    expect(missing({ overall: ['7'], findings: unchecked })).toEqual([]);
  });

  test('when it could not be performed and says why', () => {
    const nothing = { findings: [], overall: [] };
    expect(missing({ ...nothing, nonPerformance: { reason: '迁出', note: '已迁往商丘市' } })).toEqual([]);
    expect(missing({ ...nothing, nonPerformance: { reason: '迁出' } })).toEqual(['nonPerformance.note']);
    const photographed = { ...aDraft({ ...nothing, nonPerformance: { reason: '迁出' } }), evidence: [anEvidence()] };
    expect(missingIn(aResult(photographed))).toEqual([]);
  });

  test.each<[string, Partial<ResultDraft>, string[]]>([
    ['without a date', { inspectedOn: undefined }, ['inspectedOn']],
    [
      'without a date, though it could not be performed',
      { inspectedOn: undefined, findings: [], overall: [], nonPerformance: { reason: '迁出', note: '已迁往商丘市' } },
      ['inspectedOn'],
    ],
    ['without one of its items', { findings: [aFinding('SCJG-001')] }, ['findings.SCJG-002']],
    [
      'with an unchecked item and no reason',
      { findings: [aFinding('SCJG-001'), aFinding('SCJG-002', { checked: false, codes: [], method: undefined })] },
      ['findings.SCJG-002.reason'],
    ],
    [
      'without method and outcome of an item',
      { findings: [aFinding('SCJG-001'), aFinding('SCJG-002', { codes: [], method: undefined })] },
      ['findings.SCJG-002.method', 'findings.SCJG-002.codes'],
    ],
    [
      'with a problem that nobody describes and nobody acts on',
      { overall: ['5'], findings: [aFinding('SCJG-001'), aFinding('SCJG-002', { codes: ['5'] })] },
      ['findings.SCJG-002.finding', 'findings.SCJG-002.measures'],
    ],
    [
      'with another body’s conclusion that is not cited',
      { findings: [aFinding('SCJG-001'), aFinding('SCJG-002', { method: '3' })] },
      ['findings.SCJG-002.citation'],
    ],
    [
      'with a court document that is not cited',
      { findings: [aFinding('SCJG-001'), aFinding('SCJG-002', { method: '7' })] },
      ['findings.SCJG-002.citation'],
    ],
    ['without an overall outcome', { overall: [] }, ['overall']],
    [
      'as 未发现问题 although an item has a problem',
      { findings: [aFinding('SCJG-001'), aFinding('SCJG-002', problem)] },
      ['overall'],
    ],
    [
      'as 未发现问题 although nothing was checked',
      {
        findings: ['SCJG-001', 'SCJG-002'].map((id) =>
          aFinding(id, { checked: false, method: undefined, codes: [], reason: '无人在场' }),
        ),
      },
      ['overall'],
    ],
  ])('not %s', (_, draft, paths) => {
    expect(missing(draft)).toEqual(paths);
  });

  test('overall, a detail and its general code say the same', () => {
    const late = { ...problem, codes: ['2a' as const] };
    expect(missing({ findings: [aFinding('SCJG-001'), aFinding('SCJG-002', late)], overall: ['2'] })).toEqual([]);
  });

  test('with a cited conclusion that has its evidence', () => {
    expect(missing({ findings: [aFinding('SCJG-001'), aFinding('SCJG-002', { method: '3', citation })] })).toEqual([]);
  });
});

describe('who may enter a result', () => {
  const part = { department: 'SCJG', inspectors: ['SCJG-R001', 'SCJG-R002'] } as const;
  test.each([
    ['a member of the team', { department: 'SCJG', inspectorId: 'SCJG-R001', roles: ['inspector'] }, true],
    ['an officer of the department', { department: 'SCJG', roles: ['officer'] }, true],
    [
      'an inspector of the department who was not drawn',
      { department: 'SCJG', inspectorId: 'SCJG-R009', roles: ['inspector'] },
      false,
    ],
    ['an officer of another department', { department: 'WJW', roles: ['officer'] }, false],
    ['the joint meeting’s office', { department: 'SCJG', roles: ['office'] }, false],
    ['the joint meeting’s office, also as officer', { department: 'SCJG', roles: ['office', 'officer'] }, false],
    ['a laboratory', { department: 'SCJG', roles: ['expert'] }, false],
  ] as const)('%s', (_, recorder, may) => {
    const checked = checkRecorder(part, recorder);
    expect(checked.ok || checked.error.kind).toBe(may || 'uncertified-recorder');
  });
});
