import type { StratumQuota } from './manifest.ts';
import { type QuotaRule, quotaOf } from './quota.ts';
import type { StratumSize } from './strata.ts';
import { compareUtf8 } from './text.ts';

/** How many are drawn of one stratum, which is a credit class. */
export type StratumRule = QuotaRule & { readonly stratum: string };

export const creditClasses = ['A', 'B', 'C', 'D'] as const;

/** The one stratum of a frame in which the class decides nothing. */
export const everyClass = '*';

/** What the rules of a frame make of a class: the stratum that an object of it stands in, undefined where no rule names it. */
export interface Stratification {
  stratumOf(creditClass: string): string | undefined;
  /** By the bytes of the stratum, with a stratum of nobody where a rule names one. */
  quotas(sizes: readonly StratumSize[]): readonly StratumQuota[];
}

/**
 * Strata are the classes. Where each of `classes` has a rule and all are the same ratio, the class decides nothing and
 * there is one stratum `*`.
 */
export function stratify(rules: readonly StratumRule[], classes: readonly string[] = creditClasses): Stratification {
  const byStratum = new Map(rules.map((rule) => [rule.stratum, rule]));
  if (byStratum.size < rules.length) throw new TypeError('a stratum has one rule');
  const ratio = commonRatio(byStratum, classes);
  const used: ReadonlyMap<string, QuotaRule> = ratio === undefined ? byStratum : new Map([[everyClass, { ratio }]]);
  return {
    stratumOf: (creditClass) => {
      if (ratio !== undefined) return everyClass;
      return used.has(creditClass) ? creditClass : undefined;
    },
    quotas(sizes) {
      const sizeOf = new Map(sizes.map(({ stratum, size }) => [stratum, size]));
      return [...used]
        .sort(([a], [b]) => compareUtf8(a, b))
        .map(([stratum, rule]) => {
          const size = sizeOf.get(stratum) ?? 0;
          return { stratum, size, quota: quotaOf(rule, size) };
        });
    },
  };
}

/** The ratio of all rules where each of the classes has one and they are the same. */
function commonRatio(rules: ReadonlyMap<string, QuotaRule>, classes: readonly string[]): number | undefined {
  if (!classes.every((each) => rules.has(each))) return undefined;
  const ratios = new Set([...rules.values()].map((rule) => ('ratio' in rule ? rule.ratio : undefined)));
  const [ratio] = ratios;
  return ratios.size === 1 ? ratio : undefined;
}
