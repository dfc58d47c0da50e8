import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shiftDate } from '../../shared/calendar/local-date.ts';
import { nationalCalendarYears } from '../../shared/calendar/shipped-years.ts';
import { workCalendar } from '../../shared/calendar/working-days.ts';
import { departmentCodes } from '../../shared/codes/departments.ts';
import { awaitedReminders, type Reminder, remindersDue, sweepHorizon } from '../../shared/domain/deadline/reminders.ts';
import { type Inbox, inboxOf } from '../../shared/domain/notice/inbox.ts';
import { Notice, noticeText, reminderKinds, StoredNotice } from '../../shared/domain/notice/notice.ts';
import { addOwed, digestIdOf, digestOf, type Owing } from '../../shared/use-cases/deadline/digests.ts';
import { figuresNotice } from '../../shared/use-cases/deadline/reminder-notices.ts';
import { reminderMoment } from '../../shared/use-cases/deadline/reminders-as-of.ts';
import { anObject, aResult } from '../support/inspection-samples.ts';
import { aNotice } from '../support/stored-rows.ts';

const calendar = workCalendar(nationalCalendarYears);
/** Monday 23 November to Monday 21 December 2026: 5 working days before is Monday the 14th, 1 before Friday the 18th. */
const open = { day0: '2026-11-23', deadline: '2026-12-21', deadlineSince: '2026-11-25' };
const due = (today: string, lastRun?: string, result: Parameters<typeof remindersDue>[0] = open) =>
  remindersDue(result, { today, lastRun, calendar });
const named = (reminders: ReturnType<typeof due>) => reminders.map(({ kind, day }) => `${kind} ${day}`);

describe('the text of a notice is one line', () => {
  test('of at most 300 UTF-16 units: what is longer ends in … between two characters', () => {
    expect(noticeText('字'.repeat(300))).toBe('字'.repeat(300));
    expect(noticeText('字'.repeat(301))).toBe(`${'字'.repeat(299)}…`);
    expect(noticeText('𠮷'.repeat(151))).toBe(`${'𠮷'.repeat(149)}…`);
  });

  test('and one that was stored longer does not close the inbox it lies in', () => {
    const stored = aNotice('n1', { text: '字'.repeat(392) });
    expect(StoredNotice.parse(stored).text).toBe(`${'字'.repeat(299)}…`);
  });
});

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

describe('a visit that is not made, and an inspection that is not entered,', () => {
  const awaited = (today: string, lastRun: string, more: { inspectedOn?: string } = {}) =>
    named(awaitedReminders({ inspectBy: '2026-12-21', ...more }, '2026-12-01', { today, lastRun, calendar }));

  test('are owed a reminder on the days of a result that is not published', () => {
    const daily = (today: string) => awaited(today, today);
    expect(daily('2026-12-14')).toEqual(['visit-due-5 2026-12-14']);
    expect(daily('2026-12-16')).toEqual([]);
    expect(daily('2026-12-18')).toEqual(['visit-due-1 2026-12-18']);
    expect(daily('2026-12-21')).toEqual([]);
    expect(daily('2026-12-22')).toEqual(['visit-overdue 2026-12-22']);
    expect(awaited('2026-12-11', '2026-12-09', { inspectedOn: '2026-12-09' })).toEqual([
      'late-entry 2026-12-10',
      'late-entry 2026-12-11',
    ]);
    expect(awaited('2026-12-09', '2026-12-09', { inspectedOn: '2026-12-09' })).toEqual([]);
  });

  test('are owed exactly those, whatever days the runs fall on', () => {
    const everyVisit = [
      'visit-due-5 2026-12-14',
      'visit-due-1 2026-12-18',
      ...Array.from({ length: 10 }, (_, n) => `visit-overdue 2026-12-${22 + n}`),
    ];
    const someDay = fc.integer({ min: 1, max: 31 }).map((n) => `2026-12-${String(n).padStart(2, '0')}`);
    const runs = fc.uniqueArray(someDay, { minLength: 1, maxLength: 12 }).map((days) => days.toSorted());
    fc.assert(
      fc.property(runs, someDay, (days, dispatchedOn) => {
        const owed = days.flatMap((today, n) =>
          named(awaitedReminders({ inspectBy: '2026-12-21' }, dispatchedOn, { today, lastRun: days[n - 1], calendar })),
        );
        const last = days.at(-1) ?? '';
        const expected = everyVisit.filter((each) => dispatchedOn <= each.slice(-10) && each.slice(-10) <= last);
        expect([...new Set(owed)].toSorted()).toEqual(expected.toSorted());
      }),
    );
  });
});

describe('a digest', () => {
  const now = new Date('2026-12-22T00:00:00Z');
  const result = { ...aResult(open), deadline: '2026-12-21' };
  const overdue = { kind: 'overdue', day: '2026-12-22', backfilled: false, moot: false } as const;

  /** The department's digest of these reminders of one result each. */
  const digest = (
    owed: readonly { id: string; reminder: Reminder }[],
    earlier: Parameters<typeof digestOf>[1] = [],
  ) => {
    const owing = new Map<Inbox, Owing>();
    for (const { id, reminder } of owed) addOwed(owing, { result: { ...result, id }, reminders: [reminder] });
    const own = owing.get('SCJG');
    return own && digestOf(own, earlier, '2026-12-22', now);
  };

  test('has the same id for the same inbox and day, and another for any other', () => {
    expect(digestIdOf('SCJG', '2026-12-22')).toBe('SCJG.digest.2026-12-22');
    expect(digestIdOf('inspector:SCJG', '2026-12-22')).not.toBe(digestIdOf('SCJG', '2026-12-22'));
    const long = `inspector:${'x'.repeat(64)}` as const;
    // 160 bits of the hash: the webhook's receiver and the claim of an earlier release know a notice by it.
    const hash = createHash('sha256')
      .update(`inspector-${'x'.repeat(64)}.digest.2026-12-22`)
      .digest('hex');
    expect(digestIdOf(long, '2026-12-22')).toBe(`notice-${hash.slice(0, 40)}`);
  });

  test('says how many of each kind there are and which is most urgent', () => {
    const soon = { ...overdue, kind: 'due-soon-1' } as const;
    const text = digest([
      { id: 'r1', reminder: soon },
      { id: 'r2', reminder: overdue },
      { id: 'r3', reminder: soon },
    ])?.text;
    expect(text).toBe(
      '截至2026年12月22日：逾期未公示1件、距公示期限1个工作日2件。最急的是“睢县锦绣餐饮有限公司”（逾期未公示，期限2026年12月21日）。明细见收件箱。',
    );
  });

  test('does not carry a person’s name out of the system', () => {
    const object = anObject({ name: '张三', kind: '无证无照户', creditCode: undefined });
    const owing = new Map<Inbox, Owing>();
    addOwed(owing, { result: { ...result, object }, reminders: [overdue] });
    expect(JSON.stringify([...owing.values()])).not.toContain('张三');
  });

  test('fits its line and its row, however much it tells of', () => {
    const object = anObject({ name: '𠮷'.repeat(150) });
    const owing = new Map<Inbox, Owing>();
    const kinds = reminderKinds.flatMap((kind) => Array.from({ length: 99_999 / 7 }, (_, n) => ({ kind, n })));
    for (const { kind, n } of kinds)
      addOwed(owing, {
        result: { ...result, object, id: `${n}`.padStart(64, 'x') },
        reminders: [{ ...overdue, kind }],
      });
    const own = owing.get('SCJG');
    const longest = own && digestOf(own, [], '2026-12-22', now);
    expect(Notice.safeParse(longest).success).toBe(true);
    // Seven kinds are named, the others counted together.
    expect(longest?.text).toMatch(/，另有\d+件。/);
    expect((longest?.entries?.length ?? 0) + (longest?.more ?? 0)).toBe(kinds.length);
    expect(new TextEncoder().encode(JSON.stringify(longest)).length).toBeLessThan(400 * 1024);
  });

  test('repeats nothing that an earlier one has told, whatever was told and whatever is owed', () => {
    const reminder = fc.record({
      id: fc.constantFrom('r1', 'r2', 'r3'),
      reminder: fc.record({
        kind: fc.constantFrom(...reminderKinds),
        day: fc.constantFrom('2026-12-20', '2026-12-21', '2026-12-22'),
        backfilled: fc.constant(false),
        moot: fc.boolean(),
      }),
    });
    const keys = (notice: Pick<Notice, 'entries'> | undefined) =>
      (notice?.entries ?? []).map(({ resultId, kind, day }) => `${resultId} ${kind} ${day}`);
    fc.assert(
      fc.property(fc.array(reminder), fc.array(reminder), (before, owed) => {
        const earlier = digest(before);
        const next = digest(owed, earlier ? [{ ...earlier, day: '2026-12-21' }] : []);
        const wanted = new Set(owed.map(({ id, reminder: { kind, day } }) => `${id} ${kind} ${day}`));
        for (const key of keys(earlier)) wanted.delete(key);
        expect(new Set(keys(next))).toEqual(wanted);
      }),
    );
  });

  test('repeats nothing of a day whose digest could not list everything', () => {
    const of = (id: string, day: string) => ({ id, reminder: { ...overdue, day } });
    const full = { day: '2026-12-21', entries: [], more: 5 };
    const next = digest([of('r1', '2026-12-20'), of('r2', '2026-12-21'), of('r3', '2026-12-22')], [full]);
    expect(next?.entries?.map(({ resultId }) => resultId)).toEqual(['r3']);
    expect(digest([of('r2', '2026-12-21')], [full])).toBeUndefined();
  });

  test('reaches the team as long as the result waits for it, and afterwards the department alone', () => {
    const inboxes = (status: typeof result.status) => {
      const owing = new Map<Inbox, Owing>();
      addOwed(owing, { result: { ...result, status }, reminders: [overdue] });
      return [...owing.keys()];
    };
    expect(inboxes('draft')).toEqual(['SCJG', 'inspector:SCJG-R001', 'inspector:SCJG-R002']);
    expect(inboxes('approved')).toEqual(['SCJG']);
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
    expect(Notice.safeParse(figuresNotice(everybody, '2026-12-22', now)).success).toBe(true);
    expect(figuresNotice(new Map(), '2026-12-22', now)).toBeUndefined();
  });
});
