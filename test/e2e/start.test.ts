import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type Command, freePorts, run, stackTrace } from './command.ts';

let folder: string;
let port: number;
const running: Command[] = [];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'suiji-start-'));
  port = await freePorts();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((command) => command.stop()));
  rmSync(folder, { recursive: true, force: true });
});

const start = (args: readonly string[] = [], where: { readonly root?: string } = {}): Command => {
  const state = ['--state', join(folder, 'state')];
  const command = run('local/start.ts', ['--empty', '--port', String(port), ...state, ...args], where);
  running.push(command);
  return command;
};

/** Ends with exit code 1, says why and what to do in Chinese, and shows no stack trace. */
async function expectPlainFailure(command: Command, ...says: readonly string[]): Promise<void> {
  expect(await command.ended).toBe(1);
  for (const text of ['✗', '原因：', ...says]) expect(command.output()).toContain(text);
  expect(command.output()).not.toMatch(stackTrace);
}

describe('a start that cannot succeed says why and ends', () => {
  let taken: Server | undefined;
  afterEach(() => new Promise<void>((resolve) => (taken ? taken.close(() => resolve()) : resolve())));

  test('a second start on the ports of the first', async () => {
    expect(await start().says('系统已就绪')).toBe(true);
    const second = start(['--state', join(folder, 'other')]);
    await expectPlainFailure(second, `端口 ${port} 已被占用`, '--port');
    expect(await running[0]?.stop()).toBe(0);
  });

  test('a second start on the folder of the first', async () => {
    expect(await start().says('系统已就绪')).toBe(true);
    const second = start(['--port', String(await freePorts())]);
    await expectPlainFailure(second, '正被另一套运行中的系统使用', `http://127.0.0.1:${port}`, '--state');
  });

  test('the port of the login service in use by somebody else', async () => {
    taken = createServer();
    await new Promise<void>((resolve) => taken?.listen(port + 1, '127.0.0.1', resolve));
    await expectPlainFailure(start(), `端口 ${port + 1} 已被占用`);
  });

  test('a port that is none, and an option that is none', async () => {
    await expectPlainFailure(start(['--port', 'acht']), '端口 acht 无效');
    await expectPlainFailure(start(['--prot', '8080']), '启动参数有误', '用法');
  });

  test('a state folder that is a file', async () => {
    writeFileSync(join(folder, 'state'), '');
    await expectPlainFailure(start(), '状态目录', '不可用', '--state');
  });

  test('a state file cut short', async () => {
    mkdirSync(join(folder, 'state'));
    writeFileSync(join(folder, 'state/clock.json'), '{"offsetMill');
    await expectPlainFailure(start(), 'clock.json', '已损坏', 'npm run reset');
  });

  test('a database file that is none', async () => {
    mkdirSync(join(folder, 'state'));
    writeFileSync(join(folder, 'state/dynamodb.sqlite'), 'not a database, whatever its name says'.repeat(200));
    await expectPlainFailure(start(), '本地数据文件', 'npm run reset');
  });

  test('an installation without the emulator for this machine', async () => {
    const root = join(folder, 'installed');
    installedCopy(root, '@dynoxide/linux-x64');
    await expectPlainFailure(start([], { root }), '没有内置的 DynamoDB 模拟器', 'DYNAMODB_ENDPOINT');
  });

  test('a story without a system to tell it to', async () => {
    const story = run('local/demo/story.ts', ['--port', String(port)]);
    await expectPlainFailure(story, `系统没有在 http://127.0.0.1:${port} 运行`, 'npm start');
  });
});

test('a story that meets something that is not as it should be ends there and says what', async () => {
  expect(await start().says('系统已就绪')).toBe(true);
  const story = run('local/demo/story.ts', ['--port', String(port)], { cwd: folder });
  await expectPlainFailure(story, '演示在第 4 章', '与预期不符：联合抽查事项清单中有餐饮服务领域', 'npm run reset');
});

test('what a start says to copy names its own port and folder', async () => {
  const command = start();
  expect(await command.says('按 Ctrl+C 停止')).toBe(true);
  expect(command.output()).toContain(`npm run demo -- --port ${port}`);
  expect(command.output()).toContain(`npm run reset -- --state ${join(folder, 'state')} 清空`);
  expect(await command.stop()).toBe(0);
});

test('the profile of another county starts that county, and not the demonstration of this one', async () => {
  const file = join(import.meta.dirname, '../support/second-county.json');
  const command = start(['--county', file]);
  expect(await command.says('系统已就绪')).toBe(true);
  expect(command.output()).toContain('云溪县');
  expect(command.output()).not.toContain('睢县');
  const page = await (await fetch(`http://127.0.0.1:${port}/verification`)).text();
  expect(page).not.toContain('睢县');
  await expectPlainFailure(start(['--county', file, '--demo']), '--demo');
  await expectPlainFailure(start(['--county', join(folder, 'nowhere.json')]), '县情配置文件');
});

test('a county whose first day is given begins on it, and only while nothing is recorded', async () => {
  const command = start(['--first-day', '2026-01-05']);
  expect(await command.says('按 Ctrl+C 停止')).toBe(true);
  const { shanghai, now }: Record<string, string> = await (await fetch(`http://127.0.0.1:${port + 1}/clock`)).json();
  expect(shanghai).toContain('2026年1月5日');
  expect(Date.parse(now ?? '')).toBeGreaterThanOrEqual(Date.parse('2026-01-05T09:00:00+08:00'));
  expect(await command.stop()).toBe(0);
  await expectPlainFailure(start(['--first-day', '2026-01-06']), '已有数据', 'npm run reset -- --state', '--first-day');
  await expectPlainFailure(start(['--first-day', '2026-02-30']), '日期 2026-02-30 无效');
});

test('a start that succeeds needs no development tool, names what to open, and stops at once when told', async () => {
  const root = join(folder, 'installed');
  installedCopy(root);
  const command = start([], { root });
  expect(await command.says('按 Ctrl+C 停止')).toBe(true);
  for (const address of [`http://127.0.0.1:${port}/reference`, `http://127.0.0.1:${port + 1}/`])
    expect(command.output()).toContain(address);
  for (const page of ['reference', 'reference/swagger-ui-bundle.js', 'reference/swagger-ui.css', 'verification'])
    expect((await fetch(`http://127.0.0.1:${port}/${page}`)).status).toBe(200);
  expect(await command.stop()).toBe(0);
  expect(command.output()).toContain('数据已保存');
});

/** The product as `npm ci --omit=dev` installs it elsewhere, without one package where a test says so. */
function installedCopy(root: string, without?: string): void {
  const project = join(import.meta.dirname, '../..');
  for (const part of ['local', 'functions', 'shared', 'infra', 'web', 'verify', 'docs', 'package.json'])
    cpSync(join(project, part), join(root, part), { recursive: true });
  const { packages } = z
    .object({ packages: z.record(z.string(), z.object({ dev: z.boolean().optional() })) })
    .parse(JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8')));
  for (const [path, { dev }] of Object.entries(packages)) {
    const isTopLevel = path.lastIndexOf('node_modules/') === 0;
    if (!isTopLevel || dev || path === `node_modules/${without}` || !existsSync(join(project, path))) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    symlinkSync(join(project, path), join(root, path));
  }
}
