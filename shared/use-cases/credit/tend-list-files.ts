import { ok } from '../../base/result.ts';
import { formatChineseTime } from '../../calendar/local-date.ts';
import { departmentCodes } from '../../codes/departments.ts';
import { dishonestyLists } from '../../codes/dishonesty-lists.ts';
import { changeRecord, present } from '../change-record.ts';
import { eventOf } from '../changes.ts';
import { every } from '../every.ts';
import { told } from '../notice/told.ts';
import { settingsAt } from '../setting/settings-at.ts';
import { type CheckListDeps, checkListFile } from './check-list-file.ts';
import { writeListFile } from './write-list-file.ts';

/** No run of a job lasts longer; a file that has not moved for this long has lost its run. */
const abandonedMs = 20 * 60_000;
const dayMs = 86_400_000;
const pageSize = 100;

/** Takes up every file of a list whose run was lost, and gives up those that nobody has carried on within the days of `importExpiry`. */
export async function tendListFiles(deps: CheckListDeps, now: Date): Promise<Record<string, number>> {
  const counts = { resumed: 0, lapsed: 0 };
  const running = every((page) => deps.records.list({ kind: 'list-file', in: 'running', page }), pageSize);
  for (const { value, meta } of await Array.fromAsync(running)) {
    if (now.getTime() - Date.parse(meta.updatedAt) < abandonedMs) continue;
    await checkListFile(deps, value.id, now);
    await writeListFile(deps, value.id, now);
    counts.resumed += 1;
  }
  const { importExpiry: days } = await settingsAt(deps, now);
  const waiting = every(
    (page) => deps.records.list({ kind: 'list-file', in: 'waiting', of: departmentCodes, page }),
    pageSize,
  );
  for (const { value } of await Array.fromAsync(waiting)) {
    if (now.getTime() - Date.parse(value.createdAt) < days * dayMs) continue;
    if (await lapse(deps, value.id, days, now)) counts.lapsed += 1;
  }
  return counts;
}

/** Whether it was given up: one that is carried on meanwhile stays what it became. */
async function lapse(deps: CheckListDeps, id: string, days: number, now: Date): Promise<boolean> {
  const act = { id, find: () => present(deps.records, 'list-file', id) };
  const done = await changeRecord(deps, 'list-file', act, ({ value }) => {
    const { status, department, list, createdAt } = value;
    if (status !== 'uploading' && status !== 'checked') return ok(undefined);
    const failure = `登记后${days}天内没有校验或确认，已自动放弃`;
    const text = `${formatChineseTime(new Date(createdAt))}登记的${dishonestyLists[list].name}文件${failure}；仍需更新名单的，请重新登记。`;
    return ok({
      value: { ...value, status: 'lapsed' as const, failure },
      event: eventOf('lapse', { id: 'system', department }, now, { list }),
      also: [told({ about: id, kind: 'import-expired', department, text }, now)],
    });
  });
  return done.ok && done.value.value.status === 'lapsed';
}
