import { beforeAll, describe, expect, test } from 'vitest';
import type { Principal } from '../../shared/api/principal.ts';
import { ResultDocument } from '../../shared/public/result-document.ts';
import { stopEndedRows } from '../../shared/use-cases/result/stop-ended-rows.ts';
import { aDraft, aFinding } from '../support/inspection-samples.ts';
import { type Inspections, inspectionsForTest, inspector, officer, resultOf } from '../support/inspections.ts';
import { publishedResult } from '../support/published-result.ts';
import { expectOk, person } from '../support/system.ts';

let county: Inspections;
beforeAll(async () => {
  county = await inspectionsForTest();
});

const head = (name: string): Principal => person('SCJG', 'department-admin', name);
const repaired = { way: 'w1', reason: '已履行法定义务', document: '睢市监修复〔2026〕1号' } as const;
const shielded = { way: 'w4', reason: '法院裁定批准重整计划', document: '（2026）豫1422破1号' } as const;

/** Both rows negative: 责令改正 for three months, 待后续处理 until it has an outcome. */
const twoProblems = {
  findings: [
    aFinding('SCJG-001', { codes: ['5'], finding: '后厨地面积水', measures: ['责令改正'] }),
    aFinding('SCJG-002', { codes: ['8'], finding: '无法提供进货凭证', measures: ['移送案件线索'] }),
  ],
  overall: ['5' as const, '8' as const],
};
/** One row 责令改正, the other clean. */
const oneProblem = {
  findings: [
    aFinding('SCJG-001', { codes: ['5'], finding: '后厨地面积水', measures: ['责令改正'] }),
    aFinding('SCJG-002'),
  ],
  overall: ['5' as const],
};

async function published(draft: Parameters<typeof aDraft>[0]): Promise<string> {
  const id = resultOf(await county.dispatch());
  await county.published(id, draft);
  return id;
}
const stored = async (id: string) => {
  const found = await county.store.records.find('result', id);
  if (!found) throw new Error(`no result ${id}`);
  return found.value;
};
async function shown(id: string, part?: string): Promise<ResultDocument> {
  const body = await publishedResult(county.store, id, part);
  return ResultDocument.parse(body);
}
const rowsOf = ({ items, overall }: ResultDocument) => ({
  items: items.map(({ sequence, codes }) => [sequence, ...codes.map(({ code }) => code)]),
  overall: overall.map(({ code }) => code),
});
/** In which lists of the month, the department and the code, and in how many searches by name, it stands. */
async function listedIn({ id, creditCode = '', objectName }: ResultDocument): Promise<number> {
  const lists = [
    { in: 'ofMonth', of: '2026-03' },
    { in: 'ofDepartmentInMonth', of: { department: 'SCJG', month: '2026-03' } },
    { in: 'ofCreditCode', of: creditCode },
  ] as const;
  const pages = await Promise.all([
    ...lists.map((list) => county.store.published.list({ kind: 'result', ...list, page: { limit: 100 } })),
    county.store.published.search({
      name: objectName,
      between: ['2026-01-01', '2027-01-01'],
      page: { limit: 100 },
    }),
  ]);
  return pages.flatMap(({ items }) => items.filter((body) => body.id === id)).length;
}
/** The nightly run, ten minutes into a day. */
const night = (day: string) => stopEndedRows(county.deps, new Date(Date.parse(`${day}T00:10:00+08:00`)));
async function stopped(id: string, body: object): Promise<void> {
  expectOk(await county.act(officer('甲'), 'requestStop', id, body));
  expectOk(await county.act(head('负责人'), 'approveStop', id));
}

describe('a row whose longest term is over (R99)', () => {
  test('is public to the last day, and from that night on in no edition, while the rest stays', async () => {
    const id = await published(twoProblems);
    await night('2026-06-10');
    expect(rowsOf(await shown(id)).overall).toEqual(['5', '8']);

    await night('2026-06-11');
    const left = { items: [[1, '8']], overall: ['8'] };
    expect(rowsOf(await shown(id))).toEqual(left);
    expect(rowsOf(await shown(id, 'edition-0001'))).toEqual(left);
    expect(await stored(id)).toMatchObject({
      status: 'published',
      edition: 1,
      stops: [{ items: ['SCJG-001'], way: 'w2', by: 'system' }],
    });
    expect(await listedIn(await shown(id))).toBe(4);
  });

  test('says its last public day from the beginning; a clean row and one that waits for an outcome have none', async () => {
    const lastDays = async (draft: Parameters<typeof aDraft>[0]) =>
      (await shown(await published(draft))).items.map(({ publicUntil }) => publicUntil);
    expect(await lastDays(oneProblem)).toEqual(['2026-06-10', undefined]);
    expect(await lastDays(twoProblems)).toEqual(['2026-06-10', undefined]);
  });

  test('leaves 未发现问题 when the others are clean, and the document is no longer one of a problem', async () => {
    const id = await published(oneProblem);
    await night('2026-06-11');
    expect(rowsOf(await shown(id))).toEqual({ items: [[1, '1']], overall: ['1'] });
  });

  test('is stopped once, however often the night comes, and by two runs at once', async () => {
    const id = await published(oneProblem);
    await Promise.all([night('2026-06-11'), night('2026-06-11')]);
    await night('2026-06-12');
    const events = await county.store.audit.events('result', id);
    expect(events.filter(({ action }) => action === 'stop-rows')).toHaveLength(1);
    expect((await stored(id)).stops).toHaveLength(1);
  });

  test('leaves what is public while a correction is under way, and the next edition as well', async () => {
    const id = await published(twoProblems);
    expectOk(await county.act(officer('甲'), 'correctResult', id, { reason: '漏填说明' }));
    await night('2026-06-11');
    expect((await stored(id)).status).toBe('correcting');
    expect(rowsOf(await shown(id)).overall).toEqual(['8']);

    expectOk(await county.act(inspector(2), 'saveResult', id, aDraft(twoProblems)));
    expectOk(await county.act(inspector(2), 'submitResult', id));
    expectOk(await county.act(officer('审核'), 'approveResult', id));
    expectOk(await county.act(officer('公示'), 'publishResult', id));
    expect(rowsOf(await shown(id))).toEqual({ items: [[1, '8']], overall: ['8'] });
    expect((await shown(id)).edition).toBe(2);
    expect(await shown(id, 'edition-0001')).toMatchObject({ corrected: true, overall: [{ code: '8' }] });
  });

  test('goes by what is public, whatever a correction has entered since', async () => {
    const early = await published({});
    const late = await published(oneProblem);
    for (const [id, draft] of [[early, oneProblem] as const, [late, {}] as const]) {
      expectOk(await county.act(officer('甲'), 'correctResult', id, { reason: '漏填' }));
      expectOk(await county.act(inspector(2), 'saveResult', id, aDraft(draft)));
    }
    await night('2026-06-11');
    expect((await stored(early)).stops).toBeUndefined();
    expect((await stored(late)).stops).toMatchObject([{ items: ['SCJG-001'] }]);
    expect(rowsOf(await shown(late)).overall).toEqual(['1']);
  });

  test('is stopped as a whole by one of two runs at once, and the other finds nothing to do', async () => {
    const { findings } = oneProblem;
    const both = findings.map((each) => ({
      ...each,
      codes: ['5' as const],
      finding: '积水',
      measures: ['责令改正' as const],
    }));
    const id = await published({ findings: both, overall: ['5'] });
    await Promise.all([night('2026-06-11'), night('2026-06-11'), night('2026-06-11')]);
    expect((await stored(id)).status).toBe('stopped');
    const events = await county.store.audit.events('result', id);
    expect(events.filter(({ action }) => action === 'stop')).toHaveLength(1);
  });

  test('is not looked for where nothing negative is, nor before it was published', async () => {
    const id = await published({});
    const unpublished = resultOf(await county.dispatch());
    await county.approved(unpublished, oneProblem);
    await night('2027-12-31');
    expect((await stored(id)).stops).toBeUndefined();
    expect((await stored(unpublished)).stops).toBeUndefined();
  });
});

describe('a publication that is stopped by two persons', () => {
  test('leaves its mark and document number in every edition, and no list and no search finds it', async () => {
    const id = await published(twoProblems);
    const before = await shown(id);
    expect(await listedIn(before)).toBe(4);
    await stopped(id, repaired);

    expect((await stored(id)).status).toBe('stopped');
    for (const part of [undefined, 'edition-0001']) {
      const mark = await shown(id, part);
      expect(mark).toMatchObject({ stopped: true, withdrawn: false, documentNumber: before.documentNumber });
      expect(JSON.stringify(mark)).not.toContain(before.objectName);
      expect(mark).toMatchObject({ tasks: [], items: [], overall: [] });
      expect(mark.creditCode).toBeUndefined();
    }
    expect(await listedIn(before)).toBe(0);
    const mine = expectOk(await county.as(officer('甲'))('listPublications', { query: { month: '2026-03' } }));
    expect(mine.items.map((body) => body.id)).not.toContain(id);
  });

  test('is not stopped by who asked, and by nobody when nobody asked', async () => {
    const id = await published(twoProblems);
    const asking = head('负责人');
    expect(await county.act(asking, 'approveStop', id)).toMatchObject({ error: { kind: 'not-ready' } });
    expectOk(await county.act(asking, 'requestStop', id, repaired));
    expect(await county.act(asking, 'approveStop', id)).toMatchObject({ error: { kind: 'same-person' } });
    expect(await county.act(asking, 'refuseStop', id, { reason: '材料不全' })).toMatchObject({
      error: { kind: 'same-person' },
    });
    expect(await county.act(officer('乙'), 'requestStop', id, repaired)).toMatchObject({
      error: { kind: 'not-ready' },
    });
    expect(rowsOf(await shown(id)).overall).toEqual(['5', '8']);
  });

  test('stays public when the request is refused or taken back, and can be asked for again', async () => {
    const id = await published(twoProblems);
    expectOk(await county.act(officer('甲'), 'requestStop', id, repaired));
    expect(await county.act(officer('乙'), 'withdrawStop', id)).toMatchObject({ error: { kind: 'not-ready' } });
    expectOk(await county.act(officer('甲'), 'withdrawStop', id));
    expectOk(await county.act(officer('甲'), 'requestStop', id, repaired));
    expectOk(await county.act(head('负责人'), 'refuseStop', id, { reason: '材料不全' }));
    expect((await stored(id)).stopRequest).toBeUndefined();
    await stopped(id, repaired);
    expect((await stored(id)).status).toBe('stopped');
  });

  test('row by row ends as a whole with the last row', async () => {
    const id = await published(twoProblems);
    await stopped(id, { ...repaired, items: ['SCJG-002'] });
    expect(rowsOf(await shown(id))).toEqual({ items: [[1, '5']], overall: ['5'] });
    expect(await county.act(officer('甲'), 'requestStop', id, { ...repaired, items: ['SCJG-002'] })).toMatchObject({
      error: { kind: 'not-ready' },
    });
    expect(await county.act(officer('甲'), 'requestStop', id, { ...repaired, items: ['WJW-001'] })).toMatchObject({
      error: { kind: 'not-ready' },
    });
    await night('2026-06-11');
    expect(await stored(id)).toMatchObject({ status: 'stopped' });
    expect(await shown(id)).toMatchObject({ stopped: true });
  });

  test('comes back whole when the reorganisation failed, by another head, and the term goes on meanwhile', async () => {
    const id = await published(twoProblems);
    const before = await shown(id);
    await stopped(id, shielded);
    const failed = {
      ground: 'reorganisation-failed',
      decision: shielded.document,
      document: '（2026）豫1422破1号之二',
    };
    expect(await county.act(head('负责人'), 'resumePublication', id, failed)).toMatchObject({
      error: { kind: 'same-person' },
    });
    expect(
      await county.act(head('副局长'), 'resumePublication', id, { ...failed, ground: 'repair-cancelled' }),
    ).toMatchObject({ error: { kind: 'not-ready' } });
    expectOk(await county.act(head('副局长'), 'resumePublication', id, failed));
    expect(await shown(id)).toEqual(before);
    expect(await shown(id, 'edition-0001')).toEqual(before);
    expect(await listedIn(before)).toBe(4);
    expect((await stored(id)).status).toBe('published');
    await night('2026-06-11');
    expect(rowsOf(await shown(id)).overall).toEqual(['8']);
  });

  test('comes back without the rows whose term has ended meanwhile, and not at all when nothing else is left', async () => {
    const id = await published(twoProblems);
    await stopped(id, shielded);
    county.at('2026-08-03T02:00:00Z');
    const failed = { ground: 'reorganisation-failed', decision: shielded.document, document: '裁定之二' };
    expectOk(await county.act(head('副局长'), 'resumePublication', id, failed));
    county.at('2026-03-12T02:00:00Z');
    expect(rowsOf(await shown(id))).toEqual({ items: [[1, '8']], overall: ['8'] });

    const whole = {
      ...twoProblems,
      findings: twoProblems.findings.map((each) => ({ ...each, codes: ['5' as const] })),
    };
    const over = await published({ ...whole, overall: ['5'] });
    await stopped(over, shielded);
    county.at('2026-08-03T02:00:00Z');
    expect(await county.act(head('副局长'), 'resumePublication', over, failed)).toMatchObject({
      error: { kind: 'not-ready' },
    });
    county.at('2026-03-12T02:00:00Z');
    expect((await stored(over)).status).toBe('stopped');
  });

  test('comes back for the decision that was cancelled, and not for another one', async () => {
    const id = await published(twoProblems);
    await stopped(id, { ...repaired, items: ['SCJG-001'] });
    await stopped(id, { ...repaired, document: '睢市监修复〔2026〕2号', items: ['SCJG-002'] });
    const cancelled = { ground: 'repair-cancelled', document: '撤销决定' };
    const resume = (decision: string) =>
      county.act(head('副局长'), 'resumePublication', id, { ...cancelled, decision });
    expect(await resume('没有这份决定')).toMatchObject({ error: { kind: 'not-ready' } });
    expectOk(await resume(repaired.document));
    expect(rowsOf(await shown(id))).toEqual({ items: [[1, '5']], overall: ['5'] });
    expect((await stored(id)).status).toBe('published');
  });

  test('is asked of one edition: a correction ends the request, and so does the term of all that was asked', async () => {
    const id = await published(twoProblems);
    expectOk(await county.act(officer('甲'), 'requestStop', id, repaired));
    expectOk(await county.act(officer('甲'), 'correctResult', id, { reason: '漏填' }));
    expect((await stored(id)).stopRequest).toBeUndefined();

    const over = await published(oneProblem);
    expectOk(await county.act(officer('甲'), 'requestStop', over, { ...repaired, items: ['SCJG-001'] }));
    await night('2026-06-11');
    expect((await stored(over)).stopRequest).toBeUndefined();
  });

  test('leaves an earlier edition marked as corrected, and what changed without the row', async () => {
    const id = await published(twoProblems);
    expectOk(await county.act(officer('甲'), 'correctResult', id, { reason: '代码有误' }));
    const findings = [
      aFinding('SCJG-001', { codes: ['3'], finding: '公示信息不实', measures: ['责令改正'] }),
      twoProblems.findings[1] ?? aFinding('SCJG-002'),
    ];
    expectOk(await county.act(inspector(2), 'saveResult', id, aDraft({ findings, overall: ['3', '8'] })));
    expectOk(await county.act(inspector(2), 'submitResult', id));
    expectOk(await county.act(officer('审核'), 'approveResult', id));
    expectOk(await county.act(officer('公示'), 'publishResult', id));
    expect((await shown(id)).changes?.map(({ before, after }) => [before, after])).toEqual([
      ['发现问题已责令改正', '公示信息隐瞒真实情况、弄虚作假'],
      ['发现问题已责令改正、发现问题待后续处理', '公示信息隐瞒真实情况、弄虚作假、发现问题待后续处理'],
    ]);
    await stopped(id, { ...repaired, items: ['SCJG-001'] });
    expect((await shown(id)).changes).toBeUndefined();
    expect(JSON.stringify([await shown(id), await shown(id, 'edition-0001')])).not.toMatch(/责令改正|弄虚作假/);
    expect(await shown(id, 'edition-0001')).toMatchObject({ corrected: true, overall: [{ code: '8' }] });
  });

  test('can be corrected, and the correction given up, without a row coming back', async () => {
    const id = await published(twoProblems);
    await stopped(id, repaired);
    expectOk(await county.act(officer('甲'), 'correctResult', id, { reason: '对象有误' }));
    expectOk(await county.act(officer('甲'), 'abandonCorrection', id));
    expect((await stored(id)).status).toBe('stopped');

    expectOk(await county.act(officer('甲'), 'correctResult', id, { reason: '对象有误' }));
    expectOk(await county.act(inspector(2), 'saveResult', id, aDraft(oneProblem)));
    expectOk(await county.act(inspector(2), 'submitResult', id));
    expectOk(await county.act(officer('审核'), 'approveResult', id));
    expectOk(await county.act(officer('公示'), 'publishResult', id));
    expect((await stored(id)).status).toBe('stopped');
    expect(await shown(id)).toMatchObject({ stopped: true, edition: 2 });
  });

  test('does not bring a withheld edition back', async () => {
    const id = await published(twoProblems);
    expectOk(await county.act(officer('甲'), 'correctResult', id, { reason: '涉及商业秘密' }));
    expectOk(await county.act(inspector(2), 'saveResult', id, aDraft(twoProblems)));
    expectOk(await county.act(inspector(2), 'submitResult', id));
    expectOk(await county.act(officer('审核'), 'approveResult', id));
    const basis = { basis: '《政府信息公开条例》第十五条', reason: '涉及商业秘密' };
    expectOk(await county.act(officer('甲'), 'requestWithholding', id, basis));
    await night('2026-06-11');
    expect(rowsOf(await shown(id)).overall).toEqual(['8']);
    expectOk(await county.act(officer('乙'), 'approveWithholding', id));
    await night('2027-12-31');
    expect(await shown(id)).toMatchObject({ withdrawn: true });
    expect((await shown(id)).stopped).toBeUndefined();
  });
});
