import { existsSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { distOf } from './bundle.ts';
import { addChecks } from './checks.ts';
import { readSettings } from './config.ts';
import { makeSystem } from './system.ts';

const app = new App({ analyticsReporting: false });
makeSystem(app, readSettings(app.node), ({ name }) => {
  const folder = distOf(name);
  if (!existsSync(folder)) throw new Error(`function ${name} is not built: run \`npm run bundle\``);
  return Code.fromAsset(folder);
});
addChecks(app);
app.synth();
