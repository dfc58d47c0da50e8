import { describe, expect, test } from 'vitest';
import { codeMaps } from '../../shared/codes/exchange/code-maps.ts';
import { type LayoutCode, layouts } from '../../shared/codes/exchange/layouts.ts';
import { assembleRow, codeGaps, mapCodes } from '../../shared/domain/exchange/map-codes.ts';

const maps = Object.entries(codeMaps).flatMap(([layout, fields]) =>
  Object.entries(fields).map(([field, map]) => [layout as LayoutCode, field, map] as const),
);

describe('counterparts of our codes', () => {
  test.each(maps)('of %s, %s are codes of the layout’s field, for codes that we have', (layout, field, map) => {
    const stated = layouts[layout].fields.find(({ name }) => name === field);
    expect(stated?.type).toBe('code');
    expect(Object.keys(map.own)).toEqual(expect.arrayContaining(Object.keys(map.theirs)));
    const known = stated?.codes;
    expect(Object.values(map.theirs).filter((code) => known && !Object.hasOwn(known, code))).toEqual([]);
  });

  test.each(maps)('of %s, %s say what is to be confirmed where any is missing', (_, __, { own, theirs, confirm }) => {
    const isWhole = Object.keys(own).every((code) => Object.hasOwn(theirs, code));
    expect(isWhole || confirm !== undefined).toBe(true);
  });

  test('a daily and a special check have one, a case check has none (R89)', () => {
    expect(mapCodes('jdjc-check', { check_form: 'special' })).toEqual({ row: { check_form: '02' }, gaps: [] });
    expect(mapCodes('jdjc-check', { check_form: 'case' })).toEqual({
      row: {},
      gaps: [{ kind: 'code-unmapped', field: 'check_form', code: 'case', message: '代码 case 尚无对照' }],
    });
  });

  test('a code that nobody has ever heard of has none either, nor one that is a word of the language', () => {
    for (const code of ['weekly', 'constructor', '__proto__', ''])
      expect(mapCodes('jdjc-check', { check_form: code }).gaps).toHaveLength(1);
    expect(mapCodes('jdjc-penalty', { procedure: 'ordinary' }).gaps).toHaveLength(1);
  });

  test('the gaps are told with the names of our codes', () => {
    const gaps = codeGaps('jdjc-check').map(({ field, name }) => `${field} ${name}`);
    expect(gaps).toContain('check_form 个案检查');
    expect(gaps).toContain('check_mode 实地核查');
    expect(gaps).not.toContain('check_form 日常检查');
    expect(codeGaps('plan-county')).toEqual([]);
  });
});

describe('a row put together', () => {
  const plan = {
    number: '2026-01',
    name: '餐饮服务抽查',
    objects: '餐饮服务单位',
    lead: '睢县市场监督管理局',
    participants: '睢县卫生健康委',
    ratio: '3%',
    window: '2026-03-01至2026-05-31',
    items: '登记事项检查',
  };

  test('holds the receiver’s codes', () => {
    expect(assembleRow('plan-county', plan, { type: '不定向', method: '1' })).toEqual({
      row: { ...plan, type: '不定向', method: '实地核查' },
      faults: [],
    });
  });

  test('tells a code without counterpart as that, and not as a field left empty', () => {
    const { faults } = assembleRow('plan-county', { ...plan, lead: '' }, { type: '不定向', method: '9' });
    expect(faults.map(({ kind, field, message }) => [kind, field, message])).toEqual([
      ['code-unmapped', 'method', '代码 9 尚无对照'],
      ['row-invalid', 'lead', '必填'],
    ]);
  });
});
