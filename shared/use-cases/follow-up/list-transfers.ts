import { departmentCodes } from '../../codes/departments.ts';
import type { CriminalTransfer } from '../../domain/follow-up/criminal-transfer.ts';
import type { Actor } from '../actor.ts';
import type { Page, PageRequest } from '../ports/paging.ts';
import type { Records, Stored } from '../ports/records.ts';

/** What waits for the department, by the day by which; or all that it has transferred, the latest first. */
export function listTransfers(
  { records }: { readonly records: Records },
  { box }: { readonly box: 'waiting' | 'all' },
  { scope, department }: Actor,
  page: PageRequest,
): Promise<Page<Stored<CriminalTransfer>>> {
  const of = scope === 'any' ? departmentCodes : [department];
  return box === 'waiting'
    ? records.list({ kind: 'criminal-transfer', in: 'waiting', of, page })
    : records.list({ kind: 'criminal-transfer', in: 'ofDepartment', of, page, newestFirst: true });
}
