import type { ShareRequest } from './share-request.ts';

/** What waits for the holder. */
export const awaitsHolder = ({ status }: Pick<ShareRequest, 'status'>): boolean =>
  status === 'filed' || status === 'granted';
