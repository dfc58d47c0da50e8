import { beforeAll, describe, expect, test } from 'vitest';
import { departmentCodes } from '../../shared/codes/departments.ts';
import { aDraft, aFinding, anObject, aVisitDraft } from '../support/inspection-samples.ts';
import { type Inspections, inspectionsForTest, inspector, officer, resultOf } from '../support/inspections.ts';
import { publishedResult } from '../support/published-result.ts';
import { expectOk, person } from '../support/system.ts';

let county: Inspections;
beforeAll(async () => {
  county = await inspectionsForTest();
});

const visitOf = async (id: string) => {
  const visit = await county.store.records.find('visit', id);
  if (!visit) throw new Error(`no visit ${id}`);
  return visit;
};
const valueOf = async (id: string, department: 'SCJG' | 'WJW' = 'SCJG') =>
  (await county.store.records.find('result', resultOf(id, department)))?.value;
const idsOf = ({ items }: { readonly items: readonly { readonly id: string }[] }) => items.map(({ id }) => id);

describe('the end of a department’s part', () => {
  test('is a candidate for day 0 of its result, and of no other', async () => {
    const id = await county.dispatch();
    expectOk(await county.act(inspector(1, 'WJW'), 'completeVisit', id, { completedOn: '2026-03-11' }));

    const { value } = await visitOf(id);
    expect(value.status).toBe('dispatched');
    expect(value.parts.map(({ department, ended }) => [department, ended])).toEqual([
      ['SCJG', undefined],
      ['WJW', { on: '2026-03-11', as: 'completed', by: inspector(1, 'WJW').id }],
    ]);
    // Twenty working days after 11 March 2026: 6 April is a holiday (清明).
    expect(await valueOf(id, 'WJW')).toMatchObject({ status: 'assigned', day0: '2026-03-11', deadline: '2026-04-09' });
    expect(await valueOf(id)).toMatchObject({ status: 'assigned', visitStatus: 'dispatched' });
    expect((await valueOf(id))?.day0).toBeUndefined();
  });

  test('ends the visit with the last of them, on the last of their days', async () => {
    const id = await county.dispatch();
    expectOk(await county.act(inspector(1), 'completeVisit', id, { completedOn: '2026-03-12' }));
    expectOk(await county.act(inspector(2, 'WJW'), 'completeVisit', id, { completedOn: '2026-03-11' }));
    expect((await visitOf(id)).value).toMatchObject({
      status: 'completed',
      completedOn: '2026-03-12',
      completedBy: inspector(2, 'WJW').id,
    });
    expect(await valueOf(id)).toMatchObject({ visitStatus: 'completed', day0: '2026-03-12' });
    expect(await valueOf(id, 'WJW')).toMatchObject({ visitStatus: 'completed', day0: '2026-03-11' });
  });

  test('also when the last two say so at the same moment', async () => {
    const id = await county.dispatch();
    const end = { completedOn: '2026-03-11' };
    const said = await Promise.all([
      county.act(inspector(1), 'completeVisit', id, end),
      county.act(inspector(1, 'WJW'), 'completeVisit', id, end),
    ]);
    for (const [index, answer] of said.entries())
      if (!answer.ok) expectOk(await county.act(inspector(1, index === 0 ? 'SCJG' : 'WJW'), 'completeVisit', id, end));
    expect((await visitOf(id)).value.status).toBe('completed');
    expect(await valueOf(id, 'WJW')).toMatchObject({ visitStatus: 'completed', completedOn: '2026-03-11' });
  });

  test('is said once; the second time it is told the way to correct the day', async () => {
    const id = await county.dispatch();
    expectOk(await county.act(inspector(1), 'completeVisit', id, { completedOn: '2026-03-11' }));
    const again = await county.act(inspector(2), 'completeVisit', id, { completedOn: '2026-03-12' });
    expect(again).toMatchObject({
      error: { kind: 'not-ready', detail: expect.stringContaining('申请更正检查完成日期') },
    });
    expect((await valueOf(id))?.completedOn).toBe('2026-03-11');
  });

  test('precedes no inspection that the department has entered', async () => {
    const id = await county.dispatch();
    expectOk(await county.act(inspector(1), 'saveResult', resultOf(id), aDraft({ inspectedOn: '2026-03-11' })));
    const early = await county.act(inspector(1), 'completeVisit', id, { completedOn: '2026-03-10' });
    expect(early).toMatchObject({ error: { kind: 'invalid-input', errors: [{ path: 'body.completedOn' }] } });
    expectOk(await county.act(inspector(1), 'completeVisit', id, { completedOn: '2026-03-11' }));
    // Nor is an inspection entered afterwards that came later than the end.
    expectOk(await county.act(inspector(1), 'saveResult', resultOf(id), aDraft({ inspectedOn: '2026-03-12' })));
    expect(await county.act(inspector(1), 'submitResult', resultOf(id), {})).toMatchObject({
      error: { kind: 'invalid-input', errors: [{ path: 'body.completedOn' }] },
    });
  });

  test('without the calendar of the year it falls into the deadline stays open', async () => {
    const id = await county.dispatch({ window: { from: '2026-12-01', to: '2026-12-31' } });
    county.at('2026-12-20T02:00:00Z');
    expectOk(await county.act(inspector(1), 'completeVisit', id, { completedOn: '2026-12-04' }));
    const found = await county.as(officer('甲'))('listResults', { query: { deadline: 'undetermined' } });
    county.at('2026-03-12T02:00:00Z');
    expect((await valueOf(id))?.day0).toBe('2026-12-04');
    expect((await valueOf(id))?.deadline).toBeUndefined();
    expect(idsOf(expectOk(found))).toContain(resultOf(id));
  });

  test.each([
    ['tomorrow', '2026-03-13'],
    ['before it was ordered', '2026-03-01'],
  ])('cannot be %s', async (_, completedOn) => {
    const id = await county.dispatch();
    const answer = await county.act(inspector(1), 'completeVisit', id, { completedOn });
    expect(answer).toMatchObject({
      ok: false,
      error: { kind: 'invalid-input', errors: [{ path: 'body.completedOn' }] },
    });
    expect((await visitOf(id)).value.status).toBe('dispatched');
  });

  test.each([
    ['today', {}, '2026-03-12'],
    ['on the day it was ordered, in a window that had begun', {}, '2026-03-02'],
    ['on the first day of a window that began after it was ordered', { from: '2026-03-05' }, '2026-03-05'],
  ])('may be %s', async (_, window, completedOn) => {
    const id = await county.dispatch({ window: { from: '2026-03-01', to: '2026-04-30', ...window } });
    expectOk(await county.act(inspector(1), 'completeVisit', id, { completedOn }));
    expect(await valueOf(id)).toMatchObject({ completedOn, day0: completedOn });
  });

  test('cannot be before the window of a visit that was ordered earlier', async () => {
    const id = await county.dispatch({ window: { from: '2026-03-05', to: '2026-04-30' } });
    const early = await county.act(inspector(1), 'completeVisit', id, { completedOn: '2026-03-04' });
    expect(early).toMatchObject({ error: { kind: 'invalid-input', errors: [{ path: 'body.completedOn' }] } });
    const draft = aDraft({ inspectedOn: '2026-03-04' });
    expect(await county.act(inspector(1), 'saveResult', resultOf(id), draft)).toMatchObject({
      error: { kind: 'invalid-input', errors: [{ path: 'body.inspectedOn' }] },
    });
    expectOk(await county.act(inspector(1), 'saveResult', resultOf(id), aDraft({ inspectedOn: '2026-03-05' })));
  });

  test.each([
    ['somebody who was not drawn', inspector(3), 'uncertified-recorder'],
    ['a clerk who is in no team', officer('甲'), 'uncertified-recorder'],
    ['a participant’s clerk who is in no team', officer('甲', 'WJW'), 'uncertified-recorder'],
    ['the joint meeting’s office', person('SCJG', 'office'), 'forbidden'],
    ['a department that takes no part', officer('甲', 'YJJ'), 'not-found'],
  ] as const)('is not said by %s', async (_, who, kind) => {
    const id = await county.dispatch();
    const answer = await county.act(who, 'completeVisit', id, { completedOn: '2026-03-11' });
    expect(answer).toMatchObject({ ok: false, error: { kind } });
  });

  test('is written once, however many say it at the same moment', async () => {
    const id = await county.dispatch();
    const end = { completedOn: '2026-03-11' };
    const answers = await Promise.all([1, 2].map((n) => county.act(inspector(n), 'completeVisit', id, end)));
    const kinds = answers.map((answer) => answer.ok || answer.error.kind);
    expect(kinds.filter((kind) => kind === true)).toHaveLength(1);
    expect(['stale-version', 'not-ready']).toContain(kinds.find((kind) => kind !== true));
    expect((await county.store.audit.events('visit', id)).map(({ action }) => action)).toEqual([
      'dispatch',
      'complete',
    ]);
  });

  test('goes through although a department saves its result at the same moment', async () => {
    const id = await county.dispatch();
    const [ended, saved] = await Promise.all([
      county.act(inspector(1), 'completeVisit', id, { completedOn: '2026-03-11' }),
      county.act(
        inspector(1, 'WJW'),
        'saveResult',
        resultOf(id, 'WJW'),
        aDraft({ findings: [aFinding('WJW-001')], present: [] }),
      ),
    ]);
    expect(ended.ok).toBe(true);
    expect(saved.ok || saved.error.kind).toSatisfy((kind) => kind === true || kind === 'stale-version');
    expect(await valueOf(id)).toMatchObject({ completedOn: '2026-03-11', day0: '2026-03-11' });
  });
});

describe('the end of the whole visit', () => {
  const end = { completedOn: '2026-03-11' };

  test('is said by the lead’s team: parts that are open end that day, and their departments are told', async () => {
    const id = await county.dispatch();
    expectOk(await county.act(inspector(1), 'endVisit', id, end));
    const { value } = await visitOf(id);
    expect(value).toMatchObject({ status: 'completed', completedOn: '2026-03-11', completedBy: inspector(1).id });
    expect(value.parts.map(({ ended }) => ended?.as)).toEqual(['completed', 'closed']);
    for (const department of ['SCJG', 'WJW'] as const)
      expect(await valueOf(id, department)).toMatchObject({
        ...{ status: 'assigned', visitStatus: 'completed', day0: '2026-03-11', deadline: '2026-04-09' },
      });
    const inbox = expectOk(await county.as(officer('甲', 'WJW'))('listNotices', {})).items;
    const notice = inbox.find(({ resultId }) => resultId === resultOf(id, 'WJW'));
    expect(notice).toMatchObject({ kind: 'visit-ended', title: '牵头部门已登记检查结束' });
    expect(notice?.text).toContain('2026年3月11日');
    const own = expectOk(await county.as(officer('甲'))('listNotices', {})).items;
    expect(own.filter(({ resultId }) => resultId === resultOf(id))).toEqual([]);
  });

  test('leaves the days of parts that had ended, and is not before any of them', async () => {
    const id = await county.dispatch();
    expectOk(await county.act(inspector(1, 'WJW'), 'completeVisit', id, { completedOn: '2026-03-12' }));
    expectOk(await county.act(inspector(2), 'endVisit', id, end));
    expect((await visitOf(id)).value.completedOn).toBe('2026-03-12');
    expect([(await valueOf(id))?.day0, (await valueOf(id, 'WJW'))?.day0]).toEqual(['2026-03-11', '2026-03-12']);
  });

  test('does not precede what another department has entered', async () => {
    const id = await county.dispatch();
    const draft = aDraft({ findings: [aFinding('WJW-001')], present: [], inspectedOn: '2026-03-12' });
    expectOk(await county.act(inspector(1, 'WJW'), 'saveResult', resultOf(id, 'WJW'), draft));
    const early = await county.act(inspector(1), 'endVisit', id, end);
    expect(early).toMatchObject({
      error: { errors: [{ path: 'body.completedOn', message: expect.stringContaining('卫生健康委') }] },
    });
    expect((await visitOf(id)).value.status).toBe('dispatched');
  });

  test.each([
    ['a participant’s team', inspector(1, 'WJW'), 'uncertified-recorder'],
    ['a clerk of the lead', officer('甲'), 'uncertified-recorder'],
    ['a colleague who was not drawn', inspector(3), 'uncertified-recorder'],
    ['the joint meeting’s office', person('SCJG', 'office'), 'forbidden'],
    ['a department that takes no part', officer('甲', 'YJJ'), 'not-found'],
  ] as const)('is not said by %s', async (_, who, kind) => {
    const id = await county.dispatch();
    expect(await county.act(who, 'endVisit', id, end)).toMatchObject({ ok: false, error: { kind } });
    expect((await visitOf(id)).value.status).toBe('dispatched');
  });

  test('of all departments of the county is one transaction, which tells as many as fit', async () => {
    const [own] = aVisitDraft().parts;
    if (!own) throw new Error('no part');
    const parts = departmentCodes.map((department) => {
      const team = [1, 2].map((n) => ({
        id: `${department}-R00${n}`,
        version: 1,
        name: `检查员${n}`,
        certificate: `豫${n}`,
      }));
      return { ...own, department, team };
    });
    const id = await county.dispatch({ parts });
    expectOk(await county.act(inspector(1), 'endVisit', id, end));
    expect((await visitOf(id)).value.status).toBe('completed');
    expect((await county.store.records.find('result', resultOf(id, 'WJW')))?.value.day0).toBe('2026-03-11');
    const page = { limit: 100 };
    const inboxes = await county.store.records.list({ kind: 'notice', in: 'ofInbox', of: departmentCodes, page });
    const told = inboxes.items.filter(({ value }) => value.resultId?.startsWith(id));
    // Of a hundred actions 27 results take 81, the visit 2, its batch 1, their counters 2; a notice takes 2.
    expect(told).toHaveLength(7);
  });

  test('is said once', async () => {
    const id = await county.dispatch();
    const answers = await Promise.all([1, 2].map((n) => county.act(inspector(n), 'endVisit', id, end)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await county.act(inspector(1), 'endVisit', id, end)).toMatchObject({
      error: { kind: 'illegal-transition' },
    });
  });
});

describe('an inspection that could not be performed', () => {
  const nobody = { completedOn: '2026-03-10', reason: '停业或清算', note: '大门紧锁，邻居称已停业' };

  const inspectWjw = async (id: string, more: object = {}) => {
    const draft = aDraft({ findings: [aFinding('WJW-001')], present: ['WJW-R001', 'WJW-R002'], ...more });
    expectOk(await county.act(inspector(1, 'WJW'), 'saveResult', resultOf(id, 'WJW'), draft));
    return county.act(inspector(1, 'WJW'), 'submitResult', resultOf(id, 'WJW'));
  };
  const publish = async (id: string) => {
    const department = id.endsWith('WJW') ? 'WJW' : 'SCJG';
    expectOk(await county.act(officer('审核', department), 'approveResult', id));
    return county.act(officer('公示', department), 'publishResult', id);
  };

  test('is recorded by each department for itself: it fills in its own result and no other', async () => {
    const id = await county.dispatch();
    expectOk(await county.act(inspector(1), 'recordNonPerformance', id, nobody));
    expect((await visitOf(id)).value.status).toBe('dispatched');
    expect(await valueOf(id)).toMatchObject({
      ...{ status: 'draft', inspectedOn: '2026-03-10', completedOn: '2026-03-10', recordedBy: [inspector(1).id] },
      nonPerformance: { reason: '停业或清算', note: '大门紧锁，邻居称已停业' },
    });
    const other = await valueOf(id, 'WJW');
    expect(other).toMatchObject({ status: 'assigned', recordedBy: [] });
    expect([other?.nonPerformance, other?.day0, other?.inspectedOn]).toEqual([undefined, undefined, undefined]);
    expectOk(await county.act(inspector(2), 'submitResult', resultOf(id)));
    const own = { ...inspector(1), roles: ['officer' as const] };
    expect(await county.act(own, 'approveResult', resultOf(id))).toMatchObject({ error: { kind: 'same-person' } });
  });

  test('by all departments ends the visit as not performed', async () => {
    const id = await county.dispatch();
    expectOk(await county.act(inspector(1), 'recordNonPerformance', id, nobody));
    expectOk(
      await county.act(inspector(1, 'WJW'), 'recordNonPerformance', id, { ...nobody, completedOn: '2026-03-11' }),
    );
    expect((await visitOf(id)).value).toMatchObject({
      ...{ status: 'not-performed', completedOn: '2026-03-11', nonPerformance: { reason: '停业或清算' } },
    });
    for (const department of ['SCJG', 'WJW'] as const)
      expect(await valueOf(id, department)).toMatchObject({ visitStatus: 'not-performed' });
  });

  test('by one department while another inspected is a completed visit', async () => {
    const id = await county.dispatch();
    expectOk(await county.act(inspector(1, 'WJW'), 'completeVisit', id, { completedOn: '2026-03-09' }));
    expectOk(await county.act(inspector(1), 'recordNonPerformance', id, nobody));
    expect((await visitOf(id)).value).toMatchObject({ status: 'completed', completedOn: '2026-03-10' });
    expect((await visitOf(id)).value.nonPerformance).toBeUndefined();
  });

  test('is overtaken by what the department submits in the end, and the visit says so too', async () => {
    const id = await county.dispatch();
    expectOk(await county.act(inspector(1), 'recordNonPerformance', id, nobody));
    expectOk(await county.act(inspector(1), 'endVisit', id, { completedOn: '2026-03-11' }));
    expect((await visitOf(id)).value.status).toBe('not-performed');
    expectOk(await inspectWjw(id, { inspectedOn: '2026-03-09' }));
    expect((await visitOf(id)).value).toMatchObject({ status: 'completed', completedOn: '2026-03-11' });
    expect(await valueOf(id)).toMatchObject({ visitStatus: 'completed' });
  });

  test('is refused once the department has entered what it found', async () => {
    const id = await county.dispatch();
    expectOk(await county.act(inspector(1), 'saveResult', resultOf(id), aDraft()));
    const answer = await county.act(inspector(1), 'recordNonPerformance', id, nobody);
    expect(answer).toMatchObject({ error: { kind: 'visit-under-inspection' } });
    expect(answer.ok ? '' : answer.error.detail).toContain('市场监督管理局');
    expectOk(await county.act(inspector(1, 'WJW'), 'recordNonPerformance', id, nobody));
    expect((await visitOf(id)).value.status).toBe('dispatched');
  });

  test('published by one department is contradicted by another only with a reason, and both texts stay', async () => {
    const id = await county.dispatch();
    expectOk(await county.act(inspector(1), 'recordNonPerformance', id, nobody));
    expectOk(await county.act(inspector(1), 'submitResult', resultOf(id)));
    expectOk(await publish(resultOf(id)));
    const refused = await inspectWjw(id);
    expect(refused).toMatchObject({ error: { kind: 'result-incomplete', errors: [{ path: 'differsBecause' }] } });
    expect(refused.ok ? '' : refused.error.errors?.[0]?.message).toContain('市场监督管理局');
    // Inspected the day before the door was found closed, it contradicts nothing.
    const before = await county.dispatch();
    expectOk(await county.act(inspector(1), 'recordNonPerformance', before, nobody));
    expectOk(await county.act(inspector(1), 'submitResult', resultOf(before)));
    expectOk(await publish(resultOf(before)));
    expectOk(await inspectWjw(before, { inspectedOn: '2026-03-09' }));

    expectOk(await inspectWjw(id, { differsBecause: '经营者当日返回开门，检查组经核实后实施检查' }));
    expectOk(await publish(resultOf(id, 'WJW')));
    const [document] = [await publishedResult(county.store, resultOf(id, 'WJW'))];
    expect(document).toMatchObject({ differsFrom: ['睢县市场监督管理局'] });
    expect(JSON.stringify(document)).not.toContain('经营者当日返回');
  });

  test('and an inspection on the same day are not both published, even approved before either was public', async () => {
    const id = await county.dispatch();
    expectOk(await inspectWjw(id));
    expectOk(await county.act(inspector(1), 'recordNonPerformance', id, nobody));
    expectOk(await county.act(inspector(1), 'submitResult', resultOf(id)));
    for (const department of ['SCJG', 'WJW'] as const)
      expectOk(await county.act(officer('审核', department), 'approveResult', resultOf(id, department)));
    const answers = await Promise.all(
      (['SCJG', 'WJW'] as const).map((department) =>
        county.act(officer('公示', department), 'publishResult', resultOf(id, department)),
      ),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ error: { kind: 'not-ready' } });
  });

  test('that a correction turns into an inspection changes the visit with its publication, not before', async () => {
    const parts = aVisitDraft().parts.filter(({ department }) => department === 'SCJG');
    const id = await county.dispatch({ parts });
    expectOk(await county.act(inspector(1), 'recordNonPerformance', id, nobody));
    expectOk(await county.act(inspector(1), 'submitResult', resultOf(id)));
    expectOk(await publish(resultOf(id)));
    expectOk(await county.act(officer('甲'), 'correctResult', resultOf(id), { reason: '登记有误' }));
    expectOk(await county.act(inspector(1), 'saveResult', resultOf(id), aDraft()));
    expectOk(await county.act(inspector(1), 'submitResult', resultOf(id)));
    expect((await visitOf(id)).value.status).toBe('not-performed');
    expectOk(await publish(resultOf(id)));
    expect((await visitOf(id)).value.status).toBe('completed');
    expect((await valueOf(id))?.visitStatus).toBe('completed');
  });

  test.each([
    ['a reason that is none', { ...nobody, reason: '太远' }],
    ['no word of explanation', { ...nobody, note: ' ' }],
  ])('is refused with %s', async (_, body) => {
    const id = await county.dispatch();
    const answer = await county.act(inspector(1), 'recordNonPerformance', id, body);
    expect(answer).toMatchObject({ error: { kind: 'invalid-input' } });
  });
});

describe('who sees a visit', () => {
  test('every participant, with all parts and how far each department is, but not a stranger', async () => {
    const id = await county.dispatch();
    for (const who of [inspector(1), officer('甲', 'WJW'), person('SWJ', 'supervisor')]) {
      const visit = expectOk(await county.as(who)('getVisit', { params: { id } }));
      expect(visit.parts.map(({ department }) => department)).toEqual(['SCJG', 'WJW']);
      expect(visit.results).toEqual([
        { id: resultOf(id), department: 'SCJG', status: 'assigned', edition: 0 },
        { id: resultOf(id, 'WJW'), department: 'WJW', status: 'assigned', edition: 0 },
      ]);
    }
    const answer = await county.as(officer('甲', 'YJJ'))('getVisit', { params: { id } });
    expect(answer).toMatchObject({ error: { kind: 'not-found' } });
  });

  test('lists select by person, department, batch, task, status and township', async () => {
    const other = await inspectionsForTest();
    const part = (department: 'SCJG' | 'WJW') => aVisitDraft().parts.filter((each) => each.department === department);
    const joint = await other.dispatch();
    const away = await other.dispatch({
      batchId: 'batch-2',
      object: anObject({ id: 'OBJ-away', creditCode: undefined, township: '411422200' }),
      parts: part('WJW').map((each) => ({ ...each, items: each.items.map((item) => ({ ...item, taskId: 'task-2' })) })),
      lead: 'WJW',
    });
    expectOk(await other.act(inspector(1), 'endVisit', joint, { completedOn: '2026-03-11' }));
    const list = async (who: ReturnType<typeof officer>, query: object = {}) =>
      idsOf(expectOk(await other.as(who)('listVisits', { query })));

    expect(await list(inspector(1), { mine: 'true' })).toEqual([joint]);
    expect(await list(inspector(3), { mine: 'true' })).toEqual([]);
    expect(await list(officer('甲'), { mine: 'true' })).toEqual([]);
    expect(await list(inspector(2, 'WJW'), { mine: 'true' })).toEqual([joint, away]);
    expect(await list(officer('甲'))).toEqual([joint]);
    expect(await list(officer('甲', 'WJW'))).toEqual([joint, away]);
    expect(await list(officer('甲', 'WJW'), { status: 'dispatched' })).toEqual([away]);
    expect(await list(officer('甲', 'WJW'), { township: '411422105' })).toEqual([joint]);
    expect(await list(officer('甲', 'WJW'), { batch: 'batch-2' })).toEqual([away]);
    expect(await list(officer('甲', 'WJW'), { task: 'task-2' })).toEqual([away]);
    // 市场监管 leads both batches, and has no part in the second visit.
    expect(await list(officer('甲'), { task: 'task-2' })).toEqual([away]);
    expect(await list(officer('甲'), { department: 'WJW' })).toEqual([joint]);
    expect(await list(officer('甲', 'YJJ'))).toEqual([]);
    expect((await list(person('SWJ', 'supervisor'))).toSorted()).toEqual([joint, away].toSorted());
    expect(await list(person('SWJ', 'supervisor'), { department: 'SCJG' })).toEqual([joint]);
    expect(await list(person('SWJ', 'supervisor'), { year: 2025 })).toEqual([]);

    const tasks = async (who: ReturnType<typeof officer>) => idsOf(expectOk(await other.as(who)('listTasks', {})));
    expect(await tasks(officer('甲', 'WJW'))).toEqual(['task-2', 'task-1']);
    expect(await tasks(officer('甲', 'YJJ'))).toEqual([]);
    const foreign = await other.as(officer('甲', 'YJJ'))('getTask', { params: { id: 'task-1' } });
    expect(foreign).toMatchObject({ error: { kind: 'not-found' } });
  });
});
