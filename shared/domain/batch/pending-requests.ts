import { isPending, type ReserveCall, type TeamChange, type VoidRequest } from './amendments.ts';
import type { Batch } from './batch.ts';

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
