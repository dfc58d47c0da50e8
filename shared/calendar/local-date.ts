/** A calendar date in Asia/Shanghai, `YYYY-MM-DD`; compares as text. All arithmetic is on whole days. */
export type LocalDate = string;

const shape = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Asia/Shanghai has had no daylight saving since 1991: always eight hours ahead of UTC. */
const zoneOffsetMs = 8 * 3_600_000;
const dayMs = 86_400_000;

export function isLocalDate(text: string): boolean {
  const day = dayNumberOf(text);
  return day !== undefined && dateOfDay(day) === text;
}

/** The date that is `days` after (or before) another. */
export const shiftDate = (date: LocalDate, days: number): LocalDate => dateOfDay(dayNumber(date) + days);

/** The day of the same number `months` later, or the last of that month when it has no such day. */
export function dateOfMonth(date: LocalDate, months: number): LocalDate {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0));
  lastOfMonth.setUTCDate(Math.min(day, lastOfMonth.getUTCDate()));
  return lastOfMonth.toISOString().slice(0, 10);
}

/** Whole days from one date to a later one; negative when it is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => dayNumber(to) - dayNumber(from);

export const yearOf = (date: LocalDate): number => Number(date.slice(0, 4));

/** 1970-01-01 was a Thursday. */
export const isWeekend = (date: LocalDate): boolean => {
  const weekday = (((dayNumber(date) + 4) % 7) + 7) % 7;
  return weekday === 0 || weekday === 6;
};

/** The date in Asia/Shanghai at an instant. */
export const localDateOf = (instant: Date): LocalDate =>
  dateOfDay(Math.floor((instant.getTime() + zoneOffsetMs) / dayMs));

/** 24:00 of the date in Asia/Shanghai: the first instant after that date. */
export const endOfDay = (date: LocalDate): Date => new Date((dayNumber(date) + 1) * dayMs - zoneOffsetMs);

/** `2026年11月23日16时05分`, in Asia/Shanghai. */
export const formatChineseTime = (instant: Date): string => {
  const clock = new Date(instant.getTime() + zoneOffsetMs).toISOString();
  return `${formatChineseDate(localDateOf(instant))}${clock.slice(11, 13)}时${clock.slice(14, 16)}分`;
};

/** `2026-11-23T16:05:00+08:00`: an instant as other systems are told it, in Asia/Shanghai. */
export const statedTime = (instant: Date): string =>
  `${new Date(instant.getTime() + zoneOffsetMs).toISOString().slice(0, 19)}+08:00`;

/** `2026-11-23` as 2026年11月23日. */
/** 2026年5月, of `2026-05`. */
export const formatMonth = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`;

export function formatChineseDate(date: LocalDate): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** Whole days since 1970-01-01. */
function dayNumber(date: LocalDate): number {
  const day = dayNumberOf(date);
  if (day === undefined) throw new TypeError(`"${date}" is not a date`);
  return day;
}

function dayNumberOf(text: string): number | undefined {
  const [, year, month, day] = shape.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  return Math.round(Date.UTC(year, month - 1, day) / dayMs);
}

const dateOfDay = (day: number): LocalDate => new Date(day * dayMs).toISOString().slice(0, 10);
