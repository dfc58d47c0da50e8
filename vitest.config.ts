import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { actsOnRecords } from './test/support/acts-on-records.ts';

const project = (
  name: string,
  include: string,
  more: object = {},
  globalSetup: readonly string[] = [],
  resolve: object = {},
) => ({
  resolve,
  test: {
    name,
    include: [include],
    env: { POWERTOOLS_LOG_LEVEL: 'SILENT' },
    setupFiles: ['test/support/property-seed.ts'],
    ...more,
    globalSetup: ['test/support/temporary-folder.ts', ...globalSetup],
  },
});

/**
 * Outside CI the tests of a file run in another order each time; the run prints its seed, and `--sequence.seed=N` repeats
 * one. CI keeps to the order in the file, so that a red run is the fault of the change and not of the order.
 */
const shuffled = { sequence: { shuffle: { files: false, tests: !process.env.CI } } };
const emulator = 'test/support/emulator-setup.ts';
const faultyEmulator = 'test/support/faulty-emulator-setup.ts';
const browser = 'test/support/browser-setup.ts';

export default defineConfig({
  test: {
    // Left to itself it keeps a core for a person at the keyboard, which on two cores is half of them.
    maxWorkers: availableParallelism(),
    projects: [
      // Statistics and matching compute for seconds on a busy machine.
      project('unit', 'test/unit/**/*.test.ts', { ...shuffled, testTimeout: 60_000, hookTimeout: 60_000 }),
      project(
        'integration',
        'test/integration/**/*.test.ts',
        { ...shuffled, testTimeout: 60_000, hookTimeout: 60_000 },
        [emulator],
      ),
      // The same tests behind a network that fails: those of the acts on records, or every one with FAULTS_SEED=N.
      project(
        'faults',
        `test/integration/${process.env.FAULTS_SEED ? '**/*' : `{${actsOnRecords.join(',')}}`}.test.ts`,
        { ...shuffled, testTimeout: 120_000, hookTimeout: 120_000 },
        [faultyEmulator],
      ),
      project(
        'second-county',
        'test/second-county/**/*.test.ts',
        { ...shuffled, sequence: { shuffle: false }, testTimeout: 60_000, hookTimeout: 60_000 },
        [emulator],
        {
          alias: [
            {
              find: /^.*\/counties\/411422\.json$/,
              replacement: `${import.meta.dirname}/test/support/second-county.json`,
            },
          ],
        },
      ),
      project('infra', 'test/infra/**/*.test.ts', { ...shuffled, testTimeout: 300_000, hookTimeout: 300_000 }),
      // A story is told in order.
      project('e2e', 'test/e2e/**/*.test.ts', { testTimeout: 300_000, hookTimeout: 300_000 }, [emulator, browser]),
    ],
  },
});
