import * as z from 'zod';
import { CreditClass, DepartmentCode, Instant, LineText, PlainId } from '../../base/primitives.ts';
import { type MethodCode, methodCodes } from '../../codes/inspection.ts';
import { drawKinds, listPublicities } from '../../codes/planning.ts';
import { ObjectFilter } from '../registry/registry.ts';
import { Consultation } from './asked-department.ts';
import { planStatuses } from './states.ts';
import { Window } from './window.ts';

/** How many objects of one credit class are drawn, and the document that sets it (R1). */
export const QuotaRule = z.strictObject({
  creditClass: CreditClass,
  /** Of no class nothing: zero is read to be refused by its own rule (R59). */
  take: z.union([
    z.strictObject({ ratio: z.int().min(0).max(10_000) }),
    z.strictObject({ number: z.int().min(0).max(100_000) }),
  ]),
  document: LineText,
});
export type QuotaRule = z.infer<typeof QuotaRule>;

/** A participating department of an entry, with the items it checks and, where they differ from the entry's, its methods. */
export const EntryPart = z.strictObject({
  department: DepartmentCode,
  items: z.array(PlainId).min(1).max(30),
  /** For all of its items. */
  method: z.enum(methodCodes).optional(),
  /** For single items. */
  itemMethods: z
    .array(z.strictObject({ item: PlainId, method: z.enum(methodCodes) }))
    .max(30)
    .optional(),
});

/** One line of a plan: which items are checked on which objects, by whom, how many, when. */
export const PlanEntry = z
  .strictObject({
    id: PlainId,
    title: LineText,
    lead: DepartmentCode,
    /** Every participating department, including the lead, with the items it checks. */
    departments: z.array(EntryPart).min(1).max(27),
    filter: ObjectFilter,
    quotas: z.array(QuotaRule).min(1).max(4),
    window: Window,
    /** Of every item for which its department names no other. */
    method: z.enum(methodCodes),
    drawKind: z.enum(drawKinds),
    listPublicity: z.enum(listPublicities),
    /** R9: why objects that have reached the year's cap of checks may be drawn anyway. */
    frequencyWaiver: LineText.optional(),
  })
  .refine((entry) => entry.departments.some(({ department }) => department === entry.lead), {
    path: ['departments'],
    message: '参与部门应包含牵头部门',
  })
  .refine((entry) => new Set(entry.departments.map(({ department }) => department)).size === entry.departments.length, {
    path: ['departments'],
    message: '同一部门只能出现一次',
  })
  .refine((entry) => new Set(entry.quotas.map(({ creditClass }) => creditClass)).size === entry.quotas.length, {
    path: ['quotas'],
    message: '同一信用分类只能设定一次',
  });
export type PlanEntry = z.infer<typeof PlanEntry>;

/** The method by which a department checks an item of an entry: the item's own, else its department's, else the entry's. */
export const methodOf = (
  { method: general }: Pick<PlanEntry, 'method'>,
  { method = general, itemMethods = [] }: PlanEntry['departments'][number],
  item: string,
): MethodCode => itemMethods.find((each) => each.item === item)?.method ?? method;

/** 维持原检查期, or 改为新的检查期. */
export const drawnVisitEffects = ['keep', 'new-window'] as const;

/** 年度抽查计划, of one department or joint. */
export const Plan = z.strictObject({
  id: PlainId,
  /** 区划6 + 00 + 年4 + 序号4. */
  number: z.string(),
  year: z.int().min(2020).max(2100),
  scope: z.enum(['department', 'joint']),
  department: DepartmentCode,
  /** Every department that has work in the plan, its owner first: those who may read it (R14). */
  departments: z.array(DepartmentCode).readonly(),
  title: LineText,
  entries: z.array(PlanEntry).max(100).readonly(),
  status: z.enum(planStatuses),
  /** 0 until first published; each publication is one edition. */
  edition: z.int().min(0),
  /** Why the office returned it; cleared when it is submitted again. */
  returnReason: LineText.optional(),
  /** Why the published edition is being, or was, adjusted. */
  adjustmentReason: LineText.optional(),
  /** What the adjustment does to visits that are drawn and not over, where it changes their entries. */
  drawnVisits: z.enum(drawnVisitEffects).optional(),
  /** Of a joint plan, what its other departments were asked and said; absent before anyone was. */
  consultations: z.array(Consultation).readonly().optional(),
  createdBy: z.string(),
  /** Everybody who has written in it since, in any edition; absent until somebody has. */
  writtenBy: z.array(z.string()).readonly().optional(),
  submittedBy: z.string().optional(),
  approvedBy: z.string().optional(),
  publishedAt: Instant.optional(),
});
export type Plan = z.infer<typeof Plan>;

/** R5: everybody who had a part in what would be approved. */
export const writersOf = (plan: Plan): readonly (string | undefined)[] => [
  plan.createdBy,
  ...(plan.writtenBy ?? []),
  plan.submittedBy,
  ...(plan.consultations ?? []).map(({ answer }) => answer?.by),
];

/** The plan with new content; the departments that may read it follow from the entries. */
export const withContent = (plan: Plan, content: Pick<Plan, 'title' | 'entries' | 'drawnVisits'>): Plan => ({
  ...plan,
  ...content,
  departments: [
    ...new Set([
      plan.department,
      ...content.entries.flatMap((entry) => entry.departments.map(({ department }) => department)),
    ]),
  ],
});

/** 区划6 + 00 + 年4 + 序号4. */
export const planNumber = (county: string, year: number, sequence: number): string =>
  `${county}00${year}${String(sequence).padStart(4, '0')}`;
