import { DrawDocument } from '../../shared/api/public-views.ts';
import type { Failure } from '../../shared/failures.ts';
import { err, type Result } from '../../shared/result.ts';
import type { PublicRecord } from '../../shared/use-cases/ports.ts';
import { published } from './published.ts';

/**
 * A draw whose frames are public, and with them its list unless the match failed. List and frames are written before the record says so; a reader who guesses their address
 * gets nothing until then.
 */
export async function drawWithList(
  record: PublicRecord,
  number: string,
): Promise<Result<DrawDocument, Failure<'not-found'>>> {
  const draw = await published(record, 'draw', DrawDocument, number);
  if (draw.ok && draw.value.framesPublishedAt === undefined)
    return err({ kind: 'not-found', entity: 'draw', id: number });
  return draw;
}
