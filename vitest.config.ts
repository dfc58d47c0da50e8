import { defineConfig } from 'vitest/config';

const project = (name: string, include: string, more: object = {}) => ({
  test: {
    name,
    include: [include],
    env: { POWERTOOLS_LOG_LEVEL: 'SILENT' },
    setupFiles: ['test/support/property-seed.ts'],
    ...more,
  },
});

export default defineConfig({
  test: {
    projects: [
      // Statistics and matching compute for seconds on a busy machine.
      project('unit', 'test/unit/**/*.test.ts', { testTimeout: 60_000 }),
      project('integration', 'test/integration/**/*.test.ts', {
        testTimeout: 60_000,
        hookTimeout: 60_000,
        globalSetup: 'test/support/emulator-setup.ts',
      }),
      project('infra', 'test/infra/**/*.test.ts', { testTimeout: 180_000, hookTimeout: 180_000 }),
      project('e2e', 'test/e2e/**/*.test.ts', {
        testTimeout: 300_000,
        hookTimeout: 120_000,
        globalSetup: 'test/support/emulator-setup.ts',
      }),
    ],
  },
});
