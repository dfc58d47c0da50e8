import type { Visit } from '../../domain/visit/visit.ts';
import type { Records } from '../ports.ts';
import { effectiveVisits } from '../result/effective.ts';

/**
 * The checks of some years, made or pending, by all departments. A visit that could not be performed burdened nobody;
 * one whose batch was voided counts only if it had been completed.
 */
export async function* checksOfYears(records: Records, years: readonly number[]): AsyncIterable<Visit> {
  const query = {
    kind: 'visit',
    index: 'byYear',
    partitions: years.map((year) => `visit#${year}`),
    where: [{ field: 'status', oneOf: ['dispatched', 'completed'] }],
  } as const;
  let page = await records.list({ ...query, page: { limit: 1000 } });
  for (;;) {
    const standing = await effectiveVisits(records, page.items);
    for (const [index, { value }] of page.items.entries()) {
      if (value.status === 'completed' || standing[index]?.value.status === 'dispatched') yield value;
    }
    if (!page.next) return;
    page = await records.list({ ...query, page: { limit: 1000, from: page.next } });
  }
}
