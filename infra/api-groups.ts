import { firstSegment } from '../shared/api/addresses.ts';
import type { ContractTable } from '../shared/api/contract.ts';
import type { Step } from '../shared/api/route.ts';

/** Whom an API serves: officials with a token, or anyone; whoever holds a bound code comes in like anyone. */
export const audiences = ['internal', 'public'] as const;
export type Audience = (typeof audiences)[number];

/** A group of the contract table as one API. */
export interface ApiGroup {
  readonly name: string;
  readonly audience: Audience;
  readonly steps: readonly (readonly [name: string, step: Step])[];
  /** The first segments of its paths, which no other group has: under one domain they lead to its API. */
  readonly segments: readonly string[];
}

/**
 * The APIs of a contract table.
 *
 * @throws Error when a group serves two audiences, or when two groups share a step's name or the first segment of a path.
 */
export function apiGroupsOf(contract: ContractTable): readonly ApiGroup[] {
  const groups = Object.entries(contract).map(([name, table]): ApiGroup => {
    const steps = Object.entries(table);
    const paths = steps.flatMap(([, { routes }]) => Object.values(routes).map(({ path }) => path));
    return { name, audience: audienceOfGroup(name, table), steps, segments: [...new Set(paths.map(firstSegment))] };
  });
  refuseShared(groups, 'step', ({ steps }) => steps.map(([name]) => name));
  refuseShared(groups, 'paths below', ({ segments }) => segments.map((segment) => `/${segment}`));
  return groups;
}

function audienceOfGroup(name: string, steps: Readonly<Record<string, Step>>): Audience {
  const [audience, other] = new Set(Object.values(steps).map(audienceOf));
  if (!audience || other) throw new Error(`group ${name} serves ${audience ? 'officials and the public' : 'nobody'}`);
  return audience;
}

function refuseShared(
  groups: readonly ApiGroup[],
  what: string,
  namesOf: (group: ApiGroup) => readonly string[],
): void {
  const owners = Map.groupBy(
    groups.flatMap((group) => namesOf(group).map((name) => ({ name, group: group.name }))),
    ({ name }) => name,
  );
  for (const [name, found] of owners) {
    if (found.length > 1) throw new Error(`${what} ${name}: in ${found.map(({ group }) => group).join(' and ')}`);
  }
}

/**
 * A step is served to anyone, to holders of bound codes or behind the authoriser: its function has one set of rights. A code
 * is checked by the function itself, before it reads anything else.
 */
export function audienceOf(step: Step): Audience {
  const routes = Object.values(step.routes);
  const open = routes.filter(({ access }) => access === 'public').length;
  const bound = routes.filter(({ access }) => access === 'subject').length;
  if (open + bound === 0) return 'internal';
  if (open < routes.length && bound < routes.length) {
    throw new Error(`step "${step.summary.en}" mixes public and internal routes: make two steps of it`);
  }
  if (bound > 0) return 'public';
  const foreign = Object.entries(step.uses).filter(([table, use]) => table !== 'public' || use !== 'read');
  if (foreign.length > 0 || step.blobs || step.starts?.length || step.startsDraws) {
    throw new Error(`public step "${step.summary.en}" may read the Public table and nothing else`);
  }
  return 'public';
}
