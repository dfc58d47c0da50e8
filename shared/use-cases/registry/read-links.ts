import { linksOf, type ObjectLinks } from '../../domain/registry/object-links.ts';
import { every } from '../every.ts';
import type { Registry } from '../ports/registry.ts';

const pageSize = 100;

/** The numbers that belong together, as the registry has them now: whatever counts or recuses asks for all of them. */
export async function readLinks({ registry }: { readonly registry: Pick<Registry, 'search'> }): Promise<ObjectLinks> {
  const continued = every((page) => registry.search({ kind: 'object', by: { continued: true }, page }), pageSize);
  const pairs: (readonly [string, string])[] = [];
  for await (const { value } of continued) {
    if (value.continuedAs !== undefined) pairs.push([value.id, value.continuedAs]);
  }
  return linksOf(pairs);
}
