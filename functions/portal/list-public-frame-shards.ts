import { portal } from '../../shared/api/routes/portal.ts';
import { ok } from '../../shared/base/result.ts';
import { FrameShardDocument } from '../../shared/public/views.ts';
import { operation } from '../http-handler.ts';
import { readPage } from './published.ts';
import { publishedFrame } from './published-frame.ts';

/** The database ends a page after a megabyte, so that any page fits the answer of a function. */
export const listPublicFrameShards = operation(portal.routes.listPublicFrameShards, async (deps, { params, page }) => {
  const frame = await publishedFrame(deps.published, params);
  if (!frame.ok) return frame;
  return ok(readPage(FrameShardDocument, await deps.published.parts('frame', params.frame, page)));
});
