import { describe, expect, test } from 'vitest';
import { lastFiring } from '../../local/cron.ts';
import type { JobDefinition } from '../../shared/platform/job-definition.ts';
import { jobNames, jobs } from '../../shared/platform/jobs.ts';

/** Times as a clock on a wall in 睢县 shows them. */
const at = (shanghai: string) => new Date(`${shanghai}+08:00`);
const last = (expression: string, now: string) => lastFiring(expression, at(now));

describe('a schedule in the time of Shanghai', () => {
  test.each([
    ['0 8 * * ? *', '2026-03-02T08:00:00', '2026-03-02T08:00:00'],
    ['0 8 * * ? *', '2026-03-02T07:59:59', '2026-03-01T08:00:00'],
    ['0 8 * * ? *', '2026-03-03T00:30:00', '2026-03-02T08:00:00'],
    ['30 14 * * ? *', '2026-01-01T03:00:00', '2025-12-31T14:30:00'],
    ['0 0 1 * ? *', '2026-03-31T12:00:00', '2026-03-01T00:00:00'],
    ['0 0 29 2 ? *', '2026-03-31T12:00:00', undefined],
    ['*/15 9-17 * * ? *', '2026-03-02T20:00:00', '2026-03-02T17:45:00'],
    ['0 6,18 * * ? *', '2026-03-02T12:00:00', '2026-03-02T06:00:00'],
    // 2026-03-02 is a Monday, which EventBridge counts as 2.
    ['0 9 ? * 2 *', '2026-03-05T00:00:00', '2026-03-02T09:00:00'],
    ['0 9 ? * 1 *', '2026-03-05T00:00:00', '2026-03-01T09:00:00'],
    ['0 8 * * ? 2025', '2026-03-05T00:00:00', '2025-12-31T08:00:00'],
  ])('%s at %s last fired at %s', (expression, now, expected) => {
    expect(last(expression, now)).toEqual(expected === undefined ? undefined : at(expected));
  });

  test.each(['0 8 * * ?', '0 8 L * ? *', 'x 8 * * ? *'])('%s is not understood, and says so', (expression) => {
    expect(() => last(expression, '2026-03-02T08:00:00')).toThrow(/schedule/);
  });

  test.each(
    jobNames.flatMap((job) =>
      jobs[job].schedules.map((schedule: JobDefinition['schedules'][number]) => [job, schedule]),
    ),
  )('%s runs by %s here too', (_, expression) => {
    expect(last(expression, '2026-03-02T23:59:00')).toBeInstanceOf(Date);
  });
});
