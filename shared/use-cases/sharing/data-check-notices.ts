import { formatChineseDate } from '../../calendar/local-date.ts';
import { departmentName } from '../../codes/departments.ts';
import { askedBy, type Handed, type HandOvers } from '../../domain/notice/hand-over.ts';
import type { DataCheck } from '../../domain/sharing/data-check.ts';
import type { DataCheckEvent } from '../../domain/sharing/data-check-states.ts';
import { told } from '../notice/told.ts';
import type { Change } from '../ports/unit-of-work.ts';

/** Whom each step leaves the check to, or lets know. */
export const dataCheckHandOvers = {
  file: { to: ['holder'], asks: { todo: 'data-to-check' } },
  correct: { to: ['reporter'] },
  uphold: { to: ['reporter'] },
  withdraw: { to: ['holder'] },
} as const satisfies HandOvers<DataCheckEvent | 'file', Side, Handed<Side>>;
type Side = 'holder' | 'reporter';

const says: Readonly<Record<DataCheckEvent | 'file', (check: DataCheck) => string>> = {
  file: ({ due }) => (due === undefined ? '，请核实。' : `，请于${formatChineseDate(due)}前核实答复。`),
  correct: () => '，数据提供部门已更正。',
  uphold: () => '，数据提供部门核实无误，理由见答复。',
  withdraw: () => '，已由申请部门撤回。',
};

/** What a step says, to the source or to the department that asked. */
export function dataCheckNotice(step: DataCheckEvent | 'file', check: DataCheck, now: Date): Change {
  const { id, holder, reporter, title } = check;
  const whose = { holder, reporter };
  const [side] = dataCheckHandOvers[step].to;
  const kind = step === 'file' ? 'data-check-filed' : 'data-check-ended';
  const text = `${departmentName(reporter)}对“${title}”申请数据校核${says[step](check)}`;
  return told({ about: id, kind, department: whose[side], text, ...askedBy(dataCheckHandOvers, step, { id }) }, now);
}
