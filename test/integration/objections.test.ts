import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CallOf } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import { ResultDocument } from '../../shared/public/result-document.ts';
import { createRecord } from '../../shared/use-cases/changes.ts';
import { recomputeDeadlines } from '../../shared/use-cases/deadline/recompute-deadlines.ts';
import { aCalendarYear } from '../support/deadlines.ts';
import { aDraft, aFinding } from '../support/inspection-samples.ts';
import { type Inspections, inspectionsForTest, inspector, officer, resultOf } from '../support/inspections.ts';
import { failureOf } from '../support/leads.ts';
import { publishedResult } from '../support/published-result.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person } from '../support/system.ts';

let county: Inspections;
beforeAll(async () => {
  county = await inspectionsForTest('2026-09-18');
});

const head = (name: string): Principal => person('SCJG', 'department-admin', name);
const clerk = officer('异议');
const chief = head('负责人');
const problem = {
  inspectedOn: '2026-09-16',
  findings: [
    aFinding('SCJG-001', { codes: ['5'], finding: '后厨地面积水', measures: ['责令改正'] }),
    aFinding('SCJG-002'),
  ],
  overall: ['5' as const],
};

async function published(draft: Parameters<typeof aDraft>[0] = problem): Promise<string> {
  county.at('2026-09-18T02:00:00Z');
  const id = resultOf(await county.dispatch());
  await county.published(id, draft);
  county.at('2026-09-23T02:00:00Z');
  return id;
}
const stored = async (id: string) => {
  const found = await county.store.records.find('result', id);
  if (!found) throw new Error(`no result ${id}`);
  return found.value;
};
const shown = async (id: string, part?: string): Promise<ResultDocument> =>
  ResultDocument.parse(await publishedResult(county.store, id, part));

let filed = 0;
async function file(resultId: string, more: Partial<CallOf<'fileObjection'>['body']> = {}) {
  filed += 1;
  return county.as(clerk)('fileObjection', {
    key: `objection-${filed}`,
    body: {
      resultId,
      ground: 'fact',
      text: '检查当日后厨地面为清洗中，并非积水。',
      filedBy: '睢县第一餐馆',
      papers: ['营业执照复印件', '异议申请书'],
      filedOn: '2026-09-23',
      ...more,
    },
  });
}
type Act = 'acceptObjection' | 'refuseObjection' | 'upholdObjection' | 'dismissObjection' | 'withdrawObjection';
async function act(who: Principal, operation: Act, id: string, body: object) {
  const version = (await county.store.records.find('objection', id))?.meta.version ?? 0;
  return county.as(who)(operation, { params: { id }, version, body } as unknown as CallOf<Act>);
}
async function checking(resultId: string, more: Parameters<typeof file>[1] = {}): Promise<string> {
  const { id } = expectOk(await file(resultId, more));
  expectOk(await act(clerk, 'acceptObjection', id, { verified: false }));
  return id;
}
const rejected = { reason: '现场照片显示有积水。', remedies: '可自收到之日起六十日内申请行政复议。' };

describe('an objection', () => {
  test('of 2026-09-23 is to be decided by 09-29, with verification by 10-10, and an error corrected within five working days', async () => {
    const id = await published();
    const objection = expectOk(await file(id));
    expect(objection).toMatchObject({ status: 'filed', edition: 1, due: '2026-09-29' });
    expect((await shown(id)).contested).toBeUndefined();
    expect(expectOk(await act(clerk, 'acceptObjection', objection.id, { verified: true }))).toMatchObject({
      status: 'checking',
      due: '2026-10-10',
    });
    county.at('2026-09-29T02:00:00Z');
    expect(expectOk(await act(chief, 'upholdObjection', objection.id, { reason: '照片为另一户。' }))).toMatchObject({
      status: 'upheld',
      correctBy: '2026-10-12',
    });
  });

  test('marks the edition while it is checked, in every document, and stops nothing', async () => {
    const id = await published();
    const before = await shown(id);
    const objection = await checking(id);
    expect(await shown(id)).toEqual({ ...before, contested: true });
    expect(await shown(id, 'edition-0001')).toEqual({ ...before, contested: true });
    expect((await stored(id)).status).toBe('published');
    expectOk(await act(chief, 'dismissObjection', objection, rejected));
    expect(await shown(id)).toEqual(before);
    expect(await shown(id, 'edition-0001')).toEqual(before);
  });

  test('is handled and decided by nobody who was at the inspection, entered, submitted or approved the result', async () => {
    const id = await published();
    const { id: objection } = expectOk(await file(id));
    expect(failureOf(await act(officer('审核'), 'acceptObjection', objection, { verified: false }))).toBe(
      'same-person',
    );
    const atTheInspection: Principal = { ...person('SCJG', 'officer', '丙'), inspectorId: 'SCJG-R001' };
    expect(failureOf(await act(atTheInspection, 'acceptObjection', objection, { verified: false }))).toBe(
      'same-person',
    );
    expect(failureOf(await act(officer('审核'), 'refuseObjection', objection, { refusal: 'not-subject' }))).toBe(
      'same-person',
    );
    expectOk(await act(clerk, 'acceptObjection', objection, { verified: false }));
  });

  test('also by nobody who approved an earlier edition', async () => {
    const id = await published();
    expectOk(await county.act(officer('甲'), 'correctResult', id, { reason: '漏填' }));
    expectOk(await county.act(inspector(2), 'saveResult', id, aDraft(problem)));
    expectOk(await county.act(inspector(2), 'submitResult', id));
    expectOk(await county.act(officer('另一审核'), 'approveResult', id));
    expectOk(await county.act(officer('公示'), 'publishResult', id));
    const { id: objection } = expectOk(await file(id));
    expect(failureOf(await act(officer('审核'), 'acceptObjection', objection, { verified: false }))).toBe(
      'same-person',
    );
  });

  test('that is upheld opens the result; the next edition says what it changes, and is contested no longer', async () => {
    const id = await published();
    const objection = await checking(id);
    expectOk(await act(chief, 'upholdObjection', objection, { reason: '地面为清洗中' }));
    expect(await stored(id)).toMatchObject({ status: 'correcting', correctionReason: '异议成立：地面为清洗中' });
    expect((await shown(id)).contested).toBe(true);
    expect(failureOf(await county.act(officer('甲'), 'abandonCorrection', id))).toBe('not-ready');

    const clean = { ...problem, findings: [aFinding('SCJG-001'), aFinding('SCJG-002')], overall: ['1' as const] };
    expectOk(await county.act(inspector(2), 'saveResult', id, aDraft(clean)));
    expectOk(await county.act(inspector(2), 'submitResult', id));
    expectOk(await county.act(officer('审核'), 'approveResult', id));
    expectOk(await county.act(officer('公示'), 'publishResult', id));
    const { items, ...corrected } = await shown(id);
    expect(corrected).toMatchObject({
      edition: 2,
      overall: [{ code: '1' }],
      changes: [
        { what: `抽查事项“${items[0]?.name}”`, before: '发现问题已责令改正', after: '未发现问题' },
        { what: '总体检查结果', before: '发现问题已责令改正', after: '未发现问题' },
      ],
    });
    expect(corrected.contested).toBeUndefined();
    expect(await shown(id, 'edition-0001')).toMatchObject({ corrected: true, overall: [{ code: '5' }] });
    expect((await shown(id, 'edition-0001')).contested).toBeUndefined();
  });

  test('that is upheld at length leaves a reason of one line, and the result readable', async () => {
    const id = await published();
    const objection = await checking(id);
    const reason = `第一行\n第二行\t${'𠮷'.repeat(400)}`;
    expectOk(await act(chief, 'upholdObjection', objection, { reason }));
    const { correctionReason = '' } = await stored(id);
    expect(correctionReason).toMatch(/^异议成立：第一行第二行/);
    expect(correctionReason.isWellFormed()).toBe(true);
    expectOk(await county.as(officer('甲'))('getResult', { params: { id } }));
    expectOk(await county.as(officer('甲'))('listResults', { query: { limit: 100 } }));
  });

  test('that is upheld while a correction waits for publication sends it back, and owes the one that is public then', async () => {
    const id = await published();
    const objection = await checking(id);
    expectOk(await county.act(officer('甲'), 'correctResult', id, { reason: '漏填' }));
    expectOk(await county.act(inspector(2), 'saveResult', id, aDraft(problem)));
    expectOk(await county.act(inspector(2), 'submitResult', id));
    expectOk(await county.act(officer('审核'), 'approveResult', id));
    expectOk(await act(chief, 'upholdObjection', objection, { reason: '地面为清洗中' }));
    expect(await stored(id)).toMatchObject({ status: 'correcting', correctionReason: '异议成立：地面为清洗中' });
    expect((await stored(id)).approvedBy).toBeUndefined();
  });

  test('to an edition that was replaced meanwhile is owed by the one that is public now', async () => {
    const id = await published();
    const objection = await checking(id);
    const late = expectOk(await file(id, { ground: 'basis' }));
    expectOk(await county.act(officer('甲'), 'correctResult', id, { reason: '漏填' }));
    expectOk(await county.act(inspector(2), 'saveResult', id, aDraft(problem)));
    expectOk(await county.act(inspector(2), 'submitResult', id));
    expectOk(await county.act(officer('审核'), 'approveResult', id));
    expectOk(await county.act(officer('公示'), 'publishResult', id));
    expect(failureOf(await act(clerk, 'acceptObjection', late.id, { verified: false }))).toBe('not-ready');
    expectOk(await act(chief, 'upholdObjection', objection, { reason: '地面为清洗中' }));
    expect(await shown(id)).toMatchObject({ edition: 2, contested: true });
    expect(await shown(id, 'edition-0001')).toMatchObject({ corrected: true });
    expect(failureOf(await county.act(officer('甲'), 'abandonCorrection', id))).toBe('not-ready');
  });

  test('that a result names the wrong subject withdraws every edition the moment it is upheld', async () => {
    const id = await published();
    const before = await shown(id);
    const objection = await checking(id, { ground: 'subject', text: '检查的是隔壁一户。' });
    expectOk(await act(chief, 'upholdObjection', objection, { reason: '检查记录为隔壁一户' }));
    for (const part of [undefined, 'edition-0001']) {
      const mark = await shown(id, part);
      expect(mark).toMatchObject({ withdrawn: true, documentNumber: before.documentNumber, items: [] });
      expect(JSON.stringify(mark)).not.toContain(before.objectName);
    }
    const listed = await county.store.published.list({
      kind: 'result',
      in: 'ofCreditCode',
      of: before.creditCode ?? '',
      page: { limit: 10 },
    });
    expect(listed.items).toEqual([]);
    expect((await stored(id)).status).toBe('correcting');
  });

  test('that what was found has been put right is no error (R98), and can be dismissed', async () => {
    const id = await published();
    const objection = await checking(id, { ground: 'corrected', text: '已经改正。' });
    expect(failureOf(await act(chief, 'upholdObjection', objection, { reason: '已经改正' }))).toBe('not-ready');
    expectOk(await act(chief, 'dismissObjection', objection, rejected));
  });

  test('on the same ground against the same edition is not taken up twice, on another ground or a new edition it is', async () => {
    const id = await published();
    const { id: early } = expectOk(await file(id));
    expect(failureOf(await act(clerk, 'refuseObjection', early, { refusal: 'decided' }))).toBe('not-ready');
    const first = await checking(id);
    expect(failureOf(await act(clerk, 'acceptObjection', early, { verified: false }))).toBe('not-ready');
    expectOk(await act(chief, 'dismissObjection', first, rejected));
    expect(failureOf(await act(clerk, 'acceptObjection', early, { verified: false }))).toBe('not-ready');
    expectOk(await act(clerk, 'refuseObjection', early, { refusal: 'decided' }));
    expect((await shown(id)).contested).toBeUndefined();
    await checking(id, { ground: 'basis' });
  });

  test('of two on the same ground that are taken up at once, one is', async () => {
    const id = await published();
    const both = [expectOk(await file(id)), expectOk(await file(id))];
    const answers = await Promise.all(both.map((each) => act(clerk, 'acceptObjection', each.id, { verified: false })));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.map(failureOf)).toContain('not-ready');
    expect((await stored(id)).objections).toHaveLength(1);
  });

  test('keeps the mark while another is checked, and loses it with the last, also when it is taken back', async () => {
    const id = await published();
    const [one, two] = [await checking(id), await checking(id, { ground: 'procedure' })];
    expectOk(await act(chief, 'dismissObjection', one, rejected));
    expect((await shown(id)).contested).toBe(true);
    expect(failureOf(await act(officer('审核'), 'withdrawObjection', two, {}))).toBe('same-person');
    expectOk(await act(clerk, 'withdrawObjection', two, {}));
    expect((await shown(id)).contested).toBeUndefined();
    // What was taken back was not decided: it may be brought again.
    await checking(id, { ground: 'procedure' });
  });

  test('is entered only against what is public, and not of a day before that or after today', async () => {
    const unpublished = resultOf(await county.dispatch());
    expect(failureOf(await file(unpublished))).toBe('not-ready');
    expect(failureOf(await file('no-such-result'))).toBe('not-found');
    const id = await published();
    expect(failureOf(await file(id, { filedOn: '2026-09-17' }))).toBe('invalid-input');
    expect(failureOf(await file(id, { filedOn: '2026-09-24' }))).toBe('invalid-input');
  });

  test('does not keep a row public whose term ends, nor does the end of the term lose the mark', async () => {
    const id = await published();
    await checking(id);
    expectOk(
      await county.act(officer('甲'), 'requestStop', id, {
        way: 'w1',
        reason: '已履行',
        document: '决定1号',
        items: ['SCJG-001'],
      }),
    );
    expectOk(await county.act(chief, 'approveStop', id));
    expect(await shown(id)).toMatchObject({ contested: true, overall: [{ code: '1' }] });
  });

  test('is seen by the department whose result it is and by those who oversee it, by the day it is due', async () => {
    const id = await published();
    const { id: objection } = expectOk(await file(id));
    const query = { limit: 100 };
    expect(expectOk(await county.as(clerk)('listObjections', { query })).items.map((each) => each.id)).toContain(
      objection,
    );
    const health = person('WJW', 'officer');
    expect(expectOk(await county.as(health)('listObjections', { query })).items).toEqual([]);
    expect(failureOf(await county.as(health)('getObjection', { params: { id: objection } }))).toBe('not-found');
    expectOk(await county.as(person('SCJG', 'office'))('getObjection', { params: { id: objection } }));
    expectOk(await act(clerk, 'refuseObjection', objection, { refusal: 'not-subject' }));
    expect(expectOk(await county.as(clerk)('listObjections', { query })).items.map((each) => each.id)).not.toContain(
      objection,
    );
    const all = expectOk(await county.as(clerk)('listObjections', { query: { ...query, view: 'all' } }));
    expect(all.items.map((each) => each.id)).toContain(objection);
  });
});

describe('a year without a calendar', () => {
  // What is loaded is loaded for all that comes after, in whichever order.
  beforeEach(async () => {
    county = await inspectionsForTest('2026-09-18');
  });
  const load = async (year: number) => {
    const done = await county.store.work.commit([
      createRecord('calendar', String(year), aCalendarYear(year), anEvent()),
    ]);
    expect(done.ok).toBe(true);
  };

  test('gives an objection no day until it is loaded', async () => {
    const id = await published();
    county.at('2026-12-31T02:00:00Z');
    const { id: objection } = expectOk(await file(id, { filedOn: '2026-12-31' }));
    expect((await county.store.records.find('objection', objection))?.value.due).toBeUndefined();
    await load(2027);
    const run = () => recomputeDeadlines(county.store, undefined, new Date('2026-12-31T03:00:00Z'));
    expect(await run()).toMatchObject({ objections: 1 });
    // 1 to 3 January are off: the 4th, 5th and 6th are the three working days.
    expect((await county.store.records.find('objection', objection))?.value.due).toBe('2027-01-06');
    expect(await run()).toMatchObject({ objections: 0 });
  });

  test('gives an error that was found none by which to correct it until it is loaded', async () => {
    await load(2027);
    const id = await published();
    county.at('2027-12-30T02:00:00Z');
    const objection = await checking(id, { filedOn: '2027-12-30' });
    expectOk(await act(chief, 'upholdObjection', objection, { reason: '照片为另一户' }));
    const of = async () => (await county.store.records.find('objection', objection))?.value;
    expect((await of())?.correctBy).toBeUndefined();
    await load(2028);
    await recomputeDeadlines(county.store, undefined, new Date('2027-12-30T03:00:00Z'));
    // 31 December; 1 to 3 January are off; 4, 5, 6 and 7 January.
    expect((await of())?.correctBy).toBe('2028-01-07');
    const { items } = expectOk(await county.as(clerk)('listObjections', { query: { limit: 100 } }));
    expect(items.map((each) => each.id)).not.toContain(objection);
  });
});
