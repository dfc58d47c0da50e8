import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { searchForm } from '../../shared/base/typed-text.ts';
import { comparedCharacters, nameTerms, placeIn, termsOf } from '../../shared/domain/registry/search-terms.ts';
import { anObject } from '../support/stored-rows.ts';

describe('the search form of a name', () => {
  test.each([
    ['ＡＢＣ 超市', 'abc超市'],
    ['睢县 【城关】 饭店', '睢县（城关）饭店'],
    ['KFC  Sui Xian', 'kfcsuixian'],
    ['睢县\u200b饭店', '睢县饭店'],
  ])('forgives case, blanks and width: %s', (typed, form) => {
    expect(searchForm(typed)).toBe(form);
  });

  test('is its own search form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => searchForm(searchForm(text)) === searchForm(text)),
    );
  });
});

describe('the terms of a name', () => {
  test('are the name from each of its characters on', () => {
    expect(nameTerms('睢县超市').map(({ list, sort, at }) => [list, sort, at])).toEqual([
      ['name#睢', '县超市', 0],
      ['name#县', '超市', 1],
      ['name#超', '市', 2],
      ['name#市', '', 3],
    ]);
  });

  test('count a rare character as one', () => {
    expect(nameTerms('𠮷野家').map(({ list }) => list)).toEqual(['name#𠮷', 'name#野', 'name#家']);
  });

  test('find every part of the name, at the place where it stands first', () => {
    const name = fc.string({ unit: fc.constantFrom('睢', '县', '店', 'A', 'b', ' '), minLength: 1, maxLength: 70 });
    fc.assert(
      fc.property(name, fc.nat(), fc.integer({ min: 1, max: comparedCharacters }), (text, from, length) => {
        const whole = searchForm(text);
        fc.pre(whole !== '');
        const start = from % whole.length;
        const part = whole.slice(start, start + length);
        const found = nameTerms(text).filter(
          ({ list, sort }) => list === `name#${part[0]}` && sort.startsWith(part.slice(1)),
        );
        const first = whole.indexOf(part);
        expect(found.map(({ at }) => at)).toContain(first);
        expect(placeIn(text, part)).toBe(first);
      }),
    );
  });

  test('fit into a sort key of 1,024 bytes even for the longest name', () => {
    const sizes = nameTerms('𠮷'.repeat(300)).map(({ sort }) => Buffer.byteLength(sort));
    expect(Math.max(...sizes)).toBeLessThan(1_024 - 64 - 3);
  });
});

test('an object is found by its number whatever its case, its township and each of its supervisors', () => {
  const terms = termsOf('object', anObject('w-12b', { supervisors: ['SCJG', 'WJW'] }));
  expect(terms.filter(({ list }) => !list.startsWith('name#')).map(({ list, sort }) => [list, sort])).toEqual([
    ['id', 'W-12B'],
    ['township#411422105', ''],
    ['supervisor#SCJG', ''],
    ['supervisor#WJW', ''],
  ]);
});
