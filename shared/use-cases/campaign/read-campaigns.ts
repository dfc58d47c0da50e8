import type { DepartmentCode } from '../../base/primitives.ts';
import { departmentCodes } from '../../codes/departments.ts';
import type { Campaign } from '../../domain/campaign/campaign.ts';
import type { Actor } from '../actor.ts';
import type { Match, Page, PageRequest } from '../ports/paging.ts';
import type { Stored } from '../ports/records.ts';
import { sharedWith } from '../shared-records.ts';
import type { CampaignDeps } from './change-campaign.ts';

export interface CampaignQuery {
  readonly year?: number | undefined;
  readonly status?: Campaign['status'] | undefined;
  readonly department?: readonly DepartmentCode[] | undefined;
}

/** A page of the campaigns that the actor may read, by department and number, the latest first. */
export function listCampaigns(
  { records }: Pick<CampaignDeps, 'records'>,
  { year, status, department }: CampaignQuery,
  actor: Actor,
  page: PageRequest,
): Promise<Page<Stored<Campaign>>> {
  const of = (department ?? departmentCodes).filter((code) => actor.scope !== 'own' || code === actor.department);
  const where: Match[] = [
    ...(status ? [{ field: 'status', equals: status }] : []),
    ...(actor.scope === 'joint' ? [sharedWith(actor.department, { participants: 'participants' })] : []),
  ];
  return records.list({
    kind: 'campaign',
    in: 'ofDepartment',
    of,
    where,
    page,
    newestFirst: true,
    ...(year !== undefined && { between: [`${year}#`, `${year}#`] as const }),
  });
}
