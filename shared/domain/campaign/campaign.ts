import * as z from 'zod';
import { BasisPoints, DepartmentCode, Instant, LineText, LongText, PlainId } from '../../base/primitives.ts';
import { methodCodes } from '../../codes/inspection.ts';
import { listPublicities } from '../../codes/planning.ts';
import { creditClasses } from '../../draw/strata-rules.ts';
import { EntryPart, type PlanEntry } from '../plan/plan.ts';
import { Window } from '../plan/window.ts';
import { ObjectFilter } from '../registry/registry.ts';
import { campaignStatuses } from './states.ts';

const content = {
  title: LineText,
  /** 突出问题: internal, since it may come from leads. */
  problem: LongText,
  /** Title and number of the document that it rests on; without one it cannot be submitted (R25). */
  basis: LineText.optional(),
  /** Whether that document is of a higher level and orders the campaign (R24). */
  higherLevel: z.boolean(),
  /** The leads of the own department that show the problem. */
  leads: z.array(PlainId).max(50).readonly(),
  /** Every participating department, including the own, with the items it checks. */
  departments: z.array(EntryPart).min(1).max(27),
  filter: ObjectFilter,
  /** How many of the frame are drawn, whatever their class. */
  ratio: BasisPoints,
  window: Window,
  method: z.enum(methodCodes),
  listPublicity: z.enum(listPublicities),
};
export const CampaignContent = z
  .strictObject(content)
  .refine(({ departments }) => new Set(departments.map(({ department }) => department)).size === departments.length, {
    path: ['departments'],
    message: '同一部门只能出现一次',
  });
export type CampaignContent = z.infer<typeof CampaignContent>;

/** 专项检查: a random check of one problem, beside the plan of the year. */
export const Campaign = z.strictObject({
  ...content,
  id: PlainId,
  /** 区划6 + 01 + 年4 + 序号4. */
  number: z.string(),
  year: z.int().min(2020).max(2100),
  /** The department whose campaign it is; it leads the inspections. */
  department: DepartmentCode,
  /** The departments that take part, the own one first: those who may read it (R14). */
  participants: z.array(DepartmentCode).readonly(),
  status: z.enum(campaignStatuses),
  createdBy: z.string(),
  /** Everybody who has written in it since. */
  writtenBy: z.array(z.string()).readonly(),
  submittedBy: z.string().optional(),
  returnReason: LineText.optional(),
  approvedBy: z.string().optional(),
  publishedAt: Instant.optional(),
  /** The batch that draws it, until it is voided. */
  batchId: PlainId.optional(),
  /** All batches that were frozen for it, the earliest first. */
  batches: z.array(PlainId).readonly(),
  summary: LongText.optional(),
  closedBy: z.string().optional(),
  closedAt: Instant.optional(),
  cancelled: z.strictObject({ by: z.string(), at: Instant, reason: LineText }).optional(),
});
export type Campaign = z.infer<typeof Campaign>;

/** 区划6 + 01 + 年4 + 序号4; a plan has 00 in its place. */
export const campaignNumber = (county: string, year: number, sequence: number): string =>
  `${county}01${year}${String(sequence).padStart(4, '0')}`;

/** The one entry of every campaign. */
export const campaignEntry = 'campaign';

/**
 * What a campaign would draw, as the entry of a plan says it: one ratio for every class, so that the class decides
 * nothing. R24: one that is ordered from above names its document as the reason to draw objects at the cap of the year.
 */
export function entryOf(campaign: CampaignContent & Pick<Campaign, 'department'>): PlanEntry {
  const { title, department, departments, filter, ratio, window, method, listPublicity, basis, higherLevel } = campaign;
  const classes = filter.creditClasses ?? creditClasses;
  return {
    id: campaignEntry,
    title,
    lead: department,
    departments,
    filter,
    quotas: classes.map((creditClass) => ({ creditClass, take: { ratio }, document: basis ?? title })),
    window,
    method,
    drawKind: '定向',
    listPublicity,
    ...(higherLevel && basis !== undefined && { frequencyWaiver: basis }),
  };
}

/** R5: everybody who had a part in what would be approved. */
export const writersOf = ({ createdBy, writtenBy, submittedBy }: Campaign): readonly (string | undefined)[] => [
  createdBy,
  ...writtenBy,
  submittedBy,
];

/** The campaign with new content; the departments that may read it follow from it. */
export const withContent = <T extends Pick<Campaign, 'department'>>(campaign: T, content: CampaignContent) => ({
  ...campaign,
  ...content,
  participants: [...new Set([campaign.department, ...content.departments.map(({ department }) => department)])],
});
