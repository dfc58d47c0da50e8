import { beforeEach, describe, expect, test } from 'vitest';
import { type CheckingCounty, checkingCounty, goes, head, theShop } from '../support/direct-checks.ts';
import { aDraft, aFinding } from '../support/inspection-samples.ts';
import { clerk, failureOf, patrolled, register, secondClerk } from '../support/leads.ts';
import { expectOk } from '../support/system.ts';

let county: CheckingCounty;
beforeEach(async () => {
  county = await checkingCounty({ objects: [theShop(), theShop({ id: 'O-2', name: '另一家' })] });
});

/** No licence is needed and there is no registration: the registrar's own. */
const ours = {
  facts: {
    ...{ licenceNeeded: false, registrationNeeded: true, hasLicence: false, hasRegistration: false, exempt: false },
    licenceDepartment: null,
  },
};
const accepted = async () => {
  const lead = await register(county, patrolled({ subjectText: undefined, objectId: 'O-1' }));
  expectOk(await county.as(clerk)('acceptLead', { params: { id: lead.id }, version: lead.version, body: {} }));
  return lead.id;
};
const classified = async (body: object = ours) => {
  const id = await accepted();
  expectOk(await county.act(clerk, 'classifyUnlicensed', id, body));
  return id;
};
const outcome = (id: string, body: object) => county.act(clerk, 'recordUnlicensedOutcome', id, body);
const ordered = async (leadId: string) =>
  (await county.ordered(leadId, { window: { from: '2026-04-13', to: '2026-04-30' } })).id;
/** A check of the lead in which nothing was found, approved. */
const checked = async (leadId: string) => made(await ordered(leadId));
const made = async (id: string) => {
  expectOk(await county.act(clerk, 'submitCheckOrder', id));
  expectOk(await county.act(head, 'approveCheckOrder', id));
  expectOk(await county.act(clerk, 'dispatchCheck', id));
  const { visitId = '' } = (await county.store.records.find('check-order', id))?.value ?? {};
  const day = county.deps.clock().toISOString().slice(0, 10);
  const draft = aDraft({ inspectedOn: day, findings: [aFinding('SCJG-001')] });
  expectOk(await county.act(goes(1), 'saveResult', `${visitId}.SCJG`, draft));
  expectOk(await county.act(goes(1), 'submitResult', `${visitId}.SCJG`, { completedOn: day }));
  expectOk(await county.act(secondClerk, 'approveResult', `${visitId}.SCJG`));
  return visitId;
};
const concluded = { outcome: 'substantiated', reason: '查实' };

describe('who handles it (R26)', () => {
  test('is by the regulation, unless a legal text says otherwise, which is kept', async () => {
    const id = await accepted();
    const elsewhere = { ...ours, handler: 'WJW' };
    expect(await county.act(clerk, 'classifyUnlicensed', id, elsewhere)).toMatchObject({
      error: { kind: 'wrong-handler', detail: expect.stringContaining('该情形由其他部门处理（市场监督管理局）') },
    });
    const handlerBasis = '《旅馆业治安管理办法》第十五条';
    expectOk(await county.act(clerk, 'classifyUnlicensed', id, { ...elsewhere, handlerBasis }));
    expect(expectOk(await county.as(clerk)('getLead', { params: { id } })).unlicensed).toMatchObject({
      ...{ kind: 'n2', handler: 'WJW', handlerBasis },
    });
    // It is not ours to handle or conclude any more.
    expect(failureOf(await outcome(id, { code: 'o3', caseNumber: '1' }))).toBe('wrong-handler');
    const alone = { ...concluded, outcome: 'unfounded' };
    expect(failureOf(await county.act(head, 'concludeLeadWithoutCheck', id, alone))).toBe('wrong-handler');
  });

  test('is not asked where nothing is lacking, and not changed once something was done about it', async () => {
    const id = await accepted();
    const registered = { facts: { ...ours.facts, hasRegistration: true } };
    expect(failureOf(await county.act(clerk, 'classifyUnlicensed', id, registered))).toBe('invalid-input');
    expect(failureOf(await outcome(id, { code: 'o3', caseNumber: '1' }))).toBe('not-ready');
    expectOk(await county.act(clerk, 'classifyUnlicensed', id, ours));
    expectOk(await outcome(id, { code: 'o3', caseNumber: '睢市监立〔2026〕9号' }));
    expect(failureOf(await county.act(clerk, 'classifyUnlicensed', id, ours))).toBe('not-ready');
  });

  test('and found by a check to be another’s, is passed on once every check is settled', async () => {
    const id = await accepted();
    await checked(id);
    const open = await county.ordered(id);
    const theirs = { facts: { ...ours.facts, licenceNeeded: true, licenceDepartment: 'WJW' } };
    expectOk(await county.act(clerk, 'classifyUnlicensed', id, theirs));
    const passOn = () => county.act(clerk, 'passLeadOn', id, { receiver: 'WJW', reason: '属卫生健康部门职责' });
    expect(failureOf(await passOn())).toBe('not-ready');
    expectOk(await county.act(clerk, 'withdrawCheckOrder', open.id, { reason: '不属于本部门' }));
    expect(expectOk(await passOn())).toMatchObject({ status: 'passed-on', passedTo: { department: 'WJW' } });
  });

  test('does not vanish by merging: what is another’s is passed on, what is ours is handled first (R27)', async () => {
    const into = await accepted();
    const merge = (id: string) => county.act(clerk, 'mergeLead', id, { into });
    const theirs = { facts: { ...ours.facts, licenceNeeded: true, licenceDepartment: 'WJW' } };
    expect(failureOf(await merge(await classified(theirs)))).toBe('wrong-handler');
    const id = await classified();
    expect(await merge(id)).toMatchObject({
      error: { kind: 'not-ready', detail: expect.stringContaining('无证无照经营应先登记处理结果') },
    });
    expectOk(await outcome(id, { code: 'o3', caseNumber: '睢市监立〔2026〕9号' }));
    expectOk(await merge(id));
  });

  test('is taken back where the facts turn out to lack nothing, until something was done about it', async () => {
    const id = await classified();
    const lacking = { facts: { ...ours.facts, hasRegistration: true } };
    const cleared = expectOk(await county.act(clerk, 'classifyUnlicensed', id, lacking));
    expect(cleared).not.toHaveProperty('unlicensed');
    const events = await county.store.audit.events('lead', id);
    expect(events.slice(-2).map(({ action, facts }) => [action, facts['unlicensed']])).toEqual([
      ['classify-unlicensed', 'n2'],
      ['classify-unlicensed', 'cleared'],
    ]);
    expect(expectOk(await county.as(clerk)('listLeads', { query: { limit: 10, unlicensed: 'n2' } })).items).toEqual([]);
    expectOk(await county.act(head, 'concludeLeadWithoutCheck', id, { outcome: 'unfounded', reason: '证照齐全' }));
  });

  test('is found in the ledger by its kind', async () => {
    const id = await classified();
    await accepted();
    const ledger = (unlicensed: 'n1' | 'n2') => county.as(clerk)('listLeads', { query: { limit: 10, unlicensed } });
    expect(expectOk(await ledger('n2')).items.map((lead) => lead.id)).toEqual([id]);
    expect(expectOk(await ledger('n1')).items).toEqual([]);
  });
});

describe('what was done about it', () => {
  test.each([
    ['督促办证 without a term', { code: 'o1' }, 'body.term'],
    ['a term that is over', { code: 'o1', term: '2026-04-13' }, 'body.term'],
    ['an order to stop without its document', { code: 'o2' }, 'body.document'],
    ['a case without its number', { code: 'o3' }, 'body.caseNumber'],
    ['a seizure by one', { code: 'o4', document: '查封决定书', officers: ['SCJG-R001', 'SCJG-R001'] }, 'body.officers'],
    [
      'a seizure by a stranger',
      { code: 'o4', document: '查封决定书', officers: ['SCJG-R001', 'WJW-R001'] },
      'body.officers.1',
    ],
    ['a notification of nobody', { code: 'o5' }, 'body.receiver'],
    ['a notification of oneself', { code: 'o5', receiver: 'SCJG' }, 'body.receiver'],
    ['no unlicensed operation without the ground', { code: 'o6' }, 'body.exemption'],
    ['a transfer without its document', { code: 'o7' }, 'body.transfer'],
    ['premises left empty without photos', { code: 'o8' }, 'body.photos'],
    ['photos of no check of the lead', { code: 'o8', photos: ['evidence-1'] }, 'body.photos.0'],
  ])('is refused as %s', async (_, body, path) => {
    expect(await outcome(await classified(), body)).toMatchObject({
      error: { kind: 'invalid-input', errors: [{ path }] },
    });
  });

  test.each([
    ['an order to stop', { code: 'o2', document: '责令停止经营决定书' }],
    ['a case', { code: 'o3', caseNumber: '睢市监立〔2026〕9号' }],
    ['a seizure by two', { code: 'o4', document: '查封决定书', officers: ['SCJG-R001', 'SCJG-R002'] }],
    ['a notification', { code: 'o5', receiver: 'WJW' }],
    ['no unlicensed operation', { code: 'o6', exemption: 'e2' }],
    ['a transfer', { code: 'o7', transfer: '涉嫌犯罪案件移送书1号' }],
  ])('lets the lead be concluded: %s', async (_, body) => {
    const id = await classified();
    const alone = { ...concluded, outcome: 'unfounded' };
    expect(failureOf(await county.act(head, 'concludeLeadWithoutCheck', id, alone))).toBe('not-ready');
    expectOk(await outcome(id, body));
    expectOk(await county.act(head, 'concludeLeadWithoutCheck', id, alone));
  });

  test('of 督促办证 is looked at again by another check, after it; without a licence something further follows (R27)', async () => {
    const id = await classified();
    const before = await checked(id);
    county.at('2026-04-14T02:00:00Z');
    expectOk(await outcome(id, { code: 'o1', term: '2026-04-20' }));
    const recheck = (visitId: string, more: object) =>
      county.act(clerk, 'recheckUnlicensed', id, { visitId, licensed: false, ...more });
    expect(failureOf(await recheck('case-0', {}))).toBe('unknown-reference');
    expect(await recheck(before, {})).toMatchObject({ error: { errors: [{ path: 'body.visitId' }] } });
    county.at('2026-04-21T02:00:00Z');
    const again = await checked(id);
    expect(await county.act(clerk, 'concludeLead', id, concluded)).toMatchObject({
      error: { kind: 'not-ready', detail: expect.stringContaining('督促办证应复查后方可办结') },
    });
    expect(await recheck(again, { licensed: true })).toMatchObject({
      error: { errors: [{ path: 'body.licenceNumber' }] },
    });
    expectOk(await recheck(again, {}));
    expect(failureOf(await county.act(clerk, 'concludeLead', id, concluded))).toBe('not-ready');
    expect(failureOf(await recheck(again, {}))).toBe('not-ready');
    expectOk(await outcome(id, { code: 'o3', caseNumber: '睢市监立〔2026〕9号' }));
    const lead = expectOk(await county.act(clerk, 'concludeLead', id, concluded)) as { readonly unlicensed?: object };
    expect(lead.unlicensed).toMatchObject({
      outcomes: [{ code: 'o1', recheck: { on: '2026-04-21', licensed: false } }, { code: 'o3' }],
    });
  });

  test('of 督促办证 is not looked at again by a check that was ordered before it', async () => {
    const id = await classified();
    const before = await ordered(id);
    expectOk(await outcome(id, { code: 'o1', term: '2026-04-20' }));
    county.at('2026-04-21T02:00:00Z');
    const visitId = await made(before);
    const recheck = { visitId, licensed: false };
    expect(await county.act(clerk, 'recheckUnlicensed', id, recheck)).toMatchObject({
      error: { kind: 'invalid-input', errors: [{ path: 'body.visitId' }] },
    });
    expectOk(await county.act(clerk, 'recheckUnlicensed', id, { ...recheck, visitId: await checked(id) }));
  });

  test('says nothing that tells the informant (R23)', async () => {
    const lead = await county.acceptedLead();
    expectOk(await county.act(clerk, 'classifyUnlicensed', lead.id, ours));
    const telling = { code: 'o3', caseNumber: '1', note: '据李春梅所述立案' };
    expect(failureOf(await outcome(lead.id, telling))).toBe('informant-exposed');
  });
});
