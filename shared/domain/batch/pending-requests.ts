import type { DepartmentCode } from '../../base/primitives.ts';
import type { AmendmentRequest, ReserveCall, TeamChange, VoidRequest } from './amendments.ts';
import type { Batch } from './batch.ts';

/** Not approved, refused or withdrawn yet. */
export const isPending = ({ approvedAt, closed }: AmendmentRequest): boolean =>
  approvedAt === undefined && closed === undefined;

/** A department decides what it has requested for its own team; anything else the joint meeting's office. */
export const decidesItself = (
  { department, requestedFrom }: Pick<TeamChange, 'department' | 'requestedFrom'>,
  own: DepartmentCode,
): boolean => own === department && requestedFrom === department;

type Requested =
  | { readonly kind: 'void'; readonly request: VoidRequest }
  | { readonly kind: 'reserve'; readonly request: ReserveCall }
  | { readonly kind: 'team-change'; readonly request: TeamChange };

/** The requests about a draw that still wait for another person, the earliest first; of a voided one there are none. */
export function pendingRequests({
  status,
  voidRequest,
  reserves,
  teamChanges,
}: Pick<Batch, 'status' | 'voidRequest' | 'reserves' | 'teamChanges'>): readonly Requested[] {
  if (status === 'voided') return [];
  const all: Requested[] = [
    ...(voidRequest ? [{ kind: 'void', request: voidRequest } as const] : []),
    ...reserves.map((request) => ({ kind: 'reserve', request }) as const),
    ...teamChanges.map((request) => ({ kind: 'team-change', request }) as const),
  ];
  return all
    .filter(({ request }) => isPending(request))
    .toSorted((a, b) => a.request.requestedAt.localeCompare(b.request.requestedAt));
}
