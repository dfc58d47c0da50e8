import type { FigureId } from '../../codes/figures.ts';
import type { Scope } from './facts.ts';

/** What something adds to a figure; of a number, the denominator is 0. */
export interface Share {
  readonly num: number;
  readonly den: number;
}

interface Asked {
  readonly scope: Scope;
  readonly frequencyCap: number;
}
type Counters = ReadonlyMap<string, number>;
type Judge = (counter: (name: string) => number, asked: Asked, counters: Counters) => Share;

/** An entry is done when all its visits are over and all their results are published or withheld. */
const ofPlan: Judge = (counter) => {
  const over = counter('over') > 0 && counter('over') === counter('visits');
  const settled = counter('results') > 0 && counter('settled') === counter('results');
  return judged(counter('entry') > 0, over && settled);
};

const departmentsIn = (counters: Counters): readonly string[] =>
  [...counters.keys()].flatMap((name) => (name.startsWith('of/') ? name.slice('of/'.length) : []));
const hasDepartment = (counters: Counters, { scope }: Asked): boolean =>
  scope.department === undefined
    ? departmentsIn(counters).length > 0
    : departmentsIn(counters).includes(scope.department);

/** What several facts say together of one batch, visit, object, inspector or entry. */
const judges: Partial<Readonly<Record<FigureId, Judge>>> = {
  planProgress: ofPlan,
  planDueDone: ofPlan,
  problemFound: (counter) => {
    const approved = counter('results') > 0 && counter('approved') === counter('results');
    return judged(counter('done') > 0 && approved, counter('problems') > 0);
  },
  jointBatches: (_, asked, counters) => judged(hasDepartment(counters, asked), departmentsIn(counters).length > 1),
  coverage: (counter) => judged(counter('active') > 0, counter('checks') > 0),
  overCap: (counter, { frequencyCap }) => ({ num: counter('checks') > frequencyCap ? 1 : 0, den: 0 }),
  checksPerCheckedObject: (counter) => ({ num: counter('checks'), den: counter('checks') > 0 ? 1 : 0 }),
  inspectorParticipation: (counter, asked, counters) => judged(hasDepartment(counters, asked), counter('checks') > 0),
};

const judged = (all: boolean, some: boolean): Share => ({ num: all && some ? 1 : 0, den: all ? 1 : 0 });

/** What a member adds to a figure, by what has been counted of it. */
export function countsOf(figure: FigureId, counters: Counters, asked: Asked): Share {
  const counter = (name: string) => counters.get(name) ?? 0;
  return judges[figure]?.(counter, asked, counters) ?? { num: counter('some'), den: counter('all') };
}

/** Whether facts of a figure add up whatever member they speak of: its sum needs no members to be kept. */
export const isAdditive = (figure: FigureId): boolean => judges[figure] === undefined;

/** A batch is joint, and an inspector has taken part, whichever department looks at it. */
const ofWhole: readonly FigureId[] = ['jointBatches', 'inspectorParticipation'];
export const isOfWhole = (figure: FigureId): boolean => ofWhole.includes(figure);
