import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { objectTicket } from '../../draw/tickets.ts';
import type { DrawRowDocument } from '../../public/draw-row-view.ts';
import type { DrawDocument } from '../../public/draw-schemas.ts';
import type { PublicRecord } from '../ports/public-record.ts';
import { publishedLine } from './published-frames.ts';

/** What a draw says of one row, to whoever asks: its line with the proof, its ticket, and whether it is drawn. */
export async function rowInDraw(
  published: Pick<PublicRecord, 'find'>,
  draw: DrawDocument,
  row: string,
): Promise<Result<DrawRowDocument, Failure<'not-found' | 'not-ready'>>> {
  const { number, status, rowsPublishedAt, seed, drawnAt } = draw;
  if (draw.digest === undefined) return err({ kind: 'not-found', entity: 'draw', id: number });
  if (rowsPublishedAt === undefined)
    return err({ kind: 'not-ready', entity: 'draw', reason: '摘要刚刚公布，抽样框正在登记，请稍后再查。' });
  for (const { frame, root, strata } of draw.frames) {
    const found = await publishedLine(published, frame, row);
    if (!found) continue;
    const { stratum, proof } = found;
    const { threshold } = strata.find((one) => one.stratum === stratum) ?? {};
    const ticket = seed === undefined ? undefined : objectTicket(seed, row);
    const drawn = drawnAt !== undefined && ticket !== undefined && { drawn: isDrawn(ticket, threshold) };
    return ok({
      ...{ number, status, frame, root, stratum },
      proof: { ...proof, path: [...proof.path] },
      ...(ticket !== undefined && { ticket }),
      ...(threshold !== undefined && { threshold }),
      ...drawn,
    });
  }
  return err({ kind: 'not-found', entity: 'frame', id: row });
}

const isDrawn = (ticket: string, threshold: string | undefined): boolean =>
  threshold !== undefined && ticket <= threshold;
