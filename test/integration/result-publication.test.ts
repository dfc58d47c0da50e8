import { beforeAll, describe, expect, test } from 'vitest';
import { ResultDocument } from '../../shared/public/result-document.ts';
import { createRecord, eventOf, replaceRecord } from '../../shared/use-cases/changes.ts';
import { aDraft, aFinding } from '../support/inspection-samples.ts';
import { type Inspections, inspectionsForTest, inspector, officer, resultOf } from '../support/inspections.ts';
import { publishedResult } from '../support/published-result.ts';
import { expectOk } from '../support/system.ts';
import { anEntry } from '../unit/plan-entries.ts';

let county: Inspections;
beforeAll(async () => {
  county = await inspectionsForTest();
});

const stored = async (id: string) => {
  const result = await county.store.records.find('result', id);
  if (!result) throw new Error(`no result ${id}`);
  return result;
};
const document = async (id: string, part?: string) => {
  const body = await publishedResult(county.store, id, part);
  return body && ResultDocument.parse(body);
};
const newResult = async () => resultOf(await county.dispatch());
const problem = {
  findings: [
    aFinding('SCJG-001'),
    aFinding('SCJG-002', { codes: ['5'], finding: '后厨王某未戴口罩', measures: ['责令改正'] }),
  ],
  overall: ['5' as const],
};

/** Correct a published result: entered by an officer, approved by another. */
async function corrected(id: string, draft = problem) {
  expectOk(await county.act(officer('甲'), 'correctResult', id, { reason: '漏填事项' }));
  expectOk(await county.act(inspector(2), 'saveResult', id, aDraft(draft)));
  expectOk(await county.act(inspector(2), 'submitResult', id));
  expectOk(await county.act(officer('审核'), 'approveResult', id));
}

describe('publication', () => {
  test('writes result, audit event and masked document together', async () => {
    const id = await newResult();
    await county.published(id, problem);

    expect((await stored(id)).value).toMatchObject({
      status: 'published',
      edition: 1,
      publishedAt: '2026-03-12T02:00:00.000Z',
    });
    const published = await document(id);
    expect(published).toMatchObject({
      edition: 1,
      corrected: false,
      authority: '睢县市场监督管理局',
      tasks: [{ number: '411422202603020001', name: '餐饮服务跨部门联合抽查' }],
      overall: [{ code: '5', name: '发现问题已责令改正' }],
    });
    expect(await document(id, 'edition-0001')).toEqual(published);
    expect(JSON.stringify(published)).not.toMatch(/王某|检查员|豫SCJG|中心大街/);
    const events = await county.store.audit.events('result', id);
    expect(events.at(-1)).toMatchObject({ action: 'publish', facts: { edition: 1, status: 'published' } });
  });

  test('names the plan and the kind of draw, also when an adjustment has since taken the entry out', async () => {
    const plan = {
      id: 'plan-1',
      number: '4114220020260001',
      year: 2026,
      scope: 'joint' as const,
      department: 'SCJG' as const,
      departments: ['SCJG', 'WJW'] as const,
      title: '2026年度联合抽查计划',
      entries: [anEntry({ id: 'E1', drawKind: '定向' })],
      status: 'published' as const,
      edition: 1,
      createdBy: 'SCJG-officer-甲',
    };
    const event = eventOf('create', officer('甲'), new Date('2026-01-05T02:00:00Z'));
    await county.store.work.commit([createRecord('plan', plan.id, plan, event)]);
    const before = await county.store.records.find('plan', plan.id);
    if (!before) throw new Error('the plan is not there');
    const adjusted = { ...plan, entries: [anEntry({ id: 'E2' })], edition: 2 };
    await county.store.work.commit([replaceRecord('plan', plan.id, before, adjusted, event)]);

    const id = await newResult();
    await county.published(id);
    expect((await document(id))?.tasks).toEqual([
      {
        number: '411422202603020001',
        name: '餐饮服务跨部门联合抽查',
        planNumber: '4114220020260001',
        planName: '2026年度联合抽查计划',
        drawType: '定向',
      },
    ]);
  });

  test('is listed by month, by department and by credit code', async () => {
    const id = await newResult();
    await county.published(id);
    const { creditCode = '', id: publicId } = (await document(id)) ?? {};
    for (const list of [
      { in: 'ofMonth', of: '2026-03' },
      { in: 'ofDepartmentInMonth', of: { department: 'SCJG', month: '2026-03' } },
      { in: 'ofCreditCode', of: creditCode },
    ] as const) {
      const { items } = await county.store.published.list({ kind: 'result', ...list, page: { limit: 100 } });
      expect(items.filter((body) => body.id === publicId)).toHaveLength(1);
    }
    const query = { month: '2026-02,2026-03' };
    const mine = expectOk(await county.as(officer('甲'))('listPublications', { query }));
    expect(mine.items.map((body) => body.id)).toContain(publicId);
    expect(expectOk(await county.as(officer('甲', 'WJW'))('listPublications', { query })).items).toEqual([]);
  });

  test('takes the result out of the list of running deadlines', async () => {
    const id = await newResult();
    const running = async () =>
      expectOk(
        await county.as(officer('甲'))('listResults', { query: { deadline: 'running', object: id.split('.')[1] } }),
      );
    await county.approved(id);
    expect((await running()).items.map((result) => result.id)).toEqual([id]);
    expectOk(await county.act(officer('公示'), 'publishResult', id));
    expect((await running()).items).toEqual([]);
  });

  test('twice at once makes exactly one edition', async () => {
    const id = await newResult();
    await county.approved(id);
    const answers = await Promise.all(['甲', '乙', '丙'].map((name) => county.act(officer(name), 'publishResult', id)));

    const kinds = answers.map((answer) => answer.ok || answer.error.kind);
    expect(kinds.filter((kind) => kind === true)).toHaveLength(1);
    for (const kind of kinds.filter((each) => each !== true))
      expect(['stale-version', 'illegal-transition']).toContain(kind);
    expect((await stored(id)).value.edition).toBe(1);
    expect(await document(id, 'edition-0002')).toBeUndefined();
    const events = await county.store.audit.events('result', id);
    expect(events.filter(({ action }) => action === 'publish')).toHaveLength(1);
  });

  test('of what is not approved is refused, and nothing becomes public', async () => {
    const id = await newResult();
    expectOk(await county.act(inspector(1), 'saveResult', id, aDraft()));
    expect(await county.act(officer('甲'), 'publishResult', id)).toMatchObject({
      error: { kind: 'illegal-transition' },
    });
    expect(await document(id)).toBeUndefined();
  });
});

describe('a correction', () => {
  test('leaves the published edition as it is until it is published itself', async () => {
    const id = await newResult();
    await county.published(id);
    const first = await document(id);
    await corrected(id);
    expect(await document(id)).toEqual(first);
    expect((await stored(id)).value).toMatchObject({ status: 'approved', edition: 1 });
  });

  test('becomes the next edition under the same number; the one before stays, marked as corrected', async () => {
    const id = await newResult();
    await county.published(id);
    const first = await document(id);
    await corrected(id);
    county.at('2026-04-02T02:00:00Z');
    expectOk(await county.act(officer('公示'), 'publishResult', id));
    county.at('2026-03-12T02:00:00Z');

    expect(await document(id)).toMatchObject({
      edition: 2,
      corrected: false,
      documentNumber: first?.documentNumber,
      overall: [{ code: '5', name: '发现问题已责令改正' }],
    });
    expect(await document(id, 'edition-0001')).toEqual({ ...first, corrected: true });
    expect((await stored(id)).value).toMatchObject({
      publishedAt: '2026-03-12T02:00:00.000Z',
      editionAt: '2026-04-02T02:00:00.000Z',
    });
    const listed = async (month: string) => {
      const lists = [
        { in: 'ofMonth', of: month },
        { in: 'ofDepartmentInMonth', of: { department: 'SCJG', month } },
      ] as const;
      const found = lists.map((list) => county.store.published.list({ kind: 'result', ...list, page: { limit: 100 } }));
      return (await Promise.all(found)).map(({ items }) =>
        items.filter((body) => body.id === first?.id).map((body) => body.edition),
      );
    };
    expect(await listed('2026-03')).toEqual([[], []]);
    expect(await listed('2026-04')).toEqual([[2], [2]]);
  });

  test('is not approved by who entered what stood before: only what was corrected is somebody else’s', async () => {
    const id = await newResult();
    const first = officer('录入');
    expectOk(await county.act(first, 'saveResult', id, aDraft()));
    expectOk(await county.act(inspector(1), 'submitResult', id));
    expectOk(await county.act(officer('审核'), 'approveResult', id));
    expectOk(await county.act(officer('审核'), 'publishResult', id));
    expectOk(await county.act(officer('甲'), 'correctResult', id, { reason: '漏填事项' }));
    expectOk(await county.act(inspector(2), 'saveResult', id, aDraft()));
    expectOk(await county.act(inspector(2), 'submitResult', id));
    expect(await county.act(first, 'approveResult', id)).toMatchObject({ error: { kind: 'same-person' } });
    expectOk(await county.act(officer('审核'), 'approveResult', id));
  });

  test('that is returned goes on being corrected', async () => {
    const id = await newResult();
    await county.published(id);
    expectOk(await county.act(officer('甲'), 'correctResult', id, { reason: '漏填事项' }));
    expectOk(await county.act(inspector(2), 'saveResult', id, aDraft()));
    expectOk(await county.act(inspector(2), 'submitResult', id));
    expectOk(await county.act(officer('审核'), 'returnResult', id, { reason: '仍有遗漏' }));
    expect((await stored(id)).value).toMatchObject({ status: 'correcting', edition: 1, returnReason: '仍有遗漏' });
  });
});

describe('withholding', () => {
  const request = { basis: '《政府信息公开条例》第十五条', reason: '涉及企业商业秘密' };

  test('needs a second person; the deadline then no longer runs', async () => {
    const id = await newResult();
    await county.approved(id);
    expectOk(await county.act(officer('甲'), 'requestWithholding', id, request));
    const alone = await county.act(officer('甲'), 'approveWithholding', id);
    expect(alone).toMatchObject({ error: { kind: 'same-person' } });
    expect(await county.act(officer('乙'), 'publishResult', id)).toMatchObject({
      error: { kind: 'illegal-transition' },
    });
    expectOk(await county.act(officer('乙'), 'approveWithholding', id));

    expect((await stored(id)).value).toMatchObject({
      status: 'withheld',
      withholding: { ...request, requestedBy: officer('甲').id, decidedBy: officer('乙').id },
    });
    expect(await document(id)).toBeUndefined();
    const query = { deadline: 'running', object: id.split('.')[1] } as const;
    expect(expectOk(await county.as(officer('甲'))('listResults', { query })).items).toEqual([]);
  });

  test('that is refused leads back to publication', async () => {
    const id = await newResult();
    await county.approved(id);
    expectOk(await county.act(officer('甲'), 'requestWithholding', id, request));
    const refuse = { reason: '不属于法定不予公开情形' };
    expect(await county.act(officer('甲'), 'refuseWithholding', id, refuse)).toMatchObject({
      error: { kind: 'same-person' },
    });
    expectOk(await county.act(officer('乙'), 'refuseWithholding', id, refuse));
    expectOk(await county.act(officer('乙'), 'publishResult', id));
    expect((await stored(id)).value).toMatchObject({ edition: 1, withholding: { refusal: refuse.reason } });
  });

  test.each([
    ['basis', { ...request, basis: '  ' }],
    ['reason', { ...request, reason: '' }],
  ])('is not asked for without a %s', async (_, body) => {
    const id = await newResult();
    await county.approved(id);
    const answer = await county.act(officer('甲'), 'requestWithholding', id, body);
    expect(answer).toMatchObject({ error: { kind: 'withheld-without-basis' } });
    expect((await stored(id)).value.status).toBe('approved');
  });

  test('after publication withdraws every edition', async () => {
    const id = await newResult();
    await county.published(id);
    await corrected(id);
    expectOk(await county.act(officer('甲'), 'requestWithholding', id, request));
    expectOk(await county.act(officer('乙'), 'approveWithholding', id));
    for (const part of [undefined, 'edition-0001'])
      expect(await document(id, part)).toMatchObject({ withdrawn: true, objectName: '', items: [], overall: [] });
    for (const list of [
      { in: 'ofMonth', of: '2026-03' },
      { in: 'ofDepartmentInMonth', of: { department: 'SCJG', month: '2026-03' } },
    ] as const) {
      const { items } = await county.store.published.list({ kind: 'result', ...list, page: { limit: 100 } });
      expect(items.filter((body) => body.id === id)).toEqual([]);
    }
  });
});
