import { allFunctions } from '../../infra/functions.ts';
import type { CountedWork } from './capacity-counter.ts';
import type { Measured } from './measure.ts';
import prices from './prices.json' with { type: 'json' };

/** A year's activity. The sizes are those the draw is specified for; the rest are adjustable assumptions. */
export interface Scenario {
  readonly name: string;
  readonly objects: number;
  /** Share of the registry that changes in a year by imports. */
  readonly changed: number;
  /** Draws, and the number of objects over which each is frozen. */
  readonly batches: number;
  readonly objectsPerBatch: number;
  readonly visits: number;
  readonly resultsPerVisit: number;
  /** Times the public opens each result. */
  readonly publicReads: number;
}

const scaledCounty = (name: string, counties: number, objectsPerCounty: number): Scenario => ({
  name,
  objects: counties * objectsPerCounty,
  changed: 0.2,
  batches: 60 * counties,
  objectsPerBatch: objectsPerCounty,
  visits: Math.round(0.03 * counties * objectsPerCounty),
  resultsPerVisit: 2,
  publicReads: 20,
});

export const scenarios: readonly Scenario[] = [
  scaledCounty('county', 1, 100_000),
  scaledCounty('province', 100, 100_000),
  scaledCounty('nation', 1_800, 100_000),
];

interface Units {
  readonly reads: number;
  readonly writes: number;
  readonly requests: number;
}
const noUnits: Units = { reads: 0, writes: 0, requests: 0 };
const plus = (a: Units, b: Units): Units => ({
  reads: a.reads + b.reads,
  writes: a.writes + b.writes,
  requests: a.requests + b.requests,
});
const times = ({ reads, writes, requests }: Units, factor: number): Units => ({
  reads: reads * factor,
  writes: writes * factor,
  requests: requests * factor,
});

/** Units of all calls of an operation or job in the story; `requests` are calls through API Gateway or runs of a job. */
function totalOf(work: readonly CountedWork[], name: string): Units {
  const calls = work.filter((each) => each.name === name);
  if (calls.length === 0) throw new Error(`${name} was not measured: the story does not come to it any more`);
  const all = calls.flatMap(({ requests }) => requests);
  return {
    reads: all.reduce((sum, { readUnits }) => sum + readUnits, 0),
    writes: all.reduce((sum, { writeUnits }) => sum + writeUnits, 0),
    requests: calls.length,
  };
}

export interface YearlyCost {
  readonly scenario: Scenario;
  readonly parts: readonly { readonly what: string; readonly units: Units; readonly amount: number }[];
  readonly storageGigabytes: number;
  readonly fixed: number;
  readonly storage: number;
  readonly total: number;
}

/** Milliseconds of a request in its function, at 1 GB: an assumption, because this machine is not Lambda. */
const assumedMilliseconds = 150;
/** A result with its versions, its events and its projection, and the same again in indexes. */
const resultBytes = 40_000;

/** The cost of a year: the measured units of the story, each scaled by what it grows with. */
export function yearlyCost(
  { work, objects, importedRows, frameRows, visits, objectBytes }: Measured,
  scenario: Scenario,
): YearlyCost {
  const per = (name: string, count: number) => times(totalOf(work, name), 1 / count);
  const each = (name: string) => per(name, totalOf(work, name).requests);
  const sum = (...units: readonly Units[]) => units.reduce(plus, noUnits);
  const results = scenario.visits * scenario.resultsPerVisit;
  const parts: readonly (readonly [string, Units])[] = [
    [
      'importing changes',
      times(
        sum(per('stage-import', importedRows), per('settle-import', importedRows)),
        scenario.objects * scenario.changed,
      ),
    ],
    ['freezing frames', times(per('freezeBatch', objects), scenario.batches * scenario.objectsPerBatch)],
    [
      'publishing frames',
      times(
        sum(per('commitBatch', frameRows), per('stage-public-frames', frameRows)),
        scenario.batches * scenario.objectsPerBatch,
      ),
    ],
    [
      'drawing and dispatching',
      times(
        sum(...['draw-objects', 'match-teams', 'commit-draw', 'dispatch-visits'].map((task) => per(task, visits))),
        scenario.visits,
      ),
    ],
    ['visits', sum(times(each('completeVisit'), results), times(each('getVisit'), 4 * scenario.visits))],
    [
      'results',
      times(
        sum(
          times(each('saveResult'), 2),
          ...['createEvidence', 'confirmEvidence', 'submitResult', 'approveResult', 'publishResult', 'verifyAudit'].map(
            each,
          ),
          times(each('getResult'), 6),
          each('listDueResults'),
        ),
        results,
      ),
    ],
    [
      'the public',
      times(sum(each('getPublicResult'), times(each('listPublicResults'), 0.2)), results * scenario.publicReads),
    ],
    [
      'scheduled jobs',
      times(
        sum(...['remind-deadlines', 'recompute-deadlines', 'publish-draw-lists', 'resume-imports'].map(each)),
        365 * 8,
      ),
    ],
  ];
  const priced = parts.map(([what, units]) => ({ what, units, amount: amountOf(units) }));
  const storageGigabytes = (scenario.objects * objectBytes * 2 + results * resultBytes) / 1e9;
  const storage = 12 * storageGigabytes * (prices.dynamodb.gigabyteMonth + prices.dynamodb.recoveryGigabyteMonth);
  const fixed = 12 * fixedMonthly();
  const total = priced.reduce((all, { amount }) => all + amount, 0) + storage + fixed;
  return { scenario, parts: priced, storageGigabytes, storage, fixed, total };
}

function amountOf({ reads, writes, requests }: Units): number {
  const { dynamodb, lambda, apiGateway } = prices;
  const seconds = (requests * assumedMilliseconds) / 1000;
  return (
    (reads * dynamodb.millionReadUnits + writes * dynamodb.millionWriteUnits) / 1e6 +
    (requests * (lambda.millionRequests + apiGateway.millionRequests)) / 1e6 +
    seconds * lambda.gigabyteSecond
  );
}

/** What a stage costs before anybody uses it: two firewalls, four keys, the alarms, the dashboard. */
function fixedMonthly(): number {
  const { firewallAcl, firewallRule, key, alarm, dashboard, metric, secret } = prices.monthly;
  const alarms = 2 * allFunctions.length + 30;
  const jobFigures = allFunctions.filter(({ kind }) => kind === 'job').length + 2;
  return 2 * (firewallAcl + 5 * firewallRule) + 4 * key + alarms * alarm + dashboard + jobFigures * metric + secret;
}
