import type { ChainName } from '../../domain/audit/audit-chain.ts';

/** The chain whose events state the digests of everything that was written before events did so themselves. */
export const baselineChain = { entity: 'sweep', id: 'state-digests' } as const satisfies ChainName;
