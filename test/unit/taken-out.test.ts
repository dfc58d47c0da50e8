import { describe, expect, test } from 'vitest';
import { bringsInWhole, readAlike, takenOut, takenText } from '../../shared/domain/registry/taken-out.ts';
import { anItem, officer, shop } from '../support/drawable-county.ts';

/** Supervised by market regulation, which keeps it, and by health. */
const before = shop(2);
const after = (more: Partial<typeof before>) => takenOut(before, { ...before, ...more });
const both = (by: string) => [
  { department: 'SCJG', by: [by] },
  { department: 'WJW', by: [by] },
];

describe('what a change of an object takes from the frames of those who supervise it', () => {
  test.each([
    [
      'the keeper no longer names a supervisor',
      { supervisors: ['SCJG'] },
      [{ department: 'WJW', by: ['supervision'] }],
    ],
    ['it is out of use', { status: '停用' }, both('status')],
    ['it is deregistered', { status: '注销' }, both('status')],
    ['it has another credit class', { creditClass: 'D' }, both('class')],
    ['it is of another kind', { kind: '其他' }, both('kind')],
    ['it is in another township', { township: '411422100' }, both('township')],
    ['it is in another industry', { industry: 'H6210' }, both('industry')],
  ] as const)('%s', (_, more, taken) => {
    expect(after(more as Partial<typeof before>)).toEqual(taken);
  });

  test('a label that held for everybody is lost by all, one of a department by itself, one that both had by nobody', () => {
    const labelled = {
      ...before,
      tags: ['餐饮'],
      supervisions: [{ department: 'WJW' as const, tags: ['餐饮', '重点'] }],
    };
    expect(takenOut(labelled, { ...labelled, tags: [] })).toEqual([{ department: 'SCJG', by: ['labels'] }]);
    const own = { ...labelled, supervisions: [{ department: 'WJW' as const, tags: ['餐饮'] }] };
    expect(takenOut(labelled, own)).toEqual([{ department: 'WJW', by: ['labels'] }]);
  });

  test.each([
    ['what frames do not read', { name: '改名', address: '新址', phone: '0370-8100001', representative: '李某' }],
    ['a further supervisor', { supervisors: ['SCJG', 'WJW', 'YJJ'] }],
    ['a further label', { tags: ['重点'] }],
  ] as const)('%s takes nothing from anybody', (_, more) => {
    expect(after(more as Partial<typeof before>)).toEqual([]);
  });

  test.each([
    ['注销', '停用'],
    ['停用', '存续'],
    ['迁出', '迁出'],
  ] as const)('one that has left the frames for good takes nothing more with it (%s to %s)', (from, to) => {
    const gone = shop(2, { status: from });
    expect(takenOut(gone, { ...gone, status: to, creditClass: 'D', supervisors: ['SCJG'] })).toEqual([]);
  });

  describe('of one that is closed for a time (停业), and is to come back', () => {
    const closed = shop(2, { status: '停业' });
    test.each(['停业', '存续'] as const)(
      'everything is lost as if it were in use, whether it is %s after',
      (status) => {
        const next = (more: Partial<typeof before>) => takenOut(closed, { ...closed, status, ...more });
        expect(next({})).toEqual([]);
        expect(next({ supervisors: ['SCJG'] })).toEqual([{ department: 'WJW', by: ['supervision'] }]);
        expect(next({ creditClass: 'D' })).toEqual(both('class'));
        expect(next({ kind: '其他' })).toEqual(both('kind'));
        expect(next({ township: '411422100' })).toEqual(both('township'));
        expect(next({ industry: 'H6210' })).toEqual(both('industry'));
        const labelled = { ...closed, tags: ['餐饮'] };
        expect(takenOut(labelled, { ...labelled, status, tags: [] })).toEqual(both('labels'));
      },
    );

    test('it does not come back once it is out of use for good', () => {
      expect(takenOut(closed, { ...closed, status: '停用' })).toEqual(both('status'));
      expect(takenOut(closed, { ...closed, status: '注销' })).toEqual(both('status'));
    });
  });

  test('a row that goes is lost by all', () => {
    expect(takenOut(before, undefined)).toEqual(both('status'));
  });
});

describe('what feeds a draw beside the objects', () => {
  const item = anItem('SCJG', { applies: { kinds: ['企业', '个体工商户'] } });
  test('an item out of use, or one that applies to others, takes objects from its department', () => {
    expect(takenOut(item, { ...item, status: '失效' })).toEqual([{ department: 'SCJG', by: ['status'] }]);
    expect(takenOut(item, { ...item, applies: { kinds: ['企业'] } })).toEqual([
      { department: 'SCJG', by: ['applies'] },
    ]);
    expect(takenOut(item, { ...item, applies: { kinds: ['个体工商户', '企业'] }, content: '另述' })).toEqual([]);
  });

  test('so does an inspector out of force, and not one who moved to another telephone', () => {
    const one = officer('WJW', 1);
    expect(takenOut(one, { ...one, status: '失效' })).toEqual([{ department: 'WJW', by: ['status'] }]);
    expect(takenOut(one, { ...one, phone: '0370-8100001' })).toEqual([]);
  });
});

describe('a row that comes in whole', () => {
  const higher = anItem('SCJG', { level: '市', status: '失效' });
  const out = officer('SCJG', 1, { status: '失效', itemScope: ['SCJG-001', 'SCJG-002'] });

  test('is a person who comes into force, and an item that replaces others; not one that is changed or goes', () => {
    const joins = takenOut<'inspector'>(out, { ...out, status: '有效' });
    expect(bringsInWhole(joins)).toBe(true);
    expect(bringsInWhole([{ department: 'SCJG', by: ['applies', 'superseded'] }])).toBe(true);
    expect(bringsInWhole(takenOut<'inspector'>({ ...out, status: '有效' }, out))).toBe(false);
    expect(bringsInWhole([{ department: 'SCJG', by: ['scope', 'recusals'] }])).toBe(false);
  });

  test.each([
    ['objects', { applies: { kinds: ['企业'] } }],
    ['qualification', { qualification: '食品检验' }],
    ['expertise', { expertise: '食品检验' }],
    ['level', { level: '国家' }],
    ['name', { name: '另一事项' }],
  ] as const)('is another one by the %s of an item', (_, more) => {
    expect(readAlike<'item'>(higher, { ...higher, ...more } as typeof higher)).toBe(false);
  });

  test('is the same with other contents, spelling or status, and of a person with the same items in another order', () => {
    const name = ` ${higher.name.slice(0, 4)}（${higher.name.slice(4)}）`;
    expect(readAlike<'item'>(higher, { ...higher, name, content: '贮存条件', status: '有效' })).toBe(true);
    const itemScope = out.itemScope.toReversed();
    expect(readAlike<'inspector'>(out, { ...out, name: '改名', itemScope, status: '有效' })).toBe(true);
    expect(readAlike<'inspector'>(out, { ...out, itemScope: ['*'] })).toBe(false);
  });
});

test('is told by department, in the words of the registry', () => {
  const taken = after({ supervisors: ['SCJG'], creditClass: 'D' });
  expect(takenText(taken)).toBe('市场监督管理局：信用风险分类改变；卫生健康委：不再列为监管部门');
});
