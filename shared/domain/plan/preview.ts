import * as z from 'zod';
import { CreditClass, DepartmentCode } from '../../base/primitives.ts';
import { departmentName } from '../../codes/departments.ts';
import type { StratumPlan } from '../frame/eligibility.ts';

/** What an entry would yield if its frames were frozen now. */
export const EntryPreview = z.object({
  departments: z.array(
    z.object({
      department: DepartmentCode,
      /** Objects that may be drawn. */
      size: z.int(),
      strata: z.array(z.object({ stratum: CreditClass, size: z.int(), quota: z.int() })),
      /** Objects that match the filter but are excluded. */
      excluded: z.array(z.object({ reason: z.string(), count: z.int() })),
      /** Visits this department would make. */
      visits: z.int(),
      inspectors: z.object({
        /** Active, certified through the whole window, and with all of the department's items in scope. */
        available: z.int(),
        perVisit: z.int(),
        /** Visits each would make if shared evenly, rounded up; absent if nobody is available. */
        visitsEach: z.int().optional(),
      }),
      itemsWithoutObjects: z.array(z.string()),
    }),
  ),
  /** Visits merge where departments draw the same object: at most the sum, and roughly the expected number. */
  visits: z.object({ atMost: z.int(), expected: z.int() }),
  /** R9: checks an object may have in the year; `waived` if the entry gives a reason to exceed the cap. */
  frequency: z.object({ cap: z.int(), waived: z.boolean() }),
  warnings: z.array(z.object({ kind: z.string(), department: DepartmentCode, message: z.string() })),
});
export type EntryPreview = z.infer<typeof EntryPreview>;
type Part = EntryPreview['departments'][number];

/**
 * The expected number of different objects visited. An object's ticket is the same in every frame, so of several
 * departments the one with the largest share decides; for frames of the same objects the number is exact.
 */
export function expectedVisits(
  frames: readonly { readonly department: DepartmentCode; readonly strata: readonly StratumPlan[] }[],
  overlaps: readonly {
    readonly stratum: CreditClass;
    readonly departments: readonly DepartmentCode[];
    readonly objects: number;
  }[],
): number {
  const shares = new Map(
    frames.flatMap(({ department, strata }) =>
      strata.map(({ stratum, size, quota }) => [`${department} ${stratum}`, size === 0 ? 0 : quota / size] as const),
    ),
  );
  const sum = overlaps.reduce(
    (visits, { stratum, departments, objects }) =>
      visits + objects * Math.max(...departments.map((department) => shares.get(`${department} ${stratum}`) ?? 0)),
    0,
  );
  return Math.round(sum);
}

/** What would make the draw fail or leave a duty undone, worded for the planner. */
export function previewWarnings(
  { department, size, inspectors, itemsWithoutObjects }: Part,
  facts: {
    readonly aboveCap?: { readonly item: string; readonly ratio: number; readonly cap: number };
    /** Special qualifications of the items that none of the available inspectors holds. */
    readonly unheld: readonly string[];
    readonly lawfulTeam: boolean;
  },
): EntryPreview['warnings'] {
  const name = departmentName(department);
  const warn = (kind: string, message: string) => [{ kind, department, message }];
  const { available, perVisit } = inspectors;
  const { aboveCap } = facts;
  const short = available < perVisit;
  return [
    ...(size === 0 ? warn('empty-frame', `${name}没有可抽取的对象`) : []),
    ...itemsWithoutObjects.flatMap((id) => warn('item-without-objects', `事项 ${id} 没有适用的检查对象`)),
    ...(aboveCap
      ? warn(
          'ratio-above-cap',
          `抽取数量占 ${percent(aboveCap.ratio)}，超过事项 ${aboveCap.item} 的上限 ${percent(aboveCap.cap)}`,
        )
      : []),
    ...(short ? warn('too-few-inspectors', `${name}可派执法人员 ${available} 人，每次检查须有 ${perVisit} 人`) : []),
    ...facts.unheld.flatMap((held) => warn('missing-qualification', `${name}没有具备“${held}”资质的可派执法人员`)),
    ...(!short && facts.unheld.length === 0 && !facts.lawfulTeam
      ? warn('no-lawful-team', `${name}无法组成同时具备全部资质的检查组`)
      : []),
  ];
}

/** Of ten-thousandths. */
const percent = (ratio: number): string => `${ratio / 100}%`;
