import type { TestProject } from 'vitest/node';
import { buildWeb } from '../../infra/web-bundle.ts';
import { startEmulator } from '../../local/emulator.ts';

declare module 'vitest' {
  interface ProvidedContext {
    dynamodbEndpoint: string;
  }
}

/** One emulator in memory for a run; each test file makes its own tables. The portal's built files lie ready. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildWeb();
  const emulator = await startEmulator();
  project.provide('dynamodbEndpoint', emulator.endpoint);
  return () => emulator.stop();
}
