import { describe, expect, test } from 'vitest';
import { idsTyped, remarkOn } from '../../shared/verification/place-words.ts';

describe('an id as somebody types it', () => {
  test.each([
    ['a credit code in small letters', '91350100m000100y43', '91350100M000100Y43'],
    ['a credit code in groups', ' 9135 0100 M000 100Y 43 ', '91350100M000100Y43'],
    [
      'a credit code in the full-width characters of a Chinese keyboard',
      '９１３５０１００Ｍ０００１００Ｙ４３',
      '91350100M000100Y43',
    ],
    ['a credit code copied with an invisible character', '91350100M000100Y43\u200b', '91350100M000100Y43'],
    ['an id of another kind, whose capitals are another id', 'obj-Ab1', 'obj-Ab1'],
  ])('%s', (_, typed, id) => {
    expect(idsTyped(typed)[0]).toBe(id);
  });

  test('that looks like a credit code and is none is remarked on, in letters of either size', () => {
    expect(remarkOn('91350100M000100Y43')).toBeUndefined();
    expect(remarkOn('91350100M000100Y4Z')).toContain('不是正确的统一社会信用代码');
    expect(remarkOn('91350100m000100y4z')).toContain('不是正确的统一社会信用代码');
    expect(remarkOn('91350100M000100Y4')).toContain('18 位');
    expect(remarkOn('91350100M000100Y433')).toContain('18 位');
    expect(remarkOn('OBJ-1')).toBeUndefined();
    // The registration number that a shop had before it got its code.
    expect(remarkOn('411422600012345')).toBeUndefined();
  });

  test('is looked for as it was typed, and only then in capitals', () => {
    expect(idsTyped('shop-1')).toEqual(['shop-1', 'SHOP-1']);
  });

  test('with letters that look like others is remarked on', () => {
    // Cyrillic О and Р.
    expect(remarkOn('SH\u041e\u0420-1')).toContain('不是英文字母和数字');
  });
});
