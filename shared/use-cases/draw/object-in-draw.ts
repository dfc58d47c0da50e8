import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { isSameStratum, type StratumPlace } from '../../domain/frame/frame.ts';
import { objectTicket } from '../../draw/one/tickets.ts';
import type { DrawObjectDocument } from '../../public/draw-object-view.ts';
import type { DrawDocument } from '../../public/schemas.ts';
import type { PublicRecord } from '../ports/public-record.ts';
import { publishedLine } from './published-frames.ts';

type FrameAnswer = DrawObjectDocument['frames'][number];
type StratumFigures = Pick<DrawDocument['frames'][number]['strata'][number], 'threshold' | 'reservesUsed'>;

/**
 * What a draw reveals about one object. The shards are in the public record soon after the commitment; until all of
 * them may be read, only the line of the requested id leaves.
 */
export async function drawObject(
  published: Pick<PublicRecord, 'find'>,
  draw: DrawDocument,
  id: string,
): Promise<Result<DrawObjectDocument, Failure<'not-found' | 'not-ready'>>> {
  // A batch that was voided before its commitment has published no frame.
  if (draw.digest === undefined) return err({ kind: 'not-found', entity: 'draw', id: draw.number });
  if (draw.framesQueryableSince === undefined && draw.drawnAt === undefined) {
    return err({ kind: 'not-ready', entity: 'draw', reason: '摘要刚刚公布，抽样框正在登记，请稍后再查。' });
  }
  const ticket = draw.seed === undefined ? undefined : objectTicket(draw.seed, id);
  const outcome = outcomeOf(draw, { id, ticket });
  const frames = await Promise.all(draw.frames.map((frame) => answerOf(published, frame, id, outcome)));
  const wasDrawn = frames.some(({ drawn, reserve }) => drawn === true || reserve === 'called');
  return ok({
    ...{ number: draw.number, status: draw.status, id, frames },
    ...(ticket !== undefined && { ticket }),
    ...(wasDrawn && { replaced: replacedOf(draw, id) }),
  });
}

function replacedOf({ list, reserves }: DrawDocument, id: string): NonNullable<DrawObjectDocument['replaced']> {
  if (reserves.length > 0 && list?.publishedAt === undefined) return 'not-yet-public';
  return reserves.some(({ objectId }) => objectId === id) ? 'replaced' : 'not-replaced';
}

/** The outcome of an object in one stratum; nothing before the draw. */
const outcomeOf =
  (draw: DrawDocument, { id, ticket }: { readonly id: string; readonly ticket: string | undefined }) =>
  (place: StratumPlace, { threshold, reservesUsed = 0 }: StratumFigures): Pick<FrameAnswer, 'drawn' | 'reserve'> => {
    if (draw.drawnAt === undefined || ticket === undefined) return {};
    const drawn = threshold !== undefined && ticket <= threshold;
    return drawn ? { drawn } : { drawn, reserve: reservesUsed === 0 ? 'not-called' : reserveOf(draw, id, place) };
  };

/** Revealed to every caller as far as the public record does: it names the reserves once the list is public. */
function reserveOf({ list, reserves }: DrawDocument, id: string, place: StratumPlace): FrameAnswer['reserve'] {
  if (list?.publishedAt === undefined) return 'not-yet-public';
  const turns = reserves.flatMap(({ called }) => called).filter((one) => isSameStratum(one, place));
  const own = turns.find(({ objectId }) => objectId === id);
  if (!own) return 'not-called';
  return own.passed === undefined ? 'called' : 'passed-over';
}

async function answerOf(
  published: Pick<PublicRecord, 'find'>,
  { frame, department, root, strata }: DrawDocument['frames'][number],
  id: string,
  outcome: ReturnType<typeof outcomeOf>,
): Promise<FrameAnswer> {
  const found = await publishedLine(published, frame, id);
  if (!found) return { frame, department, root, contained: false };
  const { row, proof } = found;
  const { size, quota, threshold, reservesUsed } = strata.find(({ stratum }) => stratum === row.stratum) ?? {};
  return {
    frame,
    department,
    root,
    contained: true,
    stratum: row.stratum,
    size,
    quota,
    ...outcome({ frame, stratum: row.stratum }, { threshold, reservesUsed }),
    threshold,
    reservesUsed,
    proof,
  };
}
