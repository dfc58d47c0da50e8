import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import { documentClient, lowLevelClient } from '../../functions/adapters/dynamodb/client.ts';
import type { PhysicalNames } from '../../local/create-tables.ts';
import { findingInWords } from '../../shared/domain/audit/finding.ts';
import { tableNames } from '../../shared/platform/tables.ts';
import { defineCommand, type Exit, exits, type Io } from '../command.ts';
import { type Comparison, compareTables, isSound } from '../restore/compare.ts';
import { type ControlPlane, dynamodbControlPlane } from '../restore/control-plane.ts';
import {
  drillSuffix,
  latestMoment,
  namesOfDrill,
  removeDrill,
  restoreTables,
  suffixAt,
  type Waiting,
} from '../restore/restore-tables.ts';
import { type OpenDatabase, openDatabase, targetHelp, targetOptions, targetShape } from '../target.ts';

const schema = z
  .strictObject({
    ...targetShape,
    at: z.iso.datetime({ offset: true, error: '应为带时区的时刻，如 2026-03-02T09:00:00+08:00 (a moment)' }).optional(),
    run: z.boolean().default(false),
    remove: z.string().regex(drillSuffix, '应为 drill- 加 12 位数字 (a suffix of a drill)').optional(),
  })
  .refine(({ run, remove }) => !(run && remove), '--run 与 --remove 不能同时使用 (choose one)');
type Asked = z.output<typeof schema>;

export const restoreDrill = defineCommand({
  name: 'restore-drill',
  summary: {
    zh: '恢复演练：将全部数据表恢复到新表并与现表比对',
    en: 'restores all tables to new ones as of a time, and compares them',
  },
  help: `${targetHelp}

  --run              开始恢复 (restores); 不加则只说明将做什么 (without it only shows the plan)
  --at 时刻          恢复到该时刻 (to this time); 缺省为最近可恢复时刻 (the latest one)
  --remove 后缀      删除某次演练的新表 (removes the tables of a drill)

现表只读不写 (the live tables are never written)。新表按存储与恢复量计费，演练后请删除 (new tables cost money until they are removed)。`,
  options: { ...targetOptions, at: { type: 'string' }, run: { type: 'boolean' }, remove: { type: 'string' } },
  schema,
  run: async (asked, io) => {
    const database = await openDatabase(asked, io);
    try {
      const pausing = { pause: () => wait(30_000), looks: 480 };
      return await drill(asked, database, dynamodbControlPlane(lowLevelClient(database.options)), pausing, io);
    } finally {
      await database.close();
    }
  },
});

/** The drill over any control plane. */
export async function drill(
  { at, run, remove }: Pick<Asked, 'at' | 'run' | 'remove'>,
  { names, options, clock }: Pick<OpenDatabase, 'names' | 'options' | 'clock'>,
  plane: ControlPlane,
  waiting: Waiting,
  io: Pick<Io, 'say'>,
): Promise<Exit> {
  if (remove) {
    const removed = await removeDrill(plane, names, remove);
    io.say(
      removed.length > 0
        ? removed.map((name) => `已删除 (removed): ${name}`).join('\n')
        : '没有这些表 (no such tables)',
    );
    return removed.length > 0 ? exits.well : exits.found;
  }
  const { moment: latest, without } = await latestMoment(plane, names);
  if (!latest || without.length > 0) {
    io.say(`未开启时间点恢复 (no point-in-time recovery): ${without.join(', ')}`);
    return exits.found;
  }
  const moment = at ? new Date(at) : latest;
  if (moment > latest) {
    io.say(`最近可恢复到 ${latest.toISOString()} (the latest moment)`);
    return exits.usage;
  }
  const suffix = suffixAt(clock());
  if (!run) {
    const pairs = tableNames.map((table) => `  ${names[table]} → ${namesOfDrill(names, suffix)[table]}`);
    io.say(`将恢复到 ${moment.toISOString()}；加 --run 开始 (would restore; --run begins)\n${pairs.join('\n')}`);
    return exits.well;
  }
  const restored = await restoreTables(plane, names, suffix, moment, waiting, io);
  const client = documentClient(options);
  const compared = await compareTables({ client, names }, { client, names: restored }, moment, clock());
  io.say(comparisonText(compared));
  io.say(switchText(restored, suffix));
  return isSound(compared) ? exits.well : exits.found;
}

const verdicts: Readonly<Record<Comparison['tables'][number]['verdict'], string>> = {
  same: '一致 (same)',
  explained: '差额即其后的变动 (explained by what was written since)',
  unknown: '其后有变动，不作判断 (written since: no verdict)',
  expendable: '不比对 (expendable)',
  differs: '不一致 (differs)',
};

function comparisonText({ tables, since: [least, most], chains, broken, diverged, differing }: Comparison): string {
  const lines = tables.map(({ table, live, restored, verdict }) =>
    [table.padEnd(12), String(live).padStart(12), String(restored).padStart(12), '  ', verdicts[verdict]].join(''),
  );
  return [
    `${'table'.padEnd(12)}${'live'.padStart(12)}${'restored'.padStart(12)}`,
    ...lines,
    `其后的变动 (written since): ${least === most ? least : `${least}–${most}`}`,
    `审计链 (chains): ${chains}，不成立 (broken) ${broken.length}，与现表分歧 (diverged) ${diverged.length}`,
    `内容与现表不同 (contents that differ): ${differing.length}`,
    ...broken.map((finding) => `  BROKEN    ${finding.entity} ${finding.id}：${findingInWords(finding)}`),
    ...diverged.map((name) => `  DIVERGED  ${name}`),
    ...differing.map((name) => `  DIFFERS   ${name}`),
  ].join('\n');
}

const switchText = (restored: PhysicalNames, suffix: string): string => `
如需切换到新表 (to switch to the new tables)：
  1. 停止办理业务 (let nobody work)
  2. 为新表加保护 (protect them)：
${Object.values(restored)
  .map(
    (name) =>
      `     aws dynamodb update-continuous-backups --table-name ${name} --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true\n` +
      `     aws dynamodb update-table --table-name ${name} --deletion-protection-enabled`,
  )
  .join('\n')}
     aws dynamodb update-time-to-live --table-name ${restored.ops} --time-to-live-specification Enabled=true,AttributeName=expiresAt
  3. 在阶段设置中写入 (in the stage's settings)："tableSuffix": "-${suffix}"
  4. 重新部署，data 不变 (deploy; data does not change): draws, jobs, api, public, observability
否则请删除 (else remove them)：npm run ops -- restore-drill … --remove ${suffix}`;
