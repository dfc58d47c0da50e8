import { join } from 'node:path';
import * as z from 'zod';
import { StartError } from './start-error.ts';
import { readState, writeState } from './state-folder.ts';

/** Addresses of a running local system, for commands beside it. */
const Addresses = z.object({ database: z.url(), gateway: z.url(), issuer: z.url() });
export type Addresses = z.infer<typeof Addresses>;

const file = 'addresses.json';

export const writeAddresses = (state: string, addresses: Addresses): void => writeState(join(state, file), addresses);

export function readAddresses(state: string): Addresses {
  const found = readState(join(state, file), Addresses.optional(), undefined);
  if (!found) throw new StartError(`${state} 中没有运行地址。`, '请重新启动本机系统（npm start）后再试。');
  return found;
}
