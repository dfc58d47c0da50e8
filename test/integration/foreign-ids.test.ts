import { beforeAll, describe, expect, test } from 'vitest';
import type { CallOf, OperationName } from '../../shared/api/client.ts';
import { type OperationEntry, operations } from '../../shared/api/contract.ts';
import type { Principal } from '../../shared/api/principal.ts';
import type { Problem } from '../../shared/api/problems.ts';
import { isPolicy, type Route } from '../../shared/api/route.ts';
import type { DepartmentCode } from '../../shared/base/primitives.ts';
import { type Role, roles } from '../../shared/base/roles.ts';
import { shop } from '../support/drawable-county.ts';
import { exampleOf } from '../support/example-value.ts';
import {
  chance,
  foreignIds,
  owner,
  partner,
  secretOfChance,
  settleForeignRecords,
  stranger,
} from '../support/foreign-records.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

/**
 * Roles × operations × foreign ids, from the contract table: whoever may not read a record gets the same answer whether it
 * is there or not, from every operation that names it in its path. An id made of known parts is then no oracle.
 */

let system: TestSystem;
beforeAll(async () => {
  system = await systemForTest();
  system.at('2026-03-12T02:00:00Z');
  await settleForeignRecords(system);
});

/** Operations whose path names what everybody may read, and why. */
const openToAll: Readonly<Record<string, string>> = {
  'items/{id}': 'the lists of items are read by every department, and published',
  'todo/{kind}': 'everybody reads what waits for themselves alone',
  'import-templates/{kind}': 'a template holds nothing of anybody',
  'calendar/{year}': 'the calendar is everybody’s',
  'share-entries/{id}': 'the catalogue of what departments share is read by every department',
  'trust-periods/{id}': 'a period says which parts of frames an object is left out of',
  'settings/{name}': 'everybody works by the figures of the county',
};
/** Acts by which a department comes to read a record that it did not read before. */
const comingIn = new Set(['joinObject']);

const segmentOf = ({ path }: Route) => path.split('/')[1] ?? '';
const paramsOf = ({ path }: Route) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
const isOpen = ({ path }: Route) => Object.keys(openToAll).some((open) => path.slice(1).startsWith(open));

const named = operations.filter(({ route }) => paramsOf(route).length > 0 && isPolicy(route.access));
const guarded = named.filter(({ operation, route }) => !isOpen(route) && !comingIn.has(operation));

/** Who may call it at all, and reaches no more than a department’s own or shared records. */
const limitedRoles = ({ access }: Route): Role[] =>
  roles.filter((role) => isPolicy(access) && access[role] !== undefined && access[role] !== 'any');

/** What is sent where an example of the schema alone would be refused. */
const bodies: Readonly<Record<string, object>> = {
  updateObject: shop(1, { name: '改名' }),
  commitBatch: { source: 'drand' },
  moveToCeremony: {
    reason: '其他',
    parties: [partner, chance],
    commitBy: '2026-12-02T01:00:00.000Z',
    revealBy: '2026-12-03T01:00:00.000Z',
  },
};
/** Of several things that one name may mean, the one that the operation is about. */
const special: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  approveVoid: { requestId: 'void-1' },
  approveReserve: { requestId: 'reserve-1' },
  getSupervisionLookup: { id: 'lookup-2' },
};

let keys = 0;
function requestOf({ operation, route }: OperationEntry, params: object): object {
  keys += 1;
  return {
    params,
    ...(route.query && { query: {} }),
    ...(route.body && { body: bodies[operation] ?? exampleOf(route.body) }),
    ...(route.ifMatch && { version: 1 }),
    ...(route.creates && { key: `foreign-${String(keys).padStart(6, '0')}` }),
  };
}

const inspectorOf = (department: DepartmentCode) => ({ inspectorId: `${department}-R001` });
const someone = (department: DepartmentCode, role: Role): Principal => ({
  ...person(department, role),
  ...(role === 'inspector' && inspectorOf(department)),
});

async function problem(entry: OperationEntry, who: Principal, params: object): Promise<Problem | 'a value'> {
  const answer = await system.as(who)(
    entry.operation as OperationName,
    requestOf(entry, params) as CallOf<OperationName>,
  );
  return answer.ok ? 'a value' : answer.error;
}

/** An id of the same shape under which there is nothing. */
const missing = (id: string) => (/^\d+$/.test(id) ? '9' : `${id.slice(0, -1)}${id.endsWith('9') ? '8' : '9'}`);

/** An answer without the id that was asked for. */
const without = (answer: Problem | 'a value', ids: readonly string[]) =>
  JSON.parse(ids.reduce((text, id) => text.replaceAll(id, '…'), JSON.stringify(answer))) as Problem | 'a value';

function idsOf({ operation, route }: OperationEntry): Record<string, string> {
  const known = { ...foreignIds[segmentOf(route)], ...special[operation] };
  return Object.fromEntries(paramsOf(route).map((name) => [name, Reflect.get(known, name) ?? '']));
}

const cases = guarded.flatMap((entry) =>
  limitedRoles(entry.route).map((role) => ({ operation: entry.operation, role, entry })),
);

test('every operation with an id in its path that is not open to all has a foreign record to be tried on', () => {
  const without = guarded.filter((entry) => Object.values(idsOf(entry)).includes(''));
  // An auditor's operations reach everything: nothing is foreign to them.
  expect(without.filter(({ route }) => limitedRoles(route).length > 0).map(({ operation }) => operation)).toEqual([]);
  expect(cases.length).toBeGreaterThan(100);
});

describe('A stranger is told the same of what is there and of what is not', () => {
  test.each(cases)('by $operation as $role', async ({ entry, role }) => {
    const who = someone(stranger, role);
    const ids = idsOf(entry);
    const there = await problem(entry, who, ids);
    // The record that the path begins with is the foreign one; what lies under it is asked for by the same name.
    const [first = ''] = Object.keys(ids);
    const none = { ...ids, [first]: missing(ids[first] ?? '') };
    const gone = await problem(entry, who, none);
    expect(there).toMatchObject({ kind: 'not-found', status: 404 });
    expect(without(there, Object.values(ids))).toEqual(without(gone, Object.values(none)));
  });
});

/** What lies under a record that a department may read, and may itself not be read by it. */
const beneath = cases.filter(({ entry }) => segmentOf(entry.route) === 'batches' && paramsOf(entry.route).length > 1);

describe('Who only brings chance to a draw is told the same of what in it names objects, there or not', () => {
  test.each(beneath)('by $operation as $role', async ({ entry, role }) => {
    const who = someone(chance, role);
    const ids = idsOf(entry);
    const [, second = ''] = Object.keys(ids);
    const none = { ...ids, [second]: missing(ids[second] ?? '') };
    const there = await problem(entry, who, ids);
    // Who does not lead the batch may call no reserve, whichever is meant.
    expect(there).toMatchObject({ kind: entry.operation === 'approveReserve' ? 'foreign-department' : 'not-found' });
    expect(without(there, Object.values(ids))).toEqual(without(await problem(entry, who, none), Object.values(none)));
  });

  test.each(['getVisit', 'getTask'] as const)('by %s', async (operation) => {
    const entry = operations.find((each) => each.operation === operation);
    if (!entry) throw new Error(operation);
    const ids = idsOf(entry);
    const none = { id: missing(ids.id ?? '') };
    const who = person(chance, 'officer');
    const there = await problem(entry, who, ids);
    expect(there).toMatchObject({ kind: 'not-found' });
    expect(without(there, Object.values(ids))).toEqual(without(await problem(entry, who, none), Object.values(none)));
  });

  test('and sees nothing of it in any answer with the batch', async () => {
    const party = system.as(person(chance, 'department-admin'));
    const params = { id: 'batch-1' };
    const shown = [
      await party('getBatch', { params }),
      await party('revealSecret', { params, body: { secret: secretOfChance } }),
      await party('submitCommitment', { params, body: { commitment: 'c'.repeat(64) } }),
    ];
    for (const answer of shown) expect(expectOk(answer)).toMatchObject({ reserves: [], teamChanges: [] });
    const { items } = expectOk(await party('listBatches', { query: {} }));
    for (const text of ['change-1', 'reserve-1', foreignIds.visits?.id ?? '']) {
      expect(JSON.stringify([...shown, items])).not.toContain(text);
    }
    const participant = system.as(person(partner, 'department-admin'));
    expect(expectOk(await participant('getBatch', { params })).teamChanges).toHaveLength(1);
  });
});

describe('Who may read a record and not change it is told so', () => {
  const acts = ['updatePlan', 'completeVisit', 'drawBatch', 'commitBatch', 'requestVoid'] as const;
  test.each(acts)('by %s', async (operation) => {
    const entry = operations.find((each) => each.operation === operation);
    if (!entry) throw new Error(operation);
    const [role = 'officer'] = limitedRoles(entry.route);
    const answer = await problem(entry, someone(partner, role), idsOf(entry));
    expect(answer).not.toMatchObject({ kind: 'not-found' });
    expect(answer).not.toBe('a value');
  });
});

test('the owner reads every one of them, or is told that it is not ready yet', async () => {
  const reads = guarded.filter(({ route }) => route.method === 'GET' && limitedRoles(route).length > 0);
  const refused: string[] = [];
  for (const entry of reads) {
    const [role = 'officer'] = limitedRoles(entry.route);
    // An export is for who asked for it, and the files of earlier draws are for the office.
    const asker = segmentOf(entry.route) === 'exports' ? person(owner, 'officer') : someone(owner, role);
    const who = entry.operation === 'getBatchFrame' ? person(owner, 'office') : asker;
    const answer = await problem(entry, who, idsOf(entry));
    if (answer !== 'a value' && answer.kind !== 'not-ready') refused.push(`${entry.operation}: ${answer.kind}`);
  }
  expect(refused).toEqual([]);
});
