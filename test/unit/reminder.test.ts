import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shiftDate } from '../../shared/calendar/local-date.ts';
import { nationalCalendarYears } from '../../shared/calendar/shipped-years.ts';
import { workCalendar } from '../../shared/calendar/working-days.ts';
import { departmentCodes, departmentName } from '../../shared/codes/departments.ts';
import { remindersDue, sweepHorizon } from '../../shared/domain/deadline/reminders.ts';
import { inboxOf, Notice, noticeIdOf } from '../../shared/domain/notice/notice.ts';
import { figuresNotice, reminderNotice, stillHelps } from '../../shared/use-cases/deadline/reminder-notices.ts';
import { reminderMoment } from '../../shared/use-cases/deadline/reminders-as-of.ts';
import { anObject, aResult } from '../support/inspection-samples.ts';

const calendar = workCalendar(nationalCalendarYears);
/** Monday 23 November to Monday 21 December 2026: 5 working days before is Monday the 14th, 1 before Friday the 18th. */
const open = { day0: '2026-11-23', deadline: '2026-12-21', deadlineSince: '2026-11-25' };
const due = (today: string, lastRun?: string, result: Parameters<typeof remindersDue>[0] = open) =>
  remindersDue(result, { today, lastRun, calendar });
const named = (reminders: ReturnType<typeof due>) => reminders.map(({ kind, day }) => `${kind} ${day}`);

describe('a run owes a reminder', () => {
  test('5 working days before the deadline, 1 before, and every day after it', () => {
    const daily = (today: string) => named(due(today, shiftDate(today, -1)));
    expect(daily('2026-12-12')).toEqual([]);
    expect(daily('2026-12-14')).toEqual(['due-soon-5 2026-12-14']);
    expect(daily('2026-12-16')).toEqual([]);
    expect(daily('2026-12-18')).toEqual(['due-soon-1 2026-12-18']);
    expect(daily('2026-12-21')).toEqual([]);
    expect(daily('2026-12-22')).toEqual(['overdue 2026-12-22']);
    expect(daily('2026-12-24')).toEqual(['overdue 2026-12-23', 'overdue 2026-12-24']);
  });

  test('counted in working days across a holiday and its working Saturday', () => {
    // Before Wednesday 14 October 2026: 13, 12, Saturday 10 (调休), 9, 8; 1 to 7 October are off.
    const result = { day0: '2026-09-01', deadline: '2026-10-14' };
    expect(named(due('2026-10-14', '2026-09-30', result))).toEqual(['due-soon-5 2026-10-08', 'due-soon-1 2026-10-13']);
  });

  test('for every day of three that were missed, each once and as made up, and for today', () => {
    expect(due('2026-12-25', '2026-12-22').map(({ day, backfilled }) => [day, backfilled])).toEqual([
      ['2026-12-22', true],
      ['2026-12-23', true],
      ['2026-12-24', true],
      ['2026-12-25', false],
    ]);
  });

  test('that warns of a deadline which has passed, only for the record', () => {
    expect(due('2026-12-22', '2026-12-13').map(({ kind, moot }) => [kind, moot])).toEqual([
      ['due-soon-5', true],
      ['due-soon-1', true],
      ['overdue', false],
    ]);
    expect(due('2026-12-21', '2026-12-13').map(({ moot }) => moot)).toEqual([false, false]);
  });

  test('for no day before the deadline was known', () => {
    const late = { ...open, deadlineSince: '2026-12-24' };
    expect(named(due('2026-12-25', undefined, late))).toEqual(['overdue 2026-12-24', 'overdue 2026-12-25']);
  });

  test('of the day of the last run once more: a result may have come in after that run', () => {
    expect(named(due('2026-12-14', '2026-12-14'))).toEqual(['due-soon-5 2026-12-14']);
    expect(named(due('2026-12-15', '2026-12-14'))).toEqual(['due-soon-5 2026-12-14']);
    expect(named(due('2026-12-18', '2026-12-18'))).toEqual(['due-soon-1 2026-12-18']);
    expect(named(due('2026-12-22', '2026-12-22'))).toEqual(['overdue 2026-12-22']);
    expect(named(due('2026-12-15', '2026-12-15'))).toEqual([]);
  });

  test('of the day on which the deadline became known, and of none before', () => {
    const since = (deadlineSince: string) => named(due('2026-12-18', undefined, { ...open, deadlineSince }));
    expect(since('2026-12-14')).toEqual(['due-soon-5 2026-12-14', 'due-soon-1 2026-12-18']);
    expect(since('2026-12-15')).toEqual(['due-soon-1 2026-12-18']);
    // Where nobody noted it, the deadline has been known since day 0.
    const { deadlineSince: _, ...unnoted } = open;
    expect(named(due('2026-12-18', undefined, unnoted))).toEqual(['due-soon-5 2026-12-14', 'due-soon-1 2026-12-18']);
  });

  test('as made up for a day before today only, and for the record only once the deadline has passed', () => {
    expect(due('2026-12-14', '2026-12-14').map(({ backfilled, moot }) => [backfilled, moot])).toEqual([[false, false]]);
    expect(due('2026-12-15', '2026-12-14').map(({ backfilled, moot }) => [backfilled, moot])).toEqual([[true, false]]);
  });

  test('for nothing while the deadline is undetermined', () => {
    expect(due('2027-02-01', undefined, { day0: '2026-12-04' })).toEqual([]);
  });
});

describe('whatever days the runs fall on', () => {
  const day = (from: string, span: number) => fc.nat(span).map((days) => shiftDate(from, days));
  const runDays = fc.uniqueArray(day('2026-12-01', 45), { minLength: 1, maxLength: 20 }).map((days) => days.toSorted());
  const result = fc.record({ since: day('2026-11-23', 50) }).map(({ since }) => ({ ...open, deadlineSince: since }));

  const owedBy = (days: readonly string[], about: typeof open) =>
    days.flatMap((today, index) => named(due(today, days[index - 1], about)));

  /** R8 for this deadline, by the calendar on the wall: two days before it and every day from the 22nd on. */
  const everyReminder = [
    'due-soon-5 2026-12-14',
    'due-soon-1 2026-12-18',
    ...Array.from({ length: 10 }, (_, n) => `overdue 2026-12-${22 + n}`),
    ...Array.from({ length: 31 }, (_, n) => `overdue 2027-01-${String(n + 1).padStart(2, '0')}`),
  ];
  const dayOf = (reminder: string) => reminder.slice(-10);

  test('together they owe every reminder since the deadline was known, up to the last run, and no other', () => {
    fc.assert(
      fc.property(runDays, result, (days, about) => {
        const last = days.at(-1) ?? '';
        const expected = everyReminder.filter((each) => about.deadlineSince <= dayOf(each) && dayOf(each) <= last);
        expect([...new Set(owedBy(days, about))].toSorted()).toEqual(expected.toSorted());
      }),
    );
  });

  test('a second run of the same day owes nothing that the first did not', () => {
    fc.assert(
      fc.property(runDays, result, (days, about) => {
        const twice = days.flatMap((today) => [today, today]);
        expect(new Set(owedBy(twice, about))).toEqual(new Set(owedBy(days, about)));
      }),
    );
  });

  test('a result whose deadline lies beyond the horizon of the sweep is owed nothing yet', () => {
    const someDay = day('2026-01-01', 364);
    fc.assert(
      fc.property(someDay, fc.nat(40), (today, ahead) => {
        const deadline = shiftDate(today, ahead);
        const reminders = due(today, undefined, { day0: '2025-12-01', deadline });
        fc.pre(deadline <= '2026-12-31' && deadline > sweepHorizon(today, calendar));
        expect(reminders).toEqual([]);
      }),
    );
  });

  test('the horizon ends with the last covered year where the next is needed to count', () => {
    expect(sweepHorizon('2026-12-24', calendar)).toBe('2026-12-31');
    expect(sweepHorizon('2026-12-28', calendar)).toBe('2026-12-31');
    expect(sweepHorizon('2026-12-14', calendar)).toBe('2026-12-21');
  });
});

describe('a sweep as of an earlier day', () => {
  // 30 November, 20:00 in Shanghai.
  const now = new Date('2026-11-30T12:00:00Z');

  test('runs at the last moment of that day, and of today now', () => {
    expect(reminderMoment(undefined, now)).toEqual(now);
    expect(reminderMoment('2026-11-30', now)).toEqual(now);
    expect(reminderMoment('2026-11-29', now)).toEqual(new Date('2026-11-29T15:59:59.999Z'));
  });

  test.each(['2026-12-01', '2026-02-30', '2026-11', ''])('is refused for %j: no day, or one to come', (asOf) => {
    expect(() => reminderMoment(asOf, now)).toThrow(RangeError);
  });
});

describe('a notice', () => {
  const now = new Date('2026-12-22T00:00:00Z');
  const result = { ...aResult(open), id: 'b1.o1.SCJG', deadline: '2026-12-21' };
  const overdue = { kind: 'overdue', day: '2026-12-22', backfilled: false, moot: false } as const;

  test('has the same id for the same result, kind and day, and another for any other', () => {
    expect(noticeIdOf('b1.o1.SCJG', 'overdue', '2026-12-22')).toBe('b1.o1.SCJG.overdue.2026-12-22');
    const long = 'x'.repeat(64);
    const ids = [long, `${long.slice(1)}y`].flatMap((about) =>
      ['2026-12-22', '2026-12-23'].map((day) => noticeIdOf(about, 'overdue', day)),
    );
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(Notice.shape.id.safeParse(id).success).toBe(true);
    // 160 bits of the hash: the webhook's receiver and the claim of an earlier release know a notice by it.
    const hash = createHash('sha256').update(`${long}.overdue.2026-12-22`).digest('hex');
    expect(ids[0]).toBe(`notice-${hash.slice(0, 40)}`);
  });

  test('says which day of delay it is, and 补 when it makes up for a missed run', () => {
    const text = reminderNotice(result, overdue, now).text;
    expect(text).toContain('应于2026年12月21日24时前公示');
    expect(text).toContain('逾期第1天');
    expect(text).not.toContain('补');
    const backfilled = reminderNotice(result, { ...overdue, day: '2026-12-24', backfilled: true }, now).text;
    expect(backfilled).toMatch(/^【补2026年12月24日提醒】.*逾期第3天/);
  });

  test('before the deadline says how many working days are left, on that day when it is made up', () => {
    const before = (kind: 'due-soon-5' | 'due-soon-1', day: string, backfilled = false) =>
      reminderNotice(result, { kind, day, backfilled, moot: false }, now).text;
    expect(before('due-soon-5', '2026-12-14')).toContain('前公示，距期限还有5个工作日，请按期办理');
    expect(before('due-soon-1', '2026-12-18')).toContain('前公示，距期限还有1个工作日，请按期办理');
    expect(before('due-soon-5', '2026-12-14', true)).toMatch(/^【补2026年12月14日提醒】.*，当日距期限还有5个工作日/);
  });

  test('is for the inbox of the department, unread, and waits to be sent unless its deadline has passed', () => {
    expect(reminderNotice(result, overdue, now)).toMatchObject({
      department: 'SCJG',
      kind: 'overdue',
      day: '2026-12-22',
      resultId: 'b1.o1.SCJG',
      createdAt: '2026-12-22T00:00:00.000Z',
      claimedAt: '2026-12-22T00:00:00.000Z',
      delivery: 'pending',
      read: false,
    });
    expect(reminderNotice(result, { ...overdue, kind: 'due-soon-1', moot: true }, now).delivery).toBe('kept');
  });

  test('names the object with its first 60 characters', () => {
    const text = (length: number) =>
      reminderNotice({ ...result, object: anObject({ name: '𠮷'.repeat(length) }) }, overdue, now).text;
    expect(text(60)).toContain(`“${'𠮷'.repeat(60)}”`);
    expect(text(61)).toContain(`“${'𠮷'.repeat(60)}”`);
  });

  test('does not carry a person’s name out of the system', () => {
    const object = anObject({ name: '张三', kind: '无证无照户', creditCode: undefined });
    expect(reminderNotice({ ...result, object }, overdue, now).text).not.toContain('张三');
  });

  test('fits its line however long the name is', () => {
    const object = anObject({ name: '𠮷'.repeat(150) });
    const id = 'x'.repeat(64);
    const longest = reminderNotice({ ...result, id, object }, { ...overdue, backfilled: true }, now);
    expect(Notice.safeParse(longest).success).toBe(true);
  });

  test('tells the office of all departments in one line, the most overdue first, in an inbox of its own', () => {
    const counts = new Map([
      ['SCJG', 2],
      ['WJW', 5],
    ] as const);
    const notice = figuresNotice(counts, '2026-12-22', now);
    expect(notice?.text).toBe('截至2026年12月22日，全县逾期未公示检查结果7件：卫生健康委5件、市场监督管理局2件。');
    expect(notice && inboxOf(notice)).toBe('office');
    const everybody = new Map(departmentCodes.map((code) => [code, 99_999]));
    expect(notice).toMatchObject({ kind: 'overdue-figures', day: '2026-12-22', delivery: 'pending', read: false });
    // Twelve are named; of more the line says how many there are. Equal figures stand in the order of the codes.
    const inOrder = departmentCodes.toSorted();
    const twelve = new Map(
      inOrder
        .slice(0, 12)
        .map((code) => [code, 1] as const)
        .toReversed(),
    );
    const names = inOrder.slice(0, 12).map((code) => `${departmentName(code)}1件`);
    expect(figuresNotice(twelve, '2026-12-22', now)?.text).toMatch(new RegExp(`12件：${names.join('、')}。$`));
    const thirteen = new Map(inOrder.slice(0, 13).map((code) => [code, 1] as const));
    expect(figuresNotice(thirteen, '2026-12-22', now)?.text).toMatch(
      new RegExp(`13件：${names.join('、')}等13个部门。$`),
    );
    expect(Notice.safeParse(figuresNotice(everybody, '2026-12-22', now)).success).toBe(true);
    expect(figuresNotice(new Map(), '2026-12-22', now)).toBeUndefined();
  });

  test('that was left behind is not sent when it can no longer help', () => {
    const still = aResult({ ...open, status: 'approved' });
    expect(stillHelps({ kind: 'overdue' }, still, '2026-12-24')).toBe(true);
    expect(stillHelps({ kind: 'due-soon-1' }, still, '2026-12-21')).toBe(true);
    expect(stillHelps({ kind: 'due-soon-1' }, still, '2026-12-22')).toBe(false);
    expect(stillHelps({ kind: 'overdue' }, { ...still, edition: 1 }, '2026-12-24')).toBe(false);
    expect(stillHelps({ kind: 'due-soon-5' }, { ...still, deadline: undefined }, '2026-12-24')).toBe(true);
    expect(stillHelps({ kind: 'due-soon-5' }, { ...still, edition: 1 }, '2026-12-14')).toBe(false);
  });
});
