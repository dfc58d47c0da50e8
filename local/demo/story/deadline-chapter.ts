import { formatChineseDate, shiftDate } from '../../../shared/calendar/local-date.ts';
import { workCalendar } from '../../../shared/calendar/working-days.ts';
import { departmentName } from '../../../shared/codes/departments.ts';
import { reminderDays } from '../../../shared/domain/deadline/publication-deadline.ts';
import type { JobDefinition } from '../../../shared/platform/job-definition.ts';
import { jobs } from '../../../shared/platform/jobs.ts';
import { determinedDeadline } from './calendar-steps.ts';
import { clockText, timeOf } from './clock.ts';
import { expect, present } from './deviation.ts';
import type { Inspected } from './inspection-chapter.ts';
import { type ResultView, resultOf, settle, take } from './result-steps.ts';
import type { Stage } from './stage.ts';

export interface Overdue {
  readonly id: string;
  readonly deadline: string;
  /** `kind day` of every reminder for it that the department got. */
  readonly reminders: readonly string[];
}

/** 公示期限: one result is left until it is overdue; the schedule finds it, flags it and reminds, once each. */
export async function deadlineChapter(stage: Stage, { second }: Inspected): Promise<Overdue> {
  const { tell, clock } = stage;
  const officer = stage.person('scjg-officer1');
  const id = resultOf(second, 'SCJG');
  tell.chapter('公示期限：一份结果被搁置');
  const today = await clock.today();
  for (const department of ['wjw', 'cgj'] as const) {
    const other = resultOf(second, department === 'wjw' ? 'WJW' : 'CGJ');
    const approver = stage.person(`${department}-officer2`);
    await settle(stage.person(`${department}-officer1`), approver, other, today);
    await take(approver, 'publishResult', other);
  }
  const left = await settle(officer, stage.person('scjg-officer2'), id, today);
  tell.act(officer.title, `${second.object.name}：另两个部门当天公示，本部门的结果审核通过后却忘了公示`);
  const { deadline } = await determinedDeadline(stage, left);
  tell.result(`第 0 日 ${present(left.day0, '第 0 日已定')}，应于 ${formatChineseDate(deadline)}24 时前公示`);

  const fifth = await fifthDayBefore(stage, deadline);
  await waitUntil(stage, fifth, 8);
  await expectReminders(stage, id, [`due-soon-5 ${fifth}`]);
  tell.result('收件箱：当天的待办提醒中有这份结果；期限查询中标为“即将到期”');
  await expectState(stage, id, 'due-soon');
  await waitUntil(stage, fifth, 14);
  await expectReminders(stage, id, [`due-soon-5 ${fifth}`]);
  tell.result('14 时补扫：没有重复提醒');

  const late = shiftDate(deadline, 2);
  tell.why(
    'R8 每份结果每种提醒每天只提醒一次，每人每天只收到一份待办提醒；中间几天系统没有运行，下一次运行补齐，不漏不重',
  );
  await waitUntil(stage, late, 8);
  const reminders = await expectReminders(stage, id, [
    `due-soon-5 ${fifth}`,
    `due-soon-1 ${await lastDayBefore(stage, deadline)}`,
    `overdue ${shiftDate(deadline, 1)}`,
    `overdue ${late}`,
  ]);
  await expectState(stage, id, 'overdue');
  await showOverdue(stage, id);
  return { id, deadline, reminders };
}

/** Publishes late, and checks that it counts as late. */
export async function publishLate(stage: Stage, { id }: Overdue): Promise<number> {
  const { tell } = stage;
  const officer = stage.person('scjg-officer2');
  const office = stage.person('office1');
  tell.chapter('逾期后公示');
  tell.act(officer.title, '补办公示');
  const published = await take(officer, 'publishResult', id);
  expect(published.status === 'published', '已公示');
  const day0 = present(published.day0, '第 0 日已定');
  const figures = await office.does('getDeadlineFigures', { query: { from: day0, to: await stage.clock.today() } });
  tell.act(office.title, `查看 ${figures.from} 至 ${figures.to} 各部门公示情况`);
  const counted = figures.departments.filter(
    (one) => one.open + one.publishedInTime + one.publishedLate + one.withheld > 0,
  );
  for (const { name, publishedInTime, publishedLate: late, withheld, overdue, open } of counted)
    tell.result(
      `${name}：按期公示 ${publishedInTime}，逾期公示 ${late}，不予公开 ${withheld}，未公示 ${open}（其中逾期 ${overdue}）`,
    );
  const own = figures.departments.find(({ department }) => department === 'SCJG');
  expect((own?.publishedLate ?? 0) >= 1, '逾期公示计入市场监督管理局');
  return figures.total.publishedLate;
}

async function waitUntil({ tell, clock }: Stage, date: string, hour: number): Promise<void> {
  const ran = await clock.forwardTo(timeOf(date, hour, 1));
  tell.act(
    '演示时钟',
    `拨到 ${clockText(await clock.now())}，到点的任务：${ran.map((job) => jobWords[job]?.summary.zh ?? job).join('、') || '无'}`,
  );
  expect(ran.includes('remind-deadlines'), '到期提醒任务已运行');
}

const jobWords: Readonly<Record<string, JobDefinition>> = jobs;

/** Expects exactly these reminders about the result in the digests of its department's inbox. */
async function expectReminders(
  { person, tell }: Stage,
  id: string,
  wanted: readonly string[],
): Promise<readonly string[]> {
  const officer = person('scjg-officer1');
  const { items } = await officer.does('listNotices', { query: { limit: 100 } });
  const digests = items.filter(({ kind }) => kind === 'digest');
  const told = await Promise.all(digests.map((digest) => officer.does('getNotice', { params: { id: digest.id } })));
  const own = told.flatMap(({ entries = [] }) => entries.filter(({ resultId }) => resultId === id));
  const found = own.map(({ kind, day }) => `${kind} ${day}`).toSorted();
  expect(
    found.join() === wanted.toSorted().join(),
    `收件箱中关于这份结果的提醒应为 ${wanted.join('、')}，实为 ${found.join('、')}`,
  );
  const days = new Set(digests.map(({ day }) => day));
  expect(days.size === digests.length, '每天一份待办提醒');
  const newest = digests[0];
  if (newest) tell.result(`最新的待办提醒：${newest.text}`);
  return found;
}

async function expectState({ person }: Stage, id: string, state: 'due-soon' | 'overdue'): Promise<void> {
  const { items } = await person('scjg-officer1').does('listDueResults', { query: { state, limit: 100 } });
  expect(
    items.some(({ resultId }) => resultId === id),
    `期限查询中有这份结果（${state}）`,
  );
}

async function showOverdue(stage: Stage, id: string): Promise<void> {
  const { tell } = stage;
  const supervisor = stage.person('supervisor');
  tell.act(supervisor.title, '查看全县逾期未公示的结果');
  const { items } = await supervisor.does('listDueResults', { query: { state: 'overdue', limit: 100 } });
  const own = present(
    items.find(({ resultId }) => resultId === id),
    '督查能看到这份逾期结果',
  );
  for (const { department, objectName, deadline = '', daysOverdue } of items)
    tell.result(`${departmentName(department)}：${objectName}，期限 ${deadline}，逾期 ${daysOverdue} 天`);
  expect(own.daysOverdue === 2, '逾期第 2 天');
  const inbox = await stage.person('office1').does('listNotices', { query: { inbox: 'office', limit: 10 } });
  const [figures] = inbox.items;
  tell.result(`联席会议办公室收件箱：${present(figures, '办公室收到逾期统计').text}`);
}

async function reminderDaysOf({ person }: Stage, deadline: ResultView['deadline'] & string) {
  const { items } = await person('scjg-officer1').does('listCalendarYears', {});
  const days = reminderDays(deadline, workCalendar(items));
  expect(days.ok, '提醒日可以推算');
  return days.value;
}

const fifthDayBefore = async (stage: Stage, deadline: string) =>
  present(
    (await reminderDaysOf(stage, deadline)).find(({ workingDaysLeft }) => workingDaysLeft === 5),
    '有提醒日',
  ).date;
const lastDayBefore = async (stage: Stage, deadline: string) =>
  present(
    (await reminderDaysOf(stage, deadline)).find(({ workingDaysLeft }) => workingDaysLeft === 1),
    '有提醒日',
  ).date;
