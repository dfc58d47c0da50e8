import type { Visit } from '../../domain/visit/visit.ts';
import { everyPage } from '../every.ts';
import type { Records } from '../ports/records.ts';
import { effectiveVisits } from '../result/effective.ts';

const pageSize = 1000;

/**
 * The checks of some years, made or pending, by all departments. A visit that could not be performed burdened nobody;
 * one whose batch was voided counts only if it had been completed.
 */
export async function* checksOfYears(records: Records, years: readonly number[]): AsyncIterable<Visit> {
  const burdening = [{ field: 'status', oneOf: ['dispatched', 'completed'] }];
  const pages = everyPage(
    (page) => records.list({ kind: 'visit', in: 'ofYear', of: years, where: burdening, page }),
    pageSize,
  );
  for await (const visits of pages) {
    const standing = await effectiveVisits(records, visits);
    for (const [index, { value }] of visits.entries()) {
      if (value.status === 'completed' || standing[index]?.value.status === 'dispatched') yield value;
    }
  }
}
