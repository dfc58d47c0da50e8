import { type AmendmentRequest, isPending } from './amendments.ts';
import type { Batch } from './batch.ts';

type Facts = Pick<Batch, 'status' | 'voidRequest' | 'reserves' | 'teamChanges'>;

/** The requests about a batch that somebody can still decide, the earliest first. */
export const openRequests = ({ status, voidRequest, reserves, teamChanges }: Facts): readonly AmendmentRequest[] =>
  status === 'voided'
    ? []
    : [...(voidRequest ? [voidRequest] : []), ...(status === 'dispatched' ? [...reserves, ...teamChanges] : [])]
        .filter(isPending)
        .toSorted((a, b) => (a.requestedAt < b.requestedAt ? -1 : 1));
