import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Field, Layout } from '../../shared/codes/exchange/fields.ts';
import { type LayoutCode, layouts, writableLayouts } from '../../shared/codes/exchange/layouts.ts';
import { Row } from '../../shared/domain/exchange/row.ts';
import { validateRow } from '../../shared/domain/exchange/validate-row.ts';

const { examples } = z
  .object({ examples: z.array(z.object({ name: z.string(), row: Row })) })
  .parse(JSON.parse(readFileSync(new URL('../vectors/exchange-examples.json', import.meta.url), 'utf8')));
const valid = examples[0]?.row ?? {};
const check = layouts['jdjc-check'];
const errorsWith = (change: Row, layout: Layout = check) => validateRow(layout, { ...valid, ...change });
/** A resident's number made for this test: area 110101, born 1990-03-07, with its check character. */
const identityNumber = '110101199003077774';

const fieldsOf = (fields: readonly Field[]): readonly Field[] =>
  fields.flatMap((field) => [field, ...fieldsOf(field.of ?? [])]);
const one = (
  field: Partial<Field> & Pick<Field, 'type'>,
  more: readonly Field[] = [],
): Pick<Layout, 'fields' | 'channel'> => ({
  channel: 'internal',
  fields: [{ name: 'f', label: '字段', required: true, ...field }, ...more],
});
const messageOf = (field: Parameters<typeof one>[0], value: Row[string]) =>
  validateRow(one(field), { f: value })[0]?.message;

describe('a layout', () => {
  test.each(Object.keys(layouts) as LayoutCode[])('%s names each field once, and only its own in its rules', (code) => {
    const { fields } = layouts[code];
    const names = fields.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const others = fields.flatMap(({ notBefore, pairs, creditCodeWhere }) => [
      notBefore,
      pairs,
      creditCodeWhere?.field,
    ]);
    expect(others.filter((other) => other !== undefined && !names.includes(other))).toEqual([]);
  });

  test('of which only the name is known, or by which answers come, is not written by', () => {
    expect(writableLayouts.toSorted()).toEqual(
      Object.keys(layouts)
        .filter((code) => code !== 'plan-annual' && code !== 'ack')
        .toSorted(),
    );
  });

  test('asks for no number of an identity card where what leaves becomes public (R92)', () => {
    const asking = Object.values(layouts)
      .filter(({ channel }) => channel === 'public')
      .flatMap(({ fields }) => fieldsOf(fields))
      .filter(({ identity, type, required }) => identity === true || (type === 'secret' && required));
    expect(asking).toEqual([]);
  });
});

describe('a row', () => {
  test('names every fault at once, in the order of the layout, and one for each field (R88)', () => {
    expect(errorsWith({ cd_batch: '1', check_form: '9', plan_id: 'x'.repeat(51), check_result: ' ' })).toEqual([
      { field: 'plan_id', message: '超过50字' },
      { field: 'check_form', message: '代码' },
      { field: 'check_result', message: '必填' },
      { field: 'cd_batch', message: '格式' },
    ]);
  });

  test('is measured in characters, also where one is written by two units', () => {
    expect(errorsWith({ supervise_object: '𠮷'.repeat(200) })).toEqual([]);
    expect(errorsWith({ supervise_object: '𠮷'.repeat(201) })).toEqual([
      { field: 'supervise_object', message: '超过200字' },
    ]);
  });

  test('with what the layout does not know is refused, not cut down', () => {
    expect(errorsWith({ inspector: '甲' })).toEqual([{ field: 'inspector', message: '版式中没有此字段' }]);
  });

  test('reported on the day of the check is in order', () => {
    expect(errorsWith({ submitted_date: '2026-04-20' })).toEqual([]);
  });

  test('is not done by two when one certificate stands twice', () => {
    expect(errorsWith({ check_personnel_code: ['豫1', '豫1'] })).toEqual([
      { field: 'check_personnel_code', message: '重复' },
    ]);
    expect(errorsWith({ check_personnel: ['王伟', '王伟'] })).toEqual([]);
  });

  test('holds nobody whose name would become two by a comma', () => {
    expect(errorsWith({ check_personnel: ['甲，乙', '丙'] })).toEqual([{ field: 'check_personnel', message: '格式' }]);
  });

  test('tells no identity number in its texts, while numbers of systems may look like one (R92)', () => {
    expect(errorsWith({ check_result: `当事人 ${identityNumber} 未在场` })).toEqual([
      { field: 'check_result', message: '含有身份证号码' },
    ]);
    expect(errorsWith({ check_action_code: identityNumber })).toEqual([]);
  });

  test('of double publicity leaves the numbers of certificates of persons out (R92)', () => {
    const field = 'CF_FR_ZJHM';
    expect(validateRow(layouts['double-publicity-penalty'], { [field]: 'E12345678' })).toContainEqual({
      field,
      message: '不得报送',
    });
  });

  test('of a draw names the line of its details in which something is wrong', () => {
    const row = {
      raninsPlanId: 'P1',
      raninsPlaneName: '计划',
      raninsTaskId: 'T1',
      raninsTaskName: '任务',
      raninsTypeName: '不定向',
      insAuth: '睢县市场监督管理局',
      insDate: '2026-04-20',
    };
    const detail = { seqno: '1', raninsItemName: '登记事项检查', raninsCheckResName: '未发现问题' };
    const told = (details: Row[string]) => validateRow(layouts['gsxt-random'], { ...row, details });
    expect(told([detail])).toEqual([]);
    expect(told([detail, { ...detail, seqno: '二', raninsCheckResName: '' }])).toEqual([
      { field: 'details[2].seqno', message: '整数' },
      { field: 'details[2].raninsCheckResName', message: '必填' },
    ]);
    expect(told([])).toEqual([{ field: 'details', message: '必填' }]);
  });

  test.each([
    ['date', '2026-04-20', '2026-4-20', '日期'],
    ['datetime', '2026-04-21T09:00:00+08:00', '2026-04-21 09:00:00', '时间'],
    ['datetime', '2026-04-21T01:00:00Z', '2026-02-30T09:00:00+08:00', '时间'],
    ['window', '2026-03-01至2026-05-31', '2026-05-31至2026-03-01', '起止时间'],
    ['int', '0', '1.0', '整数'],
    ['int', '12', '012', '整数'],
    ['decimal', '0.5', '0,5', '数值'],
    ['decimal6', '0.200001', '0.2000001', '数值'],
    ['bool', '是', '1', '是或否'],
    ['credit-code', '91411422MA10000120', '91411422MA10000121', '统一社会信用代码'],
    ['text', '一行\n又一行', 'a\u0000b', '含有无法显示的字符'],
    ['text', '某店', '某店\ud842', '含有无法显示的字符'],
  ] as const)('of type %s takes %j, and %j not: %s', (type, good, bad, message) => {
    expect([messageOf({ type }, good), messageOf({ type }, bad)]).toEqual([undefined, message]);
  });

  test('with a list in place of a text, or the other way round, is of another form', () => {
    expect([messageOf({ type: 'text' }, ['甲']), messageOf({ type: 'list' }, '甲')]).toEqual(['格式', '格式']);
  });
});
