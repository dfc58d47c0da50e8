import { endOfDay, type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import { sha256 } from '../../draw/sha256.ts';
import type { CriminalTransfer } from './criminal-transfer.ts';

/** Since when what is due now waits. */
export const transferSince = ({ steps, reportAt }: Pick<CriminalTransfer, 'steps' | 'reportAt'>): LocalDate =>
  localDateOf(new Date(steps.at(-1)?.at ?? reportAt));

/** What an inbox knows it by, which is of one turn and leads nowhere: the office looks into the inboxes of all departments. */
export const sealedIdOf = ({ id, steps }: Pick<CriminalTransfer, 'id' | 'steps'>, more = ''): string =>
  `m-${sha256(`${id} ${steps.length}${more}`).slice(0, 30)}`;

/** The instant at which the clock that runs ends. */
export function transferEnd({ due, dueAt }: Pick<CriminalTransfer, 'due' | 'dueAt'>): Date | undefined {
  if (dueAt !== undefined) return new Date(dueAt);
  return due === undefined ? undefined : endOfDay(due);
}
