import { describe, expect, test } from 'vitest';
import { planErrors } from '../../shared/domain/plan/check-plan.ts';
import { PlanEntry } from '../../shared/domain/plan/plan.ts';
import { supersededItems } from '../../shared/domain/registry/item-levels.ts';
import { anEntry, anItem, departmentPlan, jointPlan } from './plan-entries.ts';

const document = '睢县2026年度抽查工作计划';
const known = [
  anItem(),
  anItem({ id: 'SCJG-002', name: '食品生产监督检查', kind: 'key', ratioCap: undefined, methods: ['1', '4'] }),
  anItem({ id: 'SCJG-003', name: '旧事项', status: '失效' }),
  anItem({ id: 'SCJG-004', name: '药品零售监督检查' }),
  anItem({ id: 'SCJG-104', name: '药品零售监督检查', level: '省' }),
  anItem({ id: 'WJW-001', name: '公共场所卫生检查', department: 'WJW', ratioCap: { ratio: 500, document } }),
];
const list = { items: new Map(known.map((item) => [item.id, item])), superseded: supersededItems(known) };

const errorsOf = (entries: readonly PlanEntry[], plan: typeof departmentPlan | typeof jointPlan = departmentPlan) =>
  planErrors({ ...plan, entries }, list, 'body');
const withItems = (...items: string[]) => anEntry({ departments: [{ department: 'SCJG', items }] });
const take = (ratio: number) => [{ creditClass: 'A' as const, take: { ratio }, document }];
const ofClassB = { creditClass: 'B' as const, take: { ratio: 300 }, document };

describe('what a plan may say', () => {
  test('an entry with items of its own department, below their cap and inside the year, is right', () => {
    expect(errorsOf([anEntry(), anEntry({ id: 'E2', quotas: take(1000) })])).toEqual([]);
  });

  test("an item's own method goes before its department's, and that before the entry's", () => {
    const items = ['SCJG-001', 'SCJG-002'];
    const methods = { method: '2' as const, itemMethods: [{ item: 'SCJG-002', method: '4' as const }] };
    const entry = anEntry({ method: '1', departments: [{ department: 'SCJG', items, ...methods }] });
    expect(errorsOf([entry])).toEqual([]);
  });

  const refusals: readonly (readonly [string, PlanEntry, path: string, message: string])[] = [
    ['an unknown item', withItems('SCJG-999'), 'departments.0.items.0', '本部门清单中没有事项 SCJG-999'],
    ["another department's item", withItems('WJW-001'), 'departments.0.items.0', '本部门清单中没有事项 WJW-001'],
    ['an abolished item', withItems('SCJG-001', 'SCJG-003'), 'departments.0.items.1', '事项 SCJG-003 已失效'],
    [
      'an item that the provincial list replaced',
      withItems('SCJG-004'),
      'departments.0.items.0',
      '事项 SCJG-004 已被上级清单事项 SCJG-104 取代',
    ],
    ['an item twice', withItems('SCJG-001', 'SCJG-001'), 'departments.0.items.1', '事项 SCJG-001 重复'],
    [
      'a method that the item does not know',
      { ...withItems('SCJG-002'), method: '2' },
      'departments.0.items.0',
      '事项 SCJG-002 不能采用核查方式“书面检查”',
    ],
    [
      'a method of its department that an item does not know',
      anEntry({ departments: [{ department: 'SCJG', items: ['SCJG-001', 'SCJG-002'], method: '2' }] }),
      'departments.0.items.1',
      '事项 SCJG-002 不能采用核查方式“书面检查”',
    ],
    [
      'a method of its own that an item does not know',
      anEntry({
        departments: [{ department: 'SCJG', items: ['SCJG-001'], itemMethods: [{ item: 'SCJG-001', method: '4' }] }],
      }),
      'departments.0.items.0',
      '事项 SCJG-001 不能采用核查方式“检验检测”',
    ],
    [
      'a method for an item that the department does not check here',
      anEntry({
        departments: [{ department: 'SCJG', items: ['SCJG-001'], itemMethods: [{ item: 'SCJG-002', method: '4' }] }],
      }),
      'departments.0.itemMethods.0.item',
      '本条目中该部门没有事项 SCJG-002',
    ],
    [
      'two methods for one item',
      anEntry({
        departments: [
          {
            department: 'SCJG',
            items: ['SCJG-001'],
            itemMethods: [
              { item: 'SCJG-001', method: '1' },
              { item: 'SCJG-001', method: '2' },
            ],
          },
        ],
      }),
      'departments.0.itemMethods.1.item',
      '事项 SCJG-001 的核查方式重复设定',
    ],
    [
      'a ratio above the cap',
      anEntry({ quotas: take(1001) }),
      'quotas.0.take.ratio',
      `抽查比例 10.01% 超过事项 SCJG-001 的上限 10%（${document}）`,
    ],
    [
      'a quota for a class that the filter leaves out',
      anEntry({ filter: { creditClasses: ['B'] }, quotas: [...take(300), ofClassB] }),
      'quotas.0.creditClass',
      '信用分类 A 不在对象筛选范围内',
    ],
    [
      'a class in the filter without a quota',
      anEntry({ filter: { creditClasses: ['A', 'D'] } }),
      'filter.creditClasses.1',
      '信用分类 D 未设定抽取数量',
    ],
    [
      'an industry that does not exist',
      anEntry({ filter: { industries: ['H62', 'A62'] } }),
      'filter.industries.1',
      '没有行业代码 A62（GB/T 4754—2017）',
    ],
    [
      'a window that begins before the year',
      anEntry({ window: { from: '2025-12-31', to: '2026-01-31' } }),
      'window.from',
      '检查时间应在 2026 年内',
    ],
    [
      'a window that ends after the year',
      anEntry({ window: { from: '2026-12-01', to: '2027-01-01' } }),
      'window.to',
      '检查时间应在 2026 年内',
    ],
  ];
  test.each(refusals)('%s is refused where it stands', (_, entry, path, message) => {
    expect(errorsOf([entry])).toEqual([{ path: `body.entries.0.${path}`, message }]);
  });

  test('all mistakes are told at once, each with its place', () => {
    const wrong = { ...withItems('SCJG-999'), id: 'E2', window: { from: '2025-01-01', to: '2027-01-01' } };
    expect(errorsOf([anEntry(), wrong, anEntry()]).map(({ path }) => path)).toEqual([
      'body.entries.1.departments.0.items.0',
      'body.entries.1.window.from',
      'body.entries.1.window.to',
      'body.entries.2.id',
    ]);
  });

  test('a key item may be drawn without limit', () => {
    expect(errorsOf([{ ...withItems('SCJG-002'), quotas: take(10_000) }])).toEqual([]);
  });

  test.each([
    [150, []],
    [151, [{ path: 'body.entries', message: '计划内容过多，请拆分为多个计划' }]],
  ])('with %d items a plan is as large as it may be, or refused', (count, errors) => {
    const many = Array.from({ length: count }, (_, n) => anItem({ id: `SCJG-${1000 + n}`, name: `事项${n}` }));
    const own = { items: new Map(many.map((item) => [item.id, item])), superseded: new Map<string, string>() };
    const entries = [
      withItems(...many.slice(0, 75).map(({ id }) => id)),
      withItems(...many.slice(75).map(({ id }) => id)),
    ];
    const plan = { ...departmentPlan, entries: entries.map((entry, n) => ({ ...entry, id: `E${n}` })) };
    expect(planErrors(plan, own, 'body')).toEqual(errors);
  });

  test('a plan too large for one row of the store is refused, not lost', () => {
    const tags = Array.from({ length: 3000 }, (_, index) => `标签${index}`);
    expect(errorsOf(Array.from({ length: 10 }, (_, n) => anEntry({ id: `E${n}`, filter: { tags } })))).toEqual([
      { path: 'body.entries', message: '计划内容过多，请拆分为多个计划' },
    ]);
  });
});

describe('department plans and joint plans', () => {
  const together = anEntry({
    departments: [
      { department: 'SCJG', items: ['SCJG-001'] },
      { department: 'WJW', items: ['WJW-001'] },
    ],
  });

  test('a joint entry takes two departments or more', () => {
    expect(errorsOf([together], jointPlan)).toEqual([]);
    expect(errorsOf([anEntry()], jointPlan)).toEqual([
      { path: 'body.entries.0.departments', message: '联合抽查计划的条目须有两个以上部门参加' },
    ]);
  });

  test("a department's own plan gives no work to others", () => {
    expect(errorsOf([together])).toEqual([
      { path: 'body.entries.0.departments', message: '部门抽查计划的条目只能由本部门实施' },
    ]);
  });

  test('the lowest cap of all departments holds for the joint draw', () => {
    expect(errorsOf([{ ...together, quotas: take(600) }], jointPlan)).toEqual([
      {
        path: 'body.entries.0.quotas.0.take.ratio',
        message: `抽查比例 6% 超过事项 WJW-001 的上限 5%（${document}）`,
      },
    ]);
  });

  test.each([
    ['a lead that takes no part', anEntry({ lead: 'WJW' }), 'departments'],
    [
      'a department named twice',
      anEntry({ departments: [...together.departments, ...anEntry().departments] }),
      'departments',
    ],
    ['a credit class with two quotas', anEntry({ quotas: [...take(1), ...take(2)] }), 'quotas'],
    ['a window that ends before it begins', anEntry({ window: { from: '2026-05-02', to: '2026-05-01' } }), 'window.to'],
    ['a ratio that is no whole ten-thousandth', anEntry({ quotas: take(0.5) }), 'quotas.0.take'],
  ])('%s is refused by its shape alone', (_, entry, path) => {
    const parsed = PlanEntry.safeParse(entry);
    expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });
});
