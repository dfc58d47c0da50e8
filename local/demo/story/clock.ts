import * as z from 'zod';
import { endOfDay, type LocalDate, localDateOf, shiftDate } from '../../../shared/calendar/local-date.ts';
import { deviation } from './deviation.ts';

/** The development clock: the story skips weeks in a moment, and everything due on the way is done. */
export interface StoryClock {
  readonly now: () => Promise<Date>;
  readonly today: () => Promise<LocalDate>;
  /** Moves the clock forward and returns which scheduled jobs ran. */
  readonly forwardTo: (time: Date) => Promise<readonly string[]>;
}

const Shown = z.object({ now: z.iso.datetime() });
const Moved = z.object({ ran: z.array(z.string()) });

export function createClock(issuerUrl: string): StoryClock {
  const address = `${issuerUrl}/clock`;
  const now = async () => new Date(Shown.parse(await (await fetch(address)).json()).now);
  return {
    now,
    today: async () => localDateOf(await now()),
    async forwardTo(time) {
      const answer = await fetch(address, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ now: time.toISOString() }),
      });
      if (!answer.ok) throw deviation(`时钟不能拨到 ${time.toISOString()}：${await answer.text()}`);
      return Moved.parse(await answer.json()).ran;
    },
  };
}

/** A time of day in Asia/Shanghai. */
export const timeOf = (date: LocalDate, hour: number, minute = 0): Date =>
  new Date(endOfDay(shiftDate(date, -1)).getTime() + (hour * 60 + minute) * 60_000);

export const secondText = (time: Date): string =>
  time.toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'long', timeStyle: 'medium' });

export const clockText = (time: Date): string =>
  time.toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'long', timeStyle: 'short' });
