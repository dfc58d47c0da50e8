import { formatChineseTime, localDateOf } from '../../calendar/local-date.ts';
import { departmentName } from '../../codes/departments.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import { type PartyReminder, partyReminders } from '../../domain/batch/party-reminders.ts';
import { type Notice, noticeIdOf, officeDepartment } from '../../domain/notice/notice.ts';
import { notary } from '../../draw/ceremony.ts';
import { claimNotice } from '../deadline/claim-reminders.ts';
import { deliverNotice, type ReminderDeps } from '../deadline/deliver-reminders.ts';
import { every } from '../every.ts';

const pageSize = 25;

/**
 * Reminds the parties of every open ceremony of what they still owe. A notice is written before it is sent, under an id
 * made of batch, party, duty and mark, so a run that repeats another tells nobody twice; one that could not be sent stays
 * pending for the sweep of reminders.
 */
export async function remindParties(deps: ReminderDeps, now: Date): Promise<Record<string, number>> {
  const counts = { ceremonies: 0, reminded: 0, sent: 0 };
  const failures: unknown[] = [];
  const open = every((page) => deps.records.list({ kind: 'batch', in: 'inProcess', page }), pageSize);
  for (const { value: batch } of await Array.fromAsync(open)) {
    const reminders = partyReminders(batch, now);
    if (reminders.length > 0) counts.ceremonies += 1;
    for (const reminder of reminders) {
      const notice = noticeOf(batch, reminder, now);
      if (!(await claimNotice(deps, notice))) continue;
      counts.reminded += 1;
      if (await deliverNotice(deps, notice, (cause) => failures.push(cause))) counts.sent += 1;
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} notices could not be sent`);
  return counts;
}

function noticeOf(batch: Batch, reminder: PartyReminder, now: Date): Notice {
  const { party, duty, within, until } = reminder;
  const kind = party === notary ? 'notary-due' : 'ceremony-due';
  const day = localDateOf(new Date(until));
  const at = now.toISOString();
  return {
    // The deadline is another when the batch has moved to another ceremony.
    id: noticeIdOf([batch.id, party, duty, within ?? 'begun', Date.parse(until)].join('.'), kind, day),
    department: party === notary ? officeDepartment : party,
    kind,
    day,
    text: textOf(batch, reminder),
    createdAt: at,
    until,
    claimedAt: at,
    delivery: 'pending',
  };
}

/** A notice is one line of 300 characters. */
const longestTitle = 60;

function textOf({ number, title }: Batch, { party, duty, until }: PartyReminder): string {
  const name = `抽取批次“${[...title].slice(0, longestTitle).join('')}”（${number}）`;
  const by = `${formatChineseTime(new Date(until))}（北京时间）前`;
  if (party === notary) {
    return `${name}：请在${by}登记公证处${duty === 'commitment' ? '密封的承诺' : '的掷骰结果'}；逾期的，公证处将被公开列为未完成。`;
  }
  const who = departmentName(party);
  return duty === 'commitment'
    ? `${name}：请${who}在${by}提交密数承诺；逾期未提交的，将被公开列为未完成。`
    : `${name}：各方承诺已经齐备，请${who}在${by}公开密数；逾期未公开的，将被公开列为未完成。`;
}
