import { ok } from '../../base/result.ts';
import { endOfDay, isLocalDate, type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { Records } from '../ports/records.ts';
import type { Backoff } from '../ports/time.ts';
import { remindDeadlines } from './remind.ts';

/**
 * The moment as of which a sweep runs: now, or the end of an earlier day.
 *
 * @throws RangeError for what is no date, and for a day to come: nobody is reminded before it is owed.
 */
export function reminderMoment(asOf: LocalDate | undefined, now: Date): Date {
  if (asOf === undefined || asOf === localDateOf(now)) return now;
  if (!isLocalDate(asOf) || asOf > localDateOf(now)) throw new RangeError(`no reminders can be sent as of ${asOf}`);
  return lastMomentOf(asOf);
}

export type OwedNotice = Parameters<Notifier['send']>[0];

/** What the sweep would send at the end of a day, past or future, if it ran then and not before. Changes nothing. */
export async function remindersOwed(records: Records, asOf: LocalDate): Promise<readonly OwedNotice[]> {
  const owed: OwedNotice[] = [];
  const moment = lastMomentOf(asOf);
  await remindDeadlines(
    {
      records,
      work: { commit: async () => ok(undefined) },
      backoff: neverNeeded,
      notifier: { send: async (notice) => void owed.push(notice) },
      clock: () => moment,
    },
    moment,
  );
  return owed;
}

/** Nothing is written, so nothing is met. */
const neverNeeded: Backoff = { sleep: async () => undefined, chance: () => 0 };

const lastMomentOf = (date: LocalDate): Date => new Date(endOfDay(date).getTime() - 1);
