import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { primaryKey, type TableDefinition } from '../../shared/platform/tables.ts';

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** A table as shared/platform/tables.ts describes it, kept whatever happens to its stack. */
export class RecordTable extends Table {
  readonly indexNames: readonly string[];

  constructor(scope: Construct, id: string, definition: TableDefinition, key: IKey) {
    super(scope, id, {
      partitionKey: text(primaryKey.partition),
      sortKey: text(primaryKey.sort),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      ...(definition.expires && { timeToLiveAttribute: definition.expires }),
    });
    for (const [indexName, { partition, sort }] of Object.entries(definition.indexes)) {
      this.addGlobalSecondaryIndex({
        indexName,
        partitionKey: text(partition),
        sortKey: text(sort),
        projectionType: ProjectionType.ALL,
      });
    }
    this.indexNames = Object.keys(definition.indexes);
  }
}
