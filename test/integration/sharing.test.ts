import { beforeEach, describe, expect, test } from 'vitest';
import type { CallOf, OperationName } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import {
  type ShareRequestEvent,
  shareRequestStatuses,
  shareRequestTransitions,
} from '../../shared/domain/sharing/states.ts';
import { createRecord } from '../../shared/use-cases/changes.ts';
import { recomputeDeadlines } from '../../shared/use-cases/deadline/recompute-deadlines.ts';
import { aCalendarYear } from '../support/deadlines.ts';
import { failureOf } from '../support/leads.ts';
import { aShareEntry, aShareRequest } from '../support/sharing.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
beforeEach(async () => {
  system = await systemForTest();
  system.at('2026-03-02T02:00:00Z');
});

const holder = person('SCJG', 'officer');
const holderHead = person('SCJG', 'department-admin');
const asker = person('WGL', 'officer');
const askerHead = person('WGL', 'department-admin');
const office = person('SCJG', 'office');

let calls = 0;
const key = () => {
  calls += 1;
  return `sharing-${calls}`;
};
type Content = CallOf<'createShareEntry'>['body'];
const content = (more: Partial<Content> = {}): Content => {
  const { title, fields, attribute, cycle } = aShareEntry();
  return { title, fields: [...fields], attribute, cycle, ...more };
};
const listed = async (more: Partial<Content> = {}) =>
  expectOk(await system.as(holder)('createShareEntry', { key: key(), body: content(more) }));
const asking = (entryId: string, more: Partial<CallOf<'fileShareRequest'>['body']> = {}, who = asker) => {
  const { purpose, legalDuty, fields, from, to } = aShareRequest();
  const body = { entryId, purpose, legalDuty, fields: [...fields], from, to, ...more };
  return system.as(who)('fileShareRequest', { key: key(), body });
};
const conditional = { attribute: 'conditional', condition: '用于核对许可的部门' } as const;
async function act(who: Principal, operation: OperationName, id: string, body: object = {}) {
  const version = (await system.store.records.find('share-request', id))?.meta.version ?? 0;
  return system.as(who)(operation, { params: { id }, version, body });
}
const seen = async (id: string, who = asker) => expectOk(await system.as(who)('getShareRequest', { params: { id } }));

describe('the catalogue', () => {
  test('says by which law something is not shared, and under which condition it is', async () => {
    const create = (more: Partial<Content>) =>
      system.as(holder)('createShareEntry', { key: key(), body: content(more) });
    expect(failureOf(await create({ attribute: 'withheld' }))).toBe('basis-required');
    expect(failureOf(await create({ attribute: 'conditional' }))).toBe('invalid-input');
    expectOk(await create({ attribute: 'withheld', basis: '《中华人民共和国个人信息保护法》第二十八条' }));
    expectOk(await create(conditional));
  });

  test('is read by every department, and each entry changed by its holder alone', async () => {
    const { id, version } = await listed();
    const { items } = expectOk(await system.as(asker)('listShareCatalogue', { query: {} }));
    expect(items.map((entry) => entry.id)).toEqual([id]);
    const body = content({ title: '改名' });
    expect(failureOf(await system.as(asker)('updateShareEntry', { params: { id }, version, body }))).toBe(
      'foreign-department',
    );
    expectOk(await system.as(holder)('updateShareEntry', { params: { id }, version, body }));
    expect(failureOf(await system.as(holder)('updateShareEntry', { params: { id }, version, body }))).toBe(
      'stale-version',
    );
  });

  test('loses an entry that its holder takes out, and has it again when it is written anew', async () => {
    const { id, version } = await listed();
    const reason = '职责调整';
    const gone = expectOk(
      await system.as(holderHead)('removeShareEntry', { params: { id }, version, body: { reason } }),
    );
    expect(expectOk(await system.as(asker)('listShareCatalogue', { query: {} })).items).toEqual([]);
    expect(failureOf(await asking(id))).toBe('not-found');
    const call = { params: { id }, version: gone.version, body: content() };
    expectOk(await system.as(holder)('updateShareEntry', call));
    expectOk(await asking(id));
  });
});

describe('a request', () => {
  test('for what is shared without condition is answered within a working day', async () => {
    const { id } = await listed();
    expect(expectOk(await asking(id))).toMatchObject({ status: 'filed', atOnce: true, due: '2026-03-03' });
  });

  test('of 2026-03-02 under a condition is answered by 03-16, and opened by 04-14 when it was granted then', async () => {
    const { id: entry } = await listed(conditional);
    const { id } = expectOk(await asking(entry));
    expect(await seen(id)).toMatchObject({ atOnce: false, due: '2026-03-16' });
    system.at('2026-03-16T02:00:00Z');
    expect(expectOk(await act(holder, 'grantShareRequest', id))).toMatchObject({
      status: 'granted',
      due: '2026-04-14',
    });
    expectOk(await act(holder, 'openShareRequest', id));
    const opened = await seen(id);
    expect(opened).toMatchObject({ status: 'opened', openedOn: '2026-03-16' });
    expect(opened.due).toBeUndefined();
  });

  test('for a field that the catalogue does not name is answered like one under a condition', async () => {
    const { id } = await listed();
    expect(expectOk(await asking(id, { fields: ['许可证号', '经营场所面积'] }))).toMatchObject({
      atOnce: false,
      due: '2026-03-16',
    });
  });

  test('under a condition has its time extended once, by as long again, and not after it is over', async () => {
    const { id: entry } = await listed(conditional);
    const { id } = expectOk(await asking(entry));
    const late = expectOk(await asking(entry));
    expect(expectOk(await act(holderHead, 'extendShareRequest', id, { reason: '须核对字段' }))).toMatchObject({
      due: '2026-03-30',
    });
    expect(failureOf(await act(holderHead, 'extendShareRequest', id, { reason: '再延' }))).toBe('not-ready');
    system.at('2026-03-17T02:00:00Z');
    expect(failureOf(await act(holderHead, 'extendShareRequest', late.id, { reason: '迟了' }))).toBe('not-ready');
    const { id: open } = expectOk(await asking((await listed()).id));
    expect(failureOf(await act(holderHead, 'extendShareRequest', open, { reason: '须核对' }))).toBe('not-ready');
  });

  test('for what is shared without condition cannot be refused; another only with its ground in law and its reason', async () => {
    const refusal = { basis: '《政务数据共享条例》', reason: '申请用途与职责无关' };
    const { id: free } = expectOk(await asking((await listed()).id));
    expect(failureOf(await act(holderHead, 'refuseShareRequest', free, refusal))).toBe('not-ready');
    const { id } = expectOk(await asking((await listed(conditional)).id));
    expect(failureOf(await act(holderHead, 'refuseShareRequest', id, { reason: '不便' }))).toBe('invalid-input');
    expectOk(await act(holderHead, 'refuseShareRequest', id, refusal));
    expect(await seen(id)).toMatchObject({ status: 'refused', ...refusal });
  });

  test('that was refused is disputed by the asker’s head and decided by the office, then granted by its holder’s duty', async () => {
    const { id } = expectOk(await asking((await listed(conditional)).id));
    expectOk(await act(holderHead, 'refuseShareRequest', id, { basis: '条例', reason: '无关' }));
    expect(failureOf(await act(holderHead, 'disputeShareRequest', id))).toBe('foreign-department');
    expectOk(await act(askerHead, 'disputeShareRequest', id));
    expect(failureOf(await act(askerHead, 'decideShareDispute', id, { shared: true, reason: '属职责所需' }))).toBe(
      'forbidden',
    );
    const both: Principal = { ...holderHead, roles: ['department-admin', 'office'] };
    expect(failureOf(await act(both, 'decideShareDispute', id, { shared: false, reason: '维持' }))).toBe('same-person');
    system.at('2026-03-16T02:00:00Z');
    expectOk(await act(office, 'decideShareDispute', id, { shared: true, reason: '属职责所需' }));
    expect(await seen(id, holder)).toMatchObject({ status: 'granted', due: '2026-04-14' });
  });

  test('is taken back by the asker, ended by either once it is open, and read by nobody else', async () => {
    const { id: entry } = await listed();
    const [one, two] = [expectOk(await asking(entry)), expectOk(await asking(entry))];
    const third = person('YJJ', 'officer');
    expect(failureOf(await system.as(third)('getShareRequest', { params: { id: one.id } }))).toBe('not-found');
    expect(failureOf(await act(third, 'closeShareRequest', one.id))).toBe('not-found');
    expectOk(await act(asker, 'closeShareRequest', one.id));
    expect(failureOf(await act(holder, 'closeShareRequest', two.id))).toBe('not-ready');
    expectOk(await act(holder, 'grantShareRequest', two.id));
    expect(failureOf(await act(holder, 'closeShareRequest', two.id))).toBe('not-ready');
    expectOk(await act(holder, 'openShareRequest', two.id));
    expectOk(await act(holder, 'closeShareRequest', two.id));
  });

  test('is not sent to oneself, nor for a time that is over', async () => {
    const { id } = await listed();
    expect(failureOf(await asking(id, {}, person('SCJG', 'officer', '乙')))).toBe('invalid-input');
    expect(failureOf(await asking(id, { from: '2026-05-01', to: '2026-04-30' }))).toBe('invalid-input');
    expect(failureOf(await asking(id, { from: '2026-01-01', to: '2026-02-28' }))).toBe('invalid-input');
  });

  test('waits in the box of its holder by due day until it is opened', async () => {
    const [free, bound] = [await listed(), await listed(conditional)];
    const later = expectOk(await asking(bound.id));
    const sooner = expectOk(await asking(free.id));
    const box = async (view: 'waiting' | 'received' | 'sent', who = holder) =>
      expectOk(await system.as(who)('listShareRequests', { query: { view } })).items.map(({ id }) => id);
    expect(await box('waiting')).toEqual([sooner.id, later.id]);
    expect(await box('waiting', asker)).toEqual([]);
    expect((await box('sent', asker)).toSorted()).toEqual([sooner.id, later.id].toSorted());
    expectOk(await act(holder, 'grantShareRequest', sooner.id));
    expectOk(await act(holder, 'openShareRequest', sooner.id));
    expect(await box('waiting')).toEqual([later.id]);
    expect((await box('received')).toSorted()).toEqual([sooner.id, later.id].toSorted());
  });

  test('of two answers at once has one', async () => {
    const { id } = expectOk(await asking((await listed(conditional)).id));
    const { version } = await seen(id);
    const answers = await Promise.all([
      system.as(holder)('grantShareRequest', { params: { id }, version, body: {} }),
      system.as(holderHead)('refuseShareRequest', { params: { id }, version, body: { basis: '条例', reason: '无关' } }),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('of a year without a calendar gets its day when the calendar is loaded', async () => {
    const { id: entry } = await listed(conditional);
    system.at('2026-12-28T02:00:00Z');
    const { id } = expectOk(await asking(entry, { from: '2026-12-28', to: '2027-12-31' }));
    expect((await seen(id)).due).toBeUndefined();
    await system.store.work.commit([createRecord('calendar', '2027', aCalendarYear(2027), anEvent())]);
    const run = () => recomputeDeadlines(system.store, undefined, new Date('2026-12-28T03:00:00Z'));
    expect(await run()).toMatchObject({ shareRequests: 1 });
    // 29, 30, 31 December, then from 4 January on: the tenth working day is the 12th.
    expect((await seen(id)).due).toBe('2027-01-12');
    expect(await run()).toMatchObject({ shareRequests: 0 });
  });
});

describe('every step of a request', () => {
  const steps: Readonly<Record<ShareRequestEvent, readonly [Principal, OperationName, object]>> = {
    grant: [holder, 'grantShareRequest', {}],
    refuse: [holderHead, 'refuseShareRequest', { basis: '条例', reason: '与职责无关' }],
    open: [holder, 'openShareRequest', {}],
    dispute: [askerHead, 'disputeShareRequest', {}],
    'decide-open': [office, 'decideShareDispute', { shared: true, reason: '属职责所需' }],
    'decide-refuse': [office, 'decideShareDispute', { shared: false, reason: '与职责无关' }],
    close: [asker, 'closeShareRequest', {}],
  };
  const inboxes = [
    ['SCJG', holder],
    ['WGL', asker],
    ['office', office],
  ] as const;
  const told = async () => {
    const found = inboxes.map(async ([inbox, who]) => {
      const { items } = expectOk(await system.as(who)('listNotices', { query: { limit: 100 } }));
      return items.map(({ kind, text }) => ({ inbox, kind, text }));
    });
    return (await Promise.all(found)).flat();
  };
  const arrows = shareRequestStatuses.flatMap((from) =>
    (Object.keys(shareRequestTransitions[from]) as ShareRequestEvent[]).map((event) => [from, event] as const),
  );
  const next: Readonly<Record<ShareRequestEvent, readonly string[]>> = {
    grant: ['WGL'],
    refuse: ['WGL'],
    open: ['WGL'],
    dispute: ['office'],
    'decide-open': ['SCJG', 'WGL'],
    'decide-refuse': ['SCJG', 'WGL'],
    close: ['SCJG'],
  };

  test.each(arrows)('%s, %s: is told to whom it concerns, once, in names', async (status, event) => {
    const request = aShareRequest({ id: 'r-1', status, atOnce: false, due: '2099-12-31' });
    const done = await system.store.work.commit([createRecord('share-request', 'r-1', request, anEvent())]);
    if (!done.ok) throw new Error(done.error.kind);
    expectOk(await act(steps[event][0], steps[event][1], 'r-1', steps[event][2]));
    const found = await told();
    expect(found.map(({ inbox }) => inbox).toSorted()).toEqual(next[event]);
    for (const { text } of found) {
      expect(text).toContain('文化广电旅游局申请共享的“食品生产经营许可信息”');
      expect(text).not.toMatch(/r-1|SCJG|WGL/);
    }
  });

  test('as it is asked for tells the holder until when to answer', async () => {
    const { id } = await listed(conditional);
    expectOk(await asking(id));
    expect(await told()).toEqual([
      {
        ...{ inbox: 'SCJG', kind: 'share-asked' },
        text: '文化广电旅游局申请共享的“食品生产经营许可信息”，请于2026年3月16日前答复。',
      },
    ]);
  });
});
