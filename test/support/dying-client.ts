import { TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Db } from '../../functions/adapters/dynamodb/client.ts';

/** A client that carries out `writes` writes and then fails every one, as a process that is killed at that point. */
export function dyingAfter(client: Db['client'], writes: number): Db['client'] {
  let left = writes;
  return new Proxy(client, {
    get(target, property, receiver) {
      if (property !== 'send') return Reflect.get(target, property, receiver);
      return async (command: Parameters<typeof client.send>[0]) => {
        const isWrite = command instanceof TransactWriteCommand || command instanceof UpdateCommand;
        if (isWrite && left === 0) throw new Error('killed');
        if (isWrite) left -= 1;
        return target.send(command);
      };
    },
  });
}
