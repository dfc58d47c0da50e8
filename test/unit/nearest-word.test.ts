import { describe, expect, test } from 'vitest';
import { nearestOf } from '../../shared/domain/import/nearest-word.ts';

describe('the name that a mistyped word may stand for', () => {
  test.each([
    // Two of three characters on each side: 2 · 2 / 6.
    ['城关乡', ['白庙乡', '城关镇'], '城关镇'],
    // One common character of two on each side is exactly half.
    ['存在', ['存续', '注销'], '存续'],
    // One of two and three: 2 / 5.
    ['存在', ['存续中'], undefined],
    ['注销', ['存续'], undefined],
    ['', ['存续'], undefined],
    ['', [''], undefined],
    // Of two that are equally near the first.
    ['甲乙', ['甲丙', '甲丁'], '甲丙'],
    ['甲乙', ['丙丁', '甲丁', '甲乙丙'], '甲乙丙'],
    // A character counts as often as it stands on both sides.
    ['甲甲', ['甲乙丙丁'], undefined],
    ['甲甲乙', ['甲甲丙', '甲丁戊'], '甲甲丙'],
    // 𠮷 is one character.
    ['𠮷店', ['𠮷屋'], '𠮷屋'],
  ])('%j among %j is %j', (text, names, nearest) => {
    expect(nearestOf(text, names)).toBe(nearest);
  });
});
