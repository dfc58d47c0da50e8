import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  HttpMethods,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';

const common = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  versioned: true,
  removalPolicy: RemovalPolicy.RETAIN,
} satisfies BucketProps;

/** Import files, reports, frames and evidence, and the log of who fetched them. */
export class BlobStore extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, key: IKey, webOrigins: readonly string[]) {
    super(scope, id);
    const log = new Bucket(this, 'AccessLog', {
      ...common,
      // S3 delivers access logs only to a bucket that it encrypts with its own key.
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [{ expiration: Duration.days(400), noncurrentVersionExpiration: Duration.days(30) }],
    });
    acknowledge(log, 'AwsSolutions-S1', 'It holds the access log itself; logging into itself would never end.');
    this.bucket = new Bucket(this, 'Blobs', {
      ...common,
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      serverAccessLogsBucket: log,
      serverAccessLogsPrefix: 'blobs/',
      lifecycleRules: [
        { abortIncompleteMultipartUploadAfter: Duration.days(2), noncurrentVersionExpiration: Duration.days(400) },
      ],
      cors: webOrigins.length === 0 ? [] : [uploadsFrom(webOrigins)],
    });
  }
}

const uploadsFrom = (origins: readonly string[]) => ({
  allowedOrigins: [...origins],
  allowedMethods: [HttpMethods.GET, HttpMethods.PUT],
  allowedHeaders: ['content-type', 'content-length', 'x-amz-checksum-sha256'],
  maxAge: 3600,
});
