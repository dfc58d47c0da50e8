import { beforeAll, describe, expect, test } from 'vitest';
import type { CallOf } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import { createRecord, createRow } from '../../shared/use-cases/changes.ts';
import { recomputeDeadlines } from '../../shared/use-cases/deadline/recompute-deadlines.ts';
import { aCalendarYear } from '../support/deadlines.ts';
import { anItem } from '../support/drawable-county.ts';
import { aDraft, aFinding } from '../support/inspection-samples.ts';
import { type Inspections, inspectionsForTest, inspector, officer } from '../support/inspections.ts';
import { failureOf } from '../support/leads.ts';
import { publishedResult } from '../support/published-result.ts';
import { citedAndCiting, listedForHealth } from '../support/recognition.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person } from '../support/system.ts';

let county: Inspections;
beforeAll(async () => {
  county = await inspectionsForTest('2026-03-10');
  await listedForHealth(county);
});

const clerk = officer('甲', 'WJW');
const second = officer('乙', 'WJW');
const market = officer('市监');
const pick = (sourceId: string) => ({ sourceId, items: [{ itemId: 'WJW-001', citedItemId: 'SCJG-001' }] });
const recognise = (citing: string, sourceId: string, who: Principal = clerk) =>
  county.act(who, 'recogniseResult', citing, pick(sourceId));
const stored = async (id: string) => {
  const found = await county.store.records.find('result', id);
  if (!found) throw new Error(`no result ${id}`);
  return found.value;
};
const recognitionOf = async (citing: string) => {
  const id = (await stored(citing)).findings[0]?.recognised?.id ?? '';
  const found = await county.store.records.find('recognition', id);
  if (!found) throw new Error(`no recognition of ${citing}`);
  return found;
};
async function settle(operation: 'confirmRecognition' | 'withdrawRecognition', id: string, body: object, who = clerk) {
  const version = (await county.store.records.find('recognition', id))?.meta.version ?? 0;
  return county.as(who)(operation, { params: { id }, version, body } as unknown as CallOf<typeof operation>);
}
const why = { reason: '编号写错' };
/** Through the hands of 卫健 until it is public. */
async function cited(draft: Parameters<typeof citedAndCiting>[1] = {}) {
  const both = await citedAndCiting(county, draft);
  expectOk(await recognise(both.citing, both.source));
  expectOk(await county.act(clerk, 'submitResult', both.citing));
  expectOk(await county.act(second, 'approveResult', both.citing));
  expectOk(await county.act(second, 'publishResult', both.citing));
  const { value } = await recognitionOf(both.citing);
  return { ...both, id: value.id };
}
/** The next edition of what is cited, as the first or otherwise. */
async function corrected(source: string, findings = aDraft().findings, overall = aDraft().overall) {
  expectOk(await county.act(inspector(1), 'saveResult', source, aDraft({ findings, overall })));
  expectOk(await county.act(inspector(1), 'submitResult', source));
  expectOk(await county.act(officer('审核'), 'approveResult', source));
  expectOk(await county.act(officer('公示'), 'publishResult', source));
}

describe('what may be recognised', () => {
  test('is offered with its last day: of 10 March, for three months, until 10 June', async () => {
    const { source, citing } = await citedAndCiting(county);
    const offer = async () =>
      expectOk(await county.as(clerk)('listRecentConclusions', { params: { id: citing } })).items;
    expect(await offer()).toEqual([
      {
        ...{ sourceId: source, department: 'SCJG', documentNumber: (await stored(source)).documentNumber, edition: 1 },
        ...{ itemId: 'SCJG-001', name: 'SCJG-001的检查', codes: ['1'], validUntil: '2026-06-10' },
      },
    ]);
    county.at('2026-06-10T15:59:00Z');
    expect(await offer()).toMatchObject([{ validUntil: '2026-06-10' }]);
    county.at('2026-06-10T16:00:00Z');
    expect(await offer()).toMatchObject([{ refused: 'recognition-expired' }]);
    expect(failureOf(await recognise(citing, source))).toBe('recognition-expired');
  });

  test('is a conclusion that is public: before its publication nobody outside learns of it', async () => {
    const { visit, citing } = await citedAndCiting(county);
    const approved = `${visit}.SCJG`;
    const draft = aDraft({ inspectedOn: '2026-06-01' });
    expectOk(await county.act(inspector(1), 'saveResult', approved, draft));
    expectOk(await county.act(inspector(1), 'submitResult', approved));
    expectOk(await county.act(officer('审核'), 'approveResult', approved));
    expect(failureOf(await recognise(citing, approved))).toBe('not-found');
  });

  test('is about the same object, of another department, and on an item that the list names for the department', async () => {
    const { citing, source } = await citedAndCiting(county);
    const other = await citedAndCiting(county);
    expect(failureOf(await recognise(citing, other.source))).toBe('not-found');
    expect(failureOf(await recognise(citing, citing))).toBe('not-found');
    const unlisted = { sourceId: source, items: [{ itemId: 'WJW-001', citedItemId: 'SCJG-002' }] };
    expect(failureOf(await county.act(clerk, 'recogniseResult', citing, unlisted))).toBe('not-ready');
    const foreign = { sourceId: source, items: [{ itemId: 'SCJG-001', citedItemId: 'SCJG-001' }] };
    expect(failureOf(await county.act(clerk, 'recogniseResult', citing, foreign))).toBe('invalid-input');
  });

  test('is nothing that is corrected, objected to or shown no longer', async () => {
    const correcting = await citedAndCiting(county);
    expectOk(await county.act(market, 'correctResult', correcting.source, why));
    expect(failureOf(await recognise(correcting.citing, correcting.source))).toBe('source-under-review');
    // What is entered for the correction concerns nobody outside before it is public (R28).
    const findings = [aFinding('SCJG-001', { codes: ['5'], finding: '积水', measures: ['责令改正'] })];
    const draft = aDraft({ findings, overall: ['5'] });
    expectOk(await county.act(inspector(1), 'saveResult', correcting.source, draft));
    const offered = await county.as(clerk)('listRecentConclusions', { params: { id: correcting.citing } });
    expect(expectOk(offered).items.map(({ codes, refused }) => [codes, refused])).toEqual([
      [undefined, 'source-under-review'],
    ]);

    const contested = await citedAndCiting(county);
    const filed = {
      ...{ resultId: contested.source, ground: 'fact' as const, text: '与事实不符', filedBy: '茶社' },
      ...{ papers: ['营业执照复印件'], filedOn: '2026-06-01' },
    };
    const { id } = expectOk(await county.as(market)('fileObjection', { key: 'objection-of-recognition', body: filed }));
    const accept = { params: { id }, version: 1, body: { verified: false } };
    expectOk(await county.as(officer('异议'))('acceptObjection', accept));
    expect(failureOf(await recognise(contested.citing, contested.source))).toBe('source-under-review');

    const stopped = await citedAndCiting(county);
    const repaired = { items: ['SCJG-001'], way: 'w1', reason: '已履行义务', document: '准予修复决定书1号' };
    expectOk(await county.act(market, 'requestStop', stopped.source, repaired));
    expectOk(await county.act(person('SCJG', 'department-admin', '负责人'), 'approveStop', stopped.source, {}));
    expect(failureOf(await recognise(stopped.citing, stopped.source))).toBe('source-under-review');
  });
});

describe('a part of which every item is recognised', () => {
  test('is concluded without an entry: the codes of the source, its number in public, no follow-up and nobody on site', async () => {
    const problem = {
      findings: [
        aFinding('SCJG-001', { codes: ['5'], finding: '未公示许可证', measures: ['责令改正'] }),
        aFinding('SCJG-002'),
      ],
      overall: ['5' as const],
    };
    const { source, citing } = await cited(problem);
    const { documentNumber, recognisedIn } = await stored(source);
    const result = await stored(citing);
    expect(result).toMatchObject({ status: 'published', overall: ['5'], present: [], inspectedOn: '2026-06-01' });
    expect(result.findings).toEqual([
      {
        ...{ itemId: 'WJW-001', checked: true, method: '3', codes: ['5'], measures: [], evidence: [] },
        recognised: { id: recognisedIn?.[0], department: 'SCJG', documentNumber, edition: 1 },
      },
    ]);
    expect(result.followUps).toBeUndefined();
    const document = await publishedResult(county.store, citing);
    expect(document).toMatchObject({
      items: [{ checked: true, recognised: { authority: '睢县市场监督管理局', documentNumber } }],
    });
    expect(JSON.stringify(document)).not.toContain('未公示许可证');
  });

  test('is ended by the lead with the visit before it was taken over, or after: neither waits for the other', async () => {
    const lead = inspector(1);
    const day = { completedOn: '2026-06-03' };
    const submitted = async (citing: string) => {
      expectOk(await county.act(clerk, 'submitResult', citing));
      return stored(citing);
    };
    // Taken over on 5 June, and the visit ended on the 3rd: said on the 5th, and said on the 3rd.
    const after = await citedAndCiting(county);
    county.at('2026-06-05T02:00:00Z');
    expectOk(await recognise(after.citing, after.source));
    expectOk(await county.act(lead, 'endVisit', after.visit, day));
    const sooner = await submitted(after.citing);
    const before = await citedAndCiting(county);
    county.at('2026-06-03T02:00:00Z');
    expectOk(await county.act(lead, 'endVisit', before.visit, day));
    county.at('2026-06-05T02:00:00Z');
    expectOk(await recognise(before.citing, before.source));
    const later = await submitted(before.citing);
    // R7: day 0 is the earlier of the end that was said and what was entered.
    for (const { inspectedOn, completedOn, day0 } of [sooner, later])
      expect([inspectedOn, completedOn, day0]).toEqual(['2026-06-05', '2026-06-03', '2026-06-03']);
    expectOk(await county.act(second, 'approveResult', before.citing));
    expectOk(await county.act(second, 'publishResult', before.citing));
  });

  test('ends by its own word not before it was taken over', async () => {
    const { source, citing } = await citedAndCiting(county);
    county.at('2026-06-05T02:00:00Z');
    expectOk(await recognise(citing, source));
    expect(failureOf(await county.act(clerk, 'submitResult', citing, { completedOn: '2026-06-04' }))).toBe(
      'invalid-input',
    );
  });

  test('is counted: one of the items concluded in June, and one entry saved', async () => {
    const own = await inspectionsForTest('2026-03-10');
    await listedForHealth(own);
    const { source, citing, visit } = await citedAndCiting(own);
    expectOk(await own.act(clerk, 'recogniseResult', citing, pick(source)));
    expectOk(await own.act(clerk, 'submitResult', citing));
    const figures = async (who: Principal, query: object) =>
      expectOk(await own.as(who)('getRecognitionFigures', { query: { month: '2026-06', ...query } }));
    const auditor = person('ZWDSJ', 'auditor');
    expect(await figures(auditor, {})).toEqual({ concluded: 0, cited: 0, share: null, entriesSaved: 0 });
    expectOk(await own.act(second, 'approveResult', citing));
    await own.approved(`${visit}.SCJG`, { inspectedOn: '2026-06-01' });
    // Two items of 市场监管, one of 卫健.
    expect(await figures(auditor, {})).toEqual({ concluded: 3, cited: 1, share: 3333, entriesSaved: 1 });
    expect(await figures(auditor, { department: 'SCJG' })).toMatchObject({ cited: 0, concluded: 2 });
    expect(await figures(clerk, {})).toMatchObject({ cited: 1, concluded: 1, share: 10_000 });
  });
});

describe('what was recognised', () => {
  test('is not typed, changed or emptied by saving: it is given up by withdrawing it', async () => {
    const { source, citing } = await citedAndCiting(county);
    const typed = { id: 'rc-1', department: 'SCJG', documentNumber: '睢市监抽查〔2026〕1号', edition: 1 } as const;
    const draft = { inspectedOn: '2026-06-01', present: [], overall: ['1'] };
    const findings = [aFinding('WJW-001', { recognised: typed })];
    expect(failureOf(await county.act(clerk, 'saveResult', citing, { ...draft, findings }))).toBe('invalid-input');
    expectOk(await recognise(citing, source));
    const kept = (await stored(citing)).findings;
    expectOk(await county.act(clerk, 'saveResult', citing, { ...draft, findings: [aFinding('WJW-001')] }));
    expectOk(await county.act(clerk, 'saveResult', citing, { ...draft, findings: [] }));
    expect((await stored(citing)).findings).toEqual(kept);
    expect(failureOf(await county.act(clerk, 'clearResult', citing, {}))).toBe('not-ready');
    expect(failureOf(await recognise(citing, source))).toBe('not-ready');
    const { value } = await recognitionOf(citing);
    expect(expectOk(await settle('withdrawRecognition', value.id, { reason: '改为实地检查' }))).toMatchObject({
      status: 'withdrawn',
    });
    expect((await stored(citing)).findings).toEqual([]);
  });

  test('is not recognised again by a third department', async () => {
    const { citing } = await cited();
    await listedForHealth(county, { id: 'WJW-001', holder: 'WJW', by: ['SCJG'] });
    const visit = citing.replace('.WJW', '');
    const body = { sourceId: citing, items: [{ itemId: 'SCJG-001', citedItemId: 'WJW-001' }] };
    expect(failureOf(await county.act(inspector(1), 'recogniseResult', `${visit}.SCJG`, body))).toBe('not-ready');
  });

  test('is read by both departments and by nobody else', async () => {
    const { id } = await cited();
    const read = (who: Principal) => county.as(who)('getRecognition', { params: { id } });
    expect(expectOk(await read(clerk)).status).toBe('ok');
    expect(expectOk(await read(market)).department).toBe('WJW');
    expect(failureOf(await read(officer('丙', 'YJJ')))).toBe('not-found');
    const made = expectOk(await county.as(market)('listRecognitions', { query: { view: 'of-own', limit: 100 } }));
    expect(made.items.map((each) => each.id)).toContain(id);
    expect(failureOf(await settle('confirmRecognition', id, {}, market))).toBe('foreign-department');
  });
});

describe('when the source is corrected', () => {
  test('on 2 June, it is to be looked at again by 9 June in the same transaction, and its department is told', async () => {
    const { source, citing, id } = await cited();
    county.at('2026-06-02T02:00:00Z');
    expectOk(await county.act(market, 'correctResult', source, why));
    const found = await county.store.records.find('recognition', id);
    expect(found?.value).toMatchObject({ status: 'to-re-examine', due: '2026-06-09' });
    const open = expectOk(await county.as(clerk)('listRecognitions', { query: { limit: 100 } })).items;
    expect(open.map((each) => each.id)).toContain(id);
    const told = expectOk(await county.as(clerk)('listNotices', { query: { limit: 100 } })).items;
    expect(told.find((each) => each.kind === 'recognition-to-review' && each.resultId === citing)?.text).toMatch(
      /正在更正.*2026年6月9日前复核/,
    );
    expect(failureOf(await settle('confirmRecognition', id, {}))).toBe('source-under-review');
  });

  test('and the next edition says the same, it is confirmed and rests on that edition', async () => {
    const { source, id } = await cited();
    county.at('2026-06-02T02:00:00Z');
    expectOk(await county.act(market, 'correctResult', source, why));
    await corrected(source);
    const told = expectOk(await county.as(clerk)('listNotices', { query: { limit: 100 } })).items;
    expect(told.map(({ kind }) => kind)).toContain('recognition-source-published');
    expect(expectOk(await settle('confirmRecognition', id, {}))).toMatchObject({ status: 'ok', edition: 2 });
    expect((await county.store.records.find('recognition', id))?.value.due).toBeUndefined();
    // A second time on the same day, it is to be looked at a second time.
    expectOk(await county.act(market, 'correctResult', source, why));
    expect((await county.store.records.find('recognition', id))?.value.status).toBe('to-re-examine');
  });

  test('a second time while it is being confirmed, the confirmation does not stand unseen', async () => {
    const { source, id } = await cited();
    expectOk(await county.act(market, 'correctResult', source, why));
    await corrected(source);
    const seen = (await county.store.records.find('recognition', id))?.meta.version ?? 0;
    const { version } = expectOk(await county.as(market)('getResult', { params: { id: source } }));
    const correction = { params: { id: source }, version, body: why };
    await Promise.all([
      county.as(clerk)('confirmRecognition', { params: { id }, version: seen, body: {} }),
      county.as(market)('correctResult', correction as never),
    ]);
    expect((await stored(source)).status).toBe('correcting');
    expect((await county.store.records.find('recognition', id))?.value.status).toBe('to-re-examine');
  });

  test('and says otherwise, it can only be given up, and the result that rests on it is opened for correction', async () => {
    const { source, citing, id } = await cited();
    expectOk(await county.act(market, 'correctResult', source, why));
    await corrected(
      source,
      [aFinding('SCJG-001', { codes: ['5'], finding: '积水', measures: ['责令改正'] }), aFinding('SCJG-002')],
      ['5'],
    );
    expect(failureOf(await settle('confirmRecognition', id, {}))).toBe('not-ready');
    expectOk(await settle('withdrawRecognition', id, { reason: '结论已变' }));
    expect(await stored(citing)).toMatchObject({
      status: 'correcting',
      findings: [],
      correctionReason: '撤回互认：结论已变',
    });
    // What the edition rested on is gone: the correction cannot be given up.
    expect(await county.act(clerk, 'abandonCorrection', citing, {})).toMatchObject({
      error: { kind: 'not-ready', detail: expect.stringContaining('互认已经撤回') },
    });
  });

  test('after an objection that was found right, the same', async () => {
    const { source, id } = await cited();
    const body = {
      ...{ resultId: source, ground: 'subject' as const, text: '对象错误', filedBy: '茶社' },
      ...{ papers: ['营业执照复印件'], filedOn: '2026-06-01' },
    };
    const { id: objection } = expectOk(await county.as(market)('fileObjection', { key: 'objection-upheld-1', body }));
    const head = person('SCJG', 'department-admin', '负责人');
    const act = (who: Principal, operation: 'acceptObjection' | 'upholdObjection', version: number, given: object) =>
      county.as(who)(operation, { params: { id: objection }, version, body: given } as unknown as CallOf<
        typeof operation
      >);
    expectOk(await act(officer('异议'), 'acceptObjection', 1, { verified: false }));
    expect((await county.store.records.find('recognition', id))?.value.status).toBe('ok');
    expectOk(await act(head, 'upholdObjection', 2, { reason: '为另一户' }));
    expect((await county.store.records.find('recognition', id))?.value).toMatchObject({
      status: 'to-re-examine',
      review: { cause: 'objection' },
    });
  });

  test('a result that has not gone out yet is neither approved nor published on it', async () => {
    const { source, citing } = await citedAndCiting(county);
    expectOk(await recognise(citing, source));
    expectOk(await county.act(clerk, 'submitResult', citing));
    expectOk(await county.act(market, 'correctResult', source, why));
    expect(failureOf(await county.act(second, 'approveResult', citing))).toBe('not-ready');
    const { value } = await recognitionOf(citing);
    expect(failureOf(await settle('withdrawRecognition', value.id, { reason: '改为实地检查' }))).toBe('not-ready');
    expectOk(await county.act(clerk, 'takeBackResult', citing, {}));
    expectOk(await settle('withdrawRecognition', value.id, { reason: '改为实地检查' }));
  });

  test('nor while an objection to the source is being checked (R95)', async () => {
    const { source, citing } = await citedAndCiting(county);
    expectOk(await recognise(citing, source));
    expectOk(await county.act(clerk, 'submitResult', citing));
    const filed = {
      ...{ resultId: source, ground: 'fact' as const, text: '与事实不符', filedBy: '茶社' },
      ...{ papers: ['营业执照复印件'], filedOn: '2026-06-01' },
    };
    const { id } = expectOk(await county.as(market)('fileObjection', { key: 'objection-of-cited', body: filed }));
    const accept = { params: { id }, version: 1, body: { verified: false } };
    expectOk(await county.as(officer('异议'))('acceptObjection', accept));
    expect(await county.act(second, 'approveResult', citing)).toMatchObject({
      error: { kind: 'not-ready', detail: expect.stringContaining('正在核实异议') },
    });
  });

  test('and a recognition is made at once, none is overlooked', async () => {
    const { source, citing } = await citedAndCiting(county);
    const [, recognised] = await Promise.all([
      county.act(market, 'correctResult', source, why),
      recognise(citing, source),
    ]);
    const { status, recognisedIn = [] } = await stored(source);
    const found = await Promise.all(recognisedIn.map((id) => county.store.records.find('recognition', id)));
    const expected = status === 'correcting' ? 'to-re-examine' : 'ok';
    expect(found.map((each) => each?.value.status)).toEqual(recognised.ok ? [expected] : []);
  });
});

describe('when the source was repaired', () => {
  test('and is shown no longer, nothing is looked at again', async () => {
    const { source, id } = await cited();
    const repaired = { way: 'w1', reason: '已履行义务', document: '准予修复决定书1号' };
    expectOk(await county.act(market, 'requestStop', source, repaired));
    expectOk(await county.act(person('SCJG', 'department-admin', '负责人'), 'approveStop', source, {}));
    expect((await stored(source)).status).toBe('stopped');
    expect((await county.store.records.find('recognition', id))?.value.status).toBe('ok');
  });
});

describe('a day that no calendar knows', () => {
  test('is set when its year is loaded', async () => {
    const { source, id } = await cited();
    county.at('2026-12-30T02:00:00Z');
    expectOk(await county.act(market, 'correctResult', source, why));
    expect((await county.store.records.find('recognition', id))?.value.due).toBeUndefined();
    const done = await county.store.work.commit([createRecord('calendar', '2027', aCalendarYear(2027), anEvent())]);
    if (!done.ok) throw new Error(done.error.kind);
    const counted = await recomputeDeadlines(
      { ...county.store, backoff: county.deps.backoff },
      '2027',
      county.deps.clock(),
    );
    expect(counted).toMatchObject({ recognitions: 1 });
    // Five working days after Wednesday 30 December: the 31st, and 4 to 7 January.
    expect((await county.store.records.find('recognition', id))?.value.due).toBe('2027-01-07');
  });
});

describe('the list of what may be recognised', () => {
  const office = person('FGW', 'office');
  test('names an item once, without its own department, and can be changed and left', async () => {
    county.at('2026-06-01T02:00:00Z');
    const row = createRow('item', anItem('SCJG', { id: 'SCJG-900', name: '食品标签检查' }), anEvent());
    const done = await county.store.work.commit([row]);
    if (!done.ok) throw new Error(done.error.kind);
    const said = { by: ['WJW', 'YJJ'] as ('WJW' | 'YJJ')[], document: '睢联席办〔2026〕3号', listed: true };
    const create = (body: object, n: number) =>
      county.as(office)('createRecognisableItem', {
        key: `recognisable-${n}`,
        body,
      } as unknown as CallOf<'createRecognisableItem'>);
    expect(failureOf(await create({ item: 'SCJG-999', ...said }, 1))).toBe('unknown-reference');
    expect(failureOf(await create({ item: 'SCJG-900', ...said, by: ['SCJG'] }, 2))).toBe('invalid-input');
    expect(expectOk(await create({ item: 'SCJG-900', ...said }, 3))).toMatchObject({
      name: '食品标签检查',
      holder: 'SCJG',
    });
    expect(failureOf(await create({ item: 'SCJG-900', ...said }, 4))).toBe('already-exists');
    const call = { params: { id: 'SCJG-900' }, version: 1, body: { ...said, listed: false } };
    expect(expectOk(await county.as(office)('updateRecognisableItem', call)).listed).toBe(false);
    const { items } = expectOk(await county.as(clerk)('listRecognisableItems', { query: { limit: 100 } }));
    expect(items.find(({ id }) => id === 'SCJG-900')?.listed).toBe(false);
  });
});
