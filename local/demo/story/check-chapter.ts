import { randomUUID } from 'node:crypto';
import type { AnswerOf } from '../../../shared/api/client.ts';
import type { Person } from './cast.ts';
import { expect, present } from './deviation.ts';
import { enter, faulty, submit, take } from './result-steps.ts';
import type { Stage } from './stage.ts';

type Lead = AnswerOf<'getLead'>;

interface Check {
  readonly result: string;
  readonly team: readonly string[];
}

/** From a complaint to a closed follow-up. */
export interface Followed {
  readonly lead: string;
  readonly result: string;
  readonly followUp: string;
}

const finding = '冷藏柜温度记录缺三日，当场补测并建立台账。';

/** 从投诉到办结: a complaint becomes a direct check, what was found a follow-up, and the lead is closed when that has ended. */
export async function checkChapter(stage: Stage): Promise<Followed> {
  const { tell } = stage;
  const clerk = stage.person('scjg-officer1');
  tell.chapter('从投诉到办结：个案检查与后续处置');
  const complaint = await complain(stage, clerk);
  const check = await checked(stage, clerk, complaint);
  const lead = await concluded(stage, clerk, complaint.id);
  const followUp = await followed(stage, clerk, lead, check);
  return { lead: lead.id, result: check.result, followUp };
}

const leading = 'SCJG-R001';

/** Two who may check the item on a day: the one who has a login, and a colleague. */
async function teamFor(clerk: Person, item: string, day: string): Promise<readonly string[]> {
  const { items } = await clerk.does('listInspectors', { query: { department: 'SCJG', limit: 100 } });
  const colleague = items.find(
    ({ id, status, certificate, itemScope, recusals }) =>
      id !== leading &&
      status === '有效' &&
      certificate.validFrom <= day &&
      day <= certificate.validTo &&
      recusals.length === 0 &&
      [item, '*'].some((scope) => itemScope.includes(scope)),
  );
  return [leading, present(colleague, '另有一名可以检查该事项的人员').id];
}

/** 登记、受理。 */
async function complain({ tell, clock }: Stage, clerk: Person): Promise<Lead> {
  const { items } = await clerk.does('listObjects', { query: { department: 'SCJG', limit: 50 } });
  const shop = present(
    items.find(({ status }) => status === '存续'),
    '市场监管局有存续的检查对象',
  );
  const received = await clerk.does('registerLead', {
    key: randomUUID(),
    body: {
      source: '2',
      subSource: '201',
      kinds: ['complaint'],
      receivedOn: await clock.today(),
      objectId: shop.id,
      matter: '买到的冷藏食品包装胀袋，怀疑储存温度不够。',
      items: [],
      informant: { realName: true, name: '穆群众', phone: '13903700000' },
    },
  });
  tell.act(clerk.title, `登记并受理一条投诉：${shop.name}，线索 ${received.number}`);
  const { id, version } = received;
  return clerk.does('acceptLead', { params: { id }, version, body: {} });
}

/** 拟办、批准、派发、检查、公示: all that a check without a draw needs. */
async function checked(stage: Stage, clerk: Person, lead: Lead): Promise<Check> {
  const { tell, clock } = stage;
  const head = stage.person('scjg-admin');
  const inspector = stage.person('scjg-inspector1');
  const today = await clock.today();
  const { items } = await clerk.does('listItems', { query: { department: 'SCJG', limit: 100 } });
  const item = present(
    items.find(({ methods, qualification }) => methods.includes('1') && qualification === undefined),
    '有现场检查、不需要专门资质的事项',
  );
  const team = await teamFor(clerk, item.id, today);
  const drafted = await clerk.does('createCheckOrder', {
    key: randomUUID(),
    body: {
      ...{ leadId: lead.id, items: [item.id], method: '1', window: { from: today, to: today } },
      ...{ basis: item.basis, reason: '核查投诉反映的冷藏条件', team },
    },
  });
  tell.act(clerk.title, `拟办个案检查；系统列出该对象本年度各部门的检查 ${drafted.yearCount} 次`);
  const params = { id: drafted.id };
  const early = await clerk.isRefused(
    'dispatchCheck',
    { params, version: drafted.version, body: {} },
    'check-not-approved',
  );
  tell.act(clerk.title, '没有批准就想派人');
  tell.why('R19、R20 个案检查由部门负责人另行批准，不少于两名执法人员，无利害关系');
  tell.refusal(early);
  const submitted = await clerk.does('submitCheckOrder', { params, version: drafted.version, body: {} });
  const approved = await head.does('approveCheckOrder', { params, version: submitted.version, body: {} });
  const sent = await clerk.does('dispatchCheck', { params, version: approved.version, body: {} });
  const id = `${present(sent.visitId, '派发后有一次检查')}.SCJG`;
  tell.act(head.title, `批准；派发 ${present(sent.number, '派发时编号')}`);
  await enter(inspector, id, (result) => faulty(result, today, finding));
  await submit(inspector, id);
  const approver = stage.person('scjg-officer2');
  await take(approver, 'approveResult', id);
  const published = await take(approver, 'publishResult', id);
  tell.act(inspector.title, `两人到场检查，发现问题，责令改正；${approver.title}审核、公示`);
  tell.result(`文号 ${present(published.documentNumber, '审核时给出文号')}`);
  return { result: id, team };
}

async function concluded({ tell }: Stage, clerk: Person, id: string): Promise<Lead> {
  const { version } = await clerk.does('getLead', { params: { id } });
  const body = { outcome: 'substantiated', reason: '冷藏温度记录不全，已责令改正。' } as const;
  let lead = await clerk.does('concludeLead', { params: { id }, version, body });
  for (const { id: answer } of lead.answers) {
    const given = { channel: '电话', text: '经查属实，已责令改正。' } as const;
    lead = await clerk.does('answerLead', { params: { id }, version: lead.version, body: { answer, given } });
  }
  tell.act(clerk.title, '办结核查：查实；答复投诉人');
  return lead;
}

/** 整改、复查、确认: closed by another than reported it. */
async function followed(stage: Stage, clerk: Person, lead: Lead, { result, team }: Check): Promise<string> {
  const { tell, clock } = stage;
  tell.act(clerk.title, '整改还没有复查，就想办结线索');
  tell.why('R42 检查发现的问题都有了着落，线索方可办结');
  const close = (version: number) => ({ params: { id: lead.id }, version, body: {} });
  tell.refusal(await clerk.isRefused('closeLead', close(lead.version), 'follow-ups-open'));
  const { items } = await clerk.does('listFollowUps', { query: { box: 'to-answer', limit: 100 } });
  const followUp = present(
    items.find((each) => each.resultId === result),
    '审核通过时开出了后续处置',
  );
  const params = { id: followUp.id };
  const ordered = await clerk.does('orderRectification', {
    params,
    version: followUp.version,
    body: { document: '睢市监责改〔2026〕1号', content: '更换温控器，补齐温度记录。', term: 'immediate' },
  });
  const reported = await clerk.does('recheckRectification', {
    params,
    version: ordered.version,
    body: {
      ...{ on: await clock.today(), inspectors: [...team], result: 'full' },
      ...{ text: '已更换温控器，记录补齐。', evidence: ['整改照片'] },
    },
  });
  tell.act(clerk.title, `下达责令改正通知，登记两人复查（${followUp.number}），想自己确认`);
  const own = { params, version: reported.version, body: {} };
  tell.refusal(await clerk.isRefused('confirmFollowUp', own, 'same-person'));
  const other = stage.person('scjg-officer2');
  const { status } = await other.does('confirmFollowUp', own);
  expect(status === 'closed', '后续处置已办结');
  const closed = await clerk.does('closeLead', close(lead.version));
  expect(closed.status === 'closed', '线索已办结');
  tell.act(other.title, '确认整改到位；线索办结');
  return followUp.id;
}
