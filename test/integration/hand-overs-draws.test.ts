import { beforeEach, describe, expect, test } from 'vitest';
import { dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import type { CallOf, OperationName } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import { type BatchSide, batchHandOvers } from '../../shared/domain/batch/hand-overs.ts';
import { inboxOf } from '../../shared/domain/notice/inbox.ts';
import type { Visit } from '../../shared/domain/visit/visit.ts';
import { dispatchBatch } from '../../shared/use-cases/batch/dispatch-batch.ts';
import {
  askVoid,
  type BatchAnswer,
  dispatchedBatch,
  drawnBatch,
  office,
  revealedBatch,
} from '../support/draw-ceremony.ts';
import { resultBegun } from '../support/draw-reserves.ts';
import { jointEntry, numbered, ofClassA, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { dyingAfter } from '../support/dying-client.ts';
import { type Expected, expectHandedOver, type Handing, type Reader, type Ready } from '../support/handed-over.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
beforeEach(async () => {
  system = await systemForTest();
});

/** Two of four shops are drawn; so many inspectors of the two departments. */
const county = ([market, health]: readonly [number, number], ofHealth: Parameters<typeof officer>[2] = {}) => ({
  objects: numbered(12, (n) => shop(2 * n)),
  inspectors: [...numbered(market, (n) => officer('SCJG', n)), ...numbered(health, (n) => officer('WJW', n, ofHealth))],
  plans: [publishedPlan([jointEntry(ofClassA(5000))])],
});

const clerk = person('SCJG', 'officer');
const head = person('SCJG', 'department-admin', '负责人');
const deciding = { inbox: 'office', who: person('FGW', 'office', '审批') };
const departments: readonly Reader[] = (['SCJG', 'WJW'] as const).map((department) => ({
  inbox: department,
  who: { ...person(department, 'officer', '同事'), roles: ['officer', 'department-admin'] },
}));
const asInspector = (id: string): Reader => {
  const department = id.startsWith('WJW') ? 'WJW' : 'SCJG';
  return { inbox: `inspector:${id}`, who: { ...person(department, 'inspector', '检查员'), inspectorId: id } };
};
const teamsOf = (visits: readonly Visit[]): readonly Reader[] =>
  [...new Set(visits.flatMap(({ parts }) => parts.flatMap(({ team }) => team.map(({ id }) => id))))].map(asInspector);
const visitsOf = async ({ id }: Pick<BatchAnswer, 'id'>): Promise<readonly Visit[]> => {
  const found = await system.store.records.list({ kind: 'visit', in: 'ofBatch', of: id, page: { limit: 100 } });
  return found.items.map(({ value }) => value);
};

let keys = 0;
/** A request under one key, however often it is sent. */
function ready(who: Principal, operation: OperationName, params: object, body?: object): Ready {
  keys += 1;
  const call = { params, key: `hand-over-${keys}`, ...(body && { body }) } as unknown as CallOf<OperationName>;
  return () => system.as(who)(operation, call);
}

interface Case {
  readonly act: Ready;
  readonly readers: Readers;
  /** Whom the same act sends instead. */
  readonly sent?: Readers;
}
type Readers = Readonly<Partial<Record<BatchSide, readonly Reader[] | (() => Promise<readonly Reader[]>)>>>;

const document = '睢联席办〔2026〕9号《关于作废有关抽取批次的函》';
const refusal = { reason: '理由不足' };

/** A visit of both departments whose object has gone, with evidence. */
async function gone() {
  const { id } = await dispatchedBatch(system);
  const visit = (await visitsOf({ id })).find((each) => each.departments.length === 2);
  if (!visit) throw new Error('no joint visit was drawn');
  await resultBegun(system, { id }, visit.object.id, 'SCJG');
  return { id, visit, body: { visitId: visit.id, reason: '注销', evidence: 'evidence-1' } };
}

/** A member of the lead's team, who is ill. */
async function ill() {
  const { id } = await dispatchedBatch(system);
  const [visit] = await visitsOf({ id });
  const member = visit?.parts.find(({ department }) => department === 'SCJG')?.team[0]?.id ?? '';
  return { id, visit, member, body: { visitId: visit?.id, department: 'SCJG', inspectorId: member, reason: '疾病' } };
}

const askReserve = async (id: string, body: object) => {
  const { reserves } = expectOk(await ready(clerk, 'requestReserve', { id }, body)()) as BatchAnswer;
  return { id, requestId: reserves.at(-1)?.id ?? '' };
};
const askChange = async (id: string, body: object) => {
  const { teamChanges } = expectOk(await ready(clerk, 'requestTeamChange', { id }, body)()) as BatchAnswer;
  return { id, requestId: teamChanges.at(-1)?.id ?? '' };
};
const own = departments.slice(0, 1);

const acts: Readonly<Record<Handing<typeof batchHandOvers>, () => Promise<Case>>> = {
  fail: async () => {
    await settle(system.deps, county([4, 3], { itemScope: ['WJW-777'] }));
    const { id } = await revealedBatch(system);
    return { act: ready(head, 'drawBatch', { id }), readers: { leads: own } };
  },
  dispatch: async () => {
    await settle(system.deps, county([4, 3]));
    const { id } = await drawnBatch(system);
    // Who is sent is to be seen once they have been.
    const teams = async () => teamsOf(await visitsOf({ id }));
    return { act: ready(head, 'dispatchBatch', { id }), readers: { departments, teams } };
  },
  void: async () => {
    await settle(system.deps, county([4, 3]));
    const { id } = await dispatchedBatch(system);
    const requestId = await askVoid(system, id, { category: '其他', reason: '误操作', document });
    return { act: ready(office, 'approveVoid', { id, requestId }), readers: { departments } };
  },
  lose: async () => {
    await settle(system.deps, county([4, 3]));
    const { id } = await revealedBatch(system);
    system.deps.keys.lose();
    await expect(system.runJob('draw-objects', { batchId: id })).rejects.toThrow('密钥');
    const requestId = await askVoid(system, id, { category: '其他', reason: '密钥丢失', document });
    return { act: ready(office, 'approveVoid', { id, requestId }), readers: { departments } };
  },
  'request-void': async () => {
    await settle(system.deps, county([4, 3]));
    const { id } = await dispatchedBatch(system);
    const body = { category: '其他', reason: '误操作', document };
    return { act: ready(head, 'requestVoid', { id }, body), readers: { office: [deciding] } };
  },
  'request-reserve': async () => {
    await settle(system.deps, county([4, 3]));
    const { id, body } = await gone();
    return { act: ready(clerk, 'requestReserve', { id }, body), readers: { deciders: own } };
  },
  'call-reserve': async () => {
    await settle(system.deps, county([4, 3]));
    const { id, visit, body } = await gone();
    const before = new Set((await visitsOf({ id })).map((each) => each.id));
    const params = await askReserve(id, body);
    const called = async () => (await visitsOf({ id })).filter((each) => !before.has(each.id));
    const reached = async () => {
      const codes = (await called()).flatMap((each) => each.departments);
      return departments.filter(({ inbox }) => codes.some((code) => code === inbox));
    };
    return {
      act: ready(head, 'approveReserve', params),
      readers: { concerned: departments, teams: teamsOf([visit]) },
      sent: { departments: reached, teams: async () => teamsOf(await called()) },
    };
  },
  'request-team-change': async () => {
    await settle(system.deps, county([4, 3]));
    const { id, body } = await ill();
    return { act: ready(clerk, 'requestTeamChange', { id }, body), readers: { deciders: own } };
  },
  'change-team': async () => {
    await settle(system.deps, county([4, 3]));
    const { id, visit, member, body } = await ill();
    const params = await askChange(id, body);
    const before = new Set(visit?.parts.flatMap(({ team }) => team.map((each) => each.id)));
    const joined = async () => {
      const now = (await visitsOf({ id })).filter((each) => each.id === visit?.id);
      return teamsOf(now).filter(({ who }) => !before.has(who.inspectorId ?? ''));
    };
    return {
      act: ready(head, 'approveTeamChange', params),
      readers: { concerned: own, teams: [asInspector(member)] },
      sent: { teams: joined },
    };
  },
  'refuse-request': async () => {
    await settle(system.deps, county([4, 3]));
    const { id, body } = await gone();
    return {
      act: ready(head, 'refuseRequest', await askReserve(id, body), refusal),
      readers: { concerned: departments },
    };
  },
};

const expected = (act: Handing<typeof batchHandOvers>, readers: Readers): Expected => ({
  handsOver: batchHandOvers[act],
  readersOf: (side) => {
    const found = readers[side as BatchSide] ?? [];
    return typeof found === 'function' ? found() : found;
  },
});

describe('a batch', () => {
  test.each(Object.keys(acts) as Handing<typeof batchHandOvers>[])(
    'after the act %s is with whom the table names, who is told once and finds it in the to-do list',
    async (name) => {
      const { act, readers, sent } = await acts[name]();
      await expectHandedOver(system, act, expected(name, readers), ...(sent ? [expected('dispatch', sent)] : []));
    },
  );

  test('whose dispatch tells more than its commit holds tells the rest after it, also when it was killed, and nobody twice', async () => {
    const many = county([30, 30]);
    const plans = [publishedPlan([jointEntry(ofClassA(10_000))])];
    await settle(system.deps, { ...many, objects: numbered(66, (n) => shop(2 * n)), plans });
    const { id } = await drawnBatch(system);
    const { db } = system.store;
    const now = new Date('2026-11-23T05:00:00Z');
    const status = async () => (await system.store.records.find('batch', id))?.value.status;
    while ((await status()) !== 'dispatched') {
      const dying = dynamoStore({ ...db, client: dyingAfter(db.client, 4) });
      const dies = dispatchBatch({ ...system.deps, ...dying }, { id }, { ...head, scope: 'own' }, now);
      await expect(dies).rejects.toThrow('killed');
    }
    for (let again = 0; again < 2; again += 1) expectOk(await system.as(head)('dispatchBatch', { params: { id } }));

    const { items } = await system.store.records.list({ kind: 'notice', in: 'pending', page: { limit: 200 } });
    const told = items.flatMap(({ value }) => (value.kind === 'visits-dispatched' ? [inboxOf(value)] : []));
    const sent = [...departments, ...teamsOf(await visitsOf({ id }))];
    expect(sent.length).toBeGreaterThan(50);
    expect(told.toSorted()).toEqual(sent.map(({ inbox }) => inbox).toSorted());
  });
});
