import { describe, expect, test } from 'vitest';
import { objectKinds } from '../../shared/codes/registry.ts';
import { PublishedListPart } from '../../shared/public/draw-lists.ts';
import { nameBesideId, publicName } from '../../shared/public/masking.ts';

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

describe('a name on a list of objects by their ids', () => {
  test('of somebody who may be a person shows nothing of the name, of others all', () => {
    expect(nameBesideId({ name: '张三', kind: '无证无照户', creditCode: '92411422MA40000001' })).toBe(
      '个人（姓名不公示）',
    );
    expect(nameBesideId({ name: '睢县新成立商贸公司', kind: '企业' })).toBe('睢县新成立商贸公司');
  });

  test('shows no more of it where an earlier version stored the first character', () => {
    const teams = [{ department: 'SCJG', members: [] }];
    const stored = {
      number: '41142220260302-1',
      part: 0,
      objects: [
        { id: 'S0005', name: '睢**', frames: ['F1'], teams },
        { id: 'S0006', name: '睢县第6商店', frames: ['F1'], teams },
      ],
    };
    const earlier = {
      ...stored,
      objects: stored.objects.map(({ frames: _, ...object }) => ({
        ...object,
        ticket: 'ab'.repeat(32),
        drawnIn: [{ frame: 'F1', stratum: 'A' }],
      })),
    };
    for (const part of [stored, earlier])
      expect(PublishedListPart.parse(part).objects.map(({ name }) => name)).toEqual([
        '个人（姓名不公示）',
        '睢县第6商店',
      ]);
  });
});
