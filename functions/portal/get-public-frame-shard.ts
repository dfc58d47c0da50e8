import { FrameShardDocument } from '../../shared/api/public-views.ts';
import { portal } from '../../shared/api/routes/portal.ts';
import { shardCount } from '../../shared/draw/merkle.ts';
import { err, ok } from '../../shared/result.ts';
import { operation } from '../http-handler.ts';
import { drawWithList } from './draw-with-list.ts';

export const getPublicFrameShard = operation(portal.routes.getPublicFrameShard, async (deps, { params }) => {
  const { number, frame } = params;
  const shard = Number(params.shard);
  const draw = await drawWithList(deps.published, number);
  if (!draw.ok) return draw;
  const frames = [...draw.value.frames, ...draw.value.inspectorFrames].map((each) => each.frame);
  if (!frames.includes(frame) || shard >= shardCount) return err({ kind: 'not-found', entity: 'frame', id: frame });
  const body = await deps.published.find('frame', frame, String(shard).padStart(3, '0'));
  return ok(body ? FrameShardDocument.parse(body) : { frame, shard, lines: [] });
});
