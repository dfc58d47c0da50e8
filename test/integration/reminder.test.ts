import { beforeEach, describe, expect, test } from 'vitest';
import { dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import type { Inbox } from '../../shared/domain/notice/inbox.ts';
import { createRecord, replaceRecord } from '../../shared/use-cases/changes.ts';
import { remindDeadlines } from '../../shared/use-cases/deadline/remind.ts';
import { storeResult } from '../support/deadlines.ts';
import { dyingAfter } from '../support/dying-client.ts';
import { storeForTest, type TestStore } from '../support/emulator.ts';
import { aBatch } from '../support/inspection-samples.ts';
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

/** `kind day` of each reminder in the digests of an inbox, with the day of its digest. */
const told = async (name: Inbox = 'SCJG') =>
  (await inbox(name)).flatMap(({ day, entries = [] }) =>
    entries.map((entry) => `${day}: ${entry.resultId} ${entry.kind} ${entry.day}`),
  );

describe('the sweep', () => {
  test('sends one digest a day to an inbox, however many results it is about and however often it runs', async () => {
    for (let n = 0; n < 86; n += 1) await storeResult(store, `r${n}`, due);
    await storeResult(store, 'far', { day0: '2026-12-01', deadline: '2026-12-29' });
    await storeResult(store, 'health', { ...due, department: 'WJW' });
    await morning('2026-12-14');
    await afternoon('2026-12-14');
    expect(sent.toSorted()).toEqual(['SCJG.digest.2026-12-14', 'WJW.digest.2026-12-14']);
    const [digest, ...others] = await inbox();
    expect(others).toEqual([]);
    expect(digest).toMatchObject({ kind: 'digest', delivery: 'sent' });
    expect(digest?.entries).toHaveLength(86);
    expect(digest?.text).toContain('距公示期限5个工作日86件');
    expect(await told('WJW')).toEqual(['2026-12-14: health due-soon-5 2026-12-14']);
  });

  test('names an overdue result every day and tells the office in figures, once a day', async () => {
    const known = { ...due, deadlineSince: '2026-12-21' };
    await storeResult(store, 'r1', known);
    await storeResult(store, 'r2', { ...known, department: 'WJW' });
    await morning('2026-12-22');
    await afternoon('2026-12-22');
    await morning('2026-12-23');
    expect(sent.toSorted()).toEqual(
      ['22', '23']
        .flatMap((day) => [
          `SCJG.digest.2026-12-${day}`,
          `WJW.digest.2026-12-${day}`,
          `office.overdue-figures.2026-12-${day}`,
        ])
        .toSorted(),
    );
    expect(await told('WJW')).toEqual(['2026-12-22: r2 overdue 2026-12-22', '2026-12-23: r2 overdue 2026-12-23']);
    const [figures] = await inbox('office');
    expect(figures?.text).toContain('逾期未公示检查结果2件');
  });

  test('calls nothing overdue on the day of its deadline, neither to the department nor to the office', async () => {
    await storeResult(store, 'r1', { ...due, deadlineSince: '2026-12-21' });
    expect(await morning('2026-12-21')).toMatchObject({ open: 1, overdue: 0, reminded: 0 });
    expect(sent).toEqual([]);
    expect(await inbox('office')).toEqual([]);
  });

  test('after three missed days makes each of them up once, in one digest', async () => {
    await storeResult(store, 'r1', { ...due, deadlineSince: '2026-12-21' });
    await morning('2026-12-22');
    sent = [];
    await afternoon('2026-12-26');
    await morning('2026-12-27');
    expect(sent.filter((id) => id.startsWith('SCJG'))).toEqual(['SCJG.digest.2026-12-26', 'SCJG.digest.2026-12-27']);
    expect(await told()).toEqual([
      '2026-12-22: r1 overdue 2026-12-22',
      ...['26', '25', '24', '23'].map((day) => `2026-12-26: r1 overdue 2026-12-${day}`),
      '2026-12-27: r1 overdue 2026-12-27',
    ]);
    // One result is one matter, however many days of it are made up for.
    expect((await inbox())[1]?.text).toContain('逾期未公示1件');
  });

  test('takes what came in after the digest of a day into the next day’s, and repeats nothing of it', async () => {
    await storeResult(store, 'r1', due);
    await morning('2026-12-14');
    await storeResult(store, 'r2', due);
    await afternoon('2026-12-14');
    expect(await told()).toEqual(['2026-12-14: r1 due-soon-5 2026-12-14']);
    await morning('2026-12-15');
    await afternoon('2026-12-15');
    expect(await told()).toEqual(['2026-12-14: r1 due-soon-5 2026-12-14', '2026-12-15: r2 due-soon-5 2026-12-14']);
  });

  test('records what it could not remind of in time, and does not count it once the deadline has passed', async () => {
    await storeResult(store, 'r1', due);
    await morning('2026-12-22');
    expect(await told()).toEqual([
      '2026-12-22: r1 overdue 2026-12-22',
      '2026-12-22: r1 due-soon-1 2026-12-18',
      '2026-12-22: r1 due-soon-5 2026-12-14',
    ]);
    const [digest] = await inbox();
    expect(digest?.text).toContain('逾期未公示1件');
    expect(digest?.text).not.toContain('工作日1件');
  });

  test('says nothing of what is published, withheld or undetermined', async () => {
    await storeResult(store, 'p', { ...due, status: 'published', edition: 1, publishedAt: '2026-12-01T00:00:00.000Z' });
    await storeResult(store, 'w', { ...due, status: 'withheld' });
    await storeResult(store, 'u', { day0: '2026-12-04' });
    expect(await morning('2026-12-23')).toMatchObject({ open: 0 });
    expect(sent).toEqual([]);
  });

  test('that runs four times at the same moment writes and sends each digest once', async () => {
    const ids = Array.from({ length: 12 }, (_, n) => `r${n}`);
    for (const id of ids) await storeResult(store, id, due);
    const runs = await Promise.all(Array.from({ length: 4 }, () => morning('2026-12-23')));
    expect(sent.toSorted()).toEqual(['SCJG.digest.2026-12-23', 'office.overdue-figures.2026-12-23']);
    expect(runs.reduce((sum, { sent = 0 }) => sum + sent, 0)).toBe(2);
    expect(new Set(await told()).size).toBe(12 * 4);
  });

  test('that died between two inboxes is finished by the next, and tells nobody twice', async () => {
    for (const department of ['SCJG', 'WJW'] as const)
      await storeResult(store, `r-${department}`, { ...due, department });
    const clock = () => new Date('2026-12-14T00:00:00Z');
    let first: ReturnType<typeof store.work.commit> | undefined;
    const work: typeof store.work = {
      async commit(changes) {
        if (first) throw new Error('the process was killed');
        first = store.work.commit(changes);
        return first;
      },
    };
    const notifier = { send: async ({ id }: { id: string }) => void sent.push(id) };
    await expect(remindDeadlines({ ...store, work, clock, notifier }, clock())).rejects.toThrow();
    await first;
    const written = [...(await told('SCJG')), ...(await told('WJW'))];
    expect(written).toHaveLength(1);
    sent = [];
    await afternoon('2026-12-15');
    const all = [...(await told('SCJG')), ...(await told('WJW'))].map((each) => each.slice('2026-12-14: '.length));
    expect(all.toSorted()).toEqual(['r-SCJG due-soon-5 2026-12-14', 'r-WJW due-soon-5 2026-12-14']);
    expect(sent.toSorted()).toHaveLength(2);
  });
});

describe('a visit whose window ends', () => {
  const visitOf = (id: string, more: object = {}) =>
    storeResult(store, id, {
      ...{ status: 'assigned', visitStatus: 'dispatched', inspectBy: '2026-12-21', batchId: 'batch-1' },
      inspectors: ['SCJG-R001', 'SCJG-R002'],
      ...more,
    });
  beforeEach(async () => {
    const batch = { ...aBatch('batch-1', 'dispatched'), dispatchedAt: '2026-11-23T01:00:00.000Z' };
    await store.work.commit([createRecord('batch', 'batch-1', batch, anEvent())]);
  });

  test('is named 5 and 1 working days before, and every day after, to the department and to each of its team', async () => {
    await visitOf('v1');
    for (const day of ['12', '14', '15', '18', '21', '22', '23']) await morning(`2026-12-${day}`);
    const expected = [
      '2026-12-14: v1 visit-due-5 2026-12-14',
      '2026-12-18: v1 visit-due-1 2026-12-18',
      '2026-12-22: v1 visit-overdue 2026-12-22',
      '2026-12-23: v1 visit-overdue 2026-12-23',
    ];
    expect(await told()).toEqual(expected);
    expect(await told('inspector:SCJG-R002')).toEqual(expected);
    expect(await told('inspector:SCJG-R003')).toEqual([]);
    expect((await inbox())[2]?.text).toContain('逾期未检查1件');
  });

  test('that is over by then, or whose batch was voided, is not', async () => {
    await visitOf('done', { day0: '2026-12-10', deadline: '2027-01-08', completedOn: '2026-12-10' });
    await store.work.commit([createRecord('batch', 'batch-2', aBatch('batch-2', 'voided'), anEvent())]);
    await visitOf('void', { batchId: 'batch-2' });
    await morning('2026-12-14');
    await morning('2026-12-22');
    expect(await told()).toEqual([]);
  });

  test('is not named for a day before it was dispatched', async () => {
    const late = { ...aBatch('batch-3', 'dispatched'), dispatchedAt: '2026-12-16T01:00:00.000Z' };
    await store.work.commit([createRecord('batch', 'batch-3', late, anEvent())]);
    await visitOf('v1', { batchId: 'batch-3' });
    await morning('2026-12-18');
    expect(await told()).toEqual(['2026-12-18: v1 visit-due-1 2026-12-18']);
  });

  test('and was inspected but not submitted is named every day from the next on', async () => {
    await visitOf('v1', { status: 'draft', inspectedOn: '2026-12-10' });
    for (const day of ['10', '11', '12']) await morning(`2026-12-${day}`);
    expect(await told('inspector:SCJG-R001')).toEqual([
      '2026-12-11: v1 late-entry 2026-12-11',
      '2026-12-12: v1 late-entry 2026-12-12',
    ]);
    expect((await inbox())[0]?.text).toContain('已检查未提交1件');
  });
});

async function rewrite(id: string, change: Parameters<typeof storeResult>[2]): Promise<void> {
  const found = await store.records.find('result', id);
  if (!found) throw new Error(`no result ${id}`);
  await store.work.commit([replaceRecord('result', id, found, { ...found.value, ...change }, anEvent('change'))]);
}

describe('a message that did not get out', () => {
  const own = 'SCJG.digest.2026-12-22';

  test('stops no other one, fails the run, and is sent by the next', async () => {
    await storeResult(store, 'r1', due);
    await storeResult(store, 'r2', { ...due, department: 'WJW' });
    broken.add(own);
    await expect(morning('2026-12-22')).rejects.toThrow('1 notices could not be sent');
    expect(sent).toContain('WJW.digest.2026-12-22');
    broken.clear();
    sent = [];
    expect(await runAt('2026-12-22T00:01:00Z')).toMatchObject({ resent: 0 });
    expect(await runAt('2026-12-22T00:03:00Z')).toMatchObject({ resent: 1 });
    expect(await afternoon('2026-12-22')).toMatchObject({ resent: 0 });
    expect(sent).toEqual([own]);
  });

  test('because the run died after claiming it, is sent by the next run, and by one of two at once', async () => {
    await storeResult(store, 'r1', due);
    const left = aNotice(own, {
      ...{ kind: 'digest', resultId: undefined, day: '2026-12-22' },
      entries: [{ kind: 'overdue', day: '2026-12-22', resultId: 'r1', name: '某店', due: '2026-12-21' }],
      createdAt: '2026-12-22T00:00:00.000Z',
      claimedAt: '2026-12-22T00:00:00.000Z',
    });
    await store.work.commit([createRecord('notice', own, left, anEvent('remind'))]);
    await Promise.all([afternoon('2026-12-22'), afternoon('2026-12-22'), afternoon('2026-12-22')]);
    expect(sent.filter((each) => each === own)).toEqual([own]);
    expect(await store.records.find('notice', own)).toMatchObject({ value: { delivery: 'sent' } });
  });

  test('is sent again under the id that it had, word for word, wherever the run was killed', async () => {
    await storeResult(store, 'r1', due);
    await storeResult(store, 'r2', { ...due, department: 'WJW' });
    const messages: (readonly [id: string, text: string])[] = [];
    const run = (instant: string, writes: number) => {
      const dying = dynamoStore({ ...store.db, client: dyingAfter(store.db.client, writes) });
      const send = async ({ id, text }: { readonly id: string; readonly text: string }) => {
        messages.push([id, text]);
      };
      const at = new Date(instant);
      return remindDeadlines({ ...store, ...dying, clock: () => at, notifier: { send } }, at);
    };
    // Each run goes one write further than the one before, and comes when that one counts as dead.
    let minute = 0;
    for (let writes = 1; writes <= 12; writes += 1) {
      await run(`2026-12-22T00:${String(minute).padStart(2, '0')}:00Z`, writes).catch(() => undefined);
      minute += 3;
    }
    await run('2026-12-22T00:59:00Z', 1_000);

    const ids = ['SCJG.digest.2026-12-22', 'WJW.digest.2026-12-22', 'office.overdue-figures.2026-12-22'];
    expect([...new Set(messages.map(([id]) => id))].toSorted()).toEqual(ids);
    // Some were sent more than once, and then the same was sent.
    expect(messages.length).toBeGreaterThan(ids.length);
    expect(new Set(messages.map(([id, text]) => `${id} ${text}`)).size).toBe(ids.length);
  });

  test('is kept when all it tells of was published meanwhile', async () => {
    await storeResult(store, 'r1', due);
    broken.add(own);
    await expect(morning('2026-12-22')).rejects.toThrow();
    broken.clear();
    await rewrite('r1', { status: 'published', edition: 1, publishedAt: '2026-12-22T02:00:00.000Z' });
    sent = [];
    await afternoon('2026-12-22');
    expect(sent).toEqual([]);
    expect(await store.records.find('notice', own)).toMatchObject({ value: { delivery: 'kept' } });
  });

  test('of an earlier version, one for each result, is still sent', async () => {
    await storeResult(store, 'r1', due);
    const id = 'r1.overdue.2026-12-22';
    const left = aNotice(id, { resultId: 'r1', day: '2026-12-22', claimedAt: '2026-12-22T00:00:00.000Z' });
    await store.work.commit([createRecord('notice', id, left, anEvent('remind'))]);
    await afternoon('2026-12-22');
    expect(sent).toContain(id);
  });
});
