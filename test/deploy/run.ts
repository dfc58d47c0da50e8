import { appendFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runStory } from '../../local/demo/story.ts';
import { tokenFor } from '../../local/issuer.ts';
import { loadDemoCounty } from '../../local/load-demo-county.ts';
import { coverageOf, coverageTable, deployedKinds, shownByStory } from './coverage.ts';
import { type Addresses, bootstrap, deploy, synthesise } from './deployment.ts';
import { type EmulatedCloud, inRegion, startEmulatedCloud } from './emulated-cloud.ts';
import { Unavailable } from './install-ministack.ts';
import { alarmProbe } from './probes/alarms.ts';
import { gatewayProbes } from './probes/gateway.ts';
import { jobProbes, processProbe, smokeProbe } from './probes/jobs.ts';
import type { Probe } from './probes/probe.ts';
import { rightsProbe } from './probes/rights.ts';
import { createProgress } from './progress.ts';
import { runJobsWhenDue } from './run-jobs.ts';
import { survey } from './survey.ts';

const folder = resolve(import.meta.dirname, '../../.local/deploy');
/** Where rights can be enforced: the emulator names its resources as those of the global partition. */
const globalRegion = 'eu-central-1';
const chinaRegion = 'cn-northwest-1';
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
      gatewayUrl: at.internal,
      tokenOf: (user) => tokenFor(user, true, cloud.signer),
      directory: join(cloud.folder, 'county'),
      progress: write,
    }),
  );
  const story = { gatewayUrl: at.internal, publicUrl: at.public, issuerUrl: cloud.issuerUrl, directory: cloud.folder };
  await step(`the whole story of npm run demo (${log})`, 900, () => runStory({ ...story, write }));
}

async function accept(cloud: EmulatedCloud): Promise<void> {
  const at = await deployTo(cloud);
  for (const each of [...gatewayProbes, smokeProbe, ...jobProbes, alarmProbe]) await probe(each, cloud, at);
  const deployed = await deployedKinds(cloud);
  const properties = await survey(cloud, at);

  const china = inRegion(cloud, chinaRegion);
  await probe(smokeProbe, china, await deployTo(china));

  cloud.ministack.enforceRights();
  await probe(rightsProbe, cloud, at);
  const stopJobs = runJobsWhenDue(cloud);
  await tellStory(cloud, at);
  stopJobs();
  await probe(processProbe, cloud, at);
  console.log(`\n${coverageTable(coverageOf(cloud.region, deployed, behaved), properties)}\n`);
}

async function main(stay: boolean): Promise<void> {
  const cloud = await step('an empty account on this machine', 500, () =>
    startEmulatedCloud({ folder, region: globalRegion }),
  );
  process.once('SIGINT', () => void cloud.stop().finally(() => process.exit(130)));
  try {
    await accept(cloud);
    if (stay) {
      say(`left running at ${cloud.ministack.endpoint}; Ctrl+C stops it`);
      await new Promise(() => undefined);
    }
  } finally {
    const left = await cloud.stop();
    say(`the emulator (process ${cloud.ministack.pid}) has stopped, and ${left} functions with it`);
  }
}

const { values } = parseArgs({ options: { stay: { type: 'boolean', default: false } } });
try {
  await main(values.stay);
  console.log('deploy acceptance passed');
} catch (error) {
  if (error instanceof Unavailable) console.log(`deploy acceptance SKIPPED: ${error.message}`);
  else {
    console.error(error);
    process.exitCode = 1;
  }
}
