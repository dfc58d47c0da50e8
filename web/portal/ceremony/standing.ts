import { formatChineseTime } from '../../../shared/calendar/local-date.ts';
import type { CeremonyBatch, Me } from './ask-system.ts';

/** What the own department can do now. */
export type Step = 'commit' | 'wait' | 'reveal' | 'done' | 'none';

const shanghai = (instant: string): string => `${formatChineseTime(new Date(instant))}（北京时间，UTC+8）`;

/** Where the own department stands in a ceremony, and the sentence that tells it. */
export function standingOf(
  { ceremony }: CeremonyBatch,
  { department, departmentName }: Me,
  now: Date,
): { readonly step: Step; readonly text: string; readonly commitment?: string } {
  if (!ceremony) return { step: 'none', text: '该次抽取的随机数不由仪式产生，或者尚未公布。' };
  const { commitBy, revealBy, parts } = ceremony;
  const own = parts.find(({ party }) => party === department);
  if (!own) return { step: 'none', text: `${departmentName}不是该次抽取仪式的参与方。` };
  const { commitment, secret } = own;
  const kept = commitment === undefined ? {} : { commitment };
  if (secret !== undefined) return { step: 'done', text: '本部门的密数已经公开，仪式中再无待办事项。', ...kept };
  if (now.getTime() <= Date.parse(commitBy)) {
    return commitment === undefined
      ? { step: 'commit', text: `请在${shanghai(commitBy)}前生成密数并提交承诺。` }
      : { step: 'commit', text: `承诺已提交，${shanghai(commitBy)}前可以更换；此后公开密数。`, ...kept };
  }
  if (parts.some((part) => part.commitment === undefined)) {
    return { step: 'none', text: '有参与方未按期提交承诺，本次仪式不能完成，不须公开密数。', ...kept };
  }
  return now.getTime() <= Date.parse(revealBy)
    ? { step: 'reveal', text: `请在${shanghai(revealBy)}前公开密数。`, ...kept }
    : { step: 'none', text: `公开密数已于${shanghai(revealBy)}截止。`, ...kept };
}
