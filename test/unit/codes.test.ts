import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type CodeList, codeLists } from '../../shared/codes/catalogue.ts';
import { departmentCodes, departments } from '../../shared/codes/departments.ts';
import { industryName, isIndustryCode } from '../../shared/codes/industries.ts';
import { industryClasses } from '../../shared/codes/industry-classes.ts';
import { industryDivisions, industrySections } from '../../shared/codes/industry-divisions.ts';
import { townships } from '../../shared/codes/townships.ts';

/** The list of the policy (睢政办〔2020〕13号), in its order. */
const policyDepartments =
  '市场监督管理局, 发展和改革委员会, 教育体育局, 公安局, 人力资源和社会保障局, 生态环境局, 住房和城乡建设局, 交通运输局, 农业农村局, 商务局, 文化广电旅游局, 卫生健康委, 应急管理局, 税务局, 统计局, 工业和信息化和科学技术局, 民族宗教事务委员会, 司法局, 财政局, 自然资源局, 水利局, 人防办, 金融工作局, 政务服务和大数据管理局, 城市管理局, 盐业执法监督局, 烟草专卖局';

describe('the joint meeting', () => {
  test('has the 27 departments of the policy, spelled as there', () => {
    expect(departmentCodes.map((code) => departments[code].name)).toEqual(policyDepartments.split(', '));
  });

  test('no two departments share a document prefix', () => {
    expect(new Set(departmentCodes.map((code) => departments[code].docPrefix)).size).toBe(27);
  });
});

describe('the townships', () => {
  test('are the 20 of 睢县 in the national list of divisions', () => {
    const file = new URL('../vectors/townships.json', import.meta.url);
    const { rows } = z
      .object({ rows: z.array(z.strictObject({ code: z.string(), name: z.string() })) })
      .parse(JSON.parse(readFileSync(file, 'utf8')));

    expect(rows).toHaveLength(20);
    expect(townships).toEqual(Object.fromEntries(rows.map(({ code, name }) => [code, name])));
  });
});

describe('industries of GB/T 4754-2017', () => {
  test('20 sections hold the 97 divisions without a gap', () => {
    const ranges = Object.values(industrySections);
    expect(ranges).toHaveLength(20);
    expect(industryDivisions).toHaveLength(97);
    expect(ranges.flatMap(({ first, last }) => [first, last])).toEqual([
      ...[1, 5, 6, 12, 13, 43, 44, 46, 47, 50, 51, 52, 53, 60, 61, 62, 63, 65, 66, 69],
      ...[70, 70, 71, 72, 73, 75, 76, 79, 80, 82, 83, 83, 84, 85, 86, 90, 91, 96, 97, 97],
    ]);
  });

  test.each([
    ['H62', '餐饮业'],
    ['H6210', '正餐服务'],
    ['C13', '农副食品加工业'],
    ['F52', '零售业'],
    ['P83', '教育'],
    ['Q84', '卫生'],
    ['S96', '基层群众自治组织及其他组织'],
    ['T97', '国际组织'],
    ['H6299', '餐饮业'],
    ['H', '住宿和餐饮业'],
  ])('%s is %s', (code, name) => {
    expect(industryName(code)).toBe(name);
  });

  test.each(['C62', 'H63', 'T98', 'A00', 'H6', 'h62', 'H62100', 'U62', '6210', ''])(
    '%j is no industry code',
    (code) => {
      expect(isIndustryCode(code)).toBe(false);
      expect(industryName(code)).toBeUndefined();
    },
  );

  test('every listed class lies in an existing division', () => {
    const classes = Object.keys(industryClasses);
    expect(classes.length).toBeGreaterThanOrEqual(80);
    expect(classes.filter((code) => code.length !== 5 || !isIndustryCode(code))).toEqual([]);
  });
});

describe('the catalogue', () => {
  const lists: [string, CodeList][] = Object.entries(codeLists);

  test.each(lists)('%s names its source and edition, and no code twice', (_, list) => {
    expect(list.source).not.toBe('');
    expect(list.version).not.toBe('');
    expect(new Set(list.codes.map(({ code }) => code)).size).toBe(list.codes.length);
    expect(list.codes.every(({ name }) => name !== '')).toBe(true);
  });

  test('shows the result codes in the national order', () => {
    expect(codeLists.resultCodes.codes.map(({ code }) => code).join(' ')).toBe('1 2 2a 2b 3 4 5 6 7 8');
  });
});
