import { dynamoStore, type Store } from '../../functions/adapters/dynamodb/store.ts';
import type { TestStore } from './emulator.ts';

/** The requests to the database of one piece of work, by a client of its own that knows already that everything is posted. */
export async function requestsOf({ db }: TestStore, work: (store: Store) => Promise<unknown>): Promise<number> {
  let requests = 0;
  const { client } = db;
  const counting = new Proxy(client, {
    get(target, property, receiver) {
      if (property !== 'send') return Reflect.get(target, property, receiver);
      return (command: Parameters<typeof client.send>[0]) => {
        requests += 1;
        return client.send(command);
      };
    },
  });
  const store = dynamoStore({ ...db, client: counting });
  await store.records.isPosted();
  requests = 0;
  await work(store);
  return requests;
}
