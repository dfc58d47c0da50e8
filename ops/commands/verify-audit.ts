import * as z from 'zod';
import { documentClient } from '../../functions/adapters/dynamodb/client.ts';
import { localDateOf, shiftDate } from '../../shared/calendar/local-date.ts';
import { AuditDay, type ChainName } from '../../shared/domain/audit/audit-chain.ts';
import { type Finding, findingInWords } from '../../shared/domain/audit/finding.ts';
import { readSealedLog } from '../../shared/use-cases/audit/read-log.ts';
import { verifyChains, verifyDay } from '../../shared/use-cases/audit/sweep-chains.ts';
import { defineCommand, exits } from '../command.ts';
import { targetHelp, targetOptions, targetShape, withStore } from '../target.ts';
import { verifyEverything } from '../verify-everything.ts';

export const verifyAudit = defineCommand({
  name: 'verify-audit',
  summary: {
    zh: '重算审计链并与数据逐项比对，找出被改动、删除或添加之处',
    en: 'recomputes audit chains, compares them with the data and finds tampering',
  },
  help: `${targetHelp}

范围 (scope), 任选其一 (one of):
  --day 日期                 当日有变动的全部记录 (records that changed on a day); 缺省为昨天 (yesterday)
  --entity 类别 --id 编号    一条记录 (one record), 如 --entity plan --id P1
  --all                      全部 (everything), 逐表扫描 (scans the tables)`,
  options: {
    ...targetOptions,
    day: { type: 'string' },
    entity: { type: 'string' },
    id: { type: 'string' },
    all: { type: 'boolean' },
  },
  schema: z
    .strictObject({
      ...targetShape,
      day: AuditDay.optional(),
      entity: z.string().optional(),
      id: z.string().optional(),
      all: z.boolean().optional(),
    })
    .refine(
      ({ entity, id }) => (entity === undefined) === (id === undefined),
      '--entity 与 --id 须同时给出 (go together)',
    )
    .refine(
      ({ day, entity, all }) => [day, entity, all].filter((each) => each !== undefined).length <= 1,
      '--day、--entity、--all 只能选一 (choose one)',
    ),
  run: async ({ day, entity, id, all, ...target }, io) =>
    withStore(target, io, async (store, { clock, options, names, blobs }) => {
      const tell = (finding: Finding) =>
        io.say(`BROKEN  ${finding.entity} ${finding.id}：${findingInWords(finding)} (${finding.kind})`);
      const asked = day ?? shiftDate(localDateOf(clock()), -1);
      const until = shiftDate(localDateOf(clock()), -1);
      const log = blobs && !day ? await readSealedLog(blobs, until) : undefined;
      const counts =
        entity !== undefined && id !== undefined
          ? await verifyChains(store, one({ entity, id }), tell, log)
          : all
            ? await verifyEverything(store, { client: documentClient(options), names }, tell, log)
            : await verifyDay({ ...store, ...(blobs && { blobs }) }, asked, tell);
      const what = entity === undefined ? (all ? '全部 (all)' : asked) : `${entity} ${id}`;
      io.say(
        `${what}：${counts.chains} 条链，${counts.events} 条记录，${counts.broken} 条不符 (chains, events, broken)`,
      );
      return counts.broken > 0 ? exits.found : exits.well;
    }),
});

async function* one(chain: ChainName): AsyncGenerator<ChainName> {
  yield chain;
}
