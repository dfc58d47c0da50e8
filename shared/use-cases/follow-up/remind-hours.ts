import { formatChineseTime, localDateOf, shiftDate } from '../../calendar/local-date.ts';
import { departmentCodes } from '../../codes/departments.ts';
import type { CriminalTransfer } from '../../domain/follow-up/criminal-transfer.ts';
import { sealedIdOf, transferEnd } from '../../domain/follow-up/transfer-end.ts';
import { transferWaitsFor } from '../../domain/follow-up/transfer-turn.ts';
import { type Notice, noticeIdOf } from '../../domain/notice/notice.ts';
import { claimNotice } from '../deadline/claim-reminders.ts';
import { deliverNotice, type ReminderDeps } from '../deadline/deliver-reminders.ts';
import { every } from '../every.ts';

const pageSize = 100;

/** So many hours before its clock ends whoever's turn it is is told; of several marks that have passed only the nearest. */
const marks = [1, 6] as const;

/**
 * Reminds by the hour of transfers whose clock ends soon. A notice says that something ends, and when, and no more. It is
 * written before it is sent, under an id made of the transfer's turn and the mark, so nobody is told twice.
 */
export async function remindHours(deps: ReminderDeps, now: Date): Promise<Record<string, number>> {
  const counts = { ending: 0, reminded: 0, sent: 0 };
  const failures: unknown[] = [];
  const today = localDateOf(now);
  const between = ['0', `${shiftDate(today, 1)}#~`] as const;
  const waiting = { kind: 'criminal-transfer', in: 'waiting', of: departmentCodes, between } as const;
  for await (const { value } of every((page) => deps.records.list({ ...waiting, page }), pageSize)) {
    const notice = endingNotice(value, now);
    if (!notice) continue;
    counts.ending += 1;
    if (!(await claimNotice(deps, notice))) continue;
    counts.reminded += 1;
    if (await deliverNotice(deps, notice, (cause) => failures.push(cause))) counts.sent += 1;
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} notices could not be sent`);
  return counts;
}

function endingNotice(transfer: CriminalTransfer, now: Date): Notice | undefined {
  const end = transferEnd(transfer);
  const department = transferWaitsFor(transfer);
  if (!end || !department) return undefined;
  const left = (end.getTime() - now.getTime()) / 3_600_000;
  const mark = left < 0 ? undefined : marks.find((hours) => left <= hours);
  if (mark === undefined) return undefined;
  const day = localDateOf(now);
  const at = now.toISOString();
  return {
    id: noticeIdOf(sealedIdOf(transfer, ` ${mark} ${end.getTime()}`), 'matter-ends', localDateOf(end)),
    department,
    kind: 'matter-ends',
    day,
    text: `有一件须由本部门限时办理的事项将于${formatChineseTime(end)}（北京时间）到期，请登录系统查看。`,
    createdAt: at,
    until: end.toISOString(),
    claimedAt: at,
    delivery: 'pending',
  };
}
