import { beforeEach, describe, expect, test } from 'vitest';
import type { Principal } from '../../shared/api/principal.ts';
import { createRecord, createRow, replaceRow } from '../../shared/use-cases/changes.ts';
import { everyShard } from '../../shared/use-cases/draw/shard-files.ts';
import { freezeBatch } from '../../shared/use-cases/frame/freeze-batch.ts';
import { freezeShard } from '../../shared/use-cases/frame/freeze-shard.ts';
import { reduceFrames } from '../../shared/use-cases/frame/reduce-frames.ts';
import { endTrustPeriods } from '../../shared/use-cases/trust/end-trust-periods.ts';
import {
  campaignCounty,
  clerk,
  draft,
  freeze,
  fromAbove,
  generalItem,
  head,
  nextKey,
  otherClerk,
  published,
} from '../support/campaigns.ts';
import { office, times } from '../support/draw-ceremony.ts';
import { anItem, numbered, officer } from '../support/drawable-county.ts';
import { failureOf, patrolled, register } from '../support/leads.ts';
import { anEvent } from '../support/stored-rows.ts';
import { boundCode } from '../support/subject-codes.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';
import { aTrustPeriod } from '../support/trust-periods.ts';

const health = person('WJW', 'officer');
let system: TestSystem;
beforeEach(async () => {
  system = await systemForTest();
  await campaignCounty(system, 20, {
    items: [
      generalItem({ name: '广告行为检查' }),
      anItem('SCJG', { id: 'SCJG-002', name: '食品安全检查' }),
      generalItem({ id: 'WJW-001', department: 'WJW', name: '病媒防制检查' }),
    ],
    more: { supervisors: ['SCJG', 'WJW'] },
    inspectors: [...numbered(6, (n) => officer('SCJG', n)), ...numbered(3, (n) => officer('WJW', n))],
  });
  system.at(times.freeze);
});

const { objectId, field, from, to, document } = aTrustPeriod({ from: '2026-11-01', to: '2028-11-01' });
const proposal = { objectId, field, from, to, document };
const propose = (
  more: Partial<typeof proposal> & { readonly items?: readonly string[]; readonly everywhere?: true } = {},
  who: Principal = clerk,
) => system.as(who)('proposeTrustPeriod', { key: nextKey(), body: { ...proposal, ...more } });
type Act = 'approveTrustPeriod' | 'dropTrustPeriod' | 'revokeTrustPeriod' | 'addGuidance';
async function act(who: Principal, operation: Act, id: string, body: object = {}) {
  const { version } = expectOk(await system.as(clerk)('getTrustPeriod', { params: { id } }));
  return system.as(who)(operation, { params: { id }, version, body } as never);
}
async function holding(more: Parameters<typeof propose>[0] = {}, by: Principal = head): Promise<string> {
  const { id } = expectOk(await propose(more));
  expectOk(await act(by, 'approveTrustPeriod', id));
  return id;
}
/** A campaign against what a lead tells of. */
async function campaignOf(more: Parameters<typeof published>[1] = {}): Promise<string> {
  const lead = await register(system, patrolled({ receivedOn: '2026-11-20', items: ['SCJG-001'] }));
  return (await published(system, { ratio: 2000, filter: {}, leads: [lead.id], ...more })).id;
}
/** What stands in the frame of the county's campaign, and what is left out of it. */
async function frameOf(more: Parameters<typeof published>[1] = {}) {
  const id = await campaignOf(more);
  const { frames } = expectOk(await freeze(system, id));
  return { size: frames[0]?.size, excluded: frames[0]?.excluded, parts: frames[0]?.parts.map(({ size }) => size) };
}

describe('a period of trust (R62)', () => {
  test('is refused beyond 24 months, and for an item about safety', async () => {
    expect(failureOf(await propose({ to: '2028-11-02' }))).toBe('trust-limit');
    expect(failureOf(await propose({ items: ['SCJG-002'] }))).toBe('trust-limit');
    expect(failureOf(await propose({ items: ['WJW-001'] }))).toBe('invalid-input');
    expect(failureOf(await propose({ to: '2026-10-31' }))).toBe('invalid-input');
    expectOk(await propose({ items: ['SCJG-001'] }));
  });

  test('is proposed by a department that keeps or supervises the object, once at a time', async () => {
    expect(failureOf(await propose({}, person('CZJ', 'officer')))).toBe('not-found');
    expect(failureOf(await propose({ objectId: 'S9999' }))).toBe('not-found');
    const both = await Promise.all([propose(), propose({}, otherClerk)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(failureOf(await propose({ to: '2027-11-01' }))).toBe('not-ready');
  });

  test('is not proposed for an object that is out of business', async () => {
    const row = await system.store.registry.find('object', objectId);
    if (!row) throw new Error('the shop is there');
    const done = await system.deps.work.commit([replaceRow(row, { ...row.value, status: '停用' }, anEvent())]);
    expect(done.ok).toBe(true);
    const refused = await propose();
    expect([failureOf(refused), JSON.stringify(refused)]).toEqual(['not-ready', expect.stringContaining('停用')]);
  });

  test('is not approved once its last day has passed', async () => {
    const { id } = expectOk(await propose({ to: '2026-11-23' }));
    system.at('2026-11-23T16:00:00Z');
    expect(failureOf(await act(head, 'approveTrustPeriod', id))).toBe('not-ready');
    const other = expectOk(await propose({ objectId: 'S0002', to: '2026-11-24' }));
    expectOk(await act(head, 'approveTrustPeriod', other.id));
  });

  test('is advised on while it holds, from its first day on, a hundred times at most', async () => {
    const { id } = expectOk(await propose());
    const advise = (on: string, period = id) => act(clerk, 'addGuidance', period, { on, text: '上门指导' });
    expect(failureOf(await advise('2026-11-20'))).toBe('not-ready');
    expectOk(await act(head, 'approveTrustPeriod', id));
    expect(failureOf(await advise('2026-10-31'))).toBe('invalid-input');
    expectOk(await advise('2026-11-01'));
    const guidance = Array.from({ length: 100 }, () => ({ on: '2026-11-02', text: '上门指导', by: clerk.id }));
    const some = [guidance.slice(1), guidance].map((visits, n) =>
      aTrustPeriod({ id: `tp-full-${n}`, status: 'active', guidance: visits }),
    );
    const made = some.map((each) => createRecord('trust-period', each.id, each, anEvent()));
    expect((await system.deps.work.commit(made)).ok).toBe(true);
    expectOk(await advise('2026-11-20', 'tp-full-0'));
    expect(failureOf(await advise('2026-11-20', 'tp-full-1'))).toBe('not-ready');
    expectOk(await act(head, 'revokeTrustPeriod', id, { reason: '发现严重问题' }));
    expect(failureOf(await advise('2026-11-20'))).toBe('not-ready');
  });

  test('is approved by a second person', async () => {
    const headToo: Principal = { ...clerk, roles: ['officer', 'department-admin'] };
    const { id } = expectOk(await propose());
    expect(failureOf(await act(headToo, 'approveTrustPeriod', id))).toBe('same-person');
    expect(failureOf(await act(person('WJW', 'department-admin'), 'approveTrustPeriod', id))).toBe(
      'foreign-department',
    );
    expectOk(await act(head, 'approveTrustPeriod', id));
    expect(failureOf(await act(head, 'approveTrustPeriod', id))).toBe('illegal-transition');
  });

  test('that was proposed for all departments is decided by the office alone; who proposed it may take it back', async () => {
    const decided = async (body: object, ...steps: readonly (readonly [Principal, Act])[]) => {
      const { id } = expectOk(await propose({ everywhere: true, ...body }));
      const answers = [];
      for (const [who, operation] of steps) {
        const done = await act(who, operation, id, operation === 'dropTrustPeriod' ? { reason: '不属于新业态' } : {});
        answers.push(done.ok ? done.value.status : failureOf(done));
      }
      return answers;
    };
    const [approve, drop] = ['approveTrustPeriod', 'dropTrustPeriod'] as const;
    expect(
      await decided({}, [head, approve], [head, drop], [otherClerk, drop], [health, drop], [office, approve]),
    ).toEqual(['not-ready', 'not-ready', 'not-ready', 'foreign-department', 'active']);
    expect(await decided({ objectId: 'S0002' }, [office, drop])).toEqual(['not-approved']);
    expect(await decided({ objectId: 'S0003' }, [clerk, drop])).toEqual(['not-approved']);
  });

  test('that was proposed for its department alone reaches no further, whoever approves it', async () => {
    const { id } = expectOk(await propose());
    expect(expectOk(await act(office, 'approveTrustPeriod', id)).everywhere).toBeUndefined();
  });

  test('leaves its object out of the frames of its department, and the reason is counted', async () => {
    await holding();
    await holding({ objectId: 'S0003' });
    expect(await frameOf()).toMatchObject({ size: 18, excluded: [{ reason: '包容审慎观察期', count: 2 }] });
  });

  test('counts in a preview as in the freeze, also of what is ordered from above', async () => {
    await holding();
    const sizeOf = async (more: object) => {
      const id = await campaignOf(more);
      return expectOk(await system.as(clerk)('previewCampaign', { params: { id } })).size;
    };
    expect([await sizeOf({}), await sizeOf(fromAbove)]).toEqual([19, 20]);
  });

  test('leaves it in a part that checks safety', async () => {
    await holding();
    const departments = [{ department: 'SCJG' as const, items: ['SCJG-002'] }];
    expect(await frameOf({ departments })).toMatchObject({ size: 20, excluded: [] });
  });

  test('leaves it in another department’s part, unless it was proposed for all and the office has approved it', async () => {
    const departments = [
      { department: 'SCJG' as const, items: ['SCJG-001'] },
      { department: 'WJW' as const, items: ['WJW-001'] },
    ];
    const shown = async () => {
      const { id } = expectOk(
        await draft(system, { ratio: 2000, filter: {}, departments, ...fromAbove, higherLevel: false }),
      );
      const { size, departments: parts } = expectOk(await system.as(clerk)('previewCampaign', { params: { id } }));
      return { size, parts: parts.map((part) => part.size) };
    };
    await holding({ objectId: 'S0002' });
    expect(await shown()).toEqual({ size: 20, parts: [19, 20] });
    await holding({ objectId: 'S0004', everywhere: true }, office);
    expect(await shown()).toEqual({ size: 19, parts: [18, 19] });
  });

  test('does not keep it from a check that is ordered from above', async () => {
    await holding();
    expect(await frameOf(fromAbove)).toMatchObject({ size: 20, excluded: [] });
  });

  test('leaves it out of a frame that is frozen shard by shard as well', async () => {
    const watched = await holding();
    const id = await campaignOf();
    const actor = { ...head, scope: 'own' } as const;
    const now = new Date(times.freeze);
    const request = { id: 'large', title: '专项检查', entries: [{ campaignId: id }] };
    expect(await freezeBatch(system.deps, request, actor, now, -1)).toMatchObject({ ok: true });
    // Ended meanwhile: what held when the freeze began decides every shard.
    expectOk(await act(head, 'revokeTrustPeriod', watched, { reason: '发现严重问题' }));
    for (const shard of everyShard) await freezeShard(system.deps, { batchId: 'large', shard }, actor, now);
    const { value } = await reduceFrames(system.deps, { batchId: 'large' }, now);
    expect(value.frames).toMatchObject([{ size: 19, excluded: [{ reason: '包容审慎观察期', count: 1 }] }]);
  }, 180_000);

  test('holds on its last day; on the next the object is drawn again, before the record is closed', async () => {
    const id = await holding({ to: '2026-11-23' });
    expect(await frameOf()).toMatchObject({ size: 19 });
    system.at('2026-11-23T16:00:00Z');
    expect(await frameOf()).toMatchObject({ size: 20 });
    expect(await endTrustPeriods(system.deps, new Date('2026-11-23T16:15:00Z'))).toEqual({ ended: 1 });
    expect(await endTrustPeriods(system.deps, new Date('2026-11-23T16:15:00Z'))).toEqual({ ended: 0 });
    const { status, endedOn } = expectOk(await system.as(health)('getTrustPeriod', { params: { id } }));
    expect([status, endedOn]).toEqual(['ended', '2026-11-24']);
  });

  test('is not renewed: what follows ends within 24 months of where the first began', async () => {
    const id = await holding({ to: '2027-11-01' });
    expectOk(await act(head, 'revokeTrustPeriod', id, { reason: '发现严重问题' }));
    expect(await frameOf()).toMatchObject({ size: 20 });
    expect(failureOf(await propose({ from: '2027-01-01', to: '2028-11-02' }))).toBe('trust-limit');
    expectOk(await propose({ from: '2027-01-01', to: '2028-11-01' }));
  });

  test('that was dropped counts for nothing', async () => {
    const { id } = expectOk(await propose({ from: '2026-10-01', to: '2027-10-01' }));
    expectOk(await act(clerk, 'dropTrustPeriod', id, { reason: '对象有误' }));
    expect(await frameOf()).toMatchObject({ size: 20 });
    expectOk(await propose());
  });

  test('holds under every number of its object', async () => {
    const code = '91411422MA40000028';
    await holding();
    const row = await system.store.registry.find('object', objectId);
    if (!row) throw new Error('the shop is there');
    const done = await system.deps.work.commit([
      createRow('object', { ...row.value, id: code, formerIds: [objectId] }, anEvent()),
      replaceRow(row, { ...row.value, status: '停用', continuedAs: code }, anEvent()),
    ]);
    expect(done.ok).toBe(true);
    expect(await frameOf()).toMatchObject({ size: 19 });
    for (const number of [objectId, code]) {
      const query = { object: number };
      expect(expectOk(await system.as(health)('listTrustPeriods', { query })).items).toMatchObject([{ objectId }]);
    }
    expect(JSON.stringify(await propose())).toContain(`该对象现编号为 ${code}`);
    const later = { objectId: code, from: '2026-12-01', to: '2028-11-02' };
    expect(failureOf(await propose(later))).toBe('trust-limit');
  });

  test('shows its object, once it was approved, what was advised, and no check', async () => {
    const id = await holding();
    expect(failureOf(await act(clerk, 'addGuidance', id, { on: '2026-12-31', text: '上门指导' }))).toBe(
      'invalid-input',
    );
    expectOk(await act(clerk, 'addGuidance', id, { on: '2026-11-20', text: '指导完善广告审查制度' }));
    const others = [
      aTrustPeriod({ id: 'tp-proposed' }),
      aTrustPeriod({ id: 'tp-dropped', status: 'not-approved' }),
      aTrustPeriod({ id: 'tp-other', objectId: 'S0002', status: 'active' }),
    ].map((each) => createRecord('trust-period', each.id, each, anEvent()));
    expect((await system.deps.work.commit(others)).ok).toBe(true);
    const code = await boundCode(system.deps, objectId, 1);
    const { items } = expectOk(await system.as({ code })('listOwnTrustPeriods', {}));
    expect(items).toMatchObject([{ status: 'active', guidance: [{ on: '2026-11-20', text: '指导完善广告审查制度' }] }]);
    expect(JSON.stringify(items)).not.toContain(clerk.id);
  });
});
