import { beforeEach, describe, expect, test } from 'vitest';
import { createRecord, createRow, eventOf, replaceRecord, replaceRow } from '../../shared/use-cases/changes.ts';
import { closeLead } from '../../shared/use-cases/lead/close-lead.ts';
import { concludeLead } from '../../shared/use-cases/lead/conclude-lead.ts';
import {
  anOrder,
  type CheckingCounty,
  checkingCounty,
  goes,
  head,
  otherHead,
  theShop,
} from '../support/direct-checks.ts';
import { allRight, toRectify } from '../support/follow-ups.ts';
import { aBatch, aDraft, aFinding, anAssignment, anObject as aSnapshot } from '../support/inspection-samples.ts';
import { anEntry, clerk, elsewhere, failureOf, register, secondClerk } from '../support/leads.ts';
import { meanwhile } from '../support/meanwhile.ts';
import { expectOk, person } from '../support/system.ts';

let county: CheckingCounty;
beforeEach(async () => {
  county = await checkingCounty();
});

const stored = async (id: string) => {
  const found = await county.store.records.find('check-order', id);
  if (!found) throw new Error(`no order ${id}`);
  return found.value;
};
const approved = async (leadId: string, more?: Parameters<CheckingCounty['ordered']>[1]) => {
  const { id } = await county.ordered(leadId, more);
  expectOk(await county.act(clerk, 'submitCheckOrder', id));
  expectOk(await county.act(head, 'approveCheckOrder', id));
  return id;
};
const dispatched = async (leadId: string, more?: Parameters<CheckingCounty['ordered']>[1]) => {
  const id = await approved(leadId, more);
  county.at('2026-04-15T02:00:00Z');
  expectOk(await county.act(clerk, 'dispatchCheck', id));
  const { visitId = '' } = await stored(id);
  return { id, visitId, resultId: `${visitId}.SCJG` };
};
const draft = (more = {}) => aDraft({ inspectedOn: '2026-04-17', findings: [aFinding('SCJG-001')], ...more });
const inspected = async (resultId: string, more = {}) => {
  county.at('2026-04-17T06:00:00Z');
  expectOk(await county.act(goes(1), 'saveResult', resultId, draft(more)));
  expectOk(await county.act(goes(1), 'submitResult', resultId, { completedOn: '2026-04-17' }));
  expectOk(await county.act(secondClerk, 'approveResult', resultId));
};

describe('an object that goes on under another number after its check was ordered', () => {
  const continued = theShop({ id: 'O-2', formerIds: ['O-1'] });
  const goesOn = async (recused = false) => {
    const { registry, work } = county.store;
    const [shop, member] = [await registry.find('object', 'O-1'), await registry.find('inspector', 'SCJG-R002')];
    if (!shop || !member) throw new Error('no shop');
    const event = eventOf('update', { id: 'system', department: 'SCJG' }, new Date('2026-04-14T02:00:00Z'));
    const out = { ...shop.value, status: '停用' as const, statusReason: '以O-2续用', continuedAs: 'O-2' };
    const recusals = [{ objectId: 'O-2', ground: '亲属关系' as const }];
    const done = await work.commit([
      replaceRow(shop, out, event),
      createRow('object', continued, event),
      ...(recused ? [replaceRow(member, { ...member.value, recusals }, event)] : []),
    ]);
    if (!done.ok) throw new Error(done.error.kind);
  };

  test('is checked under that one, and nobody goes who has to stay away from it under that one', async () => {
    const id = await approved((await county.acceptedLead()).id);
    const other = await approved((await county.acceptedLead()).id, { team: ['SCJG-R001', 'SCJG-R003'] });
    await goesOn(true);
    county.at('2026-04-15T02:00:00Z');
    expect(failureOf(await county.act(clerk, 'dispatchCheck', id))).toBe('no-lawful-team');
    expectOk(await county.act(clerk, 'dispatchCheck', other));
    const { visitId = '' } = await stored(other);
    expect((await county.store.records.find('visit', visitId))?.value.object.id).toBe('O-2');
  });
});

describe('the order of a direct check', () => {
  test('rests on a lead (R18) of the own department that was accepted', async () => {
    let asked = 0;
    const order = (leadId: string | undefined, who = clerk) => {
      asked += 1;
      return county.as(who)('createCheckOrder', { key: `unfounded-order-${asked}`, body: anOrder(leadId) });
    };
    expect(await order(undefined)).toMatchObject({
      error: { kind: 'lead-required', detail: '个案检查必须依据线索或企业申请：请先登记线索' },
    });
    expect(failureOf(await order('lead-99'))).toBe('unknown-reference');
    const registered = await register(county, anEntry({ subjectText: undefined, objectId: 'O-1' }));
    expect(failureOf(await order(registered.id))).toBe('not-ready');
    const accepted = await county.acceptedLead();
    expect(failureOf(await order(accepted.id, elsewhere))).toBe('unknown-reference');
    expect(expectOk(await order(accepted.id))).toMatchObject({
      status: 'draft',
      objectName: '春风小吃店',
      yearCount: 0,
    });
  });

  test('shows and keeps the checks of the object in the year by every department, under each of its numbers, and passes the cap', async () => {
    county = await checkingCounty({ objects: [theShop({ formerIds: ['O-0'] })] });
    const event = eventOf('dispatch', { id: 'system', department: 'SCJG' }, new Date('2026-03-02T01:00:00Z'));
    const ended = { status: 'completed', completedOn: '2026-03-20' } as const;
    const visits = [
      anAssignment({ object: aSnapshot({ id: 'O-0' }) }).visit,
      { ...anAssignment({ object: aSnapshot({ id: 'O-1' }) }).visit, ...ended },
      // Another object, whose number begins alike; and one that nobody could inspect.
      { ...anAssignment({ object: aSnapshot({ id: 'O-10' }) }).visit, ...ended },
      {
        ...anAssignment({ batchId: 'batch-2', object: aSnapshot({ id: 'O-1' }) }).visit,
        status: 'not-performed' as const,
        completedOn: '2026-03-21',
      },
    ];
    const batches = ['batch-1', 'batch-2'].map((id) => createRecord('batch', id, aBatch(id, 'dispatched'), event));
    const done = await county.store.work.commit([
      ...batches,
      ...visits.map((visit) => createRecord('visit', visit.id, visit, event)),
    ]);
    expect(done.ok).toBe(true);
    const { id } = await county.ordered((await county.acceptedLead()).id);
    const order = expectOk(await county.as(head)('getCheckOrder', { params: { id } }));
    expect(order.checksOfYear).toEqual([
      { visitId: 'batch-1.O-1', departments: ['SCJG', 'WJW'], from: 'draw', status: 'completed', on: '2026-03-20' },
      { visitId: 'batch-2.O-1', departments: ['SCJG', 'WJW'], from: 'draw', status: 'not-performed', on: '2026-03-21' },
      { visitId: 'batch-1.O-0', departments: ['SCJG', 'WJW'], from: 'draw', status: 'dispatched', on: '2026-04-30' },
    ]);
    // R24: two checks, the cap of the year, do not hold up a direct one.
    expect(order.yearCount).toBe(2);
    expectOk(await county.act(clerk, 'submitCheckOrder', id));
    expectOk(await county.act(head, 'approveCheckOrder', id));
  });

  test('names an object of the registry, which a lead in words does not have', async () => {
    const lead = await county.acceptedLead({ objectId: undefined, subjectText: '南街无名小吃摊' });
    const order = (more: object) =>
      county.as(clerk)('createCheckOrder', {
        key: `worded-${JSON.stringify(more).length}`,
        body: anOrder(lead.id, more),
      });
    expect(await order({})).toMatchObject({ error: { errors: [{ path: 'body.objectId' }] } });
    expect(expectOk(await order({ objectId: 'O-1' }))).toMatchObject({ objectId: 'O-1' });
    county = await checkingCounty({ objects: [theShop(), { ...theShop(), id: 'O-2' }] });
    const about = await county.acceptedLead();
    const other = await county.as(clerk)('createCheckOrder', {
      key: 'about-another-object',
      body: anOrder(about.id, { objectId: 'O-2' }),
    });
    expect(other).toMatchObject({ error: { kind: 'invalid-input', errors: [{ path: 'body.objectId' }] } });
  });

  test('stands at its lead beside those before it, of which one lead has twenty at most', async () => {
    const lead = await county.acceptedLead();
    const ids = [];
    for (let n = 0; n < 20; n += 1) ids.push((await county.ordered(lead.id)).id);
    const twentyFirst = { key: 'the-twenty-first-order', body: anOrder(lead.id) };
    expect(await county.as(clerk)('createCheckOrder', twentyFirst)).toMatchObject({
      error: { kind: 'not-ready', detail: '一条线索最多办理20次检查批准' },
    });
    expect((await county.store.records.find('lead', lead.id))?.value.checkOrders).toEqual(ids);
  });

  test.each([
    ['a window that is over', { window: { from: '2026-04-01', to: '2026-04-12' } }, 'invalid-input'],
    ['a window in two years', { window: { from: '2026-12-30', to: '2027-01-05' } }, 'invalid-input'],
    ['an item of nobody', { items: ['SCJG-404'] }, 'unknown-reference'],
    ['somebody of another department', { team: ['SCJG-R001', 'WJW-R001'] }, 'unknown-reference'],
    ['the informant’s name in its reason', { reason: '据李春梅反映，油桶没有标签' }, 'informant-exposed'],
    ['the informant’s telephone in its basis', { basis: '来电139 0370 1234' }, 'informant-exposed'],
  ] as const)('is refused with %s', async (_, more, kind) => {
    const lead = await county.acceptedLead();
    const body = anOrder(lead.id, more);
    expect(failureOf(await county.as(clerk)('createCheckOrder', { key: 'refused-order', body }))).toBe(kind);
    expect((await county.store.records.find('lead', lead.id))?.value.checkOrders).toBeUndefined();
  });

  test('is internal: another department does not learn of it, whoever inspects neither', async () => {
    const { id } = await county.ordered((await county.acceptedLead()).id);
    expect(failureOf(await county.as(elsewhere)('getCheckOrder', { params: { id } }))).toBe('not-found');
    expect(failureOf(await county.as(goes(1))('getCheckOrder', { params: { id } }))).toBe('forbidden');
    expect(expectOk(await county.as(person('SCJG', 'supervisor'))('getCheckOrder', { params: { id } }))).toMatchObject({
      id,
    });
  });
});

describe('the team is chosen and lawful (R20)', () => {
  const recused = { objectId: 'O-0', ground: '亲属关系' } as const;
  const certificate = (validTo: string) => ({
    number: '豫SCJG2',
    issuer: '河南省人民政府',
    validFrom: '2025-01-01',
    validTo,
  });
  test.each([
    ['one person', [{}, {}], ['SCJG-R001'], '检查组不足2名执法人员'],
    ['the same person twice', [{}, {}], ['SCJG-R001', 'SCJG-R001'], '检查组不足2名执法人员'],
    [
      'a certificate that runs out within the window',
      [{}, { certificate: certificate('2026-04-29') }],
      undefined,
      '检查员2执法证件有效期不覆盖检查期',
    ],
    ['another scope', [{}, { itemScope: ['SCJG-009'] }], undefined, '检查员2检查事项不在其执法范围'],
    ['a recusal under a former number of the object', [{}, { recusals: [recused] }], undefined, '检查员2应当回避'],
    ['nobody who may lead', [{ mayLead: false }, { mayLead: false }], undefined, '检查组须合起来具备：组长人选'],
  ] as const)('and refused with %s', async (_, inspectors, team, reason) => {
    county = await checkingCounty({ inspectors: [...inspectors], objects: [theShop({ formerIds: ['O-0'] })] });
    const lead = await county.acceptedLead();
    const body = anOrder(lead.id, team ? { team: [...team] } : {});
    expect(await county.as(clerk)('createCheckOrder', { key: 'unlawful-team', body })).toMatchObject({
      error: { kind: 'no-lawful-team', detail: expect.stringContaining(reason) },
    });
  });

  test('and asked again by whoever approves and when it is sent out', async () => {
    const id = await approved((await county.acceptedLead()).id);
    const row = await county.store.registry.find('inspector', 'SCJG-R002');
    if (!row) throw new Error('no inspector');
    const event = eventOf('deactivate', head, county.deps.clock());
    const gone = { ...row.value, status: '失效', statusReason: '调离' } as const;
    expect((await county.store.work.commit([replaceRow(row, gone, event)])).ok).toBe(true);
    expect(await county.act(clerk, 'dispatchCheck', id)).toMatchObject({
      error: { kind: 'no-lawful-team', detail: expect.stringContaining('检查员2已停用') },
    });
    // It is taken back, and another order follows on the same lead.
    expectOk(await county.act(clerk, 'withdrawCheckOrder', id, { reason: '检查员2调离' }));
    const { leadId } = await stored(id);
    expectOk(
      await county.act(
        clerk,
        'submitCheckOrder',
        (await county.ordered(leadId, { team: ['SCJG-R001', 'SCJG-R003'] })).id,
      ),
    );
  });
});

describe('nobody enters before the head has approved (R19)', () => {
  test('and the head is another person than asked for it or registered the lead', async () => {
    const { id } = await county.ordered((await county.acceptedLead()).id);
    expect(await county.act(clerk, 'dispatchCheck', id)).toMatchObject({
      error: { kind: 'check-not-approved', detail: expect.stringContaining('检查尚未经部门负责人批准') },
    });
    expectOk(await county.act(clerk, 'submitCheckOrder', id));
    expect(failureOf(await county.act(clerk, 'dispatchCheck', id))).toBe('check-not-approved');
    expect(failureOf(await county.act(clerk, 'approveCheckOrder', id))).toBe('forbidden');
    expectOk(await county.act(head, 'approveCheckOrder', id));
    expect(await stored(id)).toMatchObject({ status: 'approved', number: expect.stringMatching(/检批〔2026〕1号$/) });

    const own = await county.as(head)('registerLead', {
      key: 'lead-of-the-head',
      body: anEntry({ subjectText: undefined, objectId: 'O-1' }),
    });
    const lead = expectOk(own);
    expectOk(await county.act(clerk, 'acceptLead', lead.id));
    const second = await county.ordered(lead.id);
    expectOk(await county.act(clerk, 'submitCheckOrder', second.id));
    expect(failureOf(await county.act(head, 'approveCheckOrder', second.id))).toBe('same-person');
    expectOk(await county.act(otherHead, 'approveCheckOrder', second.id));
  });

  test('nor goes along', async () => {
    const { id } = await county.ordered((await county.acceptedLead()).id);
    expectOk(await county.act(clerk, 'submitCheckOrder', id));
    const member = { ...otherHead, inspectorId: 'SCJG-R002' };
    expect(failureOf(await county.act(member, 'approveCheckOrder', id))).toBe('same-person');
  });

  test('a refusal or a withdrawal leaves the lead as it was, an approval moves it to 核查中', async () => {
    const lead = await county.acceptedLead();
    const [first, second] = [await county.ordered(lead.id), await county.ordered(lead.id)];
    expectOk(await county.act(clerk, 'submitCheckOrder', first.id));
    expectOk(await county.act(head, 'refuseCheckOrder', first.id, { reason: '线索不具体' }));
    expectOk(await county.act(clerk, 'withdrawCheckOrder', second.id, { reason: '重复' }));
    expect(failureOf(await county.act(clerk, 'dispatchCheck', second.id))).toBe('check-not-approved');
    expect(expectOk(await county.as(clerk)('getLead', { params: lead }))).toMatchObject({ status: 'accepted' });
    await approved(lead.id);
    expect(expectOk(await county.as(clerk)('getLead', { params: lead }))).toMatchObject({ status: 'checking' });
  });

  test('a lead that was passed on in between is checked by nobody here', async () => {
    const lead = await county.acceptedLead();
    const { id } = await county.ordered(lead.id);
    expectOk(await county.act(clerk, 'submitCheckOrder', id));
    expectOk(await county.act(clerk, 'passLeadOn', lead.id, { receiver: 'WJW', reason: '属卫生健康部门职责' }));
    expect(failureOf(await county.act(head, 'approveCheckOrder', id))).toBe('not-ready');
  });

  test('two heads who decide at once: one does', async () => {
    const { id } = await county.ordered((await county.acceptedLead()).id);
    const { version } = expectOk(await county.act(clerk, 'submitCheckOrder', id)) as { version: number };
    const decided = await Promise.all([
      county.as(head)('approveCheckOrder', { params: { id }, version, body: {} }),
      county.as(otherHead)('refuseCheckOrder', { params: { id }, version, body: { reason: '线索不具体' } }),
    ]);
    expect(decided.filter(({ ok }) => ok)).toHaveLength(1);
    expect(decided.flatMap((each) => failureOf(each) ?? [])).toEqual(['stale-version']);
  });
});

describe('an urgent check is entered first', () => {
  const urgent = { code: 'u2', note: '油桶正被运走', enteredAt: '2026-04-15T03:00:00.000Z' } as const;
  const entered = async () => {
    const lead = await county.acceptedLead();
    const { id } = await county.ordered(lead.id);
    county.at('2026-04-15T08:00:00Z');
    expectOk(await county.act(clerk, 'enterUrgently', id, urgent));
    return { id, lead };
  };

  test('with its reason, and approved by another person within two working days', async () => {
    const { id, lead } = await entered();
    expect(await stored(id)).toMatchObject({ status: 'entered-urgent', urgency: { due: '2026-04-17', code: 'u2' } });
    expect(expectOk(await county.as(clerk)('getLead', { params: lead }))).toMatchObject({ status: 'checking' });
    expectOk(await county.act(head, 'approveCheckLate', id));
    expect(await stored(id)).toMatchObject({
      status: 'approved-late',
      number: expect.stringMatching(/检批〔2026〕1号$/),
    });
  });

  test('whose approval is owed is reminded of on the last working day before, and daily once it is late', async () => {
    const { id } = await entered();
    for (const day of ['2026-04-15', '2026-04-16', '2026-04-17', '2026-04-18']) {
      county.at(`${day}T09:00:00Z`);
      await county.runJob('remind-deadlines');
    }
    const { items } = expectOk(await county.as(head)('listNotices', { query: { limit: 100 } }));
    const whole = await Promise.all(
      items.map(async (each) => expectOk(await county.as(head)('getNotice', { params: { id: each.id } }))),
    );
    const told = whole.flatMap(({ entries = [] }) => entries.filter(({ checkOrderId }) => checkOrderId === id));
    expect(told.map(({ day, kind }) => `${day} ${kind}`).toSorted()).toEqual([
      '2026-04-16 approval-due-1',
      '2026-04-18 approval-overdue',
    ]);
    expectOk(await county.act(head, 'approveCheckLate', id));
    county.at('2026-04-19T09:00:00Z');
    expect(await county.runJob('remind-deadlines')).toMatchObject({ checkOrders: 0 });
  });

  test('and not approved after: the findings stand, and whoever supervises is told', async () => {
    const { id } = await entered();
    const { visitId } = await stored(id);
    expectOk(await county.act(head, 'refuseCheckLate', id, { reason: '不属于紧急情形' }));
    expect(await stored(id)).toMatchObject({ status: 'not-approved-late' });
    const inbox = expectOk(
      await county.as(person('SCJG', 'supervisor'))('listNotices', { query: { limit: 10 } }),
    ).items;
    expect(inbox).toMatchObject([{ kind: 'check-refused-late', text: expect.stringContaining('检查所得保留') }]);
    await inspected(`${visitId}.SCJG`, { inspectedOn: '2026-04-15' });
  });

  test.each([
    ['that lies ahead', { enteredAt: '2026-04-15T09:00:00.000Z' }],
    ['before the lead came in', { enteredAt: '2026-04-12T03:00:00.000Z' }],
    ['outside the window', { enteredAt: '2026-04-14T03:00:00.000Z' }],
  ])('but not at a time %s', async (_, more) => {
    const { id } = await county.ordered((await county.acceptedLead()).id);
    county.at('2026-04-15T08:00:00Z');
    expect(failureOf(await county.act(clerk, 'enterUrgently', id, { ...urgent, ...more }))).toBe('invalid-input');
  });
});

describe('a direct check that was sent out', () => {
  test('is a task 个案 with a number of the layout, a visit and a result; sent twice, it is one', async () => {
    const { id, visitId, resultId } = await dispatched((await county.acceptedLead()).id);
    expectOk(await county.act(clerk, 'dispatchCheck', id));
    const tasks = expectOk(await county.as(clerk)('listTasks', { query: { limit: 10 } })).items;
    expect(tasks).toMatchObject([
      { number: '411422202604150001', source: '个案', title: '2026年市场监督管理局个案检查', status: 'dispatched' },
    ]);
    const visit = expectOk(await county.as(goes(2))('getVisit', { params: { id: visitId } }));
    expect(visit).toMatchObject({
      status: 'dispatched',
      case: { checkOrderId: id },
      inspectors: ['SCJG-R001', 'SCJG-R002'],
    });
    const mine = expectOk(await county.as(goes(1))('listVisits', { query: { limit: 10, mine: 'true' } })).items;
    expect(mine.map((each) => each.id)).toEqual([visitId]);
    const results = expectOk(await county.as(clerk)('listResults', { query: { limit: 10 } })).items;
    expect(results.map((each) => each.id)).toEqual([resultId]);
    const inbox = expectOk(await county.as(goes(1))('listNotices', { query: { limit: 10 } })).items;
    expect(inbox).toMatchObject([
      { kind: 'check-sent', text: '您被派往检查“春风小吃店”（个案检查），应于2026年4月30日前完成。' },
    ]);
  });

  test('is reminded of, and published by the deadline of R7, without lead, order or number of the object', async () => {
    const { visitId, resultId, id } = await dispatched((await county.acceptedLead()).id);
    county.at('2026-04-23T00:30:00Z');
    await county.runJob('remind-deadlines');
    const digests = expectOk(await county.as(goes(1))('listNotices', { query: { limit: 10 } })).items;
    expect(digests.map(({ kind }) => kind)).toContain('digest');

    await inspected(resultId);
    const result = expectOk(await county.as(clerk)('getResult', { params: { id: resultId } }));
    expect(result).toMatchObject({ status: 'approved', day0: '2026-04-17', deadline: '2026-05-19' });
    expectOk(await county.act(secondClerk, 'publishResult', resultId));
    const { publicId } = expectOk(await county.as(clerk)('getResult', { params: { id: resultId } }));
    const shown = expectOk(
      await county.as(undefined)('getPublicResult' as never, { params: { id: publicId } } as never),
    );
    expect(shown).toMatchObject({
      inspectionDate: '2026-04-17',
      objectName: '春风小吃店',
      tasks: [{ number: '411422202604150001', name: '2026年市场监督管理局个案检查' }],
    });
    const lead = (await stored(id)).leadId;
    const texts = JSON.stringify(shown);
    for (const secret of [lead, id, 'O-1', '411422202604130001', '过期食用油', 'batchId'])
      expect(texts).not.toContain(secret);
    expect(visitId).not.toContain('O-1');
  });

  test('needs as many present as were sent, and says nothing that tells the informant (R23)', async () => {
    const { resultId } = await dispatched((await county.acceptedLead()).id);
    county.at('2026-04-17T06:00:00Z');
    const telling = draft({ findings: [aFinding('SCJG-001', { finding: '与李 春 梅所述一致' })] });
    expect(await county.act(goes(1), 'saveResult', resultId, telling)).toMatchObject({
      error: { kind: 'informant-exposed', errors: [{ path: 'body.findings.0.finding' }] },
    });
    expectOk(await county.act(goes(1), 'saveResult', resultId, draft({ present: ['SCJG-R001'] })));
    expect(await county.act(goes(1), 'submitResult', resultId, { completedOn: '2026-04-17' })).toMatchObject({
      error: { kind: 'result-incomplete', errors: [{ path: 'present' }] },
    });
  });

  test('that could not be performed tells nothing of the informant when it is submitted either', async () => {
    const { visitId, resultId } = await dispatched((await county.acceptedLead()).id);
    county.at('2026-04-17T06:00:00Z');
    const body = { reason: '停业或清算', note: '李春梅称已搬走', completedOn: '2026-04-17' };
    expectOk(await county.act(goes(1), 'recordNonPerformance', visitId, body));
    expect(failureOf(await county.act(goes(1), 'submitResult', resultId, {}))).toBe('informant-exposed');
  });
});

describe('the lead of a direct check', () => {
  const finding = { outcome: 'substantiated', reason: '现场查获过期食用油两桶' } as const;

  test('is concluded when every check of it is over and its result approved, and names the results', async () => {
    const lead = await county.acceptedLead();
    expect(failureOf(await county.act(clerk, 'concludeLead', lead.id, finding))).toBe('illegal-transition');
    const { resultId } = await dispatched(lead.id);
    expect(failureOf(await county.act(clerk, 'concludeLead', lead.id, finding))).toBe('not-ready');
    await inspected(resultId);
    const another = await county.ordered(lead.id);
    expect(failureOf(await county.act(clerk, 'concludeLead', lead.id, finding))).toBe('not-ready');
    expectOk(await county.act(clerk, 'withdrawCheckOrder', another.id, { reason: '已查清' }));
    expect(failureOf(await county.act(clerk, 'concludeLead', lead.id, { ...finding, outcome: 'not-own-duty' }))).toBe(
      'receiver-required',
    );
    expect(expectOk(await county.act(clerk, 'concludeLead', lead.id, finding))).toMatchObject({
      status: 'concluded',
      outcome: 'substantiated',
      resultIds: [resultId],
      // 五个工作日 after 17 April to tell whoever reported under the own name.
      due: '2026-04-24',
    });
  });

  const problem = {
    findings: [aFinding('SCJG-001', { codes: ['5'], finding: '后厨地面积水', measures: ['责令改正'] })],
    overall: ['5'],
  };
  const followUpOf = async (resultId: string) => {
    const [id = ''] = (await county.store.records.find('result', resultId))?.value.followUps ?? [];
    const found = await county.store.records.find('follow-up', id);
    if (!found) throw new Error('no follow-up');
    return found;
  };
  const onFollowUp = async (who: Parameters<typeof county.as>[0], operation: string, resultId: string, body = {}) => {
    const { value, meta } = await followUpOf(resultId);
    const call = { params: { id: value.id }, version: meta.version, body };
    return expectOk(await county.as(who)(operation as 'reportFollowUp', call as never));
  };
  const repair = async (resultId: string) => {
    await onFollowUp(clerk, 'orderRectification', resultId, toRectify);
    await onFollowUp(clerk, 'recheckRectification', resultId, allRight('2026-04-17'));
  };

  test('is concluded, but not closed, while a follow-up of what its checks found is open, which is named (R42)', async () => {
    const lead = await county.acceptedLead(patrol);
    const { resultId } = await dispatched(lead.id);
    await inspected(resultId, problem);
    expectOk(await county.act(clerk, 'concludeLead', lead.id, finding));
    const { value } = await followUpOf(resultId);
    expect(await county.act(clerk, 'closeLead', lead.id)).toMatchObject({
      error: { kind: 'follow-ups-open', detail: `尚有未办结的后续处置，须先办结：${value.number}` },
    });
    await repair(resultId);
    expect(failureOf(await county.act(clerk, 'closeLead', lead.id))).toBe('follow-ups-open');
    await onFollowUp(secondClerk, 'confirmFollowUp', resultId);
    expectOk(await county.act(clerk, 'closeLead', lead.id));
  });

  const nobody = { reason: '停业或清算', note: '门上贴有停业通知', completedOn: '2026-04-17' };
  const patrol: Parameters<CheckingCounty['acceptedLead']>[0] = {
    ...{ source: '3', subSource: '301', kinds: ['patrol'], informant: undefined },
  };

  test('is not closed when a result on which it was concluded was sent back since, until that is approved (R42)', async () => {
    const lead = await county.acceptedLead(patrol);
    const { visitId, resultId } = await dispatched(lead.id);
    county.at('2026-04-17T06:00:00Z');
    expectOk(await county.act(goes(1), 'recordNonPerformance', visitId, nobody));
    expectOk(await county.act(goes(1), 'submitResult', resultId, {}));
    expectOk(await county.act(clerk, 'concludeLead', lead.id, finding));
    expectOk(await county.act(secondClerk, 'returnResult', resultId, { reason: '店铺当日营业' }));
    expect(await county.act(clerk, 'closeLead', lead.id)).toMatchObject({
      error: { kind: 'not-ready', detail: expect.stringContaining('检查结果已退回') },
    });
  });

  test('is not concluded beside a result that is sent back at the same moment', async () => {
    const lead = await county.acceptedLead(patrol);
    const { resultId } = await dispatched(lead.id);
    await inspected(resultId);
    const work = meanwhile(county.deps.work, async () =>
      expectOk(await county.act(secondClerk, 'returnResult', resultId, { reason: '照片不清' })),
    );
    const { meta } = (await county.store.records.find('lead', lead.id)) ?? {};
    const actor = { id: clerk.id, name: clerk.id, department: 'SCJG', scope: 'own' } as const;
    const request = { id: lead.id, version: meta?.version ?? 0, ...finding };
    const concluded = await concludeLead({ ...county.deps, work }, request, actor, county.deps.clock());
    expect(failureOf(concluded)).toBe('not-ready');
    expect((await county.store.records.find('lead', lead.id))?.value.status).toBe('checking');
  });

  test('is neither passed on nor, opened again, merged while a follow-up of what its checks found is open (R42)', async () => {
    const passOn = { receiver: 'WJW', reason: '属卫生健康部门职责' };
    const lead = await county.acceptedLead(patrol);
    const { resultId } = await dispatched(lead.id);
    await inspected(resultId, problem);
    expect(failureOf(await county.act(clerk, 'passLeadOn', lead.id, passOn))).toBe('follow-ups-open');

    await repair(resultId);
    await onFollowUp(secondClerk, 'confirmFollowUp', resultId);
    expectOk(await county.act(clerk, 'concludeLead', lead.id, finding));
    expectOk(await county.act(clerk, 'closeLead', lead.id));
    const office = person('SCJG', 'office');
    expectOk(await county.act(office, 'reopenLead', lead.id, { newFacts: '地面又有积水' }));
    await onFollowUp(office, 'reopenFollowUp', resultId, { reason: '整改不到位' });
    const into = (await county.acceptedLead(patrol)).id;
    expect(failureOf(await county.act(clerk, 'mergeLead', lead.id, { into }))).toBe('follow-ups-open');
    expect(failureOf(await county.act(clerk, 'passLeadOn', lead.id, passOn))).toBe('follow-ups-open');
    // An order that nobody has approved holds up neither: it lapses with the lead.
    await county.ordered(lead.id, { window: { from: '2026-04-17', to: '2026-04-30' } });
    await repair(resultId);
    await onFollowUp(secondClerk, 'confirmFollowUp', resultId);
    expectOk(await county.act(clerk, 'mergeLead', lead.id, { into }));
  });

  test('is neither passed on nor merged, opened again, while one of its results is sent back', async () => {
    const lead = await county.acceptedLead(patrol);
    const { resultId } = await dispatched(lead.id);
    await inspected(resultId);
    expectOk(await county.act(clerk, 'concludeLead', lead.id, finding));
    expectOk(await county.act(clerk, 'closeLead', lead.id));
    expectOk(await county.act(person('SCJG', 'office'), 'reopenLead', lead.id, { newFacts: '地面有积水' }));
    expectOk(await county.act(secondClerk, 'returnResult', resultId, { reason: '照片不清' }));
    const passOn = { receiver: 'WJW', reason: '属卫生健康部门职责' };
    expect(failureOf(await county.act(clerk, 'passLeadOn', lead.id, passOn))).toBe('not-ready');
    const into = (await county.acceptedLead(patrol)).id;
    expect(failureOf(await county.act(clerk, 'mergeLead', lead.id, { into }))).toBe('not-ready');
  });

  test('is not closed beside a follow-up that is opened again at the same moment', async () => {
    const lead = await county.acceptedLead(patrol);
    const { resultId } = await dispatched(lead.id);
    await inspected(resultId, problem);
    await repair(resultId);
    await onFollowUp(secondClerk, 'confirmFollowUp', resultId);
    expectOk(await county.act(clerk, 'concludeLead', lead.id, finding));
    const work = meanwhile(county.deps.work, () =>
      onFollowUp(person('SCJG', 'office'), 'reopenFollowUp', resultId, { reason: '整改不到位' }),
    );
    const { meta } = (await county.store.records.find('lead', lead.id)) ?? {};
    const actor = { id: clerk.id, name: clerk.id, department: 'SCJG', scope: 'own' } as const;
    const request = { id: lead.id, version: meta?.version ?? 0 };
    const closed = await closeLead({ ...county.deps, work }, request, actor, county.deps.clock());
    expect(failureOf(closed)).toBe('stale-version');
    expect((await county.store.records.find('lead', lead.id))?.value.status).toBe('concluded');
    expect(failureOf(await county.act(clerk, 'closeLead', lead.id))).toBe('follow-ups-open');
  });

  test('is not closed while what nobody could inspect waits for its approval: it may still be returned', async () => {
    const lead = await county.acceptedLead({ source: '3', subSource: '301', kinds: ['patrol'], informant: undefined });
    const { visitId, resultId } = await dispatched(lead.id);
    county.at('2026-04-17T06:00:00Z');
    expectOk(await county.act(goes(1), 'recordNonPerformance', visitId, nobody));
    expectOk(await county.act(goes(1), 'submitResult', resultId, {}));
    expectOk(await county.act(clerk, 'concludeLead', lead.id, finding));
    expect(await county.act(clerk, 'closeLead', lead.id)).toMatchObject({
      error: { kind: 'not-ready', detail: expect.stringContaining('待审核') },
    });
    expectOk(await county.act(secondClerk, 'approveResult', resultId));
    expectOk(await county.act(clerk, 'closeLead', lead.id));
  });

  test('is concluded when a result is public no longer, and not while one that could not be performed is a draft', async () => {
    const lead = await county.acceptedLead();
    const { visitId, resultId } = await dispatched(lead.id);
    county.at('2026-04-17T06:00:00Z');
    expectOk(await county.act(goes(1), 'recordNonPerformance', visitId, nobody));
    expect(failureOf(await county.act(clerk, 'concludeLead', lead.id, finding))).toBe('not-ready');
    expectOk(await county.act(goes(1), 'submitResult', resultId, {}));
    expectOk(await county.act(clerk, 'concludeLead', lead.id, finding));

    const other = await county.acceptedLead();
    const { resultId: stoppedId } = await dispatched(other.id);
    await inspected(stoppedId);
    const found = await county.store.records.find('result', stoppedId);
    if (!found) throw new Error('no result');
    const event = eventOf('stop', head, county.deps.clock());
    const stopped = { ...found.value, status: 'stopped' as const };
    expect((await county.store.work.commit([replaceRecord('result', stoppedId, found, stopped, event)])).ok).toBe(true);
    expectOk(await county.act(clerk, 'concludeLead', other.id, finding));
  });
});
