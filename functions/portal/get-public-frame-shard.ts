import { DrawDocument } from '../../shared/api/public-views.ts';
import { portal } from '../../shared/api/routes/portal.ts';
import { shardCount } from '../../shared/draw/merkle.ts';
import { err, ok } from '../../shared/result.ts';
import { publishedShard } from '../../shared/use-cases/frame-documents.ts';
import { operation } from '../http-handler.ts';
import { published } from './published.ts';

export const getPublicFrameShard = operation(portal.routes.getPublicFrameShard, async (deps, { params }) => {
  const { number, frame } = params;
  const shard = Number(params.shard);
  const draw = await published(deps.published, 'draw', DrawDocument, number);
  if (!draw.ok) return draw;
  const frames = [...draw.value.frames, ...draw.value.inspectorFrames].map((each) => each.frame);
  const isPublished = draw.value.framesPublishedAt !== undefined && frames.includes(frame);
  if (!isPublished || shard >= shardCount) return err({ kind: 'not-found', entity: 'frame', id: frame });
  return ok({ frame, shard, lines: await publishedShard(deps.published, frame, shard) });
});
