import type { AmendmentRequest } from './amendments.ts';
import type { Batch } from './batch.ts';

/** Not approved, refused or withdrawn yet. */
export const isPending = ({ approvedAt, closed }: Pick<AmendmentRequest, 'approvedAt' | 'closed'>): boolean =>
  approvedAt === undefined && closed === undefined;

type Facts = Pick<Batch, 'status' | 'voidRequest' | 'reserves' | 'teamChanges'>;

/** The requests about a batch that somebody can still decide, the earliest first. */
export const openRequests = ({ status, voidRequest, reserves, teamChanges }: Facts): readonly AmendmentRequest[] =>
  status === 'voided'
    ? []
    : [...(voidRequest ? [voidRequest] : []), ...(status === 'dispatched' ? [...reserves, ...teamChanges] : [])]
        .filter(isPending)
        .toSorted((a, b) => (a.requestedAt < b.requestedAt ? -1 : 1));
