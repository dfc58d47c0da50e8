import { beforeEach, describe, expect, test } from 'vitest';
import type { CallOf, OperationName } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import { remindHours } from '../../shared/use-cases/follow-up/remind-hours.ts';
import { fivePapers, headOf, opened, problems, step } from '../support/follow-ups.ts';
import { type Inspections, inspectionsForTest, officer } from '../support/inspections.ts';
import { failureOf } from '../support/leads.ts';
import { expectOk, person } from '../support/system.ts';

// R39, 国务院令第310号: a suspected crime goes to the police, and nobody else learns of it before they file it.
let county: Inspections;
const clerk = officer('经办');
const head = headOf('SCJG');
const police = officer('治安', 'GAJ');
const papers = fivePapers;
const penalty = {
  ...{ text: '已处罚', decisionKind: 'd1', decisionNumber: '睢市监罚〔2026〕5号', caseNumber: '睢市监立〔2026〕9号' },
  ...{ decidedOn: '2026-04-29', penalty: 'fine' },
};

/** A case of the own department, in hand. */
async function inHand() {
  const { followUps } = await opened(county, problems({ measures: ['本部门立案调查'] }));
  return followUps.find(({ kind }) => kind === 'own-case')?.id ?? '';
}
let keys = 0;
const propose = (followUpId: string, more: object = {}, who: Principal = clerk) => {
  keys += 1;
  return county.as(who)('proposeTransfer', {
    key: `transfer-key-of-the-test-${keys}`,
    body: {
      ...{ followUpId, investigators: ['SCJG-R001', 'SCJG-R002'], facts: '涉案金额达到追诉标准' },
      ...{ reportAt: '2026-04-29T01:00:00.000Z', ...more },
    },
  });
};
async function on(who: Principal, operation: OperationName, id: string, body: object = {}) {
  const found = await county.store.records.find('criminal-transfer', id);
  const call = { params: { id }, version: found?.meta.version ?? 0, body };
  return county.as(who)(operation, call as unknown as CallOf<'approveTransfer'>);
}
async function handedOver() {
  const followUpId = await inHand();
  const { id } = expectOk(await propose(followUpId));
  county.at('2026-04-30T08:00:00Z');
  expectOk(await on(head, 'approveTransfer', id));
  county.at('2026-05-01T02:00:00Z');
  expectOk(await on(clerk, 'handOver', id, { papers }));
  return { id, followUpId };
}
async function declined() {
  const { id, followUpId } = await handedOver();
  expectOk(await on(police, 'receiveTransfer', id, { receipt: '睢公收〔2026〕3号' }));
  county.at('2026-05-06T02:00:00Z');
  expectOk(await on(police, 'declineTransfer', id, { reason: '未达到追诉标准' }));
  return { id, followUpId };
}

beforeEach(async () => {
  county = await inspectionsForTest('2026-04-29');
});

describe('the report', () => {
  test.each([
    ['of one investigator', { investigators: ['SCJG-R001'] }, 'invalid-input'],
    ['of one who is named twice', { investigators: ['SCJG-R001', 'SCJG-R001'] }, 'invalid-input'],
    ['of one of another department', { investigators: ['SCJG-R001', 'WJW-R001'] }, 'unknown-reference'],
    ['of a time to come', { reportAt: '2026-04-29T23:00:00.000Z' }, 'invalid-input'],
  ])('%s is refused', async (_, more, why) => {
    expect(failureOf(await propose(await inHand(), more))).toBe(why);
  });

  test('is of what the own department has in hand, once', async () => {
    const id = await inHand();
    expect(failureOf(await propose(id, {}, officer('乙', 'WJW')))).toBe('not-found');
    expectOk(await propose(id));
    expect(failureOf(await propose(id))).toBe('already-exists');
  });
});

describe('the clocks', () => {
  test('decide by 6 May, hand over within 24 hours, holiday or not, file by 6 May', async () => {
    const { id } = expectOk(await propose(await inHand()));
    const due = async () => {
      const found = await county.store.records.find('criminal-transfer', id);
      return [found?.value.due, found?.value.dueAt];
    };
    expect(await due()).toEqual(['2026-05-06', undefined]);
    county.at('2026-04-30T08:00:00Z');
    expectOk(await on(head, 'approveTransfer', id));
    expect(await due()).toEqual(['2026-05-01', '2026-05-01T08:00:00.000Z']);
    county.at('2026-05-01T02:00:00Z');
    expectOk(await on(clerk, 'handOver', id, { papers }));
    expect(await due()).toEqual(['2026-05-06', undefined]);
    expectOk(await on(police, 'receiveTransfer', id, { receipt: '睢公收〔2026〕3号' }));
    county.at('2026-05-06T02:00:00Z');
    expectOk(await on(police, 'declineTransfer', id, { reason: '未达到追诉标准' }));
    // A Saturday that is worked.
    expect(await due()).toEqual(['2026-05-09', undefined]);
  });

  test('of a case that was filed: the goods are delivered by the third day', async () => {
    const { id } = await handedOver();
    expect(failureOf(await on(police, 'fileTransfer', id, { number: '睢公立〔2026〕8号' }))).toBe('not-ready');
    expectOk(await on(police, 'receiveTransfer', id, { receipt: '睢公收〔2026〕3号' }));
    county.at('2026-05-06T02:00:00Z');
    expectOk(await on(police, 'fileTransfer', id, { number: '睢公立〔2026〕8号' }));
    expect((await county.store.records.find('criminal-transfer', id))?.value.due).toBe('2026-05-09');
    expect(failureOf(await on(clerk, 'deliverGoods', id, { on: '2026-05-07' }))).toBe('invalid-input');
    expectOk(await on(clerk, 'deliverGoods', id, { on: '2026-05-06' }));
    expectOk(await on(clerk, 'closeTransfer', id));
  });
});

describe('the decision', () => {
  test('is the head’s, who neither proposed it nor investigated', async () => {
    const { id } = expectOk(await propose(await inHand(), {}, head));
    expect(failureOf(await on(clerk, 'approveTransfer', id))).toBe('forbidden');
    expect(failureOf(await on(head, 'approveTransfer', id))).toBe('same-person');
    const investigator = { ...headOf('SCJG', '另一负责人'), inspectorId: 'SCJG-R001' };
    expect(failureOf(await on(investigator, 'refuseTransfer', id, { reason: '不构成' }))).toBe('same-person');
    expectOk(await on(headOf('SCJG', '另一负责人'), 'refuseTransfer', id, { reason: '不构成犯罪' }));
    expectOk(await on(clerk, 'closeTransfer', id));
  });

  test('is handed over with all five papers', async () => {
    const { id } = expectOk(await propose(await inHand()));
    expectOk(await on(head, 'approveTransfer', id));
    expect(failureOf(await on(clerk, 'handOver', id, { papers: papers.slice(0, 4) }))).toBe('closing-incomplete');
    expectOk(await on(clerk, 'handOver', id, { papers }));
    expectOk(await on(police, 'returnTransfer', id, { reason: '缺鉴定结论原件' }));
    expectOk(await on(clerk, 'handOver', id, { papers }));
  });
});

describe('no penalty stands in its place', () => {
  test('while it is proposed, decided, handed over, filed or under review', async () => {
    const followUpId = await inHand();
    const punish = async () => failureOf(await step(county, clerk, 'reportFollowUp', followUpId, penalty));
    const { id } = expectOk(await propose(followUpId));
    expect(await punish()).toBe('penalty-instead-of-transfer');
    expectOk(await on(head, 'approveTransfer', id));
    expect(await punish()).toBe('penalty-instead-of-transfer');
    expectOk(await on(clerk, 'handOver', id, { papers }));
    expectOk(await on(police, 'receiveTransfer', id, { receipt: '一号' }));
    expect(await punish()).toBe('penalty-instead-of-transfer');
    expectOk(await on(police, 'fileTransfer', id, { number: '睢公立〔2026〕8号' }));
    expectOk(await on(clerk, 'closeTransfer', id));
    expect(await punish()).toBe('penalty-instead-of-transfer');
    const handed = { ...penalty, decisionKind: 'd7', decisionNumber: '睢市监移公〔2026〕1号' };
    expectOk(await step(county, clerk, 'reportFollowUp', followUpId, handed));
  });

  test('but once the police and the review have left it unfiled, a decision of the own is needed before it is closed', async () => {
    const { id, followUpId } = await declined();
    expect(failureOf(await on(clerk, 'askReview', id, { reason: '证据充分' }))).toBe('forbidden');
    expectOk(await on(head, 'askReview', id, { reason: '证据充分' }));
    expect(failureOf(await step(county, clerk, 'reportFollowUp', followUpId, penalty))).toBe(
      'penalty-instead-of-transfer',
    );
    expectOk(await on(police, 'upholdTransfer', id, { letter: '睢公复〔2026〕1号' }));
    expect(failureOf(await on(head, 'askReview', id, { reason: '再次' }))).toBe('not-ready');
    expect(failureOf(await on(clerk, 'closeTransfer', id))).toBe('closing-incomplete');
    const ownDecision = { kind: 'd1', number: '睢市监罚〔2026〕5号', decidedOn: '2026-05-06' };
    expectOk(await on(clerk, 'closeTransfer', id, { ownDecision }));
    expectOk(await step(county, clerk, 'reportFollowUp', followUpId, penalty));
  });

  test('nor is one entered at the same moment as the report', async () => {
    const followUpId = await inHand();
    const both = await Promise.all([propose(followUpId), step(county, clerk, 'reportFollowUp', followUpId, penalty)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('a review is asked for by its day', async () => {
    const { id } = await declined();
    county.at('2026-05-10T02:00:00Z');
    expect(failureOf(await on(head, 'askReview', id, { reason: '证据充分' }))).toBe('not-ready');
  });
});

describe('nobody else learns of it', () => {
  const strangers = [officer('乙', 'WJW'), headOf('NYNC'), person('SCJG', 'office'), person('ZWDSJ', 'auditor')];
  const reads = (who: Principal, id: string) =>
    county.as(who)('readTransfer', { params: { id }, body: { reason: '办理' } });
  const lists = (who: Principal, box: 'waiting' | 'all') =>
    county.as(who)('listTransfers', { query: { box, limit: 10 } });
  const ids = async (who: Principal, box: 'waiting' | 'all') =>
    expectOk(await lists(who, box)).items.map(({ id }) => id);

  test('not another department, not the joint meeting’s office, not the auditor; the police once it is handed over', async () => {
    const { id } = expectOk(await propose(await inHand()));
    const supervisor = person('SCJG', 'supervisor');
    expect(failureOf(await reads(police, id))).toBe('not-found');
    expect([await ids(police, 'waiting'), await ids(clerk, 'waiting')]).toEqual([[], [id]]);
    expectOk(await on(head, 'approveTransfer', id));
    expectOk(await on(clerk, 'handOver', id, { papers }));
    for (const stranger of strangers) {
      expect(['not-found', 'forbidden']).toContain(failureOf(await reads(stranger, id)));
      const listed = await lists(stranger, 'all');
      expect(listed.ok ? listed.value.items : []).toEqual([]);
      expect(['not-found', 'forbidden']).toContain(failureOf(await on(stranger, 'fileTransfer', id, { number: '一' })));
    }
    expectOk(await reads(police, id));
    expectOk(await reads(supervisor, id));
    expect([await ids(police, 'waiting'), await ids(clerk, 'waiting'), await ids(clerk, 'all')]).toEqual([
      ...[[id], [], [id]],
    ]);
    expect(await ids(supervisor, 'all')).toEqual([id]);
    expect(failureOf(await on(officer('移送部门'), 'fileTransfer', id, { number: '一' }))).toBe('foreign-department');
  });

  test('from its follow-up or from a notice, which says that something waits and not what', async () => {
    const { id, followUpId } = await handedOver();
    const shown = JSON.stringify(
      expectOk(await county.as(person('SCJG', 'office'))('getFollowUp', { params: { id: followUpId } })),
    );
    const inbox = { query: { inbox: 'GAJ', limit: 10 } };
    const { items } = expectOk(await county.as(person('SCJG', 'office'))('listNotices', inbox));
    expect(items.map(({ kind }) => kind)).toEqual(['matter-waits']);
    for (const text of [shown, JSON.stringify(items)]) {
      expect(text).not.toContain(id);
      expect(text).not.toMatch(/犯罪|公安|移公|transfer/);
    }
  });
});

describe('a reading', () => {
  const read = (who: Principal, id: string, body: object) =>
    county.as(who)('readTransfer', { params: { id }, body } as unknown as CallOf<'readTransfer'>);

  test('is written down with its reason before anything is shown; who had no reason reads nothing', async () => {
    const { id } = await handedOver();
    expect(failureOf(await read(clerk, id, {}))).toBe('invalid-input');
    expect(expectOk(await read(clerk, id, { reason: '核对材料', note: '核对物品清单' })).readings).toMatchObject([
      { by: clerk.id, department: 'SCJG', reason: '核对材料', note: '核对物品清单' },
    ]);
    county.at('2026-05-01T03:00:00Z');
    const { facts, readings } = expectOk(await read(police, id, { reason: '办理' }));
    expect(facts).toBe('涉案金额达到追诉标准');
    expect(readings.map(({ by, reason }) => [by, reason])).toEqual([
      [police.id, '办理'],
      [clerk.id, '核对材料'],
    ]);
  });

  test('that is refused leaves no trace of one, and a list tells nothing of what it is about', async () => {
    const { id } = expectOk(await propose(await inHand()));
    expect(failureOf(await read(police, id, { reason: '办理' }))).toBe('not-found');
    const listed = expectOk(await county.as(clerk)('listTransfers', { query: { box: 'all', limit: 10 } }));
    expect(Object.keys(listed.items[0] ?? {})).not.toEqual(expect.arrayContaining(['object']));
    expect(JSON.stringify(listed.items)).not.toMatch(/商店|涉案金额/);
    expect(expectOk(await read(clerk, id, { reason: '办理' })).readings).toHaveLength(1);
  });

  test('does not move the version on which somebody else acts', async () => {
    const { id } = expectOk(await propose(await inHand()));
    const { version } = expectOk(await read(head, id, { reason: '审批' }));
    expectOk(await read(clerk, id, { reason: '办理' }));
    expectOk(await county.as(head)('approveTransfer', { params: { id }, version, body: {} }));
  });
});

describe('whoever’s turn it is', () => {
  const texts = async (who: Principal, kind: string) =>
    expectOk(await county.as(who)('listNotices', { query: { limit: 100 } })).items.flatMap((each) =>
      each.kind === kind ? [each.text] : [],
    );
  const hours = async (time: string) => {
    county.at(time);
    return county.runJob('remind-parties');
  };

  test('is told six hours and one hour before the 24 hours end, once each, of a time and nothing else', async () => {
    const { id } = expectOk(await propose(await inHand()));
    county.at('2026-04-30T08:00:00Z');
    expectOk(await on(head, 'approveTransfer', id));
    expect(await hours('2026-05-01T01:59:00Z')).toMatchObject({ ending: 0 });
    expect(await hours('2026-05-01T02:00:00Z')).toMatchObject({ ending: 1, reminded: 1 });
    expect(await hours('2026-05-01T02:05:00Z')).toMatchObject({ ending: 1, reminded: 0 });
    expect(await hours('2026-05-01T07:00:00Z')).toMatchObject({ reminded: 1 });
    expect(await hours('2026-05-01T07:55:00Z')).toMatchObject({ reminded: 0 });
    expect(await hours('2026-05-01T08:00:01Z')).toMatchObject({ ending: 0 });
    const told = await texts(clerk, 'matter-ends');
    const said = '有一件须由本部门限时办理的事项将于2026年5月1日16时00分（北京时间）到期，请登录系统查看。';
    expect(told).toEqual([said, said]);
    expect(await texts(police, 'matter-ends')).toEqual([]);
  });

  test('by a message that could not be sent is told later, but not that something is to end which has', async () => {
    const { id } = expectOk(await propose(await inHand()));
    county.at('2026-04-30T08:00:00Z');
    expectOk(await on(head, 'approveTransfer', id));
    const failing = async (time: string) => {
      county.at(time);
      const notifier = { send: () => Promise.reject(new Error('the gateway is down')) };
      await expect(remindHours({ ...county.deps, notifier }, new Date(time))).rejects.toThrow('could not be sent');
    };
    const deliveries = async () => {
      const list = { kind: 'notice', in: 'ofInbox', of: 'SCJG', page: { limit: 100 } } as const;
      const { items } = await county.store.records.list(list);
      return items.flatMap(({ value }) => (value.kind === 'matter-ends' ? [value.delivery] : [])).toSorted();
    };
    await failing('2026-05-01T02:00:00Z');
    county.at('2026-05-01T03:00:00Z');
    await county.runJob('remind-deadlines');
    expect(await deliveries()).toEqual(['sent']);
    await failing('2026-05-01T07:55:00Z');
    county.at('2026-05-01T08:00:01Z');
    await county.runJob('remind-deadlines');
    expect(await deliveries()).toEqual(['kept', 'sent']);
  });

  test('is told so before the third day ends, at 18:00 and at 23:00, and not once it has acted', async () => {
    const { id } = await handedOver();
    expect(await hours('2026-05-06T09:59:00Z')).toMatchObject({ ending: 0 });
    expect(await hours('2026-05-06T10:00:00Z')).toMatchObject({ reminded: 1 });
    expect(await texts(police, 'matter-ends')).toHaveLength(1);
    expectOk(await on(police, 'receiveTransfer', id, { receipt: '一号' }));
    expectOk(await on(police, 'fileTransfer', id, { number: '睢公立〔2026〕8号' }));
    expect(await hours('2026-05-06T15:00:00Z')).toMatchObject({ ending: 0 });
  });

  test('finds it in its digest on the last working day before its day, and daily after it', async () => {
    const { id } = expectOk(await propose(await inHand()));
    const told = async (day: string) => {
      county.at(`${day}T01:00:00Z`);
      await county.runJob('remind-deadlines');
      const { items } = expectOk(await county.as(clerk)('listNotices', { query: { limit: 100 } }));
      const digest = items.find((each) => each.kind === 'digest' && each.day === day);
      const whole = digest && expectOk(await county.as(clerk)('getNotice', { params: { id: digest.id } }));
      const found = (whole?.entries ?? []).filter(({ kind }) => kind.startsWith('matter-'));
      expect(JSON.stringify(found)).not.toContain(id);
      return found.map(({ kind, name, due }) => [kind, name, due]);
    };
    const name = '须由本部门限时办理的事项';
    // Three natural days after 29 April, rolled over the holiday to 6 May: the last working day before it is 30 April.
    expect(await told('2026-04-30')).toEqual([['matter-due-1', name, '2026-05-06']]);
    expect(await told('2026-05-07')).toEqual([['matter-overdue', name, '2026-05-06']]);
    expect(await told('2026-05-08')).toEqual([['matter-overdue', name, '2026-05-06']]);
  });

  test('sees it among what waits, by its number', async () => {
    const { id, number } = expectOk(await propose(await inHand()));
    const { groups } = expectOk(await county.as(clerk)('listTodo', {}));
    const due = '2026-05-06';
    expect(groups.find(({ kind }) => kind === 'matter')?.items).toEqual([
      { kind: 'matter', operation: 'readTransfer', ids: { id }, title: number, due },
    ]);
  });
});
