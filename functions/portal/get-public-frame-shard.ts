import { DrawDocument, FrameShardDocument } from '../../shared/api/public-views.ts';
import { portal } from '../../shared/api/routes/portal.ts';
import { shardCount } from '../../shared/draw/merkle.ts';
import { shardPart } from '../../shared/public-documents.ts';
import { err, ok } from '../../shared/result.ts';
import { operation } from '../http-handler.ts';
import { published } from './published.ts';

export const getPublicFrameShard = operation(portal.routes.getPublicFrameShard, async (deps, { params }) => {
  const { number, frame } = params;
  const shard = Number(params.shard);
  const draw = await published(deps.published, 'draw', DrawDocument, number);
  if (!draw.ok) return draw;
  const { frames: objects, inspectorFrames, expertFrames = [] } = draw.value;
  const frames = [...objects, ...inspectorFrames, ...expertFrames].map((each) => each.frame);
  const isPublished = draw.value.framesPublishedAt !== undefined && frames.includes(frame);
  if (!isPublished || shard >= shardCount) return err({ kind: 'not-found', entity: 'frame', id: frame });
  const body = await deps.published.find('frame', frame, shardPart(shard));
  return ok(body ? FrameShardDocument.parse(body) : { frame, shard, lines: [] });
});
