import type { HandOvers, HandsOver } from '../notice/hand-over.ts';
import type { ResultEvent } from './states.ts';

/** The department's inbox, or those of its team: the inspectors who enter and mend. */
export type ResultSide = 'department' | 'team';

/** What is asked and decided about the day on which a part was over; it leaves the state as it is. */
export type CompletionAct =
  | 'request-completion-correction'
  | 'correct-completion'
  | 'refuse-completion-correction'
  | 'withdraw-completion-correction';

export type ResultAct = ResultEvent | CompletionAct;

const toMend = (says: string, words: string): HandsOver<ResultSide> => ({
  ...{ to: ['department', 'team'], says },
  asks: { todo: 'result-to-mend', words },
});
const toPublish = (says: string): HandsOver<ResultSide> => ({
  ...{ to: ['department'], says },
  asks: { todo: 'result-to-publish', words: '请公示' },
});
const told = (says: string): HandsOver<ResultSide> => ({ to: ['department'], says });

const goesOn = { nobody: 'whoever enters goes on, and hands it over by submitting it' };
const takenBack = { nobody: 'it is again with who took it back, and stands in nobody else’s list' };
const asItWas = { nobody: 'what was public or decided before stands; nothing is left to do' };
const byObjection = { nobody: 'the step of the objection tells what is to be done' };

/** Whose turn it is after each step of a result. */
export const resultHandOvers = {
  record: goesOn,
  clear: goesOn,
  submit: { to: ['department'], says: '提交了', asks: { todo: 'result-to-approve', words: '请审核' } },
  'take-back': takenBack,
  'take-back-correction': takenBack,
  return: toMend('退回了', '请修改后再提交'),
  'return-correction': toMend('退回了更正后', '请修改后再提交'),
  approve: toPublish('审核通过了'),
  publish: { nobody: 'it is public; nothing is left to do' },
  'request-withholding': {
    ...{ to: ['department'], says: '申请不予公开' },
    asks: { todo: 'withholding-to-decide', words: '请审批' },
  },
  'withdraw-withholding': { nobody: 'whoever asked publishes it instead' },
  'refuse-withholding': toPublish('不同意不予公开'),
  withhold: told('同意不予公开'),
  correct: toMend('要求更正', '请录入更正后提交'),
  'abandon-correction': asItWas,
  'abandon-correction-of-withheld': asItWas,
  'abandon-correction-of-stopped': asItWas,
  'publish-stopped': { nobody: 'its last row has stopped; nothing is left to do' },
  'request-stop': {
    ...{ to: ['department'], says: '申请停止公示' },
    asks: { todo: 'stop-to-decide', words: '请审批' },
  },
  'withdraw-stop': takenBack,
  'refuse-stop': told('不同意停止公示'),
  'stop-rows': told('同意部分停止公示'),
  stop: told('同意停止公示'),
  resume: { nobody: 'nobody asked for it: whoever decides does it' },
  contest: byObjection,
  settle: byObjection,
  uphold: toMend('认定异议成立，要求更正', '请录入更正后提交'),
  'be-recognised': { nobody: 'it is as it was for its department; who recognised it is told when it changes' },
  void: { nobody: 'the step of its batch tells that it is not carried out' },
  'request-completion-correction': {
    ...{ to: ['department'], says: '申请更正检查完成日期，涉及' },
    asks: { todo: 'completion-to-decide', words: '请审批' },
  },
  'correct-completion': told('同意更正检查完成日期，涉及'),
  'refuse-completion-correction': told('不同意更正检查完成日期，涉及'),
  'withdraw-completion-correction': takenBack,
} as const satisfies HandOvers<ResultAct, ResultSide>;
