import { beforeAll, beforeEach, describe, test } from 'vitest';
import type { OperationName } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import { checkOrderHandOvers } from '../../shared/domain/check/hand-overs.ts';
import type { FollowUp } from '../../shared/domain/follow-up/follow-up.ts';
import { followUpHandOvers, lettersInstead } from '../../shared/domain/follow-up/hand-overs.ts';
import { objectionHandOvers } from '../../shared/domain/objection/hand-overs.ts';
import type { RecordKind, RecordOf } from '../../shared/platform/records.ts';
import { createRecord } from '../../shared/use-cases/changes.ts';
import { type CheckingCounty, checkingCounty, goes, otherHead } from '../support/direct-checks.ts';
import { fixSetting } from '../support/fix-setting.ts';
import { aFollowUp, headOf } from '../support/follow-ups.ts';
import { expectHandedOver, type Handing, type Reader, type Ready } from '../support/handed-over.ts';
import { type Inspections, inspectionsForTest, officer, resultOf } from '../support/inspections.ts';
import { clerk } from '../support/leads.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person, type TestSystem } from '../support/system.ts';

const both = (department: 'SCJG' | 'NYNC'): Reader => ({
  inbox: department,
  who: { ...officer('同事', department), roles: ['officer', 'department-admin'] },
});
const deciding: Reader = { inbox: 'office', who: person('FGW', 'office', '裁定') };

/** An act on the present version of a record, however often it is carried out. */
async function onRecord(
  system: TestSystem,
  kind: RecordKind,
  who: Principal,
  operation: OperationName,
  id: string,
  body: object = {},
) {
  const version = (await system.store.records.find(kind, id))?.meta.version ?? 0;
  return () => system.as(who)(operation, { params: { id }, version, body });
}
async function stored<K extends RecordKind>(system: TestSystem, kind: K, value: RecordOf<K> & { readonly id: string }) {
  const done = await system.store.work.commit([createRecord(kind, value.id, value, anEvent())]);
  if (!done.ok) throw new Error(done.error.kind);
  return value.id;
}

describe('a follow-up', () => {
  let county: Inspections;
  beforeAll(async () => {
    county = await inspectionsForTest();
    await fixSetting(county, 'paperWJW', true);
  });
  let made = 0;
  const sent = async (more: Partial<FollowUp>) => {
    made += 1;
    return stored(
      county,
      'follow-up',
      aFollowUp({ id: `FU-${made}`, resultId: resultOf(await county.dispatch()), receiver: 'NYNC', ...more }),
    );
  };
  const on = async (who: Principal, operation: OperationName, more: Partial<FollowUp>, body?: object) =>
    onRecord(county, 'follow-up', who, operation, await sent(more), body);
  const receiver = officer('办理', 'NYNC');
  const returned = { reason: 'r2', text: '材料不全' } as const;
  const reported = {
    status: 'reported',
    report: { text: '已办结', evidence: ['回执'], by: 'u', on: '2026-03-10' },
  } as unknown as Partial<FollowUp>;

  const inHand = { status: 'received', kind: 'other', receivedOn: '2026-03-03', answerFrom: '2026-03-03' } as const;
  const notTheirs = { reason: 'r1', text: '不属本部门职责', competent: 'NYNC', document: '职责表' } as const;
  const elsewhere = { status: 'returned', receiver: 'WJW', returned: notTheirs } as const;

  const acts: Readonly<Record<Handing<typeof followUpHandOvers>, () => Promise<Ready>>> = {
    return: () => on(receiver, 'returnFollowUp', {}, returned),
    redirect: () => on(officer('改送'), 'redirectFollowUp', elsewhere, { receiver: 'NYNC', reason: '属其职责' }),
    report: () => on(receiver, 'reportFollowUp', inHand, { text: '已处理', document: '睢农函〔2026〕3号' }),
    extend: () =>
      on(headOf('NYNC'), 'extendFollowUp', { ...inHand, due: '2026-04-14' }, { reason: '须检验', to: '2026-05-14' }),
    call: () => on(officer('催办'), 'callFollowUp', { ...inHand, due: '2026-01-05' }),
    insist: () => on(headOf('SCJG'), 'disputeFollowUp', { status: 'returned', returned }, { reason: '属于其职责' }),
    decide: () => on(deciding.who, 'decideFollowUp', { status: 'disputed' }, { receiver: 'NYNC', basis: '三定规定' }),
    confirm: () => on(officer('确认'), 'confirmFollowUp', reported),
    'send-back': () => on(officer('确认'), 'sendBackFollowUp', reported, { reason: '缺回执' }),
    cancel: () => on(headOf('SCJG'), 'cancelFollowUp', {}, { reason: '检查结果已更正' }),
    reopen: () => on(deciding.who, 'reopenFollowUp', { ...reported, status: 'closed' }, { reason: '仍未整改' }),
  };
  const readers = { sender: [both('SCJG')], receiver: [both('NYNC')], office: [deciding] };

  test.each(Object.keys(acts) as (keyof typeof acts)[])(
    'after the step %s is with whom the table names, who is told once and finds it in the to-do list',
    async (act) => {
      const readersOf = (side: string) => readers[side as keyof typeof readers];
      await expectHandedOver(county, await acts[act](), { handsOver: followUpHandOvers[act], readersOf });
    },
  );

  test('that is reported within one department is for another person of it to confirm', async () => {
    const own = { receiver: 'SCJG', status: 'reported' } as const;
    const act = await on(officer('确认'), 'sendBackFollowUp', { ...reported, ...own }, { reason: '缺回执' });
    const readersOf = () => [both('SCJG')];
    await expectHandedOver(county, act, { handsOver: followUpHandOvers['send-back'], readersOf });
  });

  const written = { number: '睢市监函〔2026〕1号', on: '2026-03-03', by: 'u', facts: '后厨积水' };
  const letter = { written, served: { on: '2026-03-03', way: '邮寄', by: 'u' } } as const;
  test.each([
    ['decide', { status: 'disputed' }, 'decideFollowUp', { receiver: 'WJW', basis: '三定规定' }],
    ['reopen', { ...reported, status: 'closed', receiver: 'WJW', letter }, 'reopenFollowUp', { reason: '仍未整改' }],
  ] as const)(
    'that goes to a department without login is after the step %s for its sender, who finds the letter in the to-do list',
    async (act, state, operation, body) => {
      const { to, asks } = followUpHandOvers[act];
      const handsOver = { to, asks: { todo: lettersInstead[asks.todo] } };
      const ready = await on(deciding.who, operation, state, body);
      await expectHandedOver(county, ready, { handsOver, readersOf: () => [both('SCJG')] });
    },
  );
});

describe('an objection', () => {
  let county: Inspections;
  beforeAll(async () => {
    county = await inspectionsForTest();
  });
  const colleague: Reader = { inbox: 'SCJG', who: { ...officer('同事'), roles: ['officer', 'department-admin'] } };
  let filed = 0;
  const entry = async () => {
    const resultId = resultOf(await county.dispatch());
    await county.published(resultId);
    filed += 1;
    const body = {
      ...{ resultId, ground: 'fact' as const, text: '后厨地面为清洗中，并非积水。', filedBy: '睢县第一餐馆' },
      ...{ papers: ['营业执照复印件', '异议申请书'], filedOn: '2026-03-12' },
    };
    return { key: `objection-${filed}`, body };
  };
  const clerkOf = officer('异议');
  const isFiled = async () => expectOk(await county.as(clerkOf)('fileObjection', await entry())).id;
  const taken = async () => {
    const id = await isFiled();
    expectOk(await (await onRecord(county, 'objection', clerkOf, 'acceptObjection', id, { verified: false }))());
    return id;
  };
  const on = async (who: Principal, operation: OperationName, id: string, body: object) =>
    onRecord(county, 'objection', who, operation, id, body);

  const acts: Readonly<Record<Handing<typeof objectionHandOvers>, () => Promise<Ready>>> = {
    file: async () => {
      const call = await entry();
      return () => county.as(clerkOf)('fileObjection', call);
    },
    accept: async () => on(clerkOf, 'acceptObjection', await isFiled(), { verified: false }),
    'not-accept': async () => on(clerkOf, 'refuseObjection', await isFiled(), { refusal: 'not-published' }),
    dismiss: async () =>
      on(headOf('SCJG'), 'dismissObjection', await taken(), {
        reason: '照片显示有积水。',
        remedies: '可以申请行政复议。',
      }),
    withdraw: async () => on(clerkOf, 'withdrawObjection', await isFiled(), {}),
  };

  test.each(Object.keys(acts) as Handing<typeof objectionHandOvers>[])(
    'after the step %s is with whom the table names, who is told once and finds it in the to-do list',
    async (act) => {
      const handsOver = objectionHandOvers[act];
      await expectHandedOver(county, await acts[act](), { handsOver, readersOf: () => [colleague] });
    },
  );
});

describe('an order of a check', () => {
  let county: CheckingCounty;
  beforeEach(async () => {
    county = await checkingCounty();
  });
  const readers = {
    department: [
      { inbox: 'SCJG', who: { ...otherHead, id: 'colleague', roles: ['officer', 'department-admin'] } },
    ] as Reader[],
    team: [1, 2].map((n) => ({ inbox: `inspector:SCJG-R00${n}`, who: goes(n) })),
    office: [deciding],
  };
  const ordered = async () => (await county.ordered((await county.acceptedLead()).id)).id;
  const after = async (id: string, who: Principal, operation: OperationName, body: object = {}) => {
    expectOk((await county.act(who, operation, id, body)) as never);
    return id;
  };
  const submitted = async () => after(await ordered(), clerk, 'submitCheckOrder');
  const on = async (who: Principal, operation: OperationName, id: string, body?: object) =>
    onRecord(county, 'check-order', who, operation, id, body);

  const urgent = { code: 'u2', note: '油桶正被运走', enteredAt: '2026-04-15T03:00:00.000Z' };
  const entered = async () => after(await ordered(), clerk, 'enterUrgently', urgent);

  const acts: Readonly<Record<Handing<typeof checkOrderHandOvers>, () => Promise<Ready>>> = {
    submit: async () => on(clerk, 'submitCheckOrder', await ordered()),
    approve: async () => on(otherHead, 'approveCheckOrder', await submitted()),
    refuse: async () => on(otherHead, 'refuseCheckOrder', await submitted(), { reason: '依据不足' }),
    dispatch: async () => on(clerk, 'dispatchCheck', await after(await submitted(), otherHead, 'approveCheckOrder')),
    'enter-urgent': async () => on(clerk, 'enterUrgently', await ordered(), urgent),
    'approve-late': async () => on(otherHead, 'approveCheckLate', await entered()),
    'refuse-late': async () => on(otherHead, 'refuseCheckLate', await entered(), { reason: '不属于紧急情形' }),
  };

  test.each(Object.keys(acts) as (keyof typeof acts)[])(
    'after the step %s is with whom the table names, who is told once and finds it in the to-do list',
    async (act) => {
      county.at('2026-04-16T02:00:00Z');
      const readersOf = (side: string) => readers[side as keyof typeof readers];
      const expected = (each: typeof act) => ({ handsOver: checkOrderHandOvers[each], readersOf });
      // Whoever has entered without an approval is sent out by the same act.
      const sent = act === 'enter-urgent' ? [expected('dispatch')] : [];
      await expectHandedOver(county, await acts[act](), expected(act), ...sent);
    },
  );
});
