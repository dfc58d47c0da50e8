import type { DepartmentCode } from '../../base/primitives.ts';
import type { LocalDate } from '../../calendar/local-date.ts';
import { officeInbox } from '../notice/inbox.ts';
import type { Plan } from './plan.ts';

/** Who has to do something about a plan that it does not do by itself; a draft that nobody has seen waits for nobody. */
export function whoseTurn({
  status,
  department,
}: Pick<Plan, 'status' | 'department'>): DepartmentCode | typeof officeInbox | undefined {
  if (status === 'submitted') return officeInbox;
  return status === 'returned' || status === 'approved' || status === 'adjusting' ? department : undefined;
}

/** The first day by which a department is to answer that was asked about a plan and has not. */
export function firstAnswerBy({ status, consultations = [] }: Plan): LocalDate | undefined {
  if (status !== 'draft' && status !== 'returned' && status !== 'adjusting') return undefined;
  return consultations
    .filter(({ answer }) => answer === undefined)
    .map(({ answerBy }) => answerBy)
    .toSorted()
    .at(0);
}
