import { expect, test } from 'vitest';
import type { FramePart } from '../../shared/domain/frame/frame.ts';
import { withinLimits } from '../../shared/use-cases/frame/limits.ts';

type Check = Pick<FramePart, 'department' | 'items'>;
const items = (count: number, more: (n: number) => object = () => ({})): Check['items'] =>
  Array.from({ length: count }, (_, n) => ({
    id: `SCJG-${String(n).padStart(3, '0')}`,
    version: 12,
    name: '对食品经营者执行食品安全标准情况的行政检查',
    ...more(n),
  }));
const frames = (count: number, own: Check['items'], department: Check['department'] = 'SCJG'): Check[] =>
  Array.from({ length: count }, () => ({ department, items: own }));
const messageOf = (checks: readonly Check[]) => {
  const within = withinLimits(checks);
  return within.ok ? undefined : within.error.errors.map(({ message }) => message).join();
};

test('sixty parts of fifteen items are one batch, of thirty they are not', () => {
  expect(messageOf(frames(60, items(15)))).toBeUndefined();
  expect(messageOf(frames(60, items(30)))).toBe('各抽样框共列检查事项 1800 项，一个批次容纳不下，请分批抽取');
});

test('a department’s items may ask for twenty-nine qualifications, each counted once; departments are not added up', () => {
  const asking = (from: number, count: number) => items(count, (n) => ({ qualification: `资质${from + n}` }));
  expect(messageOf([...frames(2, asking(0, 20)), ...frames(1, asking(11, 18))])).toBeUndefined();
  expect(messageOf([...frames(1, asking(0, 20)), ...frames(1, asking(20, 20), 'WJW')])).toBeUndefined();
  expect(messageOf([...frames(1, asking(0, 20)), ...frames(1, asking(20, 10))])).toBe(
    '市场监督管理局的检查事项共要求 30 种专门资质，一个批次中每个部门最多 29 种',
  );
});
