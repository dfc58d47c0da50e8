import { describe, expect, test } from 'vitest';
import { type VoidCategory, voidCategories } from '../../shared/codes/draws.ts';
import { repeatsIn } from '../../shared/domain/batch/repeats.ts';
import { type BatchStatus, batchStatuses } from '../../shared/domain/batch/states.ts';
import { unmetCondition } from '../../shared/domain/batch/void-conditions.ts';

const committedAt = '2026-11-23T01:00:00.000Z';
const inState = (status: BatchStatus) => ({
  status,
  ...(!['freezing', 'frozen'].includes(status) && { committedAt }),
});
const document = '睢联席办〔2026〕9号';
const admits = (category: VoidCategory, status: BatchStatus, rests?: string) =>
  unmetCondition(inState(status), { category, document: rests }) === undefined;
const living = batchStatuses.filter((status) => status !== 'voided');

describe('what a category of a void presupposes', () => {
  test.each<[VoidCategory, readonly BatchStatus[]]>([
    ['计划调整', ['freezing', 'frozen', 'committed']],
    ['随机源未完成', ['committed']],
    ['匹配失败', ['match-failed']],
  ])('%s can be the reason in these states alone: %j', (category, states) => {
    expect(living.filter((status) => admits(category, status, document))).toEqual(states);
  });

  test.each<VoidCategory>(['录入错误', '程序违规', '其他'])(
    '%s needs no document before the digest, and one after',
    (category) => {
      expect(living.filter((status) => admits(category, status))).toEqual(['freezing', 'frozen']);
      expect(living.filter((status) => !admits(category, status, document))).toEqual([]);
    },
  );

  test('force majeure always needs the document that says so', () => {
    expect(living.filter((status) => admits('不可抗力', status))).toEqual([]);
    expect(living.filter((status) => !admits('不可抗力', status, document))).toEqual([]);
  });

  test('a change of the plan needs its document once the digest is public', () => {
    expect([admits('计划调整', 'frozen'), admits('计划调整', 'committed')]).toEqual([true, false]);
  });

  test('whoever is refused is told, in words, under which state the category stands', () => {
    expect(unmetCondition(inState('drawn'), { category: '匹配失败' })).toContain(
      '只适用于匹配失败的批次，本批次已抽取',
    );
    for (const category of voidCategories)
      expect(unmetCondition(inState('dispatched'), { category }) ?? '').not.toMatch(/undefined/);
  });
});

describe('how often an entry was drawn again in a year', () => {
  const run = (frozenAt: string, isPublic = true) => ({ frozenAt, ...(isPublic && { committedAt: frozenAt }) });
  test.each([
    ['the first draw is no repeat', [run('2026-03-01T01:00:00Z')], 0],
    ['the second is one', [run('2026-03-01T01:00:00Z'), run('2026-04-01T01:00:00Z')], 1],
    ['one of the year before does not count', [run('2025-11-01T01:00:00Z'), run('2025-12-01T01:00:00Z')], 0],
    ['the year is that of Shanghai', [run('2025-12-01T01:00:00Z'), run('2025-12-31T16:00:00Z')], 1],
    ['one without a digest was no draw', [run('2026-03-01T01:00:00Z'), run('2026-04-01T01:00:00Z', false)], 0],
    ['nor is what follows it a repeat', [run('2026-03-01T01:00:00Z', false), run('2026-04-01T01:00:00Z')], 0],
  ])('%s', (_, runs, times) => {
    expect(repeatsIn(2026, runs)).toBe(times);
  });
});
