import * as z from 'zod';
import { CreditClass, DepartmentCode, Instant, LineText, LocalDate, PlainId } from '../../base/primitives.ts';
import { taskSources } from '../../codes/planning.ts';
import { objectKinds } from '../../codes/registry.ts';
import { nonPerformanceReasons } from '../../codes/results.ts';
import { Window } from '../plan/window.ts';
import { originFields } from './origin.ts';
import { visitStatuses } from './states.ts';

/** 抽查任务: one run of one plan entry or of a campaign, or a direct check. */
export const Task = z.strictObject({
  id: PlainId,
  /** 区划6 + 年月日8 + 序号4. */
  number: z.string(),
  title: LineText,
  source: z.enum(taskSources),
  scope: z.enum(['本部门', '跨部门']),
  department: DepartmentCode,
  departments: z.array(DepartmentCode).readonly(),
  planId: PlainId.optional(),
  entryId: PlainId.optional(),
  /** 专项检查, in the place of plan and entry. */
  campaignId: PlainId.optional(),
  ...originFields,
  window: Window,
  status: z.enum(['drawing', 'dispatched', 'voided']),
});
export type Task = z.infer<typeof Task>;

/** The object as it was when the frame was frozen (R15). */
export const ObjectSnapshot = z.strictObject({
  id: PlainId,
  version: z.int(),
  creditCode: z.string().optional(),
  name: LineText,
  kind: z.enum(objectKinds),
  township: z.string(),
  address: LineText,
  industry: z.string(),
  creditClass: CreditClass,
});
export type ObjectSnapshot = z.infer<typeof ObjectSnapshot>;

export const TeamMember = z.strictObject({ id: PlainId, version: z.int(), name: z.string(), certificate: z.string() });
export type TeamMember = z.infer<typeof TeamMember>;

/** An expert who accompanies the team without being a member. */
export const VisitExpert = z.strictObject({
  id: PlainId,
  version: z.int(),
  name: z.string(),
  organisation: z.string(),
  fields: z.array(z.string()).readonly(),
});
export type VisitExpert = z.infer<typeof VisitExpert>;

export const VisitItem = z.strictObject({ id: PlainId, version: z.int(), name: LineText, taskId: PlainId });
export type VisitItem = z.infer<typeof VisitItem>;

/** Why the inspection could not be performed at all. */
export const NonPerformance = z.strictObject({
  reason: z.enum(nonPerformanceReasons),
  note: LineText.optional(),
});
export type NonPerformance = z.infer<typeof NonPerformance>;

export const partOutcomes = ['completed', 'not-performed', 'closed'] as const;

/** The end of one department's part. */
export const PartEnd = z.strictObject({
  /** The day the department's inspection ended, performed or not: one of the two candidates for day 0 (R7). */
  on: LocalDate,
  /** `closed`: the lead ended the visit before the department had said anything. */
  as: z.enum(partOutcomes),
  by: z.string().optional(),
  nonPerformance: NonPerformance.optional(),
});
export type PartEnd = z.infer<typeof PartEnd>;

/** 一次检查: one visit to one object, with all departments' items together. `assign` creates it. */
export const Visit = z.strictObject({
  id: PlainId,
  ...originFields,
  year: z.int(),
  object: ObjectSnapshot,
  lead: DepartmentCode,
  parts: z
    .array(
      z.strictObject({
        department: DepartmentCode,
        items: z.array(VisitItem).min(1),
        team: z.array(TeamMember).min(1),
        /** 组长: one of the team. Absent in older visits and if no member may lead. */
        leader: PlainId.optional(),
        experts: z.array(VisitExpert).readonly().optional(),
        /** Fields of expertise that the items need and for which no expert was available. */
        expertsLacking: z.array(z.string()).readonly().optional(),
        /** Absent while the part is open, and in older visits, where the result alone has the day (`endOf`). */
        ended: PartEnd.optional(),
      }),
    )
    .min(1)
    .readonly(),
  /** Used by list filters; all three follow from `parts`. */
  departments: z.array(DepartmentCode).readonly(),
  inspectors: z.array(PlainId).readonly(),
  tasks: z.array(PlainId).readonly(),
  window: Window,
  dispatchedAt: Instant,
  status: z.enum(visitStatuses),
  /** The last of the days on which the parts ended, once the visit is over, and who ended it. */
  completedOn: LocalDate.optional(),
  completedBy: z.string().optional(),
  /** Why no department could inspect. */
  nonPerformance: NonPerformance.optional(),
});
export type Visit = z.infer<typeof Visit>;
