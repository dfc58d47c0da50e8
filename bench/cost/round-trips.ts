import { operations } from '../../shared/api/contract.ts';
import type { Route } from '../../shared/api/route.ts';
import type { CountedWork } from './capacity-counter.ts';

/**
 * What an operation may ask of the database without a word: a read one request; a change reads its record, writes in one
 * transaction and reads again what it answers; a creating request claims and keeps its key besides.
 */
const usual = ({ method, creates }: Route): number => {
  if (method === 'GET') return 1;
  return creates ? 5 : 3;
};

/** Why an operation asks for more. One that does and is not named here stops the making of the table. */
export const reasons: Readonly<Record<string, string>> = {
  listVisits: 'a visit is shown once its batch is dispatched: the batches of a page are read with it',
  getVisit: 'the visit, whether its batch is dispatched, and the result of each department in it',
  listDueResults: 'the calendar, then the page',
  listPublicDrawObjects: 'the draw as of an edition, then the page that belongs to it',
  getPublicFrameShard: 'the draw as of an edition, then the shard that belongs to it',
  listPublicResults: 'a partition for each month asked about, twelve where none is named',
  getDeadlineFigures: '27 departments, by day 0 and by two kinds of waiting, at the same time; and the calendar',
  verifyAudit: 'the record before and after its events, so that what was read belongs together',
  createPlan: 'the next number of the plan, from a counter',
  updatePlan: 'the joint items, which the plan is checked against',
  submitPlan: 'the joint items, which the plan is checked against once more',
  publishPlan: 'the joint items, and the edition apart from the plan, which may be larger than one row',
  previewEntry: 'the whole registry: 256 shards of objects and those of inspectors, at the same time',
  freezeBatch: 'the whole registry, as for a preview; numbers of batch and tasks',
  listPublicFrameShards: 'the draw, so that a frame that is not public yet answers as none, then its shards',
  drawBatch: 'the inspectors and their earlier teams by key, a hundred a request',
  dispatchBatch: 'tasks, visits and results are staged, then shown by one commit',
  completeVisit: 'the results of every department in the visit go on with it, each by its own version; the calendar',
  recordNonPerformance: 'as completing a visit',
  confirmEvidence: 'the visit and its batch besides the result',
  saveResult: 'whether the batch is dispatched, and the visit',
  submitResult: 'the team is judged by the registry of the day of inspection: versions of inspectors; the calendar',
  approveResult: 'the next document number, from a counter, at the first approval',
  publishResult: 'the visit and the batch, which the public projection names',
};

export interface RoundTrips {
  readonly operation: string;
  readonly calls: number;
  /** Of the call in the middle, by command. */
  readonly pattern: string;
  readonly requests: number;
  readonly most: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly reason: string;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

export function summaryOf(operation: string, works: readonly CountedWork[]): Omit<RoundTrips, 'reason'> {
  const sorted = works.toSorted((a, b) => a.requests.length - b.requests.length);
  const middle = sorted[sorted.length >> 1]?.requests ?? [];
  const commands = Map.groupBy(middle, ({ command }) => command);
  const units = (which: 'readUnits' | 'writeUnits') =>
    mean(works.map(({ requests }) => requests.reduce((sum, request) => sum + request[which], 0)));
  return {
    operation,
    calls: works.length,
    pattern: [...commands].map(([command, list]) => `${list.length} ${command}`).join(', ') || '–',
    requests: middle.length,
    most: sorted.at(-1)?.requests.length ?? 0,
    readUnits: units('readUnits'),
    writeUnits: units('writeUnits'),
  };
}

/**
 * The operations of the story with what they asked of the database, in the order of the contract table.
 *
 * @throws Error for an operation that asks for more than is usual without a reason.
 */
export function roundTrips(work: readonly CountedWork[]): readonly RoundTrips[] {
  const byName = Map.groupBy(work, ({ name }) => name);
  return operations.flatMap(({ operation, route }) => {
    const works = byName.get(operation);
    if (!works) return [];
    const summary = summaryOf(operation, works);
    const reason = reasons[operation] ?? '';
    if (summary.requests > usual(route) && reason === '') {
      throw new Error(
        `${operation} asks the database ${summary.requests} times (${summary.pattern}): say why, or ask less`,
      );
    }
    return [{ ...summary, reason: summary.requests > usual(route) ? reason : '' }];
  });
}
