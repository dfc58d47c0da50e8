import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CallOf, OperationName } from '../../shared/api/client.ts';
import { operations } from '../../shared/api/contract.ts';
import { chainFailures, isPolicy, type Route } from '../../shared/api/route.ts';
import { type Role, roles } from '../../shared/base/roles.ts';
import { arbitraryOf } from '../support/arbitrary.ts';
import { boundCode } from '../support/subject-codes.ts';
import { person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
let code: string;
beforeAll(async () => {
  system = await systemForTest();
  code = await boundCode(system.deps, 'S0001');
});

const someRole = (route: Route): Role | undefined =>
  roles.find((role) => isPolicy(route.access) && route.access[role] !== undefined);

const callOf = (route: Route): fc.Arbitrary<object> =>
  fc.record({
    ...(route.params && { params: arbitraryOf(route.params).map((value) => pathSafe(route, value)) }),
    ...(route.query && { query: arbitraryOf(route.query).map(asTexts) }),
    ...(route.body && { body: arbitraryOf(route.body) }),
    ...(route.ifMatch && { version: fc.nat(3) }),
    ...(route.creates && { key: fc.stringMatching(/^[0-9a-z-]{8,20}$/) }),
  });

const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** A query holds texts, whatever was meant. */
const asTexts = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(isRecord(value) ? value : {}).map(([name, part]) => [
      name.toWellFormed(),
      (typeof part === 'string' ? part : JSON.stringify(part)).toWellFormed(),
    ]),
  );

/** A path has every segment, and no empty one. */
const pathSafe = (route: Route, value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.keys(route.params?.shape ?? {}).map((name) => {
      const part = isRecord(value) ? value[name] : value;
      const given = typeof part === 'string' ? part : JSON.stringify(part ?? null);
      return [name, given.replaceAll('/', '-').toWellFormed() || 'x'];
    }),
  );

describe('whatever is sent, an operation answers with a value or a problem it declares', () => {
  test.each(operations.map(({ operation, route }) => [operation, route] as const))('%s', async (operation, route) => {
    const role = someRole(route);
    const call = system.as(route.access === 'subject' ? { code } : role && person('SCJG', role));
    const declared = new Set<string>([...chainFailures(route), ...route.failures]);
    for (const fault of ['busy', 'file-unusable', 'internal-error']) declared.delete(fault);
    await fc.assert(
      fc.asyncProperty(callOf(route), async (request) => {
        const answer = await call(operation as OperationName, request as CallOf<OperationName>);
        expect(['a value', ...declared]).toContain(answer.ok ? 'a value' : answer.error.kind);
      }),
      { numRuns: 25 },
    );
  });
});
