import { AsyncLocalStorage } from 'node:async_hooks';
import * as z from 'zod';
import type { WorkObserver } from '../../local/observer.ts';

/** One request to the database and the units it took, indexes included. */
export interface CountedRequest {
  readonly command: string;
  readonly readUnits: number;
  readonly writeUnits: number;
}

/** One piece of work that succeeded. */
export interface CountedWork {
  readonly name: string;
  readonly requests: readonly CountedRequest[];
  /** A job's counts, or nothing. */
  readonly outcome: unknown;
}

const Capacity = z.object({ CapacityUnits: z.number().default(0) });
const Answer = z.object({ ConsumedCapacity: z.union([Capacity, z.array(Capacity)]).optional() });

const isWrite = (command: string): boolean => /^(Put|Update|Delete|BatchWrite|TransactWrite)/.test(command);

/** Counts the database requests of each operation and job, as the database reports them (ReturnConsumedCapacity). */
export function capacityCounter(): { readonly observer: WorkObserver; readonly done: readonly CountedWork[] } {
  const current = new AsyncLocalStorage<CountedRequest[]>();
  const done: CountedWork[] = [];
  const observer: WorkObserver = {
    watch(client) {
      client.middlewareStack.add(
        (next, context) => async (args) => {
          const asked = { ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' as const } };
          const result = await next(asked);
          const command = String(context.commandName).replace(/(Item)?s?Command$/, '');
          const { ConsumedCapacity = [] } = Answer.parse(result.output);
          const units = [ConsumedCapacity].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
          const writes = isWrite(command);
          current.getStore()?.push({ command, readUnits: writes ? 0 : units, writeUnits: writes ? units : 0 });
          return result;
        },
        { step: 'initialize', name: 'countCapacity' },
      );
    },
    async around(name, work, succeeded) {
      const requests: CountedRequest[] = [];
      const outcome = await current.run(requests, work);
      if (succeeded(outcome)) done.push({ name, requests, outcome });
      return outcome;
    },
  };
  return { observer, done };
}
