import { spawnSync } from 'node:child_process';
import { toldHelp } from './help.ts';

/** What must pass before a change is merged, besides the tests; all checks run, so one look shows everything. */
const checks: readonly (readonly [what: string, command: string, ...args: string[]])[] = [
  ['格式', 'biome', 'ci', '.'],
  ['写法', 'oxlint', '--type-aware', '--deny-warnings'],
  ['类型', 'tsc', '-p', '.'],
  ['类型（各处通用）', 'tsc', '-p', 'shared'],
  ['类型（浏览器）', 'tsc', '-p', 'web'],
  ['类型（测试）', 'tsc', '-p', 'test'],
  ['引用方向', 'node', 'local/check-arrows.ts'],
  ['无用代码', 'knip'],
  // What tests alone call is unused as well; a deliberate seam is marked @internal, with its reason.
  ['只有测试调用的代码', 'knip', '--production', '--include', 'exports,files'],
  ['接口文档', 'node', 'local/openapi.ts', '--check'],
];

const usage = `用法：npm run check
  依次检查，全部通过方可提交：
${checks.map(([what, ...command]) => `  ${what}  ${command.join(' ')}`).join('\n')}`;

function runChecks(): void {
  const results = checks.map(([what, command, ...args]) => {
    const began = performance.now();
    const { status, stdout, stderr, error } = spawnSync(command, args, {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    const passed = status === 0;
    console.log(`${passed ? '✓' : '✗'} ${what}  ${[command, ...args].join(' ')}  ${seconds} 秒`);
    if (!passed) console.log(`${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`);
    return passed;
  });

  const failed = results.filter((passed) => !passed).length;
  console.log(`${results.length - failed} checks passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}

if (!toldHelp(usage)) runChecks();
