import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { TableName } from '../../../shared/platform/tables.ts';
import { boundedConnections, namingOutages, patientRetries } from '../outage.ts';

/** Where the store lies: the client and the physical name of each table. */
export interface Db {
  readonly client: DynamoDBDocumentClient;
  readonly names: Readonly<Record<TableName, string>>;
}

/** An attribute row as DynamoDB keeps it; nothing of it is trusted before it is parsed. */
export type Row = Record<string, unknown>;

export interface ClientOptions {
  /** A local emulator; absent in the cloud, where region and credentials come from the function's role. */
  readonly endpoint?: string;
  readonly region?: string;
}

/** The emulator wants a signature but checks none. */
const emulatorCredentials = { accessKeyId: 'local', secretAccessKey: 'local' };

export const lowLevelClient = ({ endpoint, region }: ClientOptions): DynamoDBClient =>
  namingOutages(
    new DynamoDBClient({
      retryStrategy: patientRetries,
      requestHandler: boundedConnections,
      ...(region !== undefined && { region }),
      ...(endpoint !== undefined && { endpoint, region: region ?? 'local', credentials: emulatorCredentials }),
    }),
  );

/** Absent optional fields are left out of a row, as they are left out of JSON. */
export const documentClient = (options: ClientOptions): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(lowLevelClient(options), { marshallOptions: { removeUndefinedValues: true } });
