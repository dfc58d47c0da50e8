import type { HandOvers } from '../notice/hand-over.ts';
import type { CampaignEvent } from './states.ts';

/** Whoever approves it (its head, or the joint meeting's office), its department, or all that take part. */
export type CampaignSide = 'decider' | 'owner' | 'departments';

const goesOn = { nobody: 'the department that drafts it goes on' };
const ofBatch = { nobody: 'it moves with its batch, whose step tells those who inspect' };

/** Whose turn it is after each step of a campaign. */
export const campaignHandOvers = {
  edit: goesOn,
  submit: { to: ['decider'], says: '报批了', asks: { todo: 'campaign-to-approve', words: '请审批' } },
  'take-back': goesOn,
  return: { to: ['owner'], says: '退回了', asks: { todo: 'campaign-to-mend', words: '请修改后再报批' } },
  approve: { to: ['owner'], says: '批准了', asks: { todo: 'campaign-to-publish', words: '请公布' } },
  publish: { to: ['owner'], says: '公布了', asks: { todo: 'campaign-to-draw', words: '请建立批次抽取' } },
  freeze: ofBatch,
  draw: ofBatch,
  start: ofBatch,
  void: ofBatch,
  close: { to: ['departments'], says: '总结了' },
  reopen: { to: ['owner'], says: '要求重新总结', asks: { todo: 'campaign-to-close', words: '请重新总结' } },
  cancel: { to: ['departments'], says: '取消了' },
} as const satisfies HandOvers<CampaignEvent, CampaignSide>;
