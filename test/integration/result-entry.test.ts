import { beforeAll, describe, expect, test } from 'vitest';
import { aDraft, aFinding } from '../support/inspection-samples.ts';
import { type Inspections, inspectionsForTest, inspector, officer, resultOf } from '../support/inspections.ts';
import { expectOk, person } from '../support/system.ts';

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

/** The problem an act ends in, having changed nothing. */
async function refusal(id: string, act: () => Promise<{ ok: boolean }>) {
  const before = await stored(id);
  const answer = await act();
  expect(await stored(id)).toEqual(before);
  if (answer.ok || !('error' in answer)) throw new Error('was not refused');
  return answer.error as { kind: string; errors?: { path: string }[] };
}

describe('entering a result', () => {
  test('the team enters and submits, an officer who entered nothing approves', async () => {
    const id = await newResult();
    expectOk(await county.act(inspector(1), 'saveResult', id, aDraft()));
    expectOk(await county.act(inspector(2), 'submitResult', id));
    expectOk(await county.act(officer('审核'), 'approveResult', id));

    const { value } = await stored(id);
    expect(value).toMatchObject({
      status: 'approved',
      inspectedOn: '2026-03-10',
      producedOn: '2026-03-12',
      submittedBy: inspector(2).id,
      approvedBy: officer('审核').id,
      recordedBy: [inspector(1).id, inspector(2).id],
    });
    const events = await county.store.audit.events('result', id);
    expect(events.map(({ action }) => action)).toEqual(['dispatch', 'record', 'submit', 'approve']);
  });

  test('an officer of the department may enter for the team', async () => {
    const id = await newResult();
    expectOk(await county.act(officer('录入'), 'saveResult', id, aDraft()));
    expect((await stored(id)).value.recordedBy).toEqual([officer('录入').id]);
  });

  test.each([
    ['an inspector who was not drawn', inspector(3), 'uncertified-recorder'],
    ['the joint meeting’s office', person('SCJG', 'office'), 'forbidden'],
    ['the office, also as an officer', { ...officer('甲'), roles: ['office', 'officer'] }, 'uncertified-recorder'],
    ['an administrator of the department', person('SCJG', 'department-admin'), 'forbidden'],
    ['an officer of the other department of the visit', officer('甲', 'WJW'), 'not-found'],
    ['a department that takes no part', officer('甲', 'YJJ'), 'not-found'],
  ] as const)('is not for %s', async (_, who, kind) => {
    const id = await newResult();
    const save = () => county.act({ ...who, roles: [...who.roles] }, 'saveResult', id, aDraft());
    expect((await refusal(id, save)).kind).toBe(kind);
  });

  test('says every contradiction with its place', async () => {
    const id = await newResult();
    const draft = aDraft({
      inspectedOn: '2026-03-13',
      findings: [aFinding('SCJG-001', { codes: ['1', '5'] }), aFinding('WJW-001')],
    });
    const problem = await refusal(id, () => county.act(inspector(1), 'saveResult', id, draft));
    expect(problem.kind).toBe('invalid-input');
    expect(problem.errors?.map(({ path }) => path)).toEqual([
      'body.inspectedOn',
      'body.findings.0.codes',
      'body.findings.1.itemId',
    ]);
  });

  test.each([
    ['codes as one text', { ...aDraft(), overall: '1,5' }],
    ['a code nobody knows', { ...aDraft(), overall: ['9'] }],
    ['a field nobody asked for', { ...aDraft(), score: 100 }],
  ])('refuses %s', async (_, draft) => {
    const id = await newResult();
    expect((await refusal(id, () => county.act(inspector(1), 'saveResult', id, draft))).kind).toBe('invalid-input');
  });

  test('may be saved unfinished, and is not submitted before it is complete', async () => {
    const id = await newResult();
    expectOk(
      await county.act(inspector(1), 'saveResult', id, aDraft({ findings: [aFinding('SCJG-001')], overall: [] })),
    );
    const problem = await refusal(id, () => county.act(inspector(1), 'submitResult', id));
    expect(problem.kind).toBe('result-incomplete');
    expect(problem.errors?.map(({ path }) => path)).toEqual(['findings.SCJG-002', 'overall']);
  });

  test('of two inspectors who save at once one wins and the other is told', async () => {
    const id = await newResult();
    const { version } = (await stored(id)).meta;
    const answers = await Promise.all(
      [1, 2].map((n) =>
        county.as(inspector(n))('saveResult', {
          params: { id },
          version,
          body: aDraft({ inspectedOn: `2026-03-1${n}` }),
        }),
      ),
    );
    expect(answers.map((answer) => answer.ok || answer.error.kind).toSorted()).toEqual(['stale-version', true]);
    expect((await stored(id)).meta.version).toBe(2);
  });

  test('keeps every version readable', async () => {
    const id = await newResult();
    for (const inspectedOn of ['2026-03-10', '2026-03-11'])
      expectOk(await county.act(inspector(1), 'saveResult', id, aDraft({ inspectedOn })));
    const { items } = expectOk(await county.as(officer('甲'))('listResultVersions', { params: { id } }));
    expect(items.map(({ version, inspectedOn }) => [version, inspectedOn])).toEqual([
      [1, undefined],
      [2, '2026-03-10'],
      [3, '2026-03-11'],
    ]);
  });
});

describe('approval', () => {
  test.each([
    ['entered part of it', inspector(1), inspector(2)],
    ['submitted it', officer('提交'), officer('提交')],
  ])('is not for somebody who %s', async (_, enters, submits) => {
    const id = await newResult();
    expectOk(await county.act(enters, 'saveResult', id, aDraft()));
    expectOk(await county.act(submits, 'submitResult', id));
    for (const who of [enters, submits])
      for (const [operation, body] of [['approveResult'], ['returnResult', { reason: '照片不清' }]] as const) {
        const asOfficer = { ...who, roles: ['officer' as const] };
        expect((await refusal(id, () => county.act(asOfficer, operation, id, body))).kind).toBe('same-person');
      }
  });

  test('is not for somebody who inspected, though another typed it in', async () => {
    const id = await newResult();
    expectOk(await county.act(officer('录入'), 'saveResult', id, aDraft()));
    expectOk(await county.act(officer('录入'), 'submitResult', id));
    const inspected = { ...inspector(1), roles: ['officer' as const] };
    expect((await refusal(id, () => county.act(inspected, 'approveResult', id))).kind).toBe('same-person');
  });

  test('twice at once gives one approval and one number', async () => {
    const id = await newResult();
    expectOk(await county.act(inspector(1), 'saveResult', id, aDraft()));
    expectOk(await county.act(inspector(1), 'submitResult', id));
    const answers = await Promise.all(['甲', '乙'].map((name) => county.act(officer(name), 'approveResult', id)));

    const kinds = answers.map((answer) => answer.ok || answer.error.kind);
    expect(kinds.filter((kind) => kind === true)).toHaveLength(1);
    expect(['stale-version', 'illegal-transition']).toContain(kinds.find((kind) => kind !== true));
    const events = await county.store.audit.events('result', id);
    expect(events.filter(({ action }) => action === 'approve')).toHaveLength(1);
    expect((await refusal(id, () => county.act(officer('甲'), 'approveResult', id))).kind).toBe('illegal-transition');
  });

  test('numbers documents per department and year', async () => {
    const other = await inspectionsForTest();
    const numbers = [];
    for (const at of ['2026-03-12T02:00:00Z', '2026-12-31T15:59:00Z', '2026-12-31T16:00:00Z']) {
      other.at(at);
      const id = resultOf(await other.dispatch());
      await other.approved(id);
      numbers.push((await other.store.records.find('result', id))?.value.documentNumber);
    }
    expect(numbers).toEqual(['睢市监抽查〔2026〕1号', '睢市监抽查〔2026〕2号', '睢市监抽查〔2027〕1号']);
  });

  test('a returned result keeps its reason until it is submitted again, and the day it was first produced', async () => {
    const id = await newResult();
    expectOk(await county.act(inspector(1), 'saveResult', id, aDraft()));
    expectOk(await county.act(inspector(1), 'submitResult', id));
    expectOk(await county.act(officer('审核'), 'returnResult', id, { reason: '请补充照片' }));
    expect((await stored(id)).value).toMatchObject({ status: 'returned', returnReason: '请补充照片' });

    county.at('2026-03-16T02:00:00Z');
    expectOk(await county.act(inspector(1), 'submitResult', id));
    county.at('2026-03-12T02:00:00Z');
    const { value } = await stored(id);
    expect(value).toMatchObject({ status: 'submitted', producedOn: '2026-03-12', day0: '2026-03-12' });
    expect(value.returnReason).toBeUndefined();
  });
});
