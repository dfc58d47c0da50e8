import { describe, expect, test } from 'vitest';
import { nationalCalendarYears } from '../../shared/calendar/shipped-years.ts';
import { workCalendar } from '../../shared/calendar/working-days.ts';
import { deadlineRuns } from '../../shared/domain/deadline/awaited-act.ts';
import { changedDeadline, daysOverdue, deadlineFrom } from '../../shared/domain/deadline/deadline.ts';
import { deadlineState } from '../../shared/domain/deadline/state.ts';
import type { InspectionResult } from '../../shared/domain/result/inspection-result.ts';
import { aCalendarYear } from '../support/deadlines.ts';
import { aResult } from '../support/inspection-samples.ts';

const calendar = workCalendar(nationalCalendarYears);
/** 2026-11-23 is a Monday; the 20th working day after it is Monday 2026-12-21. */
const open: Partial<InspectionResult> = { status: 'approved', day0: '2026-11-23', deadline: '2026-12-21' };
const stateOn = (today: string, more: Partial<InspectionResult> = {}) =>
  deadlineState(aResult({ ...open, ...more }), today, calendar);

describe('a result stands against its deadline', () => {
  test.each([
    ['2026-11-23', 'running'],
    ['2026-12-13', 'running'],
    ['2026-12-14', 'due-soon'],
    ['2026-12-20', 'due-soon'],
    ['2026-12-21', 'due-soon'],
    ['2026-12-22', 'overdue'],
    ['2027-02-01', 'overdue'],
  ])('on %s as %s, while it is open', (today, state) => {
    expect(stateOn(today)).toBe(state);
  });

  test('not at all before day 0, nor when it was voided', () => {
    const waiting = { status: 'assigned', day0: undefined, deadline: undefined, inspectBy: '2026-12-31' } as const;
    expect(stateOn('2026-12-22', waiting)).toBe('none');
    expect(stateOn('2026-12-22', { status: 'voided' })).toBe('none');
  });

  test('as 已检查未提交 from the day after the inspection, as 逾期未检查 from the day after the window', () => {
    const waiting = { status: 'draft', day0: undefined, deadline: undefined, inspectBy: '2026-12-31' } as const;
    const inspected = { ...waiting, inspectedOn: '2026-12-22' };
    expect(['2026-12-22', '2026-12-23', '2027-01-01'].map((day) => stateOn(day, inspected))).toEqual([
      'none',
      'late-entry',
      'late-entry',
    ]);
    expect(['2026-12-31', '2027-01-01'].map((day) => stateOn(day, waiting))).toEqual(['none', 'visit-overdue']);
    expect(stateOn('2027-01-01', { ...waiting, status: 'voided' })).toBe('none');
  });

  test('as 日历待发布 while the year it ends in has no calendar, however much time passes', () => {
    const waiting = { day0: '2026-12-04', deadline: undefined };
    expect(stateOn('2026-12-05', waiting)).toBe('undetermined');
    expect(stateOn('2027-03-01', waiting)).toBe('undetermined');
  });

  test('as running where the days before it lie in a year without a calendar', () => {
    const early = { day0: '2025-12-04', deadline: '2026-01-05' };
    const only2026 = workCalendar(nationalCalendarYears.filter(({ year }) => year === 2026));
    expect(deadlineState(aResult({ ...open, ...early }), '2026-01-04', only2026)).toBe('running');
    expect(deadlineState(aResult({ ...open, ...early }), '2026-01-04', calendar)).toBe('due-soon');
  });

  test.each([
    ['2026-12-21T15:59:59.000Z', 'met', 'the last second of the deadline in Shanghai'],
    ['2026-12-21T16:00:00.000Z', 'late', '24:00 of the deadline in Shanghai'],
  ])('published at %s as %s: %s', (publishedAt, state) => {
    expect(stateOn('2027-01-10', { status: 'published', edition: 1, publishedAt })).toBe(state);
  });

  test('by its first publication: a correction after the deadline does not make it late', () => {
    const corrected = { status: 'correcting', edition: 2, publishedAt: '2026-12-01T02:00:00.000Z' } as const;
    expect(stateOn('2027-01-10', corrected)).toBe('met');
  });

  test('as met when it was published in a covered year though its deadline lies in one that is not', () => {
    const published = { status: 'published', edition: 1, day0: '2026-12-04', deadline: undefined } as const;
    expect(stateOn('2027-03-01', { ...published, publishedAt: '2026-12-31T15:59:59.000Z' })).toBe('met');
    expect(stateOn('2027-03-01', { ...published, publishedAt: '2026-12-31T16:00:00.000Z' })).toBe('undetermined');
    const later = workCalendar([...nationalCalendarYears, aCalendarYear(2027)]);
    const onDay = (day: string) =>
      deadlineState(aResult({ ...published, publishedAt: `2027-01-${day}T02:00:00.000Z` }), '2027-03-01', later);
    expect([onDay('04'), onDay('05')]).toEqual(['met', 'late']);
  });

  test('as withheld once withholding was granted, also while it is taken up again to be corrected', () => {
    const asked = { basis: '条例', reason: '涉密', requestedBy: 'a', requestedAt: '2026-12-01T00:00:00.000Z' };
    const granted = { ...asked, decidedBy: 'b' };
    expect(stateOn('2026-12-22', { status: 'withholding', withholding: asked })).toBe('overdue');
    expect(stateOn('2026-12-22', { withholding: { ...granted, refusal: '不属于' } })).toBe('overdue');
    expect(stateOn('2026-12-22', { status: 'withheld', withholding: granted })).toBe('withheld');
    expect(stateOn('2026-12-22', { status: 'correcting', withholding: granted })).toBe('withheld');
    expect(deadlineRuns(aResult({ ...open, status: 'correcting', withholding: granted }))).toBe(false);
    const anew = { ...asked, deadlineEnded: true as const };
    expect(stateOn('2026-12-22', { status: 'withholding', withholding: anew })).toBe('withheld');
    expect(stateOn('2026-12-22', { withholding: { ...anew, decidedBy: 'b', refusal: '不属于' } })).toBe('withheld');
  });
});

describe('the deadline a result keeps', () => {
  test('is known since the day it was determined, and absent while it cannot be', () => {
    expect(deadlineFrom('2026-11-23', calendar, '2026-11-30')).toEqual({
      deadline: '2026-12-21',
      deadlineSince: '2026-11-30',
    });
    expect(deadlineFrom('2026-12-04', calendar, '2026-12-04')).toEqual({});
  });

  test('changes when a year is loaded or corrected, and only then', () => {
    const loaded = workCalendar([...nationalCalendarYears, aCalendarYear(2027)]);
    const waiting = { day0: '2026-12-04' };
    expect(changedDeadline(waiting, calendar, '2026-12-30')).toBeUndefined();
    // 31 December is the 19th working day after 4 December; 1 to 3 January are off in the fixture.
    const known = { deadline: '2027-01-04', deadlineSince: '2026-12-30' };
    expect(changedDeadline(waiting, loaded, '2026-12-30')).toEqual(known);
    expect(changedDeadline({ ...waiting, ...known }, loaded, '2027-01-02')).toBeUndefined();
  });

  test('is overdue by calendar days: 1 on the day after it', () => {
    expect(
      ['2026-12-20', '2026-12-21', '2026-12-22', '2027-01-01'].map((day) => daysOverdue('2026-12-21', day)),
    ).toEqual([0, 0, 1, 11]);
  });
});
