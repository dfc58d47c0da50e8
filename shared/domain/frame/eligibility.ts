import type { Failure } from '../../base/failures.ts';
import type { CreditClass, DepartmentCode } from '../../base/primitives.ts';
import { exceedsCap, quotaOf } from '../../draw/quota.ts';
import { compare } from '../../draw/text.ts';
import type { QuotaRule } from '../plan/plan.ts';
import type { InspectionItem, InspectionObject, ObjectFilter } from '../registry/registry.ts';
import { labelsFor } from '../registry/supervision.ts';

/**
 * Whether a filter of some departments matches an object: every list means any-of, an industry covers the codes below it.
 * Labels are those for everybody and the departments' own.
 */
export const matchesFilter = (
  filter: ObjectFilter,
  object: InspectionObject,
  departments: readonly DepartmentCode[],
): boolean =>
  among(filter.kinds, object.kind) &&
  among(filter.townships, object.township) &&
  among(filter.creditClasses, object.creditClass) &&
  (filter.industries?.some((code) => object.industry.startsWith(code)) ?? true) &&
  (filter.tags === undefined || labelsFor(object, departments).some((label) => filter.tags?.includes(label)));

const among = <T>(allowed: readonly T[] | undefined, value: T): boolean => allowed?.includes(value) ?? true;

/** What decides whether an object that matches the entry's filter may be drawn for one department. */
export interface FrameRule {
  readonly department: DepartmentCode;
  /** What the department checks during a visit; all items must apply to the object. */
  readonly items: readonly Pick<InspectionItem, 'applies'>[];
  readonly quotas: readonly Pick<QuotaRule, 'creditClass'>[];
  /** R9: checks of all departments this year, by object. */
  readonly checks: ReadonlyMap<string, number>;
  /** Checks an object may have in the year; absent if the entry gives a written reason to exceed the cap. */
  readonly frequencyCap?: number;
}

/**
 * Why a department's frame excludes an object, in the words published with the counts; undefined if it may be drawn.
 * The first applicable reason counts, so the counts add up.
 */
export function exclusionOf(object: InspectionObject, rule: FrameRule): string | undefined {
  if (!object.supervisors.includes(rule.department)) return '非本部门监管对象';
  if (object.status !== '存续') return `状态：${object.status}`;
  if (!rule.items.every(({ applies }) => matchesFilter(applies, object, [rule.department]))) return '事项不适用';
  if (!rule.quotas.some(({ creditClass }) => creditClass === object.creditClass)) return '信用分类未设定抽取数量';
  const { frequencyCap } = rule;
  const checked = rule.checks.get(object.id) ?? 0;
  return frequencyCap !== undefined && checked >= frequencyCap ? '年度检查次数已达上限' : undefined;
}

/** A credit class of a frame: how many objects it has and how many of them are drawn. */
export interface StratumPlan {
  readonly stratum: CreditClass;
  readonly size: number;
  readonly quota: number;
}

/** The quota of every class that the entry draws from, A to D; an empty class draws none. */
export const strataOf = (
  objects: readonly { readonly stratum: CreditClass }[],
  quotas: readonly QuotaRule[],
): readonly StratumPlan[] => {
  const sizes = new Map<CreditClass, number>();
  for (const { stratum } of objects) sizes.set(stratum, (sizes.get(stratum) ?? 0) + 1);
  return strataOfSizes(sizes, quotas);
};

/** The same from the sizes of the classes. */
export const strataOfSizes = (
  sizes: ReadonlyMap<string, number>,
  quotas: readonly QuotaRule[],
): readonly StratumPlan[] =>
  quotas
    .map(({ creditClass, take }) => {
      const size = sizes.get(creditClass) ?? 0;
      return { stratum: creditClass, size, quota: quotaOf(take, size) };
    })
    .sort((a, b) => compare(a.stratum, b.stratum));

/**
 * R1: the first general item whose cap a quota exceeds, by the stated ratio or by the drawn number; a key item has no
 * cap. An excessive ratio is refused even if the class is so small that rounding hides it.
 */
export function aboveCap(
  items: readonly Pick<InspectionItem, 'id' | 'ratioCap'>[],
  quotas: readonly QuotaRule[],
  strata: readonly StratumPlan[],
): Failure<'ratio-above-cap'> | undefined {
  for (const { id, ratioCap } of items) {
    if (!ratioCap) continue;
    for (const { creditClass, take } of quotas) {
      if ('ratio' in take) {
        if (take.ratio > ratioCap.ratio) return refusal(id, take.ratio, ratioCap.ratio);
        continue;
      }
      const { size, quota } = strata.find(({ stratum }) => stratum === creditClass) ?? { size: 0, quota: 0 };
      if (exceedsCap(quota, size, ratioCap.ratio)) {
        return refusal(id, Math.ceil((quota * 10_000) / size), ratioCap.ratio);
      }
    }
  }
  return undefined;
}

const refusal = (item: string, ratio: number, cap: number): Failure<'ratio-above-cap'> => ({
  kind: 'ratio-above-cap',
  item,
  ratio,
  cap,
});
