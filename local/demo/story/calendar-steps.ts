import { setTimeout as wait } from 'node:timers/promises';
import { workCalendar } from '../../../shared/calendar/working-days.ts';
import { publicationDeadline } from '../../../shared/domain/deadline/publication-deadline.ts';
import { deviation, expect, present } from './deviation.ts';
import type { ResultView } from './result-steps.ts';
import type { Stage } from './stage.ts';

/** A recomputation takes about a second; this allows for a busy machine. */
const timeoutMs = 60_000;

/**
 * The deadline of a result. If it needs a calendar that the State Council has not published, the story shows this and
 * loads a made-up one, labelled as such.
 */
export async function determinedDeadline(
  stage: Stage,
  { id, day0, deadline }: Pick<ResultView, 'id' | 'day0' | 'deadline'>,
): Promise<{ readonly deadline: string; readonly loadedYear?: number }> {
  if (deadline !== undefined) return { deadline };
  const { tell } = stage;
  const sysadmin = stage.person('sysadmin');
  const { items } = await sysadmin.does('listCalendarYears', {});
  const found = publicationDeadline(present(day0, '第 0 日已定'), workCalendar(items));
  expect(found.kind === 'undetermined', '期限待定是因为缺少日历');
  const { missingYear } = found;
  tell.result(`期限：日历待发布（需要 ${missingYear} 年放假安排，目前没有，不作推测）`);
  tell.act(sysadmin.title, `载入 ${missingYear} 年工作日历（仅供演示，不是国务院通知）`);
  tell.why('R7 日历由管理员载入，载入后自动重算所有待定的期限');
  await sysadmin.does('loadCalendarYear', {
    params: { year: missingYear },
    version: 0,
    body: demonstrationYear(missingYear),
  });
  return { deadline: await recomputed(stage, id), loadedYear: missingYear };
}

/** Every holiday a notice must have, those of the moon on days of our own making; nobody may take it for a notice. */
const demonstrationYear = (year: number) => ({
  notice: `演示日历（${year}年，非国务院通知，春节、清明、端午的日期为虚拟，不得用于实际工作）`,
  off: [
    [`${year}-01-01`, `${year}-01-03`],
    [`${year}-02-10`, `${year}-02-16`],
    [`${year}-04-04`, `${year}-04-06`],
    [`${year}-05-01`, `${year}-05-05`],
    [`${year}-06-14`, `${year}-06-16`],
    [`${year}-10-01`, `${year}-10-07`],
  ] as [string, string][],
  workdays: [],
});

async function recomputed({ person, tell }: Stage, id: string): Promise<string> {
  const auditor = person('auditor');
  for (const until = Date.now() + timeoutMs; Date.now() < until; await wait(50)) {
    const { deadline } = await auditor.does('getResult', { params: { id } });
    if (deadline === undefined) continue;
    tell.result(`期限已重算：${deadline}`);
    return deadline;
  }
  throw deviation('载入日历后期限没有重算');
}
