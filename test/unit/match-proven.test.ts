import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { bottleneckWords } from '../../shared/domain/match/words.ts';
import { matchTeams } from '../../shared/draw/match.ts';
import { inspector, matchInput, visit } from './match-cases.ts';

/**
 * Two groups of three inspectors. Each lacks three of nine qualifications, one for every inspector of the other group, who
 * lacks it as well: so any two of one group make a lawful team, and no two of different groups do. Of three who may go
 * in pairs one always stays behind, which no count of places shows.
 */
const qualifications = [1, 2, 3].flatMap((left) => [1, 2, 3].map((right) => `资质${left}${right}`));
const twoGroups = (visits: number, capacity: number) =>
  matchInput({
    visits: Array.from({ length: visits }, (_, n) => visit(`v${n}`, qualifications)),
    items: qualifications.map((qualification) => ({ id: qualification, qualification })),
    inspectors: [1, 2, 3].flatMap((one) => [
      inspector(`left${one}`, {
        capacity,
        qualifications: qualifications.filter((name) => name.at(2) !== String(one)),
      }),
      inspector(`right${one}`, {
        capacity,
        qualifications: qualifications.filter((name) => name.at(3) !== String(one)),
      }),
    ]),
  });
const provenIn = (visits: number, capacity: number) => {
  const matched = matchTeams(twoGroups(visits, capacity));
  return matched.ok ? 'matched' : matched.error.bottlenecks.map(({ constraint, proven }) => [constraint, proven]);
};

test('six who can only go in twos of three serve two visits', () => {
  expect(provenIn(2, 1)).toBe('matched');
});

test('that they cannot serve three is found by trying every team, and is proven by it', () => {
  expect(provenIn(3, 1)).toEqual([['capacity', true]]);
});

test('of more visits than can be tried, nobody claims that it was proven', () => {
  expect(provenIn(405, 135)).toEqual([['capacity', false]]);
});

test('the visits of a match that only trying every team rules out are all named, so that they cannot all be served, and no others are', () => {
  const six = twoGroups(3, 1);
  const elsewhere = { itemScope: ['A07'] };
  const input = {
    ...six,
    visits: [...six.visits, visit('w0', ['A07']), visit('w1', ['A07'])],
    inspectors: [
      ...six.inspectors.map((one) => ({ ...one, itemScope: qualifications })),
      inspector('x', elsewhere),
      inspector('y', elsewhere),
    ],
  };
  for (const seed of ['0', '1', '2', '3', '4', '5', '6', '7'].map((digit) => digit.repeat(64))) {
    const matched = matchTeams({ ...input, seed });
    const [only] = matched.ok ? [] : matched.error.bottlenecks;
    const ticket = (id: string) => createHash('sha256').update(`${seed}\nobject\n${id}`).digest('hex');
    expect(only?.visits).toEqual(['v0', 'v1', 'v2'].toSorted((a, b) => (ticket(a) < ticket(b) ? -1 : 1)));
    expect(only && bottleneckWords('SCJG', 2, only)).toBe(
      // The third visit finds one who has a companion left, but no two; of the six one goes nowhere.
      '市场监督管理局：执法人员：3户需要6人次，排不下1人次；不能参加的：任务已满5 人，检查事项不在其执法范围2 人',
    );
  }
});
