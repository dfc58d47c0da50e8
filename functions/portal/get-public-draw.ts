import { portal } from '../../shared/api/routes/portal.ts';
import { ok } from '../../shared/base/result.ts';
import { DrawDocument } from '../../shared/public/views.ts';
import { operation } from '../http-handler.ts';
import { drawAsOf } from './draw-as-of.ts';
import { published } from './published.ts';

export const getPublicDraw = operation(portal.routes.getPublicDraw, async (deps, { params, now }) => {
  const draw = await published(deps.published, 'draw', DrawDocument, params.number);
  return draw.ok ? ok(drawAsOf(draw.value, now)) : draw;
});
