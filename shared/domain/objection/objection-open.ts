import type { Objection } from './objection.ts';

/** To be decided, or found right while no calendar says by when the error is to be corrected. */
export const isOpenObjection = ({ status, correctBy }: Pick<Objection, 'status' | 'correctBy'>): boolean =>
  status === 'filed' || status === 'checking' || (status === 'upheld' && correctBy === undefined);
