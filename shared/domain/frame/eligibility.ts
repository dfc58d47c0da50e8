import type { Failure } from '../../base/failures.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import type { StratumQuota } from '../../draw/manifest.ts';
import { exceedsCap } from '../../draw/quota.ts';
import { type Stratification, stratify } from '../../draw/strata-rules.ts';
import type { QuotaRule } from '../plan/plan.ts';
import type { InspectionItem, InspectionObject, ObjectFilter } from '../registry/registry.ts';
import { labelsFor } from '../registry/supervision.ts';
import { heldByCap } from './frequency.ts';

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

/** What decides whether an object that matches the entry's filter stands in its frame. */
export interface FrameRule {
  /** What each department checks during a visit; all items of a part must apply to the object. */
  readonly parts: readonly {
    readonly department: DepartmentCode;
    readonly items: readonly Pick<InspectionItem, 'applies'>[];
  }[];
  readonly quotas: readonly Pick<QuotaRule, 'creditClass'>[];
  /** R9: checks of all departments this year, by object. */
  readonly checks: ReadonlyMap<string, number>;
  /** R9: how many batches that are not drawn yet hold the object in a frame, each of which may send one more check. */
  readonly held: ReadonlyMap<string, number>;
  /** R62: whether a period of trust leaves an object out of a part, by the part's number. */
  readonly isWatched?: (objectId: string, part: number) => boolean;
  /** Checks an object may have in the year; absent if the entry gives a written reason to exceed the cap. */
  readonly frequencyCap?: number;
}

/** The parts of the frame that apply to an object, numbered from 1, or why it stands in none. */
export type Placement = { readonly parts: readonly number[] } | { readonly excluded: string };

/**
 * Where an object stands in a frame: in every part whose department supervises it and whose items apply. The reason is in
 * the words published with the counts; the first applicable one counts, so the counts add up.
 */
export function placementOf(object: InspectionObject, rule: FrameRule): Placement {
  const supervising = rule.parts.map(({ department }) => object.supervisors.includes(department));
  if (!supervising.includes(true)) return { excluded: '非参加部门监管对象' };
  if (object.status !== '存续') return { excluded: `状态：${object.status}` };
  const parts = rule.parts.flatMap(({ department, items }, index) =>
    supervising[index] && items.every(({ applies }) => matchesFilter(applies, object, [department])) ? [index + 1] : [],
  );
  if (parts.length === 0) return { excluded: '事项不适用' };
  const left = parts.filter((part) => !rule.isWatched?.(object.id, part));
  if (left.length === 0) return { excluded: '包容审慎观察期' };
  if (!rule.quotas.some(({ creditClass }) => creditClass === object.creditClass))
    return { excluded: '信用分类未设定抽取数量' };
  const { frequencyCap } = rule;
  const checked = rule.checks.get(object.id) ?? 0;
  // What is drawn is a daily check unless its entry has a written reason, and then no cap.
  const atCap = (count: number) => frequencyCap !== undefined && heldByCap(count, frequencyCap, { kind: 'daily' });
  if (atCap(checked)) return { excluded: '年度检查次数已达上限' };
  if (atCap(checked + (rule.held.get(object.id) ?? 0)))
    return { excluded: '已列入待抽取的其他批次，年度检查次数可能超过上限' };
  return { parts: left };
}

/** The strata that an entry's quotas make: the credit classes, or `*` where the class decides nothing. */
export const stratificationOf = (quotas: readonly QuotaRule[]): Stratification =>
  stratify(quotas.map(({ creditClass, take }) => ({ stratum: creditClass, ...take })));

/**
 * R1: the first general item whose cap a quota exceeds, by the stated ratio or by the drawn number; a key item has no
 * cap. An excessive ratio is refused even if the class is so small that rounding hides it.
 */
export function aboveCap(
  items: readonly Pick<InspectionItem, 'id' | 'ratioCap'>[],
  quotas: readonly QuotaRule[],
  strata: readonly StratumQuota[],
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
