import * as z from 'zod';
import { DepartmentCode, Instant, LineText, LocalDate, LongText, PlainId } from '../../base/primitives.ts';
import { dueOf } from '../../calendar/due.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import type { WorkCalendar } from '../../calendar/working-days.ts';
import { clocks } from '../../codes/clocks.ts';
import { urgencyCodes } from '../../codes/direct-checks.ts';
import { methodCodes } from '../../codes/inspection.ts';
import { Window } from '../plan/window.ts';
import { visitStatuses } from '../visit/states.ts';
import { TeamMember, VisitItem } from '../visit/visit.ts';
import { checkOrderStatuses } from './states.ts';

/** A check of the object in the same year, whichever department made it and whatever it came from. */
export const CheckOfYear = z.strictObject({
  visitId: PlainId,
  departments: z.array(DepartmentCode).readonly(),
  from: z.enum(['draw', 'case']),
  status: z.enum(visitStatuses),
  /** The day it was over, or the last day of its window. */
  on: LocalDate,
});
export type CheckOfYear = z.infer<typeof CheckOfYear>;

/** What is asked for, as somebody enters it. */
export const CheckOrderContent = z.strictObject({
  /** The object of the registry; the lead's own unless the lead is in words. */
  objectId: PlainId.optional(),
  items: z.array(PlainId).min(1).max(30).readonly(),
  basis: LongText,
  reason: LongText,
  method: z.enum(methodCodes),
  window: Window,
  /** R20: chosen, not drawn. */
  team: z.array(PlainId).min(1).max(10).readonly(),
  leader: PlainId.optional(),
});
export type CheckOrderContent = z.infer<typeof CheckOrderContent>;

const Decision = z.strictObject({ by: z.string(), at: Instant, reason: LineText.optional() });

/** 检查批准: the order of a direct check (个案检查) of one department on one lead. */
export const CheckOrder = z.strictObject({
  id: PlainId,
  department: DepartmentCode,
  leadId: PlainId,
  leadNumber: z.string(),
  objectId: PlainId,
  objectName: z.string(),
  items: z.array(VisitItem.omit({ taskId: true })).readonly(),
  basis: LongText,
  reason: LongText,
  method: z.enum(methodCodes),
  window: Window,
  team: z.array(TeamMember).readonly(),
  leader: PlainId.optional(),
  /** R2: how many must be present; a later setting cannot ask for more than were sent. */
  perDepartment: z.int(),
  /** R9, R24: what the object had been checked in the year when the order was written. */
  checksOfYear: z.array(CheckOfYear).readonly(),
  status: z.enum(checkOrderStatuses),
  requestedBy: z.string(),
  requestedAt: Instant,
  submittedBy: z.string().optional(),
  /** `机关代字检批〔YYYY〕N号`, given with the approval. */
  number: z.string().optional(),
  /** The decision, before entry or after. */
  decision: Decision.optional(),
  withdrawal: Decision.optional(),
  urgency: z
    .strictObject({
      code: z.enum(urgencyCodes),
      note: LineText,
      enteredBy: z.string(),
      enteredAt: Instant,
      /** The last day for the approval after the fact; absent while its year has no calendar. */
      due: LocalDate.optional(),
    })
    .optional(),
  /** The visit that it led to; the team chosen for it is the one above. */
  visitId: PlainId.optional(),
});
export type CheckOrder = z.infer<typeof CheckOrder>;

/** Checks that were made or are still to be made; they count whatever their kind (R9). */
export const yearCountOf = ({ checksOfYear }: Pick<CheckOrder, 'checksOfYear'>): number =>
  checksOfYear.filter(({ status }) => status === 'completed' || status === 'dispatched').length;

/** The order with the last day for its approval after the fact (R19), as far as the calendar says one. */
export function withApprovalDue(order: CheckOrder, calendar: WorkCalendar): CheckOrder {
  if (order.status !== 'entered-urgent' || !order.urgency) return order;
  const { due: _, ...urgency } = order.urgency;
  const due = dueOf(clocks.urgentApproval, localDateOf(new Date(urgency.enteredAt)), { calendar });
  return { ...order, urgency: due.kind === 'date' ? { ...urgency, due: due.date } : urgency };
}

/** The orders that one lead may have: each further one follows one that came to nothing. */
export const mostOrders = 20;
