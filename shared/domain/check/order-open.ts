import type { CheckOrder } from './check-order.ts';

/** Somebody still has to do something about the order itself. */
export const isOrderOpen = ({ status, visitId }: Pick<CheckOrder, 'status' | 'visitId'>): boolean =>
  status === 'draft' || status === 'submitted' || status === 'entered-urgent' || (status === 'approved' && !visitId);
