import { DrawListDocument } from '../../shared/api/public-views.ts';
import { portal } from '../../shared/api/routes/portal.ts';
import { operation } from '../http-handler.ts';
import { drawWithList } from './draw-with-list.ts';
import { published } from './published.ts';

export const listPublicDrawObjects = operation(portal.routes.listPublicDrawObjects, async (deps, { params }) => {
  const draw = await drawWithList(deps.published, params.number);
  if (!draw.ok) return draw;
  return published(deps.published, 'draw', DrawListDocument, params.number, `list-${params.part.padStart(4, '0')}`);
});
