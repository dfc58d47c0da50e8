import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { fieldMessages } from '../../shared/api/field-messages.ts';
import { looksLikeIdentityNumber } from '../../shared/base/identity-number.ts';
import { LineText, LocalDate, LongText, PlainId, Tag } from '../../shared/base/primitives.ts';

const before = z.config();
beforeAll(() => {
  z.config(fieldMessages);
});
afterAll(() => {
  z.config(before);
});

const messages = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value).error?.issues.map(({ message }) => message);

describe('what an official reads when a field is wrong', () => {
  test.each<[string, z.ZodType, unknown, string]>([
    ['left out', z.object({ name: LineText }), {}, '必填'],
    ['empty', LineText, '  ', '不能为空'],
    ['too long', Tag, '很'.repeat(21), '不得超过 20 个字'],
    ['a number where words belong', LineText, 3, '应为文字'],
    ['a date written otherwise', LocalDate, '2026/11/23', '日期应写作 2026-11-23'],
    ['not in the list', z.enum(['A', 'B']), 'C', '应为以下之一：A、B'],
    ['an id in Chinese', PlainId, '编号1', '编号只能用字母、数字和 - _ .，以字母或数字开头，不超过 64 位'],
    ['an unknown field', z.strictObject({}), { x: 1 }, '没有这个字段：x'],
    ['an empty list', z.array(Tag).min(1), [], '至少要有 1 项'],
    ['too small a number', z.int().min(1), 0, '不得小于 1'],
  ])('%s', (_, schema, value, message) => {
    expect(messages(schema, value)).toEqual([message]);
  });
});

describe('texts and dates', () => {
  test.each(['\ud800', '甲\u0000乙', '甲\u202e乙'])(
    '%j is refused: it cannot be stored or reads otherwise than it is',
    (text) => {
      expect(LineText.safeParse(text).success).toBe(false);
    },
  );

  test('rare characters outside the basic plane and line breaks are kept', () => {
    expect(LongText.parse('𠮷野家\n第二行')).toBe('𠮷野家\n第二行');
  });

  test.each(['0000-01-01', '1899-12-31', '2200-01-01'])('%s is no date of this system', (date) => {
    expect(LocalDate.safeParse(date).success).toBe(false);
  });

  test('an id never has the shape of an identity number', () => {
    expect(['110105194912310021', '11010519491231002X', '110105491231002'].every(looksLikeIdentityNumber)).toBe(true);
    expect(looksLikeIdentityNumber('91411422MA10000120')).toBe(false);
  });
});
