import { followUpKindCodes, followUpRule } from '../codes/follow-ups.ts';
import type { FollowUpMeasure } from '../codes/results.ts';
import type { FollowUp } from '../domain/follow-up/follow-up.ts';
import { isOpenFollowUp } from '../domain/follow-up/states.ts';
import type { InspectionResult } from '../domain/result/inspection-result.ts';

/** What is looked at of a follow-up to say what is public of it. */
export type ShownFollowUp = Pick<FollowUp, 'kind' | 'status' | 'edition' | 'items'>;

/**
 * 后续措施 of an edition: each kind of measure once, and whether all of that kind are done with. Nothing of what passes between
 * departments on the way, of who they are, or of numbers and dates: a suspected crime changes nothing here. What a correction
 * asks for shows with its edition; what only rows ask for that are not public any more does not show.
 */
export function measuresShown(
  { items }: Pick<InspectionResult, 'items'>,
  edition: number,
  followUps: readonly ShownFollowUp[],
): { measure: FollowUpMeasure; state: '办理中' | '已办结' }[] {
  const rows = new Set(items.map(({ id }) => id));
  const shown = followUps.filter(
    (each) => each.status !== 'cancelled' && each.edition <= edition && each.items.some(({ id }) => rows.has(id)),
  );
  return followUpKindCodes.flatMap((kind) => {
    const alike = shown.filter((each) => each.kind === kind);
    if (alike.length === 0) return [];
    const open = alike.some(({ status }) => isOpenFollowUp(status));
    return [{ measure: followUpRule(kind).measure, state: open ? '办理中' : '已办结' } as const];
  });
}
