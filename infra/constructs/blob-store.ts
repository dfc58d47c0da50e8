import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  HttpMethods,
  ObjectLockRetention,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { expiringFolders } from '../../shared/platform/kept-files.ts';
import { acknowledge } from '../acknowledge.ts';
import type { Settings } from '../config.ts';

const common = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  versioned: true,
  removalPolicy: RemovalPolicy.RETAIN,
} satisfies BucketProps;

export interface BlobStoreProps {
  readonly key: IKey;
  readonly webOrigins: readonly string[];
  readonly writeOnce: Settings['writeOnce'];
}

/** Files that pass through, files that are written once, and the log of who fetched them. */
export class BlobStore extends Construct {
  /** Import files, their reports, exports, and uploads that nobody has confirmed. */
  readonly bucket: Bucket;
  /** What a draw or an inspection is proven by: every version stays for the years that the settings say. */
  readonly kept: Bucket;

  constructor(scope: Construct, id: string, { key, webOrigins, writeOnce }: BlobStoreProps) {
    super(scope, id);
    const log = new Bucket(this, 'AccessLog', {
      ...common,
      // S3 delivers access logs only to a bucket that it encrypts with its own key.
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [{ expiration: Duration.days(400), noncurrentVersionExpiration: Duration.days(30) }],
    });
    acknowledge(log, 'AwsSolutions-S1', 'It holds the access log itself; logging into itself would never end.');
    const records = {
      ...common,
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      serverAccessLogsBucket: log,
    } satisfies BucketProps;
    this.kept = new Bucket(this, 'Kept', {
      ...records,
      serverAccessLogsPrefix: 'kept/',
      objectLockEnabled: true,
      objectLockDefaultRetention: retention(writeOnce),
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(2) }],
    });
    this.bucket = new Bucket(this, 'Blobs', {
      ...records,
      serverAccessLogsPrefix: 'blobs/',
      lifecycleRules: [
        { abortIncompleteMultipartUploadAfter: Duration.days(2), noncurrentVersionExpiration: Duration.days(400) },
        {
          prefix: 'exports/',
          expiration: Duration.days(expiringFolders.exports),
          noncurrentVersionExpiration: Duration.days(1),
        },
        {
          prefix: 'uploads/',
          expiration: Duration.days(expiringFolders.uploads),
          noncurrentVersionExpiration: Duration.days(7),
        },
      ],
      cors: webOrigins.length === 0 ? [] : [uploadsFrom(webOrigins)],
    });
  }
}

const retention = ({ mode, years }: Settings['writeOnce']): ObjectLockRetention => {
  const duration = Duration.days(366 * years);
  return mode === 'COMPLIANCE' ? ObjectLockRetention.compliance(duration) : ObjectLockRetention.governance(duration);
};

const uploadsFrom = (origins: readonly string[]) => ({
  allowedOrigins: [...origins],
  allowedMethods: [HttpMethods.GET, HttpMethods.PUT],
  allowedHeaders: ['content-type', 'content-length', 'x-amz-checksum-sha256'],
  maxAge: 3600,
});
