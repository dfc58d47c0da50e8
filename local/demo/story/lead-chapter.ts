import { randomUUID } from 'node:crypto';
import type { CallOf } from '../../../shared/api/client.ts';
import { formatChineseDate } from '../../../shared/calendar/local-date.ts';
import { expect, present } from './deviation.ts';
import type { Stage } from './stage.ts';

const informant = {
  realName: true,
  name: '穆群众',
  phone: '13903700000',
  address: '睢县城关回族镇北街',
} as const;

/**
 * 个案线索: a report about an unlicensed stall is registered, its informant sealed; the department whose duty it is not names
 * whose it is; that one verifies it, answers who reported, and closes it.
 */
export async function leadChapter(stage: Stage): Promise<{ readonly id: string }> {
  const { tell, clock } = stage;
  const clerk = stage.person('scjg-officer1');
  tell.chapter('个案线索：登记、转送、答复、办结');
  const receivedOn = await clock.today();
  const entry: CallOf<'registerLead'>['body'] = {
    source: '2',
    subSource: '202',
    kinds: ['report'],
    receivedOn,
    subjectText: '城关回族镇北街早点摊',
    matter: '占用人行道经营，影响通行，油污倾倒入雨水井。',
    items: [],
  };
  await clerk.isRefused(
    'registerLead',
    {
      key: randomUUID(),
      body: { ...entry, matter: `举报人${informant.name}称该摊点占道经营。`, informant },
    },
    'informant-exposed',
  );
  tell.act(clerk.title, '登记一条举报；正文里写了举报人的姓名，被拒绝');
  tell.why('R23 举报人只在密封的记录里，另用密钥加密，每次查看都留痕；离开线索的文字里不得出现');
  const sent = await clerk.does('registerLead', { key: randomUUID(), body: { ...entry, informant } });
  tell.result(`线索 ${sent.number}，应于 ${due(sent.due)}前核查`);

  const { version } = sent;
  const pass = { reason: '占道经营，属城市管理职责', answerWanted: true } as const;
  await clerk.isRefused('passLeadOn', { params: { id: sent.id }, version, body: pass }, 'receiver-required');
  const passed = await clerk.does('passLeadOn', {
    params: { id: sent.id },
    version,
    body: { ...pass, receiver: 'CGJ' },
  });
  tell.act(clerk.title, '不属于本部门职责；没有指明接收部门的转送被拒绝，指明城市管理部门后转出');

  const receiver = stage.person('cgj-officer1');
  const { items } = await receiver.does('listLeads', { query: { limit: 50 } });
  const own = present(
    items.find(({ id }) => id === passed.passedTo?.leadId),
    '接收部门的收件箱里有这条线索',
  );
  tell.act(receiver.title, `收件箱：${own.subjectText}，应于 ${due(own.due)}前受理或转送`);
  const accepted = await receiver.does('acceptLead', { params: { id: own.id }, version: own.version, body: {} });
  const head = stage.person('cgj-admin');
  const concluded = await head.does('concludeLeadWithoutCheck', {
    params: { id: own.id },
    version: accepted.version,
    body: { outcome: 'substantiated', reason: '巡查时已当场劝离，摊主承诺入市经营。' },
  });
  tell.act(head.title, '当场已处理，不再安排检查：结论查实');
  await receiver.isRefused(
    'closeLead',
    { params: { id: own.id }, version: concluded.version, body: {} },
    'answer-owed',
  );
  let lead = concluded;
  for (const { id: answer } of concluded.answers)
    lead = await receiver.does('answerLead', {
      params: { id: own.id },
      version: lead.version,
      body: { answer, given: { channel: '电话', text: '已劝离，感谢您的监督。' } },
    });
  const closed = await receiver.does('closeLead', { params: { id: own.id }, version: lead.version, body: {} });
  expect(closed.status === 'closed', '线索已办结');
  tell.act(receiver.title, `还欠答复时不能办结；登记 ${concluded.answers.length} 份答复后办结`);
  return { id: own.id };
}

const due = (day: string | undefined): string => (day === undefined ? '（日历待发布）' : formatChineseDate(day));
