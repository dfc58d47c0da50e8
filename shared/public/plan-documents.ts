import * as z from 'zod';
import { Instant } from '../base/primitives.ts';
import { Plan, PlanEntry } from '../domain/plan/plan.ts';
import { InspectionItem } from '../domain/registry/registry.ts';

/** An item in the published list; `version` is the version of its registry row. */
export const ItemDocument = z.object({
  id: InspectionItem.shape.id,
  version: z.int(),
  name: InspectionItem.shape.name,
  department: InspectionItem.shape.department,
  category: InspectionItem.shape.category,
  kind: InspectionItem.shape.kind,
  level: InspectionItem.shape.level,
  basis: InspectionItem.shape.basis,
  subject: InspectionItem.shape.subject,
  objects: InspectionItem.shape.objects,
  content: InspectionItem.shape.content,
  methods: InspectionItem.shape.methods,
  ratioCap: InspectionItem.shape.ratioCap,
  frequency: InspectionItem.shape.frequency,
  jointField: InspectionItem.shape.jointField,
});
export type ItemDocument = z.infer<typeof ItemDocument>;

/** One published edition of a plan, with the names of the items it refers to. */
export const PlanDocument = z.object({
  id: Plan.shape.id,
  number: Plan.shape.number,
  year: Plan.shape.year,
  scope: Plan.shape.scope,
  department: Plan.shape.department,
  title: Plan.shape.title,
  edition: z.int().min(1),
  publishedAt: Instant,
  /** Why the edition before was adjusted, and what that does to visits already drawn. */
  adjustmentReason: Plan.shape.adjustmentReason,
  drawnVisits: Plan.shape.drawnVisits,
  entries: z.array(
    z.object({
      id: PlanEntry.shape.id,
      title: PlanEntry.shape.title,
      lead: PlanEntry.shape.lead,
      departments: PlanEntry.shape.departments,
      filter: PlanEntry.shape.filter,
      quotas: PlanEntry.shape.quotas,
      window: PlanEntry.shape.window,
      method: PlanEntry.shape.method,
      drawKind: PlanEntry.shape.drawKind,
      listPublicity: PlanEntry.shape.listPublicity,
    }),
  ),
  items: z.array(z.object({ id: z.string(), version: z.int(), name: z.string(), department: z.string() })),
});
export type PlanDocument = z.infer<typeof PlanDocument>;
