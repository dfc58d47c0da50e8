import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DemoManifest } from '../../local/demo/manifest.ts';
import { runStory, type Story } from '../../local/demo/story.ts';
import { demoUsers } from '../../local/demo/users.ts';
import { type AnswerOf, type Client, createClient } from '../../shared/api/client.ts';
import { isExpired } from '../../shared/domain/import/registry-import.ts';
import { registryKinds } from '../../shared/domain/registry/kinds.ts';
import { verifyBeacon } from '../../shared/draw/beacon.ts';
import { expectOk } from '../support/system.ts';
import quicknet from '../vectors/quicknet-rounds.json' with { type: 'json' };
import { type Command, freePorts, run, stackTrace } from './command.ts';

let folder: string;
let system: Command;
let gatewayUrl: string;
let issuerUrl: string;
let story: Story;
let told: string;

const start = (port: number, ...more: readonly string[]): Command =>
  run('local/start.ts', ['--port', String(port), '--state', join(folder, 'state'), ...more], { cwd: folder });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'suiji-story-'));
  const port = await freePorts();
  gatewayUrl = `http://127.0.0.1:${port}`;
  issuerUrl = `http://127.0.0.1:${port + 1}`;
  // The first stop falls among the files of the objects, the second after the one of them that was refused and given up.
  for (const moment of ['抽查事项清单已生效', '检查对象名录库已生效']) {
    const stopped = start(port, '--demo');
    await stopped.says(moment);
    const code = await stopped.stop();
    if (code !== 0 || stopped.output().includes('✗')) throw new Error(`${code}: ${stopped.output()}`);
  }
  system = start(port, '--demo');
  if (!(await system.says('演示完成'))) throw new Error(system.output());
  const lines: string[] = [];
  story = await runStory({
    gatewayUrl,
    issuerUrl,
    directory: join(folder, 'second'),
    write: (line) => lines.push(line),
  });
  told = lines.join('\n');
}, 600_000);
afterAll(async () => {
  await system.stop();
  rmSync(folder, { recursive: true, force: true });
});

const as = (username: string): Client =>
  createClient({
    baseUrl: gatewayUrl,
    token: async () => {
      const answer = await fetch(`${issuerUrl}/token`, { method: 'POST', body: new URLSearchParams({ username }) });
      return ((await answer.json()) as { access_token: string }).access_token;
    },
  });
const anyone: Client = (operation, request) => createClient({ baseUrl: gatewayUrl })(operation, request);

/** The figure that the summary of the first story gives for something. */
const toldAs = (name: string): string => new RegExp(`^  ${name} +(\\S+)`, 'm').exec(system.output())?.[1] ?? '';

const resultOf = async (id: string) => expectOk(await as('auditor')('getResult', { params: { id } }));

test('starts that are stopped while they load the county are completed by the next', async () => {
  for (const total of ['24 个文件，75 条', '18 个文件，5000 条', '27 个文件，240 条', '8 个文件，20 条'])
    expect(system.output()).toContain(total);

  const manifest = JSON.parse(readFileSync(join(folder, 'state/demo-county/manifest.json'), 'utf8')) as DemoManifest;
  for (const kind of registryKinds) {
    const { items } = expectOk(await as('auditor')('listImports', { query: { kind, limit: 100 } }));
    for (const { file, valid, problems, unknownColumns } of manifest.files.filter((one) => one.kind === kind)) {
      // One that a stopped start had only announced is left as it was, or has expired since.
      const imports = items.filter(
        ({ fileName, status, failure }) =>
          fileName === file &&
          status !== 'uploading' &&
          (status !== 'discarded' || (failure !== undefined && !isExpired({ failure }))),
      );
      const found = imports.map(({ status, counts }) => [file, status, counts.added, counts.refused]);
      const wanted = unknownColumns.length > 0 ? ['discarded', 0, 0] : ['settled', valid, problems.length];
      expect(found).toEqual([[file, ...wanted]]);
    }
  }
});

describe('the story, told a second time on the same system', () => {
  test('finds the registries that the first start loaded, and the shops of the first story', async () => {
    expect(story.imported).toEqual({ lawful: 3, refused: 2 });
    expect(told).toContain('新增 0，变更 0，未变 3，有误 2');
    const report = readFileSync(join(folder, 'second/新增餐饮单位-校验报告.csv'), 'utf8').trim().split('\n');
    expect(report.slice(1).map((line) => line.split(',').slice(0, 2).join())).toEqual([
      '5,乡镇街道',
      '6,统一社会信用代码',
    ]);
  });

  test('has a plan and a batch of its own beside those of the first', async () => {
    const first = { batch: toldAs('抽取公开记录'), plan: toldAs('联合抽查计划') };
    expect(first.batch).toMatch(/^411422\d{8}-\d+$/);
    expect(first.plan).toMatch(/^41142200\d{8}$/);
    for (const number of [first.batch, story.batch.number]) {
      const year = number.slice(6, 10);
      const { items } = expectOk(await anyone('listPublicDraws', { query: { year, limit: 100 } }));
      expect(items.map((draw) => draw.number)).toContain(number);
    }
    expect(story.batch.number).not.toBe(first.batch);
    expect(story.plan.number).not.toBe(first.plan);
  });

  test('drew ⌈N·r⌉ of every class, one list of different objects, and each visit has two inspectors per department', async () => {
    const draw = expectOk(await anyone('getPublicDraw', { params: { number: story.batch.number } }));
    const ratios: Readonly<Record<string, number>> = { A: 0.01, B: 0.01, C: 0.02, D: 0.05 };
    for (const { strata } of draw.frames) {
      for (const { stratum, size, quota, selected } of strata) {
        expect([stratum, quota]).toEqual([stratum, Math.ceil(Number((size * (ratios[stratum] ?? 0)).toFixed(6)))]);
        expect(selected).toBe(quota);
      }
    }
    expect(draw.status).toBe('dispatched');
    const list = expectOk(await anyone('listPublicDrawObjects', { params: { number: draw.number, part: '0' } }));
    expect(new Set(list.objects.map(({ id }) => id)).size).toBe(story.batch.visits);
    for (const { teams } of list.objects) {
      expect(teams.map(({ department }) => department).toSorted()).toEqual(['CGJ', 'SCJG', 'WJW']);
      for (const { members } of teams) expect(new Set(members).size).toBe(2);
    }
  });

  test('leaves every result it touched where the rules put it', async () => {
    for (const id of story.inspected.published) expect(await resultOf(id)).toMatchObject({ status: 'published' });
    expect(await resultOf(story.inspected.corrected)).toMatchObject({ edition: 2 });
    const withheld = await resultOf(story.inspected.withheld);
    expect(withheld).toMatchObject({ status: 'withheld', edition: 0 });
    expect(withheld.withholding?.decidedBy).not.toBe(withheld.withholding?.requestedBy);
    for (const id of story.notPerformed.results)
      expect(await resultOf(id)).toMatchObject({ status: 'published', nonPerformance: { reason: '停业或清算' } });
    const all = expectOk(await as('auditor')('listResults', { query: { batch: story.batch.id, limit: 100 } })).items;
    expect(all).toHaveLength(story.batch.visits * 3);
    expect(all.filter(({ status }) => status === 'assigned')).toHaveLength((story.batch.visits - 3) * 3);
    for (const result of all) expect(result.recordedBy).not.toContain(result.approvedBy ?? '');
  });

  test('published the forgotten result after its deadline, having reminded once for each day', async () => {
    const result = await resultOf(story.overdue.id);
    const { items: years } = expectOk(await as('auditor')('listCalendarYears', {}));
    const worked = workingDays(years, result.day0 ?? '', 40);
    const [deadline = '', fifth, last] = [worked[19], worked[14], worked[18]];
    expect(result.deadline).toBe(deadline);
    expect((result.publishedAt ?? '') > `${deadline}T16:00:00Z`).toBe(true);
    const wanted = [
      `due-soon-5 ${fifth}`,
      `due-soon-1 ${last}`,
      `overdue ${plus(deadline, 1)}`,
      `overdue ${plus(deadline, 2)}`,
    ];
    expect([...story.overdue.reminders].toSorted()).toEqual(wanted.toSorted());
    expect(story.publishedLate).toBeGreaterThanOrEqual(1);
  });

  test('follows a complaint to a closed follow-up, of which the public sees the result alone', async () => {
    const { lead, result, followUp } = story.followed;
    const closed = expectOk(await as('auditor')('getLead', { params: { id: lead } }));
    expect(closed).toMatchObject({ status: 'closed', outcome: 'substantiated', resultIds: [result] });
    expect(closed.answers.every(({ given }) => given !== undefined)).toBe(true);
    const { status, report } = expectOk(await as('auditor')('getFollowUp', { params: { id: followUp } }));
    expect([status, new Set(report?.recheck?.inspectors).size]).toEqual(['closed', 2]);
    const { publicId = '', documentNumber } = await resultOf(result);
    const shown = expectOk(await anyone('getPublicResult', { params: { id: publicId }, query: {} }));
    expect(shown.documentNumber).toBe(documentNumber);
    expect(JSON.stringify(shown)).not.toMatch(/投诉|冷藏|穆群众|线索/);
  });

  test('is in audit chains that hold', () => {
    expect(story.audited.records).toBe(10);
    expect(story.audited.events).toBeGreaterThan(story.audited.records);
  });

  test('shows the public nothing that is private', async () => {
    const { items } = expectOk(await anyone('listPublicResults', { query: { limit: 100 } }));
    const published = JSON.stringify(items);
    const inspectors = demoUsers.flatMap(({ name, inspectorId }) => (inspectorId ? [name] : []));
    for (const text of [...inspectors, '笔录', '油烟净化设施', '房东', story.inspected.withheld])
      expect(published).not.toContain(text);
  });
});

describe('the randomness of the draws', () => {
  const published = quicknet.rounds.find(({ round }) => round === 27985651)?.signature ?? '';

  test('of the first telling is that of a ceremony and of a round that was really published, as anybody can check', async () => {
    const number = toldAs('抽取公开记录');
    const draw = expectOk(await anyone('getPublicDraw', { params: { number } }));
    expect(draw).toMatchObject({ source: 'combined', beacon: { round: 27985651, due: '2026-04-21T08:31:57.000Z' } });
    expect(draw.beacon?.signature).toBe(published);
    expect(verifyBeacon({ round: 27985651, signature: published }).ok).toBe(true);
    // By the clock of the system nobody had the round when it was named, and every secret was open before it was made.
    expect((draw.committedAt ?? '') < (draw.ceremony?.revealBy ?? '')).toBe(true);
    expect((draw.ceremony?.revealBy ?? '') < (draw.beacon?.due ?? '')).toBe(true);
    expect((draw.drawnAt ?? '') >= (draw.beacon?.due ?? '')).toBe(true);

    const files = join(folder, '.local/demo', `抽取公开文件-${number}`);
    const verdictOf = (file: string) => run('verify/run.ts', [join(files, file)]).ended;
    expect(await verdictOf('draw.json')).toBe(0);
    // The same draw with a signature that was published as well, but for another round.
    const another = quicknet.rounds.find(({ round }) => round === 12040883)?.signature ?? '';
    const forged = readFileSync(join(files, 'draw.json'), 'utf8').replaceAll(published, another);
    writeFileSync(join(files, 'forged.json'), forged);
    expect(await verdictOf('forged.json')).toBe(1);
  });

  test('of a telling after that round comes from the ceremony alone', async () => {
    const draw = expectOk(await anyone('getPublicDraw', { params: { number: story.batch.number } }));
    expect(draw.source).toBe('ceremony');
    expect(draw.beacon).toBeUndefined();
  });
});

test('the first telling ends with where to look, and no stack trace', () => {
  for (const text of ['小结', '校验报告', '/public/draws/', '/public/results?creditCode=', '/reference'])
    expect(system.output()).toContain(text);
  expect(system.output()).not.toMatch(stackTrace);
});

test('everything is still there after a restart, and nothing is loaded again', async () => {
  const port = Number(new URL(gatewayUrl).port);
  expect(await system.stop()).toBe(0);
  system = start(port);
  expect(await system.says('系统已就绪')).toBe(true);
  expect(system.output()).not.toContain('导入演示数据');
  expect(expectOk(await anyone('getPublicPlan', { params: { id: story.plan.id }, query: {} })).number).toBe(
    story.plan.number,
  );
  expect(await resultOf(story.overdue.id)).toMatchObject({ status: 'published' });
});

type Years = AnswerOf<'listCalendarYears'>['items'];

const plus = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The working days after a date, counted here day by day. */
function workingDays(years: Years, after: string, count: number): readonly string[] {
  const off = years.flatMap((year) => year.off);
  const made = years.flatMap((year) => year.workdays);
  const found: string[] = [];
  for (let date = plus(after, 1); found.length < count; date = plus(date, 1)) {
    const weekend = [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
    const holiday = off.some(([from, to]) => from <= date && date <= to);
    if (made.includes(date) || !(weekend || holiday)) found.push(date);
  }
  return found;
}
