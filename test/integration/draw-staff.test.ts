import { describe, expect, test } from 'vitest';
import type { MatchingWish } from '../../shared/domain/match/rules.ts';
import type { InspectionItem, Inspector } from '../../shared/domain/registry/registry.ts';
import { dispatchedBatch, drawnBatch, frozenBatch } from '../support/draw-ceremony.ts';
import {
  anItem,
  type County,
  expertOf,
  jointEntry,
  numbered,
  ofClassA,
  officer,
  publishedPlan,
  settle,
  shop,
} from '../support/drawable-county.ts';
import { openedDraw, teamTicketOf, visitTicketOf } from '../support/opened-draw.ts';
import { readPublicDraw, verified } from '../support/public-draw.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

/** Five shops of class A in 城关镇 (411422105), each checked by 市场监管 alone. */
async function county(
  inspectors: readonly Inspector[],
  item: Partial<InspectionItem> = {},
  more: Partial<County> = {},
) {
  const system = await systemForTest();
  const entry = jointEntry({ ...ofClassA(10_000), departments: [{ department: 'SCJG', items: ['SCJG-001'] }] });
  await settle(system.deps, {
    items: [anItem('SCJG', item)],
    objects: numbered(15, (n) => shop(n)),
    inspectors,
    plans: [publishedPlan([entry])],
    ...more,
  });
  return system;
}

const visitsOf = async (system: TestSystem, id: string) => {
  const query = { kind: 'visit', in: 'ofBatch', of: id, page: { limit: 100 } } as const;
  return (await system.deps.records.list(query)).items.map(({ value }) => value);
};
const drawn = (system: TestSystem, matching?: MatchingWish) => drawnBatch(system, undefined, undefined, matching);

describe('a limit of visits for each inspector', () => {
  test('is asked for with the batch, stated in the manifest, and kept', async () => {
    const system = await county(numbered(5, (n) => officer('SCJG', n)));
    const { id, manifest, matching } = await dispatchedBatch(system, undefined, undefined, { capacity: 2 });
    expect(matching).toMatchObject({ perDepartment: 2, capacity: 2 });
    expect(JSON.parse(manifest ?? '').matching).toMatchObject({ capacity: 2, teamLeader: true, evenLoads: true });
    const loads = Map.groupBy(
      (await visitsOf(system, id)).flatMap(({ inspectors }) => inspectors),
      (one) => one,
    );
    expect([...loads.values()].map((own) => own.length)).toEqual([2, 2, 2, 2, 2]);
  });

  test('fails the match with the arithmetic, the smaller of the two limits counting; only officials read who', async () => {
    const system = await county(numbered(5, (n) => officer('SCJG', n, n === 1 ? { capacity: 1 } : {})));
    const batch = await drawn(system, { capacity: 2 });
    expect(batch).toMatchObject({ status: 'match-failed', matchFailure: [{ constraint: 'capacity', missing: 1 }] });
    expect(batch.matchFailure?.[0]?.reason).toBe(
      '市场监督管理局：执法人员：5户需要10人次，可用5人共9人次，缺1人次；不能参加的：任务已满5 人',
    );
    expect(batch.matchFailure?.[0]?.excluded).toContainEqual({
      id: 'SCJG-R001',
      name: '检查员1',
      constraint: '任务已满',
      visits: 5,
    });
    const published = await readPublicDraw(system.deps.published, batch.number);
    expect(published.document.matchFailure?.[0]?.reason).toContain('缺1人次');
    expect(JSON.stringify(published.document)).not.toMatch(/检查员|SCJG-R001/);
  });

  test('holds for whoever follows a member who cannot go', async () => {
    const entry = jointEntry({ ...ofClassA(4000), departments: [{ department: 'SCJG', items: ['SCJG-001'] }] });
    const inspectors = numbered(3, (n) => officer('SCJG', n, { capacity: n === 1 ? 2 : 1 }));
    // Of four places the first inspector fills two, the others one each: nobody is left.
    const system = await county(inspectors, {}, { plans: [publishedPlan([entry])] });
    const { id } = await dispatchedBatch(system);
    const visit = (await visitsOf(system, id)).find((one) => one.inspectors.includes('SCJG-R002'));
    const body = {
      visitId: visit?.id ?? '',
      department: 'SCJG',
      inspectorId: 'SCJG-R002',
      reason: '疾病',
    } as const;
    const asked = await system.as(person('SCJG', 'officer'))('requestTeamChange', {
      params: { id },
      key: 'change-0001',
      body,
    });
    const requestId = expectOk(asked).teamChanges.at(-1)?.id ?? '';
    const approver = person('SCJG', 'department-admin', '负责人');
    const approved = await system.as(approver)('approveTeamChange', { params: { id, requestId } });
    expect(approved.ok ? 'changed' : approved.error.kind).toBe('no-lawful-team');
  });

  test('of nothing is refused', async () => {
    const system = await county(numbered(2, (n) => officer('SCJG', n)));
    const body = { title: '批次', entries: [{ planId: 'P1', entryId: 'E1' }], matching: { capacity: 0 } };
    const answer = await system.as(person('SCJG', 'department-admin'))('freezeBatch', { key: 'freeze-0000', body });
    expect(answer.ok ? 'frozen' : answer.error.kind).toBe('invalid-input');
  });
});

describe('inspections across townships', () => {
  const local = (n: number) => officer('SCJG', n, { level: '所', township: '411422105' });

  test('keep the staff of a township’s station from objects of that township', async () => {
    const system = await county([local(1), local(2), officer('SCJG', 3), officer('SCJG', 4)]);
    const { id } = await dispatchedBatch(system, undefined, undefined, { townshipCrossing: true });
    for (const { inspectors } of await visitsOf(system, id))
      expect([...inspectors].sort()).toEqual(['SCJG-R003', 'SCJG-R004']);
  });

  test('say how many that leaves too few; county staff of the same township go', async () => {
    const system = await county([local(1), local(2), officer('SCJG', 3)]);
    const batch = await drawn(system, { townshipCrossing: true });
    expect(batch.matchFailure?.[0]?.reason).toBe(
      '市场监督管理局：执法人员：5户需要10人次，可用1人×5户=5人次，缺5人次；不能参加的：属地交叉检查回避2 人',
    );
    const county2 = await county([local(1), officer('SCJG', 2, { township: '411422105' }), officer('SCJG', 3)]);
    expect((await drawn(county2, { townshipCrossing: true })).status).toBe('drawn');
  });
});

describe('leaders and experts', () => {
  const withExpert = { expertise: '食品检验' };

  test('are drawn with the teams, stand on the visits, and in the public list as ids alone', async () => {
    const inspectors = numbered(4, (n) => officer('SCJG', n, { mayLead: n > 2 }));
    const experts = [expertOf('SCJG', 1), expertOf('SCJG', 2), expertOf('SCJG', 3, { fields: ['电梯'] })];
    const system = await county(inspectors, withExpert, { experts });
    const batch = await dispatchedBatch(system);
    const { id, number, manifest } = batch;
    const opened = await openedDraw(system, batch);
    const place = ({ object }: { readonly object: { readonly id: string } }) => visitTicketOf(opened, object.id);
    const order = (await visitsOf(system, id)).toSorted((a, b) => (place(a) < place(b) ? -1 : 1));
    const counts = new Map<string, number>();
    for (const { object, parts } of order) {
      const [part] = parts;
      const team = part?.team.map((one) => one.id) ?? [];
      expect(team).toHaveLength(2);
      expect(['SCJG-R003', 'SCJG-R004']).toContain(part?.leader);
      expect(team).toContain(part?.leader);
      // By turns, and at equal turns by the ticket that whoever holds the key can recompute.
      const ticket = (expert: string) => teamTicketOf(opened, object.id, { id: expert, department: 'SCJG' }, 'experts');
      const expected = ['SCJG-Z001', 'SCJG-Z002'].toSorted(
        (a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0) || (ticket(a) < ticket(b) ? -1 : 1),
      )[0];
      expect(part?.experts?.map((one) => one.id)).toEqual([expected]);
      counts.set(expected ?? '', (counts.get(expected ?? '') ?? 0) + 1);
    }
    expect(JSON.parse(manifest ?? '').experts).toMatchObject({ size: 3, strata: [{ stratum: 'SCJG', size: 3 }] });
    const published = await readPublicDraw(system.deps.published, number);
    const shown = published.objects.flatMap(({ teams }) => teams);
    expect(shown.every(({ leader, members }) => leader !== undefined && members.includes(leader))).toBe(true);
    expect(shown.flatMap((team) => team.experts)).toHaveLength(5);
    expect(JSON.stringify(published.objects)).not.toMatch(/专家\d|检验中心/);
    // Anybody reads the frame of experts, as the verification does.
    const params = { number, frame: 'experts' };
    const { items } = expectOk(await system.as(undefined)('listPublicFrameShards', { params, query: { limit: 100 } }));
    expect(items.flatMap(({ lines }) => lines)).toHaveLength(3);
  });

  test('are checked by anybody against the frames as the portal gives them', async () => {
    const inspectors = numbered(3, (n) => officer('SCJG', n));
    const system = await county(inspectors, withExpert, { experts: [expertOf('SCJG', 1)] });
    const { number } = await dispatchedBatch(system);
    const published = await readPublicDraw(system.deps.published, number);
    expect([...published.frames.keys()]).toEqual([`${number}-1`, 'inspectors', 'experts']);
    expect(verified(published).verdict).toBe('verified');
  });

  test('an expert who cannot be had is named on the visit, or fails the match where the item requires one', async () => {
    const inspectors = numbered(3, (n) => officer('SCJG', n));
    const gone = [expertOf('SCJG', 1, { validTo: '2026-12-30' })];
    const system = await county(inspectors, withExpert, { experts: gone });
    const { id } = await dispatchedBatch(system);
    for (const { parts } of await visitsOf(system, id)) {
      expect(parts[0]?.expertsLacking).toEqual(['食品检验']);
      expect(parts[0]?.experts).toBeUndefined();
    }
    const strict = await county(inspectors, { ...withExpert, expertRequired: true }, { experts: gone });
    const failed = await drawn(strict);
    expect(failed.matchFailure).toMatchObject([{ constraint: 'expert', missing: 1, visitCount: 5 }]);
    expect(failed.matchFailure?.[0]?.reason).toBe(
      '市场监督管理局：食品检验专家：5户需要5人次，可用0人×5户=0人次，缺5人次；不能参加的：聘期不覆盖检查期1 人',
    );
  });

  test('a leader who cannot go is followed by the other who may lead', async () => {
    const system = await county(numbered(4, (n) => officer('SCJG', n, { mayLead: n <= 2 })));
    const { id } = await dispatchedBatch(system);
    const [visit] = await visitsOf(system, id);
    const leader = visit?.parts[0]?.leader ?? '';
    const body = { visitId: visit?.id ?? '', department: 'SCJG', inspectorId: leader, reason: '疾病' } as const;
    const asked = await system.as(person('SCJG', 'officer'))('requestTeamChange', {
      params: { id },
      key: 'change-0001',
      body,
    });
    const requestId = expectOk(asked).teamChanges.at(-1)?.id ?? '';
    const approver = person('SCJG', 'department-admin', '负责人');
    expectOk(await system.as(approver)('approveTeamChange', { params: { id, requestId } }));
    const now = await system.deps.records.find('visit', visit?.id ?? '');
    const part = now?.value.parts[0];
    expect(part?.team.map((one) => one.id)).toContain(part?.leader);
    expect(part?.leader).toBe(leader === 'SCJG-R001' ? 'SCJG-R002' : 'SCJG-R001');
  });
});

test('a batch whose items ask for no expert states the county’s rules of matching and nothing else', async () => {
  const system = await county(numbered(2, (n) => officer('SCJG', n)));
  const batch = await frozenBatch(system);
  expect(batch.expertFrames).toBeUndefined();
  expect(batch.matching).toEqual({ perDepartment: 2, teamLeader: true, evenLoads: true });
});
