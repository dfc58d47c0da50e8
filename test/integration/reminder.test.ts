import { beforeEach, describe, expect, test } from 'vitest';
import type { Inbox } from '../../shared/domain/notice/notice.ts';
import { createRecord, replaceRecord } from '../../shared/use-cases/changes.ts';
import { remindDeadlines } from '../../shared/use-cases/deadline/remind.ts';
import { storeResult } from '../support/deadlines.ts';
import { storeForTest, type TestStore } from '../support/emulator.ts';
import { aNotice, anEvent } from '../support/stored-rows.ts';

let store: TestStore;
let sent: string[];
let broken: Set<string>;
beforeEach(async () => {
  store = await storeForTest();
  sent = [];
  broken = new Set();
});

/** Runs the sweep at an instant; what is sent is listed by id. */
const runAt = (instant: string) =>
  remindDeadlines(
    {
      ...store,
      clock: () => new Date(instant),
      notifier: {
        async send({ id }) {
          if (broken.has(id)) throw new Error('the webhook answered 503');
          sent.push(id);
        },
      },
    },
    new Date(instant),
  );
const morning = (day: string) => runAt(`${day}T00:00:00Z`);
const afternoon = (day: string) => runAt(`${day}T06:00:00Z`);

/** Monday 23 November 2026 to Monday 21 December. */
const due = { day0: '2026-11-23', deadline: '2026-12-21', deadlineSince: '2026-11-23' };

const inbox = async (name: Inbox = 'SCJG') => {
  const page = await store.records.list({
    kind: 'notice',
    in: 'ofInbox',
    of: name,
    page: { limit: 100 },
  });
  return page.items.map(({ value }) => value);
};

describe('the sweep', () => {
  test('reminds once of what is due soon, however often it runs that day', async () => {
    await storeResult(store, 'r1', due);
    await storeResult(store, 'far', { day0: '2026-12-01', deadline: '2026-12-29' });
    await morning('2026-12-14');
    await afternoon('2026-12-14');
    expect(sent).toEqual(['r1.due-soon-5.2026-12-14']);
    expect(await inbox()).toMatchObject([{ kind: 'due-soon-5', resultId: 'r1', delivery: 'sent', read: false }]);
  });

  test('flags an overdue result every day and tells the office in figures, once a day', async () => {
    const known = { ...due, deadlineSince: '2026-12-21' };
    await storeResult(store, 'r1', known);
    await storeResult(store, 'r2', { ...known, department: 'WJW' });
    await morning('2026-12-22');
    await afternoon('2026-12-22');
    await morning('2026-12-23');
    expect(sent.toSorted()).toEqual([
      'office.overdue-figures.2026-12-22',
      'office.overdue-figures.2026-12-23',
      'r1.overdue.2026-12-22',
      'r1.overdue.2026-12-23',
      'r2.overdue.2026-12-22',
      'r2.overdue.2026-12-23',
    ]);
    expect((await inbox('WJW')).map(({ resultId }) => resultId)).toEqual(['r2', 'r2']);
    const [figures] = await inbox('office');
    expect(figures?.text).toContain('逾期未公示检查结果2件');
  });

  test('calls nothing overdue on the day of its deadline, neither to the department nor to the office', async () => {
    await storeResult(store, 'r1', { ...due, deadlineSince: '2026-12-21' });
    expect(await morning('2026-12-21')).toMatchObject({ open: 1, overdue: 0, reminded: 0 });
    expect(sent).toEqual([]);
    expect(await inbox('office')).toEqual([]);
  });

  test('after three missed days makes each of them up once', async () => {
    await storeResult(store, 'r1', { ...due, deadlineSince: '2026-12-21' });
    await morning('2026-12-22');
    sent = [];
    await afternoon('2026-12-26');
    await morning('2026-12-27');
    const ofResult = sent.filter((id) => id.startsWith('r1'));
    expect(ofResult).toEqual(['23', '24', '25', '26', '27'].map((day) => `r1.overdue.2026-12-${day}`));
    const texts = (await inbox()).map(({ text }) => text.startsWith('【补'));
    expect(texts).toEqual([false, true, true, true, false, false]);
  });

  test('records what it could not remind of in time, and does not send it once the deadline has passed', async () => {
    await storeResult(store, 'r1', due);
    await morning('2026-12-22');
    expect(sent.filter((id) => id.startsWith('r1'))).toEqual(['r1.overdue.2026-12-22']);
    expect((await inbox()).map(({ kind, delivery }) => [kind, delivery])).toEqual([
      ['due-soon-5', 'kept'],
      ['due-soon-1', 'kept'],
      ['overdue', 'sent'],
    ]);
  });

  test('says nothing of what is published, withheld or undetermined', async () => {
    await storeResult(store, 'p', { ...due, status: 'published', edition: 1, publishedAt: '2026-12-01T00:00:00.000Z' });
    await storeResult(store, 'w', { ...due, status: 'withheld' });
    await storeResult(store, 'u', { day0: '2026-12-04' });
    expect(await morning('2026-12-23')).toMatchObject({ open: 0 });
    expect(sent).toEqual([]);
  });

  test('that runs four times at the same moment writes and sends each notice once', async () => {
    const ids = Array.from({ length: 12 }, (_, n) => `r${n}`);
    for (const id of ids) await storeResult(store, id, due);
    const runs = await Promise.all(Array.from({ length: 4 }, () => morning('2026-12-23')));
    const ofResults = sent.filter((id) => id.startsWith('r'));
    expect(ofResults.toSorted()).toEqual(
      ids.flatMap((id) => [`${id}.overdue.2026-12-22`, `${id}.overdue.2026-12-23`]).toSorted(),
    );
    expect(sent.filter((id) => id.startsWith('office'))).toHaveLength(1);
    expect(runs.reduce((sum, { sent = 0 }) => sum + sent, 0)).toBe(25);
    expect(await inbox()).toHaveLength(12 * 4);
  });

  test('reads the result again when its row has moved on since it was listed', async () => {
    await storeResult(store, 'r1', due);
    await storeResult(store, 'r2', due);
    const records: typeof store.records = {
      ...store.records,
      async list(query) {
        const page = await store.records.list(query);
        if (query.kind === 'result') {
          await rewrite('r1', { status: 'published', edition: 1, publishedAt: '2026-12-22T00:00:00.000Z' });
          await rewrite('r2', { returnReason: '补充证据' });
        }
        return page;
      },
    };
    const clock = () => new Date('2026-12-22T00:00:00Z');
    const notifier = { send: async ({ id }: { id: string }) => void sent.push(id) };
    await remindDeadlines({ ...store, records, clock, notifier }, clock());
    expect(sent.filter((id) => id.startsWith('r'))).toEqual(['r2.overdue.2026-12-22']);
  });
});

async function rewrite(id: string, change: Parameters<typeof storeResult>[2]): Promise<void> {
  const found = await store.records.find('result', id);
  if (!found) throw new Error(`no result ${id}`);
  await store.work.commit([replaceRecord('result', id, found, { ...found.value, ...change }, anEvent('change'))]);
}

describe('a message that did not get out', () => {
  test('stops no other one, fails the run, and is sent by the next', async () => {
    await storeResult(store, 'r1', due);
    await storeResult(store, 'r2', due);
    broken.add('r1.overdue.2026-12-22');
    await expect(morning('2026-12-22')).rejects.toThrow('1 notices could not be sent');
    expect(sent.filter((id) => id.startsWith('r'))).toEqual(['r2.overdue.2026-12-22']);
    broken.clear();
    sent = [];
    expect(await runAt('2026-12-22T00:01:00Z')).toMatchObject({ resent: 0 });
    expect(await runAt('2026-12-22T00:03:00Z')).toMatchObject({ resent: 1 });
    expect(await afternoon('2026-12-22')).toMatchObject({ resent: 0 });
    expect(sent).toEqual(['r1.overdue.2026-12-22']);
  });

  test('because the run died after claiming it, is sent by the next run, and by one of two at once', async () => {
    await storeResult(store, 'r1', due);
    const id = 'r1.overdue.2026-12-22';
    const left = aNotice(id, {
      resultId: 'r1',
      day: '2026-12-22',
      createdAt: '2026-12-22T00:00:00.000Z',
      claimedAt: '2026-12-22T00:00:00.000Z',
    });
    await store.work.commit([createRecord('notice', id, left, anEvent('remind'))]);
    await Promise.all([afternoon('2026-12-22'), afternoon('2026-12-22'), afternoon('2026-12-22')]);
    expect(sent.filter((each) => each === id)).toEqual([id]);
    expect(await store.records.find('notice', id)).toMatchObject({ value: { delivery: 'sent' } });
  });

  test('is kept when the result was published meanwhile', async () => {
    await storeResult(store, 'r1', due);
    broken.add('r1.overdue.2026-12-22');
    await expect(morning('2026-12-22')).rejects.toThrow();
    broken.clear();
    await rewrite('r1', { status: 'published', edition: 1, publishedAt: '2026-12-22T02:00:00.000Z' });
    sent = [];
    await afternoon('2026-12-22');
    expect(sent).toEqual([]);
    expect(await store.records.find('notice', 'r1.overdue.2026-12-22')).toMatchObject({ value: { delivery: 'kept' } });
  });
});
