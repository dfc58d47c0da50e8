import { expect, test } from 'vitest';
import { linksIn, linksOf } from '../../shared/domain/registry/object-links.ts';

test('every number of an object leads to all of them, in whatever order the links are read', () => {
  const pairs = [
    ['a', 'b'],
    ['c', 'd'],
    ['b', 'c'],
  ] as const;
  for (const order of [pairs, pairs.toReversed()]) {
    const links = linksOf(order);
    for (const id of ['a', 'b', 'c', 'd']) expect([...links.all(id)].toSorted()).toEqual(['a', 'b', 'c', 'd']);
    expect(links.all('x')).toEqual(['x']);
  }
});

test('rows name their former numbers', () => {
  const links = linksIn([{ id: 'n', formerIds: ['o', 'p'] }, { id: 'x' }]);
  expect([...links.all('p')].toSorted()).toEqual(['n', 'o', 'p']);
  expect(links.all('x')).toEqual(['x']);
});
