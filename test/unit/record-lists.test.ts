import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { recordNames } from '../../shared/base/record-names.ts';
import { Sweep } from '../../shared/domain/deadline/sweep.ts';
import { listBy, oneList, placesIn, walkOf } from '../../shared/platform/lists.ts';
import { defineRecord } from '../../shared/platform/records/define-record.ts';
import { records } from '../../shared/platform/records.ts';
import { registries } from '../../shared/platform/registries.ts';
import { placeIn, publicLists } from '../../shared/public/lists.ts';
import type { PublicRecord } from '../../shared/use-cases/ports/public-record.ts';
import type { Records } from '../../shared/use-cases/ports/records.ts';

describe('a list that its kind does not have does not compile', () => {
  // Never called: what is looked at is whether it compiles.
  const asks = async ({ list }: Records, published: PublicRecord) => {
    const page = { limit: 1 };
    await list({ kind: 'plan', in: 'ofDepartment', of: 'SCJG', page });
    await list({ kind: 'result', in: 'open', of: ['due', 'undetermined'], page });
    await list({ kind: 'batch', in: 'owingList', page });
    // @ts-expect-error plans are not listed by batch
    await list({ kind: 'plan', in: 'ofBatch', of: 'B1', page });
    // @ts-expect-error a misspelt list
    await list({ kind: 'batch', in: 'owing-list', page });
    // @ts-expect-error a misspelt partition
    await list({ kind: 'result', in: 'open', of: 'overdue', page });
    // @ts-expect-error no such department
    await list({ kind: 'plan', in: 'ofDepartment', of: 'SCJ', page });
    // @ts-expect-error visits of a year are asked for by a number
    await list({ kind: 'visit', in: 'ofYear', of: '2026', page });
    // @ts-expect-error a list by department is asked for by department
    await list({ kind: 'plan', in: 'ofDepartment', page });
    // @ts-expect-error a single list is asked for by its name alone
    await list({ kind: 'calendar', in: 'loaded', of: '2026', page });
    // @ts-expect-error a sweep is read by its id alone
    await list({ kind: 'sweep', in: 'ofDepartment', of: 'SCJG', page });
    await published.list({
      kind: 'result',
      in: 'ofDepartmentInMonth',
      of: { department: 'SCJG', month: '2026-03' },
      page,
    });
    // @ts-expect-error the portal lists plans by year alone
    await published.list({ kind: 'plan', in: 'ofMonth', of: '2026-03', page });
    // @ts-expect-error frames are in no list
    await published.list({ kind: 'frame', in: 'ofYear', of: '2026', page });
  };

  test('and one that it has does', () => {
    expect(asks).toBeTypeOf('function');
  });

  test('nor does a definition that names an index its table does not have', () => {
    const base = { name: '试验', schema: async () => Sweep, versions: false, exported: false } as const;
    const lists = { due: oneList('byDue', 'sweep', ({ day }: Sweep) => day) };
    expect(defineRecord({ ...base, table: 'results', lists })).toMatchObject({ table: 'results' });
    // @ts-expect-error the table of the workflow has no index by due day
    expect(defineRecord({ ...base, table: 'workflow', lists })).toMatchObject({ table: 'workflow' });
  });
});

describe('a list', () => {
  interface Thing {
    readonly owner: string;
    readonly done: boolean;
  }
  const lists = {
    ofOwner: listBy(
      'byOwner',
      (owner: string) => `thing#${owner}`,
      ({ owner, done }: Thing) => (done ? undefined : [owner, 'x']),
    ),
    done: oneList('byParent', 'thing#done', ({ done, owner }: Thing) => (done ? owner : undefined)),
  };

  test('is asked for under the very partition in which its records stand', () => {
    const open = placesIn(lists, { owner: 'SCJG', done: false });
    expect(open).toEqual({ byOwner: ['thing#SCJG', 'x'] });
    expect(walkOf(lists, { in: 'ofOwner', of: 'SCJG' })).toEqual({ index: 'byOwner', partitions: ['thing#SCJG'] });
    const done = placesIn(lists, { owner: 'SCJG', done: true });
    expect(done).toEqual({ byParent: ['thing#done', 'SCJG'] });
    expect(walkOf(lists, { in: 'done' })).toEqual({ index: 'byParent', partitions: ['thing#done'] });
  });

  test('of several values is walked in their order', () => {
    expect(walkOf(lists, { in: 'ofOwner', of: ['WJW', 'SCJG'] }).partitions).toEqual(['thing#WJW', 'thing#SCJG']);
    expect(walkOf(lists, { in: 'ofOwner', of: [] }).partitions).toEqual([]);
  });

  test('that would take a record from another list of the same index is a fault', () => {
    const twice = { ...lists, again: oneList('byOwner', 'thing#again', (_: Thing) => 'x') };
    expect(() => placesIn(twice, { owner: 'SCJG', done: false })).toThrow('one place in byOwner');
  });
});

/** Documents that are published lie there: another text would leave them unfound. */
test('the portal lists a document where it is stored', () => {
  const { item, plan, draw, result, calendar } = publicLists;
  expect([
    placeIn(item.ofDepartment, 'SCJG', 's'),
    placeIn(plan.ofYear, '2026', 's'),
    placeIn(draw.ofYear, '2026', 's'),
    placeIn(result.ofMonth, '2026-03', 's'),
    placeIn(result.ofDepartmentInMonth, { department: 'SCJG', month: '2026-03' }, 's'),
    placeIn(result.ofCreditCode, '91411422MA10000120', 's'),
    placeIn(calendar.all, undefined, 's'),
  ]).toEqual([
    { byList: ['item#SCJG', 's'] },
    { byList: ['plan#2026', 's'] },
    { byList: ['draw#2026', 's'] },
    { byList: ['result#2026-03', 's'] },
    { byList: ['result#SCJG#2026-03', 's'] },
    { byCode: ['result#91411422MA10000120', 's'] },
    { byList: ['calendar', 's'] },
  ]);
});

test('every kind of record has a Chinese name, and no two have the same', () => {
  const kinds = [...Object.entries(records), ...Object.entries(registries)];
  const names = kinds.map(([, { name }]) =>
    z
      .string()
      .regex(/^[\u4e00-\u9fff]+$/)
      .parse(name),
  );
  expect(new Set(names).size).toBe(kinds.length);
  expect(recordNames).toMatchObject(Object.fromEntries(kinds.map(([kind], at) => [kind, names[at]])));
});
