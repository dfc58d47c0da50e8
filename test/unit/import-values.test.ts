import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOfSerial } from '../../shared/domain/import/cells.ts';
import { asYesNo } from '../../shared/domain/import/field-readers.ts';
import { asBasisPoints, asCreditCode, asDate, lostDigits } from '../../shared/domain/import/values.ts';
import { creditCodeCheck } from '../../shared/domain/registry/credit-code.ts';

const ok = (value: unknown) => ({ ok: true, value });

describe('a percentage', () => {
  test.each([
    ['5', 500],
    ['5%', 500],
    ['５％', 500],
    ['5.5', 550],
    ['5.25 %', 525],
    ['0.01', 1],
    ['0.29', 29],
    ['4.35', 435],
    ['100.00', 10_000],
    ['3.500', 350],
  ])('%s is %d ten-thousandths', (text, points) => {
    expect(asBasisPoints(text, '1900')).toEqual(ok(points));
  });

  test.each(['0', '100.01', '5.555', '-5', '五', '5‰', '1e1', '.5', '5.', ''])('%s is refused', (text) => {
    expect(asBasisPoints(text, '1900').ok).toBe(false);
  });

  test('with two decimals is exact for every ratio there is', () => {
    for (let points = 1; points <= 10_000; points += 1) {
      const text = `${Math.trunc(points / 100)}.${String(points % 100).padStart(2, '0')}`;
      expect(asBasisPoints(text, '1900')).toEqual(ok(points));
    }
  });
});

describe('a yes or no', () => {
  test.each(['是', '√', 'Y', 'y', 'Yes', 'ｙ', ' true '])('%s is yes', (text) => {
    expect(asYesNo(text, '1900')).toEqual(ok(true));
  });
  test.each(['否', '×', 'n', 'No', 'FALSE'])('%s is no', (text) => {
    expect(asYesNo(text, '1900')).toEqual(ok(false));
  });
  test('anything else is refused', () => {
    expect(asYesNo('也许', '1900').ok).toBe(false);
  });
});

describe('a date', () => {
  test.each([
    '2019-05-20',
    '2019/5/20',
    '2019.5.20',
    '2019年5月20日',
    '2019 年 5 月 20 日',
    '２０１９－０５－２０',
    '20190520',
  ])('written %s is 20 May 2019', (text) => {
    expect(asDate(text, '1900')).toEqual(ok('2019-05-20'));
  });

  test.each([
    '2019-05-20 00:00:00',
    '2019/5/20 9:30',
    '2019-05-20T10:30:00.000',
    '2019年5月20日 上午9:30',
    '2019年5月20日10时30分',
    '2019-05-20 10:30 PM',
    "'2019-05-20",
    '2019-05-20 AM 9:30',
    '2019年5月20日9:30:15.5秒',
    '2019-05-19 18:00:00-05:00',
    '2019-05-20T07:59:59+0800',
    // Midnight here is the afternoon before in UTC, which is how many programs write a date.
    '2019-05-19T16:00:00Z',
    '2019-05-20T00:00:00+08:00',
  ])('may carry a time: %s', (text) => {
    expect(asDate(text, '1900')).toEqual(ok('2019-05-20'));
  });

  /** LibreOffice: 2019-05-20 has the serial 43605 from 1899-12-30 and 42143 from 1904-01-01. */
  test('as a serial number counts from the day the workbook counts from', () => {
    expect(asDate('43605', '1900')).toEqual(ok('2019-05-20'));
    expect(asDate('43605.75', '1900')).toEqual(ok('2019-05-20'));
    expect(asDate('42143', '1904')).toEqual(ok('2019-05-20'));
    expect(asDate('2958465', '1900')).toEqual(ok('9999-12-31'));
  });

  /** Days from 1899-12-30, by Python's datetime. */
  test('as a serial number is of 1950 to 2199, or the end of time; a written one is of any year from 1900', () => {
    const serials = ['18263', '18264', '109574', '109575', '2958464', '2958465'].map((text) => asDate(text, '1900'));
    expect(serials.map((read) => (read.ok ? read.value : 'refused'))).toEqual([
      'refused',
      '1950-01-01',
      '2199-12-31',
      'refused',
      'refused',
      '9999-12-31',
    ]);
    expect(asDate('1900-01-01', '1900')).toEqual(ok('1900-01-01'));
  });

  /** Excel: 1 is 1 January 1900, 59 is 28 February, 61 is 1 March; 60 is a day that never was. */
  test('of 1900 is counted as Excel counts it, with a leap day that never was', () => {
    const days = [0, 1, 59, 60, 61, 2_958_466, -1, Number.NaN].map((serial) => dayOfSerial(serial, '1900'));
    expect(days).toEqual([undefined, '1900-01-01', '1900-02-28', undefined, '1900-03-01', ...Array(3).fill(undefined)]);
    expect([0, 60, 42_143].map((serial) => dayOfSerial(serial, '1904'))).toEqual([
      '1904-01-01',
      '1904-03-01',
      '2019-05-20',
    ]);
  });

  test('of 29 February exists in leap years only', () => {
    expect(asDate('2024-02-29', '1900').ok).toBe(true);
    expect(asDate('2023-02-29', '1900').ok).toBe(false);
    expect(asDate('1900-02-29', '1900').ok).toBe(false);
  });

  test.each([
    '2019',
    '201905',
    '2019-13-01',
    '2019-04-31',
    '5/20/2019',
    '19-05-20',
    '2019-05',
    '长期',
    '2019-05-20 10',
    '公元2019-05-20',
    '2019-05-20起',
    '0000-01-01',
    '1899-12-31',
    // A day that does not exist, though programs take its instant for one of March.
    '2019-02-30T16:00:00Z',
    '2019-02-30 08:00',
  ])('%s is refused rather than guessed', (text) => {
    expect(asDate(text, '1900').ok).toBe(false);
  });
});

describe('a unified social credit code', () => {
  test.each([
    ['91350100M000100Y43', '91350100M000100Y43'],
    ['11320000mb151840xj', '11320000MB151840XJ'],
    ['９１１１００００８０２１００４３３Ｂ', '91110000802100433B'],
    [' 9141 1422 MA10000120\u200b', '91411422MA10000120'],
  ])('typed %s is %s', (typed, code) => {
    expect(asCreditCode(typed, '1900')).toEqual(ok(code));
  });

  test.each([
    ['91350100M000100Y4Z', 'I、O、S、V、Z'],
    ['91350100M000100Y44', '校验位'],
    ['91350100M000100Y4', '现为17位'],
    ['9135O100M000100Y43', 'I、O、S、V、Z'],
  ])('%s is refused, and the reason says %s', (typed, word) => {
    const read = asCreditCode(typed, '1900');
    expect(read.ok ? '' : read.error).toContain(word);
  });

  test('with one wrong digit is never accepted', () => {
    const digits = fc
      .stringMatching(/^9\d{7}[A-HJ-NP-RTUWXY][0-9A-HJ-NP-RTUWXY]{8}$/)
      .filter((first17) => !/^.{8}(.)\1{8}/.test(first17));
    fc.assert(
      fc.property(digits, fc.nat(16), fc.constantFrom(...'0123456789'), (first17, at, other) => {
        const code = first17 + creditCodeCheck(first17);
        const wrong = code.slice(0, at) + other + code.slice(at + 1);
        expect(asCreditCode(wrong, '1900').ok).toBe(wrong === code);
      }),
    );
  });
});

describe('the digits of an id', () => {
  test('typed as text are trusted', () => {
    expect(lostDigits('91411422MA10000120')).toBeUndefined();
    expect(lostDigits('')).toBeUndefined();
    expect(lostDigits('0370-8100000')).toBeUndefined();
  });

  test('that are not there are not lost, also where a formula gives nothing', () => {
    expect(lostDigits({ type: 'text', value: '', formula: true })).toBeUndefined();
  });

  test.each([
    ['a number', { type: 'number', value: '914114220000000000' }, '"文本"格式'],
    ['a formula', { type: 'text', value: 'A', formula: true }, '公式'],
    ['text a spreadsheet has abbreviated', '9.14114E+17', '科学计数法'],
  ] as const)('in %s are not, and the reason says how to fix it', (_, cell, word) => {
    expect(lostDigits(cell)).toContain(word);
  });
});
