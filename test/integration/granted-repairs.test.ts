import { beforeAll, describe, expect, test } from 'vitest';
import { ResultDocument } from '../../shared/public/result-document.ts';
import { grantRepair } from '../../shared/use-cases/credit/decide-repair.ts';
import { creditRecordIdOf } from '../../shared/use-cases/credit/keep-record.ts';
import { stopEndedRows } from '../../shared/use-cases/result/stop-ended-rows.ts';
import { headOf, step } from '../support/follow-ups.ts';
import { aFinding } from '../support/inspection-samples.ts';
import { type Inspections, inspectionsForTest, officer } from '../support/inspections.ts';
import { failureOf } from '../support/leads.ts';
import { meanwhile } from '../support/meanwhile.ts';
import { publishedResult } from '../support/published-result.ts';
import { aPenalty, repairsOf } from '../support/repairs.ts';
import { expectOk, person } from '../support/system.ts';

let county: Inspections;
let repairs: ReturnType<typeof repairsOf>;
beforeAll(async () => {
  county = await inspectionsForTest('2026-04-17');
  repairs = repairsOf(county);
});
const on = (day: string) => county.at(`${day}T02:00:00Z`);
const night = (day: string) => stopEndedRows(county.deps, new Date(Date.parse(`${day}T00:10:00+08:00`)));
const said = (answer: { readonly ok: boolean }) => JSON.stringify(answer);
const resultOf = async (id: string) => (await county.store.records.find('result', id))?.value;
/** The items that the public sees, each with its codes; or that nothing but the mark is left. */
async function shown(resultId: string) {
  const document = ResultDocument.parse(await publishedResult(county.store, resultId));
  return document.stopped
    ? 'stopped'
    : document.items.map(({ sequence, codes }) => [sequence, ...codes.map(({ code }) => code)]);
}
const resume = { ground: 'repair-cancelled', decision: '睢农信修决〔2026〕1号', document: '撤一号' };

describe('a repair that is granted (R52)', () => {
  test('stops the penalty and the row that it came from in one transaction; the rest stays, also within the system', async () => {
    const { resultId, referred, recordId } = await repairs.punished();
    await night('2026-07-18');
    expect(await shown(resultId)).toEqual([[1, '8']]);
    on('2026-08-21');
    const id = await repairs.accepted(recordId);
    const followUp = await county.store.records.find('follow-up', referred);
    on('2026-08-28');
    const commits: number[] = [];
    const counted = {
      ...county.deps.work,
      commit: (changes: Parameters<typeof county.deps.work.commit>[0]) => {
        commits.push(changes.length);
        return county.deps.work.commit(changes);
      },
    };
    const { meta } = (await county.store.records.find('repair', id)) ?? {};
    const actor = { ...repairs.head, scope: 'own' } as const;
    const request = { id, version: meta?.version ?? 0, number: '睢农信修决〔2026〕1号' };
    const done = await grantRepair({ ...county.deps, work: counted }, request, actor, county.deps.clock());
    expect([done.ok, commits.length]).toEqual([true, 1]);
    expect(await repairs.repair(id)).toMatchObject({
      ...{ status: 'executed', stopped: ['SCJG-002'], decision: { on: '2026-08-28', by: repairs.head.id } },
    });
    expect(await repairs.recordOf('follow-up', referred)).toEqual(['repaired', '2026-08-28']);
    expect(await repairs.recordOf('result', resultId)).toEqual(['repaired', '2026-08-28']);
    expect(await shown(resultId)).toBe('stopped');
    // R56: within the system the result says what it said, and when it was shown no longer.
    const result = await resultOf(resultId);
    expect(result).toMatchObject({ status: 'stopped', edition: 1, findings: [{ codes: ['5'] }, { codes: ['8'] }] });
    expect(result?.stops?.map(({ way, at }) => [way, at.slice(0, 10)])).toEqual([
      ['w2', '2026-07-17'],
      ['w1', '2026-08-28'],
    ]);
    const versions = await county.store.records.versions('credit-record', recordId);
    expect(versions.map(({ value }) => value.status)).toEqual(['current', 'repaired']);
    expect(await county.store.records.find('follow-up', referred)).toEqual(followUp);
    // The department that inspected learns of it.
    const { items } = expectOk(await county.as(officer('检查'))('listNotices', { query: { limit: 100 } }));
    expect(items.some(({ kind, resultId: of }) => kind === 'result-decided' && of === resultId)).toBe(true);
  });

  test('is not decided by who entered, asked or accepted it', async () => {
    const { recordId } = await repairs.punished();
    on('2026-08-21');
    const id = await repairs.accepted(recordId, {}, headOf('NYNC', '修复负责人'));
    const refusal = { number: '不予一号', reason: '未缴清', remedies: '可以申请行政复议' };
    expect(failureOf(await repairs.granting(id))).toBe('same-person');
    expect(failureOf(await repairs.act(repairs.head, 'refuseRepair', id, refusal))).toBe('same-person');
    expect(failureOf(await repairs.granting(id, repairs.clerk))).toBe('forbidden');
    expectOk(await repairs.granting(id, headOf('NYNC', '另一负责人')));
  });

  test('leaves the row on which another penalty rests, until that is repaired too', async () => {
    const both = [
      { measure: '移送案件线索' as const, department: 'NYNC' as const },
      { measure: '移送案件线索' as const, department: 'SCJG' as const },
    ];
    const second = aFinding('SCJG-002', {
      ...{
        codes: ['8'],
        finding: '无法提供进货凭证',
        measures: ['移送案件线索', '本部门立案调查'],
        receivers: both.slice(0, 1),
      },
    });
    const draft = { findings: [aFinding('SCJG-001'), second], overall: ['8' as const] };
    const { resultId, recordId } = await repairs.punished(aPenalty, 'NYNC', draft);
    const { followUps = [] } = (await resultOf(resultId)) ?? {};
    const found = await Promise.all(followUps.map((id) => county.store.records.find('follow-up', id)));
    const own = found.find((each) => each?.value.kind === 'own-case')?.value.id ?? '';
    expectOk(
      await step(county, officer('甲'), 'reportFollowUp', own, { ...aPenalty, decisionNumber: '睢市监罚〔2026〕8号' }),
    );
    expectOk(await step(county, officer('确认'), 'confirmFollowUp', own));
    on('2026-08-21');
    await repairs.granted(recordId);
    expect(await shown(resultId)).toEqual([
      [1, '1'],
      [2, '8'],
    ]);
    expect(await repairs.recordOf('result', resultId)).toEqual(['current', undefined]);
    const clerk = officer('市监修复');
    const id = await repairs.accepted(creditRecordIdOf({ kind: 'follow-up', ref: own }), {}, clerk);
    expectOk(await repairs.granting(id, headOf('SCJG')));
    expect(await shown(resultId)).toEqual([[1, '1']]);
  });

  test('waits for the least term of the row that goes with it, if that is longer', async () => {
    const second = aFinding('SCJG-002', {
      ...{ codes: ['6'], finding: '拒不提供资料', measures: ['移送案件线索'] },
      receivers: [{ measure: '移送案件线索', department: 'NYNC' }],
    });
    const draft = { findings: [aFinding('SCJG-001'), second], overall: ['6' as const] };
    const { recordId } = await repairs.punished({ ...aPenalty, penalty: 'warning' }, 'NYNC', draft);
    on('2026-07-17');
    expect(said(await repairs.file(recordId))).toContain('最早可于2026年7月18日');
    on('2026-07-18');
    expectOk(await repairs.file(recordId));
  });
});

describe('what happens at the moment of the decision', () => {
  const deciding = async (act: (resultId: string, referred: string) => Promise<unknown>) => {
    const { resultId, referred, recordId } = await repairs.punished();
    on('2026-08-21');
    const id = await repairs.accepted(recordId);
    const version = (await county.store.records.find('repair', id))?.meta.version ?? 0;
    const work = meanwhile(county.deps.work, () => act(resultId, referred), 'repair');
    const actor = { ...repairs.head, scope: 'own' } as const;
    const answer = await grantRepair(
      { ...county.deps, work },
      { id, version, number: '一号' },
      actor,
      county.deps.clock(),
    );
    return { answer, id, resultId, referred };
  };

  test('an objection that is taken up marks what is left of the result, and the repair is executed all the same', async () => {
    const { answer, resultId, referred } = await deciding(async (resultId) => {
      const about = { resultId, ground: 'fact' as const, filedBy: '当事人', papers: ['执照'], filedOn: '2026-08-21' };
      const body = { ...about, text: '并非积水' };
      const { id } = expectOk(await county.as(officer('异议'))('fileObjection', { key: 'repair-objection', body }));
      expectOk(
        await county.as(officer('异议'))('acceptObjection', { params: { id }, version: 1, body: { verified: false } }),
      );
    });
    expect(answer.ok).toBe(true);
    expect(await shown(resultId)).toEqual([[1, '5']]);
    expect(ResultDocument.parse(await publishedResult(county.store, resultId)).contested).toBe(true);
    expect(await repairs.recordOf('follow-up', referred)).toEqual(['repaired', '2026-08-21']);
  });

  test('a correction that is begun goes on, without the row', async () => {
    const { answer, resultId } = await deciding(async (resultId) => {
      expectOk(await county.act(officer('甲'), 'correctResult', resultId, { reason: '编号写错' }));
    });
    expect(answer.ok).toBe(true);
    expect((await resultOf(resultId))?.status).toBe('correcting');
    expect(await shown(resultId)).toEqual([[1, '5']]);
  });

  test('a penalty that is taken up again is not repaired, and nothing is stopped', async () => {
    const { answer, id, resultId, referred } = await deciding(async (_, referred) => {
      const office = person('SCJG', 'office');
      expectOk(await step(county, office, 'reopenFollowUp', referred, { reason: '决定被撤销' }));
    });
    expect(answer).toMatchObject({ ok: false, error: { kind: 'not-ready' } });
    expect((await repairs.repair(id)).status).toBe('accepted');
    expect(await shown(resultId)).toEqual([
      [1, '5'],
      [2, '8'],
    ]);
    expect(await repairs.recordOf('follow-up', referred)).toEqual(['revoked', '2026-08-21']);
  });

  test('another head who refuses it comes first, and nothing is stopped', async () => {
    const refusal = { number: '不予一号', reason: '未缴清', remedies: '可以申请行政复议' };
    let refused = '';
    const { answer, resultId } = await deciding(async (resultId) => {
      const { items } = expectOk(await county.as(repairs.head)('listRepairs', { query: { view: 'open', limit: 100 } }));
      refused = items.find(({ caseId }) => caseId === resultId)?.id ?? '';
      expectOk(await repairs.act(headOf('NYNC', '另一负责人'), 'refuseRepair', refused, refusal));
    });
    expect(answer).toMatchObject({ ok: false, error: { kind: 'stale-version' } });
    expect((await repairs.repair(refused)).status).toBe('refused');
    expect(await shown(resultId)).toEqual([
      [1, '5'],
      [2, '8'],
    ]);
  });
});

describe('a repair that is cancelled', () => {
  const reason = { number: '撤修一号', reason: '承诺不实' };

  test('by another head shows the row again, and the penalty for what is left of its term', async () => {
    const { resultId, referred, recordId } = await repairs.punished();
    on('2026-08-21');
    const id = await repairs.granted(recordId);
    expect(await shown(resultId)).toEqual([[1, '5']]);
    const before = await county.store.records.find('credit-record', recordId);
    await night('2026-07-18');
    on('2026-10-12');
    expect(failureOf(await repairs.act(repairs.head, 'cancelRepair', id, reason))).toBe('same-person');
    const cancelled = expectOk(await repairs.act(headOf('NYNC', '另一负责人'), 'cancelRepair', id, reason));
    expect(cancelled).toMatchObject({ status: 'cancelled', cancelled: { on: '2026-10-12', ...reason } });
    expect(await repairs.recordOf('follow-up', referred)).toEqual(['current', undefined]);
    expect((await county.store.records.find('credit-record', recordId))?.value.maxEnds).toBe(before?.value.maxEnds);
    // The row of code 5 had ended by itself.
    expect(await shown(resultId)).toEqual([[1, '8']]);
    expect(await repairs.recordOf('result', resultId)).toEqual(['current', undefined]);
    expectOk(await repairs.file(recordId));
  });

  test('is the only way to show its rows again: the result alone is not resumed', async () => {
    const { resultId, recordId } = await repairs.punished();
    on('2026-08-21');
    await repairs.granted(recordId);
    const alone = await county.act(headOf('SCJG'), 'resumePublication', resultId, resume);
    expect([failureOf(alone), said(alone).includes('应当撤销该信用修复')]).toEqual(['not-ready', true]);
    expect(await shown(resultId)).toEqual([[1, '5']]);
  });

  test('leaves alone a penalty that was taken up again since', async () => {
    const { referred, recordId } = await repairs.punished();
    on('2026-08-21');
    const id = await repairs.granted(recordId);
    const office = person('SCJG', 'office');
    expectOk(await step(county, office, 'reopenFollowUp', referred, { reason: '决定被撤销' }));
    expectOk(await repairs.act(headOf('NYNC', '另一负责人'), 'cancelRepair', id, reason));
    expect(await repairs.recordOf('follow-up', referred)).toEqual(['revoked', '2026-08-21']);
  });
});

describe('a reorganisation in bankruptcy (R54)', () => {
  test('shields from the ruling of the court on, whatever the term, and no longer once it has failed', async () => {
    const { resultId, referred, recordId } = await repairs.punished();
    on('2026-06-01');
    const way = { way: 'w4', materials: [{ code: 'm3', document: '（2026）豫破裁定一号' }] };
    const lacking = await repairs.file(recordId, { ...way, materials: [{ code: 'm1', document: '缴款凭证' }] });
    const first = expectOk(lacking);
    expect(said(await repairs.act(repairs.clerk, 'acceptRepair', first.id))).toContain('裁定书');
    expectOk(await repairs.act(repairs.clerk, 'withdrawRepair', first.id));
    const id = await repairs.granted(recordId, way);
    expect(await shown(resultId)).toEqual([[1, '5']]);
    expect((await resultOf(resultId))?.stops).toMatchObject([{ way: 'w4', items: ['SCJG-002'] }]);
    expect(await repairs.recordOf('follow-up', referred)).toEqual(['repaired', '2026-06-01']);
    on('2026-06-15');
    const failed = { number: '恢复一号', reason: '法院裁定终止重整程序' };
    expectOk(await repairs.act(headOf('NYNC', '另一负责人'), 'cancelRepair', id, failed));
    expect(await shown(resultId)).toEqual([
      [1, '5'],
      [2, '8'],
    ]);
    expect(await repairs.recordOf('follow-up', referred)).toEqual(['current', undefined]);
  });
});

describe('the subject', () => {
  test('reads from when on its records can be repaired, what hinders that, and what became of what it asked', async () => {
    const { resultId, recordId } = await repairs.punished();
    const code = await repairs.codeOf(resultId);
    const repairable = async () => expectOk(await county.as(code)('listOwnRepairable', {})).items;
    const of = (await repairable()).map(({ documentNumber, earliest, hindrance }) => [
      documentNumber,
      earliest ?? hindrance,
    ]);
    expect(of[0]).toEqual(['睢农罚〔2026〕5号', '2026-08-21']);
    expect(of[1]?.[1]).toMatch(/尚未办结，所列事项随其处理/);
    on('2026-08-21');
    await repairs.granted(recordId);
    expect((await repairable()).map(({ id }) => id)).toEqual([creditRecordIdOf({ kind: 'result', ref: resultId })]);
    const { items } = expectOk(await county.as(code)('listOwnRepairs', {}));
    expect(items).toMatchObject([
      { status: 'executed', decision: { number: '睢农信修决〔2026〕1号', on: '2026-08-21' } },
    ]);
    expect(JSON.stringify(items)).not.toContain(repairs.head.id);
  });
});
