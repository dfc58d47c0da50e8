import { appendFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runStory } from '../../local/demo/story.ts';
import { tokenFor } from '../../local/issuer.ts';
import { loadDemoCounty } from '../../local/load-demo-county.ts';
import { coverageOf, coverageTable, deployedKinds, shownByStory } from './coverage.ts';
import { type Addresses, bootstrap, deploy, synthesise } from './deployment.ts';
import {
  chinaHome,
  type EmulatedCloud,
  globalHome,
  inAccount,
  startEmulatedCloud,
  withSettings,
} from './emulated-cloud.ts';
import { Unavailable } from './install-ministack.ts';
import { alarmProbe } from './probes/alarms.ts';
import { changesProbe } from './probes/changes.ts';
import { keptFilesProbe } from './probes/files.ts';
import { gatewayProbes } from './probes/gateway.ts';
import { jobProbes, processProbe, smokeProbe } from './probes/jobs.ts';
import type { Probe } from './probes/probe.ts';
import { restoreDrill, switchProbe } from './probes/recovery.ts';
import { rightsProbe } from './probes/rights.ts';
import { createProgress } from './progress.ts';
import { runJobsWhenDue } from './run-jobs.ts';
import { survey } from './survey.ts';

const folder = resolve(import.meta.dirname, '../../.local/deploy');
const progress = createProgress();
const { say, step } = progress;
const behaved = new Set(shownByStory);

async function probe({ what, shows, run }: Probe, cloud: EmulatedCloud, at: Addresses): Promise<void> {
  await step(what, 180, async () => say(`  ${await run({ cloud, at })}`));
  for (const kind of shows) behaved.add(kind);
}

/** From nothing to running, by the CDK's own command line. */
async function deployTo(cloud: EmulatedCloud): Promise<Addresses> {
  await step(`cdk bootstrap ${cloud.region}`, 150, () => bootstrap(cloud));
  await step('cdk synth: bundles, templates and their checks', 330, () => synthesise(cloud));
  return step('cdk deploy: all stacks', 630, () => deploy(cloud));
}

async function tellStory(cloud: EmulatedCloud, at: Addresses): Promise<void> {
  const log = join(cloud.folder, 'story.log');
  const write = (line: string) => appendFileSync(log, `${line}\n`);
  await step('the demonstration county is imported', 900, () =>
    loadDemoCounty({
      gatewayUrl: at,
      tokenOf: (user) => tokenFor(user, true, cloud.signer),
      directory: join(cloud.folder, 'county'),
      progress: write,
    }),
  );
  const story = { gatewayUrl: at, issuerUrl: cloud.issuerUrl, directory: cloud.folder };
  await step(`the whole story of npm run demo (${log})`, 900, () => runStory({ ...story, write }));
}

/** As after a loss: all tables are restored, and a deployment puts them in the place of the old ones. */
async function recover(cloud: EmulatedCloud): Promise<void> {
  // Whoever restores and deploys has rights of their own, and the roles of `cdk bootstrap` none that the emulator knows.
  cloud.ministack.switchRights();
  const tableSuffix = await step('`npm run ops -- restore-drill --run`', 180, () => restoreDrill(cloud));
  const changed = withSettings(cloud, { tableSuffix });
  await step(`cdk synth with "tableSuffix": "${tableSuffix}"`, 330, () => synthesise(changed));
  const at = await step('cdk deploy: the stacks that use tables', 630, () => deploy(changed));
  cloud.ministack.switchRights();
  await probe(switchProbe(tableSuffix), cloud, at);
}

/** The story is told in the global account: there alone the emulator's names are those of the templates, so that rights can be enforced. */
async function accept(cloud: EmulatedCloud, quick: boolean): Promise<void> {
  const at = await deployTo(cloud);
  for (const each of [...gatewayProbes, smokeProbe, ...jobProbes, alarmProbe, changesProbe])
    await probe(each, cloud, at);
  const deployed = await deployedKinds(cloud);
  const properties = await survey(cloud, at);

  if (!quick) {
    const china = inAccount(cloud, chinaHome);
    await probe(smokeProbe, china, await deployTo(china));
  }

  cloud.ministack.switchRights();
  await probe(rightsProbe, cloud, at);
  const stopJobs = runJobsWhenDue(cloud);
  try {
    await tellStory(cloud, at);
  } finally {
    stopJobs();
  }
  for (const each of [processProbe, keptFilesProbe]) await probe(each, cloud, at);
  if (!quick) await recover(cloud);
  console.log(`\n${coverageTable(coverageOf(cloud.region, deployed, behaved), properties)}\n`);
}

async function main({ stay, quick }: { readonly stay: boolean; readonly quick: boolean }): Promise<void> {
  const cloud = await step('an empty account on this machine', 500, () =>
    startEmulatedCloud({ folder, home: globalHome }),
  );
  process.once('SIGINT', () => void cloud.stop().finally(() => process.exit(130)));
  try {
    await accept(cloud, quick);
    if (stay) {
      say(`left running at ${cloud.ministack.endpoint}; Ctrl+C stops it`);
      await new Promise(() => undefined);
    }
  } finally {
    const left = await cloud.stop();
    say(`the emulator (process ${cloud.ministack.pid}) has stopped, and ${left} functions with it`);
  }
}

const usage = `usage: npm run test:deploy [-- --quick] [--stay]
  deploys every stack to an emulator of AWS on this machine and runs the story there
  --quick  leaves out the China regions and the recovery
  --stay   leaves the system running afterwards`;

const { values } = parseArgs({
  options: {
    /** Leaves the system running afterwards. */
    stay: { type: 'boolean', default: false },
    /** Leaves out the China regions and the recovery. */
    quick: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
try {
  if (values.help) console.log(usage);
  else {
    await main(values);
    console.log('deploy acceptance passed');
  }
} catch (error) {
  if (error instanceof Unavailable) console.log(`deploy acceptance SKIPPED: ${error.message}`);
  else {
    console.error(error);
    process.exitCode = 1;
  }
}
