import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { EmulatedCloud } from './emulated-cloud.ts';

/** Clients of the account's owner, unless other credentials are given, for the emulator and for nothing else. */
export function clientsOf(
  { ministack, region, accessKeyId }: Pick<EmulatedCloud, 'ministack' | 'region' | 'accessKeyId'>,
  credentials = { accessKeyId, secretAccessKey: 'test' },
) {
  const config = { endpoint: ministack.endpoint, region, credentials };
  return {
    dynamodb: new DynamoDBClient(config),
    lambda: new LambdaClient(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
    states: new SFNClient(config),
    queues: new SQSClient(config),
  };
}
