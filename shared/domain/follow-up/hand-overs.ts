import type { Handed, HandOvers } from '../notice/hand-over.ts';
import type { TodoKind } from '../todo/todo.ts';
import type { FollowUpEvent } from './states.ts';

/** What is done about a follow-up and leaves its state as it is. */
export type FollowUpAct = FollowUpEvent | 'order' | 'report-rectified' | 'call' | 'write-letter' | 'serve-letter';

type Side = 'sender' | 'receiver' | 'office';
const inHand = { nobody: 'the department that has it in hand goes on' };
const onPaper = { nobody: 'the department that sends it enters what comes back on paper' };
const toSign = (to: Side) => ({ to: [to], asks: { todo: 'follow-up-to-sign' } }) as const;
const toAnswer = { to: ['receiver'], asks: { todo: 'follow-up-to-answer' } } as const;

/** Whose turn it is after each step of a follow-up. */
export const followUpHandOvers = {
  receive: inHand,
  return: { to: ['sender'], asks: { todo: 'follow-up-to-redirect' } },
  redirect: toSign('receiver'),
  insist: { to: ['office'], asks: { todo: 'follow-up-to-decide' } },
  decide: toSign('receiver'),
  report: { to: ['sender'], asks: { todo: 'follow-up-to-confirm' } },
  confirm: { to: ['receiver'] },
  'send-back': toAnswer,
  extend: { to: ['sender'] },
  cancel: { to: ['receiver'] },
  reopen: toAnswer,
  order: inHand,
  'report-rectified': inHand,
  'write-letter': onPaper,
  'serve-letter': onPaper,
  call: { to: ['office'] },
} as const satisfies HandOvers<FollowUpAct, Side, Handed<Side>>;

/** What waits for its sender instead where the receiver has no login: the letter, and what comes back on paper. */
export const lettersInstead = {
  'follow-up-to-sign': 'letter-to-serve',
  'follow-up-to-answer': 'letter-answer',
} as const satisfies Partial<Record<TodoKind, TodoKind>>;
