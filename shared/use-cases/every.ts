import type { Page, PagePosition, PageRequest } from './ports/paging.ts';

/** All pages of a list, one at a time and each as soon as it is asked for; an index read so may change meanwhile. */
export async function* everyPage<T>(
  pageAt: (page: PageRequest) => Promise<Page<T>>,
  limit: number,
): AsyncGenerator<readonly T[]> {
  let from: PagePosition | undefined;
  do {
    const page = await pageAt({ limit, ...(from && { from }) });
    yield page.items;
    from = page.next;
  } while (from);
}

/** Everything in a list, in its order, read by pages of `limit`. */
export async function* every<T>(pageAt: (page: PageRequest) => Promise<Page<T>>, limit: number): AsyncGenerator<T> {
  for await (const items of everyPage(pageAt, limit)) yield* items;
}
