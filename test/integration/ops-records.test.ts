import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeEach, describe, expect, test } from 'vitest';
import { createRow } from '../../shared/use-cases/changes.ts';
import { aCalendarYear, storeResult } from '../support/deadlines.ts';
import { storeForTest, type TestStore } from '../support/emulator.ts';
import { type Inspections, inspectionsForTest } from '../support/inspections.ts';
import { ops, targetOf } from '../support/ops.ts';
import { anEvent, anObject } from '../support/stored-rows.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'suiji-ops-'));

describe('reminders', () => {
  let store: TestStore;
  const running = { day0: '2026-11-23', deadline: '2026-12-21', deadlineSince: '2026-11-23' };
  const owed = (...args: string[]) => ops(['reminders', ...targetOf(store), ...args], '2026-12-22T02:00:00Z');
  const inbox = async () =>
    (await store.records.list({ kind: 'notice', in: 'ofInbox', of: 'SCJG', page: { limit: 100 } })).items.map(
      ({ value }) => value.id,
    );
  beforeEach(async () => {
    store = await storeForTest();
    await storeResult(store, 'r1', running);
  });

  test('are shown as of a day, past or to come, and nothing changes', async () => {
    // Before 21 December nothing ran: the two warnings are made up as passed, and one day is overdue.
    expect((await owed()).said).toContain('截至 2026-12-22 应发提醒 2 条');
    expect((await owed('--as-of', '2026-12-18')).said).toMatch(/市场监督管理局 .*距公示期限1个工作日1件/);
    expect((await owed('--as-of', '2027-01-10')).exit).toBe(0);
    expect(await inbox()).toEqual([]);
  });

  test('are sent once by a run, and are then owed no more', async () => {
    const { exit, said } = await owed('--run');
    expect(said).toContain('逾期未公示1件');
    expect(exit).toBe(0);
    expect(await inbox()).toContain('SCJG.digest.2026-12-22');
    expect((await owed()).said).toContain('应发提醒 0 条');
  });

  test('of a day to come are not sent', async () => {
    expect(await owed('--run', '--as-of', '2026-12-23')).toMatchObject({ exit: 2 });
    expect(await owed('--as-of', '22.12.2026')).toMatchObject({ exit: 2 });
    expect(await inbox()).toEqual([]);
  });
});

describe('calendar', () => {
  let store: TestStore;
  const at = '2026-12-22T02:00:00Z';
  const call = (...args: string[]) => ops(['calendar', ...args, ...targetOf(store)], at);
  const fileOf = (content: unknown): string => {
    const file = join(folder(), 'calendar.json');
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  };
  beforeEach(async () => {
    store = await storeForTest();
  });

  test('load shows what would change, and changes it when told to, under the name of who did', async () => {
    await storeResult(store, 'r1', { day0: '2026-12-07', producedOn: '2026-12-07' });
    const file = fileOf(aCalendarYear(2027));
    expect((await call('load', file)).said).toMatch(/现行.*无[^]*新的.*2027[^]*未作任何变动/);
    expect((await call('show')).said).not.toContain('2027');

    expect(await call('load', file, '--run', '--by', '系统管理员甲')).toMatchObject({ exit: 0 });
    expect((await call('show')).said).toContain('2027');
    const [event] = await store.audit.events('calendar', '2027');
    expect(event).toMatchObject({ action: 'load', actor: 'ops:系统管理员甲', department: 'ZWDSJ' });
    // 20 working days after 7 December, of which 1–3 January are none: Tuesday 5 January.
    expect((await store.records.find('result', 'r1'))?.value.deadline).toBe('2027-01-05');
  });

  test('load corrects a year that was loaded before', async () => {
    await call('load', fileOf(aCalendarYear(2027)), '--run');
    await call('load', fileOf(aCalendarYear(2027, { workdays: ['2027-01-09'] })), '--run');
    expect((await call('show')).said).toMatch(/2027 .*2027-01-09.*v2/);
  });

  test.each([
    ['is not there', '/nowhere/calendar.json', /无法读取/],
    ['is no JSON', 'not json', /无法读取/],
    [
      'names a day of another year',
      { ...aCalendarYear(2027), workdays: ['2026-01-10'] },
      /workdays\.0：日期不属于该年度/,
    ],
    ['is of another shape', { year: 2027 }, /不能使用/],
  ])('load refuses a file that %s', async (_, content, message) => {
    const file = typeof content === 'string' && content.startsWith('/') ? content : fileOf(content);
    const { exit, said } = await call('load', file, '--run');
    expect(exit).toBe(2);
    expect(said).toMatch(message);
  });

  test.each([[[]], [['load']], [['drop', 'x']], [['show', 'x']]])('the words %j are refused', async (words) => {
    expect(await call(...words)).toMatchObject({ exit: 2 });
  });
});

describe('export', () => {
  let system: Inspections;
  let visit: string;
  beforeEach(async () => {
    system = await inspectionsForTest();
    visit = await system.dispatch();
    const tricky = anObject('o1', { name: '=1+1，"引号",逗号', tags: ['重点'] });
    await system.store.work.commit([
      createRow('object', tricky, anEvent()),
      createRow('object', anObject('o2', { department: 'WJW', supervisors: ['WJW'] }), anEvent()),
    ]);
  });
  const run = (out: string, ...args: string[]) => ops(['export', ...targetOf(system.store), '--out', out, ...args]);
  const lines = (out: string, file: string) => readFileSync(join(out, file), 'utf8').split('\n').filter(Boolean);
  const manifest = (out: string) =>
    JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as {
      files: { name: string; rows: number; bytes: number; sha256: string }[];
    };

  test('writes every record of the county once, with digests that hold', async () => {
    const out = folder();
    expect(await run(out)).toMatchObject({ exit: 0 });
    const { files } = manifest(out);
    expect(Object.fromEntries(files.map(({ name, rows }) => [name, rows]))).toEqual({
      'leads.ndjson': 0,
      'check-orders.ndjson': 0,
      'objections.ndjson': 0,
      'recognitions.ndjson': 0,
      'trust-periods.ndjson': 0,
      'credit-records.ndjson': 0,
      'repairs.ndjson': 0,
      'lookups.ndjson': 0,
      'sanction-decisions.ndjson': 0,
      'plans.ndjson': 0,
      'campaigns.ndjson': 0,
      'batches.ndjson': 1,
      'tasks.ndjson': 1,
      'visits.ndjson': 1,
      'results.ndjson': 2,
      'items.ndjson': 0,
      'objects.ndjson': 2,
      'inspectors.ndjson': 6,
      'experts.ndjson': 0,
    });
    for (const { name, sha256, bytes, rows } of files) {
      const content = readFileSync(join(out, name));
      expect([createHash('sha256').update(content).digest('hex'), content.length]).toEqual([sha256, bytes]);
      expect(lines(out, name)).toHaveLength(rows);
      expect(statSync(join(out, name)).mode & 0o077).toBe(0);
    }
    expect(JSON.parse(lines(out, 'visits.ndjson')[0] ?? '')).toMatchObject({ id: visit, year: 2026, version: 1 });
  });

  test('of a department holds what it takes part in and what it keeps', async () => {
    const out = folder();
    await run(out, '--department', 'WJW');
    expect(lines(out, 'results.ndjson').map((line) => JSON.parse(line).department)).toEqual(['WJW']);
    expect(lines(out, 'objects.ndjson').map((line) => JSON.parse(line).id)).toEqual(['o2']);
    expect(lines(out, 'visits.ndjson')).toHaveLength(1);
    const other = folder();
    await run(other, '--department', 'YCJ');
    expect(manifest(other).files.map(({ rows }) => rows)).toEqual(Array.from({ length: 19 }, () => 0));
  });

  test('of another year holds no visit', async () => {
    const out = folder();
    await run(out, '--year', '2025');
    expect(lines(out, 'visits.ndjson').concat(lines(out, 'results.ndjson'), lines(out, 'tasks.ndjson'))).toEqual([]);
  });

  test('as CSV reads back whole, and no cell can start a formula', async () => {
    const out = folder();
    await run(out, '--format', 'csv');
    expect(readdirSync(out).filter((name) => name.endsWith('.ndjson'))).toEqual([]);
    const rows: Record<string, string>[] = parse(readFileSync(join(out, 'objects.csv')), { bom: true, columns: true });
    const found = rows.find(({ id }) => id === 'o1');
    expect(found?.name).toBe('\'=1+1，"引号",逗号');
    expect(JSON.parse(found?.tags ?? '')).toEqual(['重点']);
    expect(manifest(out).files.find(({ name }) => name === 'objects.csv')?.rows).toBe(2);
  });

  test('does not write over anything', async () => {
    const out = folder();
    writeFileSync(join(out, 'mine.txt'), 'mine');
    expect(await run(out)).toMatchObject({ exit: 3 });
    expect(readdirSync(out)).toEqual(['mine.txt']);
  });

  test.each([
    ['no folder', []],
    ['a department that is none', ['--out', 'x', '--department', 'SCJJ']],
    ['a year that is none', ['--out', 'x', '--year', '26']],
    ['another format', ['--out', 'x', '--format', 'xlsx']],
  ])('is refused with %s', async (_, args) => {
    expect(await ops(['export', ...targetOf(system.store), ...args])).toMatchObject({ exit: 2 });
  });
});

describe('figures of deadlines', () => {
  const figures = (store: TestStore, ...args: string[]) =>
    ops(['deadline-figures', ...args, ...targetOf(store)], '2026-12-22T02:00:00Z');

  test('are compared with the results, put right on request, and agree afterwards', async () => {
    const store = await storeForTest();
    await storeResult(store, 'r1', { day0: '2026-11-23', deadline: '2026-12-21' });
    expect(await figures(store, 'verify')).toMatchObject({ exit: 0 });
    const [seen] = await store.deadlineCounts.ofDays('2026-11-23', '2026-11-23');
    if (!seen) throw new Error('nothing is counted');
    expect(await store.deadlineCounts.correct(seen, { 'SCJG/open/2026-12-21': 4 }, false)).toBe(true);

    const found = await figures(store, 'verify');
    expect(found.exit).toBe(1);
    expect(found.said).toContain('2026-11-23: SCJG/open/2026-12-21 4 → 1');
    expect(await figures(store, 'rebuild')).toMatchObject({ exit: 0 });
    expect(await figures(store, 'verify')).toMatchObject({ exit: 0 });
    expect(await figures(store, 'guess')).toMatchObject({ exit: 2 });
  });
});
