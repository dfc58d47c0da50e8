import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import { namesOf } from '../../infra/names.ts';
import { askAws, elementsOf } from './ask-aws.ts';
import { clientsOf } from './clients.ts';
import type { Addresses } from './deployment.ts';
import { runsEveryItem } from './distributed-map.ts';
import { type EmulatedCloud, stage } from './emulated-cloud.ts';

/** A property that the templates set, and whether the emulator can be asked for it afterwards. */
export interface Surveyed {
  readonly kind: string;
  readonly property: string;
  readonly kept: boolean;
}

type Look = () => Promise<unknown>;
const names = namesOf(stage);

/** Physical names of a stack by the beginning of their logical ids. */
async function resources(cloud: EmulatedCloud, part: string): Promise<(logicalId: string) => string> {
  const body = `Action=DescribeStackResources&Version=2010-05-15&StackName=${names.stack(part)}`;
  const xml = await askAws(cloud, { service: 'cloudformation', body });
  const ids = elementsOf(xml, 'LogicalResourceId');
  const physical = elementsOf(xml, 'PhysicalResourceId');
  return (logicalId) => physical[ids.findIndex((id) => id.startsWith(logicalId))] ?? '';
}

/**
 * What of the protections in the templates the emulator keeps. What it drops is proven by nothing but the tests of the
 * templates; what it keeps may still do nothing there.
 */
export async function survey(cloud: EmulatedCloud, at: Addresses): Promise<readonly Surveyed[]> {
  const { dynamodb, lambda, queues, s3 } = clientsOf(cloud);
  const named = await resources(cloud, 'data');
  const TableName = named('WorkflowTable');
  const table = async () => (await dynamodb.send(new DescribeTableCommand({ TableName }))).Table;
  const Bucket = named('BlobStoreBlobs');
  const internal = Object.entries(at).filter(([group]) => group !== 'public');
  const apiStages = () =>
    Promise.all(
      internal.map(([, address]) => {
        const [, apiId = ''] = /restapis\/([^/]+)\/([^/]+)/.exec(address) ?? [];
        return askAws(cloud, { service: 'apigateway', method: 'GET', path: `/restapis/${apiId}/stages/v1` });
      }),
    );
  const json = async (service: string, target: string, body: object) =>
    askAws(cloud, { service, target, body: JSON.stringify(body) });
  const schedule = async () => {
    const listed = await askAws(cloud, { service: 'scheduler', method: 'GET', path: '/schedules' });
    const name = /suiji-[\w-]*reminddeadlines[\w-]*/.exec(listed)?.[0];
    return askAws(cloud, { service: 'scheduler', method: 'GET', path: `/schedules/${name}` });
  };
  const queue = async () => {
    const { QueueUrl } = await queues.send(new GetQueueUrlCommand({ QueueName: names.deadLetters }));
    return (await queues.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }))).Attributes;
  };
  const job = () => lambda.send(new GetFunctionConfigurationCommand({ FunctionName: names.function('stage-import') }));

  const looks: readonly (readonly [kind: string, property: string, look: Look])[] = [
    ['DynamoDB::Table', 'indexes', async () => (await table())?.GlobalSecondaryIndexes?.length === 3],
    ['DynamoDB::Table', 'deletion protection', async () => (await table())?.DeletionProtectionEnabled],
    ['DynamoDB::Table', 'customer key', async () => (await table())?.SSEDescription?.KMSMasterKeyArn],
    [
      'DynamoDB::Table',
      'point-in-time recovery',
      async () =>
        (await dynamodb.send(new DescribeContinuousBackupsCommand({ TableName }))).ContinuousBackupsDescription
          ?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus === 'ENABLED',
    ],
    [
      'DynamoDB::Table',
      'expiry of Ops rows',
      async () =>
        (await dynamodb.send(new DescribeTimeToLiveCommand({ TableName: named('OpsTable') }))).TimeToLiveDescription
          ?.TimeToLiveStatus === 'ENABLED',
    ],
    ['S3::Bucket', 'versions', async () => (await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status],
    [
      'S3::Bucket',
      'customer key',
      async () => {
        const { ServerSideEncryptionConfiguration } = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
        return ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID;
      },
    ],
    ['S3::Bucket', 'public access block', () => s3.send(new GetPublicAccessBlockCommand({ Bucket }))],
    ['S3::Bucket', 'lifecycle', () => s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))],
    ['S3::Bucket', 'access log', async () => (await s3.send(new GetBucketLoggingCommand({ Bucket }))).LoggingEnabled],
    [
      'S3::Bucket',
      'write once',
      () => s3.send(new GetObjectLockConfigurationCommand({ Bucket: named('BlobStoreKept') })),
    ],
    [
      'S3::BucketPolicy',
      'TLS only',
      async () => (await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy?.includes('SecureTransport'),
    ],
    [
      'KMS::Key',
      'rotation',
      async () =>
        (await json('kms', 'TrentService.GetKeyRotationStatus', { KeyId: named('RecordsKey') })).includes('true'),
    ],
    [
      'Logs::LogGroup',
      '400 days',
      async () =>
        (
          await json('logs', 'Logs_20140328.DescribeLogGroups', { logGroupNamePrefix: names.logGroup('draws') })
        ).includes('400'),
    ],
    ['SQS::Queue', 'kept for 14 days', async () => (await queue())?.MessageRetentionPeriod === '1209600'],
    ['SQS::Queue', 'TLS only', async () => (await queue())?.Policy?.includes('SecureTransport')],
    ['Scheduler::Schedule', 'hours of Shanghai', async () => (await schedule()).includes('Asia/Shanghai')],
    ['Scheduler::Schedule', 'dead letters', async () => (await schedule()).includes('DeadLetterConfig')],
    [
      'Lambda::Function',
      'memory and time limit',
      async () => (await job()).MemorySize === 1769 && (await job()).Timeout === 900,
    ],
    [
      'Lambda::Function',
      'own log group',
      async () => (await job()).LoggingConfig?.LogGroup === names.logGroup('stage-import'),
    ],
    ['StepFunctions::StateMachine', 'Distributed Map', () => runsEveryItem(cloud)],
    [
      'ApiGateway::Stage',
      'throttle',
      async () => (await apiStages()).every((each) => /throttlingRateLimit"?:\s*50/.test(each)),
    ],
    [
      'ApiGateway::Stage',
      'access log',
      async () => (await apiStages()).every((each) => each.includes('accessLogSettings')),
    ],
  ];
  const seen: Surveyed[] = [];
  for (const [kind, property, look] of looks) {
    const kept = await look().then(Boolean, () => false);
    seen.push({ kind: `AWS::${kind}`, property, kept });
  }
  return seen;
}
