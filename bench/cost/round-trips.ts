import { operations } from '../../shared/api/contract.ts';
import type { Route } from '../../shared/api/route.ts';
import type { CountedWork } from './capacity-counter.ts';

/**
 * The requests an operation may make without a stated reason: a read one; a change reads its record, writes in one
 * transaction and reads its response; a creating request also claims and stores its key.
 */
const usual = ({ method, creates }: Route): number => {
  if (method === 'GET') return 1;
  return creates ? 5 : 3;
};

/** Why an operation needs more. One that does and is not listed stops the generation of the table. */
export const reasons: Readonly<Record<string, string>> = {
  listVisits: 'a visit is visible once its batch is dispatched, so the batches of the page are read as well',
  getVisit: 'the visit, whether its batch is dispatched, and the result of each department in it',
  listDueResults: 'the calendar, then the page',
  listPublicDrawObjects: 'the draw at an edition, then its page',
  getPublicFrameShard: 'the draw at an edition, then its shard',
  listPublicResults: 'the search index, then the results of the page',
  getDeadlineFigures: 'the calendar, the counters of the days 0 and those of the batches, in parallel',
  verifyAudit:
    'the record with its versions before and after its events, for a consistent view; how the log sealed it; its public documents',
  activateImport: 'how often a draw has been frozen: once one is, the import can no longer be undone',
  createPlan: 'the next number of the plan, from a counter',
  updatePlan: 'the joint items, against which the plan is checked',
  submitPlan: 'the joint items, against which the plan is checked again',
  publishPlan: 'the joint items, and the edition separate from the plan, because together they may exceed one row',
  previewEntry: 'the whole registry: 256 shards of objects and those of inspectors, in parallel',
  freezeBatch: 'the whole registry, as for a preview; numbers of batch and tasks',
  listPublicFrameShards: 'the draw, so that an unpublished frame returns nothing, then its shards',
  drawBatch: 'the inspectors and their previous teams by key, a hundred per request',
  dispatchBatch: 'tasks, visits and results are staged, then made visible by one commit',
  completeVisit: 'the results of all departments in the visit, to see which parts are open; the batch; the calendar',
  recordNonPerformance: 'as completing a part',
  confirmEvidence: 'the visit and its batch in addition to the result',
  saveResult: 'whether the batch is dispatched, and the visit',
  submitResult:
    'the team is checked against the registry of the inspection day: versions of inspectors; the visit, the results of its departments and what they have published; the calendar',
  approveResult: 'the next document number, from a counter, at the first approval',
  publishResult:
    'the visit and the batch, which are in the public projection; the results of the other departments and what they have published, which it must not contradict',
  approveWithholding: 'the visit and the results of its departments: the visit follows what is decided',
};

export interface RoundTrips {
  readonly operation: string;
  readonly calls: number;
  /** Of the median call, by command. */
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
 * The operations of the story with their database requests, in the order of the contract table.
 *
 * @throws Error for an operation with more requests than normal and no reason.
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
