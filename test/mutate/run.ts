import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { toldHelp } from '../../local/help.ts';
import { startCompiler } from './compiler.ts';
import { type Mutant, mutantsOf, mutated } from './mutants.ts';
import { type Runner, shareOut, startRunner } from './pool.ts';
import { reachOfTests, testsFor } from './reach.ts';
import { lineOf, summaryOf, type Verdict } from './report.ts';
import { sampleOf } from './sample.ts';
import { type SourceFile, sourceFiles } from './source-files.ts';

const usage = `usage: npm run mutate -- PATHS [--sample N] [--seed S] [--project unit,integration] [--seconds N] [--jobs N]
  Puts small faults into the files under PATHS, in memory, and runs the tests that reach them.
  --sample   so many mutants, chosen by the seed; without it all
  --seconds  how long the tests of one mutant may take when nothing is wrong; the likeliest come first (120)`;

if (toldHelp(usage)) process.exit(0);

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    project: { type: 'string', default: 'unit,integration' },
    seconds: { type: 'string', default: '120' },
    jobs: { type: 'string', default: String(availableParallelism()) },
  },
});
const say = (line: string) => console.log(line);
const under = (file: string) =>
  positionals.some((path) => file === path || file.startsWith(`${path.replace(/\/$/, '')}/`));

const chosen = sourceFiles().filter(({ file }) => under(file));
if (chosen.length === 0) {
  console.error(usage);
  process.exit(2);
}
const all = chosen.flatMap(({ file, source }) => mutantsOf(file, source));
const mutants = sampleOf(all, Number(values.sample ?? all.length), values.seed);
const runners = await Promise.all(
  Array.from({ length: Number(values.jobs) }, () => startRunner(values.project.split(','))),
);
const reaches = await reachOfTests(runners, say);
say(`${mutants.length} of ${all.length} mutants in ${chosen.length} files, seed ${values.seed}`);

const fileOf = new Map<string, SourceFile>(chosen.map((file) => [file.file, file]));

async function verdictOn(runner: Runner, mutant: Mutant): Promise<Verdict> {
  const file = fileOf.get(mutant.file);
  if (!file) throw new Error(`no file ${mutant.file}`);
  if (await compiler.faultIn(mutant.file, mutated(file.source, mutant))) return { mutant, end: 'refused' };
  const reaching = testsFor(file, mutant, reaches);
  if (reaching.length === 0) return { mutant, end: 'unreached' };
  let left = Number(values.seconds) * 1000;
  for (const { test, only, ms } of reaching) {
    if (left <= 0) return { mutant, end: 'survived', unasked: true };
    left -= ms;
    const answer = await runner.ask({ test, ...(only && { only }), mutant }, 60_000 + 10 * ms);
    if (!answer || answer.late) return { mutant, end: 'timeout', by: test };
    if (!answer.passed) return { mutant, end: 'killed', by: test };
  }
  return { mutant, end: 'survived' };
}

const compiler = await startCompiler();
const soFar: Verdict[] = [];
const end = () => {
  say(`\n${summaryOf(soFar)}`);
  process.exit(0);
};
// Whoever has seen enough gets the score of those that were tried, which are a sample as well.
process.once('SIGINT', end).once('SIGTERM', end);
await shareOut(runners, mutants, async (runner, mutant) => {
  const verdict = await verdictOn(runner, mutant);
  soFar.push(verdict);
  const done = soFar.length;
  const source = fileOf.get(mutant.file)?.source ?? '';
  if (verdict.end === 'survived' || verdict.end === 'unreached') say(`\n[${done}] ${lineOf(verdict, source)}`);
  else if (done % 20 === 0) say(`[${done}] …`);
});
await Promise.all([compiler, ...runners].map((one) => one.stop()));
say(`\n${summaryOf(soFar)}`);
