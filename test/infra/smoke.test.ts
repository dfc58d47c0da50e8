import { describe, expect, test } from 'vitest';
import { smokeCalls } from '../../ops/smoke-events.ts';
import { groupNames, operations } from '../../shared/api/contract.ts';
import { grantedScope, Principal } from '../../shared/api/principal.ts';
import { isPolicy } from '../../shared/api/route.ts';

const calls = smokeCalls((name) => `suiji-test-${name}`);
const requests = calls.flatMap(({ what, event, functionName }) => {
  const found = operations.find(({ operation }) => operation === what);
  return found ? [{ what, event, functionName, ...found }] : [];
});

describe('the smoke check', () => {
  test('changes nothing: it only reads', () => {
    expect(requests.map(({ route }) => route.method)).toEqual(requests.map(() => 'GET'));
  });

  test.each(groupNames)('asks a step of the %s API', (group) => {
    expect(requests.some((each) => each.group === group)).toBe(true);
  });

  test.each(requests)(
    '$what is asked of the function of its step by somebody who may',
    ({ step, route, event, functionName }) => {
      expect(functionName).toBe(`suiji-test-${step}`);
      expect(event).toMatchObject({ httpMethod: route.method, resource: route.path });
      if (!isPolicy(route.access)) return;
      const { principal } = (event as { requestContext: { authorizer: { principal: string } } }).requestContext
        .authorizer;
      expect(grantedScope(route.access, Principal.parse(JSON.parse(principal)).roles)).toBeDefined();
    },
  );

  test('takes a refusal of a forged token for health, and an answer for illness', () => {
    const last = calls.at(-2);
    expect(last?.functionName).toBe('suiji-test-authoriser');
    expect(last?.healthy({ errorMessage: 'Unauthorized' })).toBe(true);
    expect(last?.healthy({ principalId: 'anyone' })).toBe(false);
  });

  test('takes a refusal of a code that nobody issued for health, and an answer for illness', () => {
    const last = calls.at(-1);
    expect(last?.functionName).toBe('suiji-test-subject');
    expect([401, 200, 500].map((statusCode) => last?.healthy({ statusCode }))).toEqual([true, false, false]);
  });

  test('takes anything but 200 for illness', () => {
    const [first] = calls;
    expect([200, 403, 500].map((statusCode) => first?.healthy({ statusCode }))).toEqual([true, false, false]);
    expect(first?.healthy({ errorMessage: 'Task timed out' })).toBe(false);
  });
});
