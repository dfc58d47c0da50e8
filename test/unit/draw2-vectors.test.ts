import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkConformance } from '../../local/conformance.ts';
import { checkDrawVectorsTwo, DrawVectorsTwo } from '../../local/conformance-draw-two.ts';
import { flipped, places } from '../support/flipped-json.ts';

const file: Record<string, unknown> & { cases: unknown[] } = JSON.parse(
  readFileSync(new URL('../vectors/draw2-vectors.json', import.meta.url), 'utf8'),
);
const { spec, primitives, cases, generated, ceremony, emptyRoot } = file;

test('the product agrees with every published vector of suiji-draw/2 to the byte', () => {
  expect(checkDrawVectorsTwo(DrawVectorsTwo.parse(file))).toEqual([]);
});

describe('one flipped bit in a file of vectors of suiji-draw/2 is noticed', () => {
  test.each<[string, object, RegExp]>([
    // What a quota or a cover rule is computed from may come to the same.
    ['its primitives', { spec, primitives, ceremony, emptyRoot, cases: [] }, /^(?!primitives\/(quotas|cover))/],
    ['a case of one frame', { spec, cases: cases.slice(0, 1) }, /^(?!.*(rules\/\d\/ratio|note|teams\/rule))/],
    [
      'a case of all that a draw can have',
      { spec, cases: cases.slice(1, 2) },
      /^cases\/0\/(key|batch|previous|manifest\/|randomness|seed|turns|slip|experts|teamTickets|(visits|list\/lines|teams\/lines)\/0|frames\/1\/(parts|selection|tickets|salts)|frames\/0\/objects\/\d0\/)/,
    ],
    [
      'a case by rule',
      { spec, cases: [], generated },
      /^generated\/(rule\/(?!doc)|frames\/0\/(selection\/A|root)|list|seed)/,
    ],
  ])(
    'anywhere in %s',
    (_, some, tried) => {
      const text = JSON.stringify(some);
      expect(checkConformance(text)).toMatchObject({ ok: true, value: { differences: [] } });
      const unnoticed = places(some).filter(({ path }) => {
        if (!tried.test(path.join('/'))) return false;
        const checked = checkConformance(flipped(text, path));
        return checked.ok && checked.value.differences.length === 0;
      });
      expect(unnoticed.map(({ path }) => path.join('/'))).toEqual([]);
    },
    120_000,
  );
});
