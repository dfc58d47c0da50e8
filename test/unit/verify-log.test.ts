import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { LogDocument } from '../../shared/domain/audit/audit-log.ts';
import { consistencyProof, emptyLog, grown, logRoot } from '../../shared/domain/audit/log-tree.ts';
import { commandOf } from '../../verify/arguments.ts';
import { reportLog } from '../../verify/log-files.ts';

/** Four days: 3 heads, none, 1, and 6 more. */
function published(leaves: readonly string[] = Array.from({ length: 10 }, (_, n) => `head ${n}`)): LogDocument[] {
  const sizes = [3, 3, 4, 10];
  const tree = (size: number) => grown(emptyLog, leaves.slice(0, size));
  const state = (index: number) => {
    const size = sizes[index] ?? 0;
    return { day: `2026-11-2${index}`, size, root: logRoot(tree(size)) };
  };
  return sizes.map((size, index) => ({
    ...state(index),
    ...(index > 0 && { previous: state(index - 1) }),
    proof: index > 0 ? [...consistencyProof(tree(sizes[index - 1] ?? 0), leaves.slice(sizes[index - 1], size))] : [],
  }));
}

function report(days: readonly LogDocument[], from = '2026-11-20', to = '2026-11-23') {
  const folder = mkdtempSync(join(tmpdir(), 'log-'));

  for (const day of days) writeFileSync(join(folder, `${day.day}.json`), JSON.stringify(day));
  const reported = reportLog({ from, to, folder });
  return reported.ok ? `${reported.value.holds} ${reported.value.lines.join('\n')}` : reported.error;
}

describe('npm run verify -- log', () => {
  test('finds the days of one log consistent, all of them or some', () => {
    expect(report(published())).toContain('true ✓ 2026-11-20 至 2026-11-23：4 天的根前后一致');
    expect(report(published(), '2026-11-21', '2026-11-22')).toContain('true ✓ 2026-11-21 至 2026-11-22：2 天');
    expect(report(published(), '2026-11-21', '2026-11-21')).toContain('1 天');
  });

  test('finds the day on which another log was put in the place of the one published before', () => {
    const honest = published();
    const forged = published(Array.from({ length: 10 }, (_, n) => (n === 1 ? 'forged' : `head ${n}`)));
    const days = [...honest.slice(0, 2), ...forged.slice(2)];
    expect(report(days)).toMatch(/false ✗ 2026-11-22 所接续的不是 2026-11-21 公布的根/);
    const { day, size, root } = honest[1] ?? {};
    const pretending = days.map((each) =>
      each.day === '2026-11-22' ? { ...each, previous: { day, size, root } } : each,
    );
    expect(report(pretending as LogDocument[])).toMatch(/false ✗ 2026-11-22 的日志不是 2026-11-21 的日志增加而成/);
  });

  test('says which day is missing, and what is no day of the log', () => {
    expect(report(published().toSpliced(1, 1))).toContain('没有 2026-11-21 的根');
    expect(report(published(), '2026-11-20', '2026-11-30')).toContain('没有 2026-11-30 的根');
    expect(report([{ day: '2026-11-20' } as LogDocument])).toContain('不是审计日志的每日根');
  });

  test.each([
    [['log'], '起始日期和截止日期'],
    [['log', '2026-11-20'], '起始日期和截止日期'],
    [['log', '2026-11-20', '2026-02-30'], '2026-02-30 不是日期'],
    [['log', '2026-11-21', '2026-11-20'], '不能晚于'],
    [['fetch-log'], '需要网址'],
    [['fetch-log', 'somewhere'], '不是网址'],
  ])('refuses %j', (words, reason) => {
    const command = commandOf(words);
    expect(command.ok ? '' : command.error).toContain(reason);
  });
});
