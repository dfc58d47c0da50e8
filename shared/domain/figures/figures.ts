import { rateOf, roundedHalfUp, shownRate, twoDecimals } from '../../base/rate.ts';
import type { LocalDate } from '../../calendar/local-date.ts';
import { type FigureId, figureDefinitions, figureIds, figureRules } from '../../codes/figures.ts';
import { type Fact, isOf, isOfPlace, type Scope } from './facts.ts';
import { countsOf, isOfWhole, type Share } from './members.ts';
import type { Step } from './step.ts';
import { stepsOf } from './steps.ts';

export interface FigureQuestion {
  readonly scope: Scope;
  /** First day of the period; its last is `asOf`. */
  readonly from: LocalDate;
  /** 24:00 of that day in Asia/Shanghai: a last day that is the same has passed. */
  readonly asOf: LocalDate;
  /** R9: how many checks of one object a year may hold. */
  readonly frequencyCap: number;
  /** R78: what a second person has excluded from a figure, by reasons that stand in the decision. */
  readonly excluded?: readonly Exclusion[] | undefined;
}

export interface Exclusion {
  readonly figure: FigureId;
  readonly id: string;
}

/** One of what a figure counts: what it adds to numerator and denominator. */
export interface Behind extends Share {
  readonly id: string;
}

/** R72: a figure as it is shown, with everything that it rests on. */
export interface Figure extends Share {
  readonly id: FigureId;
  readonly asOf: LocalDate;
  readonly version: typeof figureRules.version;
  /** Of a rate, in ten-thousandths; null where nothing was to be counted, and of what is no rate. */
  readonly rate: number | null;
  readonly shown: string;
  /** The list that the figure opens, in the order of its ids. */
  readonly behind: readonly Behind[];
  /** R78: what would have been in that list. */
  readonly excluded: readonly Behind[];
}

/** The figures of a scope, from every fact. */
export function figuresOf(facts: Iterable<Fact>, question: FigureQuestion): readonly Figure[] {
  const steps: Step[] = [];
  for (const fact of facts) steps.push(...stepsIn(fact, question.scope));
  return figuresOfSteps(steps, question);
}

/** What a fact adds to the figures of a scope. */
export function stepsIn(fact: Fact, scope: Scope): readonly Step[] {
  if (!isOfPlace(fact, scope)) return [];
  const own = isOf(fact, scope);
  return stepsOf(fact, scope).filter(({ figure }) => own || isOfWhole(figure));
}

/** The figures of a scope, from what its facts add to them. */
export function figuresOfSteps(steps: Iterable<Step>, question: FigureQuestion): readonly Figure[] {
  const tallies = new Map<FigureId, Map<string, Map<string, number>>>();
  for (const step of steps) {
    if (!hasCome(step, question)) continue;
    const members = entryOf(tallies, step.figure, () => new Map<string, Map<string, number>>());
    const counters = entryOf(members, step.member, () => new Map<string, number>());
    counters.set(step.counter, (counters.get(step.counter) ?? 0) + step.add);
  }
  const { department, item } = question.scope;
  const ofPart = department !== undefined || item !== undefined;
  return figureIds
    .filter((id) => !(ofPart && figureDefinitions[id].wholeObject))
    .map((id) => figureOf(id, tallies.get(id) ?? new Map<string, Map<string, number>>(), question));
}

function hasCome({ figure, from, placed }: Step, question: FigureQuestion): boolean {
  // R9: a cap is of the calendar year, whatever period is asked for.
  const since = figure === 'overCap' ? `${question.asOf.slice(0, 4)}-01-01` : question.from;
  return (from === undefined || from <= question.asOf) && (placed === undefined || placed >= since);
}

function figureOf(
  id: FigureId,
  members: ReadonlyMap<string, ReadonlyMap<string, number>>,
  question: FigureQuestion,
): Figure {
  const listed = [...members]
    .map(([member, counters]) => ({ id: member, ...countsOf(id, counters, question) }))
    .filter(({ num, den }) => num !== 0 || den !== 0)
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const left = new Set(question.excluded?.flatMap((exclusion) => (exclusion.figure === id ? exclusion.id : [])));
  const behind = listed.filter((one) => !left.has(one.id));
  const sums = {
    num: behind.reduce((sum, { num }) => sum + num, 0),
    den: behind.reduce((sum, { den }) => sum + den, 0),
  };
  return {
    ...{ id, ...sums, asOf: question.asOf, version: figureRules.version },
    ...valueOf(id, sums),
    ...{ behind, excluded: listed.filter((one) => left.has(one.id)) },
  };
}

function valueOf(id: FigureId, { num, den }: Share): Pick<Figure, 'rate' | 'shown'> {
  const { kind } = figureDefinitions[id];
  if (kind === 'count') return { rate: null, shown: String(num) };
  if (kind === 'mean') return { rate: null, shown: den === 0 ? '—' : twoDecimals(roundedHalfUp(num * 100, den)) };
  const rate = den === 0 ? null : rateOf(num, den);
  return { rate, shown: shownRate(rate) };
}

function entryOf<K, V>(map: Map<K, V>, key: K, empty: () => V): V {
  const found = map.get(key) ?? empty();
  map.set(key, found);
  return found;
}
