import type { Repair } from './repair.ts';

/** It waits for its department, or for papers. */
export const isOpenRepair = ({ status }: Pick<Repair, 'status'>): boolean =>
  status === 'filed' || status === 'supplement' || status === 'accepted';
