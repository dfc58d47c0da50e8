import { describe, expect, test } from 'vitest';
import { ops } from '../support/ops.ts';

describe('a call is refused with the help of its command and changes nothing', () => {
  test.each([
    ['no system', ['verify-audit']],
    ['two systems', ['verify-audit', '--local', '--stage', 'china']],
    ['tables without an address', ['verify-audit', '--prefix', 'suiji-']],
    ['an unknown option', ['verify-audit', '--local', '--dya', '2026-03-02']],
    ['a word too many', ['verify-audit', '--local', 'everything']],
    ['a day that is none', ['verify-audit', '--local', '--day', '2026-02-30']],
    ['half a record', ['verify-audit', '--local', '--entity', 'plan']],
    ['a day and everything', ['verify-audit', '--local', '--all', '--day', '2026-03-02']],
    ['a stage that is none', ['smoke', '--stage', '../x']],
    ['dead letters of a local system', ['redrive', '--local']],
    ['a restoration and a removal', ['restore-drill', '--local', '--run', '--remove', 'drill-202603020300']],
    ['the removal of something else', ['restore-drill', '--local', '--remove', 'suiji-audit']],
    ['no command', []],
    ['an unknown command', ['verify']],
    ['a folder without data', ['verify-audit', '--local', '--state', '/nowhere']],
  ])('%s', async (_, args) => {
    const { exit, said } = await ops(args);
    expect(exit).toBe(2);
    expect(said).toMatch(/npm run ops/);
    expect(said).not.toMatch(/^\s+at .+:\d+:\d+/m);
  });

  test.each([
    ['a misspelt option', ['verify-audit', '--local', '--dya', '2026-03-02'], '没有这个参数 (no such option): --dya'],
    ['an option without its value', ['verify-audit', '--stage'], '--stage 后面缺少内容'],
    ['an option that takes no value', ['verify-audit', '--local=5'], '--local 后面不带内容'],
    ['a day that is none', ['reminders', '--local', '--as-of', '2026-13-01'], '--as-of: 日期应写作 2026-11-23'],
    ['a year that is no number', ['export', '--local', '--out', 'x', '--year', 'abc'], '--year: 应为数字'],
    ['half a command', ['calendar', 'load'], '应为 calendar show 或 calendar load 文件'],
  ])('%s is named in Chinese', async (_, args, words) => {
    const { exit, said } = await ops(args);
    expect(exit).toBe(2);
    expect(said).toContain(`用法有误 (usage):\n  ${words}`);
  });

  test.each(['--help', '-h'])('help is given for %s, with and without a command', async (word) => {
    expect((await ops([word])).exit).toBe(0);
    expect(await ops(['redrive', word])).toMatchObject({ exit: 0, said: expect.stringContaining('--run') });
  });

  test.each(['smoke', 'redrive', 'verify-audit', 'restore-drill', 'reminders', 'calendar', 'export'])(
    '%s explains itself in Chinese and English',
    async (name) => {
      const { exit, said } = await ops([name, '--help']);
      expect(exit).toBe(0);
      expect(said).toContain(`npm run ops -- ${name}`);
      expect(said).toMatch(/\p{Script=Han}/u);
      expect(said).toMatch(/--[a-z]+/);
      expect((await ops(['--help'])).said).toContain(name);
    },
  );

  test('a database that does not answer is told as such, with its own status', async () => {
    const { exit, said } = await ops([
      'verify-audit',
      '--endpoint-url',
      'http://127.0.0.1:9',
      '--prefix',
      'x-',
      '--region',
      'cn-north-1',
    ]);
    expect(exit).toBe(3);
    expect(said).toContain('未能完成 (could not be done): 无法连接');
  });
});
