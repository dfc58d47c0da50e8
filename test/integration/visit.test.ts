import { beforeAll, describe, expect, test } from 'vitest';
import { aDraft, aFinding, anObject, aVisitDraft } from '../support/inspection-samples.ts';
import { type Inspections, inspectionsForTest, inspector, officer, resultOf } from '../support/inspections.ts';
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

describe('the end of a visit', () => {
  test('is a candidate for day 0 of every department’s result', async () => {
    const id = await county.dispatch();
    expectOk(await county.act(inspector(1, 'WJW'), 'completeVisit', id, { completedOn: '2026-03-11' }));

    expect((await visitOf(id)).value).toMatchObject({
      status: 'completed',
      completedOn: '2026-03-11',
      completedBy: inspector(1, 'WJW').id,
    });
    // Twenty working days after 11 March 2026: 6 April is a holiday (清明).
    for (const department of ['SCJG', 'WJW'] as const)
      expect(await valueOf(id, department)).toMatchObject({
        status: 'assigned',
        visitStatus: 'completed',
        day0: '2026-03-11',
        deadline: '2026-04-09',
      });
  });

  test('the earlier of produced and completed is day 0, whichever is entered first', async () => {
    const produced = await county.dispatch();
    expectOk(await county.act(inspector(1), 'saveResult', resultOf(produced), aDraft()));
    expectOk(await county.act(inspector(1), 'submitResult', resultOf(produced)));
    expect(await valueOf(produced)).toMatchObject({ day0: '2026-03-12', deadline: '2026-04-10' });
    expectOk(await county.act(inspector(1), 'completeVisit', produced, { completedOn: '2026-03-10' }));
    expect(await valueOf(produced)).toMatchObject({ day0: '2026-03-10', deadline: '2026-04-08' });
    expect(await valueOf(produced)).toMatchObject({ producedOn: '2026-03-12', completedOn: '2026-03-10' });
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
    ['the joint meeting’s office', person('SCJG', 'office'), 'forbidden'],
    ['a department that takes no part', officer('甲', 'YJJ'), 'foreign-department'],
  ] as const)('is not said by %s', async (_, who, kind) => {
    const id = await county.dispatch();
    const answer = await county.act(who, 'completeVisit', id, { completedOn: '2026-03-11' });
    expect(answer).toMatchObject({ ok: false, error: { kind } });
  });

  test('is said once', async () => {
    const id = await county.dispatch();
    const end = { completedOn: '2026-03-11' };
    const answers = await Promise.all([1, 2].map((n) => county.act(inspector(n), 'completeVisit', id, end)));
    const kinds = answers.map((answer) => answer.ok || answer.error.kind);
    expect(kinds.filter((kind) => kind === true)).toHaveLength(1);
    expect(['stale-version', 'illegal-transition']).toContain(kinds.find((kind) => kind !== true));
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
    expect(await valueOf(id, 'WJW')).toMatchObject({ completedOn: '2026-03-11', day0: '2026-03-11' });
  });
});

describe('an inspection that could not be performed', () => {
  const nobody = { completedOn: '2026-03-10', reason: '停业或清算', note: '大门紧锁，邻居称已停业' };

  test('fills in every department’s result, which each submits and approves for itself', async () => {
    const id = await county.dispatch();
    expectOk(await county.act(inspector(1), 'recordNonPerformance', id, nobody));
    expect((await visitOf(id)).value).toMatchObject({
      status: 'not-performed',
      nonPerformance: { reason: '停业或清算' },
    });
    for (const department of ['SCJG', 'WJW'] as const) {
      const result = resultOf(id, department);
      expect(await valueOf(id, department)).toMatchObject({
        status: 'draft',
        inspectedOn: '2026-03-10',
        nonPerformance: { reason: '停业或清算', note: '大门紧锁，邻居称已停业' },
        recordedBy: [inspector(1).id],
      });
      expectOk(await county.act(inspector(2, department), 'submitResult', result));
    }
    const own = { ...inspector(1), roles: ['officer' as const] };
    expect(await county.act(own, 'approveResult', resultOf(id))).toMatchObject({ error: { kind: 'same-person' } });
    expectOk(await county.act(officer('审核', 'WJW'), 'approveResult', resultOf(id, 'WJW')));
  });

  test('is refused once a department has entered what it found', async () => {
    const id = await county.dispatch();
    expectOk(await county.act(inspector(1), 'saveResult', resultOf(id), aDraft()));
    const answer = await county.act(inspector(1, 'WJW'), 'recordNonPerformance', id, nobody);
    expect(answer).toMatchObject({ error: { kind: 'visit-under-inspection' } });
    expect(answer.ok ? '' : answer.error.detail).toContain('市场监督管理局');
    expect((await visitOf(id)).value.status).toBe('dispatched');
    expect((await valueOf(id, 'WJW'))?.status).toBe('assigned');
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
    expect(answer).toMatchObject({ error: { kind: 'foreign-department' } });
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
    expectOk(await other.act(inspector(1), 'completeVisit', joint, { completedOn: '2026-03-11' }));
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
    expect(foreign).toMatchObject({ error: { kind: 'foreign-department' } });
  });
});
