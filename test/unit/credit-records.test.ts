import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ListEntry } from '../../shared/domain/credit/list-entry.ts';
import {
  asExpired,
  asRevoked,
  asShown,
  hasCreditRecord,
  recordOfEntry,
  recordOfFollowUp,
  recordOfResult,
} from '../../shared/domain/credit/record-of.ts';
import {
  creditRecordEvents,
  creditRecordStatuses,
  creditRecordTransitions,
  creditRecordWords,
} from '../../shared/domain/credit/record-states.ts';
import { missingInReport } from '../../shared/domain/follow-up/closing.ts';
import { FollowUp, type FollowUpReport } from '../../shared/domain/follow-up/follow-up.ts';
import type { InspectionResult } from '../../shared/domain/result/inspection-result.ts';
import { aFollowUp } from '../support/follow-ups.ts';
import { aFinding, aResult } from '../support/inspection-samples.ts';
import { diagramUnder, stateDiagram } from '../support/state-diagram.ts';

test('the workflow of a credit record is the diagram', () => {
  const drawn = diagramUnder(readFileSync('docs/workflow.md', 'utf8'), 'Credit record');
  expect(drawn).toBe(
    stateDiagram(creditRecordTransitions, creditRecordWords, creditRecordStatuses, creditRecordEvents),
  );
});

const id = { id: 'cr-1' };
/** A1: code 5 on the first row, code 8 on the second, inspected on 2026-04-17. */
const published = (more: Partial<InspectionResult> = {}): InspectionResult =>
  aResult({
    ...{ status: 'published', edition: 1, inspectedOn: '2026-04-17', publishedAt: '2026-05-08T02:00:00.000Z' },
    documentNumber: '睢市监抽查〔2026〕1号',
    findings: [
      aFinding('SCJG-001', { codes: ['5'], finding: '积水', measures: ['责令改正'] }),
      aFinding('SCJG-002', { codes: ['8'], finding: '无凭证', measures: ['移送案件线索'] }),
    ],
    overall: ['5', '8'],
    ...more,
  });
const recorded = (more: Partial<InspectionResult> = {}) => recordOfResult(id, published(more), undefined);
const stop = (items: readonly string[], way: 'w1' | 'w2' | 'w4', on: string) => ({
  ...{ items: [...items], way, reason: '停止', at: `${on}T02:00:00.000Z`, by: 'u' },
});

describe('the record of a result', () => {
  test('has the day of the inspection, its negative rows and the grade of the heaviest, by which the least term counts', () => {
    expect(recorded()).toMatchObject({
      ...{ kind: 'check-result', date: '2026-04-17', publicFrom: '2026-05-08', status: 'current', grade: 'light' },
      ...{ documentNumber: '睢市监抽查〔2026〕1号', content: '检查结果：发现问题已责令改正、发现问题待后续处理' },
      rows: [
        { item: 'SCJG-001', codes: ['5'], grade: 'light' },
        { item: 'SCJG-002', codes: ['8'] },
      ],
    });
  });

  test('has no last day while one of its rows goes by what came of it, and that of the last row otherwise', () => {
    expect(recorded().maxEnds).toBeUndefined();
    const findings = [
      aFinding('SCJG-001', { codes: ['5'], finding: '积水' }),
      aFinding('SCJG-002', { codes: ['6'], finding: '拒绝检查' }),
    ];
    expect(recorded({ findings, overall: ['5', '6'] })).toMatchObject({
      ...{ grade: 'general', minEnds: '2026-07-17', maxEnds: '2027-04-17' },
    });
  });

  test('of a clean result has neither row nor grade nor term', () => {
    const clean = recorded({ findings: [aFinding('SCJG-001'), aFinding('SCJG-002')], overall: ['1'] });
    expect(clean).toMatchObject({ rows: [], status: 'current', content: '检查结果：未发现问题' });
    expect([clean.grade, clean.minEnds, clean.maxEnds]).toEqual([undefined, undefined, undefined]);
  });

  test('does not count again what another department has found and this one took over', () => {
    const recognised = { id: 'REC-1', department: 'WJW' as const, documentNumber: '一号', edition: 1 };
    const findings = [aFinding('SCJG-001', { codes: ['5'], recognised }), aFinding('SCJG-002', { codes: ['1'] })];
    expect(recorded({ findings, overall: ['5'] }).rows).toEqual([]);
  });

  test('has an overall code that no row carries in every row that was checked', () => {
    const findings = [aFinding('SCJG-001'), aFinding('SCJG-002', { checked: false, codes: [] })];
    expect(recorded({ findings, overall: ['6'] }).rows).toEqual([{ item: 'SCJG-001', codes: ['6'], grade: 'general' }]);
  });

  test('is over when all of its rows ended by themselves, and repaired when one was repaired', () => {
    const shown = (...stops: ReturnType<typeof stop>[]) => asShown(recorded(), { edition: 1, stops }, '2026-08-28');
    const first = stop(['SCJG-001'], 'w2', '2026-07-18');
    expect(shown(first)).toMatchObject({
      status: 'current',
      rows: [{ stopped: { on: '2026-07-18', way: 'w2' } }, { item: 'SCJG-002' }],
    });
    expect(shown(first, stop(['SCJG-002'], 'w2', '2026-08-20'))).toMatchObject({
      ...{ status: 'expired', ended: { on: '2026-08-20' } },
    });
    expect(shown(first, stop(['SCJG-002'], 'w1', '2026-08-28'))).toMatchObject({
      ...{ status: 'repaired', ended: { on: '2026-08-28' } },
    });
  });

  test('is contested from the day an objection is taken up to the day it is dismissed (R95)', () => {
    const objection = (state: 'checking' | 'dismissed') => [{ id: 'O-1', edition: 1, ground: 'fact' as const, state }];
    const checking = asShown(recorded(), { edition: 1, objections: objection('checking') }, '2026-09-23');
    expect(checking).toMatchObject({ status: 'contested', contested: [{ on: '2026-09-23' }] });
    const dismissed = asShown(checking, { edition: 1, objections: objection('dismissed') }, '2026-09-29');
    expect(dismissed).toMatchObject({
      status: 'current',
      contested: [{ on: '2026-09-23', until: '2026-09-29' }],
    });
  });

  test('that is revoked stays so whatever is stopped, until its next edition', () => {
    const revoked = asRevoked(recorded(), '异议成立', '2026-09-29');
    const shown = asShown(revoked, { edition: 1, stops: [stop(['SCJG-001'], 'w2', '2026-10-01')] }, '2026-10-01');
    expect(shown).toMatchObject({ status: 'revoked', ended: { on: '2026-09-29', reason: '异议成立' } });
  });
});

describe('the record of a closed follow-up', () => {
  const closed = (report: Partial<FollowUpReport>, more: Partial<FollowUp> = {}) =>
    FollowUp.parse({
      ...aFollowUp({ status: 'closed', receiver: 'NYNC', items: [{ id: 'SCJG-002', name: '进货查验' }] }),
      report: { text: '已处罚', by: 'u', on: '2026-05-21', ...report },
      ...more,
    });
  const penalised = { decisionKind: 'd1', decisionNumber: '睢农罚〔2026〕3号', decidedOn: '2026-05-20' } as const;
  const made = (report: Partial<FollowUpReport>, more?: Partial<FollowUp>, mayBePerson = false) =>
    recordOfFollowUp(id, closed(report, more), { today: '2026-05-22', mayBePerson });

  test('of a heavier penalty of 2026-05-20 is general: public to 2027-05-20, and the least term ends on 2026-08-20', () => {
    expect(made({ ...penalised, penalty: 'heavy-fine' })).toMatchObject({
      ...{ kind: 'penalty', department: 'NYNC', documentNumber: '睢农罚〔2026〕3号', date: '2026-05-20' },
      ...{ grade: 'general', minEnds: '2026-08-20', maxEnds: '2027-05-20', caseId: 'V1.SCJG', items: ['SCJG-002'] },
    });
  });

  test('of a warning is light, and has no least term', () => {
    const light = made({ ...penalised, penalty: 'warning' });
    expect(light).toMatchObject({ grade: 'light', maxEnds: '2026-08-20' });
    expect(light?.minEnds).toBeUndefined();
  });

  test.each(['d2', 'd3', 'd4', 'd5', 'd7', 'r4'] as const)('there is none of outcome %s', (decisionKind) => {
    expect(made({ ...penalised, decisionKind })).toBeUndefined();
  });

  test('a decision about a licence has no grade', () => {
    const licence = made({ ...penalised, decisionKind: 'd6' });
    expect([licence?.kind, licence?.grade, licence?.maxEnds]).toEqual(['licence', undefined, undefined]);
  });

  test('a penalty on the spot of what may be a natural person is not taken, that of an enterprise is (R43)', () => {
    const onTheSpot = { ...penalised, penalty: 'warning', onTheSpot: true } as const;
    expect(made(onTheSpot, {}, true)).toBeUndefined();
    expect(made({ ...onTheSpot, onTheSpot: undefined }, {}, true)).toMatchObject({ kind: 'penalty' });
    expect(made(onTheSpot)).toMatchObject({ kind: 'penalty' });
  });

  test('of a re-check that failed counts from that day', () => {
    const recheck = {
      on: '2026-06-01',
      inspectors: [],
      result: 'none',
      text: '未改',
      evidence: ['照片'],
      by: 'u',
    } as const;
    const order = {
      document: '责改一号',
      content: '清理',
      immediate: true,
      term: '2026-05-01',
      orderedOn: '2026-05-01',
    };
    const rectification = { ...order, status: 'failed', orderedBy: 'u', recheck } as const;
    expect(made({}, { kind: 'rectify', rectification })).toMatchObject({
      ...{ kind: 'check-result', failedRecheck: true, documentNumber: '责改一号', date: '2026-06-01', grade: 'light' },
    });
  });

  test('ends the day after its longest term', () => {
    const record = made({ ...penalised, penalty: 'fine' });
    if (!record) throw new Error('there is no record');
    expect(asExpired(record, '2027-05-21')).toMatchObject({ status: 'expired', ended: { on: '2027-05-21' } });
  });
});

describe('what is reported of a follow-up', () => {
  const parts = (report: Partial<FollowUpReport>) =>
    missingInReport({ kind: 'refer', sender: 'SCJG', receiver: 'NYNC' }, { text: '已办', document: '一号', ...report });
  test('as a penalty names its number, its day and what it was; as no penalty it does not', () => {
    const missing = parts({ decisionKind: 'd1' }).map(({ path }) => path);
    expect(missing).toEqual(['body.decisionNumber', 'body.decidedOn', 'body.penalty']);
    expect(parts({ decisionKind: 'd6' }).map(({ path }) => path)).toEqual(['body.decisionNumber', 'body.decidedOn']);
    expect(parts({ decisionKind: 'd2' })).toEqual([]);
  });
});

describe('the record of an entry of a list', () => {
  const entry = (more: Partial<ListEntry> = {}) =>
    ListEntry.parse({
      ...{ id: 'le-1', number: '睢市监列名〔2026〕1号', list: 'abnormal', reason: 'a4', department: 'SCJG' },
      ...{ followUpId: 'FU-1', resultId: 'V1.SCJG', items: ['SCJG-001'], status: 'listed', suggestedOn: '2026-05-15' },
      ...{ object: { id: 'SHOP-0', name: '第0商店', kind: '企业' }, steps: [] },
      decision: { number: '睢市监异列〔2026〕1号', on: '2026-05-27', by: 'u' },
      ...more,
    });

  test('has the number and day of the decision, and no grade: it stays as long as the entry', () => {
    const made = recordOfEntry(id, entry());
    expect(made).toMatchObject({
      ...{ kind: 'listing', documentNumber: '睢市监异列〔2026〕1号', date: '2026-05-27', status: 'current' },
      content: '列入经营异常名录：通过登记的住所（经营场所）无法联系',
    });
    expect([made?.grade, made?.maxEnds]).toEqual([undefined, undefined]);
  });

  test('of the list of the seriously dishonest is serious: 36 months, 12 at least', () => {
    expect(recordOfEntry(id, entry({ list: 'serious', reason: undefined }))).toMatchObject({
      ...{ grade: 'serious', minEnds: '2027-05-27', maxEnds: '2029-05-27' },
    });
  });

  test('becomes what the entry becomes, and there is none of what is not listed', () => {
    const removal = { number: '移一号', on: '2026-06-15', by: 'u', reason: '已取得联系' };
    expect(recordOfEntry(id, entry({ status: 'repaired', removal }))).toMatchObject({
      ...{ status: 'repaired', ended: { on: '2026-06-15', reason: '已取得联系' } },
    });
    expect(recordOfEntry(id, entry({ status: 'not-listed' }))).toBeUndefined();
  });
});

test('neither conduct of persons nor whoever trades without registration has a credit record', () => {
  const kinds = ['企业', '个体工商户', '其他', '行为', '无证无照户'] as const;
  expect(kinds.filter((kind) => hasCreditRecord({ kind }))).toEqual(['企业', '个体工商户', '其他']);
});
