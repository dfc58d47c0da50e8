import { beforeEach, describe, expect, test } from 'vitest';
import type { Failure } from '../../shared/base/failures.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { Sweep } from '../../shared/domain/deadline/sweep.ts';
import { type Act, changeRecord, type Judgement, present } from '../../shared/use-cases/change-record.ts';
import { createRecord, eventOf, replaceRecord } from '../../shared/use-cases/changes.ts';
import type { Records, Stored } from '../../shared/use-cases/ports/records.ts';
import { type MemoryRecords, memoryRecords } from '../support/memory-records.ts';

const now = new Date('2026-11-23T01:00:00Z');
const event = (action: string) => eventOf(action, { id: 'u1', department: 'SCJG' }, now);
const days = ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'];
/** The day after, as far as `days` go. */
const dayAfter = (day: string) => days[days.indexOf(day) + 1] ?? day;

let store: MemoryRecords;
let records: Records;
let pauses: number[];
beforeEach(async () => {
  store = memoryRecords();
  records = { find: store.find } as Records;
  pauses = [];
  for (const id of ['own', 'other'])
    await store.work.commit([createRecord('sweep', id, { id, day: '2026-11-20' }, event('create'))]);
});

const deps = (chance = 0.5) => ({
  work: store.work,
  backoff: { sleep: async (ms: number) => void pauses.push(ms), chance: () => chance },
});
const find = () => present(records, 'sweep', 'own');
const stored = async (id: string) => {
  const found = await store.find('sweep', id);
  if (!found) throw new Error(`no ${id}`);
  return found;
};

/** Puts the day of the own record on by one. */
const putOn = async ({ value }: Stored<Sweep>) =>
  ok({ value: { ...value, day: dayAfter(value.day) }, event: event('put-on') });
const change = (
  act: Partial<Act<'sweep', Failure>>,
  judge: (before: Stored<Sweep>) => Promise<Awaited<ReturnType<typeof putOn>>> = putOn,
) => changeRecord<'sweep', Failure>(deps(), 'sweep', { id: 'own', find, ...act }, judge);

/** Somebody else writes a record in the moment before a commit. The first two commits made the records. */
const meanwhile = (attempt: number, id = 'own') =>
  store.before(2 + attempt, async () => {
    const found = await stored(id);
    const written = { ...found.value, day: dayAfter(found.value.day) };
    await store.work.commit([replaceRecord('sweep', id, found, written, event('other'))]);
  });

describe('an act on a record', () => {
  test('writes the outcome with its event and answers the record as it is then', async () => {
    const done = await change({});
    expect(done).toMatchObject({
      ok: true,
      value: { value: { day: '2026-11-21' }, meta: { version: 2, chain: { seq: 2 } } },
    });
    expect(store.commits.at(-1)).toMatchObject([
      { change: 'replace', kind: 'sweep', id: 'own', event: { action: 'put-on' } },
    ]);
    expect(pauses).toEqual([]);
  });

  test('that leaves nothing to write writes nothing and answers the record as it was read', async () => {
    const done = await changeRecord<'sweep', Failure>(deps(), 'sweep', { id: 'own', find }, () => ok(undefined));
    expect(done).toMatchObject({ ok: true, value: { meta: { version: 1 } } });
    expect(store.commits).toHaveLength(2);
  });

  test('is refused before it is judged, when the actor may not find the record', async () => {
    const refusal = { kind: 'foreign-department', entity: 'sweep', id: 'own' } as const;
    const judge = () => {
      throw new Error('judged');
    };
    const done = await changeRecord<'sweep', Failure>(
      deps(),
      'sweep',
      { id: 'own', find: async () => err(refusal), version: 7 },
      judge,
    );
    expect(done).toEqual(err(refusal));
  });

  test('whose judgement is a failure writes nothing', async () => {
    const failure = { kind: 'same-person', act: '审批' } as const;
    expect(await changeRecord<'sweep', Failure>(deps(), 'sweep', { id: 'own', find }, () => err(failure))).toEqual(
      err(failure),
    );
    expect(store.commits).toHaveLength(2);
  });
});

describe('an act that is judged on what it meets', () => {
  test('is judged again on what another has left, and both happen', async () => {
    meanwhile(1);
    const judged: string[] = [];
    const done = await change({}, (before) => {
      judged.push(before.value.day);
      return putOn(before);
    });
    expect(judged).toEqual(['2026-11-20', '2026-11-21']);
    expect(done).toMatchObject({ ok: true, value: { value: { day: '2026-11-22' }, meta: { version: 3 } } });
  });

  test('begins with what was read already, and reads again only when that has passed', async () => {
    const from = await stored('own');
    let reads = 0;
    const counted = () => {
      reads += 1;
      return find();
    };
    await change({ from, find: counted });
    // For the answer.
    expect(reads).toBe(1);
    const done = await change({ from, find: counted });
    expect(reads).toBe(3);
    expect(done).toMatchObject({ ok: true, value: { value: { day: '2026-11-22' } } });
  });

  test('is tried six times, then fails with what stood in its way', async () => {
    const always: Judgement<'sweep'> = 'overtaken';
    let tries = 0;
    const done = await changeRecord<'sweep', Failure>(deps(), 'sweep', { id: 'own', find }, () => {
      tries += 1;
      return ok(always);
    });
    expect(done).toEqual(err({ kind: 'stale-version', entity: 'sweep', id: 'own' }));
    expect(tries).toBe(6);
  });

  test('waits longer each time, by chance, and not at all when chance says so', async () => {
    const overtaken = () => ok('overtaken' as const);
    await changeRecord<'sweep', Failure>(deps(0.5), 'sweep', { id: 'own', find }, overtaken);
    expect(pauses).toEqual([12.5, 25, 50, 100, 200]);
    pauses = [];
    await changeRecord<'sweep', Failure>(deps(0), 'sweep', { id: 'own', find }, overtaken);
    expect(pauses).toEqual([0, 0, 0, 0, 0]);
  });

  test('is not tried again for what another try cannot mend', async () => {
    const done = await changeRecord<'sweep', Failure>(deps(), 'sweep', { id: 'own', find }, ({ value }) =>
      ok({ value, event: event('x'), also: [createRecord('sweep', 'other', value, event('create'))] }),
    );
    expect(done).toEqual(err({ kind: 'already-exists', entity: 'sweep', id: 'other' }));
    expect(pauses).toEqual([]);
  });
});

describe('an act that is bound to a version', () => {
  test('fails on any other, before it is judged', async () => {
    const judge = () => {
      throw new Error('judged');
    };
    const done = await changeRecord<'sweep', Failure>(deps(), 'sweep', { id: 'own', find, version: 2 }, judge);
    expect(done).toEqual(err({ kind: 'stale-version', entity: 'sweep', id: 'own' }));
  });

  test('fails when the record moves on before its commit, and is not tried again', async () => {
    meanwhile(1);
    const done = await change({ version: 1 });
    expect(done).toEqual(err({ kind: 'stale-version', entity: 'sweep', id: 'own' }));
    expect((await stored('own')).value.day).toBe('2026-11-21');
    expect(pauses).toEqual([]);
  });

  test('is judged again when what it depends on, but not the record itself, has moved on', async () => {
    meanwhile(1, 'other');
    const done = await changeRecord<'sweep', Failure>(
      deps(),
      'sweep',
      { id: 'own', find, version: 1 },
      async ({ value }) => {
        const other = await stored('other');
        const also = [{ change: 'check', kind: 'sweep', id: 'other', version: other.meta.version } as const];
        return ok({ value: { ...value, day: other.value.day }, event: event('follow'), also });
      },
    );
    expect(done).toMatchObject({ ok: true, value: { value: { day: '2026-11-21' }, meta: { version: 2 } } });
    expect(pauses).toEqual([12.5]);
  });
});
