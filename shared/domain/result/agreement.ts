import type { InspectionResult } from './inspection-result.ts';

/** What a department says of its inspection of the one visit: when, and if it could not inspect, why. */
export interface Said {
  readonly inspectedOn?: string | undefined;
  readonly notPerformed?: string | undefined;
}

export const saidOf = ({ inspectedOn, nonPerformance }: InspectionResult): Said => ({
  inspectedOn,
  notPerformed: nonPerformance?.reason,
});

/**
 * Whether two departments contradict each other about one object at one visit: it cannot have been closed for two
 * reasons, nor have been inspected on the day it was found closed, or later.
 */
export function contradict(one: Said, other: Said): boolean {
  if (one.notPerformed !== undefined && other.notPerformed !== undefined)
    return one.notPerformed !== other.notPerformed;
  if (one.notPerformed === undefined && other.notPerformed === undefined) return false;
  const [closed, open] = one.notPerformed === undefined ? [other, one] : [one, other];
  return (closed.inspectedOn ?? '') <= (open.inspectedOn ?? '');
}
