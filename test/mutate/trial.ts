import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createVitest, type TestSpecification, type Vitest } from 'vitest/node';
import config from '../../vitest.config.ts';
import { type Mutant, mutated } from './mutants.ts';
import { sourceFiles } from './source-files.ts';

/** What the process that leads asks of one that runs tests; one thing at a time. */
export type Order =
  | { readonly note: string }
  /** Of the test file the tests with these ids, or all. */
  | { readonly test: string; readonly only?: readonly string[]; readonly mutant: Mutant };

/** What one test of a file enters, and how long it takes. */
export interface Case {
  readonly id: string;
  readonly ms: number;
  readonly entered: readonly number[];
}

export interface Answer {
  readonly passed: boolean;
  readonly ms: number;
  /** The regions entered while the file was loaded and prepared. */
  readonly outside: readonly number[];
  readonly cases: readonly Case[];
  /** What failed first. */
  readonly fault?: string;
  /** It only took too long. */
  readonly late: boolean;
}

/** The text of a source file as the tests of this process get it; the files on the disk are never touched. */
const texts = new Map<string, string>();

let notes: readonly (readonly [file: string, code: string])[] | undefined;
const marked = () => {
  notes ??= sourceFiles().map(({ file, code }) => [file, code] as const);
  return notes;
};
const faulty = (mutant: Mutant) => mutated(readFileSync(mutant.file, 'utf8'), mutant);

const textInMemory = {
  name: 'text-in-memory',
  enforce: 'pre' as const,
  load: (id: string) => texts.get(id.split('?')[0] ?? id),
};

async function testRunner(projects: readonly string[]): Promise<Vitest> {
  const chosen = (config.test?.projects ?? []).flatMap((project) =>
    typeof project === 'object' && 'test' in project && projects.some((name) => name === project.test?.name)
      ? [
          {
            ...project,
            plugins: [textInMemory],
            test: {
              ...project.test,
              // A fault kept on the disk would fail the next run of the tests.
              fsModuleCache: false,
              // The process that leads watches the time: on a busy machine a slow test is no fault that was noticed.
              sequence: {},
              testTimeout: 0,
              hookTimeout: 0,
              setupFiles: [project.test?.setupFiles ?? [], 'test/mutate/note-entered.ts'].flat(),
            },
          },
        ]
      : [],
  );
  return createVitest('test', {
    config: false,
    fsModuleCache: false,
    watch: false,
    bail: 1,
    maxWorkers: 1,
    // Threads go with their process, even out of a loop without an end.
    pool: 'threads',
    reporters: [{}],
    projects: chosen,
  });
}

/** Made anew each time: the runner remembers the last one of a file, and with it which of its tests were chosen. */
function specificationsOf(vitest: Vitest, order: Order): TestSpecification[] {
  const known = vitest.getModuleSpecifications(resolve('note' in order ? order.note : order.test));
  const chosen = 'only' in order && order.only ? { testIds: [...order.only] } : {};
  return known.map(({ project, moduleId, pool }) => project.createSpecification(moduleId, chosen, pool));
}

async function handle(vitest: Vitest, order: Order): Promise<Answer> {
  const before = new Map(texts);
  texts.clear();
  const given = 'note' in order ? marked() : [[order.mutant.file, faulty(order.mutant)] as const];
  for (const [file, text] of given) texts.set(resolve(file), text);
  for (const file of new Set([...before.keys(), ...texts.keys()]))
    if (before.get(file) !== texts.get(file)) vitest.invalidateFile(file);

  // One instance remembers the files and failures of all its runs, and stops a run for the failure of another.
  vitest.state.filesMap.clear();
  vitest.state.idMap.clear();
  const began = performance.now();
  const asked = specificationsOf(vitest, order);
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(asked);
  const faults = [
    ...testModules.flatMap((module) => module.errors()),
    ...testModules.flatMap((module) => [...module.children.allSuites()].flatMap((suite) => suite.errors())),
    ...testModules.flatMap((module) =>
      [...module.children.allTests('failed')].flatMap((one) => one.result().errors ?? []),
    ),
    ...(unhandledErrors as Error[]),
  ].map(({ message }) => message);
  if (testModules.length === 0) faults.push('no such test file');
  return {
    passed: faults.length === 0 && testModules.every((module) => module.ok()),
    fault: faults[0],
    late: /^(Test|Hook) timed out/.test(faults[0] ?? ''),
    ms: performance.now() - began,
    outside: testModules.flatMap((module) => module.meta().entered ?? []),
    cases: testModules.flatMap((module) =>
      [...module.children.allTests()].map((one) => ({
        id: one.id,
        ms: one.diagnostic()?.duration ?? 0,
        entered: one.meta().entered ?? [],
      })),
    ),
  };
}

/** What a project sets up once for all its tests is set up now, by the code as it stands: before the first order. */
async function setUp(vitest: Vitest, specifications: readonly TestSpecification[]): Promise<void> {
  const firsts = new Map(specifications.map((one) => [one.project, one]));
  const noTest = { testNamePattern: /$^/ };
  await vitest.runTestSpecifications(
    [...firsts].map(([project, { moduleId, pool }]) => project.createSpecification(moduleId, noTest, pool)),
  );
}

const vitest = await testRunner(process.argv.slice(2));
await vitest.standalone();
const specifications = await vitest.globTestSpecifications();
await setUp(vitest, specifications);
const tests = [...new Set(specifications.map(({ moduleId }) => moduleId))];
process.once('disconnect', () => process.exit());
process.on('message', (order: Order) => void handle(vitest, order).then((answer) => process.send?.(answer)));
process.send?.(tests);
