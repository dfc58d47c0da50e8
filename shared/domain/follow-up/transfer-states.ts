import type { Transitions } from '../../base/transitions.ts';

export const transferStatuses = [
  'proposed',
  'approved',
  'refused',
  'handed-over',
  'returned',
  'filed',
  'not-filed',
  'reviewing',
  'closed',
] as const;
export type TransferStatus = (typeof transferStatuses)[number];
export const transferEvents = [
  'approve',
  'refuse',
  'hand-over',
  'receive',
  'file',
  'decline',
  'return',
  'deliver-goods',
  'ask-review',
  'uphold',
  'reverse',
  'close',
] as const;
export type TransferEvent = (typeof transferEvents)[number];

/** R39, 国务院令第310号: decided in writing either way, handed over within a day, filed or not by the police, reviewed if not. */
export const transferTransitions: Transitions<TransferStatus, TransferEvent> = {
  proposed: { approve: 'approved', refuse: 'refused' },
  approved: { 'hand-over': 'handed-over' },
  refused: { close: 'closed' },
  'handed-over': { receive: 'handed-over', file: 'filed', decline: 'not-filed', return: 'returned' },
  returned: { 'hand-over': 'handed-over' },
  filed: { 'deliver-goods': 'filed', close: 'closed' },
  'not-filed': { 'ask-review': 'reviewing', close: 'closed' },
  reviewing: { uphold: 'not-filed', reverse: 'filed' },
  closed: {},
};

export const transferWords = {
  entity: 'criminal-transfer',
  states: {
    proposed: '待批准',
    approved: '已批准',
    refused: '不批准',
    'handed-over': '已移交',
    returned: '公安退回补正',
    filed: '已立案',
    'not-filed': '不予立案',
    reviewing: '复议、监督中',
    closed: '已结',
  },
  events: {
    approve: '批准移送',
    refuse: '不批准移送',
    'hand-over': '移交',
    receive: '公安签收',
    file: '公安立案',
    decline: '公安不予立案',
    return: '公安退回',
    'deliver-goods': '移交涉案物品',
    'ask-review': '提请复议或者建议监督',
    uphold: '维持不予立案',
    reverse: '改为立案',
    close: '办结移送',
  },
} as const;

/** Whether a penalty would stand in the place of the transfer (不得以罚代移): not once it is settled that there is none. */
export const forbidsPenalty = (status: TransferStatus, filed: boolean): boolean =>
  filed || !['refused', 'not-filed', 'closed'].includes(status);
