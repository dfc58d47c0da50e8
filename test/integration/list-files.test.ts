import { beforeEach, describe, expect, test } from 'vitest';
import type { LookupHit } from '../../shared/domain/lookup/lookup.ts';
import { writeListFile } from '../../shared/use-cases/credit/write-list-file.ts';
import type { Change } from '../../shared/use-cases/ports/unit-of-work.ts';
import { codeOf } from '../support/import-desk.ts';
import { failureOf } from '../support/leads.ts';
import { aListRow, type ListRow, liaison, listCsv, listFilesOf, second } from '../support/list-files.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
let files: ReturnType<typeof listFilesOf>;
let keys = 0;
const purchaser = person('CZJ', 'credit-user', '购');
const [a, b, c] = [codeOf(1), codeOf(2), codeOf(3)];
const number = (n: number) => `（2025）豫1422执${n}号`;
const [first, other, third] = [
  aListRow('甲公司', a, number(1)),
  aListRow('乙公司', b, number(2)),
  aListRow('丙公司', c, number(3)),
];

beforeEach(async () => {
  system = await systemForTest();
  system.at('2026-04-10T02:00:00Z');
  files = listFilesOf(system);
});

const hits = async (code: string, purpose: 'land' | 'procurement' = 'land'): Promise<readonly LookupHit[]> => {
  keys += 1;
  const project = { number: '2026-07号地块', announcedOn: '2026-01-01' as const, evaluatedOn: '2027-12-31' as const };
  const body = { purpose, project, subject: { code, name: '公司' } };
  return expectOk(await system.as(purchaser)('lookUp', { key: `list-lookup-${keys}`, body })).hits;
};

describe('a file of a list', () => {
  test('lists whom it names for every look-up, by the court that published them, once another person has applied it', async () => {
    const { id, status, counts } = await files.checked('court', '2026-04-10', [first, other]);
    expect([status, counts]).toEqual(['checked', { rows: 2, added: 2, changed: 0, gone: 0, unchanged: 0, refused: 0 }]);
    expect(await files.names(id, 'added')).toEqual(['甲公司', '乙公司']);
    expect(await hits(a)).toEqual([]);
    expectOk(await files.apply(id));
    await system.runJobs();
    expect((await files.get(id)).status).toBe('applied');
    expect(await hits(a, 'procurement')).toMatchObject([
      {
        ...{ list: 'court', number: number(1), on: '2025-11-20', authority: '睢县人民法院' },
        ...{ measures: ['P01'], effects: ['must-refuse'] },
      },
    ]);
  });

  test('is applied neither by who brought it nor by who had it checked', async () => {
    const id = await files.uploaded('court', '2026-04-10', listCsv([first]));
    expectOk(await system.as(second)('startListFile', { params: { id }, body: {} }));
    await system.runJobs();
    expect(failureOf(await files.apply(id, liaison))).toBe('same-person');
    expect(failureOf(await files.apply(id, second))).toBe('same-person');
    expectOk(await files.apply(id, person('FGW', 'department-admin')));
  });

  test('waits for another person in the to-do list, who is told what it would change, and not for who brought it', async () => {
    const { id } = await files.checked('court', '2026-04-10', [first]);
    const waits = async (who = second) =>
      expectOk(await system.as(who)('listTodoOfKind', { params: { kind: 'list-file-to-apply' }, query: {} })).items;
    expect(await waits()).toMatchObject([{ ids: { id }, operation: 'applyListFile' }]);
    expect(await waits(liaison)).toEqual([]);
    const { items } = expectOk(await system.as(second)('listNotices', { query: {} }));
    expect(items[0]).toMatchObject({
      kind: 'list-file-checked',
      text: '失信被执行人（截至2026年4月10日）的文件校验完成：新增1条、变更0条、移出0条，请由另一人核对后确认生效。',
    });
  });

  test.each([
    ['court', 'SCJG'],
    ['tax', 'FGW'],
    ['procurement', 'SWJ'],
    ['serious', 'CZJ'],
  ] as const)('of %s is not brought by %s', async (list, department) => {
    const body = { list, asOf: '2026-04-10', fileName: '名单.csv', bytes: 3 };
    const refused = await system.as(person(department, 'officer'))('createListFile', { key: 'list-file-key', body });
    expect(failureOf(refused)).toBe('foreign-department');
  });

  test('of a day to come is refused', async () => {
    const body = { list: 'court', asOf: '2026-04-11', fileName: '名单.csv', bytes: 3 } as const;
    expect(failureOf(await system.as(liaison)('createListFile', { key: 'list-file-key', body }))).toBe('invalid-input');
  });
});

describe('one wrong row', () => {
  test.each<[string, ListRow, string, string]>([
    ['without a document', first.with(2, ''), 'source-required', '案号'],
    ['without a day', first.with(3, ''), 'source-required', '公布日期'],
    ['without who decided', first.with(6, ''), 'source-required', '作出决定机关'],
    [
      'with a wrong check digit',
      first.with(1, `${a.slice(0, 17)}${a.endsWith('0') ? '1' : '0'}`),
      'unusable',
      '统一社会信用代码',
    ],
    ['of a day after that of the file', first.with(3, '2026-04-11'), 'unusable', '公布日期'],
    ['whose time was over on the day of the file', first.with(4, '2026-04-10'), 'unusable', '截止日期'],
    ['that states the same document twice', other, 'unusable', ''],
  ])('%s refuses the whole file, with its line', async (_, row, rule, column) => {
    const done = await files.checked('court', '2026-04-10', [other, row]);
    expect(done).toMatchObject({ status: 'refused', counts: { rows: 2, refused: 1, added: 0 } });
    expect(done.problems).toMatchObject([{ line: 4, rule, column }]);
    expect(await hits(b)).toEqual([]);
  });

  test.each([
    ['as the number of the row', (row: ListRow) => row.with(1, '411422199003072930')],
    ['in a column that nobody reads', (row: ListRow) => row.with(7, '张三（411422199003072930）')],
    ['mistyped', (row: ListRow) => row.with(1, '411422199003072931')],
  ])(
    'that names a natural person by the identity number, %s, is refused, and the file kept nowhere',
    async (_, person) => {
      const done = await files.checked('court', '2026-04-10', [other, person(first)]);
      expect(done).toMatchObject({ status: 'refused', problems: [{ line: 4, rule: 'not-supported' }] });
      expect(JSON.stringify(done)).not.toMatch(/4114221990/);
      expect(await system.deps.blobs.stat(`uploads/lists/${done.id}/file`)).toEqual({ bytes: 0 });
    },
  );

  test('of a ban from procurement is one without its last day', async () => {
    const procurement = listFilesOf(system, person('CZJ', 'officer', '一'), person('CZJ', 'officer', '二'));
    const done = await procurement.checked('procurement', '2026-04-10', [first]);
    expect(done.problems).toMatchObject([{ line: 3, rule: 'unusable', column: '截止日期' }]);
  });
});

describe('the next file of the whole list', () => {
  beforeEach(async () => {
    await files.applied('court', '2026-04-10', [first, other]);
    system.at('2026-08-20T02:00:00Z');
  });

  test('takes off whom it names no more, from its day on, and shows whom it adds, changes, takes off and leaves', async () => {
    const changed = other.with(5, '违反财产报告制度');
    const { id, counts } = await files.checked('court', '2026-08-20', [changed, third]);
    expect(counts).toEqual({ rows: 2, added: 1, changed: 1, gone: 1, unchanged: 0, refused: 0 });
    const by = await Promise.all((['added', 'changed', 'gone'] as const).map((change) => files.names(id, change)));
    expect(by).toEqual([['丙公司'], ['乙公司'], ['甲公司']]);
    expect(await hits(a)).toHaveLength(1);
    expectOk(await files.apply(id));
    await system.runJobs();
    expect([await hits(a), (await hits(b)).length, (await hits(c)).length]).toEqual([[], 1, 1]);
  });

  test('of an earlier day does not take the place of a later one', async () => {
    await files.applied('court', '2026-08-20', [first]);
    const { id } = await files.checked('court', '2026-08-19', [first, other]);
    expect(failureOf(await files.apply(id))).toBe('not-ready');
  });

  test('is compared anew when the list has changed since it was compared', async () => {
    const one = await files.checked('court', '2026-08-20', [first]);
    const two = await files.checked('court', '2026-08-20', [first, other, third]);
    expectOk(await files.apply(two.id));
    await system.runJobs();
    expect(failureOf(await files.apply(one.id))).toBe('not-ready');
    expect((await files.check(one.id)).counts).toMatchObject({ gone: 2, unchanged: 1 });
    expectOk(await files.apply(one.id));
    await system.runJobs();
    expect([(await hits(a)).length, await hits(b), await hits(c)]).toEqual([1, [], []]);
  });

  test('that names somebody again who was taken off says so, and lists it anew', async () => {
    await files.applied('court', '2026-08-20', [other]);
    system.at('2026-09-20T02:00:00Z');
    const { id } = await files.checked('court', '2026-09-20', [first, other]);
    const call = { params: { id }, query: { change: 'added' } } as const;
    const { lines } = expectOk(await system.as(liaison)('listLinesOfListFile', call));
    expect(lines).toMatchObject([{ row: { name: '甲公司' }, formerly: 'repaired' }]);
    expectOk(await files.apply(id));
    await system.runJobs();
    expect(await hits(a)).toHaveLength(1);
  });
});

test('a file of additions takes nobody off', async () => {
  const tax = listFilesOf(system, person('SHWJ', 'officer', '一'), person('SHWJ', 'officer', '二'));
  await tax.applied('tax', '2026-04-10', [first]);
  await tax.applied('tax', '2026-04-10', [other]);
  expect([(await hits(a)).length, (await hits(b)).length]).toEqual([1, 1]);
});

test('a ban counts up to the day before its end, and ends by itself that night', async () => {
  const procurement = listFilesOf(system, person('CZJ', 'officer', '一'), person('CZJ', 'officer', '二'));
  await procurement.applied('procurement', '2026-04-10', [aListRow('甲公司', a, '罚一号', '2025-06-01', '2026-06-01')]);
  system.at('2026-05-31T02:00:00Z');
  expect(await hits(a, 'procurement')).toMatchObject([
    { measures: ['P01', 'P02'], effects: ['must-refuse', 'barred-term'] },
  ]);
  system.at('2026-05-31T16:00:00Z');
  expect(await hits(a, 'procurement')).toEqual([]);
  expect(await system.runJob('expire-listings')).toMatchObject({ due: 1, expired: 1 });
});

describe('a file that is being written', () => {
  const many = Array.from({ length: 90 }, (_, n) => aListRow(`公司${n}`, codeOf(100 + n), number(100 + n)));
  const last = codeOf(189);

  beforeEach(async () => {
    await files.applied('court', '2026-04-10', [first]);
  });

  /** The job, of which the commits from the n-th on are lost. */
  const diesAt = async (id: string, n: number) => {
    let commits = 0;
    const work = {
      commit: async (changes: readonly Change[]) => {
        commits += 1;
        if (commits >= n) throw new Error('the process died');
        return system.deps.work.commit(changes);
      },
    };
    const deps = { ...system.deps, work: { ...system.deps.work, ...work } };
    await expect(writeListFile(deps, id, new Date('2026-04-10T02:00:00Z'))).rejects.toThrow('the process died');
  };

  // Three commits of entries added, one of the entry that is gone, one that puts the file in force, four to tidy up, and one more.
  test.each([
    ['before any entry is written', 1, false],
    ['half-way', 3, false],
    ['when all are written', 5, false],
    ['once it is in force', 6, true],
    ['half-way tidied up', 8, true],
    ['all tidied up', 10, true],
  ])('counts wholly or not at all where its job dies %s, and is carried on', async (_, n, inForce) => {
    const { id } = await files.checked('court', '2026-04-10', many);
    expectOk(await files.apply(id));
    system.forgetJobs();
    await diesAt(id, n);
    const seen = async () => [(await hits(a)).length, (await hits(codeOf(100))).length, (await hits(last)).length];
    expect(await seen()).toEqual(inForce ? [0, 1, 1] : [1, 0, 0]);
    system.at('2026-04-10T04:00:00Z');
    expect(await system.runJob('import-lists')).toMatchObject({ resumed: 1 });
    expect(await seen()).toEqual([0, 1, 1]);
    expect((await files.get(id)).status).toBe('applied');
    expect(await system.runJob('import-lists')).toMatchObject({ resumed: 0 });
  });
});

test('a file that nobody carries on within seven days lapses, and its department is told', async () => {
  const { id } = await files.checked('court', '2026-04-10', [first]);
  system.at('2026-04-17T03:00:00Z');
  expect(await system.runJob('import-lists')).toMatchObject({ lapsed: 1 });
  expect((await files.get(id)).status).toBe('lapsed');
  const { items } = expectOk(await system.as(second)('listNotices', { query: {} }));
  expect(items.some(({ kind }) => kind === 'import-expired')).toBe(true);
});
