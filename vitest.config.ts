import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const project = (name: string, include: string, more: object = {}, globalSetup: readonly string[] = []) => ({
  test: {
    name,
    include: [include],
    env: { POWERTOOLS_LOG_LEVEL: 'SILENT' },
    setupFiles: ['test/support/property-seed.ts'],
    ...more,
    globalSetup: ['test/support/temporary-folder.ts', ...globalSetup],
  },
});

const emulator = 'test/support/emulator-setup.ts';
const browser = 'test/support/browser-setup.ts';

export default defineConfig({
  test: {
    // Left to itself it keeps a core for a person at the keyboard, which on two cores is half of them.
    maxWorkers: availableParallelism(),
    projects: [
      // Statistics and matching compute for seconds on a busy machine.
      project('unit', 'test/unit/**/*.test.ts', { testTimeout: 60_000, hookTimeout: 60_000 }),
      project('integration', 'test/integration/**/*.test.ts', { testTimeout: 60_000, hookTimeout: 60_000 }, [emulator]),
      project('infra', 'test/infra/**/*.test.ts', { testTimeout: 180_000, hookTimeout: 180_000 }),
      project('e2e', 'test/e2e/**/*.test.ts', { testTimeout: 300_000, hookTimeout: 120_000 }, [emulator, browser]),
    ],
  },
});
