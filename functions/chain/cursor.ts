import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import type { Route } from '../../shared/api/route.ts';
import type { Failure } from '../../shared/base/failures.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { Page, PagePosition, PageRequest } from '../../shared/use-cases/ports/paging.ts';

const Asked = z.object({ limit: z.number(), cursor: z.string().optional() });
const Position = z.record(z.string(), z.union([z.string(), z.number()]));

/**
 * Reads and writes the opaque position of a page. It is signed together with what was asked, so it cannot be
 * changed, nor carried into another list, to another department or to somebody who reaches further.
 */
export function pagesOf(key: string, asked: readonly unknown[]) {
  const question = JSON.stringify(asked, (name, value: unknown) =>
    name === 'cursor' || name === 'limit' ? undefined : value,
  );
  const mac = (text: string) => createHmac('sha256', key).update(`${question}\n${text}`).digest().subarray(0, 16);

  return {
    read(route: Route, query: unknown): Result<PageRequest | undefined, Failure<'invalid-cursor'>> {
      if (!route.paged) return ok(undefined);
      const { limit, cursor } = Asked.parse(query);
      if (cursor === undefined) return ok({ limit });
      const [encoded = '', signature = ''] = cursor.split('.');
      const text = Buffer.from(encoded, 'base64url').toString('utf8');
      const given = Buffer.from(signature, 'base64url');
      const expected = mac(text);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return err({ kind: 'invalid-cursor' });
      return ok({ limit, from: Position.parse(JSON.parse(text)) });
    },

    sign(value: unknown): unknown {
      const page = value as Page<unknown>;
      return { ...page, next: page.next && write(page.next) };
    },
  };

  function write(position: PagePosition): string {
    const text = JSON.stringify(position);
    return `${Buffer.from(text).toString('base64url')}.${mac(text).toString('base64url')}`;
  }
}
