import type { ListEntry } from './list-entry.ts';

/** Somebody still has to decide about it. */
export const isOpenEntry = ({ status, removalRequest }: Pick<ListEntry, 'status' | 'removalRequest'>): boolean =>
  ['suggested', 'notified', 'contested'].includes(status) || (status === 'listed' && removalRequest !== undefined);
