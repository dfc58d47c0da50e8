import { portal } from '../../shared/api/routes/portal.ts';
import { err, ok } from '../../shared/base/result.ts';
import { shardCount } from '../../shared/draw/merkle.ts';
import { publishedShard } from '../../shared/use-cases/draw/published-frames.ts';
import { operation } from '../http-handler.ts';
import { publishedFrame } from './published-frame.ts';

export const getPublicFrameShard = operation(portal.routes.getPublicFrameShard, async (deps, { params }) => {
  const { frame } = params;
  const shard = Number(params.shard);
  const found = await publishedFrame(deps.published, params);
  if (!found.ok) return found;
  if (shard >= shardCount) return err({ kind: 'not-found', entity: 'frame', id: frame });
  return ok({ frame, shard, lines: await publishedShard(deps.published, frame, shard) });
});
