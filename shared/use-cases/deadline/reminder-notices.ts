import type { DepartmentCode } from '../../base/primitives.ts';
import { formatChineseDate, type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import { departmentName } from '../../codes/departments.ts';
import { daysOverdue } from '../../domain/deadline/deadline.ts';
import type { Reminder } from '../../domain/deadline/reminders.ts';
import { type CalendarCorrection, type Verdict } from '../../domain/deadline/revised-deadline.ts';
import { deadlineRuns, deadlineStateNames } from '../../domain/deadline/state.ts';
import { type Notice, type NoticeKind, noticeIdOf, officeDepartment } from '../../domain/notice/notice.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { compare } from '../../draw/text.ts';
import { publicName } from '../../public/masking.ts';

export const noticeTitles: Readonly<Record<NoticeKind, string>> = {
  'due-soon-5': '检查结果公示即将到期（5个工作日）',
  'due-soon-1': '检查结果公示即将到期（1个工作日）',
  overdue: '检查结果逾期未公示',
  'overdue-figures': '逾期未公示情况',
  'verdicts-revised': '日历更正后期限判定有变',
  'import-expired': '导入逾期未生效，已自动放弃',
  'import-undo-requested': '有导入待批准撤销',
  'import-undone': '导入已撤销',
};

type Reminded = Pick<InspectionResult, 'id' | 'department' | 'object'> & { readonly deadline: LocalDate };

/** One reminder for the inbox of the result's department. */
export function reminderNotice(result: Reminded, reminder: Reminder, now: Date): Notice {
  const { kind, day, moot } = reminder;
  return {
    ...newNotice(now),
    id: noticeIdOf(result.id, kind, day),
    department: result.department,
    kind,
    day,
    resultId: result.id,
    text: reminderText(result, reminder),
    delivery: moot ? 'kept' : 'pending',
  };
}

/** Whether a late reminder can still help: not when its result is settled, nor when it warns of a past deadline. */
export const stillHelps = ({ kind }: Pick<Notice, 'kind'>, result: InspectionResult, today: LocalDate): boolean =>
  deadlineRuns(result) && (kind === 'overdue' || result.deadline === undefined || today <= result.deadline);

/** The joint meeting's office's notice of one day, or undefined if nothing is overdue. */
export function figuresNotice(
  overdue: ReadonlyMap<DepartmentCode, number>,
  day: LocalDate,
  now: Date,
): Notice | undefined {
  const counts = [...overdue].toSorted(([a, m], [b, n]) => n - m || compare(a, b));
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return undefined;
  const named = counts.slice(0, longestList).map(([code, count]) => `${departmentName(code)}${count}件`);
  const rest = counts.length > longestList ? `等${counts.length}个部门` : '';
  return {
    ...newNotice(now),
    id: noticeIdOf('office', 'overdue-figures', day),
    department: officeDepartment,
    kind: 'overdue-figures',
    day,
    text: `截至${formatChineseDate(day)}，全县逾期未公示检查结果${total}件：${named.join('、')}${rest}。`,
    delivery: 'pending',
  };
}

/** What a department is told of published results whose verdict a corrected calendar has turned. */
export function revisionNotice(
  {
    department,
    turned,
    correction: { year, version, at },
  }: {
    readonly department: DepartmentCode;
    readonly turned: Readonly<Record<Verdict, number>>;
    readonly correction: CalendarCorrection & { readonly at: string };
  },
  now: Date,
): Notice {
  const day = localDateOf(new Date(at));
  const parts = [
    ...(turned.met > 0 ? [`${turned.met}件由“${deadlineStateNames.late}”改为“${deadlineStateNames.met}”`] : []),
    ...(turned.late > 0 ? [`${turned.late}件由“${deadlineStateNames.met}”改为“${deadlineStateNames.late}”`] : []),
  ];
  const total = turned.met + turned.late;
  return {
    ...newNotice(now),
    id: noticeIdOf(`calendar-${year}-${version}.${department}`, 'verdicts-revised', day),
    department,
    kind: 'verdicts-revised',
    day,
    text: `${year}年日历于${formatChineseDate(day)}更正，本部门已公示的检查结果有${total}件期限判定改变：${parts.join('，')}。原期限和原判定保留在结果中。`,
    delivery: 'pending',
  };
}

/** How many departments are named individually; all of them would not fit the line. */
const longestList = 12;
/** The whole sentence must fit a message line. */
const longestName = 60;

const newNotice = (now: Date) => ({ createdAt: now.toISOString(), claimedAt: now.toISOString(), read: false });

/** A message leaves the system, so a name that may be a person's is masked as for the public. */
function reminderText({ object, deadline, id }: Reminded, { kind, day, backfilled }: Reminder): string {
  const name = [...publicName(object)].slice(0, longestName).join('');
  const what = `“${name}”的检查结果（${id}）应于${formatChineseDate(deadline)}24时前公示`;
  const supplement = backfilled ? `【补${formatChineseDate(day)}提醒】` : '';
  return `${supplement}${what}，${standing(kind, deadline, day, backfilled)}。`;
}

function standing(kind: Reminder['kind'], deadline: LocalDate, day: LocalDate, backfilled: boolean): string {
  if (kind === 'overdue')
    return `${backfilled ? '当日' : ''}逾期第${daysOverdue(deadline, day)}天，请立即办理公示或依法申请不予公开`;
  const workingDays = kind === 'due-soon-5' ? 5 : 1;
  return `${backfilled ? '当日' : ''}距期限还有${workingDays}个工作日，请按期办理`;
}
