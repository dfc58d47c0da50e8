import { type DrawObjectDocument, FrameShardRecord } from '../api/public-draw-object.ts';
import type { DrawDocument } from '../api/public-views.ts';
import { shardOf } from '../draw/frame.ts';
import { shardPath } from '../draw/merkle.ts';
import { frameRowOf } from '../draw/read-frame.ts';
import { objectTicket } from '../draw/tickets.ts';
import type { Failure } from '../failures.ts';
import { shardPart } from '../public-documents.ts';
import { err, ok, type Result } from '../result.ts';
import type { PublicRecord } from './ports.ts';

type FrameAnswer = DrawObjectDocument['frames'][number];

/**
 * What a draw says of one object. The shards lie in the public record soon after the commitment; before all of them may be
 * read, the line of the one id that is asked for leaves, and no other.
 */
export async function drawObject(
  published: Pick<PublicRecord, 'find'>,
  draw: DrawDocument,
  id: string,
): Promise<Result<DrawObjectDocument, Failure<'not-found' | 'not-ready'>>> {
  // A batch that was voided before its commitment has published no frame to stand in.
  if (draw.digest === undefined) return err({ kind: 'not-found', entity: 'draw', id: draw.number });
  if (draw.framesLaidAt === undefined) {
    return err({ kind: 'not-ready', entity: 'draw', reason: '摘要刚刚公布，抽样框正在登记，请稍后再查。' });
  }
  const ticket = draw.seed === undefined ? undefined : objectTicket(draw.seed, id);
  const frames = await Promise.all(draw.frames.map((frame) => answerOf(published, frame, id, drawnBy(draw, ticket))));
  return ok({ number: draw.number, status: draw.status, id, ...(ticket !== undefined && { ticket }), frames });
}

/** Whether a threshold takes the object in; undefined while nothing is drawn. */
const drawnBy =
  ({ drawnAt }: DrawDocument, ticket: string | undefined) =>
  (threshold: string | undefined): boolean | undefined =>
    drawnAt === undefined || ticket === undefined ? undefined : threshold !== undefined && ticket <= threshold;

async function answerOf(
  published: Pick<PublicRecord, 'find'>,
  { frame, department, root, strata }: DrawDocument['frames'][number],
  id: string,
  drawn: ReturnType<typeof drawnBy>,
): Promise<FrameAnswer> {
  const shard = shardOf(id);
  const body = await published.find('frame', frame, shardPart(shard));
  const { lines, above } = body ? FrameShardRecord.parse(body) : { lines: [], above: [] };
  const index = lines.findIndex((line) => frameRowOf(line)?.id === id);
  const line = lines[index];
  const row = line === undefined ? undefined : frameRowOf(line);
  if (line === undefined || !row) return { frame, department, root, contained: false };
  const { size, quota, threshold, reservesUsed } = strata.find(({ stratum }) => stratum === row.stratum) ?? {};
  return {
    frame,
    department,
    root,
    contained: true,
    stratum: row.stratum,
    size,
    quota,
    threshold,
    drawn: drawn(threshold),
    reservesUsed,
    proof: { line, shard, shardSize: lines.length, index, path: [...shardPath(lines, index), ...above] },
  };
}
