import { beforeEach, describe, expect, test } from 'vitest';
import { createRecord, replaceRow } from '../../shared/use-cases/changes.ts';
import { readYearChecks } from '../../shared/use-cases/frame/year-checks.ts';
import { readLinks } from '../../shared/use-cases/registry/read-links.ts';
import { codeOf, type ImportDesk, importDesk, objectHeader } from '../support/import-desk.ts';
import { anAssignment } from '../support/inspection-samples.ts';
import { commit } from '../support/registry-imports.ts';
import { anEvent } from '../support/stored-rows.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

const market = person('SCJG', 'officer');
const health = person('WJW', 'officer');

let system: TestSystem;
let desk: ImportDesk;
beforeEach(async () => {
  system = await systemForTest();
  desk = importDesk(system, market);
  await system.runJob('index-search');
});

const row = (code: string, number: string, name: string, more = '') =>
  `${code},${name},企业,城关镇,人民路1号,H6210,B,存续,${number}${more}`;
const file = (rows: readonly string[], columns = '') => [`${objectHeader},对象编号${columns}`, ...rows].join('\r\n');
const seenBy = (who: typeof market, id: string) => system.as(who)('getObject', { params: { id } });

describe('an object that gets its credit code', () => {
  beforeEach(async () => {
    await desk.imported(file([row('', 'SCJG-1', '睢县一号饭店', ',0370-8112345')], ',联系电话'));
    const part = { tags: ['公共场所'], number: '卫1' };
    expectOk(await system.as(health)('joinObject', { params: { id: 'SCJG-1' }, body: part }));
  });

  test('goes on under it with every part, and what the file has no column for; the former number is out of use', async () => {
    const entry = await desk.staged(file([row(codeOf(1), 'SCJG-1', '睢县一号饭店')]));
    expect(entry.counts).toMatchObject({ rows: 1, added: 1, changed: 1, refused: 0 });
    expect(await desk.report(entry.id)).toContain('续用');
    expect(expectOk(await seenBy(market, 'SCJG-1')).status).toBe('存续');
    expectOk(await desk.activate(entry));
    expect(expectOk(await seenBy(health, codeOf(1)))).toMatchObject({
      supervisors: ['SCJG', 'WJW'],
      phone: '0370-8112345',
      formerIds: ['SCJG-1'],
      supervision: { number: '卫1', tags: ['公共场所'] },
    });
    const former = expectOk(await seenBy(market, 'SCJG-1'));
    expect(former).toMatchObject({ status: '停用', continuedAs: codeOf(1) });
    // It cannot come into use again beside the one it became.
    const { version, continuedAs, supervision, updatedAt, updatedBy, ...body } = former as typeof former &
      Record<string, unknown>;
    const again = await system.as(market)('updateObject', {
      params: { id: 'SCJG-1' },
      version,
      body: { ...body, status: '存续' },
    });
    expect(again).toMatchObject({ error: { kind: 'invalid-input' } });
    // Nor by a file, a whole one or one of that column alone.
    const columns = { bytes: Buffer.from('对象编号,状态\r\nSCJG-1,存续'), update: 'given-columns' as const };
    for (const given of [file([row('', 'SCJG-1', '睢县一号饭店')]), columns]) {
      const { id, counts } = await desk.staged(given);
      expect(counts).toMatchObject({ changed: 0, refused: 1 });
      expect(await desk.report(id)).toContain(`此编号已由${codeOf(1)}续用，不能恢复为存续`);
      expectOk(await desk.call('discardImport', { params: { id } }));
      await system.runJobs();
    }
    // The same file again changes nothing.
    expect((await desk.staged(file([row(codeOf(1), 'SCJG-1', '睢县一号饭店')]))).counts).toMatchObject({
      unchanged: 1,
      refused: 0,
    });
  });

  test('has had twenty numbers before at most: the row of one more is refused', async () => {
    const found = await system.store.registry.find('object', 'SCJG-1');
    if (!found) throw new Error('no object');
    const formerIds = Array.from({ length: 20 }, (_, n) => `SCJG-OLD-${n}`);
    await commit(system.store, replaceRow(found, { ...found.value, formerIds }, anEvent()));
    const entry = await desk.staged(file([row(codeOf(1), 'SCJG-1', '睢县一号饭店')]));
    expect(entry.counts).toMatchObject({ added: 0, changed: 0, refused: 1 });
    expect(await desk.report(entry.id)).toContain('同一对象最多续用20个原编号');
  });

  test('counts its checks and keeps its recusals under both numbers', async () => {
    await desk.imported(file([row(codeOf(1), 'SCJG-1', '睢县一号饭店')]));
    const links = await readLinks(system.deps);
    expect([...links.all('SCJG-1')].toSorted()).toEqual([codeOf(1), 'SCJG-1'].toSorted());
    const { visit } = anAssignment();
    const checked = { ...visit, year: 2026, object: { ...visit.object, id: 'SCJG-1' } };
    await commit(system.store, createRecord('visit', visit.id, checked, anEvent()));
    const { checks } = await readYearChecks(system.deps, 2026);
    expect(checks.get('SCJG-1')).toBe(1);
    expect(checks.get(codeOf(1))).toBe(1);
  });

  test('is undone with its import as one', async () => {
    const { id } = await desk.imported(file([row(codeOf(1), 'SCJG-1', '睢县一号饭店')]));
    const undo = expectOk(
      await desk.call('undoImport', { key: 'undo-00000001', params: { id }, body: { reason: '导错' } }),
    );
    await system.runJobs();
    const { version } = await desk.get(undo.id);
    const other = { ...market, id: 'somebody-else' };
    expectOk(await system.as(other)('approveUndo', { params: { id: undo.id }, version }));
    await system.runJobs();
    expect(await seenBy(market, codeOf(1))).toMatchObject({ error: { kind: 'not-found' } });
    const former = expectOk(await seenBy(market, 'SCJG-1'));
    expect(former.status).toBe('存续');
    expect(former.continuedAs).toBeUndefined();
    expect((await readLinks(system.deps)).all('SCJG-1')).toEqual(['SCJG-1']);
  });

  test('is left alone by a department that does not keep it, which is told who does', async () => {
    const other = importDesk(system, health);
    const entry = await other.staged(file([row(codeOf(1), 'SCJG-1', '睢县一号饭店')]));
    expect(entry.counts).toMatchObject({ refused: 1 });
    expect(await other.report(entry.id)).toContain('由市场监督管理局维护');
  });
});

test('an added object with the name and township of one under another number is reported, and not refused', async () => {
  await desk.imported(file([row('', 'SCJG-1', '睢县 一号饭店'), row('', 'SCJG-2', '睢县二号饭店')]));
  const entry = await desk.staged(file([row(codeOf(1), '', '睢县一号饭店'), row(codeOf(3), '', '睢县三号饭店')]));
  expect(entry.counts).toMatchObject({ added: 2, refused: 0 });
  const report = await desk.report(entry.id);
  expect(report).toMatch(/2,名称,睢县一号饭店,名录里编号SCJG-1的名称、乡镇街道与本行相同/);
  expect(report).not.toContain('三号');
});
