import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DepartmentCode } from '../../shared/base/primitives.ts';
import { objectStatuses } from '../../shared/codes/registry.ts';
import {
  aboveCap,
  type FrameRule,
  matchesFilter,
  placementOf,
  stratificationOf,
} from '../../shared/domain/frame/eligibility.ts';
import type { QuotaRule } from '../../shared/domain/plan/plan.ts';
import type { InspectionObject, ObjectFilter } from '../../shared/domain/registry/registry.ts';
import { anItem, anObject } from './plan-entries.ts';

const creditClasses = ['A', 'B', 'C', 'D'] as const;
const document = '睢县2026年度抽查工作计划';
const rule = (facts: Partial<FrameRule> = {}): FrameRule => ({
  parts: [{ department: 'SCJG', items: [{ applies: {} }] }],
  quotas: creditClasses.map((creditClass) => ({ creditClass })),
  checks: new Map(),
  held: new Map(),
  frequencyCap: 2,
  ...facts,
});

const exclusionOf = (object: InspectionObject, own: FrameRule): string | undefined => {
  const placement = placementOf(object, own);
  return 'excluded' in placement ? placement.excluded : undefined;
};
const partsOf = (object: InspectionObject, own: FrameRule): readonly number[] => {
  const placement = placementOf(object, own);
  return 'parts' in placement ? placement.parts : [];
};

describe('which objects a filter means', () => {
  const cases: readonly (readonly [filter: ObjectFilter, object: Partial<InspectionObject>, means: boolean])[] = [
    [{}, {}, true],
    [{ industries: ['H62'] }, { industry: 'H6210' }, true],
    [{ industries: ['H6210'] }, { industry: 'H62' }, false],
    [{ industries: ['H61', 'H62'] }, { industry: 'H6210' }, true],
    [{ industries: ['F'] }, { industry: 'H6210' }, false],
    [{ kinds: ['企业', '个体工商户'] }, { kind: '个体工商户' }, true],
    [{ kinds: ['企业'] }, { kind: '个体工商户' }, false],
    [{ townships: ['411422002'] }, { township: '411422001' }, false],
    [{ creditClasses: ['C', 'D'] }, { creditClass: 'D' }, true],
    [{ creditClasses: ['C', 'D'] }, { creditClass: 'B' }, false],
    [{ tags: ['网络餐饮', '学校食堂'] }, { tags: ['学校食堂'] }, true],
    [{ tags: ['网络餐饮'] }, { tags: [] }, false],
    [{ kinds: ['个体工商户'], townships: ['411422002'] }, { kind: '个体工商户', township: '411422001' }, false],
  ];
  test.each(cases)('%j of an object with %j: %s', (filter, object, means) => {
    expect(matchesFilter(filter, anObject(object), ['SCJG'])).toBe(means);
  });
});

describe('labels of an object', () => {
  const object = anObject({
    tags: ['餐饮'],
    supervisors: ['SCJG', 'WJW', 'CGJ'],
    supervisions: [
      { department: 'CGJ', tags: ['临街'] },
      { department: 'WJW', tags: ['公共场所'] },
    ],
  });

  test.each<[label: string, departments: readonly DepartmentCode[], means: boolean]>([
    ['餐饮', ['SCJG'], true],
    ['餐饮', ['WJW'], true],
    ['公共场所', ['WJW'], true],
    ['公共场所', ['SCJG'], false],
    ['公共场所', ['SCJG', 'WJW'], true],
    ['临街', ['WJW'], false],
  ])('%s holds for %s: %s', (label, departments, means) => {
    expect(matchesFilter({ tags: [label] }, object, departments)).toBe(means);
  });

  test("that a department's item asks for are those for everybody and its own", () => {
    const items = [{ applies: { tags: ['公共场所'] } }];
    expect(partsOf(object, rule({ parts: [{ department: 'WJW', items }] }))).toEqual([1]);
    expect(exclusionOf(object, rule({ parts: [{ department: 'CGJ', items }] }))).toBe('事项不适用');
  });
});

describe('what keeps an object out of a frame', () => {
  test.each(objectStatuses.filter((status) => status !== '存续'))('an object that is %s cannot be drawn', (status) => {
    expect(exclusionOf(anObject({ status }), rule())).toBe(`状态：${status}`);
  });

  test('an object stands in every part whose department has a duty to supervise it, and in none of no other', () => {
    const parts = (['SCJG', 'WJW', 'GAJ'] as const).map((department) => ({ department, items: [{ applies: {} }] }));
    expect(partsOf(anObject({ supervisors: ['WJW', 'SCJG'] }), rule({ parts }))).toEqual([1, 2]);
    expect(partsOf(anObject({ supervisors: ['GAJ'] }), rule({ parts }))).toEqual([3]);
    expect(exclusionOf(anObject({ supervisors: ['YJJ'] }), rule({ parts }))).toBe('非参加部门监管对象');
  });

  test("all of a part's items must apply to the object, else its inspector would check what is not there", () => {
    const items = [{ applies: { industries: ['H62'] } }, { applies: { tags: ['网络餐饮'] } }];
    const parts = [{ department: 'SCJG' as const, items }];
    expect(exclusionOf(anObject({ tags: ['网络餐饮'] }), rule({ parts }))).toBeUndefined();
    expect(exclusionOf(anObject(), rule({ parts }))).toBe('事项不适用');
    const both = [...parts, { department: 'WJW' as const, items: [{ applies: {} }] }];
    expect(partsOf(anObject({ supervisors: ['SCJG', 'WJW'] }), rule({ parts: both }))).toEqual([2]);
  });

  test('an object of a credit class without a quota is left out and counted', () => {
    expect(exclusionOf(anObject({ creditClass: 'B' }), rule({ quotas: [{ creditClass: 'A' }] }))).toBe(
      '信用分类未设定抽取数量',
    );
  });

  test.each([
    [0, undefined],
    [1, undefined],
    [2, '年度检查次数已达上限'],
    [3, '年度检查次数已达上限'],
  ])('R9: with a cap of 2 and %i checks this year', (count, reason) => {
    expect(exclusionOf(anObject(), rule({ checks: new Map([['OBJ-1', count]]) }))).toBe(reason);
  });

  test('R9: a written reason lets an object be drawn that has had its checks', () => {
    const { frequencyCap: _, ...waived } = rule({ checks: new Map([['OBJ-1', 5]]) });
    expect(exclusionOf(anObject(), waived)).toBeUndefined();
  });

  test('an object that several reasons keep out is counted once, under the first', () => {
    const closedAndChecked = anObject({ status: '注销', creditClass: 'D' });
    expect(exclusionOf(closedAndChecked, rule({ quotas: [], checks: new Map([['OBJ-1', 9]]) }))).toBe('状态：注销');
  });
});

/** The strata of objects of these classes. */
function strataOf(objects: readonly { readonly stratum: string }[], quotas: readonly QuotaRule[]) {
  const { stratumOf, quotas: quotasOf } = stratificationOf(quotas);
  const sizes = Map.groupBy(objects, ({ stratum }) => stratumOf(stratum) ?? '');
  return quotasOf([...sizes].map(([stratum, own]) => ({ stratum, size: own.length })));
}

describe('quotas of a frame', () => {
  test('one ratio for all four classes makes one stratum: the class decides nothing', () => {
    const quotas = creditClasses.map((creditClass) => ({ creditClass, take: { ratio: 300 }, document }));
    expect(strataOf(inClasses({ A: 90, C: 11 }), quotas)).toEqual([{ stratum: '*', size: 101, quota: 4 }]);
    expect(strataOf(inClasses({ A: 101 }), quotas.slice(1))).not.toContainEqual(
      expect.objectContaining({ stratum: '*' }),
    );
  });

  const inClasses = (sizes: Readonly<Record<string, number>>) =>
    creditClasses.flatMap((stratum) => Array.from({ length: sizes[stratum] ?? 0 }, () => ({ stratum })));

  test('3 % of 101 objects are 4, 5 of 3 objects are 3, and an empty class draws none', () => {
    const quotas: QuotaRule[] = [
      { creditClass: 'D', take: { number: 5 }, document },
      { creditClass: 'A', take: { ratio: 300 }, document },
      { creditClass: 'B', take: { ratio: 10_000 }, document },
    ];
    expect(strataOf(inClasses({ A: 101, D: 3 }), quotas)).toEqual([
      { stratum: 'A', size: 101, quota: 4 },
      { stratum: 'B', size: 0, quota: 0 },
      { stratum: 'D', size: 3, quota: 3 },
    ]);
  });

  test('a class with a single object always draws it', () => {
    const quotas: QuotaRule[] = [{ creditClass: 'A', take: { ratio: 1 }, document }];
    expect(strataOf(inClasses({ A: 1 }), quotas)).toEqual([{ stratum: 'A', size: 1, quota: 1 }]);
  });
});

describe('R1: the cap of a general item', () => {
  const general = anItem({ ratioCap: { ratio: 1000, document } });
  const key = anItem({ id: 'SCJG-002', kind: 'key', ratioCap: undefined });
  const check = (take: QuotaRule['take'], size: number, items = [key, general]) => {
    const quotas: QuotaRule[] = [{ creditClass: 'A', take, document }];
    return aboveCap(
      items,
      quotas,
      strataOf(
        Array.from({ length: size }, () => ({ stratum: 'A' as const })),
        quotas,
      ),
    );
  };

  test('a ratio at the cap may be drawn, one ten-thousandth more may not', () => {
    expect(check({ ratio: 1000 }, 500)).toBeUndefined();
    expect(check({ ratio: 1001 }, 500)).toEqual({ kind: 'ratio-above-cap', item: 'SCJG-001', ratio: 1001, cap: 1000 });
  });

  test('a plain number is held to the cap of the frame: 10 % of 101 are 11', () => {
    expect(check({ number: 11 }, 101)).toBeUndefined();
    expect(check({ number: 12 }, 101)).toEqual({ kind: 'ratio-above-cap', item: 'SCJG-001', ratio: 1189, cap: 1000 });
  });

  test('a key item has no cap: all of its objects may be drawn', () => {
    expect(check({ ratio: 10_000 }, 500, [key])).toBeUndefined();
  });

  test('a ratio within the cap never draws more than the cap allows, whatever the size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 0, max: 500 }), (ratio, size) => {
        expect(check({ ratio }, size)).toBeUndefined();
      }),
    );
  });
});
