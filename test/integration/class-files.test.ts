import { beforeEach, describe, expect, test } from 'vitest';
import { createRow, replaceRow } from '../../shared/use-cases/changes.ts';
import { runStaging } from '../../shared/use-cases/import/import-jobs.ts';
import { type ClassDesk, classCsv, classDesk, classRow, clerk, numberRow, second } from '../support/class-files.ts';
import { codeOf, csv, type ImportDesk, importDesk, objectHeader, objectRow } from '../support/import-desk.ts';
import { commit } from '../support/registry-imports.ts';
import { anEvent, anObject } from '../support/stored-rows.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

// R57, R60, R63: the class of an object is by a month's file, which another person applies as a whole.
const market = person('SCJG', 'officer', '甲');
const health = person('WJW', 'officer', '卫');
let system: TestSystem;
let desk: ClassDesk;
let own: ImportDesk;

/** Three shops that market regulation keeps, all entered in class B, and a clinic of health. */
beforeEach(async () => {
  system = await systemForTest();
  desk = classDesk(system);
  own = importDesk(system, market);
  await own.imported(csv(objectRow(1), objectRow(2), objectRow(3)));
  const clinic = anObject('WJW-1', { department: 'WJW', supervisors: ['WJW'] });
  await commit(system.store, createRow('object', clinic, anEvent()));
});

const shown = async (id: string, who = market) => expectOk(await system.as(who)('getObject', { params: { id } }));
const shop = (n: number) => shown(codeOf(n));
const classesNow = async () => [
  ...(await Promise.all([1, 2, 3].map(async (n) => (await shop(n)).creditClass))),
  (await shown('WJW-1', health)).creditClass,
];
const kindOf = (done: { ok: boolean; error?: { kind: string } }) => (done.ok ? 'ok' : done.error?.kind);
const whole = (...classes: readonly [string, string, string, string]) =>
  classCsv(...[1, 2, 3].map((n) => classRow(codeOf(n), classes[n - 1] ?? '')), numberRow('WJW-1', classes[3]));

describe('a file of classes', () => {
  test('changes the objects of all departments, by one write of another person of the office', async () => {
    await desk.applied('2026-04', whole('B', 'B', 'B', 'B'));
    const file = classCsv(
      ...[classRow(codeOf(1), 'A', '120'), classRow(codeOf(2), 'D', '900', 'X1；X2'), classRow(codeOf(3), 'B')],
      numberRow('WJW-1', 'C'),
    );
    const entry = await desk.checked('2026-05', file);
    expect(entry).toMatchObject({
      status: 'staged',
      counts: { rows: 4, changed: 3, unchanged: 1, refused: 0 },
      classFile: { month: '2026-05', source: '省级', diff: { up: 1, down: 2, new: 0, gone: 0, stale: 0 } },
    });
    expect(await classesNow()).toEqual(['B', 'B', 'B', 'B']);
    expect(kindOf(await desk.apply(entry, clerk))).toBe('same-person');
    expectOk(await desk.apply(entry));
    expect(await classesNow()).toEqual(['A', 'D', 'B', 'C']);
    await system.runJobs();
    expect(await classesNow()).toEqual(['A', 'D', 'B', 'C']);
    expect((await shop(2)).classBy).toEqual({ month: '2026-05', source: '省级', score: 900, direct: ['X1', 'X2'] });
    expect((await shop(3)).classBy).toEqual({ month: '2026-04', source: '省级' });
    const report = await desk.report(entry.id);
    expect(report).toContain('由B升为A');
    expect(report).toContain('由B降为D');
  });

  test('is always applied by another person, also one that changes no class', async () => {
    await desk.applied('2026-04', whole('B', 'B', 'B', 'B'));
    const entry = await desk.checked('2026-05', whole('B', 'B', 'B', 'B'));
    expect(entry.counts).toMatchObject({ changed: 0, unchanged: 4 });
    expect(kindOf(await desk.apply(entry, clerk))).toBe('same-person');
    expectOk(await desk.apply(entry));
  });

  test('neither who announced it nor who had it checked applies it', async () => {
    const id = await desk.uploaded('2026-05', whole('A', 'A', 'A', 'A'));
    expectOk(await system.as(second)('checkClassFile', { params: { id } }));
    await system.runJobs();
    const entry = await desk.get(id);
    for (const who of [clerk, second]) expect(kindOf(await desk.apply(entry, who))).toBe('same-person');
    expectOk(await desk.apply(entry, person('FGW', 'office', '第三人')));
  });

  test.each([
    ['a class that there is not', classRow(codeOf(2), 'E'), '信用风险分类'],
    ['no class', classRow(codeOf(2), ''), '信用风险分类'],
    [
      'a credit code with a wrong check digit',
      classRow(`${codeOf(2).slice(0, 17)}${codeOf(2).endsWith('0') ? '1' : '0'}`, 'A'),
      '校验位',
    ],
    ['more than 1000 points', classRow(codeOf(2), 'D', '1001'), '0至1000'],
    ['an object of the direct lists that is not D', classRow(codeOf(2), 'C', '600', 'X2'), '应为D'],
    ['an object twice', classRow(codeOf(1), 'A'), '与第2行重复'],
    ['no number', classRow('', 'A'), '至少要填一个'],
  ])('with %s is refused as a whole, and the report names the row', async (_, row, words) => {
    const entry = await desk.checked('2026-05', classCsv(classRow(codeOf(1), 'A'), row, classRow(codeOf(3), 'C')));
    expect(entry).toMatchObject({ status: 'refused', counts: { refused: 1 } });
    expect(entry.failure).toContain('整个不予采用');
    const lines = (await desk.report(entry.id)).split('\n').slice(1);
    expect(lines[0]).toMatch(/^3,/);
    expect(lines[0]).toContain(words);
    expect(await classesNow()).toEqual(['B', 'B', 'B', 'B']);
    // Nothing is held any more.
    await desk.applied('2026-05', whole('A', 'A', 'A', 'A'));
  });

  test('says nothing of a number that no registry has', async () => {
    const entry = await desk.applied('2026-05', classCsv(classRow(codeOf(1), 'A'), classRow(codeOf(77), 'D')));
    expect(entry.classFile?.diff).toMatchObject({ new: 1, unknown: 1 });
    expect(await desk.report(entry.id)).toContain('名录里没有这个编号');
  });

  test('finds an object by the number that it was kept under before', async () => {
    const numbered = (code: string) =>
      `${objectHeader},对象编号\r\n${code},睢县九号饭店,企业,城关镇,人民路9号,H6210,B,存续,SCJG-9`;
    await own.imported(numbered(''));
    await own.imported(numbered(codeOf(9)));
    await desk.applied('2026-05', classCsv(numberRow('SCJG-9', 'C')));
    expect((await shop(9)).creditClass).toBe('C');
    expect((await shown('SCJG-9')).classBy).toBeUndefined();
  });

  test('of an earlier month than the last one of its source is refused', async () => {
    await desk.applied('2026-05', whole('A', 'A', 'A', 'A'));
    const late = await desk.checked('2026-04', whole('D', 'D', 'D', 'D'));
    expect(late).toMatchObject({ status: 'refused' });
    expect(late.failure).toContain('已有2026年5月的分类文件生效');
    const sector = await desk.checked('2026-04', whole('D', 'D', 'D', 'D'), '行业');
    expect(sector).toMatchObject({ status: 'staged', classFile: { diff: { kept: 4 } } });
  });

  test('of a source that goes before replaces the class of another, and not the other way round', async () => {
    await desk.applied('2026-05', whole('A', 'A', 'A', 'A'), '县参考');
    await desk.applied('2026-05', classCsv(classRow(codeOf(1), 'C')), '行业');
    await desk.applied('2026-05', classCsv(classRow(codeOf(1), 'D'), classRow(codeOf(2), 'B')), '省级');
    await desk.applied('2026-06', classCsv(classRow(codeOf(1), 'A'), classRow(codeOf(2), 'A')), '行业');
    expect(await classesNow()).toEqual(['D', 'B', 'A', 'A']);
  });
});

describe('an object that a file lacks', () => {
  const without3 = classCsv(classRow(codeOf(1), 'A'), classRow(codeOf(2), 'C'), numberRow('WJW-1', 'A'));

  test('keeps its class once; of two files in a row it is stale, class B and listed', async () => {
    await desk.applied('2026-05', whole('A', 'C', 'D', 'A'));
    expect((await desk.applied('2026-06', without3)).classFile?.diff).toMatchObject({ gone: 1, stale: 0 });
    expect(await shop(3)).toMatchObject({ creditClass: 'D', classBy: { absentSince: '2026-06' } });
    expect((await desk.applied('2026-07', without3)).classFile?.diff).toMatchObject({ gone: 0, stale: 1 });
    expect(await shop(3)).toMatchObject({
      creditClass: 'B',
      classBy: { month: '2026-05', source: '省级', absentSince: '2026-06', staleSince: '2026-07' },
    });
    const { items } = expectOk(await system.as(market)('listObjects', { query: { classMark: 'stale' } }));
    expect(items.map(({ id }) => id)).toEqual([codeOf(3)]);
    expect((await desk.applied('2026-08', without3)).classFile?.diff).toMatchObject({ gone: 0, stale: 0 });
    expect((await desk.applied('2026-09', whole('A', 'C', 'D', 'A'))).classFile?.diff).toMatchObject({ new: 1 });
    expect(await shop(3)).toMatchObject({ creditClass: 'D', classBy: { month: '2026-09', source: '省级' } });
  });

  test('is not stale by a corrected file of the same month', async () => {
    await desk.applied('2026-05', whole('A', 'C', 'D', 'A'));
    await desk.applied('2026-06', without3);
    expect((await desk.applied('2026-06', without3)).classFile?.diff).toMatchObject({ gone: 0, stale: 0 });
    expect((await shop(3)).creditClass).toBe('D');
  });

  test('that comes back in the next one was never gone from two', async () => {
    await desk.applied('2026-05', whole('A', 'C', 'D', 'A'));
    await desk.applied('2026-06', without3);
    await desk.applied('2026-07', whole('A', 'C', 'D', 'A'));
    await desk.applied('2026-08', without3);
    expect((await shop(3)).creditClass).toBe('D');
  });

  test('by another source, or out of use, is not expected in it', async () => {
    await desk.applied('2026-05', whole('A', 'C', 'D', 'A'), '行业');
    expect((await desk.applied('2026-05', without3, '省级')).classFile?.diff).toMatchObject({ gone: 0 });
    const row = await system.deps.registry.find('object', codeOf(1));
    if (!row) throw new Error('no shop');
    const closed = replaceRow(row, { ...row.value, status: '注销' }, anEvent());
    expect((await system.deps.work.commit([closed])).ok).toBe(true);
    const without1 = classCsv(classRow(codeOf(2), 'C'), numberRow('WJW-1', 'A'));
    expect((await desk.applied('2026-06', without1, '省级')).classFile?.diff).toMatchObject({ gone: 0 });
  });
});

describe('while a file waits to be applied', () => {
  const renamed = async (n: number) => {
    const { version, updatedAt: _, supervision: __, classBy: ___, ...value } = await shop(n);
    const body = { ...value, name: `改名${n}饭店` };
    return system.as(market)('updateObject', { params: { id: codeOf(n) }, version, body });
  };

  test('only the objects whose class it changes are held; whoever is refused is told by what', async () => {
    await desk.applied('2026-04', whole('B', 'B', 'B', 'B'));
    const entry = await desk.checked('2026-05', whole('A', 'B', 'B', 'B'));
    const refused = await renamed(1);
    expect(kindOf(refused)).toBe('import-open');
    expect(refused.ok || refused.error.detail).toContain('信用风险分类文件“2026-05.csv”');
    expectOk(await renamed(2));
    expectOk(await desk.apply(entry));
    expect(await shop(2)).toMatchObject({ name: '改名2饭店', creditClass: 'B' });
    expectOk(await renamed(1));
    expect(await shop(1)).toMatchObject({ name: '改名1饭店', creditClass: 'A' });
  });

  test('what somebody edits in the very moment of the check is read again, and nothing of it is lost', async () => {
    await desk.applied('2026-04', whole('B', 'B', 'B', 'B'));
    const id = await desk.uploaded('2026-05', whole('A', 'B', 'B', 'B'));
    expectOk(await desk.call('checkClassFile', { params: { id } }));
    const { staging } = system.deps;
    let edited = false;
    const stage: typeof staging.stage = async (...given) => {
      if (!edited) expectOk(await renamed(1));
      edited = true;
      return staging.stage(...given);
    };
    await runStaging({ ...system.deps, staging: { ...staging, stage } }, id, system.deps.clock());
    const entry = await desk.get(id);
    expect(entry).toMatchObject({ status: 'staged', counts: { changed: 1, refused: 0 } });
    expectOk(await desk.apply(entry));
    expect(await shop(1)).toMatchObject({ name: '改名1饭店', creditClass: 'A', version: 4 });
  });

  test('a run that is taken up once more stages the same', async () => {
    const id = await desk.uploaded('2026-05', whole('A', 'C', 'B', 'D'));
    expectOk(await desk.call('checkClassFile', { params: { id } }));
    const { staging } = system.deps;
    const dying: typeof staging.stage = async (...given) => {
      await staging.stage(...given);
      throw new Error('killed');
    };
    const now = system.deps.clock();
    const killed = runStaging({ ...system.deps, staging: { ...staging, stage: dying } }, id, now);
    await expect(killed).rejects.toThrow('killed');
    await runStaging(system.deps, id, now);
    const entry = await desk.get(id);
    expect(entry).toMatchObject({ status: 'staged', counts: { rows: 4, changed: 4 } });
    expectOk(await desk.apply(entry));
    await system.runJobs();
    expect(await classesNow()).toEqual(['A', 'C', 'B', 'D']);
    expect((await shop(1)).version).toBe(2);
  });

  test('no other one is checked', async () => {
    await desk.checked('2026-05', whole('A', 'B', 'B', 'B'));
    const id = await desk.uploaded('2026-05', whole('C', 'C', 'C', 'C'), '行业');
    expect(kindOf(await desk.call('checkClassFile', { params: { id } }))).toBe('import-open');
  });

  test('a file of objects is read all the same, but for the rows that are held', async () => {
    await desk.applied('2026-04', whole('B', 'B', 'B', 'B'));
    await desk.checked('2026-05', whole('A', 'B', 'B', 'B'));
    const entry = await own.staged(csv(objectRow(1, '改名一饭店'), objectRow(2, '改名二饭店')));
    expect(entry.counts).toMatchObject({ changed: 1, refused: 1 });
    expectOk(await own.activate(entry, true));
    expect((await shop(2)).name).toBe('改名二饭店');
  });

  test('what another import holds makes the file be refused, which names the object', async () => {
    await own.staged(csv(objectRow(1, '改名一饭店')));
    const entry = await desk.checked('2026-05', whole('A', 'B', 'B', 'B'));
    expect(entry).toMatchObject({ status: 'refused', counts: { refused: 1 } });
    expect(await desk.report(entry.id)).toMatch(new RegExp(`^0?2?,?.*${codeOf(1)}.*正由另一项导入占用`, 'm'));
    expect((await shop(2)).classBy).toBeUndefined();
  });

  test('given up it leaves everything as it was', async () => {
    const { id } = await desk.checked('2026-05', whole('A', 'A', 'A', 'A'));
    expectOk(await desk.call('discardClassFile', { params: { id } }));
    await system.runJobs();
    expect(await classesNow()).toEqual(['B', 'B', 'B', 'B']);
    expectOk(await renamed(1));
  });
});

describe('an applied file', () => {
  const undo = async (id: string) => {
    const body = { reason: '用错了文件' };
    const asked = await desk.call('undoImport', { key: `undo-${id}`.slice(0, 40), params: { id }, body });
    if (!asked.ok) return asked;
    await system.runJobs();
    const { version } = await desk.get(asked.value.id);
    expect(kindOf(await desk.call('approveUndo', { params: { id: asked.value.id }, version }))).toBe('same-person');
    const done = await system.as(second)('approveUndo', { params: { id: asked.value.id }, version });
    await system.runJobs();
    return done;
  };

  test('is undone as a whole by two people, the last one of its source first', async () => {
    const first = await desk.applied('2026-05', whole('A', 'C', 'D', 'A'));
    const next = await desk.applied('2026-06', classCsv(classRow(codeOf(1), 'D')));
    const early = await undo(first.id);
    expect(kindOf(early)).toBe('not-ready');
    expect(early.ok || early.error.detail).toContain('较晚的分类文件');
    expectOk(await undo(next.id));
    expect(await classesNow()).toEqual(['A', 'C', 'D', 'A']);
    expect((await shop(2)).classBy).toEqual({ month: '2026-05', source: '省级' });
    await desk.applied('2026-05', whole('B', 'C', 'D', 'A'));
    expect(await classesNow()).toEqual(['B', 'C', 'D', 'A']);
  });

  test('the first one of a source once undone, one of any month is the first', async () => {
    const { id } = await desk.applied('2026-05', whole('A', 'C', 'D', 'A'));
    expectOk(await undo(id));
    expect(await classesNow()).toEqual(['B', 'B', 'B', 'B']);
    await desk.applied('2026-04', whole('C', 'C', 'C', 'C'));
    expect(await classesNow()).toEqual(['C', 'C', 'C', 'C']);
  });

  test('is the history of an object: its versions say what it was, since which month and by whose file', async () => {
    await desk.applied('2026-05', whole('A', 'B', 'B', 'B'));
    await desk.applied('2026-06', whole('C', 'B', 'B', 'B'));
    const { items } = expectOk(await system.as(market)('listObjectVersions', { params: { id: codeOf(1) } }));
    expect(items.map(({ creditClass, classBy }) => [creditClass, classBy?.month])).toEqual([
      ['B', undefined],
      ['A', '2026-05'],
      ['C', '2026-06'],
    ]);
  });

  test('fails a freeze that has begun to read the classes before it, and changes none that was made', async () => {
    const frozen = async (undone?: number) =>
      system.deps.work.commit([{ change: 'note-freeze', batch: 'B1', ...(undone !== undefined && { undone }) }]);
    const { undone } = await system.deps.registry.freezeMark();
    await desk.applied('2026-05', whole('A', 'B', 'B', 'B'));
    expect((await frozen(undone)).ok).toBe(false);
    expect((await frozen((await system.deps.registry.freezeMark()).undone)).ok).toBe(true);
    await desk.applied('2026-06', whole('C', 'B', 'B', 'B'));
    expect((await system.deps.registry.findVersion('object', codeOf(1), 2))?.value.creditClass).toBe('A');
  });

  test('is told to each department, by how many of its objects have another class', async () => {
    await desk.applied('2026-05', whole('A', 'B', 'B', 'D'));
    const { items } = expectOk(await system.as(health)('listNotices', { query: {} }));
    const told = items.filter(({ kind }) => kind === 'objects-taken-out');
    expect(told.map(({ text }) => text)).toEqual([expect.stringContaining('本部门监管的 1 个对象分类有变')]);
  });

  test('is read by the office and those who oversee, and by no department', async () => {
    const { id } = await desk.applied('2026-05', whole('A', 'A', 'A', 'A'));
    for (const operation of ['getImport', 'getImportReport'] as const)
      expect(kindOf(await system.as(market)(operation, { params: { id } }))).toBe('not-found');
    const listed = async (who = market) =>
      expectOk(await system.as(who)('listImports', { query: {} })).items.filter((one) => one.classFile);
    expect(await listed()).toEqual([]);
    expect((await listed(person('FGW', 'auditor'))).map((one) => one.id)).toEqual([id]);
  });

  test('is not gone on with as an import of a department, nor the other way round', async () => {
    const { id } = await desk.checked('2026-05', whole('A', 'A', 'A', 'A'));
    expect(kindOf(await system.as(market)('stageImport', { params: { id } }))).toBe('not-found');
    expect(kindOf(await system.as(market)('discardImport', { params: { id } }))).toBe('not-found');
    const theirs = await own.staged(csv(objectRow(5)));
    const call = { params: { id: theirs.id }, version: theirs.version };
    expect(kindOf(await system.as(second)('activateClassFile', call))).toBe('foreign-department');
    expect(kindOf(await system.as(second)('discardClassFile', { params: { id: theirs.id } }))).toBe(
      'foreign-department',
    );
  });
});

test('the office finds what waits in its list and its inbox, and who brought the file is not asked', async () => {
  const { id } = await desk.checked('2026-05', whole('A', 'A', 'A', 'A'));
  const waits = async (who = second) =>
    expectOk(await system.as(who)('listTodo', { query: {} }))
      .groups.filter(({ kind }) => kind === 'class-file')
      .flatMap(({ items }) => items);
  expect((await waits()).map(({ ids }) => ids)).toEqual([{ id }]);
  expect(await waits(clerk)).toEqual([]);
  const { items } = expectOk(await system.as(second)('listNotices', { query: {} }));
  expect(items.filter(({ kind }) => kind === 'class-file-checked').map(({ asks }) => asks)).toEqual([
    { todo: 'class-file', operation: 'activateClassFile', ids: { id } },
  ]);
});
