import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Effect, type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type BlobFolder, type BlobUse, isKept } from '../../shared/platform/kept-files.ts';
import type { TableName, TableUse } from '../../shared/platform/tables.ts';
import type { Deployment } from '../deployment.ts';
import type { FunctionDefinition } from '../functions.ts';
import type { BucketExport, DataStack } from '../stacks/data-stack.ts';
import { tableInUse } from '../tables-in-use.ts';

const dynamodb = (...actions: readonly string[]) => actions.map((action) => `dynamodb:${action}`);
const read = dynamodb('GetItem', 'BatchGetItem', 'Query', 'ConditionCheckItem');

export const allowedActions: Readonly<Record<TableUse, readonly string[]>> = {
  read,
  write: [...read, ...dynamodb('PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem')],
  append: dynamodb('PutItem'),
  extend: [...read, ...dynamodb('PutItem')],
};

/**
 * An appended event can be neither updated nor removed, whatever another statement may allow one day. IAM cannot forbid to
 * put another one over it: the store's own condition does, and the chain would show it.
 */
export const deniedOnAppend = dynamodb('UpdateItem', 'DeleteItem', 'BatchWriteItem', 'PartiQLUpdate', 'PartiQLDelete');

const decrypt = ['kms:Decrypt', 'kms:DescribeKey'];
const encrypt = [
  'kms:Encrypt',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
];
const keyActions = (use: TableUse) => (use === 'read' ? decrypt : [...decrypt, ...encrypt]);

const blobActions = { read: ['s3:GetObject'], write: ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload'] };

export const foldersOf = (blobs: BlobUse) => Object.keys(blobs) as BlobFolder[];

/** Where the files of a folder lie. */
export const bucketOf = (data: DataStack, folder: BlobFolder): BucketExport =>
  data.bucketExports[isKept(`${folder}/`) ? 'kept' : 'blobs'];

/** Gives a function's role what its declaration says, and nothing else. */
export function grantDeclared(
  role: IRole,
  { uses, blobs, starts, startsDraws, opensKeys }: FunctionDefinition,
  data: DataStack,
  deployment: Deployment,
): void {
  const state = (effect: Effect, actions: readonly string[], resources: readonly string[]) => {
    if (resources.length === 0) return;
    role.addToPrincipalPolicy(new PolicyStatement({ effect, actions: [...actions], resources: [...resources] }));
  };

  for (const [name, use] of Object.entries(uses) as [TableName, TableUse][]) {
    const { arn, indexArns } = tableInUse(data, deployment, name);
    state(Effect.ALLOW, allowedActions[use], [arn]);
    state(Effect.ALLOW, keyActions(use), [data.keyOf(name).keyArn]);
    if (use === 'append' || use === 'extend') state(Effect.DENY, deniedOnAppend, [arn]);
    if (use !== 'append') state(Effect.ALLOW, dynamodb('Query'), indexArns);
  }
  for (const [folder, use] of Object.entries(blobs) as [BlobFolder, 'read' | 'write'][]) {
    state(Effect.ALLOW, blobActions[use], [`${bucketOf(data, folder).arn}/${folder}/*`]);
  }
  // Without the right to list, S3 answers 403 in place of 404 for a file that is not there.
  state(Effect.ALLOW, ['s3:ListBucket'], [...new Set(foldersOf(blobs).map((folder) => bucketOf(data, folder).arn))]);
  if (foldersOf(blobs).length > 0) {
    const use = Object.values(blobs).includes('write') ? 'write' : 'read';
    state(Effect.ALLOW, keyActions(use), [data.recordsKey.keyArn]);
  }
  state(Effect.ALLOW, ['kms:Decrypt'], [data.environmentKey.keyArn]);
  if (opensKeys) state(Effect.ALLOW, ['kms:GenerateDataKey', 'kms:Decrypt'], [data.drawKeysKey.keyArn]);
  state(
    Effect.ALLOW,
    ['lambda:InvokeFunction'],
    starts.map((job) => functionArn(role, deployment.names.function(job))),
  );
  if (startsDraws) state(Effect.ALLOW, ['states:StartExecution'], [drawProcessArn(role, deployment.names.drawProcess)]);
}

/** The state machine of the draw, by name as well. */
export const drawProcessArn = (scope: Stack | IRole, resourceName: string): string =>
  Stack.of(scope).formatArn({
    service: 'states',
    resource: 'stateMachine',
    resourceName,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });

/** By name, so that no stack has to export its functions to another. */
export const functionArn = (scope: Stack | IRole, resourceName: string): string =>
  Stack.of(scope).formatArn({
    service: 'lambda',
    resource: 'function',
    resourceName,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
