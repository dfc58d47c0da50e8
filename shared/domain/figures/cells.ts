import { type FigureId, figureIds } from '../../codes/figures.ts';
import { type Fact, type Scope, scopesOf } from './facts.ts';
import { type Figure, type FigureQuestion, figuresOfSteps, stepsIn } from './figures.ts';
import { isAdditive, isOfWhole } from './members.ts';
import type { Step } from './step.ts';

/** Sums of steps by what they are of; what came to nothing is in none. */
export type Cells = ReadonlyMap<string, number>;

/**
 * What a change of a fact adds to the cells that are kept, in every scope that it counts in. A new fact has no `before`, one
 * that is taken out no `after`. Whatever is added in whatever order comes to the cells of the facts that are left.
 */
export function changeOf(before: Fact | undefined, after: Fact | undefined): Cells {
  const cells = new Map<string, number>();
  for (const [fact, sign] of [[before, -1] as const, [after, 1] as const]) {
    if (fact === undefined) continue;
    for (const scope of scopesOf(fact))
      for (const step of stepsIn(fact, scope)) {
        // The county keeps what is judged of a whole for its departments too.
        if (scope.department !== undefined && isOfWhole(step.figure)) continue;
        addTo(cells, keyOf(scope, step), sign * step.add);
      }
  }
  return cells;
}

/** What several changes come to, and what was kept before them. */
export function sumOf(changes: Iterable<Cells>): Cells {
  const sums = new Map<string, number>();
  for (const change of changes) for (const [key, add] of change) addTo(sums, key, add);
  return sums;
}

/** The figures of a scope from kept cells; the lists behind those that add up are read from the records. */
export function figuresFrom(cells: Cells, question: FigureQuestion): readonly Omit<Figure, 'behind' | 'excluded'>[] {
  const own = nameOf(question.scope);
  const whole = nameOf({ ...question.scope, department: undefined });
  const steps = [...cells].flatMap(([key, add]) => {
    const { scope, ...step } = read(key);
    return scope === (isOfWhole(step.figure) ? whole : own) ? [{ ...step, add }] : [];
  });
  return figuresOfSteps(steps, question).map(({ behind: _, excluded: __, ...figure }) => figure);
}

function addTo(cells: Map<string, number>, key: string, add: number): void {
  const sum = (cells.get(key) ?? 0) + add;
  if (sum === 0) cells.delete(key);
  else cells.set(key, sum);
}

const nameOf = ({ department = '', township = '', item = '' }: Scope): string =>
  [department, township, item].map(encodeURIComponent).join(',');

const keyOf = (scope: Scope, { figure, member, counter, from = '', placed = '' }: Step): string =>
  [nameOf(scope), figure, isAdditive(figure) ? '' : encodeURIComponent(member), counter, from, placed].join('|');

function read(key: string): Omit<Step, 'add'> & { readonly scope: string } {
  const [scope = '', name, member = '', counter = '', from = '', placed = ''] = key.split('|');
  const figure = figureIds.find((id): id is FigureId => id === name);
  if (figure === undefined) throw new Error(`no figure is kept as ${key}`);
  return {
    ...{ scope, figure, member: decodeURIComponent(member), counter },
    ...{ from: from || undefined, placed: placed || undefined },
  };
}
