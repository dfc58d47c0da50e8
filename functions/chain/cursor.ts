import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import * as z from 'zod';
import type { Route } from '../../shared/api/route.ts';
import type { Failure } from '../../shared/base/failures.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { Page, PagePosition, PageRequest } from '../../shared/use-cases/ports/paging.ts';

const Asked = z.object({ limit: z.number(), cursor: z.string().optional() });
const Position = z.record(z.string(), z.union([z.string(), z.number()]));

const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/**
 * Reads and writes the opaque position of a page. It names a row that the caller may not be allowed to see, so it is
 * encrypted; and it is bound to what was asked, so it can neither be changed nor carried into another list, to another
 * department or to somebody who reaches further.
 */
export function pagesOf(secret: string | undefined, asked: readonly unknown[]) {
  const question = JSON.stringify(asked, (name, value: unknown) =>
    name === 'cursor' || name === 'limit' ? undefined : value,
  );
  const key = (use: 'page positions' | 'their initialisation vectors') => {
    if (secret === undefined) throw new Error('this function was given no key of page positions');
    return new Uint8Array(hkdfSync('sha256', secret, '', use, 32));
  };
  /** The same for the same position of the same list, so that an unchanged page keeps its ETag; of any other by a keyed digest. */
  const ivOf = (text: string) =>
    createHmac('sha256', key('their initialisation vectors'))
      .update(`${question}\n${text}`)
      .digest()
      .subarray(0, ivBytes);

  return {
    read(route: Route, query: unknown): Result<PageRequest | undefined, Failure<'invalid-cursor'>> {
      if (!route.paged) return ok(undefined);
      const { limit, cursor } = Asked.parse(query);
      if (cursor === undefined) return ok({ limit });
      const text = open(Buffer.from(cursor, 'base64url'));
      return text === undefined
        ? err({ kind: 'invalid-cursor' })
        : ok({ limit, from: Position.parse(JSON.parse(text)) });
    },

    seal(value: unknown): unknown {
      const page = value as Page<unknown>;
      return { ...page, next: page.next && write(page.next) };
    },
  };

  function open(sealed: Buffer): string | undefined {
    if (sealed.length <= ivBytes + tagBytes) return undefined;
    const decipher = createDecipheriv(algorithm, key('page positions'), sealed.subarray(0, ivBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(Buffer.from(question)).setAuthTag(sealed.subarray(-tagBytes));
    try {
      return `${decipher.update(sealed.subarray(ivBytes, -tagBytes), undefined, 'utf8')}${decipher.final('utf8')}`;
    } catch {
      return undefined;
    }
  }

  function write(position: PagePosition): string {
    const plain = JSON.stringify(position);
    const iv = ivOf(plain);
    const cipher = createCipheriv(algorithm, key('page positions'), iv, { authTagLength: tagBytes }).setAAD(
      Buffer.from(question),
    );
    const text = [cipher.update(plain, 'utf8'), cipher.final()];
    return Buffer.concat([iv, ...text, cipher.getAuthTag()]).toString('base64url');
  }
}
