import type { Failure } from '../../shared/base/failures.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { AnyDrawDocument, isEarlierDraw } from '../../shared/public/earlier-draw-schemas.ts';
import { listName } from '../../shared/public/frame-documents.ts';
import type { PublicRecord } from '../../shared/use-cases/ports/public-record.ts';
import { published } from './published.ts';

/**
 * Under which name a list of a draw lies in the public record, if it may be read: a frame, the inspectors or the experts.
 * Frames of suiji-draw/1 join codes and classes, and are answered to nobody.
 */
export async function publishedFrame(
  record: PublicRecord,
  { number, frame }: { readonly number: string; readonly frame: string },
): Promise<Result<string, Failure<'not-found'>>> {
  const draw = await published(record, 'draw', AnyDrawDocument, number);
  if (!draw.ok) return draw;
  const none = err({ kind: 'not-found', entity: 'frame', id: frame } as const);
  if (isEarlierDraw(draw.value) || draw.value.rowsPublishedAt === undefined) return none;
  const { frames, inspectors, experts } = draw.value;
  const lists = [
    ...frames.map((one) => one.frame),
    ...(inspectors ? ['inspectors'] : []),
    ...(experts ? ['experts'] : []),
  ];
  return lists.includes(frame) ? ok(listName(number, frame)) : none;
}
