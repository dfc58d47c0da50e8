import { type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import type { CriminalTransfer } from './criminal-transfer.ts';

/** Whose turn it is; nobody's once it is closed. */
export function transferWaitsFor({
  status,
  department,
  police,
}: CriminalTransfer): CriminalTransfer['department'] | undefined {
  if (status === 'closed') return undefined;
  return status === 'handed-over' || status === 'reviewing' ? police : department;
}

/** The day by which it stands in its box. */
export const transferDay = ({ due, reportAt }: Pick<CriminalTransfer, 'due' | 'reportAt'>): LocalDate =>
  due ?? localDateOf(new Date(reportAt));
