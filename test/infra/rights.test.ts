import { describe, expect, test } from 'vitest';
import { audienceOf } from '../../infra/api-groups.ts';
import { allFunctions, type FunctionDefinition, jobFunctions } from '../../infra/functions.ts';
import { groupNames, groups, stepNames, steps } from '../../shared/api/contract.ts';
import type { Step } from '../../shared/api/route.ts';
import type { JobDefinition } from '../../shared/platform/job-definition.ts';
import { type JobName, jobNames, jobs, taskNames } from '../../shared/platform/jobs.ts';
import { type TableName, tableNames, tables } from '../../shared/platform/tables.ts';
import { parts, resourcesOf, type StackPart, type Statement, statementsOf, synth } from '../support/infra.ts';

const templates = synth({ region: 'cn-north-1' });

const home = ({ name, kind }: FunctionDefinition): StackPart => {
  if (kind === 'job') return 'jobs';
  if (kind === 'task') return 'draws';
  if (kind === 'authoriser') return 'access';
  const group = groupNames.find((each) => name in groups[each]);
  if (!group) throw new Error(`${name} is in no group`);
  return `api-${group}`;
};
const rightsOf = (definition: FunctionDefinition): readonly Statement[] =>
  statementsOf(templates[home(definition)], `suiji-test-${definition.name}`);

/** How another stack names a table: by the export that CDK makes of its logical id. */
const idOf = (table: TableName): string => {
  const found = resourcesOf(templates.data, 'AWS::DynamoDB::Table').find(({ id }) =>
    id.toLowerCase().startsWith(`${table}table`),
  );
  if (!found) throw new Error(`no table ${table}`);
  return found.id;
};

/** Actions by table that some statement with this effect names; `*` would show up as no table at all. */
function onTables(statements: readonly Statement[], effect: Statement['effect']): Partial<Record<TableName, string[]>> {
  const found: Partial<Record<TableName, string[]>> = {};
  for (const { actions, resources } of statements.filter((each) => each.effect === effect)) {
    for (const table of tableNames) {
      if (!resources.some((resource) => resource.includes(idOf(table)))) continue;
      found[table] = [...new Set([...(found[table] ?? []), ...actions])].toSorted();
    }
  }
  return found;
}

/** Step Functions cannot be given these for one log group only. */
const logDelivery = [
  'logs:CreateLogDelivery',
  'logs:GetLogDelivery',
  'logs:UpdateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies',
  'logs:DescribeLogGroups',
];

const read = ['dynamodb:BatchGetItem', 'dynamodb:ConditionCheckItem', 'dynamodb:GetItem', 'dynamodb:Query'];
const change = ['dynamodb:BatchWriteItem', 'dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'];
const expected = {
  read,
  write: [...read, ...change].toSorted(),
  append: ['dynamodb:PutItem'],
  extend: [...read, 'dynamodb:PutItem'].toSorted(),
};

describe('what a function may do', () => {
  test.each(allFunctions)('$name reaches the tables it declares, as far as it declares', (definition) => {
    const wanted = Object.entries(definition.uses).map(([table, use]) => [table, expected[use]]);
    expect(onTables(rightsOf(definition), 'Allow')).toEqual(Object.fromEntries(wanted));
  });

  test.each(allFunctions.filter(({ uses }) => uses.audit === 'append' || uses.audit === 'extend'))(
    '$name can append to the audit trail and is denied to change it',
    (definition) => {
      expect(onTables(rightsOf(definition), 'Deny').audit).toEqual(
        expect.arrayContaining(['dynamodb:BatchWriteItem', 'dynamodb:DeleteItem', 'dynamodb:UpdateItem']),
      );
    },
  );

  test('nobody may rewrite the audit trail', () => {
    for (const definition of allFunctions) {
      const allowed = onTables(rightsOf(definition), 'Allow').audit ?? [];
      expect(allowed.filter((action) => /Update|Delete|BatchWrite/.test(action))).toEqual([]);
    }
  });

  test.each(allFunctions.filter((each) => home(each) === 'api-public' && each.name !== 'subject'))(
    '$name, which anyone may call, reads the Public table and decrypts nothing else',
    (definition) => {
      const statements = rightsOf(definition);
      const tablesNamed = Object.keys(onTables(statements, 'Allow'));
      expect(tablesNamed.filter((table) => table !== 'public')).toEqual([]);
      const keys = statements.filter(({ actions }) => actions.some((action) => action.startsWith('kms:')));
      for (const { resources } of keys) expect(resources.join()).toMatch(/PublicKey|EnvironmentKey/);
      const services = new Set(statements.flatMap(({ actions }) => actions.map((action) => action.split(':')[0])));
      expect([...services].filter((service) => !['dynamodb', 'kms', 'logs'].includes(service ?? ''))).toEqual([]);
    },
  );

  test('subject, which asks for a code, reaches no informant, no file and no job', () => {
    const definition = allFunctions.find(({ name }) => name === 'subject');
    const statements = definition ? rightsOf(definition) : [];
    expect(Object.keys(onTables(statements, 'Allow'))).not.toContain('informants');
    const services = new Set(statements.flatMap(({ actions }) => actions.map((action) => action.split(':')[0])));
    expect([...services].toSorted()).toEqual(['dynamodb', 'kms', 'logs']);
  });

  test.each(allFunctions)('$name may encrypt only if it writes something', (definition) => {
    const { uses, blobs } = definition;
    const actions = new Set(rightsOf(definition).flatMap((statement) => statement.actions));
    const writes = Object.values(blobs).includes('write') || Object.values(uses).some((use) => use !== 'read');
    expect(actions.has('kms:Encrypt')).toBe(writes);
    const keys = rightsOf(definition).filter((statement) => statement.actions.includes('kms:Decrypt'));
    const readsRecords = Object.keys(blobs).length > 0 || Object.keys(uses).length > 0;
    expect(keys.some(({ resources }) => !resources.join().includes('EnvironmentKey'))).toBe(readsRecords);
    expect(keys.filter(({ resources }) => resources.join().includes('EnvironmentKey'))).toEqual([
      expect.objectContaining({ actions: ['kms:Decrypt'] }),
    ]);
  });

  test('no action and no resource is left open, but for the files of a folder, the shards of a draw and the delivery of one log', () => {
    for (const part of parts) {
      for (const { Properties } of resourcesOf(templates[part], 'AWS::IAM::Policy')) {
        for (const { Action, Resource } of Properties.PolicyDocument.Statement) {
          if ([Action].flat().every((action: string) => logDelivery.includes(action))) continue;
          expect([Action].flat().filter((action: string) => action.includes('*'))).toEqual([]);
          const open = [Resource]
            .flat()
            .map((each) => JSON.stringify(each))
            .filter((each) => each.includes('*'));
          expect(
            open.filter(
              (each) =>
                !/suiji-test-data-(blobs|kept)"\},"\/(imports|exports|uploads|shards|draws|books|evidence|log)\/\*"|:execution:suiji-test-draw:\*"/.test(
                  each,
                ),
            ),
          ).toEqual([]);
        }
      }
    }
  });

  test.each(allFunctions)(
    '$name reaches the folders of files it declares and no others, as far as it declares',
    (definition) => {
      const objects = rightsOf(definition).filter(({ actions }) =>
        actions.some((action) => /^s3:\w+Object$/.test(action)),
      );
      const found = objects.flatMap(({ actions, resources }) =>
        resources.map((each) => [
          /data-(blobs|kept)"\},"\/(.+)"\]\]\}$/.exec(each)?.slice(1).join(' '),
          actions.toSorted(),
        ]),
      );
      const wanted = Object.entries(definition.blobs).map(([folder, use]) => [
        `${['draws', 'books', 'evidence', 'log'].includes(folder) ? 'kept' : 'blobs'} ${folder}/*`,
        use === 'write' ? ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'] : ['s3:GetObject'],
      ]);
      expect(Object.fromEntries(found)).toEqual(Object.fromEntries(wanted));
      const listed = rightsOf(definition).filter(({ actions }) => actions.includes('s3:ListBucket'));
      const buckets = new Set(wanted.map(([place]) => String(place).split(' ')[0]));
      expect(listed.flatMap(({ resources }) => resources)).toHaveLength(buckets.size);
    },
  );

  test('what reads files from outside can neither read evidence nor write what a draw is proven by', () => {
    for (const name of ['stage-import', 'resume-imports']) {
      const definition = allFunctions.find((each) => each.name === name);
      expect(definition?.blobs).toEqual({ imports: 'write' });
      expect(JSON.stringify(definition && rightsOf(definition))).not.toMatch(/data-kept|evidence|draws\//);
    }
  });

  test.each(allFunctions)('$name starts the jobs it declares and no others', (definition) => {
    const invoked = rightsOf(definition)
      .filter(({ actions }) => actions.includes('lambda:InvokeFunction'))
      .flatMap(({ resources }) => resources.map((each) => /function:suiji-test-([\w-]+)/.exec(each)?.[1]));
    expect(invoked.toSorted()).toEqual([...definition.starts].toSorted());
  });
});

test('only what freezes, draws, amends or hands over a draw opens its key, and no right of its own reaches another key', () => {
  const opening = allFunctions.filter((definition) =>
    rightsOf(definition).some(({ resources }) => resources.join().includes('DrawKeysKey')),
  );
  expect(opening.map(({ name }) => name).toSorted()).toEqual([
    'amendments',
    'draw-objects',
    'draws',
    'freeze-shard',
    'keys',
    'match-teams',
  ]);
  for (const definition of opening) {
    const own = rightsOf(definition).filter(({ resources }) => resources.join().includes('DrawKeysKey'));
    expect(own.map(({ actions }) => actions.toSorted())).toEqual([['kms:Decrypt', 'kms:GenerateDataKey']]);
  }
});

test('what starts the draw process declares so, and may do nothing else with it', () => {
  for (const definition of allFunctions) {
    const own = rightsOf(definition).filter(({ actions }) => actions.some((action) => action.startsWith('states:')));
    expect(own.flatMap(({ actions }) => actions)).toEqual(definition.startsDraws ? ['states:StartExecution'] : []);
    for (const { resources } of own) expect(resources.join()).toMatch(/:stateMachine:suiji-test-draw"/);
  }
  expect(allFunctions.filter(({ startsDraws }) => startsDraws).map(({ name }) => name)).toEqual([
    'draws',
    'resume-draws',
  ]);
});

test('the draw process calls its tasks and no other function', () => {
  const calls = resourcesOf(templates.draws, 'AWS::IAM::Policy')
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .filter(({ Action }) => Action === 'lambda:InvokeFunction');
  expect(calls).toHaveLength(1);
  const called = calls[0].Resource.map((each: { 'Fn::GetAtt': [string] }) => each['Fn::GetAtt'][0]);
  const functions = resourcesOf(templates.draws, 'AWS::Lambda::Function');
  expect(called.toSorted()).toEqual(functions.map(({ id }) => id).toSorted());
  expect(functions).toHaveLength(taskNames.length);
});

test('the draw process starts, follows and stops executions of itself alone, one for each shard', () => {
  const own = resourcesOf(templates.draws, 'AWS::IAM::Policy')
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .filter(({ Action }) => [Action].flat().some((action: string) => action.startsWith('states:')))
    .map(({ Action, Resource }) => [
      [Action].flat(),
      /:((stateMachine|execution):[^"]*)"/.exec(JSON.stringify(Resource))?.[1],
    ]);
  expect(own).toEqual([
    [['states:StartExecution'], 'stateMachine:suiji-test-draw'],
    [['states:DescribeExecution', 'states:StopExecution'], 'execution:suiji-test-draw:*'],
  ]);
});

describe('the declarations themselves', () => {
  test('a name stands for one function', () => {
    const names = allFunctions.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  test('a job that no schedule starts is started by a step, or by a process', () => {
    const started = new Set<JobName>(stepNames.flatMap((name) => (steps[name] as Step).starts ?? []));
    const idle = jobNames.filter((name) => {
      const { schedules, task }: JobDefinition = jobs[name];
      return schedules.length === 0 && !task && !started.has(name);
    });
    expect(idle).toEqual([]);
  });

  test('a step that creates something may remember the request, and one that writes may append to the audit trail', () => {
    const all = stepNames.map((name) => [name, steps[name] as Step] as const);
    const creating = all.filter(([, { routes }]) => Object.values(routes).some(({ creates }) => creates));
    expect(creating.filter(([, { uses }]) => uses.ops !== 'write').map(([name]) => name)).toEqual([]);
    const writing = all.filter(([, { uses }]) => [uses.registry, uses.workflow, uses.results].includes('write'));
    expect(writing.filter(([, { uses }]) => uses.audit !== 'append').map(([name]) => name)).toEqual([]);
  });

  test('every job is a function of its own', () => {
    expect(jobFunctions.map(({ name }) => name)).toEqual([...jobNames]);
  });

  const summary = { zh: '试', en: 'trial' };
  const route = { method: 'GET', path: '/x', summary, success: { status: 200 }, failures: [] } as const;

  test.each([
    [
      'mixes public and internal routes',
      { summary, uses: {}, routes: { a: { ...route, access: 'public' }, b: { ...route, access: {} } } },
    ],
    [
      'reads another table than Public',
      { summary, uses: { registry: 'read' }, routes: { a: { ...route, access: 'public' } } },
    ],
    ['writes the Public table', { summary, uses: { public: 'write' }, routes: { a: { ...route, access: 'public' } } }],
    ['reads files', { summary, uses: {}, blobs: 'read', routes: { a: { ...route, access: 'public' } } }],
  ])('a public step that %s is refused', (_, step) => {
    // Only what the check looks at is filled in.
    expect(() => audienceOf(step as unknown as Step)).toThrow(/public/);
  });
});

test('every table has a role to play', () => {
  const used = new Set(allFunctions.flatMap(({ uses }) => Object.keys(uses)));
  expect(Object.keys(tables).filter((table) => !used.has(table))).toEqual([]);
});
