import { GetItemCommand, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { clientsOf } from '../clients.ts';
import { must, type Probe, within } from './probe.ts';

/** That the emulator does enforce rights from here on; otherwise the story would prove none. */
export const rightsProbe: Probe = {
  what: 'from here on nothing is done without a right to it',
  shows: [],
  async run({ cloud }) {
    const { dynamodb } = clientsOf(cloud);
    const { TableNames = [] } = await dynamodb.send(new ListTablesCommand({}));
    const TableName = TableNames.find((name) => name.includes('Audit'));
    must(TableName !== undefined, 'the account’s owner sees no table');
    const stranger = clientsOf(cloud, { accessKeyId: 'stranger', secretAccessKey: 'stranger' });
    const Key = { pk: { S: 'plan#1' }, sk: { S: '00000001' } };
    const refused = await within(10, 'a stranger reads the audit trail', () =>
      stranger.dynamodb.send(new GetItemCommand({ TableName, Key })).then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error.name : String(error)),
      ),
    );
    return `the owner sees ${TableNames.length} tables, a stranger: ${refused}`;
  },
};
