import { resolve } from 'node:path';
import { runStory } from '../../local/demo/story.ts';
import { loadDemoCounty } from '../../local/load-demo-county.ts';
import { tokenFor } from '../../local/issuer.ts';
import { bootstrap, deploy, synthesise } from './deployment.ts';
import { startEmulatedCloud } from './emulated-cloud.ts';
const started = performance.now();
const say = (t: string) => console.log(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${t}`);
const cloud = await startEmulatedCloud({ folder: resolve('.local/deploy'), region: process.env.REGION ?? 'cn-northwest-1', port: 24600 });
try {
  say(`emulator ${cloud.ministack.endpoint} issuer ${cloud.issuerUrl}`);
  await bootstrap(cloud); say('bootstrap');
  if (!process.env.NOSYNTH) await synthesise(cloud); else (await import('node:fs')).cpSync(process.env.NOSYNTH, cloud.folder + '/cdk.out', {recursive:true}); say('synth');
  const at = await deploy(cloud); say('deployed ' + JSON.stringify(at));
  if (process.env.RIGHTS) cloud.ministack.enforceRights();
  const stopJobs = (await import('./run-jobs.ts')).runJobsWhenDue(cloud);
  await loadDemoCounty({ gatewayUrl: at.internal, tokenOf: (user) => tokenFor(user, true, cloud.signer), directory: cloud.folder + '/county', progress: say });
  await runStory({ gatewayUrl: at.internal, publicUrl: at.public, issuerUrl: cloud.issuerUrl, directory: cloud.folder + '/story' }); say('told');
  stopJobs();
} finally {
  say('left ' + (await cloud.stop()));
}
