import * as z from 'zod';
import { DepartmentCode, LineText, LocalDate, LongText, PlainId } from '../../base/primitives.ts';
import { methodCodes } from '../../codes/inspection.ts';
import { followUpMeasures, resultCodeList } from '../../codes/results.ts';
import { NonPerformance } from '../visit/visit.ts';

/** The measure that needs an item of the list of exemptions. */
export const exemptMeasure = '轻微免罚（首违不罚）';

/** By which recognition a finding was taken over, from which document in which edition. */
export const Recognised = z.strictObject({
  id: PlainId,
  department: DepartmentCode,
  documentNumber: z.string(),
  edition: z.int().min(1),
});

export type Recognised = z.infer<typeof Recognised>;

/** The bodies whose conclusion may be cited (R10). */
export const citationSources = ['其他部门检查结果', '司法机关生效文书', '专业机构意见'] as const;

/** R10: another body's conclusion adopted for this item, with the evidence attached. */
export const Citation = z.strictObject({
  source: z.enum(citationSources),
  reference: LineText,
  issuer: LineText,
  evidence: z.array(PlainId).min(1).max(10),
});
export type Citation = z.infer<typeof Citation>;

/** What was found on one item. A draft may still lack parts of it; completeness.ts lists what a submitted one needs. */
export const ItemFinding = z.strictObject({
  itemId: PlainId,
  checked: z.boolean(),
  /** Why it was not checked. */
  reason: LineText.optional(),
  method: z.enum(methodCodes).optional(),
  codes: z.array(z.enum(resultCodeList)).max(8),
  finding: LongText.optional(),
  measures: z.array(z.enum(followUpMeasures)).max(8),
  /** Who is to receive a measure, where another may than the one whose it is without saying. */
  receivers: z
    .array(z.strictObject({ measure: z.enum(followUpMeasures), department: DepartmentCode }))
    .max(8)
    .optional(),
  /** Of 轻微免罚（首违不罚）: the item of the county's list (R40). */
  exemption: PlainId.optional(),
  evidence: z.array(PlainId).max(20),
  citation: Citation.optional(),
  /** Taken over from another department's published conclusion, by an act of its own. */
  recognised: Recognised.optional(),
});
export type ItemFinding = z.infer<typeof ItemFinding>;

/** A visit may merge the items of twenty plan entries for one department, thirty each. */
export const itemsPerResult = 600;
const presentPerResult = 20;

/** What a department enters for one visit. */
export const ResultDraft = z.strictObject({
  /** The day of the inspection, or the day it turned out to be impossible. */
  inspectedOn: LocalDate.optional(),
  /** Ids of the team members who were present (R2); never public. */
  present: z.array(PlainId).max(presentPerResult).readonly(),
  findings: z.array(ItemFinding).max(itemsPerResult).readonly(),
  nonPerformance: NonPerformance.optional(),
  /** Overall result codes; `1` excludes all others. */
  overall: z.array(z.enum(resultCodeList)).max(8).readonly(),
  /** Why it says otherwise than what another department has made public of the same visit; never public itself. */
  differsBecause: LineText.optional(),
});
export type ResultDraft = z.infer<typeof ResultDraft>;
