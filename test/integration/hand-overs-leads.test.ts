import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OperationName } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import type { TransferEvent } from '../../shared/domain/follow-up/transfer-states.ts';
import { leadHandOvers } from '../../shared/domain/lead/hand-overs.ts';
import { createRecord } from '../../shared/use-cases/changes.ts';
import { aFollowUp, aTransfer, fivePapers, headOf } from '../support/follow-ups.ts';
import { expectHandedOver, type Handing, type Reader, type Ready } from '../support/handed-over.ts';
import { type Inspections, inspectionsForTest, officer, resultOf } from '../support/inspections.ts';
import { clerk, elsewhere, head, patrolled, register, secondClerk } from '../support/leads.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

const colleague = (department: 'SCJG' | 'WJW' | 'GAJ'): Reader => ({
  inbox: department,
  who: { ...officer('同事', department), roles: ['officer', 'department-admin'] },
});
interface Seen {
  readonly id: string;
  readonly version: number;
}

describe('a lead', () => {
  let system: TestSystem;
  let places = 0;
  beforeAll(async () => {
    system = await systemForTest();
    system.at('2026-04-13T02:00:00Z');
  });
  const on =
    (who: Principal, operation: OperationName, { id, version }: Seen, body: object = {}): Ready =>
    () =>
      system.as(who)(operation, { params: { id }, version, body });
  const registered = () => {
    places += 1;
    return register(system, patrolled({ place: `第${places}处` }));
  };
  const toHealth = { receiver: 'WJW', reason: '属卫生健康部门职责' } as const;
  const passedOn = async (): Promise<Seen> => {
    const { id, version } = await registered();
    const { passedTo } = expectOk(await system.as(clerk)('passLeadOn', { params: { id }, version, body: toHealth }));
    return { id: passedTo?.leadId ?? '', version: 1 };
  };
  const concluded = async (): Promise<Seen> => {
    const { id, version } = await registered();
    const accepted = expectOk(await system.as(clerk)('acceptLead', { params: { id }, version, body: {} }));
    const body = { outcome: 'unfounded', reason: '现场未发现过期食用油' } as const;
    return expectOk(
      await system.as(head)('concludeLeadWithoutCheck', { params: { id }, version: accepted.version, body }),
    );
  };

  const acts: Readonly<Record<Handing<typeof leadHandOvers>, () => Promise<Ready>>> = {
    'pass-on': async () => on(clerk, 'passLeadOn', await registered(), toHealth),
    reject: async () =>
      on(elsewhere, 'rejectLead', await passedOn(), {
        ground: '没有明确的对象',
        told: { channel: '平台', text: '不予受理' },
      }),
    reopen: async () => {
      const { id, version } = await concluded();
      const closed = expectOk(await system.as(secondClerk)('closeLead', { params: { id }, version, body: {} }));
      return on(person('SCJG', 'office', '督办'), 'reopenLead', closed, { newFacts: '又查到一桶过期食用油' });
    },
  };
  const readers = {
    receiver: [colleague('WJW')],
    'who-passed-it-on': [colleague('SCJG')],
    department: [colleague('SCJG')],
  };

  test.each(Object.keys(acts) as Handing<typeof leadHandOvers>[])(
    'after the step %s is with whom the table names, who is told once and finds it in the to-do list',
    async (act) => {
      const readersOf = (side: string) => readers[side as keyof typeof readers];
      await expectHandedOver(system, await acts[act](), { handsOver: leadHandOvers[act], readersOf });
    },
  );
});

// R39: whose turn it is is told that something waits; nobody is told what, and no third department that there is anything.
describe('a transfer of a suspected crime', () => {
  let county: Inspections;
  let made = 0;
  beforeEach(async () => {
    county = await inspectionsForTest('2026-04-29');
  });
  const police = officer('治安', 'GAJ');
  const own = headOf('SCJG');
  const inHand = async () => {
    made += 1;
    const value = aFollowUp({
      ...{ id: `FU-${made}`, resultId: resultOf(await county.dispatch()), kind: 'own-case', status: 'received' },
    });
    const done = await county.store.work.commit([createRecord('follow-up', value.id, value, anEvent())]);
    if (!done.ok) throw new Error(done.error.kind);
    return value.id;
  };
  const stored = async (more: Parameters<typeof aTransfer>[0]) => {
    made += 1;
    const value = aTransfer({ id: `transfer-${made}`, followUpId: await inHand(), ...more });
    const done = await county.store.work.commit([createRecord('criminal-transfer', value.id, value, anEvent())]);
    if (!done.ok) throw new Error(done.error.kind);
    return value.id;
  };
  const on =
    (who: Principal, operation: OperationName, more: Parameters<typeof aTransfer>[0], body: object = {}) =>
    async (): Promise<Ready> => {
      const id = await stored(more);
      return () => county.as(who)(operation, { params: { id }, version: 1, body });
    };
  const said = { at: '2026-04-29T01:00:00.000Z', by: 'u' };
  const approved = { status: 'approved', decision: said } as const;
  const handed = { ...approved, status: 'handed-over', handedOver: { ...said, papers: [] } } as const;
  const received = { ...handed, received: { ...said, receipt: '睢公收〔2026〕3号' } } as const;
  const filed = {
    ...received,
    status: 'filed',
    filed: { on: '2026-04-29', number: '睢公立〔2026〕8号', by: 'u' },
  } as const;
  const declined = {
    ...received,
    status: 'not-filed',
    declined: { on: '2026-04-29', reason: '未达到追诉标准', by: 'u' },
  } as const;
  const reviewing = {
    ...declined,
    status: 'reviewing',
    review: { askedOn: '2026-04-29', reason: '证据充分', by: 'u' },
  } as const;

  const sides = { department: colleague('SCJG'), police: colleague('GAJ') };
  type Act = readonly [() => Promise<Ready>, keyof typeof sides | 'nobody'];
  const acts: Readonly<Record<TransferEvent | 'propose', Act>> = {
    propose: [
      async () => {
        const body = {
          ...{ followUpId: await inHand(), investigators: ['SCJG-R001', 'SCJG-R002'] },
          ...{ facts: '涉案金额达到追诉标准', reportAt: '2026-04-29T01:00:00.000Z' },
        };
        return () => county.as(officer('经办'))('proposeTransfer', { key: 'transfer-of-the-test', body });
      },
      'nobody',
    ],
    approve: [on(own, 'approveTransfer', {}), 'nobody'],
    refuse: [on(own, 'refuseTransfer', {}, { reason: '不构成犯罪' }), 'nobody'],
    'hand-over': [on(officer('经办'), 'handOver', approved, { papers: fivePapers }), 'police'],
    receive: [on(police, 'receiveTransfer', handed, { receipt: '睢公收〔2026〕3号' }), 'nobody'],
    file: [on(police, 'fileTransfer', received, { number: '睢公立〔2026〕8号' }), 'department'],
    decline: [on(police, 'declineTransfer', received, { reason: '未达到追诉标准' }), 'department'],
    return: [on(police, 'returnTransfer', handed, { reason: '缺鉴定结论原件' }), 'department'],
    'deliver-goods': [on(officer('经办'), 'deliverGoods', filed, { on: '2026-04-29' }), 'nobody'],
    'ask-review': [on(own, 'askReview', declined, { reason: '证据充分' }), 'police'],
    uphold: [on(police, 'upholdTransfer', reviewing, { letter: '睢公复〔2026〕1号' }), 'department'],
    reverse: [on(police, 'reverseTransfer', reviewing, { number: '睢公立〔2026〕9号' }), 'department'],
    close: [on(officer('经办'), 'closeTransfer', filed), 'nobody'],
  };

  test.each(Object.keys(acts) as (keyof typeof acts)[])(
    'after the step %s is told to the other side alone where its turn has come, once, and not what it is about',
    async (act) => {
      const [ready, side] = acts[act];
      if (side === 'nobody') return expectHandedOver(county, await ready());
      const reader = sides[side];
      const says = '有一件须由本部门限时办理的事项，请登录系统查看。';
      const handsOver = { to: [side], says } as const;
      await expectHandedOver(county, await ready(), { handsOver, readersOf: () => [reader] });
      const list = { params: { kind: 'matter' as const }, query: { limit: 10 } };
      const { items } = expectOk(await county.as(reader.who)('listTodoOfKind', list));
      expect(items).toHaveLength(1);
      const told = expectOk(await county.as(reader.who)('listNotices', { query: { limit: 10 } })).items;
      expect(told.map(({ text }) => text)).toEqual([says]);
      expect(JSON.stringify(told)).not.toContain(items[0]?.ids.id);
    },
  );
});
