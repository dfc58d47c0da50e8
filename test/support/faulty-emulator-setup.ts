import type { TestProject } from 'vitest/node';
import { buildWeb } from '../../infra/web-bundle.ts';
import { startEmulator } from '../../local/emulator.ts';
import { faultsOf, faultyNetwork } from './faulty-network.ts';

/** The share of sendings that meet a fault. A repeat may meet another one. */
const shares = { write: 0.4, read: 0.1 };

/** An emulator behind a network that fails: what holds on a sound one has to hold here. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildWeb();
  const emulator = await startEmulator();
  const seed = Number(process.env.FAULTS_SEED ?? 1);
  const network = await faultyNetwork(emulator.endpoint, faultsOf(seed, shares));
  project.provide('dynamodbEndpoint', network.endpoint);
  return async () => {
    console.log(`faults, seed ${seed}: of ${network.calls()} calls, ${JSON.stringify(network.injected)}`);
    await network.close();
    await emulator.stop();
  };
}
