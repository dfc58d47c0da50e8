import type { TestProject } from 'vitest/node';
import { startEmulator } from '../../local/emulator.ts';

declare module 'vitest' {
  interface ProvidedContext {
    dynamodbEndpoint: string;
  }
}

/** One emulator in memory for a run; each test file makes its own tables. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const emulator = await startEmulator();
  project.provide('dynamodbEndpoint', emulator.endpoint);
  return () => emulator.stop();
}
