import type { LocalDate } from '../../calendar/local-date.ts';
import type { FigureId } from '../../codes/figures.ts';

/**
 * What a fact adds to a figure. A figure as of any day is the sum of the steps up to that day, so that nothing has to be
 * counted anew when a day passes.
 */
export interface Step {
  readonly figure: FigureId;
  /** What the figure counts: a fact, or the batch, object, inspector or entry that several facts speak of. */
  readonly member: string;
  /** What is counted of the member. */
  readonly counter: string;
  readonly add: number;
  /** The day from which it counts; without one it always has. */
  readonly from?: LocalDate | undefined;
  /** The day that places it in a period; what has none stands in every period. */
  readonly placed?: LocalDate | undefined;
}

/** One of the numerator, on and from a day. */
export const some = (figure: FigureId, member: string, on: LocalDate | undefined, placed = on, add = 1): Step => ({
  ...{ figure, member, counter: 'some', add },
  ...{ from: on, placed },
});
/** One of the denominator, on and from a day. */
export const all = (figure: FigureId, member: string, on: LocalDate | undefined, placed = on, add = 1): Step => ({
  ...{ figure, member, counter: 'all', add },
  ...{ from: on, placed },
});

export const earlier = (one: LocalDate | undefined, other: LocalDate | undefined): LocalDate | undefined =>
  one === undefined || (other !== undefined && other < one) ? other : one;

/** What is done, and what is not though its last day has passed; of these what was done in time. What has no last day is. */
export function byDue(
  figure: FigureId,
  id: string,
  done: LocalDate | undefined,
  due: LocalDate | undefined,
): readonly Step[] {
  const counts = earlier(done, due);
  if (counts === undefined) return [];
  const inTime = done !== undefined && (due === undefined || done <= due);
  return [all(figure, id, counts), ...(inTime ? [some(figure, id, done, counts)] : [])];
}

/** Whether an entry is done is the same for both figures of plans. */
export const ofEntries = (entries: readonly string[], counter: string, from: LocalDate | undefined): readonly Step[] =>
  entries.flatMap((member) =>
    (['planProgress', 'planDueDone'] as const).map((figure) => ({ figure, member, counter, add: 1, from })),
  );
