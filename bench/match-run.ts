/** One match, alone in its process: prints time, peak memory, squares of loads and their lower bound as JSON. */
import { matchTeams } from '../shared/draw/match.ts';
import { matchCase } from './match-cases.ts';

const [visits, inspectors, departments, tight] = process.argv.slice(2);
const input = matchCase({
  visits: Number(visits),
  inspectors: Number(inspectors),
  departments: Number(departments),
  ...(tight === 'tight' && { tight: true }),
});
const start = performance.now();
const matched = matchTeams(input);
const ms = Math.round(performance.now() - start);
if (!matched.ok) throw new Error(JSON.stringify(matched.error.bottlenecks.map(({ tight }) => tight)));

const loads = new Map<string, number>();
for (const { members } of matched.value) for (const id of members) loads.set(id, (loads.get(id) ?? 0) + 1);
const squares = [...loads.values()].reduce((sum, load) => sum + load * load, 0);
const values = [...loads.values()];
process.stdout.write(
  JSON.stringify({
    ms,
    peakBytes: process.resourceUsage().maxRSS * 1024,
    squares,
    bound: evenSquares(),
    least: Math.min(...values),
    most: Math.max(...values),
  }),
);

/** Visits shared evenly per department among valid inspectors with capacity, as if all could check everything. */
function evenSquares(): number {
  const places = Map.groupBy(
    input.visits.flatMap(({ checks }) => checks),
    ({ department }) => department,
  );
  let sum = 0;
  for (const [department, checks] of places) {
    const room = input.inspectors
      .filter((one) => one.department === department && one.certificate.validTo >= input.window.to)
      .map((one) => one.capacity ?? Number.POSITIVE_INFINITY)
      .sort((a, b) => a - b);
    let left = checks.length * input.perDepartment;
    for (const [index, most] of room.entries()) {
      const given = Math.min(most, Math.floor(left / (room.length - index)));
      left -= given;
      sum += given * given;
    }
  }
  return sum;
}
