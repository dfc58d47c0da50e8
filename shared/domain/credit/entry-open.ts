import type { ListEntry } from './list-entry.ts';

/** Somebody still has to decide about it. */
export const isOpenEntry = ({ status, removalRequest }: Pick<ListEntry, 'status' | 'removalRequest'>): boolean =>
  ['suggested', 'notified', 'contested'].includes(status) || (status === 'listed' && removalRequest !== undefined);

/** Nothing is done about it any more. */
export const isOver = ({ status }: Pick<ListEntry, 'status'>): boolean =>
  cameToNothing({ status }) || status === 'repaired' || status === 'expired';

/** Nobody was listed by it, or by mistake: what proposed it may propose another. */
export const cameToNothing = ({ status }: Pick<ListEntry, 'status'>): boolean =>
  status === 'not-listed' || status === 'revoked';
