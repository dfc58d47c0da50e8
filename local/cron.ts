/** The time zone of every schedule. China has had no daylight saving since 1991. */
const shanghaiOffset = 8 * 3600_000;
const day = 24 * 3600_000;

type Matches = (value: number) => boolean;

interface Cron {
  readonly minute: Matches;
  readonly hour: Matches;
  readonly dayMatches: (date: Date) => boolean;
}

/** The latest time at or before `now` at which a schedule fires, at most a year back. */
export function lastFiring(expression: string, now: Date): Date | undefined {
  const cron = parseCron(expression);
  const local = now.getTime() + shanghaiOffset;
  const today = Math.floor(local / day) * day;
  for (let date = today; date > today - 366 * day; date -= day) {
    if (!cron.dayMatches(new Date(date))) continue;
    const minutes = date === today ? Math.floor((local - today) / 60_000) : 24 * 60 - 1;
    for (let minute = minutes; minute >= 0; minute -= 1) {
      if (cron.hour(Math.floor(minute / 60)) && cron.minute(minute % 60))
        return new Date(date + minute * 60_000 - shanghaiOffset);
    }
  }
  return undefined;
}

/** EventBridge Scheduler's fields `minute hour day month weekday year`, with lists, ranges and steps of numbers. */
function parseCron(expression: string): Cron {
  const fields = expression.split(' ');
  if (fields.length !== 6) throw new Error(`a schedule has six fields: ${expression}`);
  const [minute, hour, dayOfMonth, month, weekday, year] = fields.map(parseField);
  if (!minute || !hour || !dayOfMonth || !month || !weekday || !year) throw new Error('six fields were parsed');
  return {
    minute,
    hour,
    dayMatches: (date) =>
      dayOfMonth(date.getUTCDate()) &&
      month(date.getUTCMonth() + 1) &&
      // EventBridge counts weekdays from 1 = Sunday.
      weekday(date.getUTCDay() + 1) &&
      year(date.getUTCFullYear()),
  };
}

function parseField(field: string): Matches {
  if (field === '*' || field === '?') return () => true;
  const parts = field.split(',').map((part): Matches => {
    const [, from, to, step] = /^(\d+|\*)(?:-(\d+))?(?:\/(\d+))?$/.exec(part) ?? [];
    if (from === undefined) throw new Error(`not understood in a schedule: ${part}`);
    const first = from === '*' ? 0 : Number(from);
    const open = from === '*' || step !== undefined;
    const last = to === undefined ? (open ? Number.POSITIVE_INFINITY : first) : Number(to);
    return (value) => value >= first && value <= last && (value - first) % Number(step ?? 1) === 0;
  });
  return (value) => parts.some((matches) => matches(value));
}
