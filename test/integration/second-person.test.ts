import { beforeEach, describe, expect, test } from 'vitest';
import type { Principal } from '../../shared/api/principal.ts';
import type { Visit } from '../../shared/domain/visit/visit.ts';
import { type BatchAnswer, dispatchedBatch, lead, office } from '../support/draw-ceremony.ts';
import { resultBegun } from '../support/draw-reserves.ts';
import { jointEntry, numbered, ofClassA, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
let batch: BatchAnswer;
let visit: Visit;

beforeEach(async () => {
  system = await systemForTest();
  await settle(system.deps, {
    objects: numbered(12, (n) => shop(2 * n)),
    inspectors: [...numbered(4, (n) => officer('SCJG', n)), ...numbered(4, (n) => officer('WJW', n))],
    plans: [publishedPlan([jointEntry(ofClassA(2500))])],
  });
  batch = await dispatchedBatch(system);
  const query = { kind: 'visit', in: 'ofBatch', of: batch.id, page: { limit: 9 } } as const;
  const [found] = (await system.deps.records.list(query)).items;
  if (!found) throw new Error('no visit');
  visit = found.value;
  await resultBegun(system, batch, visit.object.id, 'SCJG');
});

const params = () => ({ id: batch.id });
const now = async () => expectOk(await system.as(lead)('getBatch', { params: params() }));
const kindOf = (result: { ok: boolean; error?: { kind: string } }) => (result.ok ? 'ok' : result.error?.kind);

/** The requests of R5 about a batch: how somebody asks, and how somebody approves. */
const kinds = {
  'a void': {
    ask: async () => {
      const body = { category: '其他', reason: '误操作', document: '睢联席办〔2026〕9号' } as const;
      return expectOk(await system.as(lead)('requestVoid', { params: params(), key: 'ask-void-1', body })).voidRequest;
    },
    approve: 'approveVoid',
    asked: ({ voidRequest }: BatchAnswer) => voidRequest,
  },
  'a reserve': {
    ask: async () => {
      const body = { visitId: visit.id, reason: '注销', evidence: 'evidence-1' } as const;
      const key = 'ask-reserve-1';
      return expectOk(await system.as(lead)('requestReserve', { params: params(), key, body })).reserves[0];
    },
    approve: 'approveReserve',
    asked: ({ reserves }: BatchAnswer) => reserves[0],
  },
  'another member of a team': {
    ask: async () => {
      const team = visit.parts.find(({ department }) => department === 'SCJG')?.team;
      const body = {
        visitId: visit.id,
        department: 'SCJG',
        inspectorId: team?.[0]?.id ?? '',
        reason: '疾病',
      } as const;
      const key = 'ask-change-1';
      return expectOk(await system.as(lead)('requestTeamChange', { params: params(), key, body })).teamChanges[0];
    },
    approve: 'approveTeamChange',
    asked: ({ teamChanges }: BatchAnswer) => teamChanges[0],
  },
} as const;

describe.each(Object.entries(kinds))('whoever asks for %s (R5)', (_, { ask, approve, asked }) => {
  /** The same person with a role that could decide, in place of the own or beside it. */
  const selves: readonly Principal[] = [
    { ...office, id: lead.id },
    { ...lead, roles: ['department-admin', 'office'] },
  ];
  const decide = (who: Principal, requestId: string) => system.as(who)(approve, { params: { ...params(), requestId } });
  const refuse = (who: Principal, requestId: string) =>
    system.as(who)('refuseRequest', { params: { ...params(), requestId }, body: { reason: '不同意' } });

  test('neither approves it nor refuses it, whatever roles that person has; the request stays open', async () => {
    const requestId = (await ask())?.id ?? '';
    const before = await now();
    for (const self of selves) {
      expect(kindOf(await decide(self, requestId))).toBe('same-person');
      expect(kindOf(await refuse(self, requestId))).toBe('same-person');
    }
    expect(await now()).toEqual(before);
  });

  test('takes it back, which nobody else can', async () => {
    const requestId = (await ask())?.id ?? '';
    const withdraw = (who: Principal) => system.as(who)('withdrawRequest', { params: { ...params(), requestId } });
    expect(kindOf(await withdraw(office))).toBe('not-found');
    expect(kindOf(await withdraw(person('SCJG', 'department-admin', '负责人')))).toBe('not-found');
    expectOk(await withdraw(lead));
    expect(asked(await now())?.closed).toMatchObject({ as: 'withdrawn' });
    expect(kindOf(await decide(office, requestId))).toBe('not-ready');
  });

  test('sees it decided by somebody else', async () => {
    const requestId = (await ask())?.id ?? '';
    expectOk(await refuse(office, requestId));
    expect(asked(await now())?.closed).toMatchObject({ as: 'refused', by: office.id });
  });
});
