import { describe, expect, test } from 'vitest';
import { objectKinds } from '../../shared/codes/registry.ts';
import { publicName } from '../../shared/public/masking.ts';

describe('the public name of an object', () => {
  test.each([
    ['a company', { name: '睢县锦绣餐饮有限公司', kind: '企业', creditCode: '91411422MA10000120' }],
    [
      'a sole trader under its credit code',
      { name: '张三早餐店', kind: '个体工商户', creditCode: '92411422MA40000001' },
    ],
    ['a company that has no code yet', { name: '睢县新成立商贸公司', kind: '企业' }],
    ['a product without a code', { name: '睢县老张牌辣椒酱', kind: '产品' }],
    ['a project', { name: '中心大街改造工程', kind: '项目' }],
  ] as const)('%s keeps it', (_, object) => {
    expect(publicName(object)).toBe(object.name);
  });

  test.each([
    ['an unlicensed operator', { name: '张三', kind: '无证无照户' }, '张**'],
    [
      'an unlicensed operator, whatever code was entered',
      { name: '张三', kind: '无证无照户', creditCode: '92411422MA40000001' },
      '张**',
    ],
    ['somebody’s act', { name: '李四占道经营', kind: '行为' }, '李**'],
    ['a sole trader without a code', { name: '王五早餐摊', kind: '个体工商户' }, '王**'],
    ['anything else without a code', { name: '赵六', kind: '其他' }, '赵**'],
    ['somebody with a rare family name', { name: '𠮷野', kind: '无证无照户' }, '𠮷**'],
    ['somebody whose name is one character', { name: '孙', kind: '无证无照户' }, '孙**'],
    ['somebody’s act under a code', { name: '李四占道经营', kind: '行为', creditCode: '92411422MA40000001' }, '李**'],
  ] as const)('%s shows the first character and nothing of the length', (_, object, masked) => {
    expect(publicName(object)).toBe(masked);
  });

  test('of every kind without a credit code is decided', () => {
    const masked = objectKinds.filter((kind) => publicName({ name: '赵六', kind }) !== '赵六');
    expect(masked).toEqual(['个体工商户', '行为', '无证无照户', '其他']);
  });
});
