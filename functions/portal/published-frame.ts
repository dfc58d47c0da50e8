import type { Failure } from '../../shared/base/failures.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { DrawDocument } from '../../shared/public/schemas.ts';
import type { PublicRecord } from '../../shared/use-cases/ports/public-record.ts';
import { published } from './published.ts';

/** Whether a draw has published a frame; its shards lie in the record before, and nobody may read them then. */
export async function publishedFrame(
  record: PublicRecord,
  { number, frame }: { readonly number: string; readonly frame: string },
): Promise<Result<true, Failure<'not-found'>>> {
  const draw = await published(record, 'draw', DrawDocument, number);
  if (!draw.ok) return draw;
  const { frames, inspectorFrames, expertFrames = [], framesPublishedAt } = draw.value;
  const isPublished =
    framesPublishedAt !== undefined &&
    [...frames, ...inspectorFrames, ...expertFrames].some((each) => each.frame === frame);
  return isPublished ? ok(true) : err({ kind: 'not-found', entity: 'frame', id: frame });
}
