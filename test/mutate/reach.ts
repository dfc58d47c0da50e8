import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { type Runner, shareOut } from './pool.ts';
import { type Region, regionAround } from './regions.ts';
import type { SourceFile } from './source-files.ts';
import type { Case } from './trial.ts';

/** What one test file enters when nothing is wrong, and how long it takes. */
export interface Reach {
  readonly test: string;
  readonly ms: number;
  readonly outside: readonly number[];
  readonly cases: readonly Case[];
}

/** A test file to run for a mutant: all its tests, or those that enter the place of the mutant. */
export interface Chosen {
  readonly test: string;
  readonly only?: readonly string[];
  readonly ms: number;
}

interface Kept {
  /** Of all files but the tests themselves. */
  readonly sources: string;
  readonly reaches: (Reach & { readonly digest: string })[];
}

const cache = 'node_modules/.cache/mutate/reach.json';

function digestOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

/** Which tests enter which regions: found by running all once, and again those that changed, or all after other changes. */
export async function reachOfTests(runners: readonly Runner[], say: (line: string) => void): Promise<readonly Reach[]> {
  const tests = (runners[0]?.tests ?? [])
    .map((path) => relative('.', path))
    .map((test) => ({ test, digest: digestOf([test]) }));
  const sources = digestOf(globSync('{shared,functions,local,test/support}/**/*.ts').toSorted());
  const before: Kept | undefined = existsSync(cache) ? JSON.parse(readFileSync(cache, 'utf8')) : undefined;
  const kept = before?.sources === sources ? before.reaches : [];
  const isKept = (one: { readonly test: string; readonly digest: string }) =>
    kept.some(({ test, digest }) => test === one.test && digest === one.digest);

  const fresh = tests.filter((one) => !isKept(one));
  if (fresh.length > 0) say(`running ${fresh.length} test files once, to see what each of them reaches`);
  // What other projects reach stays for another run, and so does all of a run that is broken off.
  const reaches = kept.filter(({ test }) => fresh.every((one) => one.test !== test));
  mkdirSync(dirname(cache), { recursive: true });
  await shareOut(runners, fresh, async (runner, { test, digest }) => {
    const answer = await runner.ask({ note: test }, 900_000);
    if (!answer?.passed)
      return say(`left out, since it fails without any mutant: ${test}: ${answer?.fault ?? 'no end'}`);
    reaches.push({ test, digest, ms: answer.ms, outside: answer.outside, cases: answer.cases });
    writeFileSync(cache, JSON.stringify({ sources, reaches } satisfies Kept));
  });
  return reaches.filter(({ test }) => tests.some((one) => one.test === test));
}

/**
 * The tests that enter the region of a mutant, by file, in the order in which they are likely to notice it soon: files
 * that see much of the source file in little time come first. What a file enters while it prepares its tests counts for
 * all of them.
 */
export function testsFor(file: SourceFile, at: Region, reaches: readonly Reach[]): readonly Chosen[] {
  const number = file.offset + regionAround(file.regions, at);
  const inFile = (one: number) => one >= file.offset && one < file.offset + file.regions.length;
  return reaches
    .flatMap(({ test, ms, outside, cases }) => {
      const wide = outside.includes(number);
      const reaching = cases.filter(({ entered }) => wide || entered.includes(number));
      if (reaching.length === 0) return [];
      const spared = cases.filter((one) => !reaching.includes(one)).reduce((sum, one) => sum + one.ms, 0);
      const needed = Math.max(0, ms - spared);
      const seen = new Set([outside, ...reaching.map(({ entered }) => entered)].flat().filter(inFile)).size;
      const chosen: Chosen = { test, ms: needed, ...(!wide && { only: reaching.map(({ id }) => id) }) };
      return [{ chosen, worth: seen / (needed + 500) }];
    })
    .toSorted((a, b) => b.worth - a.worth)
    .map(({ chosen }) => chosen);
}
