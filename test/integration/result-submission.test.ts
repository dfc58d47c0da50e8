import { beforeAll, describe, expect, test } from 'vitest';
import type { DepartmentCode } from '../../shared/base/primitives.ts';
import type { Inspector } from '../../shared/domain/registry/registry.ts';
import { eventOf, replaceRow } from '../../shared/use-cases/changes.ts';
import { aDraft, aFinding, aVisitDraft } from '../support/inspection-samples.ts';
import { type Inspections, inspectionsForTest, inspector, officer, resultOf } from '../support/inspections.ts';
import { publishedResult } from '../support/published-result.ts';
import { expectOk } from '../support/system.ts';

let county: Inspections;
beforeAll(async () => {
  county = await inspectionsForTest();
});

const stored = async (id: string) => {
  const result = await county.store.records.find('result', id);
  if (!result) throw new Error(`no result ${id}`);
  return result;
};
const newResult = async () => resultOf(await county.dispatch());
const submit = (id: string, body?: object, who = inspector(1)) => county.act(who, 'submitResult', id, body);

/** Writes the next version of an inspector's row on some day. */
async function registered(system: Inspections, id: string, change: Partial<Inspector>, day: string) {
  const row = await system.store.registry.find('inspector', id);
  if (!row) throw new Error(`no inspector ${id}`);
  const event = eventOf('update', officer('管理'), new Date(`${day}T02:00:00Z`));
  const done = await system.store.work.commit([replaceRow(row, { ...row.value, ...change }, event)]);
  expect(done.ok).toBe(true);
}

describe('a submission says who was there', () => {
  test('and is refused before it does, or when a colleague who was not drawn is named', async () => {
    const id = await newResult();
    expectOk(await county.act(officer('录入'), 'saveResult', id, aDraft({ present: ['SCJG-R001'] })));
    expect(await submit(id, undefined, officer('录入'))).toMatchObject({
      error: { kind: 'result-incomplete', errors: [{ path: 'present' }] },
    });
    const stranger = aDraft({ present: ['SCJG-R001', 'SCJG-R003'] });
    expect(await county.act(officer('录入'), 'saveResult', id, stranger)).toMatchObject({
      error: { kind: 'invalid-input', errors: [{ path: 'body.present.1' }] },
    });
    expectOk(await county.act(officer('录入'), 'saveResult', id, aDraft()));
    expectOk(await submit(id, undefined, officer('录入')));
    expect((await stored(id)).value.present).toEqual(['SCJG-R001', 'SCJG-R002']);
  });

  test('and what is published does not', async () => {
    const id = await newResult();
    await county.published(id);
    const body = await publishedResult(county.store, id);
    expect(JSON.stringify(body)).not.toMatch(/SCJG-R00|present/);
  });
});

describe('whoever was there might inspect that day (R2)', () => {
  const certificate = (validTo: string) => ({
    certificate: { number: '豫SCJG2', issuer: '河南省人民政府', validFrom: '2025-01-01', validTo },
  });

  test('a certificate that had expired stops the submission, which names the inspector', async () => {
    const system = await inspectionsForTest();
    const id = resultOf(await system.dispatch());
    await registered(system, 'SCJG-R002', certificate('2026-03-09'), '2026-03-05');
    expectOk(await system.act(inspector(1), 'saveResult', id, aDraft()));
    const refused = await system.act(inspector(1), 'submitResult', id);
    expect(refused).toMatchObject({
      error: {
        kind: 'unlawful-presence',
        errors: [
          { path: 'present.SCJG-R002', message: '检查人员 SCJG-R002：执法证件有效期不含检查日（2026年3月10日）' },
        ],
      },
    });
    expect(refused.ok ? '' : refused.error.detail).toContain('SCJG-R002');
    expect((await system.store.records.find('result', id))?.value).toMatchObject({ status: 'draft' });

    await registered(system, 'SCJG-R002', certificate('2030-03-09'), '2026-03-12');
    expectOk(await system.act(inspector(1), 'submitResult', id));
  });

  test('one taken out of the registry before the inspection stops it, one who retired after it does not', async () => {
    const system = await inspectionsForTest();
    const [before, after] = [resultOf(await system.dispatch()), resultOf(await system.dispatch())];
    await registered(system, 'SCJG-R001', { status: '失效' }, '2026-03-11');
    expectOk(await system.act(inspector(1), 'saveResult', after, aDraft({ inspectedOn: '2026-03-10' })));
    expectOk(await system.act(inspector(2), 'submitResult', after));
    expectOk(await system.act(inspector(1), 'saveResult', before, aDraft({ inspectedOn: '2026-03-11' })));
    expect(await system.act(inspector(2), 'submitResult', before)).toMatchObject({
      error: { kind: 'unlawful-presence', errors: [{ path: 'present.SCJG-R001' }] },
    });
  });

  test('a conflict of interest declared since the draw stops it', async () => {
    const system = await inspectionsForTest();
    const id = resultOf(await system.dispatch());
    const [objectId = ''] = id.split('.').slice(1);
    await registered(system, 'SCJG-R001', { recusals: [{ objectId, ground: '持股任职' }] }, '2026-03-12');
    expectOk(await system.act(inspector(2), 'saveResult', id, aDraft()));
    const refused = await system.act(inspector(2), 'submitResult', id);
    expect(refused).toMatchObject({ error: { kind: 'unlawful-presence' } });
    expect(refused.ok ? '' : refused.error.detail).toContain('应当回避');
  });
});

describe('a submission says when the department’s part was over (R7)', () => {
  test('which is the other candidate for day 0', async () => {
    const id = await newResult();
    expectOk(await county.act(inspector(1), 'saveResult', id, aDraft()));
    expectOk(await submit(id, { completedOn: '2026-03-10' }));
    expect((await stored(id)).value).toMatchObject({
      ...{ producedOn: '2026-03-12', completedOn: '2026-03-10', day0: '2026-03-10' },
      ...{ deadline: '2026-04-08', visitStatus: 'dispatched' },
    });
    const events = await county.store.audit.events('result', id);
    expect(events.at(-1)).toMatchObject({ action: 'submit', facts: { completedOn: '2026-03-10' } });
  });

  test.each([
    ['not', {}, 'result-incomplete', 'completedOn'],
    ['before the inspection', { completedOn: '2026-03-09' }, 'invalid-input', 'body.completedOn'],
    ['in the future', { completedOn: '2026-03-13' }, 'invalid-input', 'body.completedOn'],
  ])('but not when it is stated %s', async (_, body, kind, path) => {
    const id = await newResult();
    expectOk(await county.act(inspector(1), 'saveResult', id, aDraft()));
    expect(await submit(id, body)).toMatchObject({ error: { kind, errors: [{ path }] } });
    expect((await stored(id)).value.day0).toBeUndefined();
  });

  test('once: what the visit has said is not taken back', async () => {
    const visit = await county.dispatch();
    const id = resultOf(visit);
    expectOk(await county.act(inspector(1), 'completeVisit', visit, { completedOn: '2026-03-10' }));
    expectOk(await county.act(inspector(1), 'saveResult', id, aDraft()));
    expect(await submit(id, { completedOn: '2026-03-12' })).toMatchObject({
      error: { kind: 'invalid-input', errors: [{ path: 'body.completedOn' }] },
    });
    expectOk(await submit(id, {}));
    expect((await stored(id)).value.day0).toBe('2026-03-10');
  });

  const enterWjw = (visit: string, present = ['WJW-R001', 'WJW-R002']) =>
    county.act(
      inspector(1, 'WJW'),
      'saveResult',
      resultOf(visit, 'WJW'),
      aDraft({ findings: [aFinding('WJW-001')], present }),
    );
  const visitOf = async (id: string) => (await county.store.records.find('visit', id))?.value;

  test('and the last department’s ends the visit, on the last of their days', async () => {
    const visit = await county.dispatch();
    expectOk(await county.act(inspector(1), 'saveResult', resultOf(visit), aDraft()));
    expectOk(await enterWjw(visit));
    expectOk(await submit(resultOf(visit), { completedOn: '2026-03-12' }));
    expect((await visitOf(visit))?.status).toBe('dispatched');
    expectOk(await submit(resultOf(visit, 'WJW'), { completedOn: '2026-03-11' }, inspector(1, 'WJW')));
    expect(await visitOf(visit)).toMatchObject({ status: 'completed', completedOn: '2026-03-12' });
    for (const [department, day0] of [
      ['SCJG', '2026-03-12'],
      ['WJW', '2026-03-11'],
    ] as [DepartmentCode, string][])
      expect((await stored(resultOf(visit, department))).value).toMatchObject({ visitStatus: 'completed', day0 });
  });

  test('also when the last two are submitted at the same moment', async () => {
    const visit = await county.dispatch();
    expectOk(await county.act(inspector(1), 'saveResult', resultOf(visit), aDraft()));
    expectOk(await enterWjw(visit));
    const answers = await Promise.all([
      submit(resultOf(visit), { completedOn: '2026-03-12' }),
      submit(resultOf(visit, 'WJW'), { completedOn: '2026-03-11' }, inspector(1, 'WJW')),
    ]);
    expect(answers.filter(({ ok }) => ok).length).toBeGreaterThan(0);
    for (const department of ['SCJG', 'WJW'] as const) {
      const id = resultOf(visit, department);
      if ((await stored(id)).value.status !== 'draft') continue;
      expectOk(await submit(id, { completedOn: '2026-03-12' }, inspector(1, department)));
    }
    expect((await visitOf(visit))?.status).toBe('completed');
  });

  test('and a visit of one department that could not inspect ends as not performed', async () => {
    const parts = aVisitDraft().parts.filter(({ department }) => department === 'SCJG');
    const visit = await county.dispatch({ parts });
    const closed = {
      findings: [],
      overall: [],
      present: [],
      nonPerformance: { reason: '注销', note: '登记机关已注销' },
    };
    expectOk(await county.act(inspector(1), 'saveResult', resultOf(visit), { inspectedOn: '2026-03-11', ...closed }));
    expectOk(await submit(resultOf(visit), { completedOn: '2026-03-11' }));
    expect(await visitOf(visit)).toMatchObject({ status: 'not-performed', nonPerformance: { reason: '注销' } });
  });
});
