import { yearOf } from '../../calendar/local-date.ts';
import { departmentName } from '../../codes/departments.ts';
import { sha256 } from '../../draw/sha256.ts';
import type { ObjectSnapshot, Task, Visit } from '../visit/visit.ts';
import type { CheckOrder } from './check-order.ts';

const taskIdOf = (orderId: string): string => `case-task-${sha256(orderId).slice(0, 32)}`;

/** The task of a direct check. Its title is public with the result and says nothing of the lead. */
export const taskOf = ({ id, leadId, department, window }: CheckOrder, number: string): Task => ({
  id: taskIdOf(id),
  number,
  title: `${yearOf(window.from)}年${departmentName(department)}个案检查`,
  source: '个案',
  scope: '本部门',
  department,
  departments: [department],
  case: { checkOrderId: id, leadId },
  window,
  status: 'dispatched',
});

/** What the order decides for the visit; `assign` makes it, as for one that was drawn. */
export const visitDraftOf = (
  { id, leadId, department, items, team, leader, window }: CheckOrder,
  object: ObjectSnapshot,
  dispatchedAt: string,
): Pick<Visit, 'case' | 'object' | 'lead' | 'parts' | 'window' | 'dispatchedAt'> => ({
  case: { checkOrderId: id, leadId },
  object,
  lead: department,
  parts: [
    {
      department,
      items: items.map((item) => ({ ...item, taskId: taskIdOf(id) })),
      team: [...team],
      ...(leader !== undefined && { leader }),
    },
  ],
  window,
  dispatchedAt,
});
