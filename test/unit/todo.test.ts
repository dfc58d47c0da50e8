import { describe, expect, test } from 'vitest';
import { operations } from '../../shared/api/contract.ts';
import { resultStatuses } from '../../shared/domain/result/states.ts';
import { waitingStage } from '../../shared/domain/result/waiting-stage.ts';
import { todoKinds } from '../../shared/domain/todo/todo.ts';
import { aResult } from '../support/inspection-samples.ts';

describe.each(Object.entries(todoKinds))('what waits as %s', (_, { operation, roles, name }) => {
  test('is shown to nobody who may not do it, and says the parameters that it is done with', () => {
    const found = operations.find((each) => each.operation === operation);
    if (!found) throw new Error(`no operation ${operation}`);
    const { access, params } = found.route;
    const may = access === 'public' ? [] : Object.keys(access);
    expect(roles.filter((role) => !may.includes(role))).toEqual([]);
    const others: Readonly<Record<string, readonly string[]>> = {
      approveSetting: ['name', 'proposalId'],
      approveVoid: ['id', 'requestId'],
      approveReserve: ['id', 'requestId'],
      approveTeamChange: ['id', 'requestId'],
    };
    const named = others[operation] ?? ['id'];
    expect(Object.keys(params?.shape ?? {})).toEqual(named);
    expect(name.length).toBeGreaterThan(0);
  });
});

describe('a result', () => {
  test('waits in its department, by its status, for one step at most', () => {
    const waits = resultStatuses.map((status) => [status, waitingStage(aResult({ status }))]);
    expect(Object.fromEntries(waits)).toEqual({
      // These stand in the lists of what is to be inspected and submitted.
      ...{ assigned: undefined, draft: undefined },
      ...{
        submitted: 'approve',
        returned: 'mend',
        approved: 'publish',
        withholding: 'withholding',
        correcting: 'mend',
      },
      ...{ published: undefined, withheld: undefined, stopped: undefined, voided: undefined },
    });
  });

  test('waits for the decision on a request before the step that it holds up', () => {
    const asked = { items: ['SCJG-001'], way: 'w1', reason: '已履行义务', document: '一号' } as const;
    const stopRequest = { ...asked, requestedBy: '甲', requestedAt: '2026-03-10T02:00:00.000Z' };
    expect(waitingStage(aResult({ status: 'published', stopRequest }))).toBe('stop');
  });
});
