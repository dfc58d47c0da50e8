import { beforeEach, describe, expect, test } from 'vitest';
import type { Principal } from '../../shared/api/principal.ts';
import type { DepartmentCode } from '../../shared/base/primitives.ts';
import { createRow, replaceRow } from '../../shared/use-cases/changes.ts';
import { grantExemption } from '../../shared/use-cases/follow-up/exempt.ts';
import { shop } from '../support/drawable-county.ts';
import { step } from '../support/follow-ups.ts';
import { aDraft, aFinding, anObject } from '../support/inspection-samples.ts';
import { type Inspections, inspectionsForTest, inspector, officer, resultOf } from '../support/inspections.ts';
import { failureOf } from '../support/leads.ts';
import { meanwhile } from '../support/meanwhile.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk } from '../support/system.ts';

// R40: a first violation of an item of the county's list is not punished, once within a year of the finding.
let county: Inspections;
const object = shop(7001, { supervisors: ['SCJG', 'WJW'] });
const continued = shop(7002, { supervisors: ['SCJG', 'WJW'] });
const conditions = ['初次违法', '危害后果轻微', '及时改正'];
const granted = {
  ...{ text: '已批评教育并改正', evidence: ['改正照片1'], document: '睢市监免罚〔2026〕1号' },
  items: [{ listItem: 'Q-07', conditions }],
};
const exempt = { codes: ['5' as const], finding: '后厨地面积水', measures: ['轻微免罚（首违不罚）' as const] };

beforeEach(async () => {
  county = await inspectionsForTest('2026-04-10');
  const known = await county.deps.work.commit([createRow('object', object, anEvent())]);
  if (!known.ok) throw new Error(known.error.kind);
});

/** What a department found on this day and submitted. */
async function found(on: string, department: DepartmentCode = 'SCJG', more: object = { exemption: 'Q-07' }) {
  county.at(`${on}T02:00:00Z`);
  const { id, name, kind } = object;
  const { creditCode: _, ...snapshot } = anObject({ id, name, kind });
  const window = { from: '2026-03-01', to: '2027-12-31' };
  const visit = await county.dispatch({ object: snapshot, batchId: `batch-${on}`, window });
  const resultId = resultOf(visit, department);
  const items = department === 'SCJG' ? ['SCJG-001', 'SCJG-002'] : ['WJW-001'];
  const draft = aDraft({
    inspectedOn: on,
    present: [`${department}-R001`, `${department}-R002`],
    findings: items.map((item, at) => aFinding(item, at === 0 ? { ...exempt, ...more } : {})),
    overall: ['5'],
  });
  const saved = await county.act(inspector(1, department), 'saveResult', resultId, draft);
  if (!saved.ok) return { resultId, saved };
  return { resultId, saved: await county.act(inspector(1, department), 'submitResult', resultId) };
}
const approve = (resultId: string, department: DepartmentCode = 'SCJG') =>
  county.act(officer('审核', department), 'approveResult', resultId);
async function inHand(on: string, department: DepartmentCode = 'SCJG') {
  const { resultId, saved } = await found(on, department);
  expectOk(saved);
  expectOk(await approve(resultId, department));
  const [id = ''] = (await county.store.records.find('result', resultId))?.value.followUps ?? [];
  return id;
}
const grant = (id: string, educationOn: string, more: object = {}, who: Principal = officer('经办')) =>
  step(county, who, 'grantExemption', id, { ...granted, educationOn, ...more });

describe('the finding', () => {
  test('names the item of the list', async () => {
    const { saved } = await found('2026-04-10', 'SCJG', {});
    expect(failureOf(saved)).toBe('result-incomplete');
  });

  test.each([
    ['an item that is not on the list', { exemption: 'Q-99' }],
    ['one without the measure', { exemption: 'Q-07', measures: ['责令改正'] }],
  ])('does not name %s', async (_, more) => {
    const { saved } = await found('2026-04-10', 'SCJG', more);
    expect(failureOf(saved)).toBe('invalid-input');
  });
});

describe('an exemption', () => {
  test('is granted with all conditions, what shows the correction, and after the education', async () => {
    const id = await inHand('2026-04-10');
    county.at('2026-04-20T02:00:00Z');
    const lacking = { items: [{ listItem: 'Q-07', conditions: ['初次违法', '及时改正'] }] };
    expect(failureOf(await grant(id, '2026-04-20', lacking))).toBe('closing-incomplete');
    expect(failureOf(await grant(id, '2026-04-20', { items: [] }))).toBe('closing-incomplete');
    expect(failureOf(await grant(id, '2026-04-20', { evidence: [] }))).toBe('closing-incomplete');
    expect(failureOf(await grant(id, '2026-04-21'))).toBe('invalid-input');
    expect(failureOf(await grant(id, '2026-04-09'))).toBe('invalid-input');
    const report = { text: '已改正', evidence: ['照片'], document: '一号' };
    expect(failureOf(await step(county, officer('经办'), 'reportFollowUp', id, report))).toBe('closing-incomplete');
    expectOk(await grant(id, '2026-04-20'));
    expectOk(await step(county, officer('确认'), 'confirmFollowUp', id));
    const { status, report: ended } = expectOk(await county.as(officer('看'))('getFollowUp', { params: { id } }));
    expect([status, ended?.document]).toEqual(['closed', '睢市监免罚〔2026〕1号']);
  });

  test('is granted once in its period, whichever department finds it again; the refusal shows the first', async () => {
    const id = await inHand('2026-04-10');
    county.at('2026-04-20T02:00:00Z');
    expectOk(await grant(id, '2026-04-20'));
    const again = await found('2026-09-08', 'WJW');
    expectOk(again.saved);
    expect(await approve(again.resultId, 'WJW')).toMatchObject({
      error: {
        kind: 'already-exempted',
        detail: expect.stringContaining('市场监督管理局2026年4月10日检查发现，睢市监免罚〔2026〕1号'),
      },
    });
    // The period counts from the finding of 10 April 2026: a year, whose last day is 10 April 2027.
    const last = await found('2027-04-10', 'WJW');
    expect(failureOf(await approve(last.resultId, 'WJW'))).toBe('already-exempted');
    const after = await found('2027-04-11', 'WJW');
    expectOk(await approve(after.resultId, 'WJW'));
  });

  test('that two departments grant at once is granted by one', async () => {
    const first = await inHand('2026-04-10');
    const second = await inHand('2026-04-13', 'WJW');
    const both = await Promise.all([
      grant(first, '2026-04-13'),
      grant(second, '2026-04-13', {}, officer('经办', 'WJW')),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.flatMap((each) => failureOf(each) ?? [])).toEqual(['already-exempted']);
  });

  test('is not granted by one who looked for earlier ones just before another granted it', async () => {
    const first = await inHand('2026-04-10');
    const second = await inHand('2026-04-13', 'WJW');
    const { records } = county.store;
    let asked = false;
    const find: typeof records.find = async (kind, id) => {
      const found = await records.find(kind, id);
      if (kind === 'exemption' && !asked) {
        asked = true;
        expectOk(await grant(first, '2026-04-13'));
      }
      return found;
    };
    const deps = { ...county.deps, records: { ...records, find } };
    const version = (await records.find('follow-up', second))?.meta.version ?? 0;
    const report = { ...granted, educationOn: '2026-04-13' };
    const actor = { id: '经办', name: '经办', department: 'WJW', scope: 'own' } as const;
    const late = await grantExemption(deps, { id: second, version, report }, actor, new Date('2026-04-13T03:00:00Z'));
    expect(asked).toBe(true);
    expect(late).toMatchObject({ ok: false, error: { kind: 'already-exempted' } });
  });

  test('is granted once for an object that goes on under another number while it is being granted', async () => {
    const first = await inHand('2026-04-10');
    const second = await inHand('2026-04-13', 'WJW');
    const { records, registry } = county.store;
    const work = meanwhile(county.deps.work, async () => {
      const row = await registry.find('object', object.id);
      if (!row) throw new Error('no object');
      const [out, current] = [
        { ...row.value, status: '停用' as const, statusReason: '以新编号续用', continuedAs: continued.id },
        { ...continued, formerIds: [object.id] },
      ];
      const done = await county.deps.work.commit([
        replaceRow(row, out, anEvent()),
        createRow('object', current, anEvent()),
      ]);
      if (!done.ok) throw new Error(done.error.kind);
      expectOk(await grant(second, '2026-04-13', {}, officer('经办', 'WJW')));
    });
    const version = (await records.find('follow-up', first))?.meta.version ?? 0;
    const report = { ...granted, educationOn: '2026-04-13' };
    const actor = { id: '经办', name: '经办', department: 'SCJG', scope: 'own' } as const;
    const now = new Date('2026-04-13T03:00:00Z');
    const late = await grantExemption({ ...county.deps, work }, { id: first, version, report }, actor, now);
    expect(late).toMatchObject({ ok: false, error: { kind: 'already-exempted' } });
  });

  test('that was sent back does not count until it is granted again', async () => {
    const first = await inHand('2026-04-10');
    const second = await inHand('2026-04-13', 'WJW');
    expectOk(await grant(first, '2026-04-13'));
    expectOk(await step(county, officer('确认'), 'sendBackFollowUp', first, { reason: '不符合条件' }));
    expectOk(await grant(second, '2026-04-13', {}, officer('经办', 'WJW')));
    expect(failureOf(await grant(first, '2026-04-13'))).toBe('already-exempted');
  });
});
