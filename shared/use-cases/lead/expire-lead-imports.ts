import { recordNames } from '../../base/record-names.ts';
import { ok } from '../../base/result.ts';
import { formatChineseTime } from '../../calendar/local-date.ts';
import { changeRecord, present } from '../change-record.ts';
import { eventOf } from '../changes.ts';
import { every } from '../every.ts';
import { told } from '../notice/told.ts';
import { settingsAt } from '../setting/settings-at.ts';
import type { LeadDeps } from './lead-deps.ts';

const dayMs = 86_400_000;

/**
 * Gives up every file of a platform that nobody has started within the days of `importExpiry` after it was announced, as is
 * done with imports of registries, and tells its department. One that is started meanwhile stays what it became.
 */
export async function expireLeadImports(
  deps: Pick<LeadDeps, 'records' | 'work' | 'backoff'>,
  now: Date,
): Promise<Record<string, number>> {
  const { importExpiry: days } = await settingsAt(deps, now);
  let expired = 0;
  const announced = every((page) => deps.records.list({ kind: 'lead-import', in: 'announced', page }), 100);
  for await (const { value } of announced) {
    const { id, department, fileName, createdAt } = value;
    if (now.getTime() - Date.parse(createdAt) < days * dayMs) continue;
    const failure = `登记后${days}天内没有开始登记线索，已自动放弃`;
    const what = `${formatChineseTime(new Date(createdAt))}登记的${recordNames['lead-import']}（文件“${[...fileName].slice(0, 60).join('')}”）`;
    const text = `${what}${failure}；仍需导入的，请重新登记。`;
    const act = { id, find: () => present(deps.records, 'lead-import', id) };
    const done = await changeRecord(deps, 'lead-import', act, ({ value: before }) =>
      ok(
        before.status === 'uploading'
          ? {
              value: { ...before, status: 'lapsed', failure },
              event: eventOf('lapse', { id: 'system', department }, now),
              also: [told({ about: id, kind: 'import-expired', department, text }, now)],
            }
          : undefined,
      ),
    );
    if (done.ok && done.value.value.status === 'lapsed') expired += 1;
  }
  return { expired };
}
