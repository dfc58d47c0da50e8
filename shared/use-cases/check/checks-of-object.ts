import { yearOf } from '../../calendar/local-date.ts';
import type { CheckOfYear } from '../../domain/check/check-order.ts';
import type { InspectionObject } from '../../domain/registry/registry.ts';
import { originOf } from '../../domain/visit/origin.ts';
import { every } from '../every.ts';
import type { Records } from '../ports/records.ts';
import { effectiveVisits } from '../result/effective.ts';

const pageSize = 100;
/** Far more than any object has in a year. */
const mostShown = 100;

/** The visits of a year to an object under each of its numbers, by every department, whatever they came from. */
export async function checksOfObject(
  { records }: { readonly records: Records },
  { id, formerIds = [] }: Pick<InspectionObject, 'id' | 'formerIds'>,
  day: string,
): Promise<readonly CheckOfYear[]> {
  const checks: CheckOfYear[] = [];
  for (const own of [id, ...formerIds]) {
    // In the list of the year an object's visits lie together.
    const list = { kind: 'visit', in: 'ofYear', of: yearOf(day), between: [`${own}#`, `${own}#`] } as const;
    for await (const stored of every((page) => records.list({ ...list, page }), pageSize)) {
      const [visit = stored] = await effectiveVisits(records, [stored]);
      const { value } = visit;
      const { status, departments, window, completedOn: on = window.to } = value;
      checks.push({ visitId: value.id, departments, from: originOf(value).kind, status, on });
    }
  }
  return checks.toSorted((a, b) => a.on.localeCompare(b.on) || a.visitId.localeCompare(b.visitId)).slice(0, mostShown);
}
