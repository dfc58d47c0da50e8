import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { creditCodeCheck, isCreditCode } from '../../shared/domain/registry/credit-code.ts';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const character = fc.constantFrom(...alphabet);
/** An authority's digit is not 0, and an organisation's number not one character repeated: those are placeholders. */
const first17 = fc
  .array(character, { minLength: 17, maxLength: 17 })
  .map((characters) => characters.join(''))
  .filter((body) => !body.startsWith('0') && !/^.{8}(.)\1{8}/.test(body));
const withCheck = (body: string) => body + creditCodeCheck(body);

describe('a unified social credit code', () => {
  test.each(['91350100M000100Y43', '11320000MB151840XJ', '91110000802100433B', '91411422MA10000120'])(
    '%s is valid',
    (code) => {
      expect(isCreditCode(code)).toBe(true);
    },
  );

  test.each([
    ['a wrong check character', '91350100M000100Y4Z'],
    ['lower case', '91350100m000100y43'],
    ['17 characters', '91350100M000100Y4'],
    ['19 characters', '91350100M000100Y433'],
    ['a letter outside the alphabet', '91350100I000100Y43'],
    ['a space', '91350100M000100Y43 '],
    ['a number', '914114220000000000'],
    ['nothing', ''],
  ])('with %s it is refused', (_, code) => {
    expect(isCreditCode(code)).toBe(false);
  });

  test('the weights are the powers of 3 modulo 31, as the standard derives them', () => {
    const expected = [...Array(17).keys()].map((position) => {
      let power = 1;
      for (let step = 0; step < position; step += 1) power = (power * 3) % 31;
      return alphabet[(31 - power) % 31];
    });
    const single = [...Array(17).keys()].map((position) =>
      creditCodeCheck('0'.repeat(position).concat('1').padEnd(17, '0')),
    );
    expect(single).toEqual(expected);
  });

  test('every body has exactly one check character', () => {
    fc.assert(
      fc.property(first17, (body) => {
        expect([...alphabet].filter((last) => isCreditCode(body + last))).toEqual([creditCodeCheck(body)]);
      }),
    );
  });

  test('one wrong character anywhere is noticed', () => {
    fc.assert(
      fc.property(first17, fc.nat(17), character, (body, position, wrong) => {
        const code = withCheck(body);
        fc.pre(code[position] !== wrong);
        expect(isCreditCode(code.slice(0, position) + wrong + code.slice(position + 1))).toBe(false);
      }),
    );
  });

  test('two neighbours swapped are noticed', () => {
    fc.assert(
      fc.property(first17, fc.nat(15), (body, position) => {
        const code = withCheck(body);
        const [left = '', right = ''] = [code[position], code[position + 1]];
        fc.pre(left !== right);
        expect(isCreditCode(code.slice(0, position) + right + left + code.slice(position + 2))).toBe(false);
      }),
    );
  });

  test('letters I, O, S, V, Z have no check character', () => {
    for (const letter of 'IOSVZ') expect(creditCodeCheck(`91411422MA10000${letter}2`)).toBeUndefined();
  });
});
