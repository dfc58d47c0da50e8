import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { beforeAll, describe, expect, test } from 'vitest';
import { guardRules, ownRules } from '../../infra/checks.ts';

interface Written {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

const retained = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
const statement = {
  Effect: 'Allow',
  Action: ['s3:GetObject'],
  Resource: 'x',
  Principal: { Service: 'lambda.amazonaws.com' },
};
const policy = (changed: object = {}) => ({ PolicyDocument: { Statement: [{ ...statement, ...changed }] } });

/** One resource of each kind as the stacks write it. */
const sound = {
  table: {
    Type: 'AWS::DynamoDB::Table',
    ...retained,
    Properties: {
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: true,
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: { Ref: 'key' } },
      BillingMode: 'PAY_PER_REQUEST',
    },
  },
  bucket: {
    Type: 'AWS::S3::Bucket',
    ...retained,
    Properties: {
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    },
  },
  key: {
    Type: 'AWS::KMS::Key',
    ...retained,
    Properties: { EnableKeyRotation: true, KeyPolicy: { Statement: [{ ...statement, Principal: { AWS: 'root' } }] } },
  },
  function: {
    Type: 'AWS::Lambda::Function',
    Properties: { Runtime: 'nodejs24.x', LoggingConfig: { LogGroup: { Ref: 'log' } } },
  },
  permission: {
    Type: 'AWS::Lambda::Permission',
    Properties: { Principal: 'apigateway.amazonaws.com', SourceArn: 'arn', Action: 'lambda:InvokeFunction' },
  },
  api: { Type: 'AWS::ApiGateway::RestApi', Properties: { EndpointConfiguration: { Types: ['REGIONAL'] } } },
  domain: {
    Type: 'AWS::ApiGateway::DomainName',
    Properties: { EndpointConfiguration: { Types: ['REGIONAL'] }, SecurityPolicy: 'TLS_1_2' },
  },
  stage: {
    Type: 'AWS::ApiGateway::Stage',
    Properties: { TracingEnabled: false, MethodSettings: [{ DataTraceEnabled: false }] },
  },
  schedule: {
    Type: 'AWS::Scheduler::Schedule',
    Properties: { ScheduleExpressionTimezone: 'Asia/Shanghai', Target: { DeadLetterConfig: { Arn: 'arn' } } },
  },
  machine: {
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: {
      StateMachineType: 'STANDARD',
      LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
      TracingConfiguration: { Enabled: false },
    },
  },
  log: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 400 } },
  rolePolicy: {
    Type: 'AWS::IAM::Policy',
    Properties: { PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 's3:GetObject' }] } },
  },
  queuePolicy: { Type: 'AWS::SQS::QueuePolicy', Properties: policy() },
  denial: {
    Type: 'AWS::S3::BucketPolicy',
    Properties: policy({ Effect: 'Deny', Principal: { AWS: '*' }, Action: 's3:*' }),
  },
  role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement: [statement] } } },
} as const satisfies Record<string, Written>;

type Kind = keyof typeof sound;

/** Which resource is broken, how, and the rule that must notice. */
const broken: readonly (readonly [rule: string, how: string, resource: Written])[] = [
  ...changes('table', [
    [
      'TABLE_RECOVERABLE',
      'point-in-time recovery is off',
      { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false } },
    ],
    ['TABLE_RECOVERABLE', 'nothing is said of recovery', { PointInTimeRecoverySpecification: undefined }],
    ['TABLE_PROTECTED', 'deletion protection is not mentioned', { DeletionProtectionEnabled: undefined }],
    ['TABLE_PROTECTED', 'deletion protection is off', { DeletionProtectionEnabled: false }],
    ['TABLE_OWN_KEY', 'the key is one of AWS', { SSESpecification: undefined }],
    ['TABLE_OWN_KEY', 'the key is not named', { SSESpecification: { SSEEnabled: true, SSEType: 'KMS' } }],
    ['TABLE_ON_DEMAND', 'capacity is bought in advance', { BillingMode: 'PROVISIONED' }],
  ]),
  ['TABLE_RETAINED', 'a table goes with its stack', { ...sound.table, DeletionPolicy: 'Delete' }],
  ['TABLE_RETAINED', 'a replaced table is lost', { ...sound.table, UpdateReplacePolicy: 'Delete' }],
  ['TABLE_NOT_GLOBAL', 'a global table', { Type: 'AWS::DynamoDB::GlobalTable', ...retained, Properties: {} }],
  ...changes('bucket', [
    ['BUCKET_LOCKED_BY_DEFAULT', 'write-once storage keeps only what asks for it', { ObjectLockEnabled: true }],
    ['BUCKET_VERSIONED', 'no versions are kept', { VersioningConfiguration: undefined }],
    [
      'BUCKET_CLOSED',
      'public policies are possible',
      {
        PublicAccessBlockConfiguration: {
          ...sound.bucket.Properties.PublicAccessBlockConfiguration,
          BlockPublicPolicy: false,
        },
      },
    ],
    ['BUCKET_CLOSED', 'nothing is said of public access', { PublicAccessBlockConfiguration: undefined }],
  ]),
  ['BUCKET_RETAINED', 'a bucket goes with its stack', { ...sound.bucket, DeletionPolicy: 'Delete' }],
  ...changes('key', [
    ['KEY_ROTATED', 'a key never changes', { EnableKeyRotation: false }],
    [
      'NO_WILDCARD_PRINCIPAL',
      'anyone may use a key',
      { KeyPolicy: { Statement: [{ ...statement, Principal: { AWS: '*' } }] } },
    ],
  ]),
  ['KEY_RETAINED', 'a key goes with its stack', { ...sound.key, DeletionPolicy: 'Delete' }],
  ...changes('function', [
    ['FUNCTION_RUNTIME', 'another runtime', { Runtime: 'nodejs22.x' }],
    ['FUNCTION_OWN_LOG', 'a log group that Lambda makes', { LoggingConfig: undefined }],
    ['FUNCTION_NOT_TRACED', 'traced by X-Ray', { TracingConfig: { Mode: 'Active' } }],
    ['FUNCTION_NO_LAYER', 'a layer', { Layers: ['arn'] }],
  ]),
  ['NO_FUNCTION_URL', 'a function URL', { Type: 'AWS::Lambda::Url', Properties: { AuthType: 'AWS_IAM' } }],
  ...changes('permission', [
    ['PERMISSION_NARROW', 'anyone may call', { Principal: '*' }],
    ['PERMISSION_NARROW', 'any API may call', { SourceArn: undefined }],
  ]),
  ...changes('api', [
    ['API_REGIONAL', 'an edge endpoint', { EndpointConfiguration: { Types: ['EDGE'] } }],
    ['API_REGIONAL', 'the default endpoint', { EndpointConfiguration: undefined }],
  ]),
  ...changes('domain', [
    ['DOMAIN_REGIONAL', 'an edge domain', { EndpointConfiguration: { Types: ['EDGE'] } }],
    ['DOMAIN_REGIONAL', 'TLS 1.0', { SecurityPolicy: 'TLS_1_0' }],
  ]),
  ['NO_HTTP_API', 'an HTTP API', { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } }],
  ...changes('stage', [
    ['STAGE_QUIET', 'traced by X-Ray', { TracingEnabled: true }],
    ['STAGE_QUIET', 'bodies are logged', { MethodSettings: [{ DataTraceEnabled: true }] }],
  ]),
  ...changes('schedule', [
    ['SCHEDULE_OF_THE_COUNTY', 'universal time', { ScheduleExpressionTimezone: undefined }],
    ['SCHEDULE_OF_THE_COUNTY', 'a failed start is forgotten', { Target: {} }],
  ]),
  ...changes('machine', [
    ['MACHINE_STANDARD', 'an Express workflow', { StateMachineType: 'EXPRESS' }],
    ['MACHINE_STANDARD', 'nothing is said of the type', { StateMachineType: undefined }],
    ['MACHINE_LOGS_NO_DATA', 'data in the log', { LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: true } }],
    ['MACHINE_LOGS_NO_DATA', 'no log', { LoggingConfiguration: undefined }],
    ['MACHINE_NOT_TRACED', 'traced by X-Ray', { TracingConfiguration: { Enabled: true } }],
  ]),
  ...changes('log', [
    ['LOG_KEPT', '180 days', { RetentionInDays: 180 }],
    ['LOG_KEPT', 'no retention', { RetentionInDays: undefined }],
  ]),
  ...changes('rolePolicy', [
    ['NO_WILDCARD_ACTION', 'every action', { PolicyDocument: { Statement: [{ Effect: 'Allow', Action: '*' }] } }],
    [
      'NO_WILDCARD_ACTION',
      'every action in a list',
      { PolicyDocument: { Statement: [{ Effect: 'Allow', Action: ['s3:GetObject', '*'] }] } },
    ],
  ]),
  ...changes('queuePolicy', [
    ['NO_WILDCARD_PRINCIPAL', 'anyone', policy({ Principal: '*' })],
    ['NO_WILDCARD_PRINCIPAL', 'any account', policy({ Principal: { AWS: '*' } })],
    ['NO_WILDCARD_PRINCIPAL', 'any account in a list', policy({ Principal: { AWS: ['a', '*'] } })],
  ]),
  ...changes('role', [
    [
      'NO_WILDCARD_PRINCIPAL',
      'anyone may take the role',
      { AssumeRolePolicyDocument: { Statement: [{ ...statement, Principal: { AWS: '*' } }] } },
    ],
  ]),
];

function changes(kind: Kind, list: readonly (readonly [string, string, object])[]): [string, string, Written][] {
  return list.map(([rule, how, patch]) => [
    rule,
    how,
    { ...sound[kind], Properties: { ...sound[kind].Properties, ...patch } },
  ]);
}

const ruleNames = guardRules.flatMap(({ content }) =>
  [...content.matchAll(/^rule (\w+)/gm)].map(([, name]) => name ?? ''),
);
let findings: ReadonlyMap<string, readonly string[]>;

/** All templates in one run of the engine, which is slow to start and quick to evaluate. */
beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'suiji-rules-'));
  const templates = [
    Object.fromEntries(Object.entries(sound)),
    ...broken.map(([, , resource]) => ({ Broken: resource })),
  ];
  const stackTemplates = templates.map((Resources, index) => {
    const templatePath = join(folder, `${index}.json`);
    writeFileSync(templatePath, JSON.stringify({ Resources }));
    return { stackConstructPath: `${index}`, templatePath, accountId: undefined, region: undefined };
  });
  const paths = stackTemplates.map(({ templatePath }) => templatePath);
  const report = ownRules().validate({ stackTemplates, templatePaths: paths, appConstruct: new App() });
  findings = new Map(
    paths.map((path) => [
      path.split('/').at(-1) ?? '',
      report.violations
        .filter(({ violatingResources }) => violatingResources.some(({ templatePath }) => templatePath === path))
        .map(({ ruleName }) => ruleName)
        .filter((name) => ruleNames.includes(name)),
    ]),
  );
});

describe('our own rules', () => {
  test('let sound resources pass', () => {
    expect(findings.get('0.json')).toEqual([]);
  });

  test.each(broken.map(([rule, how], index) => ({ rule, how, index })))('$rule notices: $how', ({ rule, index }) => {
    expect(findings.get(`${index + 1}.json`)).toContain(rule);
  });

  test('each has a case that breaks it', () => {
    expect(ruleNames.filter((name) => !broken.some(([rule]) => rule === name))).toEqual([]);
  });
});
