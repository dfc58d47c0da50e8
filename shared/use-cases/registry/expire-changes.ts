import { ok } from '../../base/result.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import { departmentName } from '../../codes/departments.ts';
import { changeExpiry } from '../../domain/registry/registry-change.ts';
import { changeRecord, present } from '../change-record.ts';
import { eventOf } from '../changes.ts';
import { every } from '../every.ts';
import { notice, wordsOf } from './change-words.ts';
import { owing, type RegistryChangeDeps } from './read-changes.ts';

const dayMs = 86_400_000;

/**
 * Ends the requests for changes of registries that nobody has answered in time, and reminds those who are still asked a few
 * days before. May run as often as it likes: a request lapses once, and a reminder belongs to the last day.
 */
export async function expireChanges(
  deps: Omit<RegistryChangeDeps, 'registry'>,
  now: Date,
): Promise<Record<string, number>> {
  let lapsed = 0;
  let reminded = 0;
  const open = every((page) => deps.records.list({ kind: 'registry-change', in: 'pending', page }), 100);
  for await (const { value } of open) {
    const { id, until, department, asked } = value;
    const left = Date.parse(until) - now.getTime();
    if (left < 0) {
      const act = { id, find: () => present(deps.records, 'registry-change', id) };
      const done = await changeRecord(deps, 'registry-change', act, ({ value: before }) => {
        if (before.status !== 'pending') return ok(undefined);
        const text = `${departmentName(department)}申请的${wordsOf(before)}，在期限内没有得到同意，已失效，名录未作改动。`;
        const told = [...new Set([department, ...asked])];
        return ok({
          value: { ...before, status: 'lapsed', closed: { by: 'system', at: now.toISOString() } },
          event: eventOf('lapse', { id: 'system', department }, now, { row: before.rowId }),
          also: told.map((each) => notice('lapse', before, 'registry-change-decided', each, text, now)),
        });
      });
      if (done.ok) lapsed += 1;
    } else if (left <= changeExpiry.remindDays * dayMs) {
      const last = localDateOf(new Date(until));
      const text = `${departmentName(department)}申请的${wordsOf(value)}仍待答复，逾期失效。`;
      for (const each of owing(value)) {
        const done = await deps.work.commit([notice('request', value, 'registry-change-due', each, text, now, last)]);
        if (done.ok) reminded += 1;
      }
    }
  }
  return { lapsed, reminded };
}
