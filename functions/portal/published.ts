import type * as z from 'zod';
import type { Failure } from '../../shared/base/failures.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { PublicKind } from '../../shared/public/public-document.ts';
import type { Page } from '../../shared/use-cases/ports/paging.ts';
import type { PublicRecord } from '../../shared/use-cases/ports/public-record.ts';

/** A published document in the form its kind is published in. */
export async function published<S extends z.ZodType>(
  record: PublicRecord,
  kind: PublicKind,
  schema: S,
  id: string,
  part?: string,
): Promise<Result<z.output<S>, Failure<'not-found'>>> {
  const body = await record.find(kind, id, part);
  return body ? ok(schema.parse(body)) : err({ kind: 'not-found', entity: kind, id });
}

export const readPage = <S extends z.ZodType>(schema: S, page: Page<unknown>): Page<z.output<S>> => ({
  ...page,
  items: page.items.map((body) => schema.parse(body)),
});
