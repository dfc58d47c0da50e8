import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { every, everyPage } from '../../shared/use-cases/every.ts';
import type { Page, PageRequest } from '../../shared/use-cases/ports/paging.ts';

/** A list that may answer short pages, as one does whose filter matches little, and says what it was asked. */
function listOf(values: readonly number[], atMost: number) {
  const asked: PageRequest[] = [];
  const pageAt = async (page: PageRequest): Promise<Page<number>> => {
    asked.push(page);
    const start = Number(page.from?.at ?? 0);
    const end = start + Math.min(page.limit, atMost);
    return { items: values.slice(start, end), ...(end < values.length && { next: { at: end } }) };
  };
  return { asked, pageAt };
}

describe('every', () => {
  test('answers all that a list holds, once and in its order, however short its pages are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer(), { maxLength: 40 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        async (values, limit, atMost) => {
          expect(await Array.fromAsync(every(listOf(values, atMost).pageAt, limit))).toEqual(values);
        },
      ),
    );
  });

  test('goes on after a page that holds nothing and has a next', async () => {
    const pages: Page<string>[] = [{ items: [], next: { at: 1 } }, { items: ['a'] }];
    expect(await Array.fromAsync(every(async ({ from }) => pages[Number(from?.at ?? 0)] ?? { items: [] }, 5))).toEqual([
      'a',
    ]);
  });

  test('asks for the first page without a position, and for no page that nobody reads', async () => {
    const list = listOf([1, 2, 3, 4, 5, 6], 2);
    for await (const value of every(list.pageAt, 2)) if (value === 3) break;
    expect(list.asked).toEqual([{ limit: 2 }, { limit: 2, from: { at: 2 } }]);
  });

  test('page by page answers the pages as they come', async () => {
    expect(await Array.fromAsync(everyPage(listOf([1, 2, 3], 2).pageAt, 2))).toEqual([[1, 2], [3]]);
  });
});
