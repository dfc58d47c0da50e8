import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnAccount } from 'aws-cdk-lib/aws-apigateway';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { type TableDefinition, type TableName, tableNames, tables } from '../../shared/platform/tables.ts';
import { acknowledge } from '../acknowledge.ts';
import { BlobStore } from '../constructs/blob-store.ts';
import { RecordTable } from '../constructs/record-table.ts';
import type { Deployment } from '../deployment.ts';

export interface BucketExport {
  readonly name: string;
  readonly arn: string;
}

/** What must outlive every other stack: the records, the files, their keys. Nothing here is ever replaced or deleted by a deployment. */
export class DataStack extends Stack {
  readonly tables: Readonly<Record<TableName, RecordTable>>;
  readonly blobs: Bucket;
  /** Frames, selections and confirmed evidence, written once. */
  readonly kept: Bucket;
  /** The buckets' ARNs for other stacks, exported under names that can be foretold. */
  readonly bucketExports: Readonly<Record<'blobs' | 'kept', BucketExport>>;
  readonly cursorKey: Secret;
  /** Records and files. */
  readonly recordsKey: Key;
  /** The Public table alone, so that what anyone may call can decrypt nothing else. */
  readonly publicKey: Key;
  /** Informants alone: who may read leads cannot decrypt who sent them. */
  readonly informantsKey: Key;
  /** The keys of batches, and nothing else: only what draws, slips and audits need may open them. */
  readonly drawKeysKey: Key;
  /** The environment of functions, and nothing else: every function may decrypt with it. */
  readonly environmentKey: Key;

  constructor(scope: Construct, id: string, { settings, names }: Deployment, props: StackProps) {
    super(scope, id, props);
    this.recordsKey = this.key('RecordsKey', 'Records and files');
    this.publicKey = this.key('PublicKey', 'The public projection');
    this.informantsKey = this.key('InformantsKey', 'Informants');
    this.drawKeysKey = this.key('DrawKeysKey', 'Keys of batches');
    this.environmentKey = this.key('EnvironmentKey', 'Settings of functions');
    const table = (name: TableName) => {
      const definition: TableDefinition = tables[name];
      return new RecordTable(this, `${name[0]?.toUpperCase()}${name.slice(1)}Table`, definition, this.keyOf(name));
    };
    // Object.fromEntries forgets which names it was given.
    this.tables = Object.fromEntries(tableNames.map((name) => [name, table(name)])) as Record<TableName, RecordTable>;
    const { bucket, kept } = new BlobStore(this, 'BlobStore', { key: this.recordsKey, ...settings });
    this.blobs = bucket;
    this.kept = kept;
    const exported = (which: string, { bucketArn }: Bucket): BucketExport => {
      const name = `${names.stack('data')}-${which}`;
      return { name, arn: this.exportValue(bucketArn, { name }) };
    };
    this.bucketExports = { blobs: exported('blobs', this.blobs), kept: exported('kept', this.kept) };
    this.cursorKey = new Secret(this, 'CursorKey', {
      description: 'Encrypts page positions',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(
      this.cursorKey,
      'AwsSolutions-SMG4',
      'It encrypts page positions that live for minutes; a new value is set by hand and taken up by the next deployment.',
    );
    this.letGatewayLog();
  }

  keyOf(table: TableName): Key {
    if (table === 'informants') return this.informantsKey;
    return table === 'public' ? this.publicKey : this.recordsKey;
  }

  private key(id: string, description: string): Key {
    return new Key(this, id, { description, enableKeyRotation: true, removalPolicy: RemovalPolicy.RETAIN });
  }

  /** One setting of the account and region, which all its APIs share. */
  private letGatewayLog(): void {
    const role = new Role(this, 'GatewayLogRole', {
      assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonAPIGatewayPushToCloudWatchLogs')],
    });
    acknowledge(
      role,
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
      'API Gateway accepts for its account setting only a role that may write to every log group; this is the policy made for it.',
    );
    const account = new CfnAccount(this, 'GatewayAccount', { cloudWatchRoleArn: role.roleArn });
    account.node.addDependency(role);
    account.applyRemovalPolicy(RemovalPolicy.RETAIN);
    role.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }
}
