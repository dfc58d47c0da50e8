import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isIdentityNumber, looksLikeIdentityNumber } from '../../shared/base/identity-number.ts';
import {
  FieldName,
  LineText,
  LongText,
  NamePart,
  Phone,
  PlainId,
  ShortText,
  Tag,
  Word,
} from '../../shared/base/primitives.ts';
import { partsOf, tidyCode, tidyPhone, tidyText, tidyWord } from '../../shared/base/typed-text.ts';
import {
  creditCodeCheck,
  creditCodeFault,
  isCreditCode,
  tidyObjectId,
} from '../../shared/domain/registry/credit-code.ts';
import { tidyIndustry } from '../../shared/domain/registry/industry.ts';
import { CreditCode, ObjectId } from '../../shared/domain/registry/object-id.ts';

describe('what looks the same is the same', () => {
  test.each([
    ['half-width brackets', '特种设备(电梯)'],
    ['square brackets', '特种设备［电梯］'],
    ['an invisible character at the end', '特种设备（电梯）\u200b'],
    ['a soft hyphen inside', '特种\u00ad设备（电梯）'],
    ['blanks beside the brackets', ' 特种设备 （ 电梯 ）'],
  ])('of a qualification with %s', (_, typed) => {
    expect(tidyWord(typed)).toBe('特种设备（电梯）');
  });

  test('of a word with a Kangxi radical, as copied from a PDF, or with full-width letters', () => {
    expect(tidyWord('\u2f77品')).toBe('糸品');
    expect(tidyWord('ＧＳＰ　检查员')).toBe('GSP检查员');
    expect(tidyWord('lead auditor')).toBe('lead auditor');
  });

  test.each([
    ['９１４１１４２２MA10000120', '91411422MA10000120'],
    ["'91411422MA10000120", '91411422MA10000120'],
    ['SCJG—R001', 'SCJG-R001'],
    ['ＳＣＪＧ－Ｒ００１\u200b', 'SCJG-R001'],
    ['scjg-r001', 'scjg-r001'],
  ])('of the code %s', (typed, code) => {
    expect(tidyCode(typed)).toBe(code);
  });

  test('of an object: a credit code is in capitals, another number stays as its department writes it', () => {
    expect(tidyObjectId('91411422ma10000120')).toBe('91411422MA10000120');
    expect(tidyObjectId('91411422ma10000121')).toBe('91411422ma10000121');
    expect(ObjectId.parse(' 91411422ma1 0000120')).toBe('91411422MA10000120');
    expect(PlainId.parse('ＳＣＪＧ-001')).toBe('SCJG-001');
  });

  test.each([
    ['０３７０－８１０００００', '0370-8100000'],
    ['0370—8100000', '0370-8100000'],
    ['（0370）8100000', '0370-8100000'],
    ["'13800000000", '13800000000'],
    ['+86  138 0000 0000', '+86 138 0000 0000'],
  ])('of the telephone number %s', (typed, number) => {
    expect(Phone.parse(typed)).toBe(number);
  });

  test('of an industry with or without the letter of its section', () => {
    expect(tidyIndustry('5211')).toBe('F5211');
    expect(tidyIndustry('f５211')).toBe('F5211');
    expect(tidyIndustry('0111')).toBe('A0111');
    expect(tidyIndustry('62')).toBe('H62');
    expect(tidyIndustry('9911')).toBe('9911');
  });

  test('of a text with the line ends of Windows or of an old Mac', () => {
    expect(LongText.parse(' 中心大街\r\n北段\r12号\u200b ')).toBe('中心大街\n北段\n12号');
    expect(LongText.parse('一、\u2028二、\u2029三、')).toBe('一、\n二、\n三、');
  });

  test('once it is in its form, whatever it was', () => {
    for (const tidy of [tidyText, tidyWord, tidyCode, tidyPhone, tidyObjectId, tidyIndustry]) {
      fc.assert(
        fc.property(fc.string({ unit: 'binary' }), (typed) => {
          expect(tidy(tidy(typed))).toBe(tidy(typed));
        }),
        { numRuns: 500 },
      );
    }
  });
});

describe('a text that is not what it should be', () => {
  test.each([
    ['a character lost on the way', '睢县\ufffd记面馆', '损坏'],
    ['a character that only one computer has', '王\ue863', '自造'],
    ['a change of direction', '睢县\u202e某某', '无法显示'],
  ])('with %s is refused and says so', (_, text, word) => {
    expect(LineText.safeParse(text).error?.issues[0]?.message).toContain(word);
  });

  const lines = { ShortText, LineText, FieldName, Word, Tag };
  const texts = { ...lines, LongText };

  test.each([
    ['a line feed', '\n'],
    ['a carriage return', '\r'],
    ['a tab', '\t'],
    ['a vertical tab', '\u000b'],
    ['a next line', '\u0085'],
    ['a line separator', '\u2028'],
    ['a paragraph separator', '\u2029'],
  ])('with %s never reaches a text of one line', (_, mark) => {
    for (const schema of Object.values(lines)) {
      const read = schema.safeParse(`城关镇${mark}人民路`);
      expect(read.data ?? '').not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
    }
    expect(LineText.safeParse(`城关镇${mark}人民路`).error?.issues[0]?.message).toMatch(/一行|无法显示/);
  });

  test.each([
    ['embedding', '\u202a'],
    ['override', '\u202e'],
    ['isolate', '\u2066'],
    ['end of isolate', '\u2069'],
  ])('with an %s of direction is refused everywhere', (_, mark) => {
    for (const schema of Object.values(texts)) expect(schema.safeParse(`某${mark}某`).success).toBe(false);
  });

  test.each([
    ['zero-width blanks', '\u200b\u200b'],
    ['a filler of Hangul', '\u3164'],
    ['a blank of Braille', '\u2800'],
    ['a soft hyphen', '\u00ad'],
    ['a selector of variants', '\ufe0f'],
    ['an ideographic selector of variants', '\u{e0100}'],
    ['an accent on nothing', '\u0301'],
    ['full-width blanks', '\u3000\u3000'],
    ['a line separator', '\u2028'],
    ['a mark of direction', '\u200f'],
    ['a mark of a tag', '\u{e0041}'],
  ])('of nothing but %s is refused', (_, text) => {
    for (const [name, schema] of Object.entries({ ...texts, NamePart })) {
      expect(schema.safeParse(text).success, name).toBe(false);
    }
  });

  test('of signs and digits shows something', () => {
    for (const text of ['A', '7', '〇', '※', '①', '👍', '葛\u{e0100}']) expect(LineText.parse(text)).toBe(text);
  });

  test('with a variant of a rare character is kept as it is', () => {
    expect(LineText.parse('葛\u{e0100}某')).toBe('葛\u{e0100}某');
  });
});

describe('a list', () => {
  test.each([
    ['食品，药品', ['食品', '药品']],
    ['餐饮、学校食堂；；酒店\n,旅馆;', ['餐饮', '学校食堂', '酒店', '旅馆']],
    ['特种设备（电梯、锅炉）、食品', ['特种设备（电梯、锅炉）', '食品']],
    ['特种设备（电梯、食品', ['特种设备（电梯', '食品']],
    ['', []],
  ])('%j has the parts %j', (text, parts) => {
    expect(partsOf(text)).toEqual(parts);
  });

  test('is no word', () => {
    expect(Tag.safeParse('餐饮、食堂').success).toBe(false);
    expect(Tag.parse('食堂（餐饮、酒水）')).toBe('食堂（餐饮、酒水）');
  });
});

describe('an identity number', () => {
  /** The example of GB 11643-1999, annex A. */
  test('is known by its birth date and its check character', () => {
    expect(isIdentityNumber('11010519491231002X')).toBe(true);
    expect(isIdentityNumber('11010519491231002x')).toBe(true);
    expect(isIdentityNumber('110105194912310021')).toBe(false);
    expect(looksLikeIdentityNumber('110105194912310021')).toBe(true);
    expect(looksLikeIdentityNumber('110105194902300021')).toBe(false);
  });

  test('is no credit code, although its last digit may fit one', () => {
    expect(creditCodeCheck('41149919000101076')).toBe('3');
    expect(isCreditCode('411499190001010763')).toBe(false);
    expect(CreditCode.safeParse('411499190001010763').error?.issues[0]?.message).toContain('身份证号码');
  });

  test('of the first generation has 15 digits with a birth date; a registration number of 15 digits has none', () => {
    expect(looksLikeIdentityNumber('411422800101123')).toBe(true);
    expect(looksLikeIdentityNumber('411422600012345')).toBe(false);
    expect(looksLikeIdentityNumber('411422000098765')).toBe(false);
  });
});

describe('a credit code', () => {
  test.each(['000000000000000000', '111111111111111111', '91411422000000000'.padEnd(18, '?')])(
    'of one repeated character, like %s, only fills a gap',
    (typed) => {
      const code = typed.replace('?', creditCodeCheck(typed.slice(0, 17)) ?? '');
      expect(creditCodeFault(code)).toBe('placeholder');
    },
  );

  test('of the early years with another check digit is refused with the way out', () => {
    const said = CreditCode.safeParse('91350203M0001AAA12').error?.issues[0]?.message;
    expect(said).toContain('校验位');
    expect(said).toContain('对象编号');
  });
});
