import { departmentCodes } from '../../codes/departments.ts';
import type { CheckOrder } from '../../domain/check/check-order.ts';
import { approvalReminders, type Reminder, type ReminderRun } from '../../domain/deadline/reminders.ts';
import { every } from '../every.ts';
import type { Records } from '../ports/records.ts';

const pageSize = 100;

/** What a run owes for one order of a check. */
export interface OwedOrder {
  readonly order: CheckOrder;
  readonly reminders: readonly Reminder[];
}

/** Every urgent check that waits for its approval after the fact: among the open orders, of which a department has few. */
export async function* owedOrders(records: Records, run: ReminderRun): AsyncIterable<OwedOrder> {
  const open = { kind: 'check-order', in: 'open', of: departmentCodes } as const;
  for await (const { value: order } of every((page) => records.list({ ...open, page }), pageSize)) {
    const reminders = approvalReminders(order, run);
    if (reminders.length > 0) yield { order, reminders };
  }
}
