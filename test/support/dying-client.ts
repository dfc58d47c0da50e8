import {
  BatchWriteCommand,
  DeleteCommand,
  PutCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Db } from '../../functions/adapters/dynamodb/client.ts';
import type { Blobs } from '../../shared/use-cases/ports/blobs.ts';

/** How many writes are left to a process before it is killed, whatever it writes to. */
export interface Life {
  left: number;
}

const writes = [TransactWriteCommand, UpdateCommand, PutCommand, DeleteCommand, BatchWriteCommand] as const;

/** A client that carries out `writes` writes and then fails every one, as a process that is killed at that point. */
export const dyingAfter = (client: Db['client'], left: number): Db['client'] => dyingWith(client, { left });

/** A client whose writes use up a life that others may share. */
export function dyingWith(client: Db['client'], life: Life): Db['client'] {
  return new Proxy(client, {
    get(target, property, receiver) {
      if (property !== 'send') return Reflect.get(target, property, receiver);
      return async (command: Parameters<typeof client.send>[0]) => {
        if (writes.some((write) => command instanceof write)) spend(life);
        return target.send(command);
      };
    },
  });
}

/** A blob store whose writes use up a life that others may share. */
export const dyingBlobs = <B extends Blobs>(blobs: B, life: Life): B => ({
  ...blobs,
  put: async (...given: Parameters<Blobs['put']>) => {
    spend(life);
    return blobs.put(...given);
  },
});

function spend(life: Life): void {
  if (life.left === 0) throw new Error('killed');
  life.left -= 1;
}
