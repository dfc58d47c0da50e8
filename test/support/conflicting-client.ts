import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Db } from '../../functions/adapters/dynamodb/client.ts';

export interface Conflicts {
  /** How many transactions are still to meet another one. */
  left: number;
  /** How many transactions were asked for so far. */
  asked: number;
  /** Which action of each meets it; the others are not named. */
  readonly at: number;
}

/**
 * A client whose next transactions meet another one on the same row, as DynamoDB answers it: nothing is written and the
 * action that met is named. The emulator carries out one transaction after the other and so never answers this.
 */
export function conflictingWith(client: Db['client'], conflicts: Conflicts): Db['client'] {
  return new Proxy(client, {
    get(target, property, receiver) {
      if (property !== 'send') return Reflect.get(target, property, receiver);
      return async (command: Parameters<typeof client.send>[0]) => {
        if (!(command instanceof TransactWriteCommand)) return target.send(command);
        conflicts.asked += 1;
        if (conflicts.left === 0) return target.send(command);
        conflicts.left -= 1;
        const actions = command.input.TransactItems ?? [];
        throw new TransactionCanceledException({
          message: 'Transaction cancelled, please refer cancellation reasons for specific reasons',
          $metadata: {},
          CancellationReasons: actions.map((_, index) => ({
            Code: index === conflicts.at ? 'TransactionConflict' : 'None',
          })),
        });
      };
    },
  });
}
