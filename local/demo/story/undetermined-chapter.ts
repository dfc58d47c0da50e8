import { formatChineseDate } from '../../../shared/calendar/local-date.ts';
import { departmentName } from '../../../shared/codes/departments.ts';
import { determinedDeadline } from './calendar-steps.ts';
import { expect } from './deviation.ts';
import type { Inspected } from './inspection-chapter.ts';
import { type ResultView, resultOf, submit, take } from './result-steps.ts';
import type { Stage } from './stage.ts';

export interface NotPerformed {
  readonly results: readonly string[];
  /** The year whose calendar was missing, if one was. */
  readonly loadedYear?: number;
}

/** 未实施检查: the shop has closed; the results state this, wait for a calendar if needed, and are published in time. */
export async function undeterminedChapter(stage: Stage, { third }: Inspected): Promise<NotPerformed> {
  const { tell } = stage;
  const officer = stage.person('scjg-officer1');
  tell.chapter('未实施检查与期限重算');
  const today = await stage.clock.today();
  tell.act(officer.title, `检查组上门检查 ${third.object.name}，已经停业；经办人员各为本部门录入、提交未实施检查`);
  const submitted: ResultView[] = [];
  for (const department of third.departments) {
    const code = department.toLowerCase();
    const clerk = stage.person(`${code}-officer1`);
    const id = resultOf(third, department);
    const { version } = await clerk.does('getResult', { params: { id } });
    await clerk.does('saveResult', { params: { id }, version, body: closed(today) });
    submitted.push(await submit(clerk, id));
  }
  const visit = await officer.does('getVisit', { params: { id: third.id } });
  expect(visit.status === 'not-performed', '各部门都未能检查，整次检查为未实施');
  const [first] = submitted;
  expect(first !== undefined && submitted.every(({ day0 }) => day0 === today), '各部门的结果都已起算');
  tell.result(`${submitted.length} 个部门的结果均写明“停业或清算”，第 0 日 ${today}`);
  const { deadline, loadedYear } = await determinedDeadline(stage, first);
  tell.result(`应于 ${formatChineseDate(deadline)}24 时前公示`);

  for (const { id, department } of submitted) {
    const code = department.toLowerCase();
    const approver = stage.person(`${code}-officer2`);
    await take(approver, 'approveResult', id);
    const published = await take(approver, 'publishResult', id);
    expect(published.status === 'published', `${departmentName(department)}已公示`);
  }
  tell.result('三个部门当天提交、审核、公示');
  return { results: submitted.map(({ id }) => id), ...(loadedYear !== undefined && { loadedYear }) };
}

const closed = (inspectedOn: string) => ({
  inspectedOn,
  present: [],
  findings: [],
  overall: [],
  nonPerformance: { reason: '停业或清算' as const, note: '门店已关闭，房东确认停业' },
});
