import { beforeEach, describe, expect, test } from 'vitest';
import { localDateOf, shiftDate } from '../../shared/calendar/local-date.ts';
import type { PlanEntry } from '../../shared/domain/plan/plan.ts';
import { PlanDocument } from '../../shared/public/plan-documents.ts';
import { freezeBatch } from '../../shared/use-cases/frame/freeze-batch.ts';
import { publishPlan } from '../../shared/use-cases/plan/publish-plan.ts';
import { changeWindows } from '../../shared/use-cases/visit/change-windows.ts';
import { dispatchedBatch, drawnBatch, frozenBatch, office, voidBatch } from '../support/draw-ceremony.ts';
import { jointEntry, numbered, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { meanwhile } from '../support/meanwhile.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
const clerk = person('SCJG', 'officer');
/** The visits are drawn for December; the adjustment wants them by the middle of it. */
const before = { from: '2026-12-01', to: '2026-12-31' };
const after = { from: '2026-11-24', to: '2026-12-15' };

beforeEach(async () => {
  system = await systemForTest();
  await settle(system.deps, {
    objects: numbered(60, (n) => shop(2 * n)),
    inspectors: [...numbered(4, (n) => officer('SCJG', n)), ...numbered(4, (n) => officer('WJW', n))],
    plans: [publishedPlan([jointEntry()], { status: 'approved', edition: 0, submittedBy: 'x', approvedBy: 'y' })],
  });
  expectOk(await system.as(office)('publishPlan', { params: { id: 'P1' }, version: 1 }));
});

const params = { id: 'P1' };
const version = async () => (await system.deps.records.find('plan', 'P1'))?.meta.version ?? 0;
const act = async (who: typeof clerk, operation: 'submitPlan' | 'approvePlan' | 'publishPlan' | 'abandonAdjustment') =>
  system.as(who)(operation, { params, version: await version() });

/** The other departments consent to what is written now. */
async function agreed(): Promise<void> {
  const body = { answerBy: shiftDate(localDateOf(system.deps.clock()), 1) };
  const asked = expectOk(await system.as(clerk)('consultPlan', { params, version: await version(), body }));
  for (const { department, state } of asked.consultations) {
    if (state !== 'waiting') continue;
    const call = { params, version: await version(), body: { answer: 'consented' as const } };
    expectOk(await system.as(person(department, 'officer'))('answerPlan', call));
  }
}

/** Opens the adjustment and writes the entries, with what it does to visits already drawn. */
async function adjust(entries: readonly PlanEntry[], drawnVisits?: 'keep' | 'new-window') {
  const reason = '上级部署提前完成年末检查';
  expectOk(await system.as(clerk)('adjustPlan', { params, version: await version(), body: { reason } }));
  const body = { title: '2026年度联合抽查计划', entries: [...entries], ...(drawnVisits && { drawnVisits }) };
  const written = await system.as(clerk)('updatePlan', { params, version: await version(), body });
  await agreed();
  return written;
}
async function publish() {
  expectOk(await act(clerk, 'submitPlan'));
  expectOk(await act(office, 'approvePlan'));
  return expectOk(await act(office, 'publishPlan'));
}
const visits = async () => {
  const { items } = await system.deps.records.list({ kind: 'visit', in: 'ofYear', of: 2026, page: { limit: 100 } });
  return items.map(({ value }) => value);
};
const results = async () =>
  (
    await system.deps.records.list({ kind: 'result', in: 'ofDepartment', of: ['SCJG', 'WJW'], page: { limit: 100 } })
  ).items.map(({ value }) => value);
const inboxOf = async (inbox: 'WJW' | `inspector:${string}`) =>
  (await system.deps.records.list({ kind: 'notice', in: 'ofInbox', of: inbox, page: { limit: 100 } })).items
    .map(({ value }) => value)
    .filter(({ kind }) => kind === 'window-changed');

describe('an adjusted plan', () => {
  test('says in its public edition why it was adjusted and what that does to visits already drawn', async () => {
    await dispatchedBatch(system);
    expectOk(await adjust([jointEntry({ window: after })], 'keep'));
    await publish();
    const edition = PlanDocument.parse(await system.deps.published.find('plan', 'P1', 'edition-0002'));
    expect(edition).toMatchObject({ adjustmentReason: '上级部署提前完成年末检查', drawnVisits: 'keep' });
    const first = PlanDocument.parse(await system.deps.published.find('plan', 'P1', 'edition-0001'));
    expect(first.adjustmentReason).toBeUndefined();
  });

  test('is not submitted before it says so, if it changes or removes an entry that was drawn', async () => {
    await dispatchedBatch(system);
    expectOk(await adjust([jointEntry({ window: after })]));
    const refused = await act(clerk, 'submitPlan');
    expect(refused).toMatchObject({ error: { kind: 'invalid-input', errors: [{ path: 'plan.drawnVisits' }] } });
    expect(refused.ok ? '' : refused.error.errors?.[0]?.message).toContain('食品经营联合抽查');
    const others = [jointEntry({ id: 'E2', title: '另一条目' })];
    const body = { title: '2026年度联合抽查计划', entries: others };
    expectOk(await system.as(clerk)('updatePlan', { params, version: await version(), body }));
    await agreed();
    expect(await act(clerk, 'submitPlan')).toMatchObject({ error: { errors: [{ path: 'plan.drawnVisits' }] } });
  });

  test('need not, where nothing was drawn, or a drawn entry keeps its window', async () => {
    expectOk(await adjust([jointEntry({ window: after })]));
    expectOk(await act(clerk, 'submitPlan'));
    expectOk(await act(office, 'approvePlan'));
    expectOk(await act(office, 'publishPlan'));
    await dispatchedBatch(system);
    expectOk(await adjust([jointEntry({ window: after, title: '更名的条目' })]));
    expectOk(await act(clerk, 'submitPlan'));
  });

  test('is not published unsaid beside a draw that is frozen at the same moment', async () => {
    expectOk(await adjust([jointEntry({ window: after })]));
    expectOk(await act(clerk, 'submitPlan'));
    expectOk(await act(office, 'approvePlan'));
    const work = meanwhile(system.deps.work, () => frozenBatch(system));
    const request = { id: 'P1', version: await version() };
    const actor = { id: office.id, name: office.id, department: 'SCJG', scope: 'any' } as const;
    const done = await publishPlan({ ...system.deps, work }, request, actor, system.deps.clock());
    expect(done).toMatchObject({ ok: false, error: { kind: 'invalid-input', errors: [{ path: 'plan.drawnVisits' }] } });
  });

  test('that is published while a draw of it is frozen is what is frozen', async () => {
    expectOk(await adjust([jointEntry({ window: after })]));
    expectOk(await act(clerk, 'submitPlan'));
    expectOk(await act(office, 'approvePlan'));
    const work = meanwhile(system.deps.work, async () => expectOk(await act(office, 'publishPlan')));
    const request = { id: 'B1', title: '年末抽查', entries: [{ planId: 'P1', entryId: 'E1' }] };
    const actor = { id: 'SCJG-甲', name: '甲', department: 'SCJG', scope: 'own' } as const;
    const frozen = await freezeBatch({ ...system.deps, work }, request, actor, system.deps.clock());
    expect(frozen).toMatchObject({ ok: true, value: { value: { window: after } } });
  });

  test('cannot give visits a window that is over', async () => {
    await dispatchedBatch(system);
    system.at('2026-12-16T02:00:00Z');
    expectOk(await adjust([jointEntry({ window: after })], 'new-window'));
    expect(await act(clerk, 'submitPlan')).toMatchObject({ error: { errors: [{ path: 'plan.drawnVisits' }] } });
  });

  test('is decided by a second person', async () => {
    await dispatchedBatch(system);
    expectOk(await adjust([jointEntry({ window: after })], 'new-window'));
    const both = { ...clerk, roles: ['officer', 'office'] } as typeof clerk;
    expectOk(await act(both, 'submitPlan'));
    expect(await act(both, 'approvePlan')).toMatchObject({ error: { kind: 'same-person' } });
    await system.runJobs();
    expect((await visits()).every(({ window }) => window.to === before.to)).toBe(true);
  });
});

describe('visits already drawn', () => {
  test('that are not over get the new window with the publication, and their teams and departments are told once', async () => {
    await dispatchedBatch(system);
    const [over, ...open] = await visits();
    if (!over) throw new Error('no visit');
    system.at('2026-12-02T02:00:00Z');
    const member = { ...person('SCJG', 'inspector'), inspectorId: over.parts[0]?.team[0]?.id ?? '' };
    const end = { params: { id: over.id }, version: 1, body: { completedOn: '2026-12-02' } };
    expectOk(await system.as(member)('endVisit', end));
    const partly = open[0];
    const [part] = partly?.parts ?? [];
    if (!partly || !part) throw new Error('no second visit');
    const other = { ...person('SCJG', 'inspector'), inspectorId: part.team[0]?.id ?? '' };
    const part1 = { params: { id: partly.id }, version: 1, body: { completedOn: '2026-12-02' } };
    expectOk(await system.as(other)('completeVisit', part1));

    expectOk(await adjust([jointEntry({ window: after })], 'new-window'));
    await publish();
    await system.runJobs();

    for (const { id, window } of await visits()) expect(window).toEqual(id === over.id ? before : after);
    for (const { id, visitId, inspectBy } of await results()) {
      const ended = visitId === over.id || id === `${partly.id}.SCJG`;
      expect([id, inspectBy]).toEqual([id, ended ? before.to : after.to]);
    }
    const told = await inboxOf('WJW');
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain(`尚未结束的${open.length}次检查改为新的检查期，最早应于2026年12月15日前完成`);
    expect(told[0]?.text).toContain('上级部署提前完成年末检查');
    const [colleague = ''] =
      partly.parts.find(({ department }) => department === 'WJW')?.team.map(({ id }) => id) ?? [];
    expect(await inboxOf(`inspector:${colleague}`)).toHaveLength(1);

    const { items } = await system.deps.records.list({
      kind: 'task',
      in: 'ofDepartment',
      of: 'SCJG',
      page: { limit: 9 },
    });
    expect(items.map(({ value }) => value.window)).toEqual([after]);
  });

  test('keep theirs if the adjustment says so', async () => {
    await dispatchedBatch(system);
    expectOk(await adjust([jointEntry({ window: after })], 'keep'));
    await publish();
    await system.runJobs();
    await system.runJob('change-windows');
    expect((await visits()).every(({ window }) => window.to === before.to)).toBe(true);
    expect(await inboxOf('WJW')).toEqual([]);
  });

  test('of a voided batch are left alone', async () => {
    const { id } = await dispatchedBatch(system);
    expectOk(await voidBatch(system, id, { category: '其他', reason: '误操作' }));
    expectOk(await adjust([jointEntry({ window: after })]));
    await publish();
    await system.runJobs();
    expect((await visits()).every(({ window }) => window.to === before.to)).toBe(true);
  });

  test('that are still being drawn get it after their dispatch', async () => {
    const { id } = await drawnBatch(system);
    expectOk(await adjust([jointEntry({ window: after })], 'new-window'));
    await publish();
    await system.runJobs();
    expectOk(await system.as(person('SCJG', 'department-admin'))('dispatchBatch', { params: { id } }));
    expect((await visits())[0]?.window.to).toBe(before.to);
    expect(await system.runJob('change-windows')).toMatchObject({ waiting: 0 });
    expect((await visits()).every(({ window }) => window.to === after.to)).toBe(true);
    expect(await inboxOf('WJW')).toHaveLength(1);
  });

  test('get it although the start was lost, the run died midway, and two run at once', async () => {
    await dispatchedBatch(system);
    expectOk(await adjust([jointEntry({ window: after })], 'new-window'));
    await publish();
    system.forgetJobs();
    let commits = 0;
    const work: typeof system.deps.work = {
      async commit(changes) {
        commits += 1;
        if (commits > 3) throw new Error('the process was killed');
        return system.deps.work.commit(changes);
      },
    };
    const now = new Date('2026-12-02T00:00:00Z');
    await expect(changeWindows({ ...system.deps, work }, now)).rejects.toThrow('killed');
    const moved = (await visits()).filter(({ window }) => window.to === after.to).length;
    expect([moved > 0, moved < (await visits()).length]).toEqual([true, true]);
    await Promise.all([changeWindows(system.deps, now), changeWindows(system.deps, now)]);
    expect((await visits()).every(({ window }) => window.to === after.to)).toBe(true);
    expect(await inboxOf('WJW')).toHaveLength(1);
    expect(await changeWindows(system.deps, now)).toEqual({ changes: 0, visits: 0, told: 0, waiting: 0 });
    const [visit] = await visits();
    const events = (await system.deps.audit.events('visit', visit?.id ?? '')).filter(
      ({ action }) => action === 'change-window',
    );
    expect(events).toHaveLength(1);
  });
});

test('a list that is published after the inspections waits for the new window', async () => {
  const later = { from: '2026-12-01', to: '2026-12-20' };
  const hidden = jointEntry({ listPublicity: '检查后公示', window: after });
  expectOk(await adjust([hidden]));
  await publish();
  const { id } = await dispatchedBatch(system);
  expectOk(await adjust([{ ...hidden, window: later }], 'new-window'));
  await publish();
  await system.runJobs();
  system.at('2026-12-16T00:10:00Z');
  expect(await system.runJob('publish-draw-lists')).toMatchObject({ due: 0 });
  expect((await system.deps.records.find('batch', id))?.value.list?.publishedAt).toBeUndefined();
  system.at('2026-12-20T16:10:00Z');
  expect(await system.runJob('publish-draw-lists')).toMatchObject({ due: 1, published: 1 });
});
