import { DrawDocument } from '../../shared/api/public-views.ts';
import type { Failure } from '../../shared/failures.ts';
import { err, type Result } from '../../shared/result.ts';
import type { PublicRecord } from '../../shared/use-cases/ports.ts';
import { published } from './published.ts';

/**
 * A draw whose list is public. List and frames are written before the record says so; a reader who guesses their address
 * gets nothing until then.
 */
export async function drawWithList(
  record: PublicRecord,
  number: string,
): Promise<Result<DrawDocument, Failure<'not-found'>>> {
  const draw = await published(record, 'draw', DrawDocument, number);
  if (draw.ok && draw.value.list?.publishedAt === undefined)
    return err({ kind: 'not-found', entity: 'draw', id: number });
  return draw;
}
