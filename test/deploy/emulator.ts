import { resolve } from 'node:path';
import { toldHelp } from '../../local/help.ts';
import { globalHome, stage, startEmulatedCloud } from './emulated-cloud.ts';
import { Unavailable } from './install-ministack.ts';

const folder = resolve(import.meta.dirname, '../../.local/emulator');

/** An empty account to deploy to by hand, until Ctrl+C; the words are those of docs/deploy.md. */
async function main(): Promise<void> {
  const cloud = await startEmulatedCloud({ folder, home: globalHome });
  const { HOME: _home, PATH: _path, ...variables } = cloud.env;
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}='${value}'`);
  console.log(`An empty account is ready. In a second terminal:

${lines.join('\n')}
export STAGE=${stage} SETTINGS='${cloud.settingsFile}' REGION=${cloud.region} ACCOUNT=${cloud.account} ISSUER=${cloud.issuerUrl}

Ctrl+C stops it; nothing is kept.`);
  const stop = () => void cloud.stop().finally(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

const usage = `usage: npm run emulator
  starts an empty account of an emulated AWS, to practise docs/deploy.md on, until Ctrl+C`;

try {
  if (!toldHelp(usage)) await main();
} catch (error) {
  if (!(error instanceof Unavailable)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
