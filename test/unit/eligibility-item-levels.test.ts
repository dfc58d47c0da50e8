import { describe, expect, test } from 'vitest';
import { supersededItems } from '../../shared/domain/registry/item-levels.ts';
import { anItem } from './plan-entries.ts';

const county = anItem({ id: 'C1', level: '县' });
const provincial = anItem({ id: 'P1', level: '省' });
const national = anItem({ id: 'N1', level: '国家' });

describe('a higher list supersedes a county one', () => {
  test('the provincial item of the same name stands in the place of the county item', () => {
    expect(supersededItems([county, provincial])).toEqual(new Map([['C1', 'P1']]));
  });

  test('the highest list wins over all below it', () => {
    const all = [county, anItem({ id: 'M1', level: '市' }), provincial, national];
    expect(supersededItems(all)).toEqual(
      new Map([
        ['C1', 'N1'],
        ['M1', 'N1'],
        ['P1', 'N1'],
      ]),
    );
  });

  test('an abolished provincial item leaves the county item in force', () => {
    expect(supersededItems([county, { ...provincial, status: '失效' }])).toEqual(new Map());
  });

  test('another department, or another name, is another item', () => {
    const others = [
      anItem({ id: 'P2', level: '省', department: 'WJW' }),
      anItem({ id: 'P3', level: '省', name: '食品销售检查' }),
    ];
    expect(supersededItems([county, ...others])).toEqual(new Map());
  });

  test('two county items of one name do not supersede each other', () => {
    expect(supersededItems([county, { ...county, id: 'C2' }])).toEqual(new Map());
  });

  test('of two items of the highest list the one with the smaller number stands for the others', () => {
    const twice = [county, { ...provincial, id: 'P2' }, provincial, { ...provincial, id: 'P3' }];
    expect(supersededItems(twice)).toEqual(new Map([['C1', 'P1']]));
  });

  test('spaces, punctuation and full-width forms in a name do not save a county item', () => {
    const spelled = anItem({ id: 'C1', name: 'Ａ级 餐饮（服务）食品、安全检查' });
    const listed = anItem({ id: 'P1', level: '省', name: 'A级餐饮(服务)食品安全检查' });
    expect(supersededItems([spelled, listed])).toEqual(new Map([['C1', 'P1']]));
  });
});
