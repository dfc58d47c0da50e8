import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonItems } from '../../shared/base/json-items.ts';

/** A text in pieces that begin anywhere. */
async function* cut(text: string, places: readonly number[]) {
  const at = [0, ...places.map((place) => place % (text.length + 1)).toSorted((a, b) => a - b), text.length];
  for (const [index, from] of at.slice(0, -1).entries()) yield text.slice(from, at[index + 1]);
}
const itemsOf = async (text: string, places: readonly number[]) =>
  (await Array.fromAsync(jsonItems(cut(text, places)))).map((item) => JSON.parse(item));

test('The items of a list are the same in whatever pieces the file arrives, with brackets and quotes in their texts', async () => {
  const item = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }));
  const pieces = fc.array(fc.nat(10_000), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(fc.array(item, { maxLength: 6 }), fc.string(), pieces, async (visits, seed, places) => {
      expect(await itemsOf(JSON.stringify({ batch: '[{"', seed, visits }), places)).toEqual(
        JSON.parse(JSON.stringify(visits)),
      );
    }),
  );
});

test.each(['{"visits":[]}', '{}', '{"batch":"[[{\\"a\\":1}]]","visits":[]}'])('Of %s there is none', async (text) => {
  expect(await itemsOf(text, [3])).toEqual([]);
});
