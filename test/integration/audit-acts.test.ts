import { beforeEach, describe, expect, test } from 'vitest';
import { resultIdOf, visitIdOf } from '../../shared/domain/visit/visit-ids.ts';
import { askVoid, type BatchAnswer, dispatchedBatch, lead, office, parties } from '../support/draw-ceremony.ts';
import { resultBegun } from '../support/draw-reserves.ts';
import { jointEntry, numbered, ofClassA, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { inTicketOrder, openedDraw } from '../support/opened-draw.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

/** R13: every change of state has its event, and the events of a record alone tell what happened to it. */
let system: TestSystem;
beforeEach(async () => {
  system = await systemForTest();
});

type Kind = Parameters<TestSystem['deps']['audit']['events']>[0];

/** What the trail says of a record: who did what, and the ids, codes and counts that belong to it. */
const told = async (kind: Kind, id: string) =>
  (await system.deps.audit.events(kind, id)).map(({ action, actor, facts }) => [action, actor, facts]);

describe('the trail of a batch', () => {
  const member = person('SCJG', 'officer');
  const second = person('SCJG', 'department-admin', '负责人');
  const partyId = (party: string) => `${party}-officer-甲`;

  /** Twelve shops, of which the four of class A may be drawn, one is, and both departments visit it. */
  async function dispatched(): Promise<{ batch: BatchAnswer; first: string; next: string }> {
    await settle(system.deps, {
      objects: numbered(12, (n) => shop(2 * n)),
      inspectors: [...numbered(6, (n) => officer('SCJG', n)), ...numbered(6, (n) => officer('WJW', n))],
      plans: [publishedPlan([jointEntry(ofClassA(2500))])],
    });
    const batch = await dispatchedBatch(system);
    const [first = '', next = ''] = inTicketOrder(await openedDraw(system, batch), '*');
    return { batch, first, next };
  }

  test('tells how it was frozen, drawn and dispatched', async () => {
    const { batch } = await dispatched();
    const known = { number: batch.number };
    const teams = (await system.deps.records.find('batch', batch.id))?.value.list?.teams;
    const stated = [...parties].map((party) => [
      'submit-commitment',
      partyId(party),
      { ...known, status: 'committed', party, replaced: 0 },
    ]);
    expect(await told('batch', batch.id)).toEqual([
      // Four shops of class A in one frame for both departments, six inspectors of each.
      ['freeze', lead.id, { ...known, frames: 1, objects: 4, inspectors: 12 }],
      ['commit', lead.id, { ...known, status: 'committed', digest: batch.digest, source: 'ceremony', parties: 3 }],
      ['stage-public-frames', 'system', { ...known, status: 'committed', frames: 1 }],
      ...stated,
      ['reveal-secret', partyId('CZJ'), { ...known, status: 'committed', party: 'CZJ' }],
      ['reveal-secret', partyId('FGW'), { ...known, status: 'committed', party: 'FGW' }],
      [
        'reveal-secret',
        partyId('SFJ'),
        { ...known, status: 'revealed', party: 'SFJ', randomness: batch.randomness, seed: batch.seed },
      ],
      ['seal-list', lead.id, { ...known, status: 'revealed', visits: 1, list: batch.list?.digest }],
      ['draw', lead.id, { ...known, status: 'drawn', teams }],
      ['dispatch', lead.id, { ...known, status: 'dispatched', visits: 1 }],
    ]);
    const [task = ''] = batch.entries.map(({ taskId }) => taskId);
    expect(await told('task', task)).toEqual([
      ['create', lead.id, { batch: batch.number }],
      ['dispatched', lead.id, { batch: batch.number }],
    ]);
  });

  test('tells who left a team and who joined it, at the visit and the result as well', async () => {
    const { batch, first } = await dispatched();
    const visitId = visitIdOf(batch.id, first);
    const params = { id: batch.id };
    const [left = '', stays = ''] = await teamOf(visitId);
    const ask = async (key: string) =>
      expectOk(
        await system.as(member)('requestTeamChange', {
          params,
          key,
          body: { visitId, department: 'SCJG', inspectorId: left, reason: '疾病' },
        }),
      ).teamChanges.at(-1)?.id ?? '';
    const refused = await ask('change-1');
    expectOk(
      await system.as(second)('refuseRequest', {
        params: { ...params, requestId: refused },
        body: { reason: '可以参加' },
      }),
    );
    const taken = await ask('change-2');
    expectOk(await system.as(member)('withdrawRequest', { params: { ...params, requestId: taken } }));
    const change = await ask('change-3');
    expectOk(await system.as(second)('approveTeamChange', { params: { ...params, requestId: change } }));
    const joined = (await teamOf(visitId)).find((id) => id !== stays);

    const known = { number: batch.number, status: 'dispatched' };
    const asked = ['request-team-change', member.id, { ...known, visit: visitId, reason: '疾病' }];
    expect((await told('batch', batch.id)).slice(-6)).toEqual([
      asked,
      ['refuse-request', second.id, { ...known, request: refused }],
      asked,
      ['withdraw-request', member.id, { ...known, request: taken }],
      asked,
      ['change-team', second.id, { ...known, change, left, joined }],
    ]);
    for (const [kind, id] of [
      ['visit', visitId],
      ['result', resultIdOf(visitId, 'SCJG')],
    ] as const)
      expect((await told(kind, id)).at(-1)).toEqual(['change-team', second.id, { change, left, joined }]);
  });

  test('tells which object came for another, and how many were passed over', async () => {
    const { batch, first, next } = await dispatched();
    const visitId = visitIdOf(batch.id, first);
    await resultBegun(system, batch, first, 'SCJG');
    const asked = expectOk(
      await system.as(member)('requestReserve', {
        params: { id: batch.id },
        key: 'reserve-1',
        body: { visitId, reason: '注销', evidence: 'evidence-1' },
      }),
    );
    const reserve = asked.reserves.at(-1)?.id ?? '';
    expectOk(await system.as(second)('approveReserve', { params: { id: batch.id, requestId: reserve } }));

    const known = { number: batch.number, status: 'dispatched' };
    expect((await told('batch', batch.id)).slice(-2)).toEqual([
      ['request-reserve', member.id, { ...known, visit: visitId, reason: '注销' }],
      ['call-reserve', second.id, { ...known, reserve, turn: 1, called: 1, passed: 0 }],
    ]);
    for (const [kind, id] of [
      ['visit', visitId],
      ['result', resultIdOf(visitId, 'WJW')],
      ['visit', visitIdOf(batch.id, next)],
      ['result', resultIdOf(visitIdOf(batch.id, next), 'SCJG')],
    ] as const)
      expect((await told(kind, id)).at(-1)).toEqual(['call-reserve', second.id, { reserve }]);
  });

  test('tells why it was voided, and its tasks tell it too', async () => {
    const { batch } = await dispatched();
    const request = await askVoid(system, batch.id);
    expectOk(await system.as(office)('approveVoid', { params: { id: batch.id, requestId: request } }));
    const known = { number: batch.number, request, category: '其他' };
    expect((await told('batch', batch.id)).slice(-2)).toEqual([
      ['request-void', lead.id, { ...known, status: 'dispatched' }],
      ['void', office.id, { ...known, status: 'voided', parties: '' }],
    ]);
    const [task = ''] = batch.entries.map(({ taskId }) => taskId);
    expect((await told('task', task)).at(-1)).toEqual(['voided', office.id, { batch: batch.number }]);
  });

  const teamOf = async (visitId: string) =>
    (await system.deps.records.find('visit', visitId))?.value.parts
      .find(({ department }) => department === 'SCJG')
      ?.team.map(({ id }) => id) ?? [];
});
