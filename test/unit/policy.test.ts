import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import type { HttpHandler } from '../../functions/chain/http-handler.ts';
import type { Dependencies } from '../../functions/dependencies.ts';
import { entryOf, operations, type StepName, stepNames } from '../../shared/api/contract.ts';
import { isPolicy } from '../../shared/api/route.ts';
import { type Role, roles } from '../../shared/base/roles.ts';
import { whoMay } from '../support/policy-sentences.ts';

interface StepModule {
  readonly createHandler: (deps: Dependencies) => HttpHandler;
}

/** Dependencies that fail the moment anything reaches for them: a refused caller must never get that far. */
const out = (name: string) =>
  new Proxy(Object, {
    get: () => {
      throw new Error(`reached ${name}`);
    },
    apply: () => {
      throw new Error(`reached ${name}`);
    },
  }) as never;
const untouched: Dependencies = {
  work: out('work'),
  records: out('records'),
  registry: out('registry'),
  staging: out('staging'),
  published: out('published'),
  audit: out('audit'),
  contents: out('contents'),
  allowances: out('allowances'),
  counters: out('counters'),
  deadlineCounts: out('deadlineCounts'),
  requests: out('requests'),
  blobs: out('blobs'),
  beacons: out('beacons'),
  keys: out('keys'),
  tabular: out('tabular'),
  notifier: out('notifier'),
  jobs: out('jobs'),
  drawProcess: out('drawProcess'),
  salt: out('salt'),
  backoff: out('backoff'),
  clock: () => new Date('2026-11-23T00:00:00Z'),
  cursorKey: 'k'.repeat(32),
};

const modules: readonly (readonly [StepName, StepModule])[] = await Promise.all(
  stepNames.map(
    async (step) => [step, (await import(/* @vite-ignore */ `../../${entryOf(step)}`)) as StepModule] as const,
  ),
);
const handlers = new Map(modules.map(([step, { createHandler }]) => [step, createHandler(untouched)]));

async function ask(operation: string, principal: object | undefined): Promise<{ status: number; kind?: string }> {
  const entry = operations.find((each) => each.operation === operation);
  const handler = entry && handlers.get(entry.step);
  if (!entry || !handler) throw new Error(`no handler for ${operation}`);
  const event = {
    httpMethod: entry.route.method,
    resource: entry.route.path,
    path: entry.route.path,
    headers: { 'content-type': 'application/json' },
    pathParameters: null,
    queryStringParameters: null,
    body: '{',
    requestContext: { authorizer: principal && { principal: JSON.stringify(principal) } },
  } as unknown as APIGatewayProxyEvent;
  const answer = await handler(event, { awsRequestId: 'test' } as Context);
  const body: unknown = answer.isBase64Encoded ? undefined : JSON.parse(answer.body || '{}');
  return { status: answer.statusCode, ...(body as { kind?: string }) };
}

const person = (role: Role, mfa = true) => ({ id: `u-${role}`, name: '某人', department: 'SCJG', roles: [role], mfa });
const internal = operations.filter(({ route }) => isPolicy(route.access));
const cells = internal.flatMap((entry) =>
  roles.map((role) => [entry.operation, role, whoMay(entry)?.[role] !== undefined] as const),
);

describe('the policy, over every operation and role', () => {
  test.each(cells)('%s by %s: allowed is %s', async (operation, role, allowed) => {
    const { kind } = await ask(operation, person(role));
    const refusal = ['unauthenticated', 'forbidden', 'mfa-required'].find((each) => each === kind);
    expect(refusal).toBe(allowed ? undefined : 'forbidden');
  });

  test.each(internal.map(({ operation }) => [operation]))('%s wants a login', async (operation) => {
    expect(await ask(operation, undefined)).toMatchObject({ status: 401, kind: 'unauthenticated' });
  });

  const writes = internal.filter(({ route }) => route.method !== 'GET');
  test.each(writes.map((entry) => [entry.operation, entry] as const))(
    '%s wants a second factor',
    async (operation, entry) => {
      const role = roles.find((each) => whoMay(entry)?.[each]);
      expect(role && (await ask(operation, person(role, false)))).toMatchObject({ status: 403, kind: 'mfa-required' });
    },
  );
});

describe('separation of duties', () => {
  const may = (role: Role) => internal.filter(({ route }) => isPolicy(route.access) && route.access[role]);
  const writesOf = (role: Role) => may(role).filter(({ route }) => route.method !== 'GET');

  test('the auditor changes no business record, and the county government only decides disputes and opens again what was closed', () => {
    // Marking an own notice as read and computing a preview change no business record; nor does opening a draw to check it.
    const opening = ['requestKeyExport', 'approveKeyExport', 'collectKeyExport', 'recordKeyCheck'];
    // Reading what is sealed is written down, and changes nothing of it.
    const harmless = ['readNotice', 'readTransfer', 'previewEntry', 'previewCampaign', ...opening];
    const changes = (role: Role) =>
      writesOf(role).flatMap(({ operation }) => (harmless.includes(operation) ? [] : [operation]));
    expect(changes('auditor')).toEqual([]);
    // It says whose a matter is and makes a department take one up again; what is said of it stays the department's.
    expect(changes('supervisor')).toEqual(['reopenLead', 'decideFollowUp', 'reopenFollowUp', 'decideShareDispute']);
  });

  test('the joint meeting, its office included, never records an inspection (R3)', () => {
    const recording = [
      'saveResult',
      'clearResult',
      'submitResult',
      'completeVisit',
      'endVisit',
      'recordNonPerformance',
      'createEvidence',
      'confirmEvidence',
      'removeEvidence',
    ];
    expect(writesOf('office').filter(({ operation }) => recording.includes(operation))).toEqual([]);
  });

  test('the system administrator reaches no plan, draw, lead, result or registry', () => {
    const business = [
      'items',
      'objects',
      'inspectors',
      'experts',
      'imports',
      'plans',
      'campaigns',
      'draws',
      'leads',
      'tasks',
      'results',
      'publication',
    ];
    expect(
      may('sysadmin')
        .filter(({ step }) => business.includes(step))
        .map(({ operation }) => operation),
    ).toEqual([]);
  });

  test('only the auditor reads the audit trail', () => {
    for (const { route } of internal.filter(({ step }) => step === 'audit'))
      expect(route.access).toEqual({ auditor: 'any' });
  });

  test('a department changes no registry but its own', () => {
    const registries = ['items', 'objects', 'inspectors', 'experts', 'imports'];
    const undoing = ['undoImport', 'approveUndo'];
    const classes = ['announceClassFile', 'checkClassFile', 'activateClassFile', 'discardClassFile'];
    const writing = internal.filter(({ step, route }) => registries.includes(step) && route.method !== 'GET');
    for (const { operation, route } of writing) {
      // The office is no department; it may take back what a department has imported, and brings in the classes of all.
      const { office, ...departments } = route.access as Partial<Record<Role, string>>;
      expect(office).toBe([...undoing, ...classes].includes(operation) ? 'any' : undefined);
      expect(Object.values(departments).every((scope) => scope === 'own')).toBe(true);
    }
  });
});
