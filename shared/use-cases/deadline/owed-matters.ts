import type { DepartmentCode } from '../../base/primitives.ts';
import type { LocalDate } from '../../calendar/local-date.ts';
import { departmentCodes } from '../../codes/departments.ts';
import {
  type Matter,
  matterReminders,
  type Reminder,
  type ReminderRun,
  sweepHorizon,
} from '../../domain/deadline/reminders.ts';
import { sealedIdOf, transferSince } from '../../domain/follow-up/transfer-end.ts';
import { transferWaitsFor } from '../../domain/follow-up/transfer-turn.ts';
import { every } from '../every.ts';
import type { Records } from '../ports/records.ts';

const pageSize = 100;

/** What a run owes one department for one thing that waits for it. */
export interface OwedMatter {
  readonly id: string;
  /** As people know it. */
  readonly name: string;
  readonly department: DepartmentCode;
  readonly due: LocalDate;
  readonly reminders: readonly Reminder[];
}

interface Waiting extends Omit<OwedMatter, 'due' | 'reminders'> {
  readonly matter: Matter;
  readonly due?: LocalDate | undefined;
  /** Since when it waits. */
  readonly since: LocalDate;
}

/** Every objection, repair, request to share, transfer, recognition under review and check of data for which a reminder can be owed, of whatever department. */
export async function* owedMatters(records: Records, run: ReminderRun): AsyncIterable<OwedMatter> {
  for await (const { matter, due, since, ...waiting } of waitingMatters(
    records,
    sweepHorizon(run.today, run.calendar),
  )) {
    const reminders = due === undefined ? [] : matterReminders(matter, { due, since }, run);
    if (due !== undefined && reminders.length > 0) yield { ...waiting, due, reminders };
  }
}

async function* waitingMatters(records: Records, horizon: LocalDate): AsyncIterable<Waiting> {
  const listed = { of: departmentCodes, between: ['0', `${horizon}#~`] } as const;
  const objections = { kind: 'objection', in: 'open', ...listed } as const;
  for await (const { value } of every((page) => records.list({ ...objections, page }), pageSize)) {
    const { id, department, documentNumber, due, filedOn: since } = value;
    // What was found right waits for its correction, which has a day of its own.
    if (value.status === 'upheld') continue;
    yield { matter: 'objection', id, name: `对${documentNumber}的异议`, department, due, since };
  }
  const repairs = { kind: 'repair', in: 'open', ...listed } as const;
  for await (const { value } of every((page) => records.list({ ...repairs, page }), pageSize)) {
    const { id, department, number, due, acceptedOn, suppliedOn, filedOn } = value;
    const since = acceptedOn ?? suppliedOn ?? filedOn;
    yield { matter: 'repair', id, name: `信用修复${number}`, department, due, since };
  }
  const requests = { kind: 'share-request', in: 'waiting', ...listed } as const;
  for await (const { value } of every((page) => records.list({ ...requests, page }), pageSize)) {
    const { id, title, holder: department, due, answeredOn, filedOn } = value;
    yield { matter: 'share', id, name: `共享申请“${title}”`, department, due, since: answeredOn ?? filedOn };
  }
  const transfers = { kind: 'criminal-transfer', in: 'waiting', ...listed } as const;
  for await (const { value } of every((page) => records.list({ ...transfers, page }), pageSize)) {
    const department = transferWaitsFor(value);
    const name = '须由本部门限时办理的事项';
    if (department)
      yield { matter: 'matter', id: sealedIdOf(value), name, department, due: value.due, since: transferSince(value) };
  }
  const checks = { kind: 'data-check', in: 'waiting', ...listed } as const;
  for await (const { value } of every((page) => records.list({ ...checks, page }), pageSize)) {
    const { id, title, holder: department, due, filedOn: since } = value;
    yield { matter: 'data-check', id, name: `对“${title}”的数据校核`, department, due, since };
  }
  const reviews = { kind: 'recognition', in: 'toReExamine', ...listed } as const;
  for await (const { value } of every((page) => records.list({ ...reviews, page }), pageSize)) {
    const { id, department, documentNumber, due, review, recognisedOn } = value;
    yield {
      matter: 'review',
      id,
      name: `对${documentNumber}的互认`,
      department,
      due,
      since: review?.from ?? recognisedOn,
    };
  }
}
