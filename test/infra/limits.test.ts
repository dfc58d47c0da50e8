import { describe, expect, test } from 'vitest';
import { type ContractTable, groups } from '../../shared/api/contract.ts';
import type { Route, Step } from '../../shared/api/route.ts';
import { assemblyOf, resourcesOf, templateOf } from '../support/infra.ts';

/** CloudFormation takes 500 resources in a stack and API Gateway 300 in an API; what is over ours is split in time. */
const stackLimit = 400;
const apiLimit = 280;
/** CloudFormation takes a template of a megabyte from a bucket, and 200 outputs. */
const templateBytes = 1024 * 1024;
const outputLimit = 200;
/** By how much the operations grow when all systems of the policy are there. */
const growth = 2.5;

const routesOf = (table: ContractTable) =>
  Object.values(table).flatMap((steps) => Object.values(steps).flatMap(({ routes }) => Object.values<Route>(routes)));

/** The same step once more, with names and paths of its own, or only so many of its operations. */
const repeated = (step: Step, copy: number, most = Number.POSITIVE_INFINITY): Step => ({
  ...step,
  routes: Object.fromEntries(
    Object.entries<Route>(step.routes)
      .slice(0, most)
      .map(([operation, route]) => [
        `${operation}${copy}`,
        { ...route, path: route.path.replace(/^\/[^/]+/, (first) => `${first}-${copy}`) as Route['path'] },
      ]),
  ),
});

/** Every group grown to 2.5 times its operations: by a second copy of each step, and by half of a third. */
const grown: ContractTable = Object.fromEntries(
  Object.entries<ContractTable[string]>(groups).map(([group, steps]) => [
    group,
    Object.fromEntries(
      Object.entries(steps).flatMap(([name, step]) => [
        [name, step],
        [`${name}-2`, repeated(step, 2)],
        [`${name}-3`, repeated(step, 3, Math.ceil(Object.keys(step.routes).length / 2))],
      ]),
    ),
  ]),
);

/** All systems for officials in one API, as it once was. */
const inOneApi = ({ public: open = {}, ...internal }: ContractTable): ContractTable => ({
  internal: Object.assign({}, ...Object.values(internal)),
  public: open,
});

function countsOf(contract: ContractTable) {
  const assembly = assemblyOf({ region: 'cn-northwest-1', contract });
  return assembly.stacks.map(({ stackName }) => {
    const part = stackName.replace('suiji-test-', '');
    const template = templateOf(assembly, part);
    return {
      part,
      resources: Object.keys(template.Resources).length,
      // The root of an API is one of its resources too, and stands in no template.
      gatewayResources: resourcesOf(template, 'AWS::ApiGateway::Resource').length + 1,
      outputs: Object.keys(template.Outputs).length,
      bytes: Buffer.byteLength(JSON.stringify(template)),
    };
  });
}
const line = ({ part, resources, gatewayResources }: ReturnType<typeof countsOf>[number]) =>
  `${part} ${resources}${part.startsWith('api-') ? ` (${gatewayResources} in its API)` : ''}`;

test('the synthetic table has 2.5 times the operations of each group', () => {
  for (const [group, steps] of Object.entries<ContractTable[string]>(groups)) {
    const now = routesOf({ [group]: steps }).length;
    expect(routesOf({ [group]: grown[group] ?? {} }).length).toBeGreaterThanOrEqual(growth * now);
  }
});

describe.each([
  ['today’s operations', groups],
  [`${growth} times today’s operations`, grown],
] as const)('with %s', (what, contract) => {
  const counts = countsOf(contract);
  console.info(`${what} (${routesOf(contract).length}): ${counts.map(line).join(', ')}`);

  test.each(counts)(`$part stays within ${stackLimit} resources and ${apiLimit} in its API`, (count) => {
    expect(count.resources, `split ${count.part}`).toBeLessThanOrEqual(stackLimit);
    expect(count.gatewayResources, `split ${count.part}`).toBeLessThanOrEqual(apiLimit);
  });

  test.each(counts)('$part is a template that CloudFormation takes', ({ bytes, outputs }) => {
    expect(bytes).toBeLessThanOrEqual(templateBytes);
    expect(outputs).toBeLessThanOrEqual(outputLimit);
  });
});

test('one API for all officials could not grow so far: its stack is refused', () => {
  expect(() => countsOf(inOneApi(grown))).toThrow(/'suiji-test-api-internal'.* greater than allowed maximum of 500/);
});
