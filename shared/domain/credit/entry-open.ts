import type { ListEntry } from './list-entry.ts';

/** Somebody still has to decide about it. */
export const isOpenEntry = ({ status, removalRequest }: Pick<ListEntry, 'status' | 'removalRequest'>): boolean =>
  ['suggested', 'notified', 'contested'].includes(status) || (status === 'listed' && removalRequest !== undefined);

/** Nobody was listed by it, or by mistake: what proposed it may propose another. */
export const cameToNothing = ({ status }: Pick<ListEntry, 'status'>): boolean =>
  status === 'not-listed' || status === 'revoked';
