import { jobNames } from '../../shared/platform/jobs.ts';
import type { Measured } from './measure.ts';
import prices from './prices.json' with { type: 'json' };
import { roundTrips, summaryOf } from './round-trips.ts';
import { scenarios, type YearlyCost, yearlyCost } from './scenarios.ts';

const figure = (value: number, digits = 1): string =>
  value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: 0 });
const whole = (value: number): string => figure(value, 0);
const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const millions = (value: number): string => `${figure(value / 1e6, 2)} M`;

/** docs/cost.md, made anew by `npm run cost`. */
export function costPage(measured: Measured): string {
  const costs = scenarios.map((scenario) => yearlyCost(measured, scenario));
  return `# What it asks of the database, and what it costs

Written by \`npm run cost\`; change \`bench/cost/\` and not this page.

## How it was measured

The demonstration county (${whole(measured.objects)} objects, ${whole(measured.importedRows)} imported rows) was loaded and its whole story told over HTTP on the
embedded database. Every request to the database carried \`ReturnConsumedCapacity\`; the units are what the embedded database reports, which
follows DynamoDB's published rules (a transaction counts twice, an index is written besides the table). Real DynamoDB has not been measured.

## Requests to the database for each operation

Successful calls only. The usual is: a read asks once; a change reads its record, writes in one transaction with the audit event and the
public projection, and reads again what it answers; a creating request claims its idempotency key before and keeps the answer after. What
asks for more says why. "Units" are the mean of all calls.

${row('operation', 'calls', 'requests', 'most', 'what (the call in the middle)', 'read units', 'write units', 'why more than usual')}
${row('---', '---:', '---:', '---:', '---', '---:', '---:', '---')}
${roundTrips(measured.work)
  .map(({ operation, calls, requests, most, pattern, readUnits, writeUnits, reason }) =>
    row(operation, whole(calls), whole(requests), whole(most), pattern, figure(readUnits), figure(writeUnits), reason),
  )
  .join('\n')}

Jobs ask as often as there is work:

${row('job', 'runs', 'requests', 'most', 'what (the run in the middle)', 'read units', 'write units')}
${row('---', '---:', '---:', '---:', '---', '---:', '---:')}
${jobRows(measured).join('\n')}

## A year

${whole(measured.frameRows)} frame rows and ${whole(measured.visits)} visits of the story are scaled by objects, frame rows, visits and results. Assumed, to be set in
\`bench/cost/scenarios.ts\` by whoever asks: a fifth of the registry changes in a year, 60 draws a county over all its objects, 3 % of the
objects visited, two results a visit, each opened 20 times by the public, 150 ms a request at 1 GB. A province is 100 counties and the nation
1,800, each drawing over its own objects.

Prices: ${prices.region}, ${prices.currency}; ${prices.source}. **(confirm)** ${prices.confirm}.
They stand in \`bench/cost/prices.json\`.

${costs.map(scenarioTable).join('\n\n')}

Not in it: files in S3, logs, data transfer, support, and the free tier. Storage counts ${whole(measured.objectBytes)} bytes an object twice (its index) and
40 KB a result with its versions, events and projection, each with point-in-time recovery. Publishing frames is the
largest part of what grows: every frame is public, shard by shard, so that anybody can recompute the draw.
`;
}

function jobRows({ work }: Measured): readonly string[] {
  const byName = Map.groupBy(work, ({ name }) => name);
  return jobNames.flatMap((job) => {
    const works = byName.get(job);
    if (!works) return [];
    const { calls, requests, most, pattern, readUnits, writeUnits } = summaryOf(job, works);
    return [row(job, whole(calls), whole(requests), whole(most), pattern, figure(readUnits), figure(writeUnits))];
  });
}

function scenarioTable({ scenario, parts, storage, storageGigabytes, fixed, total }: YearlyCost): string {
  const { name, objects, batches, visits, resultsPerVisit } = scenario;
  const amount = (value: number) => whole(value);
  return `### ${name}: ${whole(objects)} objects, ${whole(batches)} draws, ${whole(visits)} visits, ${whole(visits * resultsPerVisit)} results

${row('part', 'read units', 'write units', 'requests', `${prices.currency} a year`)}
${row('---', '---:', '---:', '---:', '---:')}
${parts
  .map(({ what, units, amount: costs }) =>
    row(what, millions(units.reads), millions(units.writes), millions(units.requests), amount(costs)),
  )
  .join('\n')}
${row(`storage, ${figure(storageGigabytes)} GB`, '', '', '', amount(storage))}
${row('firewalls, keys, alarms', '', '', '', amount(fixed))}
${row('**all**', '', '', '', `**${amount(total)}**`)}`;
}
