import { describe, expect, test } from 'vitest';
import { audiences } from '../../infra/api-groups.ts';
import { allFunctions } from '../../infra/functions.ts';
import { groupNames, stepNames, steps } from '../../shared/api/contract.ts';
import type { Route } from '../../shared/api/route.ts';
import { AuthoriserEnvironment, Environment } from '../../shared/platform/environment.ts';
import type { JobDefinition } from '../../shared/platform/job-definition.ts';
import { jobNames, jobs, taskNames } from '../../shared/platform/jobs.ts';
import { primaryKey, type TableDefinition, tableNames, tables } from '../../shared/platform/tables.ts';
import { apiParts, parts, resourcesOf, synth } from '../support/infra.ts';

const templates = synth({
  region: 'cn-northwest-1',
  settings: { webhookUrl: 'https://notify.example.org/hook', reservedConcurrency: { 'stage-import': 2 } },
});

describe('what must not be lost', () => {
  const made = resourcesOf(templates.data, 'AWS::DynamoDB::Table');

  test.each(tableNames)('table %s has the keys and indexes of shared/platform/tables.ts', (name) => {
    const table = made.find(({ id }) => id.toLowerCase().startsWith(`${name}table`));
    const definition: TableDefinition = tables[name];
    const keys = (partition: string, sort: string) => [
      { AttributeName: partition, KeyType: 'HASH' },
      { AttributeName: sort, KeyType: 'RANGE' },
    ];
    const indexes = Object.entries(definition.indexes).map(([IndexName, { partition, sort }]) => ({
      IndexName,
      KeySchema: keys(partition, sort),
      Projection: { ProjectionType: 'ALL' },
    }));
    expect(table?.Properties.KeySchema).toEqual(keys(primaryKey.partition, primaryKey.sort));
    expect(table?.Properties.GlobalSecondaryIndexes ?? []).toEqual(indexes);
    expect(table?.Properties.TimeToLiveSpecification?.AttributeName).toBe(definition.expires);
  });

  test.each(tableNames)('table %s can be set back, is not deleted by mistake and outlives its stack', (name) => {
    const table = made.find(({ id }) => id.toLowerCase().startsWith(`${name}table`));
    expect(table).toMatchObject({
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        DeletionProtectionEnabled: true,
        BillingMode: 'PAY_PER_REQUEST',
        SSESpecification: { SSEType: 'KMS' },
      },
    });
  });

  test('only the Public table is encrypted with the public key', () => {
    const byKey = made.filter(({ Properties }) => /PublicKey/.test(JSON.stringify(Properties.SSESpecification)));
    expect(byKey.map(({ id }) => id.replace(/Table.*/, ''))).toEqual(['Public']);
  });

  test('nothing but the six tables, and no other stack, holds records', () => {
    expect(made).toHaveLength(tableNames.length);
    const elsewhere = parts.filter((part) => part !== 'data');
    for (const part of elsewhere) {
      expect(resourcesOf(templates[part], 'AWS::DynamoDB::Table')).toEqual([]);
      expect(resourcesOf(templates[part], 'AWS::S3::Bucket')).toEqual([]);
    }
  });

  test('files are closed to the public, versioned, encrypted, logged and fetched over TLS only', () => {
    const [, ...files] = resourcesOf(templates.data, 'AWS::S3::Bucket');
    expect(files).toHaveLength(2);
    for (const { Properties } of files) {
      expect(Properties.LoggingConfiguration.DestinationBucketName).toBeDefined();
      expect(JSON.stringify(Properties.BucketEncryption)).toContain('aws:kms');
    }
    const denied = resourcesOf(templates.data, 'AWS::S3::BucketPolicy').map(({ Properties }) =>
      JSON.stringify(Properties),
    );
    expect(denied).toHaveLength(3);
    for (const policy of denied) expect(policy).toContain('"aws:SecureTransport":"false"');
  });
});

describe('functions', () => {
  const made = parts.flatMap((part) => resourcesOf(templates[part], 'AWS::Lambda::Function'));
  const named = (name: string) =>
    made.find(({ Properties }) => Properties.FunctionName === `suiji-test-${name}`)?.Properties;

  test('are those of the contract table, the job list and the authoriser', () => {
    expect(made.map(({ Properties }) => Properties.FunctionName).toSorted()).toEqual(
      allFunctions.map(({ name }) => `suiji-test-${name}`).toSorted(),
    );
  });

  test.each(allFunctions)('$name finds in its environment what it reads there', ({ name, kind }) => {
    const wanted = kind === 'authoriser' ? AuthoriserEnvironment.keyof() : Environment.keyof();
    const variables = Object.keys(named(name)?.Environment.Variables ?? {});
    expect(variables.filter((variable) => !wanted.safeParse(variable).success)).toEqual([]);
    const schema = kind === 'authoriser' ? AuthoriserEnvironment : Environment;
    const resolved = Object.entries(named(name)?.Environment.Variables ?? {}).map(([variable, value]) => [
      variable,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]);
    expect(schema.safeParse(Object.fromEntries(resolved)).error).toBeUndefined();
  });

  test('hold the key of page positions only where they answer lists, and never in the template', () => {
    for (const { name } of allFunctions) {
      const step = stepNames.find((each) => each === name);
      const lists = step !== undefined && Object.values<Route>(steps[step].routes).some(({ paged }) => paged);
      const key = named(name)?.Environment.Variables.CURSOR_KEY;
      expect(key !== undefined, name).toBe(lists);
      expect(JSON.stringify(key)?.includes('{{resolve:secretsmanager:') ?? false, name).toBe(lists);
    }
  });

  test('have their settings encrypted with a key that protects nothing else', () => {
    for (const { name } of allFunctions) expect(JSON.stringify(named(name)?.KmsKeyArn)).toContain('EnvironmentKey');
    expect(JSON.stringify(resourcesOf(templates.data, 'AWS::DynamoDB::Table'))).not.toContain('EnvironmentKey');
    expect(JSON.stringify(resourcesOf(templates.data, 'AWS::S3::Bucket'))).not.toContain('EnvironmentKey');
  });

  test('learn where reminders go only if they send some', () => {
    for (const { name, notifies } of allFunctions) {
      expect(named(name)?.Environment.Variables.WEBHOOK_URL !== undefined).toBe(notifies);
    }
  });

  test('ask the relays of the beacon that the county names, and the public ones where it names none', () => {
    expect(named('draws')?.Environment.Variables.DRAND_RELAYS).toBeUndefined();
    const drandRelays = ['https://drand.example.gov.cn', 'https://api.drand.sh'];
    const own = synth({ region: 'cn-northwest-1', settings: { drandRelays } });
    const variables = resourcesOf(own['api-planning'], 'AWS::Lambda::Function').map(
      ({ Properties }) => Properties.Environment.Variables.DRAND_RELAYS,
    );
    expect(variables).toContain('https://drand.example.gov.cn,https://api.drand.sh');
  });

  test('log for 400 days', () => {
    const groups = parts.flatMap((part) => resourcesOf(templates[part], 'AWS::Logs::LogGroup'));
    // One for each function, for the draw process and for each firewall, and for each API one of its callers and one of its faults.
    expect(groups).toHaveLength(allFunctions.length + 1 + audiences.length + 2 * apiParts.length);
    for (const { Properties } of groups) expect(Properties.RetentionInDays).toBe(400);
  });

  test('take the executions that the settings reserve', () => {
    expect(named('stage-import')?.ReservedConcurrentExecutions).toBe(2);
    expect(named('settle-import')?.ReservedConcurrentExecutions).toBeUndefined();
  });

  test('run on x86 in China unless the settings say otherwise', () => {
    expect(named('authoriser')?.Architectures).toEqual(['x86_64']);
    const arm = synth({ region: 'cn-northwest-1', settings: { architecture: 'arm64' } });
    expect(resourcesOf(arm.jobs, 'AWS::Lambda::Function')[0]?.Properties.Architectures).toEqual(['arm64']);
  });
});

describe('work without a caller', () => {
  test('starts at its hour in Shanghai', () => {
    const schedules = resourcesOf(templates.jobs, 'AWS::Scheduler::Schedule').map(({ Properties }) => Properties);
    const wanted = jobNames.flatMap((name) => (jobs[name] as JobDefinition).schedules.map((cron) => `cron(${cron})`));
    expect(schedules.map(({ ScheduleExpression }) => ScheduleExpression)).toEqual(wanted);
    for (const { ScheduleExpressionTimezone } of schedules) expect(ScheduleExpressionTimezone).toBe('Asia/Shanghai');
  });

  test('is repeated twice and then kept as a dead letter', () => {
    const configs = resourcesOf(templates.jobs, 'AWS::Lambda::EventInvokeConfig');
    // A task is repeated by the process that calls it.
    expect(configs).toHaveLength(jobNames.length - taskNames.length);
    for (const { Properties } of configs) {
      expect(Properties.MaximumRetryAttempts).toBe(2);
      expect(JSON.stringify(Properties.DestinationConfig.OnFailure)).toContain('DeadLetters');
    }
  });
});

describe('alarms', () => {
  const alarms = resourcesOf(templates.observability, 'AWS::CloudWatch::Alarm');
  const watched = JSON.stringify(alarms);

  test.each(allFunctions)('ring when $name fails or is throttled', ({ name }) => {
    const own = alarms.filter(({ Properties }) =>
      JSON.stringify(Properties.Dimensions ?? []).includes(`"suiji-test-${name}"`),
    );
    // Lambda counts every refused token as an error of the authoriser, which therefore counts by itself.
    const failure = name === 'authoriser' ? 'providerFaults' : 'Errors';
    expect(own.map(({ Properties }) => Properties.MetricName)).toEqual(expect.arrayContaining([failure, 'Throttles']));
  });

  test('ring when a scheduled job did not come to its end, even if there is no figure at all', () => {
    const scheduled = jobNames.filter((name) => (jobs[name] as JobDefinition).schedules.length > 0);
    const silent = alarms.filter(({ Properties }) => Properties.TreatMissingData === 'breaching');
    expect(silent).toHaveLength(scheduled.length);
    for (const { Properties } of silent) {
      const dimensions = JSON.stringify(Properties.Dimensions);
      const hourly =
        /resume-(imports|draws)|index-search|export-registry|import-(leads|lists)|unwind-listings|remind-parties/.test(
          dimensions,
        );
      expect(Properties).toMatchObject({
        Namespace: 'Suiji',
        MetricName: 'Completed',
        Period: hourly ? 3 * 3600 : 86_400,
        EvaluationPeriods: 1,
      });
    }
  });

  test.each(groupNames)('ring for faults and slowness of the %s API', (group) => {
    const own = alarms.filter(({ Properties }) =>
      (Properties.Dimensions ?? []).some(
        ({ Name, Value }: Record<string, unknown>) => Name === 'ApiName' && Value === `suiji-test-${group}`,
      ),
    );
    expect(own.map(({ Properties }) => Properties.MetricName).toSorted()).toEqual(['5XXError', 'Latency']);
    const [api] = resourcesOf(templates[`api-${group}`], 'AWS::ApiGateway::RestApi');
    expect(api?.Properties.Name).toBe(`suiji-test-${group}`);
  });

  test('ring for throttled tables and dead letters', () => {
    for (const metric of ['ReadThrottleEvents', 'WriteThrottleEvents', 'ApproximateNumberOfMessagesVisible']) {
      expect(watched).toContain(`"${metric}"`);
    }
  });

  test('say what they mean and tell somebody', () => {
    for (const { Properties } of alarms) {
      expect(Properties.AlarmDescription.length).toBeGreaterThan(40);
      expect(Properties.AlarmDescription.length).toBeLessThan(1024);
      expect(Properties.AlarmActions).toHaveLength(1);
    }
  });
});
