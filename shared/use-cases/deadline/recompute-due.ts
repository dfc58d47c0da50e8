import type { Failure } from '../../base/failures.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { ok } from '../../base/result.ts';
import { type LocalDate, shiftDate } from '../../calendar/local-date.ts';
import type { WorkCalendar } from '../../calendar/working-days.ts';
import { departmentCodes } from '../../codes/departments.ts';
import { withApprovalDue } from '../../domain/check/check-order.ts';
import { withRepairDue } from '../../domain/credit/repair.ts';
import { withTransferDue } from '../../domain/follow-up/criminal-transfer.ts';
import { withFollowUpDue } from '../../domain/follow-up/follow-up-clocks.ts';
import { datedBoxes } from '../../domain/follow-up/follow-up-places.ts';
import { withDue as leadWithDue } from '../../domain/lead/lead-clocks.ts';
import { withObjectionDays } from '../../domain/objection/objection.ts';
import { withReviewDue } from '../../domain/recognition/recognition.ts';
import { withDataCheckDue } from '../../domain/sharing/data-check-due.ts';
import { withShareDue } from '../../domain/sharing/share-due.ts';
import type { RecordOf } from '../../platform/records.ts';
import { type ChangeDeps, changeRecord, present } from '../change-record.ts';
import { eventOf } from '../changes.ts';
import { every } from '../every.ts';
import type { Page, PageRequest } from '../ports/paging.ts';
import type { Stored } from '../ports/records.ts';

const pageSize = 100;
type Kind =
  | 'lead'
  | 'check-order'
  | 'objection'
  | 'repair'
  | 'share-request'
  | 'follow-up'
  | 'recognition'
  | 'criminal-transfer'
  | 'data-check';
/** What was found right is corrected within some working days, which a corrected calendar moves while they may run. */
const upheldDays = 90;

interface Sweep<K extends Kind> {
  readonly kind: K;
  /** What is open, whose day can still change. */
  readonly open: (page: PageRequest) => Promise<Page<Stored<RecordOf<K>>>>;
  readonly withDue: (value: RecordOf<K>) => RecordOf<K>;
  readonly department: (value: RecordOf<K>) => DepartmentCode;
  /** What the calendar says. */
  readonly days: (value: RecordOf<K>) => string;
}

/** Brings the due day of everything open in line with the calendar in force; a run that comes twice changes nothing more. */
export async function recomputeDue(
  deps: ChangeDeps,
  calendar: WorkCalendar,
  today: LocalDate,
  now: Date,
): Promise<
  Readonly<
    Record<
      | 'leads'
      | 'checkOrders'
      | 'objections'
      | 'repairs'
      | 'shareRequests'
      | 'followUps'
      | 'recognitions'
      | 'transfers'
      | 'dataChecks',
      number
    >
  >
> {
  const { records } = deps;
  const leads = await sweep<'lead'>(deps, now, {
    kind: 'lead',
    open: (page) => records.list({ kind: 'lead', in: 'open', of: departmentCodes, page }),
    withDue: (lead) => leadWithDue(lead, calendar, today),
    department: ({ department }) => department,
    days: ({ due = '' }) => due,
  });
  const checkOrders = await sweep<'check-order'>(deps, now, {
    kind: 'check-order',
    open: (page) => records.list({ kind: 'check-order', in: 'open', of: departmentCodes, page }),
    withDue: (order) => withApprovalDue(order, calendar),
    department: ({ department }) => department,
    days: ({ urgency }) => urgency?.due ?? '',
  });
  const ofObjections: Omit<Sweep<'objection'>, 'open'> = {
    kind: 'objection',
    withDue: (objection) => withObjectionDays(objection, calendar),
    department: ({ department }) => department,
    days: ({ due = '', correctBy = '' }) => `${due} ${correctBy}`.trim(),
  };
  const waiting = await sweep<'objection'>(deps, now, {
    ...ofObjections,
    open: (page) => records.list({ kind: 'objection', in: 'open', of: departmentCodes, page }),
  });
  const between = [shiftDate(today, -upheldDays), `${today}#~`] as const;
  const where = [{ field: 'status', equals: 'upheld' }] as const;
  const upheld = await sweep<'objection'>(deps, now, {
    ...ofObjections,
    open: (page) => records.list({ kind: 'objection', in: 'ofDepartment', of: departmentCodes, between, where, page }),
  });
  const repairs = await sweep<'repair'>(deps, now, {
    kind: 'repair',
    open: (page) => records.list({ kind: 'repair', in: 'open', of: departmentCodes, page }),
    withDue: (repair) => withRepairDue(repair, calendar),
    department: ({ department }) => department,
    days: ({ due = '' }) => due,
  });
  const shareRequests = await sweep<'share-request'>(deps, now, {
    kind: 'share-request',
    open: (page) => records.list({ kind: 'share-request', in: 'waiting', of: departmentCodes, page }),
    withDue: (request) => withShareDue(request, calendar),
    department: ({ holder }) => holder,
    days: ({ due = '' }) => due,
  });
  const followUps = await sweep<'follow-up'>(deps, now, {
    kind: 'follow-up',
    open: (page) => records.list({ kind: 'follow-up', in: 'waiting', of: datedBoxes, page }),
    withDue: (followUp) => withFollowUpDue(followUp, calendar, today),
    department: ({ receiver }) => receiver,
    days: ({ receiptDue = '', answerDue = '', due = '' }) => [receiptDue, answerDue, due].join(' ').trim(),
  });
  const recognitions = await sweep<'recognition'>(deps, now, {
    kind: 'recognition',
    open: (page) => records.list({ kind: 'recognition', in: 'toReExamine', of: departmentCodes, page }),
    withDue: (recognition) => withReviewDue(recognition, calendar),
    department: ({ department }) => department,
    days: ({ due = '' }) => due,
  });
  const transfers = await sweep<'criminal-transfer'>(deps, now, {
    kind: 'criminal-transfer',
    open: (page) => records.list({ kind: 'criminal-transfer', in: 'waiting', of: departmentCodes, page }),
    withDue: (transfer) => withTransferDue(transfer, calendar),
    department: ({ department }) => department,
    days: ({ due = '' }) => due,
  });
  const dataChecks = await sweep<'data-check'>(deps, now, {
    kind: 'data-check',
    open: (page) => records.list({ kind: 'data-check', in: 'waiting', of: departmentCodes, page }),
    withDue: (check) => withDataCheckDue(check, calendar),
    department: ({ holder }) => holder,
    days: ({ due = '' }) => due,
  });
  return {
    leads,
    checkOrders,
    objections: waiting + upheld,
    repairs,
    shareRequests,
    followUps,
    recognitions,
    transfers,
    dataChecks,
  };
}

async function sweep<K extends Kind>(
  deps: ChangeDeps,
  now: Date,
  { kind, open, withDue, department, days }: Sweep<K>,
): Promise<number> {
  let changed = 0;
  for await (const found of every(open, pageSize)) {
    if (days(withDue(found.value)) === days(found.value)) continue;
    const { id } = found.value;
    const act = { id, from: found, find: () => present(deps.records, kind, id) };
    const done = await changeRecord<K, Failure>(deps, kind, act, ({ value: before }) => {
      const value = withDue(before);
      if (days(value) === days(before)) return ok(undefined);
      const facts = { before: days(before), after: days(value) };
      const by = { id: 'system', department: department(before) };
      return ok({ value, event: eventOf('recompute-deadline', by, now, facts) });
    });
    if (!done.ok) throw new Error(`${kind} ${id}: ${done.error.kind}`);
    changed += 1;
  }
  return changed;
}
