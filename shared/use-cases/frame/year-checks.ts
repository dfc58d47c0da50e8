import type { Batch } from '../../domain/batch/batch.ts';
import type { FrameRule } from '../../domain/frame/eligibility.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Records } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import { readLinks } from '../registry/read-links.ts';
import { checksOfYears } from './checks-of-years.ts';
import { heldObjects, isSelected, pendingBatches } from './pending-batches.ts';

interface CheckDeps {
  readonly registry: Pick<Registry, 'search'>;
  readonly records: Records;
  readonly blobs: Blobs;
}

/** R9: by object, the checks that the year has brought or certainly will, and those that a draw may bring. */
export type YearChecks = Pick<FrameRule, 'checks' | 'held'>;

/** The year's checks as they are now: those of visits, and those of batches that have been frozen and not dispatched. */
export const readYearChecks = async (deps: CheckDeps, year: number): Promise<YearChecks> =>
  countYearChecks(deps, year, await pendingBatches(deps.records, year));

/**
 * The same, for batches that are read already. They must have been read before the visits are: a batch that is dispatched
 * in between counts as it was read, and its visits do not count again. A visit that could not be performed, or was voided,
 * burdened nobody and does not count. A check under one number of an object counts for all.
 */
export async function countYearChecks(
  deps: CheckDeps,
  year: number,
  pending: readonly Batch[],
  /** Those of them whose objects are counted here. */
  counted: readonly Batch[] = pending,
): Promise<YearChecks> {
  const checks = new Map<string, number>();
  const held = new Map<string, number>();
  const links = await readLinks(deps);
  const read = new Set(pending.map(({ id }) => id));
  for await (const { object, batchId } of checksOfYears(deps.records, [year])) {
    if (batchId === undefined || !read.has(batchId)) addTo(checks, links.all(object.id));
  }
  for (const batch of counted) {
    // One visit to an object in one batch, whatever frames it stands in and under whichever numbers.
    const objects = new Set<string>();
    for await (const id of heldObjects(deps, batch)) for (const each of links.all(id)) objects.add(each);
    addTo(isSelected(batch) ? checks : held, objects);
  }
  return { checks, held };
}

function addTo(counts: Map<string, number>, ids: Iterable<string>): void {
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
}
