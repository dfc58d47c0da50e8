import { beforeAll, describe, test } from 'vitest';
import type { OperationName } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import { type ListEntryAct, listEntryHandOvers, repairHandOvers } from '../../shared/domain/credit/hand-overs.ts';
import type { ListEntry } from '../../shared/domain/credit/list-entry.ts';
import type { Repair } from '../../shared/domain/credit/repair.ts';
import { trustHandOvers } from '../../shared/domain/trust/hand-overs.ts';
import type { TrustPeriod } from '../../shared/domain/trust/trust-period.ts';
import { createRecord, createRow } from '../../shared/use-cases/changes.ts';
import { office } from '../support/draw-ceremony.ts';
import { shop } from '../support/drawable-county.ts';
import { aFollowUp, headOf } from '../support/follow-ups.ts';
import { expectHandedOver, type Handing, type Reader, type Ready } from '../support/handed-over.ts';
import { type Inspections, inspectionsForTest, officer, resultOf } from '../support/inspections.ts';
import { aListEntry, aNoticeBefore, anOutsideDecision } from '../support/list-entries.ts';
import { aPenaltyOnRecord, aRepair, bothPapers } from '../support/repairs.ts';
import { anEvent } from '../support/stored-rows.ts';
import { aTrustPeriod } from '../support/trust-periods.ts';

let county: Inspections;
let made = 0;
beforeAll(async () => {
  county = await inspectionsForTest();
});
const colleague: Reader = { inbox: 'SCJG', who: { ...officer('同事'), roles: ['officer', 'department-admin'] } };
const readersOf = () => [colleague];
const deciding: Reader = { inbox: 'office', who: office };

function on(who: Principal, operation: OperationName, id: string, body: object = {}): Ready {
  return () => county.as(who)(operation, { params: { id }, version: 1, body });
}

describe('an entry of a list', () => {
  const decided = { decision: { number: '睢市监列决一号', on: '2026-03-05', by: 'head' } } as const;
  const told = { notice: { ...aNoticeBefore, by: 'u' } } as const;
  /** In this state, of a follow-up in hand and a result that stands. */
  const entry = async (more: Partial<ListEntry>) => {
    made += 1;
    const resultId = resultOf(await county.dispatch());
    const followUp = aFollowUp({ id: `FU-${made}`, resultId, kind: 'list-abnormal', status: 'received' });
    const value = aListEntry({
      id: `le-${made}`,
      followUpId: followUp.id,
      resultId,
      number: `睢市监列名${made}号`,
      ...more,
    });
    const done = await county.store.work.commit([
      createRecord('follow-up', followUp.id, followUp, anEvent()),
      createRecord('list-entry', value.id, value, anEvent()),
    ]);
    if (!done.ok) throw new Error(done.error.kind);
    return value.id;
  };
  const head = headOf('SCJG');
  const contested = {
    ...told,
    status: 'contested',
    contest: { on: '2026-03-04', text: '仍在原址经营', by: 'u' },
  } as const;
  const listed = { ...told, ...decided, status: 'listed' } as const;
  const removal = { reason: '已变更住所', verifiedOn: '2026-03-06', document: '核查记录三号' };

  const acts: Readonly<Record<Handing<typeof listEntryHandOvers>, () => Promise<Ready>>> = {
    notify: async () => on(officer('告知'), 'notifyListing', await entry({}), aNoticeBefore),
    contest: async () =>
      on(officer('登记'), 'contestListing', await entry({ ...told, status: 'notified' }), {
        ...{ on: '2026-03-04', text: '仍在原址经营' },
      }),
    answer: async () => on(officer('答复'), 'answerListing', await entry(contested), { answer: '经核实不在原址' }),
    list: async () =>
      on(head, 'enterOnList', await entry({ ...told, status: 'notified' }), { number: '列决二号', on: '2026-03-05' }),
    drop: async () =>
      on(head, 'dropListing', await entry({ ...told, status: 'notified' }), {
        ...{ number: '列决三号', on: '2026-03-05', reason: '已取得联系' },
      }),
    'request-removal': async () => on(officer('核实'), 'requestRemoval', await entry(listed), removal),
    'request-revocation': async () =>
      on(officer('登记'), 'requestRevocation', await entry({ ...listed, outside: anOutsideDecision() }), removal),
    repair: async () =>
      on(head, 'approveRemoval', await entry({ ...listed, removalRequest: { ...removal, by: 'u' } }), {
        number: '移决一号',
      }),
    revoke: async () => on(head, 'revokeListing', await entry(listed), { number: '撤决一号', reason: '列入有误' }),
  };

  test.each(Object.keys(acts) as Handing<typeof listEntryHandOvers>[])(
    'after the step %s is with whom the table names, who is told once and finds it in the to-do list',
    async (act: Handing<typeof listEntryHandOvers> & ListEntryAct) => {
      county.at('2026-03-09T02:00:00Z');
      await expectHandedOver(county, await acts[act](), { handsOver: listEntryHandOvers[act], readersOf });
    },
  );
});

describe('a repair', () => {
  const head = headOf('SCJG', '决定人');
  const papers = { materials: [{ code: 'm2', document: '信用承诺书' }] };
  const repair = async (more: Partial<Repair>) => {
    made += 1;
    const [id, recordId] = [`rp-${made}`, `cr-${made}`];
    const done = await county.store.work.commit([
      createRecord('credit-record', recordId, aPenaltyOnRecord(recordId), anEvent()),
      createRecord('repair', id, aRepair({ id, recordId, ...more }), anEvent()),
    ]);
    if (!done.ok) throw new Error(done.error.kind);
    return id;
  };
  const asked = { missing: ['m2'], text: '请提交承诺书', on: '2026-03-03', by: 'u' } as const;
  const granted = { status: 'executed', decision: { number: '一号', on: '2026-03-05', by: 'u' } } as const;
  const accepted = { status: 'accepted', acceptedOn: '2026-03-03' } as const;
  const acts: Readonly<Record<Handing<typeof repairHandOvers>, () => Promise<Ready>>> = {
    file: async () => {
      made += 1;
      const recordId = `cr-${made}`;
      const record = createRecord('credit-record', recordId, aPenaltyOnRecord(recordId), anEvent());
      const done = await county.store.work.commit([record]);
      if (!done.ok) throw new Error(done.error.kind);
      const { way, materials, filedBy, filedOn } = aRepair();
      const call = { key: `repair-${recordId}`, body: { recordId, way, materials, filedBy, filedOn } };
      return () => county.as(officer('登记'))('fileRepair', call);
    },
    supply: async () => {
      const id = await repair({ status: 'supplement', materials: bothPapers.slice(0, 1), asked });
      return on(officer('登记'), 'supplyPapers', id, { ...papers, on: '2026-03-09' });
    },
    accept: async () => on(officer('受理'), 'acceptRepair', await repair({})),
    'not-accept': async () => on(officer('受理'), 'notAcceptRepair', await repair({}), { code: 'x2' }),
    grant: async () => on(head, 'grantRepair', await repair(accepted), { number: '准一号' }),
    refuse: async () =>
      on(head, 'refuseRepair', await repair(accepted), {
        ...{ number: '不准一号', reason: '罚款未缴清', remedies: '可以申请行政复议' },
      }),
    withdraw: async () => on(officer('登记'), 'withdrawRepair', await repair({})),
    cancel: async () => on(head, 'cancelRepair', await repair(granted), { number: '撤一号', reason: '承诺不实' }),
  };

  test.each(Object.keys(acts) as Handing<typeof repairHandOvers>[])(
    'after the step %s is with whom the table names, who is told once and finds it in the to-do list',
    async (act) => {
      county.at('2026-03-09T02:00:00Z');
      await expectHandedOver(county, await acts[act](), { handsOver: repairHandOvers[act], readersOf });
    },
  );
});

describe('a period of trust', () => {
  const object = () => shop(7100 + (made += 1), { name: '无人机配送站' });
  const period = async (more: Partial<TrustPeriod>) => {
    made += 1;
    const value = aTrustPeriod({ id: `tp-${made}`, objectName: '无人机配送站', ...more });
    const done = await county.store.work.commit([createRecord('trust-period', value.id, value, anEvent())]);
    if (!done.ok) throw new Error(done.error.kind);
    return value.id;
  };
  const { field, from, to, document } = aTrustPeriod();

  const acts: Readonly<Record<Handing<typeof trustHandOvers>, (more?: { everywhere?: true }) => Promise<Ready>>> = {
    propose: async (more = {}) => {
      const row = object();
      const done = await county.store.work.commit([createRow('object', row, anEvent())]);
      if (!done.ok) throw new Error(done.error.kind);
      const call = { key: `trust-${row.id}`, body: { objectId: row.id, field, from, to, document, ...more } };
      return () => county.as(officer('提出'))('proposeTrustPeriod', call);
    },
    approve: async () => on(headOf('SCJG'), 'approveTrustPeriod', await period({})),
    drop: async () => on(headOf('SCJG'), 'dropTrustPeriod', await period({}), { reason: '不属于新业态' }),
    revoke: async () =>
      on(headOf('SCJG'), 'revokeTrustPeriod', await period({ status: 'active' }), { reason: '发现严重问题' }),
  };

  test.each(Object.keys(acts) as Handing<typeof trustHandOvers>[])(
    'after the step %s is with whom the table names, who is told once and finds it in the to-do list',
    async (act) => {
      county.at('2026-03-09T02:00:00Z');
      await expectHandedOver(county, await acts[act](), { handsOver: trustHandOvers[act], readersOf });
    },
  );

  test('that is proposed for all departments is for the joint meeting’s office to approve', async () => {
    county.at('2026-03-09T02:00:00Z');
    const ready = await acts.propose({ everywhere: true });
    await expectHandedOver(county, ready, { handsOver: trustHandOvers.propose, readersOf: () => [deciding] });
  });
});
