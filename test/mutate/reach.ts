import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Runner, shareOut } from './pool.ts';
import { type Region, regionAround } from './regions.ts';
import type { SourceFile } from './source-files.ts';

/** What one test file enters when nothing is wrong, and how long it takes. */
export interface Reach {
  readonly test: string;
  readonly ms: number;
  readonly entered: readonly number[];
}

const cache = 'node_modules/.cache/mutate';

/** Which test files enter which regions: found by running all once, and kept until a source or test file changes. */
export async function reachOfTests(runners: readonly Runner[], say: (line: string) => void): Promise<readonly Reach[]> {
  const hash = createHash('sha256');
  const tests = runners[0]?.tests ?? [];
  for (const file of [...tests, ...globSync('{shared,functions,local,test/support}/**/*.ts').toSorted()])
    hash.update(file).update(readFileSync(file));
  const kept = join(cache, `${hash.digest('hex')}.json`);
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8'));

  say(`running ${tests.length} test files once, to see what each of them reaches`);
  const reaches = await shareOut(runners, tests, async (runner, path) => {
    const test = relative('.', path);
    const answer = await runner.ask({ note: test }, 900_000);
    if (!answer?.passed) say(`left out, since it fails without any mutant: ${test}: ${answer?.fault ?? 'no end'}`);
    return answer?.passed ? [{ test, ms: answer.ms, entered: answer.entered }] : [];
  });
  mkdirSync(cache, { recursive: true });
  writeFileSync(kept, JSON.stringify(reaches.flat()));
  return reaches.flat();
}

/**
 * The test files that enter the region of a mutant, in the order in which they are likely to notice it soon: those
 * that see much of the file in little time come first.
 */
export function testsFor(file: SourceFile, at: Region, reaches: readonly Reach[]): readonly Reach[] {
  const number = file.offset + regionAround(file.regions, at);
  const ofFile = (entered: readonly number[]) =>
    entered.filter((one) => one >= file.offset && one < file.offset + file.regions.length).length;
  return reaches
    .filter(({ entered }) => entered.includes(number))
    .map((reach) => ({ reach, worth: ofFile(reach.entered) / (reach.ms + 500) }))
    .toSorted((a, b) => b.worth - a.worth)
    .map(({ reach }) => reach);
}
