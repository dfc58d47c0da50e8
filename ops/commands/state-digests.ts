import * as z from 'zod';
import { documentClient } from '../../functions/adapters/dynamodb/client.ts';
import { defineCommand, exits } from '../command.ts';
import { stateDigests as state } from '../state-digests.ts';
import { targetHelp, targetOptions, targetShape, withStore } from '../target.ts';

export const stateDigests = defineCommand({
  name: 'state-digests',
  summary: {
    zh: '首次封存全部现有数据的摘要，此后没有来历的数据都会被核验发现（只做一次）',
    en: 'states the digests of all data once; from then on whatever nothing has written is found',
  },
  help: `${targetHelp}

新部署或升级后执行一次 (once, after the first deployment or the upgrade); 逐表扫描 (scans the tables)`,
  options: targetOptions,
  schema: z.strictObject(targetShape),
  run: async (target, io) =>
    withStore(target, io, async (store, { clock, options, names }) => {
      const stated = await state(store, { client: documentClient(options), names }, clock());
      io.say(
        stated === undefined
          ? '以前已经封存过，不再重做 (stated before: nothing is done)'
          : `已封存 ${stated} 项的摘要 (stated)`,
      );
      return stated === undefined ? exits.found : exits.well;
    }),
});
