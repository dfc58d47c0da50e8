import { randomUUID } from 'node:crypto';
import { UpdateContinuousBackupsCommand } from '@aws-sdk/client-dynamodb';
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { namesOf } from '../../../infra/names.ts';
import { demoUsers } from '../../../local/demo/users.ts';
import { tokenFor } from '../../../local/issuer.ts';
import { countTable } from '../../../ops/scan.ts';
import { createClient } from '../../../shared/api/client.ts';
import { tableVariable } from '../../../shared/platform/environment.ts';
import { type TableName, tableNames } from '../../../shared/platform/tables.ts';
import { clientsOf } from '../clients.ts';
import { type EmulatedCloud, stage } from '../emulated-cloud.ts';
import { ops } from '../operate.ts';
import { must, type Probe, type Probed } from './probe.ts';

/** The physical name of a table, as a deployed function knows it. */
async function tableOf(cloud: EmulatedCloud, job: string, table: TableName): Promise<string> {
  const asked = new GetFunctionConfigurationCommand({ FunctionName: namesOf(stage).function(job) });
  const { Environment } = await clientsOf(cloud).lambda.send(asked);
  const name = Environment?.Variables?.[tableVariable(table)];
  must(name !== undefined, `${job} knows no table ${table}`);
  return name;
}

/**
 * Restores every table of what the story has left, by the emulator's own recovery, which knows no moment but now.
 * Answers the suffix of the restored tables as a setting takes it.
 */
export async function restoreDrill(cloud: EmulatedCloud): Promise<string> {
  const { dynamodb } = clientsOf(cloud);
  // The templates ask for recovery, and the emulator drops that (see the survey).
  for (const table of tableNames) {
    const TableName = await tableOf(cloud, 'audit', table);
    const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true };
    await dynamodb.send(new UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification }));
  }
  const told = await ops(cloud, 'restore-drill', '--run');
  // Jobs go on meanwhile, so that a table may have a row more than what was restored; the command itself fails at one less.
  const filled = told.match(/^[a-z]+ +[1-9]\d* +[1-9]\d* +\S/gm)?.length;
  must(filled === tableNames.length, `${filled} tables have rows, not all:\n${told}`);
  must(/不成立 \(broken\) 0，与现表分歧 \(diverged\) 0/.test(told), `chains differ:\n${told}`);
  const [, suffix] = /"tableSuffix": "(-drill-\d{12})"/.exec(told) ?? [];
  must(suffix !== undefined, `the drill does not say how to switch:\n${told}`);
  return suffix;
}

const countOf = (cloud: EmulatedCloud, table: string): Promise<number> =>
  countTable({ client: DynamoDBDocumentClient.from(clientsOf(cloud).dynamodb) }, table);

async function beginPlan({ cloud, at }: Probed): Promise<void> {
  const user = demoUsers.find(({ username }) => username === 'scjg-officer1');
  if (!user) throw new Error('no demo user scjg-officer1');
  const call = createClient({ baseUrl: at, token: () => tokenFor(user, true, cloud.signer) });
  const year = cloud.signer.clock().getUTCFullYear();
  const begun = await call('createPlan', {
    key: randomUUID(),
    body: { year, scope: 'department', title: '恢复后的计划' },
  });
  must(begun.ok, `a plan cannot be begun: ${begun.ok ? '' : begun.error.detail}`);
}

/** After a deployment with `tableSuffix`, and with rights enforced: the roles must reach the restored tables. */
export const switchProbe = (suffix: string): Probe => ({
  what: 'after the switch everything is read from the restored tables and written to them alone',
  shows: [],
  async run(probed) {
    const { cloud, at } = probed;
    for (const name of ['plans', 'portal', 'stage-import', 'draw-objects'])
      must((await tableOf(cloud, name, 'workflow')).endsWith(suffix), `${name} knows the old tables`);
    await ops(cloud, 'smoke');
    const year = cloud.signer.clock().getUTCFullYear();
    const drawn = await createClient({ baseUrl: at })('listPublicDraws', { query: { year: String(year) } });
    must(drawn.ok && drawn.value.items.length > 0, 'the draw of the story is not public any more');

    const restored = await tableOf(cloud, 'plans', 'workflow');
    const lost = restored.slice(0, -suffix.length);
    const before = { restored: await countOf(cloud, restored), lost: await countOf(cloud, lost) };
    await beginPlan(probed);
    const written = (await countOf(cloud, restored)) - before.restored;
    must(written > 0, 'the plan is not in the restored table');
    must((await countOf(cloud, lost)) === before.lost, 'the plan went into the old table');
    return `${before.restored} rows there before, ${written} more now`;
  },
});
